//! People come into being: a participant without any name, a colleague with the one that others call her.
use crate::{
    Kernel, Result,
    id::PersonId,
    locale::Language,
    refusals,
    store::Tx,
    table::person::{self, PersonState},
    vault::{Owner, Place},
};
use anyhow::Context;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

refusals! {
    /// A colleague needs a name of 2 to 60 characters.
    NAME_NEEDED = "person-name-needed" => 422;
}

/// Somebody about whom nothing is known. Her key is made with her.
pub async fn create_participant(kernel: &Kernel, tx: &Tx, language: Language) -> Result<PersonId> {
    create(kernel, tx, None, language).await
}

/// A member of staff, by the name that colleagues and members see.
pub async fn create_staff(kernel: &Kernel, tx: &Tx, name: &str, language: Language) -> Result<PersonId> {
    create(kernel, tx, Some(name_of(name)?), language).await
}

/// The name as it is kept: without spaces around it or twice within.
pub fn name_of(typed: &str) -> Result<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        2..=60 if !name.chars().any(char::is_control) => Ok(name),
        _ => Err(NAME_NEEDED.into()),
    }
}

async fn create(kernel: &Kernel, tx: &Tx, name: Option<String>, language: Language) -> Result<PersonId> {
    let id = PersonId::new();
    let key = kernel.vault.make(tx, Owner::Person(id)).await?;
    let row = person::ActiveModel {
        id: Set(id),
        state: Set(PersonState::Active),
        language: Set(language.code().into()),
        staff_name: Set(name.map(|it| key.seal(name_place(id), &it)).transpose()?),
        created: Set(kernel.clock.now().day()),
        seen: Set(None),
        frozen: Set(None),
    };
    row.insert(tx).await?;
    Ok(id)
}

fn name_place(id: PersonId) -> Place {
    Place::of("people", "staff_name", id.0)
}

pub async fn find(kernel: &Kernel, id: PersonId) -> Result<Option<person::Model>> {
    kernel.store.row::<person::Entity>(person::Column::Id, id).await
}

pub async fn get(kernel: &Kernel, id: PersonId) -> Result<person::Model> {
    Ok(find(kernel, id).await?.context("no such person")?)
}

/// In which language somebody is written to; the house's first, where she is not known any more.
pub async fn language(kernel: &Kernel, id: PersonId) -> Result<Language> {
    Ok(find(kernel, id).await?.and_then(|it| Language::from_code(&it.language)).unwrap_or_default())
}

/// What colleagues call someone of staff. Empty for everybody else, and for someone who is erased.
pub async fn staff_name(kernel: &Kernel, id: PersonId) -> Result<String> {
    match find(kernel, id).await? {
        Some(row) => name_in(kernel, &row).await,
        None => Ok(String::new()),
    }
}

async fn name_in(kernel: &Kernel, row: &person::Model) -> Result<String> {
    match &row.staff_name {
        Some(sealed) => Ok(kernel.vault.key(Owner::Person(row.id)).await?.open(name_place(row.id), sealed)?),
        None => Ok(String::new()),
    }
}

/// Everybody of staff, by name.
pub async fn list_staff(kernel: &Kernel) -> Result<Vec<(person::Model, String)>> {
    let rows = person::Entity::find()
        .filter(person::Column::StaffName.is_not_null())
        .filter(person::Column::State.ne(PersonState::Ended))
        .all(kernel.store.reader())
        .await?;
    let mut staff = Vec::with_capacity(rows.len());
    for row in rows {
        let name = name_in(kernel, &row).await?;
        staff.push((row, name));
    }
    staff.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(staff)
}

/// The language of every page and notice from now on.
pub async fn change_language(kernel: &Kernel, id: PersonId, language: Language) -> Result<()> {
    let code = language.code();
    kernel
        .store
        .write(async move |tx: &Tx| {
            person::Entity::update_many().col_expr(person::Column::Language, Expr::value(code)).filter(person::Column::Id.eq(id)).exec(tx).await?;
            Ok(())
        })
        .await?;
    kernel.sign_ins.change_language(id, language);
    Ok(())
}
