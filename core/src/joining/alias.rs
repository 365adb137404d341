//! The name that others see: suggested, checked, kept unlike every other name of the group.
//!
//! Two names are alike when their UTS #39 skeletons are (see `locale::likeness`). Only a keyed hash of the skeleton is
//! stored, under the group's own key: the same name in two groups leaves two unrelated hashes.
mod names;
mod words;

use super::{ALIAS_GIVEN, ALIAS_LENGTH, ALIAS_RESERVED, ALIAS_SIGNS, ALIAS_SURE, ALIAS_TAKEN, place::Name};
use crate::{
    Kernel, Refusal, Result,
    audit::{self, Act},
    bus::Signal,
    group::membership::alias_place,
    id::{FormerNameId, GroupId, MembershipId},
    locale::{
        Language,
        likeness::{is_one_script, likeness},
    },
    store::Tx,
    table::{
        former_name,
        group::{self, Anonymity},
        membership::{self, Role},
    },
    vault::{DataKey, Owner, random},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

pub const LONGEST: usize = 30;
/// Six shapes in six colours.
const SHAPES: i32 = 36;

/// A name that may be had, and the shape that goes with it in this group.
#[derive(Debug, Clone)]
pub struct Suggestion {
    pub name: String,
    pub shape: i32,
}

/// Names that nobody in the group has, in the reader's language.
pub async fn suggestions(kernel: &Kernel, group: GroupId, language: Language, count: usize) -> Result<Vec<Suggestion>> {
    let key = kernel.vault.key(Owner::Group(group)).await?;
    let mut found: Vec<Suggestion> = Vec::new();
    for _ in 0..count * 20 {
        let name = words::pick(language, random::<4>()?);
        let mark = mark(&key, &name);
        if found.iter().all(|it| it.name != name) && is_free(kernel.store.reader(), group, &mark, None).await? {
            found.push(Suggestion { shape: shape(&mark), name });
        }
        if found.len() == count {
            break;
        }
    }
    Ok(found)
}

/// Whether this group lets people choose at all.
pub fn are_chosen(group: &group::Model) -> bool {
    group.anonymity != Anonymity::Numbered
}

/// Checks a name that she wrote, and gives it back tidy. `is_sure`: she was asked about a name that looks real, and stays with it.
pub async fn check(kernel: &Kernel, group: &group::Model, name: &str, is_sure: bool, own: Option<MembershipId>) -> Result<String> {
    if !are_chosen(group) {
        return Err(ALIAS_GIVEN.into());
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let site = crate::site::current(kernel).await?;
    is_allowed(&name, &[&site.public_name, &site.discreet_name])?;
    let key = kernel.vault.key(Owner::Group(group.id)).await?;
    if !is_free(kernel.store.reader(), group.id, &mark(&key, &name), own).await? {
        return Err(ALIAS_TAKEN.into());
    }
    if !is_sure && (looks_reachable(&name) || names::looks_real(&name)) {
        return Err(ALIAS_SURE.into());
    }
    Ok(name)
}

/// What can be said of a name by itself.
fn is_allowed(name: &str, of_the_place: &[&str]) -> Result<(), Refusal> {
    if !(2..=LONGEST).contains(&name.chars().count()) {
        return Err(ALIAS_LENGTH);
    }
    let fits = |it: char| it.is_alphanumeric() || " '’-.@+_".contains(it) || unicode_normalization::char::is_combining_mark(it);
    if !name.chars().all(fits) || !name.chars().any(char::is_alphabetic) || !is_one_script(name) {
        return Err(ALIAS_SIGNS);
    }
    let look = likeness(name);
    let reserved = names::RESERVED.iter().chain(names::STAFF).any(|it| look == likeness(it));
    let is_part = |it: &&str| name.split([' ', '-', '.', '_']).any(|word| likeness(word) == likeness(it));
    let is_staff = names::STAFF.iter().any(is_part);
    let place = of_the_place.iter().any(|it| look == likeness(it));
    if reserved || is_staff || place { Err(ALIAS_RESERVED) } else { Ok(()) }
}

/// An address or a number by which someone could be found.
fn looks_reachable(name: &str) -> bool {
    name.contains('@') || name.chars().filter(|it| it.is_numeric()).count() >= 4
}

fn mark(key: &DataKey, name: &str) -> Vec<u8> {
    key.keyed_hash("alias", likeness(name).as_bytes())
}

fn shape(mark: &[u8]) -> i32 {
    mark.first().map_or(0, |it| i32::from(*it) % SHAPES)
}

async fn is_free(db: &impl ConnectionTrait, group: GroupId, mark: &[u8], own: Option<MembershipId>) -> Result<bool> {
    let there =
        membership::Entity::find().filter(membership::Column::Group.eq(group)).filter(membership::Column::Likeness.eq(mark.to_vec())).one(db).await?;
    if there.is_some_and(|it| Some(it.id) != own) {
        return Ok(false);
    }
    // A name that somebody gave up stays hers: nobody else speaks by it to those who knew her.
    let given_up = former_name::Entity::find()
        .filter(former_name::Column::Group.eq(group))
        .filter(former_name::Column::Likeness.eq(mark.to_vec()))
        .one(db)
        .await?;
    Ok(given_up.is_none_or(|it| Some(it.membership) == own))
}

/// The name that she has now goes among those that were hers; the new one, if it was among them, comes out.
async fn give_up(tx: &Tx, id: MembershipId, new: &[u8]) -> Result<()> {
    let now = membership::Entity::find_by_id(id).one(tx).await?;
    let again = former_name::Entity::delete_many().filter(former_name::Column::Membership.eq(id));
    again.filter(former_name::Column::Likeness.eq(new.to_vec())).exec(tx).await?;
    if let Some((group, old)) = now.and_then(|it| Some((it.group, it.likeness?))).filter(|(_, old)| old.as_slice() != new) {
        let row = former_name::ActiveModel { id: Set(FormerNameId::new()), group: Set(group), membership: Set(id), likeness: Set(old) };
        row.insert(tx).await?;
    }
    Ok(())
}

/// Seals a name, the one she chose or the next that the group gives, with her own key.
pub(super) async fn seal(
    kernel: &Kernel,
    tx: &Tx,
    group: &group::Model,
    membership: MembershipId,
    own: &DataKey,
    chosen: Option<&str>,
    language: Language,
) -> Result<Name> {
    let key = kernel.vault.key_in(tx, Owner::Group(group.id)).await?;
    let (name, mark) = match chosen.filter(|_| are_chosen(group)) {
        Some(name) => (name.to_owned(), mark(&key, name)),
        None => number(kernel, tx, group.id, &key, language).await?,
    };
    if !is_free(tx, group.id, &mark, Some(membership)).await? {
        return Err(ALIAS_TAKEN.into());
    }
    Ok(Name { alias: own.seal(alias_place(group.id, membership), &name)?, shape: shape(&mark), likeness: Some(mark) })
}

/// The next number: counted over all who were ever here, so that none is given twice.
async fn number(kernel: &Kernel, tx: &Tx, group: GroupId, key: &DataKey, language: Language) -> Result<(String, Vec<u8>)> {
    let before = membership::Entity::find()
        .filter(membership::Column::Group.eq(group))
        .filter(membership::Column::Role.eq(Role::Participant))
        .count(tx)
        .await?;
    let number = before + 1;
    let name = kernel.words.say(language, "joining-alias-number", &[("number", number.into())]);
    Ok((name, key.keyed_hash("alias-number", &number.to_be_bytes())))
}

/// Another name, from now on. The old one is shown nowhere any more; facilitators see in the record that it changed.
pub async fn change(kernel: &Kernel, membership: &membership::Model, name: &str, is_sure: bool) -> Result<()> {
    let group = group::Entity::find_by_id(membership.group).one(kernel.store.reader()).await?.ok_or(crate::admission::UNKNOWN_GROUP)?;
    let name = check(kernel, &group, name, is_sure, Some(membership.id)).await?;
    let (kernel_in, membership_in) = (kernel.clone(), membership.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let key = kernel_in.vault.key_in(tx, Owner::Group(group.id)).await?;
            let mark = mark(&key, &name);
            if !is_free(tx, group.id, &mark, Some(membership_in.id)).await? {
                return Err(ALIAS_TAKEN.into());
            }
            give_up(tx, membership_in.id, &mark).await?;
            let own = kernel_in.vault.key_in(tx, Owner::Membership(group.id, membership_in.id)).await?;
            membership::Entity::update_many()
                .col_expr(membership::Column::Alias, Expr::value(own.seal(alias_place(membership_in.group, membership_in.id), &name)?.0))
                .col_expr(membership::Column::Likeness, Expr::value(mark.clone()))
                .col_expr(membership::Column::Shape, Expr::value(shape(&mark)))
                .filter(membership::Column::Id.eq(membership_in.id))
                .exec(tx)
                .await?;
            let act = Act {
                actor: Some(membership_in.person),
                act: "alias.changed",
                subject: Some(membership_in.id.0),
                group: Some(group.id),
                reason: None,
            };
            audit::record(&kernel_in, tx, act).await
        })
        .await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(membership.person));
    Ok(())
}

#[cfg(test)]
mod tests;
