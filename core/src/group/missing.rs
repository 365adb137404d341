//! What must be there before a group opens, as one table: what is asked, and the page where it is given. [`Complete`] is the
//! proof that nothing is missing; without it no group opens.
use super::{about, about::About, agreement_text, decision, facilitation, rehearsal};
use crate::{
    Kernel, Result,
    id::GroupId,
    locale::Language,
    modality::Times,
    table::group::{self, Duration, Timing, Vetting},
};

/// Everything that is looked at, loaded.
#[derive(Debug, Clone)]
pub struct Facts {
    pub group: group::Model,
    pub about: About,
    /// When people may meet by the chosen modality; none where none is chosen or it is gone.
    pub times: Option<Times>,
    pub facilitators: usize,
    pub covered_stretches: usize,
    /// Meetings that lie ahead, where the group meets at set times.
    pub meetings: usize,
    pub has_agreement: bool,
    /// Clauses that nobody agreed to take out.
    pub clauses_missing: usize,
    /// The decision record is written for the modality that is chosen now.
    pub is_decided: bool,
    /// What has to be right in the house before people can meet this way, and is not.
    pub in_the_way: Option<&'static str>,
    /// Members of staff who passed the rehearsal of this very configuration.
    pub passed: usize,
}

/// One thing that must be there.
pub struct Requirement {
    /// Stable; `group-missing-CODE` is its words, `…-why` what it is for.
    pub code: &'static str,
    /// The page of the group where it is given.
    pub page: &'static str,
    pub is_met: fn(&Facts) -> bool,
}

/// How many staff must pass the rehearsal.
pub const REHEARSALS: usize = 2;

/// The points of the readiness list: codes, and keys of words (`group-missing-ready-…`).
pub const READINESS: &[&str] = &["staffing", "cover", "devices", "policy", "access", "crisis", "outage"];

const fn need(code: &'static str, page: &'static str, is_met: fn(&Facts) -> bool) -> Requirement {
    Requirement { code, page, is_met }
}

pub const REQUIREMENTS: &[Requirement] = &[
    need("languages", "words", |it| !it.about.languages.is_empty()),
    need("name", "words", |it| in_each(it, |text| &text.name)),
    need("purpose", "words", |it| in_each(it, |text| &text.purpose)),
    need("for-whom", "words", |it| in_each(it, |text| &text.for_whom)),
    need("length", "words", |it| in_each(it, |text| &text.length)),
    need("timing", "timing", |it| it.group.timing.is_some()),
    need("duration", "timing", |it| it.group.duration.is_some()),
    need("dates", "timing", dates),
    need("modality", "way", |it| it.times.is_some()),
    need("timing-fits", "way", |it| match (it.times, it.group.timing) {
        (Some(times), Some(timing)) => times.allow(timing),
        _ => true, // that the one or the other is missing is said already
    }),
    need("weighed", "way", |it| it.group.modality.as_ref().is_none_or(|key| it.about.weighed.contains(key))),
    need("house", "way", |it| it.in_the_way.is_none()),
    need(DECISION, "decision", |it| it.is_decided),
    need("vetting", "vetting", |it| it.group.vetting.is_some()),
    need("vetting-fits", "vetting", |it| it.group.vetting != Some(Vetting::MeetingCode) || it.group.timing != Some(Timing::Asynchronous)),
    need("criteria", "questions", |it| it.group.vetting != Some(Vetting::OpenIntake) || !it.about.criteria.is_empty()),
    need("reviewers", "questions", |it| it.group.vetting != Some(Vetting::OpenIntake) || reviewers(&it.about)),
    need("facilitator", "care", |it| it.facilitators > 0),
    need("cover", "care", |it| it.covered_stretches > 0),
    need("meeting", "meetings", |it| it.group.timing != Some(Timing::Synchronous) || it.meetings > 0),
    need("retention", "keeping", |it| it.about.has_retention),
    need("agreement", "agreement", |it| it.has_agreement),
    need("clauses", "agreement", |it| !it.has_agreement || it.clauses_missing == 0),
    need("readiness", "readiness", |it| READINESS.iter().all(|code| it.about.ready.iter().any(|ready| ready == code))),
    need(REHEARSAL, "rehearsal", |it| it.passed >= REHEARSALS),
];

/// Why this way of meeting is the right one: asked again where an open group takes another.
pub const DECISION: &str = "decision";

/// The last one: it is done when everything else is there.
pub const REHEARSAL: &str = "rehearsal";

fn in_each(it: &Facts, field: fn(&about::AboutText) -> &String) -> bool {
    it.about.languages.iter().all(|language| !field(it.about.text(*language)).trim().is_empty())
}

fn reviewers(about: &About) -> bool {
    about.reviewers.len() >= if about.two_reviewers { 2 } else { 1 }
}

/// A time-limited group begins, takes no more people, ends and is erased, in this order; an ongoing one is looked at again.
fn dates(it: &Facts) -> bool {
    let group = &it.group;
    match group.duration {
        None => true,
        Some(Duration::DropIn) => group.review.is_some(),
        Some(Duration::TimeLimited) => match (group.starts, group.intake_until, group.ends, group.purge) {
            (Some(starts), Some(intake), Some(ends), Some(purge)) => starts < ends && intake <= ends && ends <= purge,
            _ => false,
        },
    }
}

/// What is not there yet.
pub fn missing(facts: &Facts) -> Vec<&'static Requirement> {
    REQUIREMENTS.iter().filter(|it| !(it.is_met)(facts)).collect()
}

pub async fn find_facts(kernel: &Kernel, id: GroupId) -> Result<Facts> {
    let group = super::get(kernel, id).await?;
    let about = about::find(kernel, &group).await?;
    facts_of(kernel, group, about).await
}

/// The facts of a group as it would be.
pub(super) async fn facts_of(kernel: &Kernel, group: group::Model, about: About) -> Result<Facts> {
    let id = group.id;
    let times = group.modality.as_deref().and_then(|it| kernel.modality(it)).map(|it| it.times());
    let mut in_the_way = None;
    for modality in [group.modality.as_deref()].into_iter().flatten().chain(group.linked.split_whitespace()).filter_map(|it| kernel.modality(it)) {
        in_the_way = in_the_way.or(modality.stands_in_the_way(kernel, id).await?);
    }
    Ok(Facts {
        in_the_way,
        about,
        times,
        facilitators: facilitation::list(kernel, id).await?.len(),
        meetings: super::meeting::coming(kernel, id).await?.len(),
        covered_stretches: facilitation::hours(kernel, id).await?.len(),
        has_agreement: agreement_text::current(kernel, id).await?.is_some(),
        clauses_missing: agreement_text::clauses_missing(kernel, &group).await?.len(),
        is_decided: decision::find(kernel, id).await?.is_some_and(|it| Some(&it.modality) == group.modality.as_ref()),
        passed: rehearsal::passed(kernel, &group).await?.len(),
        group,
    })
}

/// Proof that nothing is missing, for one version of the configuration. Only [`complete`] makes one.
#[derive(Debug)]
pub struct Complete {
    group: GroupId,
    config: i32,
}

impl Complete {
    pub fn group(&self) -> GroupId {
        self.group
    }

    pub(super) fn config(&self) -> i32 {
        self.config
    }
}

/// The proof, or what is missing.
pub async fn complete(kernel: &Kernel, group: GroupId) -> Result<Result<Complete, Vec<&'static Requirement>>> {
    let facts = find_facts(kernel, group).await?;
    let missing = missing(&facts);
    Ok(if missing.is_empty() { Ok(Complete { group, config: facts.group.config }) } else { Err(missing) })
}

/// The languages that a page offers texts in: the group's own, or all while none is chosen.
pub fn languages(about: &About) -> Vec<Language> {
    if about.languages.is_empty() { Language::ALL.to_vec() } else { about.languages.clone() }
}

#[cfg(test)]
mod tests {
    use super::{
        super::about::{AboutText, Criterion},
        *,
    };
    use crate::{
        clock::Moment,
        id::PersonId,
        table::group::{Anonymity, GroupState, PreModeration},
        vault::Sealed,
    };

    const MODALITIES: [(&str, Times); 5] = [
        ("chat", Times::DuringMeetings),
        ("forum", Times::AnyTime),
        ("video", Times::DuringMeetings),
        ("text", Times::AnyTime),
        ("mail", Times::AnyTime),
    ];

    fn text() -> AboutText {
        let some = || "something".to_owned();
        AboutText { name: some(), purpose: some(), for_whom: some(), method: String::new(), length: some() }
    }

    fn whole(timing: Timing, duration: Duration, (modality, times): (&str, Times)) -> Facts {
        let limited = duration == Duration::TimeLimited;
        let on = |day: i64| limited.then_some(Moment(day * 86_400_000));
        let group = group::Model {
            id: GroupId::new(),
            state: GroupState::Rehearsing,
            about: Sealed(Vec::new()),
            modality: Some(modality.into()),
            timing: Some(timing),
            duration: Some(duration),
            vetting: Some(Vetting::Invited),
            anonymity: Anonymity::Alias,
            keep_hours: Some(30 * 24),
            starts: on(10),
            intake_until: on(20),
            ends: on(70),
            purge: on(100),
            review: (!limited).then_some(Moment(90 * 86_400_000)),
            capacity: 8,
            pre_moderation: PreModeration::FirstEntries,
            slow_seconds: 0,
            linked: String::new(),
            is_paused: false,
            is_locked: false,
            config: 5,
            created: Moment(0),
            created_by: PersonId::new(),
            closed: None,
        };
        let about = About {
            languages: Language::ALL.to_vec(),
            en: text(),
            fr: text(),
            weighed: vec![modality.into()],
            ready: READINESS.iter().map(|it| (*it).to_owned()).collect(),
            has_retention: true,
            ..Default::default()
        };
        Facts {
            group,
            about,
            times: Some(times),
            facilitators: 1,
            covered_stretches: 1,
            meetings: 1,
            has_agreement: true,
            clauses_missing: 0,
            is_decided: true,
            in_the_way: None,
            passed: 2,
        }
    }

    fn codes(facts: &Facts) -> Vec<&'static str> {
        missing(facts).iter().map(|it| it.code).collect()
    }

    fn forum() -> Facts {
        whole(Timing::Asynchronous, Duration::DropIn, MODALITIES[1])
    }

    #[test]
    fn of_all_ways_times_and_lengths_exactly_those_that_fit_can_open_and_the_others_say_why() {
        let mut can_open = Vec::new();
        for timing in [Timing::Synchronous, Timing::Asynchronous] {
            for duration in [Duration::DropIn, Duration::TimeLimited] {
                for modality in MODALITIES {
                    match codes(&whole(timing, duration, modality)).as_slice() {
                        [] => can_open.push((timing, duration, modality.0)),
                        why => assert_eq!(why, ["timing-fits"], "{timing:?} {duration:?} {modality:?}"),
                    }
                }
            }
        }
        assert_eq!(can_open.len(), 10);
        assert!(can_open.iter().all(|(timing, _, way)| (*timing == Timing::Synchronous) == ["chat", "video"].contains(way)));
    }

    #[test]
    fn nothing_that_people_read_before_they_say_yes_may_be_empty_in_any_language_of_the_group() {
        type Field = fn(&mut AboutText) -> &mut String;
        let fields: [(&str, Field); 4] =
            [("name", |it| &mut it.name), ("purpose", |it| &mut it.purpose), ("for-whom", |it| &mut it.for_whom), ("length", |it| &mut it.length)];
        for (code, field) in fields {
            for language in Language::ALL {
                let mut facts = forum();
                *field(facts.about.text_mut(language)) = "  ".into();
                assert_eq!(codes(&facts), [code]);
                facts.about.languages.retain(|it| *it != language);
                assert_eq!(codes(&facts), Vec::<&str>::new(), "a language that the group is not offered in needs no texts");
            }
        }
    }

    #[test]
    fn a_group_that_meets_needs_a_meeting() {
        let mut facts = whole(Timing::Synchronous, Duration::DropIn, MODALITIES[0]);
        facts.meetings = 0;
        assert_eq!(codes(&facts), ["meeting"]);
        let mut facts = forum();
        facts.meetings = 0;
        assert_eq!(codes(&facts), Vec::<&str>::new(), "who comes at any time needs none");
    }

    #[test]
    fn open_intake_needs_criteria_and_someone_who_decides() {
        let mut facts = forum();
        facts.group.vetting = Some(Vetting::OpenIntake);
        assert_eq!(codes(&facts), ["criteria", "reviewers"]);
        facts.about.criteria.push(Criterion::default());
        facts.about.reviewers.push(PersonId::new());
        assert_eq!(codes(&facts), Vec::<&str>::new());
        facts.about.two_reviewers = true;
        assert_eq!(codes(&facts), ["reviewers"]);
    }

    #[test]
    fn a_group_that_vets_nobody_cannot_be_said_in_any_form_and_not_choosing_does_not_open_it() {
        assert!(serde_json::from_str::<Vetting>("\"none\"").is_err());
        let mut facts = forum();
        facts.group.vetting = None;
        assert_eq!(codes(&facts), ["vetting"]);
    }

    #[test]
    fn the_dates_of_a_time_limited_group_stand_in_their_order() {
        let edits: [fn(&mut group::Model); 5] = [
            |it| it.purge = None,
            |it| it.intake_until = None,
            |it| std::mem::swap(&mut it.starts, &mut it.ends),
            |it| it.intake_until = it.purge,
            |it| std::mem::swap(&mut it.ends, &mut it.purge),
        ];
        for (number, edit) in edits.iter().enumerate() {
            let mut facts = whole(Timing::Asynchronous, Duration::TimeLimited, MODALITIES[1]);
            edit(&mut facts.group);
            assert_eq!(codes(&facts), ["dates"], "edit {number}");
        }
    }

    #[test]
    fn one_rehearsal_is_not_enough_and_neither_is_anything_else_left_out() {
        type Edit = fn(&mut Facts);
        let edits: [(&str, Edit); 10] = [
            ("rehearsal", |it| it.passed = 1),
            ("facilitator", |it| it.facilitators = 0),
            ("cover", |it| it.covered_stretches = 0),
            ("agreement", |it| it.has_agreement = false),
            ("clauses", |it| it.clauses_missing = 1),
            ("decision", |it| it.is_decided = false),
            ("house", |it| it.in_the_way = Some("mail-not-ready")),
            ("retention", |it| it.about.has_retention = false),
            ("weighed", |it| it.about.weighed = vec!["chat".into()]),
            ("readiness", |it| it.about.ready.truncate(3)),
        ];
        for (code, edit) in edits {
            let mut facts = forum();
            edit(&mut facts);
            assert_eq!(codes(&facts), [code]);
        }
    }
}
