//! Writing consent down, and ending it.
use super::{HOLDS, SCHEMA, notice, purposes};
use crate::{
    Kernel, Result,
    bus::Signal,
    clock::{HOUR, days},
    event::{self, ConsentEnded},
    id::{ConsentId, MembershipId, PersonId},
    job::Job,
    joining::{ANSWER_NEEDED, SHOWN_CHANGED},
    locale::Language,
    store::Tx,
    table::{
        consent::{self, ConsentEvent},
        group, membership,
    },
};
use async_trait::async_trait;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::time::Duration;

/// What she answered, bound to what she was shown.
#[derive(Debug, Clone)]
pub struct Answer {
    pub purpose: &'static str,
    pub yes: bool,
    pub version: String,
    pub digest: String,
    pub language: Language,
    pub recipients: String,
}

/// Reads the form: yes or no, to the text as it stands now in the language that she reads.
pub async fn read(kernel: &Kernel, group: &group::Model, purpose: &str, answer: Option<&str>, digest: &str, language: Language) -> Result<Answer> {
    let purpose = purposes(kernel, group).into_iter().find(|it| it.key == purpose).ok_or(SHOWN_CHANGED)?;
    let shown = notice(kernel, group, purpose, language).await?;
    if shown.digest != digest {
        return Err(SHOWN_CHANGED.into());
    }
    let yes = match answer {
        Some("yes") => true,
        Some("no") => false,
        _ => return Err(ANSWER_NEEDED.into()),
    };
    Ok(Answer { purpose: purpose.key, yes, version: shown.version, digest: shown.digest, language, recipients: shown.recipients })
}

/// Writes an answer down, in the transaction of what it belongs to.
pub(in crate::joining) async fn keep(kernel: &Kernel, tx: &Tx, membership: &membership::Model, answer: &Answer, event: ConsentEvent) -> Result<()> {
    let now = kernel.clock.now();
    let is_yes = matches!(event, ConsentEvent::Given | ConsentEvent::Renewed);
    let row = consent::ActiveModel {
        id: Set(ConsentId::new()),
        schema: Set(SCHEMA),
        membership: Set(membership.id),
        group: Set(membership.group),
        purpose: Set(answer.purpose.into()),
        notice: Set(answer.version.clone()),
        digest: Set(bytes(&answer.digest)),
        language: Set(answer.language.code().into()),
        event: Set(event),
        method: Set("web".into()),
        recipients: Set(answer.recipients.clone()),
        at: Set(now),
        until: Set(is_yes.then(|| now + HOLDS)),
    };
    row.insert(tx).await?;
    Ok(())
}

/// A member answers again: gives it after all, renews it, or says no.
pub async fn answer(kernel: &Kernel, membership: &membership::Model, answer: Answer) -> Result<()> {
    if !answer.yes {
        return withdraw(kernel, membership, answer.purpose, answer.language).await;
    }
    let had = super::state(kernel, membership).await?.into_iter().any(|it| it.purpose == answer.purpose && it.event == Some(ConsentEvent::Given));
    let event = if had { ConsentEvent::Renewed } else { ConsentEvent::Given };
    let (kernel_in, membership_in) = (kernel.clone(), membership.clone());
    kernel.store.write(async move |tx: &Tx| keep(&kernel_in, tx, &membership_in, &answer, event).await).await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(membership.person));
    Ok(())
}

/// Takes a consent back. At once: the next thing that she, or anything of hers, tries to send is refused.
pub async fn withdraw(kernel: &Kernel, membership: &membership::Model, purpose: &str, language: Language) -> Result<()> {
    let group = group::Entity::find_by_id(membership.group).one(kernel.store.reader()).await?.ok_or(SHOWN_CHANGED)?;
    let purpose = purposes(kernel, &group).into_iter().find(|it| it.key == purpose).ok_or(SHOWN_CHANGED)?;
    let shown = notice(kernel, &group, purpose, language).await?;
    let said = Answer { purpose: purpose.key, yes: false, version: shown.version, digest: shown.digest, language, recipients: shown.recipients };
    let (kernel_in, membership_in) = (kernel.clone(), membership.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            keep(&kernel_in, tx, &membership_in, &said, ConsentEvent::Withdrawn).await?;
            tell_ended(&kernel_in, tx, &membership_in).await
        })
        .await?;
    act_on_end(kernel, membership.id, membership.person);
    Ok(())
}

async fn tell_ended(kernel: &Kernel, tx: &Tx, of: &membership::Model) -> Result<()> {
    event::record(kernel, tx, &ConsentEnded { membership: of.id, person: of.person, group: of.group }).await
}

fn act_on_end(kernel: &Kernel, membership: MembershipId, person: PersonId) {
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    kernel.bus.tell(kernel, Signal::Unseat(membership));
    kernel.outbox.wake();
}

/// Every record of a membership, oldest first.
pub async fn history(kernel: &Kernel, membership: MembershipId) -> Result<Vec<consent::Model>> {
    let rows = consent::Entity::find().filter(consent::Column::Membership.eq(membership)).order_by_asc(consent::Column::At);
    Ok(rows.all(kernel.store.reader()).await?)
}

/// Writes down which consents ended by time. Admission looks at the clock itself; this is for the record and for what else
/// must stop.
pub struct Expiry;

#[async_trait]
impl Job for Expiry {
    fn name(&self) -> &'static str {
        "consents-expire"
    }

    fn every(&self) -> Duration {
        HOUR
    }

    async fn run(&self, kernel: &Kernel) -> Result<()> {
        let now = kernel.clock.now();
        let over = consent::Entity::find()
            .filter(consent::Column::Event.is_in([ConsentEvent::Given, ConsentEvent::Renewed]))
            .filter(consent::Column::Until.lte(now))
            // Older ones are marked already: the job runs every hour.
            .filter(consent::Column::Until.gt(now - days(60)))
            .all(kernel.store.reader())
            .await?;
        for record in over {
            let Some(membership) = membership::Entity::find_by_id(record.membership).one(kernel.store.reader()).await? else { continue };
            let (kernel_in, membership_in) = (kernel.clone(), membership.clone());
            let ended = kernel.store.write(async move |tx: &Tx| expire(&kernel_in, tx, &membership_in, &record).await).await?;
            if ended {
                act_on_end(kernel, membership.id, membership.person);
            }
        }
        Ok(())
    }
}

/// True where this record was still the last word.
async fn expire(kernel: &Kernel, tx: &Tx, membership: &membership::Model, record: &consent::Model) -> Result<bool> {
    let last = consent::Entity::find()
        .filter(consent::Column::Membership.eq(record.membership))
        .filter(consent::Column::Purpose.eq(record.purpose.clone()))
        .order_by_desc(consent::Column::At)
        .one(tx)
        .await?;
    if last.is_none_or(|it| it.id != record.id) {
        return Ok(false);
    }
    let mut row: consent::ActiveModel = record.clone().into();
    row.id = Set(ConsentId::new());
    row.event = Set(ConsentEvent::Expired);
    row.at = Set(kernel.clock.now());
    row.until = Set(None);
    consent::Entity::insert(row.reset_all()).exec(tx).await?;
    tell_ended(kernel, tx, membership).await?;
    Ok(true)
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).filter_map(|it| u8::from_str_radix(hex.get(it * 2..it * 2 + 2)?, 16).ok()).collect()
}
