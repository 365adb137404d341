//! The agreement of a group: clauses that the way of meeting brings, and what staff add. Versioned and never changed: an
//! acceptance names the digest of what was shown.
use super::{about, second, ways};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    clock::Moment,
    id::{AgreementId, GroupId, PersonId},
    locale::Language,
    refusals,
    store::Tx,
    table::{agreement, group},
    vault::{Owner, Place, digest},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

refusals! {
    /// A clause may only go for a reason.
    REASON_NEEDED = "group-agreement-reason-needed" => 422;
    /// A clause may only go when a second member of staff agrees.
    SECOND_NEEDED = "group-agreement-second-needed" => 409;
    /// There is nothing in it.
    NO_WORDS = "group-agreement-empty" => 422;
}

/// Reasons for taking out a clause: codes, and keys of words (`group-clause-reason-…`).
pub const REASONS: &[&str] = &["not-our-way-of-meeting", "said-elsewhere", "advised-by-law"];

/// The act in the approvals' table by which a second person agrees that a clause goes.
pub const TAKE_OUT: &str = "agreement.clause-removed";

/// Everything that one version says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreementWords {
    /// As they were worded when the version was made.
    pub clauses: Vec<Clause>,
    /// What staff added.
    pub own_en: String,
    pub own_fr: String,
    /// What people were told about reading, removing and keeping when they agreed. It changes with the configuration, and
    /// with it the version.
    pub how_en: Vec<String>,
    pub how_fr: Vec<String>,
}

/// One promise.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    /// The key of the words it came from.
    pub key: String,
    pub en: String,
    pub fr: String,
}

/// One version, opened.
#[derive(Debug, Clone)]
pub struct Agreement {
    pub id: AgreementId,
    pub version: i32,
    pub words: AgreementWords,
    /// SHA-256 of what is shown.
    pub digest: Vec<u8>,
    pub created: Moment,
    /// Why a clause went, where one did: a second member of staff agreed to it.
    pub why: Option<String>,
}

impl AgreementWords {
    /// What a reader of this language is shown, promise by promise.
    pub fn lines(&self, language: Language) -> Vec<&str> {
        let clauses = self.clauses.iter().map(|it| match language {
            Language::En => it.en.as_str(),
            Language::Fr => it.fr.as_str(),
        });
        let own = match (language, self.own_en.trim().is_empty(), self.own_fr.trim().is_empty()) {
            (Language::En, false, _) | (Language::Fr, _, true) => &self.own_en,
            _ => &self.own_fr,
        };
        clauses.chain(own.lines().map(str::trim).filter(|it| !it.is_empty())).collect()
    }

    pub fn how(&self, language: Language) -> &[String] {
        match language {
            Language::En => &self.how_en,
            Language::Fr => &self.how_fr,
        }
    }

    fn digest(&self) -> Result<Vec<u8>> {
        Ok(digest(&serde_json::to_vec(self)?))
    }
}

/// The keys of the clauses that a group begins with: everybody's, then those of its ways of meeting.
pub fn clause_keys(kernel: &Kernel, group: &group::Model) -> Vec<&'static str> {
    let own = kernel.plugins.iter().filter(|it| ways::has(group, it.name)).flat_map(|it| it.clauses);
    COMMON.iter().chain(own).copied().collect()
}

/// What every group promises, however it meets.
pub const COMMON: &[&str] = &["group-clause-private", "group-clause-kind"];

/// A key's words, in each language.
pub fn clause(kernel: &Kernel, key: &str) -> Clause {
    let say = |language| kernel.words.say(language, key, &[]);
    Clause { key: key.to_owned(), en: say(Language::En), fr: say(Language::Fr) }
}

/// The version that holds now.
pub async fn current(kernel: &Kernel, group: GroupId) -> Result<Option<Agreement>> {
    Ok(list(kernel, group).await?.into_iter().next())
}

/// One version, whichever.
pub async fn by_id(kernel: &Kernel, group: GroupId, id: AgreementId) -> Result<Option<Agreement>> {
    Ok(list(kernel, group).await?.into_iter().find(|it| it.id == id))
}

/// Every version, newest first.
pub async fn list(kernel: &Kernel, group: GroupId) -> Result<Vec<Agreement>> {
    let rows = agreement::Entity::find().filter(agreement::Column::Group.eq(group)).order_by_desc(agreement::Column::Version);
    let rows = rows.all(kernel.store.reader()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let Some(key) = kernel.vault.find(Owner::Group(group)).await? else { return Ok(Vec::new()) };
    rows.into_iter()
        .map(|row| {
            let words = key.open(place(group, row.id), &row.words)?;
            Ok(Agreement { id: row.id, version: row.version, words, digest: row.digest, created: row.created, why: row.why })
        })
        .collect()
}

fn place(group: GroupId, id: AgreementId) -> Place {
    Place::of("agreements", "words", id.0).within(group.0)
}

/// What staff want the next version to say.
#[derive(Debug, Clone, Default)]
pub struct NewVersion {
    /// Keys of the clauses that stay.
    pub keys: Vec<String>,
    pub own_en: String,
    pub own_fr: String,
    /// Why clauses go: one of [`REASONS`].
    pub why: Option<String>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds from now on.
    Made(AgreementId),
    /// Nothing is different.
    Same,
}

/// Makes the next version. Everyone is asked to agree again before writing. Where a clause goes, a reason is needed and a
/// second member of staff must have agreed to it ([`TAKE_OUT`]).
pub async fn change(kernel: &Kernel, group: &group::Model, by: PersonId, new: NewVersion) -> Result<Outcome> {
    let required = clause_keys(kernel, group);
    let before = current(kernel, group.id).await?;
    let words = AgreementWords {
        clauses: required.iter().filter(|key| new.keys.iter().any(|it| it == *key)).map(|key| clause(kernel, key)).collect(),
        own_en: new.own_en.trim().to_owned(),
        own_fr: new.own_fr.trim().to_owned(),
        how_en: about::promises(kernel, group, Language::En),
        how_fr: about::promises(kernel, group, Language::Fr),
    };
    if words.clauses.is_empty() && words.own_en.is_empty() && words.own_fr.is_empty() {
        return Err(NO_WORDS.into());
    }
    if before.as_ref().is_some_and(|it| it.words == words) {
        return Ok(Outcome::Same);
    }
    let newly_gone = newly_gone(&required, &words, before.as_ref());
    let (mut agreed_by, mut why) = (None, None);
    if !newly_gone.is_empty() {
        let reason = new.why.filter(|it| REASONS.contains(&it.as_str())).ok_or(REASON_NEEDED)?;
        let subject = serde_json::json!(newly_gone);
        match second::find(kernel, group.id, TAKE_OUT, &subject).await? {
            Some(agreed) => agreed_by = agreed.agreed_by,
            None => {
                second::ask(kernel, group.id, TAKE_OUT, subject, by).await?;
                return Err(SECOND_NEEDED.into());
            }
        }
        why = Some(reason);
    }
    let (id, now, kernel_in, group_in) = (AgreementId::new(), kernel.clock.now(), kernel.clone(), group.id);
    let row = Row { id, group: group.id, version: before.map_or(1, |it| it.version + 1), words, now, by, why, agreed_by };
    kernel
        .store
        .write(async move |tx: &Tx| {
            insert(&kernel_in, tx, &row).await?;
            super::change::bump(tx, group_in).await
        })
        .await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group.id));
    Ok(Outcome::Made(id))
}

/// The clauses that a new version takes out and no version before did: those were agreed to already.
pub fn newly_gone<'a>(required: &[&'a str], words: &AgreementWords, before: Option<&Agreement>) -> Vec<&'a str> {
    let has = |words: &AgreementWords, key: &str| words.clauses.iter().any(|it| it.key == key);
    let gone = required.iter().copied().filter(|key| !has(words, key));
    gone.filter(|key| before.is_none_or(|it| has(&it.words, key))).collect()
}

/// A version about to be written.
struct Row {
    id: AgreementId,
    group: GroupId,
    version: i32,
    words: AgreementWords,
    now: Moment,
    by: PersonId,
    why: Option<String>,
    agreed_by: Option<PersonId>,
}

async fn insert(kernel: &Kernel, tx: &Tx, new: &Row) -> Result<()> {
    let key = kernel.vault.key_in(tx, Owner::Group(new.group)).await?;
    let row = agreement::ActiveModel {
        id: Set(new.id),
        group: Set(new.group),
        version: Set(new.version),
        words: Set(key.seal(place(new.group, new.id), &new.words)?),
        digest: Set(new.words.digest()?),
        created: Set(new.now),
        created_by: Set(new.by),
        why: Set(new.why.clone()),
        agreed_by: Set(new.agreed_by),
    };
    row.insert(tx).await?;
    let act = Act { actor: Some(new.by), act: "agreement.changed", subject: Some(new.id.0), group: Some(new.group), reason: new.why.clone() };
    audit::record(kernel, tx, act).await
}

/// What was said about reading, removing or keeping is no longer so, or words go another way than people agreed to: a new
/// version says what is, and everyone is asked to agree again.
pub(super) async fn renew(kernel: &Kernel, tx: &Tx, earlier: &group::Model, group: &group::Model, by: PersonId) -> Result<()> {
    let rows = agreement::Entity::find().filter(agreement::Column::Group.eq(group.id)).order_by_desc(agreement::Column::Version);
    let Some(before) = rows.one(tx).await? else { return Ok(()) };
    let key = kernel.vault.key_in(tx, Owner::Group(group.id)).await?;
    let old: AgreementWords = key.open(place(group.id, before.id), &before.words)?;
    let (how_en, how_fr) = (about::promises(kernel, group, Language::En), about::promises(kernel, group, Language::Fr));
    // While nobody is in it, staff choose its clauses themselves.
    let moves = earlier.state.has_people() && ways::gains(earlier, group);
    if old.how_en == how_en && old.how_fr == how_fr && !moves {
        return Ok(());
    }
    let clauses = if moves { moved(kernel, &old.clauses, earlier, group) } else { old.clauses };
    let words = AgreementWords { clauses, how_en, how_fr, own_en: old.own_en, own_fr: old.own_fr };
    let (version, now) = (before.version + 1, kernel.clock.now());
    insert(kernel, tx, &Row { id: AgreementId::new(), group: group.id, version, words, now, by, why: before.why, agreed_by: before.agreed_by }).await
}

/// The clauses after a change of the ways of meeting: those of a way that is left go, and those of a new one come.
fn moved(kernel: &Kernel, clauses: &[Clause], earlier: &group::Model, group: &group::Model) -> Vec<Clause> {
    let (was, is) = (clause_keys(kernel, earlier), clause_keys(kernel, group));
    let stays = |it: &&Clause| !was.iter().any(|key| *key == it.key) || is.iter().any(|key| *key == it.key);
    let comes = |key: &&&'static str| !was.contains(*key) && !clauses.iter().any(|it| it.key == **key);
    clauses.iter().filter(stays).cloned().chain(is.iter().filter(comes).map(|key| clause(kernel, key))).collect()
}

/// Those of the required clauses that no version has though nobody agreed that they go.
pub async fn clauses_missing(kernel: &Kernel, group: &group::Model) -> Result<Vec<&'static str>> {
    let required = clause_keys(kernel, group);
    let versions = list(kernel, group.id).await?;
    let Some(now) = versions.first() else { return Ok(required) };
    let has = |it: &Agreement, key: &str| it.words.clauses.iter().any(|clause| clause.key == key);
    // A clause that was once in it can only have gone by two people.
    Ok(required.into_iter().filter(|key| !has(now, key)).filter(|key| now.why.is_none() && !versions.iter().any(|it| has(it, key))).collect())
}
