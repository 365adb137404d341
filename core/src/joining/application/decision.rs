//! Deciding on an application: criterion by criterion, in the record, by two people where the group wants two.
use super::{KEPT, open};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    id::{ApplicationId, GroupId, PersonId},
    joining::{CRITERION_NEEDED, DECIDED, SECOND_NEEDED},
    store::Tx,
    table::application::{self, ApplicationState},
    vault::{Owner, Place},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};

/// One criterion, and whether it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    pub criterion: String,
    pub holds: bool,
}

/// What was decided, and by which criteria.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    pub verdicts: Vec<Verdict>,
    pub is_accepted: bool,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Settled,
    /// It waits for a second person.
    WaitsForSecond,
    /// The two do not agree: it is open again, for both to talk about.
    OpenAgain,
}

/// Decides. Every criterion of the group needs its yes or no.
pub async fn decide(kernel: &Kernel, by: PersonId, id: ApplicationId, decision: Decision) -> Result<Outcome> {
    let opened = open(kernel, by, id).await?;
    if opened.row.state != ApplicationState::Waiting {
        return Err(DECIDED.into());
    }
    let all = opened.about.criteria.iter().all(|it| decision.verdicts.iter().any(|verdict| verdict.criterion == it.key));
    if !all || opened.about.criteria.is_empty() {
        return Err(CRITERION_NEEDED.into());
    }
    let outcome = match (opened.about.two_reviewers, opened.row.decided_by, &opened.decision) {
        (false, ..) => Outcome::Settled,
        (true, None, _) | (true, _, None) => Outcome::WaitsForSecond,
        (true, Some(first), _) if first == by => return Err(SECOND_NEEDED.into()),
        (true, Some(_), Some(first)) if first.is_accepted == decision.is_accepted => Outcome::Settled,
        (true, ..) => Outcome::OpenAgain,
    };
    let (kernel_in, group, now) = (kernel.clone(), opened.group.id, kernel.clock.now());
    let first_by = opened.row.decided_by;
    kernel
        .store
        .write(async move |tx: &Tx| {
            let mut row: application::ActiveModel =
                application::Entity::find_by_id(id).one(tx).await?.filter(|it| it.state == ApplicationState::Waiting).ok_or(DECIDED)?.into();
            let key = kernel_in.vault.key_in(tx, Owner::Group(group)).await?;
            let sealed = Some(key.seal(place(id, group), &decision)?);
            match outcome {
                Outcome::Settled => {
                    row.state = Set(if decision.is_accepted { ApplicationState::Accepted } else { ApplicationState::Declined });
                    row.decided = Set(Some(now));
                    row.decided_by = Set(first_by.or(Some(by)));
                    row.second_by = Set(first_by.map(|_| by));
                    row.decision = Set(sealed);
                    row.purge = Set(now + KEPT);
                    // What she wrote is not needed any more; why it was decided so is kept for as long as she may ask.
                    row.answers = Set(None);
                }
                Outcome::WaitsForSecond => {
                    row.decided_by = Set(Some(by));
                    row.decision = Set(sealed);
                }
                Outcome::OpenAgain => {
                    row.decided_by = Set(None);
                    row.decision = Set(None);
                }
            }
            row.update(tx).await?;
            let act = match (outcome, decision.is_accepted) {
                (Outcome::Settled, true) => "application.accepted",
                (Outcome::Settled, false) => "application.declined",
                (Outcome::WaitsForSecond, _) => "application.proposed",
                (Outcome::OpenAgain, _) => "application.disagreed",
            };
            let reason =
                decision.verdicts.iter().map(|it| format!("{}:{}", it.criterion, if it.holds { "yes" } else { "no" })).collect::<Vec<_>>().join(",");
            audit::record(&kernel_in, tx, Act { actor: Some(by), act, subject: Some(id.0), group: Some(group), reason: Some(reason) }).await
        })
        .await?;
    Ok(outcome)
}

pub(super) fn place(id: ApplicationId, group: GroupId) -> Place {
    Place::of("applications", "decision", id.0).within(group.0)
}
