//! The named facilitators of a group and the hours that they cover. A group without one is paused at once.
use super::lifecycle;
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    clock::Moment,
    event::{self, MembershipStopped},
    id::{CoverId, GroupId, MembershipId, PersonId},
    locale::{Language, likeness::likeness},
    permission, refusals, site,
    site::Zone,
    store::Tx,
    table::{
        cover,
        membership::{self, MembershipState, Role},
        role::SiteRole,
    },
    vault::Owner,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

refusals! {
    /// Only someone with the facilitator's role can be named.
    NOT_A_FACILITATOR = "group-not-a-facilitator" => 422;
    /// Hours must end after they begin, within one day.
    WRONG_HOURS = "group-wrong-hours" => 422;
}

/// Someone who looks after a group.
#[derive(Debug, Clone)]
pub struct Facilitator {
    pub membership: MembershipId,
    pub person: PersonId,
    pub name: String,
}

/// The active facilitators, in the order in which they were named.
pub async fn list(kernel: &Kernel, group: GroupId) -> Result<Vec<Facilitator>> {
    let rows = membership::Entity::find()
        .filter(membership::Column::Group.eq(group))
        .filter(membership::Column::Role.eq(Role::Facilitator))
        .filter(membership::Column::State.eq(MembershipState::Active))
        .order_by_asc(membership::Column::Joined)
        .all(kernel.store.reader())
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let name = super::membership::alias(kernel, &row).await?;
        found.push(Facilitator { membership: row.id, person: row.person, name });
    }
    Ok(found)
}

pub async fn names(kernel: &Kernel, group: GroupId) -> Result<Vec<String>> {
    Ok(list(kernel, group).await?.into_iter().map(|it| it.name).collect())
}

/// What colleagues and members call a member of staff.
pub async fn staff_name(kernel: &Kernel, person: PersonId) -> Result<String> {
    crate::person::staff_name(kernel, person).await
}

/// Everyone who may be named: people who hold the facilitator's role now.
pub async fn candidates(kernel: &Kernel) -> Result<Vec<(PersonId, String)>> {
    use crate::table::role;
    let rows = role::Entity::find()
        .filter(role::Column::Role.eq(SiteRole::Facilitator))
        .filter(role::Column::Ended.is_null())
        .filter(role::Column::Effective.lte(kernel.clock.now()))
        .all(kernel.store.reader())
        .await?;
    let mut found: Vec<(PersonId, String)> = Vec::new();
    for row in rows {
        if !found.iter().any(|(person, _)| *person == row.person) {
            found.push((row.person, staff_name(kernel, row.person).await?));
        }
    }
    Ok(found)
}

/// Names a facilitator. Nothing happens where she is one already.
pub async fn name(kernel: &Kernel, by: PersonId, group: GroupId, person: PersonId) -> Result<()> {
    if !permission::roles(kernel, person).await?.contains(&SiteRole::Facilitator) {
        return Err(NOT_A_FACILITATOR.into());
    }
    if list(kernel, group).await?.iter().any(|it| it.person == person) {
        return Ok(());
    }
    let (id, now, alias, kernel_in) = (MembershipId::new(), kernel.clock.now(), staff_name(kernel, person).await?, kernel.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let key = kernel_in.vault.make(tx, Owner::Membership(group, id)).await?;
            let group_key = kernel_in.vault.key_in(tx, Owner::Group(group)).await?;
            let likeness = group_key.keyed_hash("likeness", likeness(&alias).as_bytes());
            let is_taken = membership::Entity::find()
                .filter(membership::Column::Group.eq(group))
                .filter(membership::Column::Likeness.eq(likeness.clone()))
                .count(tx)
                .await?
                > 0;
            let mut row = membership::Model {
                id,
                person,
                group,
                role: Role::Facilitator,
                state: MembershipState::Active,
                alias: crate::vault::Sealed(Vec::new()),
                // Staff names may look alike; no participant's may look like one of them.
                likeness: (!is_taken).then_some(likeness),
                shape: 0,
                joined: now,
                ended: None,
                why: None,
                suitability: None,
                shows_notes: false,
                seen: None,
                invited_by: Some(by),
            };
            row.alias = key.seal(super::membership::alias_place(row.group, row.id), &alias)?;
            membership::ActiveModel::from(row).reset_all().insert(tx).await?;
            super::change::bump(tx, group).await?;
            audit::record(&kernel_in, tx, act(by, "facilitator.named", person.0, group)).await
        })
        .await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    Ok(())
}

/// Takes a facilitator from a group. When she was the last, nobody writes there any more from the same moment.
pub async fn let_go(kernel: &Kernel, by: PersonId, group: GroupId, membership: MembershipId) -> Result<()> {
    let Some(row) = membership::Entity::find_by_id(membership).one(kernel.store.reader()).await? else { return Ok(()) };
    if row.group != group || row.role != Role::Facilitator || row.state == MembershipState::Ended {
        return Ok(());
    }
    let (person, kernel_in) = (row.person, kernel.clone());
    kernel.store.write(async move |tx: &Tx| let_go_in(&kernel_in, tx, by, &row).await).await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    kernel.bus.tell(kernel, Signal::Unseat(membership));
    kernel.outbox.wake();
    Ok(())
}

/// How many groups someone holds.
pub async fn held_by(kernel: &Kernel, person: PersonId) -> Result<i64> {
    let rows = membership::Entity::find()
        .filter(membership::Column::Person.eq(person))
        .filter(membership::Column::Role.eq(Role::Facilitator))
        .filter(membership::Column::State.ne(MembershipState::Ended));
    Ok(i64::try_from(rows.count(kernel.store.reader()).await?).unwrap_or(i64::MAX))
}

/// The same within a transaction; whoever calls tells of it after.
pub(crate) async fn let_go_in(kernel: &Kernel, tx: &Tx, by: PersonId, row: &membership::Model) -> Result<()> {
    let (now, membership, person, group) = (kernel.clock.now(), row.id, row.person, row.group);
    membership::Entity::update_many()
        .col_expr(membership::Column::State, Expr::value(MembershipState::Ended))
        .col_expr(membership::Column::Ended, Expr::value(Some(now.0)))
        .col_expr(membership::Column::Likeness, Expr::value(Option::<Vec<u8>>::None))
        .filter(membership::Column::Id.eq(membership))
        .exec(tx)
        .await?;
    cover::Entity::delete_many().filter(cover::Column::Group.eq(group)).filter(cover::Column::Person.eq(person)).exec(tx).await?;
    super::change::bump(tx, group).await?;
    event::record(kernel, tx, &MembershipStopped { membership, person, group }).await?;
    audit::record(kernel, tx, act(by, "facilitator.let-go", person.0, group)).await?;
    lifecycle::pause_if_alone(kernel, tx, group, Some(by)).await
}

fn act(by: PersonId, act: &'static str, subject: Uuid, group: GroupId) -> Act {
    Act { actor: Some(by), act, subject: Some(subject), group: Some(group), reason: None }
}

/// One stretch of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    /// 1 is Monday.
    pub weekday: i32,
    /// Minutes after midnight, in the site's time zone.
    pub begins: i32,
    pub ends: i32,
}

/// Sets the hours that one facilitator covers.
pub async fn set_hours(kernel: &Kernel, by: PersonId, group: GroupId, person: PersonId, hours: Vec<Hours>) -> Result<()> {
    if hours.iter().any(|it| !(1..=7).contains(&it.weekday) || it.begins < 0 || it.ends > 24 * 60 || it.begins >= it.ends) {
        return Err(WRONG_HOURS.into());
    }
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            cover::Entity::delete_many().filter(cover::Column::Group.eq(group)).filter(cover::Column::Person.eq(person)).exec(tx).await?;
            for it in &hours {
                let (weekday, begins, ends) = (Set(it.weekday), Set(it.begins), Set(it.ends));
                cover::ActiveModel { id: Set(CoverId::new()), group: Set(group), person: Set(person), weekday, begins, ends }.insert(tx).await?;
            }
            super::change::bump(tx, group).await?;
            audit::record(&kernel_in, tx, act(by, "cover.changed", person.0, group)).await
        })
        .await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    Ok(())
}

/// The hours that count: those of active facilitators, in the order of the week, each stretch once.
pub async fn hours(kernel: &Kernel, group: GroupId) -> Result<Vec<Hours>> {
    let mut hours: Vec<Hours> = rows(kernel, group).await?.into_iter().map(|(_, it)| it).collect();
    hours.sort_unstable();
    hours.dedup();
    Ok(hours)
}

/// The same, by the facilitator who covers them.
pub async fn rows(kernel: &Kernel, group: GroupId) -> Result<Vec<(PersonId, Hours)>> {
    let named = list(kernel, group).await?;
    let rows = cover::Entity::find().filter(cover::Column::Group.eq(group)).all(kernel.store.reader()).await?;
    let counts = rows.into_iter().filter(|row| named.iter().any(|it| it.person == row.person));
    Ok(counts.map(|it| (it.person, Hours { weekday: it.weekday, begins: it.begins, ends: it.ends })).collect())
}

/// When somebody covers the group next; now, where somebody does already. None where nobody ever does.
pub async fn next_cover(kernel: &Kernel, group: GroupId, now: Moment) -> Result<Option<Moment>> {
    let zone = site::current(kernel).await?.zone();
    Ok(next(&hours(kernel, group).await?, &zone, now))
}

fn next(hours: &[Hours], zone: &Zone, now: Moment) -> Option<Moment> {
    let today = zone.day_number(now);
    // 1970-01-01 was a Thursday, the fourth day of its week. Eight days: the same weekday again, when it is over for today.
    (today..=today + 7)
        .flat_map(|day| hours.iter().filter(move |it| i64::from(it.weekday) == (day + 3).rem_euclid(7) + 1).map(move |it| (day, it)))
        .filter_map(|(day, it)| Some((zone.moment(day, it.begins)?, zone.moment(day, it.ends)?)))
        .filter(|(_, ends)| *ends > now)
        .map(|(begins, _)| begins.max(now))
        .min()
}

/// "Monday 9:00 to 17:00, Tuesday …", in words.
pub fn say_hours(kernel: &Kernel, language: Language, hours: &[Hours]) -> String {
    let say = |it: &Hours| {
        let day = kernel.words.say(language, &format!("group-weekday-{}", it.weekday), &[]);
        let (begins, ends) = (clock(language, it.begins), clock(language, it.ends));
        kernel.words.say(language, "group-hours", &[("day", day.into()), ("begins", begins.into()), ("ends", ends.into())])
    };
    hours.iter().map(say).collect::<Vec<_>>().join(", ")
}

/// A time of day as it is written in a language: "14:05", "14 h 05".
pub fn clock(language: Language, minute: i32) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    match language {
        Language::En => format!("{hour}:{minute:02}"),
        Language::Fr if minute == 0 => format!("{hour}\u{a0}h"),
        Language::Fr => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    const MONDAY_14_TO_17: Hours = Hours { weekday: 1, begins: 14 * 60, ends: 17 * 60 };

    fn toronto() -> Zone {
        Site::default().zone()
    }

    fn at(text: &str) -> Moment {
        let it: jiff::Timestamp = text.parse().unwrap();
        Moment(it.as_millisecond())
    }

    #[test]
    fn staff_are_said_to_read_next_when_they_really_do() {
        let now = at("2026-11-23T15:00:00Z"); // Monday, 10:00 in Toronto
        assert_eq!(next(&[MONDAY_14_TO_17], &toronto(), now), Some(at("2026-11-23T19:00:00Z")));
    }

    #[test]
    fn while_somebody_covers_the_answer_is_now() {
        let now = at("2026-11-23T20:30:00Z");
        assert_eq!(next(&[MONDAY_14_TO_17], &toronto(), now), Some(now));
    }

    #[test]
    fn when_it_is_over_for_today_it_is_next_week_and_summer_time_is_counted() {
        let after = at("2026-10-26T22:00:00Z"); // Monday 18:00, summer time; it ends on 1 November
        assert_eq!(next(&[MONDAY_14_TO_17], &toronto(), after), Some(at("2026-11-02T19:00:00Z")));
        let before_spring = at("2026-03-02T23:00:00Z"); // Monday 18:00, winter time; summer time begins on 8 March
        assert_eq!(next(&[MONDAY_14_TO_17], &toronto(), before_spring), Some(at("2026-03-09T18:00:00Z")));
    }

    #[test]
    fn an_hour_that_the_clock_leaps_over_is_not_lost() {
        let sunday_2_30 = Hours { weekday: 7, begins: 150, ends: 240 };
        let night = at("2026-03-08T05:00:00Z"); // Sunday, midnight
        assert_eq!(next(&[sunday_2_30], &toronto(), night), Some(at("2026-03-08T07:30:00Z")));
    }

    #[test]
    fn nobody_ever_is_nobody_ever() {
        assert_eq!(next(&[], &toronto(), at("2026-11-23T15:00:00Z")), None);
    }
}
