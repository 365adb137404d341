//! The people: staff who set the house up, participants who come by an invitation and talk.
use super::{
    Cast, Part,
    story::{self, Story},
};
use crate::opening::fault;
use anyhow::{Context, Result};
use hearth_core::{
    Kernel,
    admission::{self, Intent},
    card::{self, Content},
    clock::days,
    contribution::{self, Draft, Entry},
    group::about,
    id::{MembershipId, PersonId, RoleId},
    joining::{
        agreement, application, arrival, consent,
        invitation::{self, Ask},
        journey::Journey,
    },
    locale::Language,
    moderation::{desk, personal_details::Moderation, report},
    person, settings,
    site::Site,
    store::Tx,
    table::{
        group::Model,
        invitation::InvitationKind,
        role::{self, SiteRole},
        sign_in::Door,
    },
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// Who works here.
pub struct Staff {
    pub denise: PersonId,
    pub farah: PersonId,
}

impl Staff {
    /// Who facilitates the group of a story.
    pub fn of(&self, story: &Story) -> PersonId {
        if story.language == "fr" { self.farah } else { self.denise }
    }
}

/// Everyone of a group, by alias.
pub type Group = HashMap<&'static str, (PersonId, MembershipId)>;

/// The shelter's own facts.
pub async fn set_up(kernel: &Kernel) -> Result<()> {
    let site = Site { public_name: "Maison Rivière".into(), staff_phone: "514-555-0142".into(), is_set_up: true, ..Site::default() };
    settings::change(kernel, None, None, &site).await.map_err(fault)?;
    // Whoever tries it out comes in again and again.
    let open = Moderation { joins_per_hour: 100, first_day_entries: 1000, ..Moderation::default() };
    settings::change(kernel, None, None, &open).await.map_err(fault)
}

/// Staff sign in by the links of the demonstration, so their roles hold without a passkey.
pub async fn staff(kernel: &Kernel, cast: &mut Cast) -> Result<Staff> {
    let mut people = HashMap::new();
    for colleague in story::STAFF {
        let role = match colleague.role {
            "administrator" => SiteRole::Administrator,
            "intake" => SiteRole::Intake,
            "interpreter" => SiteRole::Interpreter,
            _ => SiteRole::Facilitator,
        };
        // Long enough here to be one another's second person.
        let (language, inside, since) = (language(colleague.language), kernel.clone(), kernel.clock.now() - days(30));
        let write = async move |tx: &Tx| {
            let id = person::create_staff(&inside, tx, colleague.name, language).await?;
            let row = role::ActiveModel {
                id: Set(RoleId::new()),
                person: Set(id),
                role: Set(role),
                asked_by: Set(id),
                agreed_by: Set(Some(id)),
                effective: Set(since),
                ended: Set(None),
            };
            row.insert(tx).await?;
            Ok(id)
        };
        let id = kernel.store.write(write).await.map_err(fault)?;
        people.insert(colleague.name, id);
        let who = format!("{} ({}, {})", colleague.role, colleague.name, colleague.language);
        cast.parts.push(Part { who, person: id, door: Door::Staff, place: "/staff".into() });
    }
    let of = |name: &str| people.get(name).copied().context("a colleague of the story");
    Ok(Staff { denise: of("Denise")?, farah: of("Farah")? })
}

pub async fn card(kernel: &Kernel, staff: &Staff) -> Result<()> {
    let [[title_en, words_en], [title_fr, words_fr]] = story::CARD.map(|it| it.map(str::to_owned));
    let content = Content { title_en, title_fr, words_en, words_fr, phone: "9-8-8".into(), link: String::new() };
    card::create(kernel, staff.denise, "ca", &content).await.map_err(fault)?;
    Ok(())
}

/// Everyone of a story comes in by an invitation of her own.
pub async fn join_all(kernel: &Kernel, staff: &Staff, group: &Model, story: &Story) -> Result<Group> {
    let mut people = HashMap::new();
    for alias in story.people {
        people.insert(*alias, join(kernel, staff.of(story), group, alias, language(story.language)).await?);
    }
    Ok(people)
}

async fn join(kernel: &Kernel, by: PersonId, group: &Model, alias: &str, language: Language) -> Result<(PersonId, MembershipId)> {
    let made = invitation::make(kernel, by, ask(group)).await.map_err(fault)?;
    let purposes = consent::purposes(kernel, group);
    let mut journey = Journey::new(made.id, group.id, purposes.len(), true);
    (journey.has_read, journey.has_advice, journey.alias) = (true, true, Some(alias.to_owned()));
    for purpose in purposes {
        let notice = consent::notice(kernel, group, purpose, language).await.map_err(fault)?;
        journey.answer(consent::read(kernel, group, purpose.key, Some("yes"), &notice.digest, language).await.map_err(fault)?);
    }
    let shown = agreement::shown(kernel, group.id, language).await.map_err(fault)?.context("an open group has an agreement")?;
    journey.agreed = Some(agreement::read(kernel, group.id, true, &shown.digest).await.map_err(fault)?);
    let arrived = arrival::arrive(kernel, journey, None, language).await.map_err(fault)?;
    Ok((arrived.person, arrived.membership))
}

fn ask(group: &Model) -> Ask {
    Ask { kind: Some(InvitationKind::Member), group: Some(group.id), interest: Some("in-person".into()), ..Ask::default() }
}

/// What is said on one day, first entries let through by staff.
pub async fn talk(kernel: &Kernel, staff: &Staff, group: &Model, people: &Group, story: &Story, days_ago: u32) -> Result<()> {
    for (at, topic) in story.topics.iter().enumerate() {
        // The same topic has the same id on every day of the story.
        let thread = Uuid::from_u128(u128::from_be_bytes(*group.id.0.as_bytes()) ^ (at as u128 + 1));
        if topic.days_ago == days_ago {
            let mut draft = Draft::to_group(topic.body, format!("topic {at}"));
            draft.words.heading = Some(topic.heading.to_owned()).filter(|it| !it.is_empty());
            draft.words.note = Some(topic.note.to_owned()).filter(|it| !it.is_empty());
            draft.shape = json!({ "opens": true });
            say(kernel, staff, group, people, story, topic.by, thread, draft).await?;
        }
        for (number, reply) in topic.replies.iter().enumerate().filter(|(_, it)| it.days_ago == days_ago) {
            let draft = Draft::to_group(reply.body, format!("reply {at} {number}"));
            say(kernel, staff, group, people, story, reply.by, thread, draft).await?;
        }
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "who says what, where: a struct of these would be made once and taken apart once")]
async fn say(kernel: &Kernel, staff: &Staff, group: &Model, people: &Group, story: &Story, by: &str, thread: Uuid, draft: Draft) -> Result<Entry> {
    let person = people.get(by).map_or(staff.of(story), |(person, _)| *person);
    let admission = admission::admit(kernel, person, group.id, Intent::Write).await.map_err(fault)?;
    let entry =
        contribution::submit(kernel, &admission, story.modality, Draft { thread: Some(thread).filter(|_| story.modality == "forum"), ..draft })
            .await
            .map_err(fault)?;
    if entry.published.is_none() {
        let desk = admission::admit(kernel, staff.of(story), group.id, Intent::Help).await.map_err(fault)?;
        desk::release(kernel, &desk, entry.id).await.map_err(fault)?;
    }
    Ok(entry)
}

/// Today: a first entry that waits, a report, a private line, someone who applies, an invitation.
pub async fn last_day(kernel: &Kernel, staff: &Staff, english: (&Model, &Group), french: (&Model, &Group), cast: &mut Cast) -> Result<()> {
    let (group, people) = english;
    let newcomer = join(kernel, staff.denise, group, story::NEWCOMER, Language::En).await?;
    let school = story::OPEN_TOPICS.topics.iter().position(|it| it.heading == story::HELD_IN).context("the topic of the story")?;
    let thread = Uuid::from_u128(u128::from_be_bytes(*group.id.0.as_bytes()) ^ (school as u128 + 1));
    let write = |person| admission::admit(kernel, person, group.id, Intent::Write);
    let hers = write(newcomer.0).await.map_err(fault)?;
    let held = Draft { thread: Some(thread), ..Draft::to_group(story::HELD, "held") };
    contribution::submit(kernel, &hers, "forum", held).await.map_err(fault)?;
    contribution::submit(kernel, &hers, "forum", Draft::to_staff(story::TO_STAFF, "line")).await.map_err(fault)?;
    let sparrow = people.get("Sparrow").context("Sparrow")?.0;
    let reporter = write(sparrow).await.map_err(fault)?;
    let soup = find(kernel, &reporter, story::REPORTED).await?;
    report::report(kernel, &reporter, soup.id, report::REASONS[0], story::REPORT).await.map_err(fault)?;
    apply(kernel, french.0).await?;
    cast.invitation = invitation::make(kernel, staff.denise, ask(group)).await.map_err(fault)?.secret;
    cast.application = format!("/apply/{}", application::code_of(kernel, french.0.id).await.map_err(fault)?);
    let galet = french.1.get("Galet").context("Galet")?.0;
    for (who, person) in [("participant (Sparrow, en)", sparrow), ("participant (Galet, fr)", galet), ("newcomer (Juniper, en)", newcomer.0)] {
        cast.parts.push(Part { who: who.into(), person, door: Door::Member, place: "/home".into() });
    }
    Ok(())
}

async fn find(kernel: &Kernel, reader: &admission::Admission, body: &str) -> Result<Entry> {
    let (entries, _) = contribution::page::stretch(kernel, reader, None, 200).await.map_err(fault)?;
    entries.into_iter().find(|it| it.words.as_ref().is_some_and(|it| it.body == body)).context("an entry of the story")
}

async fn apply(kernel: &Kernel, group: &Model) -> Result<()> {
    let about = about::find(kernel, group).await.map_err(fault)?;
    let answers = about.questions.iter().zip(story::ANSWERS).map(|(question, words)| (question.key.clone(), (*words).to_owned())).collect();
    application::apply(kernel, group, &about, answers, Language::Fr).await.map_err(fault)?;
    Ok(())
}

fn language(code: &str) -> Language {
    Language::from_code(code).unwrap_or_default()
}
