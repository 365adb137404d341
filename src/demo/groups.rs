//! The groups: made, looked at by two people, opened. As staff would, without a short cut.
use super::{people::Staff, story::Story};
use crate::opening::fault;
use anyhow::{Result, bail};
use hearth_core::{
    Kernel,
    clock::{MINUTE, days},
    group::{
        about::{About, AboutText, Criterion, Question},
        agreement_text::{self, NewVersion},
        change, create, decision, facilitation,
        facilitation::Hours,
        get, lifecycle,
        meeting::{
            self,
            plan::{Ask, plan},
            recurrence::Repeat,
        },
        missing, rehearsal,
    },
    id::{GroupId, PersonId},
    joining::meeting_code,
    locale::Language,
    site::{self, Zone},
    table::{
        group::{Duration, Model, Timing, Vetting},
        meeting_staff::Part,
    },
};

/// Opens the group of a story.
pub async fn open(kernel: &Kernel, staff: &Staff, story: &Story) -> Result<Model> {
    let (by, mine) = (staff.denise, staff.of(story));
    let id = create::create(kernel, by, about(story.name, story)).await.map_err(fault)?;
    let (keep, modality, meets) = (story.keep_hours, story.modality, story.meets);
    let vetting = match (story.is_open_to_applications, meets) {
        (true, _) => Vetting::OpenIntake,
        (false, true) => Vetting::Lobby,
        (false, false) => Vetting::Invited,
    };
    let (review, reviewer) = (kernel.clock.now() + days(180), mine);
    change::change(kernel, by, id, "made", move |row, about| {
        row.modality = Some(modality.into());
        row.timing = Some(if meets { Timing::Synchronous } else { Timing::Asynchronous });
        row.duration = Some(Duration::DropIn);
        row.review = Some(review);
        // Whoever tries it out comes in again and again.
        row.capacity = 50;
        row.vetting = Some(vetting);
        row.keep_hours = keep;
        about.has_retention = true;
        about.weighed = vec![modality.into()];
        about.ready = missing::READINESS.iter().map(|it| (*it).to_owned()).collect();
        if vetting == Vetting::OpenIntake {
            about.takes_applications = true;
            about.reviewers = vec![reviewer];
            about.criteria = criteria();
            about.questions = questions();
        }
    })
    .await
    .map_err(fault)?;
    facilitation::name(kernel, by, id, mine).await.map_err(fault)?;
    facilitation::set_hours(kernel, by, id, mine, weekdays()).await.map_err(fault)?;
    if meets {
        let day = zone(kernel).await?.day_number(kernel.clock.now()) + 1;
        plan(kernel, mine, id, Ask { rule: Repeat::Weekly.rule(day, None), ..meeting(mine, day, 19 * 60) }).await.map_err(fault)?;
    }
    let row = get(kernel, id).await.map_err(fault)?;
    decision::record(kernel, by, &row, REASONS.iter().map(|it| (*it).to_owned()).collect()).await.map_err(fault)?;
    let keys = agreement_text::clause_keys(kernel, &row).into_iter().map(str::to_owned).collect();
    let version = NewVersion { keys, own_en: String::new(), own_fr: String::new(), why: None };
    agreement_text::change(kernel, &get(kernel, id).await.map_err(fault)?, by, version).await.map_err(fault)?;
    rehearse(kernel, staff, id).await?;
    match lifecycle::may_open(kernel, id).await.map_err(fault)? {
        Ok(complete) => lifecycle::open(kernel, by, complete).await.map_err(fault)?,
        Err(missing) => bail!("a group of the story lacks {:?}", missing.iter().map(|it| it.code).collect::<Vec<_>>()),
    }
    get(kernel, id).await.map_err(fault)
}

/// A meeting that begins in a few minutes; its doors are open already. Gives the secret of its link.
pub async fn meets_now(kernel: &Kernel, staff: &Staff, story: &Story, id: GroupId) -> Result<String> {
    let (zone, begins, lead) = (zone(kernel).await?, kernel.clock.now() + 5 * MINUTE, staff.of(story));
    let ask = Ask { doors: 30, length: 180, ..meeting(lead, zone.day_number(begins), zone.weekday_and_minute(begins).1) };
    let plan = plan(kernel, lead, id, ask).await.map_err(fault)?;
    let Some(found) = meeting::coming(kernel, id).await.map_err(fault)?.into_iter().find(|it| it.plan == plan) else {
        bail!("no meeting came of it")
    };
    Ok(meeting_code::make(kernel, lead, id, found.id).await.map_err(fault)?.secret)
}

fn meeting(lead: PersonId, day: i64, minute: i32) -> Ask {
    let staff = vec![(lead, Part::Facilitator)];
    Ask { rule: None, day, minute, doors: 10, length: 90, grace: 10, capacity: 12, languages: "en".into(), staff }
}

async fn zone(kernel: &Kernel) -> Result<Zone> {
    Ok(site::current(kernel).await.map_err(fault)?.zone())
}

/// Two people go through it as a participant would.
async fn rehearse(kernel: &Kernel, staff: &Staff, id: GroupId) -> Result<()> {
    lifecycle::rehearse(kernel, staff.denise, id).await.map_err(fault)?;
    for person in [staff.denise, staff.farah] {
        rehearsal::take_seat(kernel, person, id, Language::En).await.map_err(fault)?;
        let steps = rehearsal::STEPS.iter().map(|it| (*it).to_owned()).collect();
        rehearsal::tick(kernel, person, &get(kernel, id).await.map_err(fault)?, steps).await.map_err(fault)?;
    }
    Ok(())
}

/// A group that is still being made.
pub async fn draft(kernel: &Kernel, staff: &Staff, name: [&'static str; 2]) -> Result<()> {
    let text = |name: &str| AboutText { name: name.into(), ..AboutText::default() };
    let about = About { languages: Language::ALL.to_vec(), en: text(name[0]), fr: text(name[1]), ..About::default() };
    create::create(kernel, staff.farah, about).await.map_err(fault)?;
    Ok(())
}

const REASONS: &[&str] = &[
    "People answer when they can. Some would rather meet, and can ask us for that.",
    "An alias is enough. Nobody gives a number or an address.",
    "Any phone with a browser. We tell people what stays on the device.",
    "Words are kept for weeks, not months. Two of us read them.",
];

fn about(name: [&str; 2], story: &Story) -> About {
    let text = |at: usize| AboutText {
        name: name[at].into(),
        purpose: story.purpose[at].into(),
        for_whom: story.for_whom[at].into(),
        method: String::new(),
        length: story.length[at].into(),
    };
    About { languages: Language::ALL.to_vec(), en: text(0), fr: text(1), ..About::default() }
}

/// Ten to four, Monday to Friday.
fn weekdays() -> Vec<Hours> {
    (1..=5).map(|weekday| Hours { weekday, begins: 10 * 60, ends: 16 * 60 }).collect()
}

fn criteria() -> Vec<Criterion> {
    let one = |key: &str, en: &str, fr: &str| Criterion { key: key.into(), en: en.into(), fr: fr.into() };
    vec![
        one("language", "Reads and writes French", "Lit et écrit le français"),
        one("fits", "Looks for company in the evening, not for urgent help", "Cherche de la compagnie le soir, pas une aide urgente"),
    ]
}

fn questions() -> Vec<Question> {
    let one = |key: &str, en: &str, fr: &str, why_en: &str, why_fr: &str, is_required: bool, criterion: &str| Question {
        key: key.into(),
        en: en.into(),
        fr: fr.into(),
        why_en: why_en.into(),
        why_fr: why_fr.into(),
        is_required,
        criterion: criterion.into(),
    };
    vec![
        one(
            "found",
            "How did you hear about this?",
            "Comment avez-vous connu ce lieu ?",
            "It tells us who sends people here.",
            "Cela nous dit qui parle de nous.",
            false,
            "fits",
        ),
        one(
            "hope",
            "What would you like to find here?",
            "Qu’aimeriez-vous trouver ici ?",
            "So that we can say whether it is the right place.",
            "Pour vous dire si c’est le bon endroit.",
            true,
            "fits",
        ),
        one(
            "language",
            "Do you like to write in French?",
            "Aimez-vous écrire en français ?",
            "Everyone here writes in French.",
            "Tout le monde ici écrit en français.",
            false,
            "language",
        ),
    ]
}
