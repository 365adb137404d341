//! Invitations: single-use, short-lived, naming nothing. The secret leaves this module once, for the link, the phone or the
//! paper; what stays is a keyed hash.
pub use super::CODE_REFUSED;
use super::{INTEREST_NEEDED, conflict, gate, secret, secret::Entered};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    clock::{DAY, HOUR, Moment},
    id::{ApplicationId, GroupId, InvitationId, MembershipId, PersonId},
    person::code_word,
    store::Tx,
    table::{
        application, group,
        invitation::{self, InvitationKind},
        membership,
    },
    vault::{Owner, Place},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use std::time::Duration;

/// How long a link is good, at most and unless staff choose less.
pub const LONGEST: Duration = Duration::from_secs(72 * 60 * 60);
/// A code that can be said aloud is shorter, so it lives shorter.
const SPOKEN: Duration = DAY;

/// How a person said that she wants to come: codes, and keys of words (`joining-interest-…`).
pub const INTERESTS: &[&str] = &["in-person", "by-phone", "in-writing", "through-colleague", "applied"];
/// How staff made certain who asks for a way back: codes (`joining-known-by-…`).
pub const KNOWN_BY: &[&str] = &["code-word", "in-person"];

/// What staff ask for.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    pub kind: Option<InvitationKind>,
    pub group: Option<GroupId>,
    /// For a colleague: the site role.
    pub role: Option<String>,
    /// For a way back: whose.
    pub person: Option<PersonId>,
    /// One of [`INTERESTS`]; for a way back one of [`KNOWN_BY`].
    pub interest: Option<String>,
    /// Whether the group fits her, in the words of staff. Sealed with the group's key.
    pub suitability: Option<String>,
    /// A word that she chose with staff, by which they know her again.
    pub code_word: Option<String>,
    /// What staff call this person in their own files: compared with the conflicts, never kept.
    pub reference: Option<String>,
    /// Also a code that can be said aloud.
    pub is_spoken: bool,
    /// Good for so many hours, at most 72.
    pub hours: Option<u32>,
}

/// An invitation as it is handed over: the only moment in which its secret can be read.
#[derive(Debug, Clone)]
pub struct Made {
    pub id: InvitationId,
    /// Follows `/#i=` in the link.
    pub secret: String,
    pub code: Option<String>,
    pub until: Moment,
    pub code_until: Option<Moment>,
}

/// Makes an invitation. Whether `by` may, is asked here for a group; for a colleague the caller asked before.
pub async fn make(kernel: &Kernel, by: PersonId, ask: Ask) -> Result<Made> {
    let kind = ask.kind.unwrap_or(InvitationKind::Member);
    let now = kernel.clock.now();
    if kind == InvitationKind::Member {
        let group = gate::may_invite(kernel, by, ask.group.ok_or(crate::admission::UNKNOWN_GROUP)?).await?;
        if !ask.interest.as_deref().is_some_and(|it| INTERESTS.contains(&it)) {
            return Err(INTEREST_NEEDED.into());
        }
        gate::takes_one_more(kernel.store.reader(), &group, now).await?;
        conflict::ask(kernel, group.id, ask.reference.as_deref(), None).await?;
    }
    let word = match ask.code_word.as_deref().map(str::trim).filter(|it| !it.is_empty()) {
        Some(word) => Some(code_word::hash(kernel, word).await?),
        None => None,
    };
    let suitability = ask.suitability.clone().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    let length = ask.hours.map_or(LONGEST, |hours| (hours.max(1) * HOUR).min(LONGEST));
    let until = now + length;
    let code_until = ask.is_spoken.then(|| until.min(now + SPOKEN));
    let (secret, code) = (secret::link()?, ask.is_spoken.then(secret::code).transpose()?);
    let made = Made { id: InvitationId::new(), secret, code, until, code_until };
    let (kernel_in, given) = (kernel.clone(), made.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let site = kernel_in.vault.key_in(tx, Owner::Site).await?;
            let sealed = match (&suitability, ask.group) {
                (Some(note), Some(group)) => Some(kernel_in.vault.key_in(tx, Owner::Group(group)).await?.seal(note_place(given.id, group), note)?),
                _ => None,
            };
            let code = match &given.code {
                Some(code) => Some(Entered::Code(code.clone()).hash_in(&kernel_in, tx).await?),
                None => None,
            };
            let row = invitation::ActiveModel {
                id: Set(given.id),
                kind: Set(kind),
                group: Set(ask.group),
                role: Set(ask.role.clone()),
                person: Set(ask.person),
                secret: Set(Entered::Link(given.secret.clone()).hash_in(&kernel_in, tx).await?),
                code: Set(code),
                created: Set(now),
                created_by: Set(by),
                until: Set(until),
                code_until: Set(code_until),
                interest: Set(ask.interest.clone()),
                suitability: Set(sealed),
                code_word: Set(word.as_ref().map(|it| site.seal(word_place(given.id), it)).transpose()?),
                used: Set(None),
                revoked: Set(None),
            };
            row.insert(tx).await?;
            let act = match kind {
                InvitationKind::Member => "invitation.made",
                InvitationKind::Colleague => "colleague.invited",
                InvitationKind::Return => "way-back.made",
            };
            audit::record(&kernel_in, tx, Act { actor: Some(by), act, subject: Some(given.id.0), group: ask.group, reason: ask.interest.clone() })
                .await
        })
        .await?;
    Ok(made)
}

/// A way back for someone who lost hers: for a facilitator of the group, after making certain that it is she.
pub async fn make_way_back(kernel: &Kernel, by: PersonId, membership: MembershipId, known_by: &str, is_spoken: bool) -> Result<Made> {
    let unknown = || crate::admission::UNKNOWN_GROUP;
    let found = membership::Entity::find_by_id(membership).one(kernel.store.reader()).await?.ok_or_else(unknown)?;
    gate::may_invite(kernel, by, found.group).await?;
    let known_by = KNOWN_BY.iter().find(|it| **it == known_by).ok_or(INTEREST_NEEDED)?;
    let ask = Ask {
        kind: Some(InvitationKind::Return),
        group: Some(found.group),
        person: Some(found.person),
        interest: Some((*known_by).to_owned()),
        is_spoken,
        hours: Some(24),
        ..Ask::default()
    };
    make(kernel, by, ask).await
}

/// The invitation that this opens. Every reason why it opens nothing has the same answer, after the same work.
pub async fn find(kernel: &Kernel, entered: &str) -> Result<invitation::Model> {
    let now = kernel.clock.now();
    // What cannot be a code is looked up all the same: the answer takes as long.
    let entered = Entered::read(entered).unwrap_or(Entered::Link(String::new()));
    let hash = entered.hash(kernel).await?;
    let column = match entered {
        Entered::Link(_) => invitation::Column::Secret,
        Entered::Code(_) => invitation::Column::Code,
    };
    let found = invitation::Entity::find().filter(column.eq(hash)).one(kernel.store.reader()).await?;
    let alive = |it: &invitation::Model| match entered {
        Entered::Link(_) => is_alive(it, now),
        Entered::Code(_) => is_alive(it, now) && it.code_until.is_some_and(|until| until > now),
    };
    let found = found.filter(alive).ok_or(CODE_REFUSED)?;
    // A group that takes nobody in any more answers like a code that never was.
    if let (InvitationKind::Member, Some(group)) = (found.kind, found.group) {
        let group = group::Entity::find_by_id(group).one(kernel.store.reader()).await?.ok_or(CODE_REFUSED)?;
        gate::is_taking(&group, now).map_err(|_| CODE_REFUSED)?;
    }
    Ok(found)
}

fn is_alive(it: &invitation::Model, now: Moment) -> bool {
    it.used.is_none() && it.revoked.is_none() && it.until > now
}

/// The invitation of a journey that has begun, if it still holds.
pub async fn find_by_id(kernel: &Kernel, id: InvitationId) -> Result<invitation::Model> {
    let now = kernel.clock.now();
    let found = invitation::Entity::find_by_id(id).one(kernel.store.reader()).await?;
    Ok(found.filter(|it| is_alive(it, now)).ok_or(CODE_REFUSED)?)
}

/// Uses it up, in the transaction of what it was for. Of a thousand who try at once, one gets it.
pub async fn consume(kernel: &Kernel, tx: &Tx, id: InvitationId) -> Result<invitation::Model> {
    let now = kernel.clock.now();
    let taken = invitation::Entity::update_many()
        .col_expr(invitation::Column::Used, Expr::value(now.0))
        .filter(invitation::Column::Id.eq(id))
        .filter(invitation::Column::Used.is_null())
        .filter(invitation::Column::Revoked.is_null())
        .filter(invitation::Column::Until.gt(now))
        .exec(tx)
        .await?;
    match taken.rows_affected {
        1 => Ok(invitation::Entity::find_by_id(id).one(tx).await?.ok_or(CODE_REFUSED)?),
        _ => Err(CODE_REFUSED.into()),
    }
}

/// She said that it is not for her. The row goes: nothing is left that says she did.
pub async fn decline(kernel: &Kernel, id: InvitationId) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            invitation::Entity::delete_many().filter(invitation::Column::Id.eq(id)).filter(invitation::Column::Used.is_null()).exec(tx).await?;
            // Where it came of an application, that goes with it.
            application::Entity::delete_by_id(ApplicationId(id.0)).exec(tx).await?;
            Ok(())
        })
        .await
}

/// Staff take it back.
pub async fn revoke(kernel: &Kernel, by: PersonId, id: InvitationId) -> Result<()> {
    let found = invitation::Entity::find_by_id(id).one(kernel.store.reader()).await?.ok_or(CODE_REFUSED)?;
    if let Some(group) = found.group {
        gate::may_invite(kernel, by, group).await?;
    }
    let (kernel_in, now) = (kernel.clone(), kernel.clock.now());
    kernel
        .store
        .write(async move |tx: &Tx| {
            invitation::Entity::update_many()
                .col_expr(invitation::Column::Revoked, Expr::value(now.0))
                .filter(invitation::Column::Id.eq(id))
                .filter(invitation::Column::Used.is_null())
                .exec(tx)
                .await?;
            let act = Act { actor: Some(by), act: "invitation.revoked", subject: Some(id.0), group: found.group, reason: None };
            audit::record(&kernel_in, tx, act).await
        })
        .await
}

/// The invitations of a group that still open something, newest first.
pub async fn list(kernel: &Kernel, group: GroupId) -> Result<Vec<invitation::Model>> {
    let now = kernel.clock.now();
    let rows = invitation::Entity::find()
        .filter(invitation::Column::Group.eq(group))
        .filter(Condition::all().add(invitation::Column::Used.is_null()).add(invitation::Column::Revoked.is_null()))
        .filter(invitation::Column::Until.gt(now))
        .order_by_desc(invitation::Column::Created);
    Ok(rows.all(kernel.store.reader()).await?)
}

pub(super) fn note_place(id: InvitationId, group: GroupId) -> Place {
    Place::of("invitations", "suitability", id.0).within(group.0)
}

pub(super) fn word_place(id: InvitationId) -> Place {
    Place::of("invitations", "code_word", id.0)
}
