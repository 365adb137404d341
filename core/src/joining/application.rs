//! Someone unknown asks to come. Possible only where a group takes applications, has criteria and somebody who decides by
//! them. Her answers are sealed with the group's key, read by its reviewers alone, and gone within days.
mod decision;

pub use decision::{Decision, Outcome, Verdict, decide};

use super::{ANSWER_LONG, ANSWER_NEEDED, CODE_REFUSED, Entered, gate, secret};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    clock::{Moment, days},
    group::about::{self, About, MOST_QUESTIONS},
    id::{ApplicationId, GroupId, InvitationId, PersonId},
    locale::Language,
    store::Tx,
    table::{
        application::{self, ApplicationState},
        group::{self, Vetting},
        invitation::{self, InvitationKind},
    },
    vault::{Owner, Place, random},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::time::Duration;

/// How long an application is kept, waiting or decided (safety.md RET-2).
pub const KEPT: Duration = days(7);
/// Longer answers than this nobody reads with care.
pub const LONGEST_ANSWER: usize = 2000;

/// The last part of the group's application address: ten letters that say nothing and lead to no other group.
pub async fn code_of(kernel: &Kernel, group: GroupId) -> Result<String> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnopqrstuvwxyz2345678";
    let hash = kernel.vault.key(Owner::Site).await?.keyed_hash("apply", group.0.as_bytes());
    Ok(hash.iter().take(10).map(|it| char::from(LETTERS[usize::from(it % 32)])).collect())
}

/// The group behind an address, if it takes applications now. Everything else is a wrong address.
pub async fn open_group(kernel: &Kernel, code: &str) -> Result<Option<(group::Model, About)>> {
    let now = kernel.clock.now();
    for group in group::Entity::find().filter(group::Column::Vetting.eq(Vetting::OpenIntake)).all(kernel.store.reader()).await? {
        if code_of(kernel, group.id).await? != code {
            continue;
        }
        let about = about::find(kernel, &group).await?;
        let is_ready = about.takes_applications && !about.criteria.is_empty() && !about.reviewers.is_empty() && !about.questions.is_empty();
        return Ok((is_ready && gate::is_taking(&group, now).is_ok()).then_some((group, about)));
    }
    Ok(None)
}

/// Her answers, by the question's key; what she left out is not in it.
pub type Answers = Vec<(String, String)>;

/// Takes an application, and gives the code by which she asks how it stands.
pub async fn apply(kernel: &Kernel, group: &group::Model, about: &About, answers: Answers, language: Language) -> Result<String> {
    let asked: Vec<_> = about.questions.iter().take(MOST_QUESTIONS).collect();
    let answers: Answers = answers
        .into_iter()
        .map(|(key, words)| (key, words.trim().to_owned()))
        .filter(|(key, words)| !words.is_empty() && asked.iter().any(|it| it.key == *key))
        .collect();
    if asked.iter().any(|it| it.is_required && !answers.iter().any(|(key, _)| *key == it.key)) {
        return Err(ANSWER_NEEDED.into());
    }
    if answers.iter().any(|(_, words)| words.chars().count() > LONGEST_ANSWER) {
        return Err(ANSWER_LONG.into());
    }
    let (code, id, now) = (secret::code()?, ApplicationId::new(), kernel.clock.now());
    let hash = kernel.vault.key(Owner::Site).await?.keyed_hash("application-code", code.as_bytes());
    let (kernel_in, group) = (kernel.clone(), group.id);
    kernel
        .store
        .write(async move |tx: &Tx| {
            let key = kernel_in.vault.key_in(tx, Owner::Group(group)).await?;
            let row = application::ActiveModel {
                id: Set(id),
                group: Set(group),
                state: Set(ApplicationState::Waiting),
                code: Set(hash.clone()),
                answers: Set(Some(key.seal(answers_place(id, group), &answers)?)),
                language: Set(language.code().into()),
                created: Set(now),
                decided: Set(None),
                decided_by: Set(None),
                second_by: Set(None),
                decision: Set(None),
                purge: Set(now + KEPT),
            };
            row.insert(tx).await?;
            Ok(())
        })
        .await?;
    Ok(code)
}

/// The application of a code; a wrong code and one whose time is over have the same answer.
pub async fn find(kernel: &Kernel, code: &str) -> Result<application::Model> {
    let digits = match Entered::read(code) {
        Some(Entered::Code(digits)) => digits,
        _ => String::new(),
    };
    let hash = kernel.vault.key(Owner::Site).await?.keyed_hash("application-code", digits.as_bytes());
    let now = kernel.clock.now();
    let found = application::Entity::find().filter(application::Column::Code.eq(hash)).one(kernel.store.reader()).await?;
    Ok(found.filter(|it| it.purge > now).ok_or(CODE_REFUSED)?)
}

/// She takes it back, waiting or decided: everything of it goes at once.
pub async fn withdraw(kernel: &Kernel, code: &str) -> Result<()> {
    let id = find(kernel, code).await?.id;
    kernel
        .store
        .write(async move |tx: &Tx| {
            application::Entity::delete_by_id(id).exec(tx).await?;
            Ok(())
        })
        .await
}

/// She was accepted and goes on: the invitation is made now, by whoever decided, and bears the application's id, so that
/// there is never a second.
pub async fn invitation(kernel: &Kernel, code: &str) -> Result<InvitationId> {
    let found = find(kernel, code).await?;
    let (ApplicationState::Accepted, Some(by)) = (found.state, found.decided_by) else { return Err(CODE_REFUSED.into()) };
    let (id, now) = (InvitationId(found.id.0), kernel.clock.now());
    if let Some(made) = invitation::Entity::find_by_id(id).one(kernel.store.reader()).await? {
        return super::invitation::find_by_id(kernel, made.id).await.map(|it| it.id);
    }
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            // Nobody knows this secret: the code of her application is her way in.
            let secret = kernel_in.vault.key_in(tx, Owner::Site).await?.keyed_hash("invitation", &random::<32>()?);
            let row = invitation::ActiveModel {
                id: Set(id),
                kind: Set(InvitationKind::Member),
                group: Set(Some(found.group)),
                role: Set(None),
                person: Set(None),
                secret: Set(secret),
                code: Set(None),
                created: Set(now),
                created_by: Set(by),
                until: Set(now + super::invitation::LONGEST),
                code_until: Set(None),
                interest: Set(Some("applied".into())),
                suitability: Set(None),
                code_word: Set(None),
                used: Set(None),
                revoked: Set(None),
            };
            row.insert(tx).await?;
            Ok(())
        })
        .await?;
    Ok(id)
}

/// What waits for this member of staff, oldest first.
pub async fn waiting(kernel: &Kernel, by: PersonId) -> Result<Vec<application::Model>> {
    let groups: Vec<GroupId> = gate::asks_for(kernel, by).await?.into_iter().map(|it| it.id).collect();
    let rows = application::Entity::find()
        .filter(application::Column::Group.is_in(groups))
        .filter(application::Column::State.eq(ApplicationState::Waiting))
        .filter(application::Column::Purge.gt(kernel.clock.now()))
        .order_by_asc(application::Column::Created);
    Ok(rows.all(kernel.store.reader()).await?)
}

/// An application, opened.
#[derive(Debug, Clone)]
pub struct Opened {
    pub row: application::Model,
    pub group: group::Model,
    pub about: About,
    pub answers: Answers,
    /// What the first of two reviewers decided.
    pub decision: Option<Decision>,
}

/// Opens one, for someone who may decide. Reading it is written down.
pub async fn open(kernel: &Kernel, by: PersonId, id: ApplicationId) -> Result<Opened> {
    let unknown = crate::admission::UNKNOWN_GROUP;
    let row = application::Entity::find_by_id(id).one(kernel.store.reader()).await?.ok_or(unknown)?;
    let group = gate::may_invite(kernel, by, row.group).await?;
    let about = about::find(kernel, &group).await?;
    let key = kernel.vault.key(Owner::Group(group.id)).await?;
    let answers = row.answers.as_ref().map(|it| key.open(answers_place(id, group.id), it)).transpose()?.unwrap_or_default();
    let decision = row.decision.as_ref().map(|it| key.open(decision::place(id, group.id), it)).transpose()?;
    let (kernel_in, group_id) = (kernel.clone(), group.id);
    kernel
        .store
        .write(async move |tx: &Tx| {
            let act = Act { actor: Some(by), act: "application.read", subject: Some(id.0), group: Some(group_id), reason: None };
            audit::record(&kernel_in, tx, act).await
        })
        .await?;
    Ok(Opened { row, group, about, answers, decision })
}

/// Takes away everything whose time is over.
pub(super) async fn purge(tx: &Tx, now: Moment) -> Result<()> {
    application::Entity::delete_many().filter(application::Column::Purge.lte(now)).exec(tx).await?;
    Ok(())
}

fn answers_place(id: ApplicationId, group: GroupId) -> Place {
    Place::of("applications", "answers", id.0).within(group.0)
}
