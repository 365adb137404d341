//! A new group: a draft with a key of its own, seen by nobody but staff.
use super::about::{self, About};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    id::{GroupId, PersonId},
    locale::Language,
    store::Tx,
    table::group::{self, Anonymity, GroupState, PreModeration},
    vault::Owner,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

/// Room for so many people, until staff say otherwise.
const ROOM: i32 = 12;
/// Hours that words are kept in a draft that nobody has decided about.
const KEEP_HOURS: i32 = 30 * 24;

/// Makes a draft. Everything careful is on: an alias for each, first entries read first.
pub async fn create(kernel: &Kernel, by: PersonId, about: About) -> Result<GroupId> {
    let (id, now, kernel_in) = (GroupId::new(), kernel.clock.now(), kernel.clone());
    let about = match about.languages.is_empty() {
        true => About { languages: Language::ALL.to_vec(), ..about },
        false => about,
    };
    kernel
        .store
        .write(async move |tx: &Tx| {
            let key = kernel_in.vault.make(tx, Owner::Group(id)).await?;
            let row = group::ActiveModel {
                id: Set(id),
                state: Set(GroupState::Draft),
                about: Set(key.seal(about::place(id), &about)?),
                modality: Set(None),
                timing: Set(None),
                duration: Set(None),
                vetting: Set(None),
                anonymity: Set(Anonymity::Alias),
                keep_hours: Set(Some(KEEP_HOURS)),
                starts: Set(None),
                intake_until: Set(None),
                ends: Set(None),
                purge: Set(None),
                review: Set(None),
                capacity: Set(ROOM),
                pre_moderation: Set(PreModeration::FirstEntries),
                slow_seconds: Set(0),
                linked: Set(String::new()),
                is_paused: Set(false),
                is_locked: Set(false),
                config: Set(1),
                created: Set(now),
                created_by: Set(by),
                closed: Set(None),
            };
            row.insert(tx).await?;
            audit::record(&kernel_in, tx, Act { actor: Some(by), act: "group.created", subject: Some(id.0), group: Some(id), reason: None }).await
        })
        .await?;
    Ok(id)
}
