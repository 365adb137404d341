//! An address that letters come back from for good: one is enough (safety.md EML-10). It may have been closed, or be in other hands, and
//! that holds wherever she gave it, so it ends what goes there in every place that has it as its address. Her facilitators are told,
//! those of each group; nothing goes by another way instead.
use crate::{
    addresses::Addresses,
    post,
    table::{
        gone,
        seat::{Column, Entity},
    },
};
use hearth_core::{
    Kernel, Result,
    clock::Moment,
    contact::{Medium, owed, safe_contact},
    id::{MembershipId, PersonId},
    store::Tx,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use std::collections::HashSet;

/// Of one statement.
const ROWS: usize = 1000;

/// Stands for an address in the address that a letter comes back to, and tells nobody else which.
pub fn mark(addresses: &Addresses, address: &str) -> u32 {
    addresses.short_hash(format!("gone\n{}", address.trim().to_lowercase()).as_bytes())
}

/// A letter to the address of this mark came back for good. One that is nobody's address any more ends nothing: what she gave since is
/// another.
pub async fn came_back(kernel: &Kernel, mark: u32) -> Result<()> {
    let Some(ready) = post::ready(kernel).await? else { return Ok(()) };
    ends(kernel, &ready.addresses, mark).await
}

/// The relay would not take a letter to this address, for good.
pub async fn refused(kernel: &Kernel, addresses: &Addresses, address: &str) -> Result<()> {
    ends(kernel, addresses, mark(addresses, address)).await
}

/// Whether what would go to somebody without a seat goes where a letter came back from, and she has said nothing about her address since.
pub async fn is_so(kernel: &Kernel, addresses: &Addresses, person: PersonId, address: &str) -> Result<bool> {
    let row = gone::Entity::find_by_id(i64::from(mark(addresses, address))).one(kernel.store.reader()).await?;
    let Some(row) = row else { return Ok(false) };
    Ok(safe_contact::find(kernel, person).await?.is_some_and(|it| it.confirmed <= row.at))
}

/// By then whoever has the address said that it is fine, or was not reached there any more.
pub async fn sweep(kernel: &Kernel) -> Result<()> {
    let before = Moment(kernel.clock.now().0 - safe_contact::FORGET.as_millis() as i64);
    kernel
        .store
        .write(async move |tx: &Tx| {
            gone::Entity::delete_many().filter(gone::Column::At.lt(before)).exec(tx).await?;
            Ok(())
        })
        .await
}

async fn ends(kernel: &Kernel, addresses: &Addresses, gone: u32) -> Result<()> {
    let seats = Entity::find().filter(Column::Bounced.is_null()).all(kernel.store.reader()).await?;
    let (mut asked, mut people) = (HashSet::new(), HashSet::new());
    for person in seats.iter().map(|it| it.person) {
        // Addresses are sealed, each by its person's key: there is no looking one up.
        if asked.insert(person) && has(kernel, addresses, person, gone).await? {
            people.insert(person);
        }
    }
    let places: Vec<MembershipId> = seats.iter().filter(|it| people.contains(&it.person)).map(|it| it.membership).collect();
    let now = kernel.clock.now();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = gone::ActiveModel { mark: Set(i64::from(gone)), at: Set(now) };
            let again = OnConflict::column(gone::Column::Mark).update_column(gone::Column::At).to_owned();
            gone::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
            for some in places.chunks(ROWS) {
                let rows = Entity::update_many().col_expr(Column::Bounced, Expr::value(now.0));
                rows.filter(Column::Membership.is_in(some.iter().copied())).exec(tx).await?;
            }
            for place in &places {
                owed::forget(tx, Medium::Email, *place).await?;
            }
            Ok(())
        })
        .await
}

async fn has(kernel: &Kernel, addresses: &Addresses, person: PersonId, gone: u32) -> Result<bool> {
    let kept = safe_contact::find(kernel, person).await?;
    Ok(kept.is_some_and(|it| it.content.way(Medium::Email).is_some_and(|way| mark(addresses, &way.address) == gone)))
}
