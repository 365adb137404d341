//! Somebody comes by mail alone: with a code, to the list's own address. Each letter of ours is harmless to whoever else reads it: what she
//! is to agree to comes only once she asked for it here, and her yes is to those very words.
use super::{
    Rates, Writer,
    keyword::{self, Keyword, Spoken},
};
use crate::{
    addresses::Token,
    away,
    incoming::session::Outcome,
    post::Ready,
    seat::{self, Choice},
    table::seat::Mode,
};
use hearth_core::{
    Kernel, Result,
    contact::{
        self, Medium, What,
        decision::NOTICE_WORDS,
        quiet_hours::Hours,
        safe_contact::{self, Label, SafeContact, Way},
    },
    group,
    id::{GroupId, InvitationId, MembershipId},
    joining::{Journey, agreement, alias, arrival, consent, invitation},
    locale::Language,
    table::{group::Model as Group, invitation::InvitationKind},
    vault::Owner,
};

/// Until she says otherwise: what is sent to her comes by day (safety.md NOT-1).
const FROM: i32 = 9 * 60;
const UNTIL: i32 = 20 * 60;

/// A letter to the list's address: it brings a code, or is a stranger's.
pub(super) async fn began(kernel: &Kernel, ready: &Ready, group: GroupId, writer: &Writer<'_>) -> Result<Outcome> {
    if !writer.is_proved {
        return away::count(kernel, Some(group), away::STRANGER).await;
    }
    let mut found = None;
    let lines: Vec<&str> = writer.letter.words.lines().chain([writer.letter.subject.as_str()]).filter(|it| !it.trim().is_empty()).take(5).collect();
    for line in lines {
        // Every code is looked up, so that a wrong one takes as long as a right one.
        found = found.or(invitation::find(kernel, code_of(line)).await.ok());
    }
    let Some(invitation) = found.filter(|it| it.kind == InvitationKind::Member && it.group == Some(group)) else {
        return away::count(kernel, Some(group), away::STRANGER).await;
    };
    if !kernel.held::<Rates>().may_ask(hash(kernel, &writer.letter.from).await?, kernel.clock.now()) {
        return away::count(kernel, Some(group), away::STRANGER).await;
    }
    let words = Language::ALL.map(|it| kernel.words.say(it, "mail-join-first", &[])).join("\n\n");
    let asked = bound(ready, &writer.letter.from, NOTHING_SHOWN);
    ask(kernel, invitation.id, writer, What::Asked { words, asked, language: Language::default() }).await
}

/// What she wrote without the word that may stand before a code.
fn code_of(line: &str) -> &str {
    let line = line.trim();
    ["JOIN", "CODE", "REJOINDRE"]
        .iter()
        .find_map(|it| line.get(..it.len()).filter(|start| start.eq_ignore_ascii_case(it)).map(|_| line[it.len()..].trim_start_matches([' ', ':'])))
        .unwrap_or(line)
}

/// Her answer: she wants to read it, or says yes to what she read.
pub(super) async fn answered(kernel: &Kernel, ready: &Ready, token: Token, writer: &Writer<'_>) -> Result<Outcome> {
    let id = InvitationId(token.of);
    let (true, Ok(invitation)) = (writer.is_proved, invitation::find_by_id(kernel, id).await) else {
        return away::count(kernel, None, away::STRANGER).await;
    };
    let Some(group) = invitation.group else { return away::count(kernel, None, away::STRANGER).await };
    let group = group::get(kernel, group).await?;
    let from = writer.letter.from.as_str();
    match keyword::of(&writer.letter.words, &writer.letter.subject) {
        Some((Keyword::Read, spoken)) if token.number == bound(ready, from, NOTHING_SHOWN) => {
            let language = if spoken == Spoken::French { Language::Fr } else { Language::En };
            let Some(shown) = shown(kernel, &group, language).await? else { return away::count(kernel, None, away::STRANGER).await };
            let asked = bound(ready, from, &shown.words);
            ask(kernel, id, writer, What::Asked { words: shown.words, asked, language }).await
        }
        Some((Keyword::Yes(name), _)) => {
            for language in Language::ALL {
                let Some(shown) = shown(kernel, &group, language).await? else { continue };
                if token.number == bound(ready, from, &shown.words) {
                    return Arriving { kernel, group: &group, token, shown, language, writer }.arrive(&name).await;
                }
            }
            // The words have changed since, or they are not the ones that she was sent: she reads again.
            away::count(kernel, None, away::STRANGER).await
        }
        _ => away::count(kernel, None, away::STRANGER).await,
    }
}

/// All that she is to agree to, as one letter.
struct Shown {
    words: String,
    /// The mark of the agreement's version.
    agreement: String,
    notices: Vec<consent::Notice>,
}

async fn shown(kernel: &Kernel, group: &Group, language: Language) -> Result<Option<Shown>> {
    let Some(agreement) = agreement::shown(kernel, group.id, language).await? else { return Ok(None) };
    let say = |key: &str| kernel.words.say(language, key, &[]);
    let mut parts = vec![say("mail-join-read"), agreement.promises.iter().map(|it| format!("- {it}")).collect::<Vec<_>>().join("\n")];
    let mut notices = Vec::new();
    for purpose in consent::purposes(kernel, group) {
        let notice = consent::notice(kernel, group, purpose, language).await?;
        let lines = notice.lines.iter().map(|(label, said)| format!("{label}: {said}")).collect::<Vec<_>>().join("\n");
        parts.push(format!("{}\n{lines}", notice.question));
        notices.push(notice);
    }
    parts.push(say("mail-join-yes"));
    Ok(Some(Shown { words: parts.join("\n\n"), agreement: agreement.digest, notices }))
}

/// Somebody who said yes.
struct Arriving<'a> {
    kernel: &'a Kernel,
    group: &'a Group,
    token: Token,
    shown: Shown,
    language: Language,
    writer: &'a Writer<'a>,
}

impl Arriving<'_> {
    /// She is in: by the same steps as on the pages, and with a neutral sentence by mail until she asks for more.
    async fn arrive(self, name: &str) -> Result<Outcome> {
        let Arriving { kernel, group, language, .. } = self;
        let id = InvitationId(self.token.of);
        let is_named = alias::are_chosen(group);
        let chosen = match (is_named, name) {
            (false, _) => None,
            (true, "") => alias::suggestions(kernel, group.id, language, 1).await?.pop().map(|it| it.name),
            (true, name) => match alias::check(kernel, group, name, false, None).await {
                Ok(name) => Some(name),
                Err(error) if error.refusal().is_some() => {
                    let words = kernel.words.say(language, "mail-join-other-name", &[]);
                    return ask(kernel, id, self.writer, What::Asked { words, asked: self.token.number, language }).await;
                }
                Err(error) => return Err(error),
            },
        };
        let mut journey = Journey::new(id, group.id, self.shown.notices.len(), is_named);
        (journey.has_read, journey.has_advice, journey.alias) = (true, true, chosen);
        for notice in &self.shown.notices {
            journey.answer(consent::read(kernel, group, notice.purpose, Some("yes"), &notice.digest, language).await?);
        }
        journey.agreed = Some(agreement::read(kernel, group.id, true, &self.shown.agreement).await?);
        let arrived = match arrival::arrive(kernel, journey, None, language).await {
            Ok(arrived) => arrived,
            Err(error) if error.refusal().is_some() => return away::count(kernel, Some(group.id), away::STRANGER).await,
            Err(error) => return Err(error),
        };
        self.begins_with_a_sentence(arrived.membership).await?;
        Ok(Outcome::Taken)
    }

    async fn begins_with_a_sentence(&self, membership: MembershipId) -> Result<()> {
        let (kernel, language) = (self.kernel, self.language);
        let place = group::membership::get(kernel, membership).await?;
        let record = SafeContact {
            ways: vec![Way { medium: Medium::Email, address: self.writer.letter.from.clone(), label: Label::Safe, knows_primary: false }],
            hours: Hours { days: (1..=7).collect(), from: FROM, to: UNTIL },
            words: NOTICE_WORDS[0].into(),
            ..SafeContact::default()
        };
        safe_contact::change(kernel, place.person, record, language).await?;
        let choice = Choice { mode: Mode::Notice, agrees: false, key: None, sealed_only: false };
        seat::change_of(kernel, &place, choice, language, "email").await?;
        contact::answer(kernel, place.id, Medium::Email, kernel.words.say(language, "mail-join-done", &[])).await.map(|_| ())
    }
}

async fn ask(kernel: &Kernel, id: InvitationId, writer: &Writer<'_>, what: What) -> Result<Outcome> {
    contact::ask(kernel, id, Medium::Email, writer.letter.from.clone(), what).await?;
    Ok(Outcome::Taken)
}

/// She has been sent nothing yet that she could agree to.
const NOTHING_SHOWN: &str = "";

/// Binds an answer to her address and to the words that she was sent.
fn bound(ready: &Ready, address: &str, shown: &str) -> u32 {
    ready.addresses.short_hash(format!("{address}\n{shown}").as_bytes())
}

async fn hash(kernel: &Kernel, address: &str) -> Result<Vec<u8>> {
    Ok(kernel.vault.key(Owner::Site).await?.keyed_hash("mail-asked", address.as_bytes()))
}
