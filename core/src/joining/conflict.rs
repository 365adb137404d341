//! People who must not meet in a group. Kept as keyed hashes on both sides: the list alone says nothing about anyone.
//!
//! One side is someone who is already here. The other is a reference that staff use for a person (a file's number, initials
//! and a year of birth): it is never stored, only compared. An invitation that would bring the two together is refused
//! without a reason, for a reason would tell who is in the group.
use super::NOT_THIS_GROUP;
use crate::{
    Kernel, Result,
    audit::{self, Act},
    id::{ConflictId, GroupId, PersonId},
    locale::likeness::likeness,
    store::Tx,
    table::{
        conflict,
        membership::{self, MembershipState},
    },
    vault::Owner,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

async fn of_reference(kernel: &Kernel, reference: &str) -> Result<Vec<u8>> {
    Ok(kernel.vault.key(Owner::Site).await?.keyed_hash("conflict-reference", likeness(reference).as_bytes()))
}

async fn of_person(kernel: &Kernel, person: PersonId) -> Result<Vec<u8>> {
    Ok(kernel.vault.key(Owner::Site).await?.keyed_hash("conflict-person", person.0.as_bytes()))
}

/// From now on who is known by this reference is not invited where this person is.
pub async fn add(kernel: &Kernel, by: PersonId, group: GroupId, person: PersonId, reference: &str) -> Result<()> {
    if likeness(reference).is_empty() {
        return Ok(());
    }
    let (one, other) = (of_person(kernel, person).await?, of_reference(kernel, reference).await?);
    let (kernel_in, now) = (kernel.clone(), kernel.clock.now());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = conflict::ActiveModel {
                id: Set(ConflictId::new()),
                one: Set(one.clone()),
                other: Set(other.clone()),
                created: Set(now.day()),
                created_by: Set(by),
            };
            row.insert(tx).await?;
            // The person is not named in the audit either: who reads the audit reads no conflicts.
            audit::record(&kernel_in, tx, Act { actor: Some(by), act: "conflict.noted", group: Some(group), ..Act::default() }).await
        })
        .await
}

/// Refuses who must not meet someone of this group.
pub(super) async fn ask(kernel: &Kernel, group: GroupId, reference: Option<&str>, person: Option<PersonId>) -> Result<()> {
    let mut her = Vec::new();
    if let Some(reference) = reference.filter(|it| !likeness(it).is_empty()) {
        her.push(of_reference(kernel, reference).await?);
    }
    if let Some(person) = person {
        her.push(of_person(kernel, person).await?);
    }
    let rows = conflict::Entity::find().all(kernel.store.reader()).await?;
    if her.is_empty() || rows.is_empty() {
        return Ok(());
    }
    let there = membership::Entity::find()
        .filter(membership::Column::Group.eq(group))
        .filter(membership::Column::State.ne(MembershipState::Ended))
        .all(kernel.store.reader())
        .await?;
    for membership in there {
        let present = of_person(kernel, membership.person).await?;
        let meets = |one: &Vec<u8>, other: &Vec<u8>| *one == present && her.contains(other);
        if rows.iter().any(|it| meets(&it.one, &it.other) || meets(&it.other, &it.one)) {
            return Err(NOT_THIS_GROUP.into());
        }
    }
    Ok(())
}
