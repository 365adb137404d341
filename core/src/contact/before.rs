//! A sentence before a group meets, for whoever asked for one: the same sentence as always, in her hours, and nothing about what it
//! is for. It is put aside a while ahead; when its time comes the gate asks anew whether the meeting still takes place.
use super::{Purpose, safe_contact, waiting};
use crate::{
    Kernel, Result,
    clock::{DAY, HOUR, MINUTE, Moment},
    id::{GroupId, MeetingId},
    job::Job,
    table::{
        group,
        meeting::{self, MeetingState},
        membership::{self, MembershipState},
    },
};
use async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Before {
    #[default]
    Nothing,
    Hour,
    ThreeHours,
    Day,
}

impl Before {
    pub const ALL: [Before; 4] = [Before::Nothing, Before::Hour, Before::ThreeHours, Before::Day];

    pub fn code(self) -> &'static str {
        match self {
            Before::Nothing => "nothing",
            Before::Hour => "hour",
            Before::ThreeHours => "three-hours",
            Before::Day => "day",
        }
    }

    pub fn from_code(code: &str) -> Option<Before> {
        Before::ALL.into_iter().find(|it| it.code() == code)
    }

    fn ahead(self) -> Option<Duration> {
        match self {
            Before::Nothing => None,
            Before::Hour => Some(HOUR),
            Before::ThreeHours => Some(3 * HOUR),
            Before::Day => Some(DAY),
        }
    }
}

/// Longer than anybody is told ahead.
const LOOKS_AHEAD: Duration = Duration::from_secs(36 * 60 * 60);
const LOOK: Duration = Duration::from_secs(5 * 60);

/// The group of a meeting that is still to begin; none where nobody is to come any more.
pub(super) async fn group_of(kernel: &Kernel, id: MeetingId) -> Result<Option<GroupId>> {
    let found = meeting::Entity::find_by_id(id).one(kernel.store.reader()).await?;
    let Some(found) = found.filter(|it| is_ahead(it, kernel.clock.now())) else { return Ok(None) };
    let group = group::Entity::find_by_id(found.group).one(kernel.store.reader()).await?;
    Ok(group.filter(group::Model::may_meet).map(|it| it.id))
}

fn is_ahead(meeting: &meeting::Model, now: Moment) -> bool {
    matches!(meeting.state, MeetingState::Planned | MeetingState::Doors) && meeting.begins > now
}

/// Puts aside what is to come before the meetings of the next day and a half.
pub struct PutBefore;

#[async_trait]
impl Job for PutBefore {
    fn name(&self) -> &'static str {
        "core:put-before"
    }

    fn every(&self) -> Duration {
        LOOK
    }

    async fn run(&self, kernel: &Kernel) -> Result<()> {
        let now = kernel.clock.now();
        let ahead = meeting::Entity::find().filter(meeting::Column::Begins.gt(now)).filter(meeting::Column::Begins.lte(now + LOOKS_AHEAD));
        for meeting in ahead.all(kernel.store.reader()).await?.iter().filter(|it| is_ahead(it, now)) {
            for_each_who_asked(kernel, meeting, now).await?;
        }
        Ok(())
    }
}

async fn for_each_who_asked(kernel: &Kernel, meeting: &meeting::Model, now: Moment) -> Result<()> {
    let places = membership::Entity::find().filter(membership::Column::Group.eq(meeting.group));
    let people = places.filter(membership::Column::State.eq(MembershipState::Active)).all(kernel.store.reader()).await?;
    for place in people {
        let Some(kept) = safe_contact::find(kernel, place.person).await? else { continue };
        let Some(ahead) = kept.content.before.ahead() else { continue };
        let due = meeting.begins - ahead;
        // What is due already was put aside by an earlier look, and may have gone.
        if due > now + MINUTE {
            for way in kept.content.ways.iter().filter(|it| it.is_usable()) {
                waiting::put(kernel, place.person, way.medium, Purpose::Before(meeting.id), due).await?;
            }
        }
    }
    Ok(())
}
