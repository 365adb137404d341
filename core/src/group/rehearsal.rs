//! The rehearsal: staff go through the group as a participant would, in a seat that exists for nothing else, before anybody
//! real comes. It is worth as much as the configuration that it tried, and leaves nothing behind.
use super::lifecycle::NOT_NOW;
use crate::{
    Kernel, Result,
    admission::KEEP_WORDS,
    audit::{self, Act},
    bus::Signal,
    clock::DAY,
    id::{ConsentId, GroupId, MembershipId, PersonId, RehearsalId},
    locale::Language,
    refusals,
    store::Tx,
    table::{
        acceptance,
        consent::{self, ConsentEvent},
        credential, entry,
        group::{self, GroupState},
        key, mark,
        membership::{self, MembershipState, Role},
        person::{self, PersonState},
        rehearsal, report, sign_in,
    },
    vault::{Owner, Sealed},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

refusals! {
    /// The seat is taken first: a list ticked from the desk shows nothing.
    SEAT_FIRST = "group-rehearsal-seat-first" => 409;
    /// The group changed while it was rehearsed: begin again.
    CHANGED = "group-rehearsal-changed" => 409;
}

/// What every membership of a rehearsal says in `why`.
pub const WHY: &str = "rehearsal";

/// What is tried: codes, and keys of words (`group-rehearsal-…`).
pub const STEPS: &[&str] = &["join", "miss", "exit", "removed", "slow"];

/// The seats' names and languages.
const SEATS: i32 = 6;

/// Someone's rehearsal of the configuration as it is now.
pub async fn find(kernel: &Kernel, group: &group::Model, person: PersonId) -> Result<Option<rehearsal::Model>> {
    let rows = rehearsal::Entity::find()
        .filter(rehearsal::Column::Group.eq(group.id))
        .filter(rehearsal::Column::Person.eq(person))
        .filter(rehearsal::Column::Config.eq(group.config))
        .order_by_desc(rehearsal::Column::Passed);
    Ok(rows.one(kernel.store.reader()).await?)
}

/// Who passed it, of those who tried the configuration as it is now; each once.
pub async fn passed(kernel: &Kernel, group: &group::Model) -> Result<Vec<PersonId>> {
    let rows = rehearsal::Entity::find()
        .filter(rehearsal::Column::Group.eq(group.id))
        .filter(rehearsal::Column::Config.eq(group.config))
        .filter(rehearsal::Column::Passed.is_not_null())
        .all(kernel.store.reader())
        .await?;
    let mut people: Vec<PersonId> = rows.into_iter().map(|it| it.person).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// Makes a participant's seat for a member of staff, as someone whom nobody knows: a fresh person with nothing but this
/// place. She signs in as that person by [`crate::table::sign_in::Door::Rehearsal`].
pub async fn take_seat(kernel: &Kernel, by: PersonId, group: GroupId, language: Language) -> Result<PersonId> {
    let (twin, seat, now, kernel_in) = (PersonId::new(), MembershipId::new(), kernel.clock.now(), kernel.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let found = group::Entity::find_by_id(group).one(tx).await?.ok_or(crate::admission::UNKNOWN_GROUP)?;
            if found.state != GroupState::Rehearsing {
                return Err(NOT_NOW.into());
            }
            kernel_in.vault.make(tx, Owner::Person(twin)).await?;
            let row = person::ActiveModel {
                id: Set(twin),
                state: Set(PersonState::Active),
                language: Set(language.code().into()),
                staff_name: Set(None),
                created: Set(now.day()),
                seen: Set(None),
                frozen: Set(None),
            };
            row.insert(tx).await?;
            let key = kernel_in.vault.make(tx, Owner::Membership(group, seat)).await?;
            let mut row = membership::Model {
                id: seat,
                person: twin,
                group,
                role: Role::Participant,
                state: MembershipState::Active,
                alias: Sealed(Vec::new()),
                likeness: None,
                shape: 1 + i32::from(seat.0.as_bytes()[0]) % SEATS,
                joined: now,
                ended: None,
                why: Some(WHY.into()),
                suitability: None,
                shows_notes: true,
                seen: None,
                invited_by: Some(by),
            };
            let alias = kernel_in.words.say(language, "group-rehearsal-alias", &[]);
            row.alias = key.seal(super::membership::alias_place(row.group, row.id), &alias)?;
            membership::ActiveModel::from(row).reset_all().insert(tx).await?;
            // What people are asked at the door is rehearsed there; here she is let in so that she can write.
            let consent = consent::ActiveModel {
                id: Set(ConsentId::new()),
                schema: Set(1),
                membership: Set(seat),
                group: Set(group),
                purpose: Set(KEEP_WORDS.into()),
                notice: Set(WHY.into()),
                digest: Set(Vec::new()),
                language: Set(language.code().into()),
                event: Set(ConsentEvent::Given),
                method: Set(WHY.into()),
                recipients: Set(String::new()),
                at: Set(now),
                until: Set(Some(now + DAY)),
            };
            consent.insert(tx).await?;
            let begun = rehearsal::Entity::find()
                .filter(rehearsal::Column::Group.eq(group))
                .filter(rehearsal::Column::Person.eq(by))
                .filter(rehearsal::Column::Config.eq(found.config))
                .one(tx)
                .await?;
            if begun.is_none() {
                let row = rehearsal::ActiveModel {
                    id: Set(RehearsalId::new()),
                    group: Set(group),
                    person: Set(by),
                    config: Set(found.config),
                    steps: Set("[]".into()),
                    passed: Set(None),
                };
                row.insert(tx).await?;
            }
            audit::record(&kernel_in, tx, Act { actor: Some(by), act: "rehearsal.begun", subject: Some(group.0), group: Some(group), reason: None })
                .await
        })
        .await?;
    Ok(twin)
}

/// Sets which steps she has gone through. All of them: she passed.
pub async fn tick(kernel: &Kernel, by: PersonId, group: &group::Model, steps: Vec<String>) -> Result<bool> {
    if group.state != GroupState::Rehearsing {
        return Err(NOT_NOW.into());
    }
    let Some(begun) = find(kernel, group, by).await? else { return Err(SEAT_FIRST.into()) };
    let (now, kernel_in, group_id, config) = (kernel.clock.now(), kernel.clone(), group.id, group.config);
    let steps: Vec<String> = STEPS.iter().filter(|step| steps.iter().any(|it| it == *step)).map(|it| (*it).to_owned()).collect();
    let is_passed = steps.len() == STEPS.len();
    let text = serde_json::to_string(&steps)?;
    kernel
        .store
        .write(async move |tx: &Tx| {
            let found = group::Entity::find_by_id(group_id).one(tx).await?.ok_or(crate::admission::UNKNOWN_GROUP)?;
            if found.config != config {
                return Err(CHANGED.into());
            }
            let row =
                rehearsal::ActiveModel { id: Set(begun.id), steps: Set(text.clone()), passed: Set(is_passed.then_some(now)), ..Default::default() };
            row.update(tx).await?;
            if is_passed && begun.passed.is_none() {
                let act = Act { actor: Some(by), act: "rehearsal.passed", subject: Some(group_id.0), group: Some(group_id), reason: None };
                audit::record(&kernel_in, tx, act).await?;
            }
            Ok(())
        })
        .await?;
    Ok(is_passed)
}

/// The codes that are ticked in a row.
pub fn steps(row: &rehearsal::Model) -> Vec<String> {
    serde_json::from_str(&row.steps).unwrap_or_default()
}

/// Takes away every seat of a rehearsal and all that was said from it. The list of who passed stays.
pub(super) async fn wipe(kernel: &Kernel, tx: &Tx, group: GroupId) -> Result<()> {
    let seats = membership::Entity::find().filter(membership::Column::Group.eq(group)).filter(membership::Column::Why.eq(WHY)).all(tx).await?;
    for seat in seats {
        for plugin in &kernel.plugins {
            if let Some(data) = &plugin.personal_data {
                data.erase(kernel, tx, seat.id).await?;
            }
        }
        report::Entity::delete_many().filter(report::Column::By.eq(seat.id)).exec(tx).await?;
        entry::Entity::delete_many().filter(entry::Column::Author.eq(seat.id)).exec(tx).await?;
        entry::Entity::delete_many().filter(entry::Column::Line.eq(seat.id)).exec(tx).await?;
        mark::Entity::delete_many().filter(mark::Column::Membership.eq(seat.id)).exec(tx).await?;
        acceptance::Entity::delete_many().filter(acceptance::Column::Membership.eq(seat.id)).exec(tx).await?;
        consent::Entity::delete_many().filter(consent::Column::Membership.eq(seat.id)).exec(tx).await?;
        sign_in::Entity::delete_many().filter(sign_in::Column::Person.eq(seat.person)).exec(tx).await?;
        credential::Entity::delete_many().filter(credential::Column::Person.eq(seat.person)).exec(tx).await?;
        key::Entity::delete_by_id(seat.id.0).exec(tx).await?;
        key::Entity::delete_by_id(seat.person.0).exec(tx).await?;
        membership::Entity::delete_by_id(seat.id).exec(tx).await?;
        person::Entity::delete_by_id(seat.person).exec(tx).await?;
    }
    Ok(())
}

/// After the commit that wiped: nobody sits there any more.
pub async fn seats(kernel: &Kernel, group: GroupId) -> Result<Vec<membership::Model>> {
    let rows = membership::Entity::find().filter(membership::Column::Group.eq(group)).filter(membership::Column::Why.eq(WHY));
    Ok(rows.all(kernel.store.reader()).await?)
}

/// Lets go of what is open in memory about seats that were wiped.
pub fn forget(kernel: &Kernel, group: GroupId, seats: &[membership::Model]) {
    for seat in seats {
        kernel.vault.forget(Owner::Membership(group, seat.id));
        kernel.vault.forget(Owner::Person(seat.person));
        kernel.bus.tell(kernel, Signal::SignInsEnded(seat.person));
        kernel.bus.tell(kernel, Signal::Unseat(seat.id));
    }
}
