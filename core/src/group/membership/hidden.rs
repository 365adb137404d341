//! What is hidden about someone even from the facilitators of her group: what staff noted, and where she is reached. Seeing it
//! takes a reason and a second member of staff. On her own page she sees who asked for it and who saw it, when and why.
use crate::{
    Kernel, Result,
    admission::Admission,
    approval::AGREED,
    audit::{self, Act},
    clock::MINUTE,
    contact::{self, Medium, Purpose, safe_contact},
    id::{ApprovalId, GroupId, MembershipId, PersonId},
    refusals,
    store::Tx,
    table::{
        approval,
        membership::{self, MembershipState},
    },
    vault::{Owner, Place},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select, sea_query::Expr};
use serde_json::{Value, json};
use std::time::Duration;

refusals! {
    /// A second member of staff has not agreed, or longer than five minutes ago.
    APPROVAL_NEEDED = "group-hidden-needs-second" => 409;
    /// Nobody looks without a reason.
    REASON_NEEDED = "group-hidden-needs-reason" => 422;
    /// She has no such number or address, or nothing was noted.
    NOTHING_HIDDEN = "group-hidden-nothing" => 409;
}

/// For so long after the second person agreed it can be seen.
pub const REVEAL_FOR: Duration = Duration::from_secs(5 * MINUTE.as_secs());

/// One thing that is hidden about her.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// What staff noted on whether the group fits.
    Note,
    /// The number or address at which she is reached by this medium.
    Way(Medium),
}

impl Hidden {
    pub const ALL: [Hidden; 3] = [Hidden::Note, Hidden::Way(Medium::Text), Hidden::Way(Medium::Email)];

    /// Its name in addresses and in the keys of its words.
    pub fn code(self) -> &'static str {
        match self {
            Hidden::Note => "note",
            Hidden::Way(medium) => medium.code(),
        }
    }

    pub fn of(code: &str) -> Option<Hidden> {
        Hidden::ALL.into_iter().find(|it| it.code() == code)
    }

    /// What was asked for or seen, by an act of the audit.
    pub fn of_act(act: &str) -> Option<Hidden> {
        Hidden::ALL.into_iter().find(|it| it.asked() == act || it.revealed() == act)
    }

    /// The act of asking for it.
    pub fn asked(self) -> &'static str {
        match self {
            Hidden::Note => "suitability.asked",
            Hidden::Way(Medium::Text) => "number.asked",
            Hidden::Way(Medium::Email) => "address.asked",
        }
    }

    /// The act of seeing it: what the second member of staff is asked about.
    pub fn revealed(self) -> &'static str {
        match self {
            Hidden::Note => "suitability.revealed",
            Hidden::Way(Medium::Text) => "number.revealed",
            Hidden::Way(Medium::Email) => "address.revealed",
        }
    }

    /// Why one may look. Codes: words are `desk-why-…` for staff and `own-why-…` for her.
    pub fn reasons(self) -> &'static [&'static str] {
        match self {
            Hidden::Note => &["risk-to-life", "asked", "same-person", "other"],
            Hidden::Way(_) => &["risk-to-life", "asked", "other"],
        }
    }
}

/// Where the note is sealed, by the membership's own key: it goes when she does.
pub fn suitability_place(membership: &membership::Model) -> Place {
    Place::of("memberships", "suitability", membership.id.0).within(membership.group.0)
}

/// Keeps a note instead of any other; an empty one takes it away.
pub async fn keep_suitability(kernel: &Kernel, tx: &Tx, membership: &membership::Model, note: &str) -> Result<()> {
    let key = kernel.vault.key_in(tx, Owner::Membership(membership.group, membership.id)).await?;
    let sealed = match note.trim() {
        "" => None,
        note => Some(key.seal(suitability_place(membership), note)?.0),
    };
    let change = membership::Entity::update_many().col_expr(membership::Column::Suitability, Expr::value(sealed));
    change.filter(membership::Column::Id.eq(membership.id)).exec(tx).await?;
    Ok(())
}

/// Whether there is such a thing about her at all.
pub async fn is_kept(kernel: &Kernel, place: &membership::Model, what: Hidden) -> Result<bool> {
    match what {
        Hidden::Note => Ok(place.suitability.is_some()),
        Hidden::Way(medium) => Ok(address(kernel, place, medium).await?.is_some()),
    }
}

/// Asks for a second person, once.
pub async fn ask_to_reveal(kernel: &Kernel, by: &Admission, id: MembershipId, what: Hidden, reason: &str) -> Result<()> {
    let subject = subject(id, what, reason)?;
    let place = super::find(kernel, by, id).await?.ok_or(super::NOT_A_PARTICIPANT)?.membership;
    if !is_kept(kernel, &place, what).await? {
        return Err(NOTHING_HIDDEN.into());
    }
    let (kernel_in, group, person, now) = (kernel.clone(), by.group(), by.person(), kernel.clock.now());
    let reason = reason.to_owned();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let open = questions(group, person, what).filter(approval::Column::Subject.eq(subject.to_string()));
            if open.filter(approval::Column::Settled.is_null()).one(tx).await?.is_some() {
                return Ok(());
            }
            let row = approval::ActiveModel {
                id: Set(ApprovalId::new()),
                act: Set(what.revealed().into()),
                subject: Set(subject.to_string()),
                group: Set(Some(group)),
                asked_by: Set(person),
                asked: Set(now),
                effective: Set(None), // time never stands in for the second person
                agreed_by: Set(None),
                settled: Set(None),
                outcome: Set(None),
            };
            row.insert(tx).await?;
            let act = Act { actor: Some(person), act: what.asked(), subject: Some(id.0), group: Some(group), reason: Some(reason.clone()) };
            audit::record(&kernel_in, tx, act).await
        })
        .await
}

/// Whether this facilitator has asked for it, and waits for the second person.
pub async fn is_asked(kernel: &Kernel, by: &Admission, id: MembershipId, what: Hidden) -> Result<bool> {
    let open = questions(by.group(), by.person(), what).filter(approval::Column::Settled.is_null());
    let rows = open.all(kernel.store.reader()).await?;
    Ok(rows.iter().filter_map(asked_about).any(|(of, _)| of == id))
}

/// The reason for which this facilitator may see it now, if a second person has just agreed.
pub async fn may_reveal(kernel: &Kernel, by: &Admission, id: MembershipId, what: Hidden) -> Result<Option<&'static str>> {
    let since = kernel.clock.now() - REVEAL_FOR;
    let rows = questions(by.group(), by.person(), what)
        .filter(approval::Column::AgreedBy.is_not_null())
        .filter(approval::Column::Settled.gt(since))
        .order_by_desc(approval::Column::Settled)
        .all(kernel.store.reader())
        .await?;
    let agreed = rows.iter().filter(|it| it.agreed_by != Some(by.person()) && it.outcome.as_deref() == Some(AGREED));
    Ok(agreed.filter_map(asked_about).find(|(of, _)| *of == id).map(|(_, reason)| reason))
}

/// Opens it: one row in the audit each time, and she sees it.
pub async fn reveal(kernel: &Kernel, by: &Admission, id: MembershipId, what: Hidden) -> Result<String> {
    let place = super::find(kernel, by, id).await?.ok_or(super::NOT_A_PARTICIPANT)?.membership;
    let reason = may_reveal(kernel, by, id, what).await?.ok_or(APPROVAL_NEEDED)?;
    if !is_kept(kernel, &place, what).await? {
        return Err(NOTHING_HIDDEN.into());
    }
    let (kernel_in, group, actor) = (kernel.clone(), by.group(), by.person());
    let is_again = was_revealed(kernel, actor, id, what).await?;
    // Written down before anything is opened.
    kernel
        .store
        .write(async move |tx: &Tx| {
            let act = Act { actor: Some(actor), act: what.revealed(), subject: Some(id.0), group: Some(group), reason: Some(reason.into()) };
            audit::record(&kernel_in, tx, act).await
        })
        .await?;
    let words = match what {
        Hidden::Note => note(kernel, &place).await?,
        Hidden::Way(medium) => {
            // Who has no page to read it on is told by the very way that was looked at, in her hours. Once for the five minutes.
            if !is_again {
                contact::put_aside(kernel, place.person, medium, Purpose::LookedUp(place.id)).await?;
            }
            address(kernel, &place, medium).await?
        }
    };
    words.ok_or_else(|| NOTHING_HIDDEN.into())
}

/// Whether the same person has just looked at the same.
async fn was_revealed(kernel: &Kernel, by: PersonId, id: MembershipId, what: Hidden) -> Result<bool> {
    let since = kernel.clock.now() - REVEAL_FOR;
    let acts = audit::about(kernel, id.0).await?;
    Ok(acts.iter().any(|it| it.act == what.revealed() && it.actor == Some(by) && it.at > since))
}

/// Of a question that waits for a second person: about whose place it is, and the reason. None where it is about nothing hidden.
pub fn asked_about(asked: &approval::Model) -> Option<(MembershipId, &'static str)> {
    let what = Hidden::ALL.into_iter().find(|it| it.revealed() == asked.act)?;
    let subject: Value = serde_json::from_str(&asked.subject).ok()?;
    let given = subject.get("reason")?.as_str()?;
    let reason = what.reasons().iter().copied().find(|it| *it == given)?;
    Some((subject.get("membership")?.as_str()?.parse().ok()?, reason))
}

/// What this person asked about it in this group, about anybody.
fn questions(group: GroupId, person: PersonId, what: Hidden) -> Select<approval::Entity> {
    approval::Entity::find()
        .filter(approval::Column::Act.eq(what.revealed()))
        .filter(approval::Column::Group.eq(group))
        .filter(approval::Column::AskedBy.eq(person))
}

async fn note(kernel: &Kernel, place: &membership::Model) -> Result<Option<String>> {
    let Some(sealed) = &place.suitability else { return Ok(None) };
    let key = kernel.vault.key(Owner::Membership(place.group, place.id)).await?;
    Ok(Some(key.open(suitability_place(place), sealed)?))
}

/// Once her place has ended, where she is reached is no matter of this group any more. Who said "never" is reached by nothing.
async fn address(kernel: &Kernel, place: &membership::Model, medium: Medium) -> Result<Option<String>> {
    if place.state == MembershipState::Ended {
        return Ok(None);
    }
    let kept = safe_contact::find(kernel, place.person).await?.filter(|it| !it.content.never);
    Ok(kept.and_then(|it| it.content.way(medium).map(|way| way.address.clone())))
}

fn subject(id: MembershipId, what: Hidden, reason: &str) -> Result<Value> {
    match what.reasons().contains(&reason) {
        true => Ok(json!({ "membership": id, "reason": reason })),
        false => Err(REASON_NEEDED.into()),
    }
}
