//! How somebody appears to a group: her alias with its shape, or, outside the name, that she is staff. Looked up once and kept
//! until something about the group or about her changes.
use crate::{
    Kernel, Result,
    group::membership::alias,
    id::{GroupId, MembershipId, PersonId},
    table::{
        membership::{self, MembershipState, Role},
        person,
    },
    vault::{Owner, Place},
};
use dashmap::DashMap;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::{collections::HashMap, sync::Arc};

/// What the others see of somebody. Nothing of it holds outside its group.
#[derive(Debug, Clone)]
pub struct Face {
    pub membership: MembershipId,
    /// Empty where it is gone.
    pub name: String,
    pub shape: i32,
    pub role: Role,
    pub has_left: bool,
    person: PersonId,
}

impl Face {
    pub fn is_staff(&self) -> bool {
        self.role == Role::Facilitator
    }
}

/// What was looked up, and the epoch by which it is known to be stale.
#[derive(Default)]
pub struct Faces(DashMap<MembershipId, (u64, Arc<Face>)>);

/// The faces of these memberships of one group.
pub async fn faces(kernel: &Kernel, group: GroupId, of: impl IntoIterator<Item = MembershipId>) -> Result<HashMap<MembershipId, Arc<Face>>> {
    let mut found = HashMap::new();
    let mut missing = Vec::new();
    for id in of {
        if found.contains_key(&id) || missing.contains(&id) {
            continue;
        }
        match kernel.faces.0.get(&id).map(|it| it.value().clone()) {
            Some((epoch, face)) if epoch == kernel.standings.epoch(face.person, group) => {
                found.insert(id, face);
            }
            _ => missing.push(id),
        }
    }
    if missing.is_empty() {
        return Ok(found);
    }
    let rows = membership::Entity::find().filter(membership::Column::Group.eq(group)).filter(membership::Column::Id.is_in(missing));
    for row in rows.all(kernel.store.reader()).await? {
        let epoch = kernel.standings.epoch(row.person, group);
        let face = Arc::new(Face {
            membership: row.id,
            name: name(kernel, &row).await?,
            shape: row.shape,
            role: row.role,
            has_left: row.state == MembershipState::Ended,
            person: row.person,
        });
        kernel.faces.0.insert(row.id, (epoch, face.clone()));
        found.insert(row.id, face);
    }
    Ok(found)
}

/// Staff appear under the name that they work by; everybody else under the alias that she chose.
async fn name(kernel: &Kernel, membership: &membership::Model) -> Result<String> {
    if membership.role == Role::Facilitator
        && let Some(person) = person::Entity::find_by_id(membership.person).one(kernel.store.reader()).await?
        && let (Some(sealed), Some(key)) = (&person.staff_name, kernel.vault.find(Owner::Person(person.id)).await?)
        && let Ok(name) = key.open::<String>(Place::of("people", "staff_name", person.id.0), sealed)
    {
        return Ok(name);
    }
    alias(kernel, membership).await
}
