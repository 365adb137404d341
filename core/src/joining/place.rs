//! A place in a group begins, whatever way somebody came by: its row, what she answered, what she agreed to, and the act that says so.
use super::{
    agreement::{self, Agreed},
    alias,
    consent::{self, Answer},
};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    event::{self, MembershipBegun},
    group::membership::alias_place,
    id::{MembershipId, PersonId},
    locale::Language,
    store::Tx,
    table::{
        consent::ConsentEvent,
        group,
        membership::{self, MembershipState, Role},
    },
    vault::{Owner, Sealed},
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

/// A name ready to be stored: sealed with the key of its membership, with its likeness and its shape.
pub struct Name {
    pub alias: Sealed,
    /// None where two may be called alike.
    pub likeness: Option<Vec<u8>>,
    pub shape: i32,
}

/// What somebody is called.
pub(super) enum Called<'a> {
    /// As she chose, or as the group gives names; like nobody else there.
    Unlike(Option<&'a str>),
    /// After what she does, as another may be as well.
    ByRole(String),
}

/// What one way of coming in knows.
pub(super) struct Begin<'a> {
    pub group: &'a group::Model,
    pub id: MembershipId,
    pub person: PersonId,
    pub role: Role,
    pub called: Called<'a>,
    /// Why it ends with a meeting, where it does.
    pub why: Option<&'static str>,
    pub invited_by: Option<PersonId>,
    pub answers: &'a [Answer],
    pub agreed: &'a Agreed,
    pub language: Language,
}

pub(super) async fn begin(kernel: &Kernel, tx: &Tx, it: Begin<'_>) -> Result<membership::Model> {
    let now = kernel.clock.now();
    let own = kernel.vault.make(tx, Owner::Membership(it.group.id, it.id)).await?;
    let name = match it.called {
        Called::Unlike(chosen) => alias::seal(kernel, tx, it.group, it.id, &own, chosen, it.language).await?,
        Called::ByRole(name) => Name { alias: own.seal(alias_place(it.group.id, it.id), &name)?, likeness: None, shape: 0 },
    };
    let row = membership::Model {
        id: it.id,
        person: it.person,
        group: it.group.id,
        role: it.role,
        state: MembershipState::Active,
        alias: name.alias,
        likeness: name.likeness,
        shape: name.shape,
        joined: now,
        ended: None,
        why: it.why.map(str::to_owned),
        suitability: None,
        shows_notes: false,
        // When somebody was heard from last is asked of those alone who stay.
        seen: it.why.is_none().then(|| now.day()),
        invited_by: it.invited_by,
    };
    let row = row.into_active_model().reset_all().insert(tx).await?;
    for answer in it.answers {
        let event = if answer.yes { ConsentEvent::Given } else { ConsentEvent::Refused };
        consent::keep(kernel, tx, &row, answer, event).await?;
    }
    agreement::keep(kernel, tx, it.group, it.id, it.agreed, it.language).await?;
    event::record(kernel, tx, &MembershipBegun { membership: it.id, group: it.group.id }).await?;
    let act = Act { actor: None, act: "membership.begun", subject: Some(it.id.0), group: Some(it.group.id), reason: it.why.map(str::to_owned) };
    audit::record(kernel, tx, act).await?;
    Ok(row)
}
