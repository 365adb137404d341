//! A group, from nothing to its end, through the pages that staff use.
#[path = "groups/another_way.rs"]
mod another_way;
#[path = "groups/letters.rs"]
mod letters;
#[path = "groups/record.rs"]
mod record;

use hearth_core::{
    admission::{self, Intent},
    clock::{DAY, HOUR, MINUTE, days},
    group::{self, agreement_text, lifecycle, missing, rehearsal},
    id::GroupId,
    job::run_due,
    locale::Language,
    table::{
        group::{Duration, GroupState, PreModeration},
        role::SiteRole,
        sign_in::Door,
    },
};
use support::{Browser, Person, Shelter, until};

/// Anne, who arranges everything, and Denise, who helps her: two facilitators with their browsers.
struct Team {
    anne: Person,
    denise: Person,
    anne_at: Browser,
    denise_at: Browser,
}

async fn team(shelter: &Shelter) -> Team {
    let (anne, anne_at) = shelter.staff_signed_in("Anne", &[SiteRole::Facilitator]).await;
    let (denise, denise_at) = shelter.staff_signed_in("Denise", &[SiteRole::Facilitator]).await;
    Team { anne, denise, anne_at, denise_at }
}

async fn new_group(at: &mut Browser) -> GroupId {
    at.get("/staff/groups/new").await;
    let page = at.post_once("/staff/groups/new", &[("name_en", "Wednesday circle"), ("name_fr", "Cercle du mercredi")]).await;
    let to = page.header("location").expect("on to the first step").to_owned();
    to.split('/').nth(3).and_then(|it| it.parse().ok()).expect("the new group's address")
}

async fn keep(at: &mut Browser, group: GroupId, part: &str, fields: &[(&str, &str)]) {
    let path = format!("/staff/groups/{group}/{part}");
    let shown = at.get(&path).await;
    assert_eq!(shown.status, 200, "{part} is shown: {}", shown.body);
    let kept = at.post_once(&path, fields).await;
    assert_eq!(kept.status, 303, "{part} is kept: {}", kept.body);
}

/// Everything but the rehearsal, page after page.
async fn arrange(team: &mut Team) -> GroupId {
    let group = new_group(&mut team.anne_at).await;
    let at = &mut team.anne_at;
    let words = [
        ("language_en", "on"),
        ("language_fr", "on"),
        ("name_en", "Wednesday circle"),
        ("name_fr", "Cercle du mercredi"),
        ("purpose_en", "To talk with others."),
        ("purpose_fr", "Pour parler ensemble."),
        ("for_whom_en", "People we know."),
        ("for_whom_fr", "Les personnes que nous connaissons."),
        ("length_en", "As long as it helps."),
        ("length_fr", "Aussi longtemps que cela aide."),
    ];
    keep(at, group, "words", &words).await;
    keep(at, group, "timing", &[("timing", "asynchronous"), ("duration", "drop-in"), ("review", "2027-03-01"), ("capacity", "8")]).await;
    keep(at, group, "way", &[("way", "forum")]).await;
    keep(at, group, "vetting", &[("vetting", "invited"), ("anonymity", "alias")]).await;
    let hours = format!("hours_{}_1", team.anne.id);
    let (anne, denise) = (format!("facilitator_{}", team.anne.id), format!("facilitator_{}", team.denise.id));
    keep(at, group, "care", &[(&anne, "on"), (&denise, "on"), (&hours, "14-17"), ("reading", "first-entries"), ("slow", "0")]).await;
    keep(at, group, "keeping", &[("keep", "kept"), ("days", "60")]).await;
    agree(at, group, "").await;
    let answers = [("access", "Most."), ("anonymity", "Nobody."), ("devices", "Little."), ("confidentiality", "Staff.")];
    keep(at, group, "decision", &answers).await;
    let ready: Vec<String> = missing::READINESS.iter().map(|it| format!("ready_{it}")).collect();
    let ready: Vec<(&str, &str)> = ready.iter().map(|it| (it.as_str(), "on")).collect();
    keep(at, group, "readiness", &ready).await;
    group
}

/// All the clauses that the page offers, and a line of staff's own.
async fn agree(at: &mut Browser, group: GroupId, own: &str) {
    let page = at.get(&format!("/staff/groups/{group}/agreement")).await;
    let keys: Vec<String> =
        page.body.split("name=\"").filter_map(|it| it.split('"').next()).filter(|it| it.contains("-clause-")).map(str::to_owned).collect();
    assert!(keys.iter().any(|it| it.starts_with("forum-clause-") || it.starts_with("mail-clause-")), "the way of meeting brings its clauses");
    let mut fields: Vec<(&str, &str)> = keys.iter().map(|it| (it.as_str(), "on")).collect();
    fields.push(("own_en", own));
    keep(at, group, "agreement", &fields).await;
}

async fn missing_codes(shelter: &Shelter, group: GroupId) -> Vec<&'static str> {
    let facts = missing::find_facts(&shelter.kernel, group).await.expect("the group's facts");
    missing::missing(&facts).iter().map(|it| it.code).collect()
}

async fn act(at: &mut Browser, group: GroupId, act: &str) -> u16 {
    at.get(&format!("/staff/groups/{group}")).await;
    at.post_once(&format!("/staff/groups/{group}/do"), &[("act", act), ("sure", "on")]).await.status
}

const ALL_STEPS: [(&str, &str); 5] = [("step_join", "on"), ("step_miss", "on"), ("step_exit", "on"), ("step_removed", "on"), ("step_slow", "on")];

/// One of them takes a seat on her phone, goes through it, and ticks the list at her desk.
async fn rehearse(shelter: &Shelter, person: &Person, at: &mut Browser, group: GroupId) {
    let path = format!("/staff/groups/{group}/rehearsal");
    let mut phone = shelter.signed_in(person.id, Door::Staff).await;
    phone.get(&path).await;
    let seated = phone.post_once(&format!("{path}/seat"), &[]).await;
    assert_eq!((seated.status, seated.header("location")), (303, Some("/home")));
    at.get(&path).await;
    let ticked = at.post_once(&path, &ALL_STEPS).await;
    assert_eq!(ticked.status, 303, "{}", ticked.body);
}

async fn state(shelter: &Shelter, group: GroupId) -> GroupState {
    group::get(&shelter.kernel, group).await.expect("the group").state
}

#[actix_web::test]
async fn from_nothing_to_an_open_group_through_the_pages() {
    let shelter = Shelter::open().await;
    let mut team = team(&shelter).await;
    let group = arrange(&mut team).await;
    assert_eq!(missing_codes(&shelter, group).await, ["rehearsal"]);
    assert_eq!(act(&mut team.anne_at, group, "open").await, 409, "nobody has rehearsed it");
    assert_eq!(act(&mut team.anne_at, group, "rehearse").await, 303);
    let (anne, denise) = (team.anne.clone(), team.denise.clone());
    rehearse(&shelter, &anne, &mut team.anne_at, group).await;
    rehearse(&shelter, &anne, &mut team.anne_at, group).await;
    assert_eq!(act(&mut team.anne_at, group, "open").await, 409, "one of them twice is not two");
    rehearse(&shelter, &denise, &mut team.denise_at, group).await;
    assert_eq!(act(&mut team.anne_at, group, "open").await, 303);
    assert_eq!(state(&shelter, group).await, GroupState::Open);
    assert!(rehearsal::seats(&shelter.kernel, group).await.expect("seats").is_empty(), "nothing of the rehearsal is left");
    let list = team.anne_at.get("/staff/groups").await;
    assert!(list.says("Wednesday circle") && list.says("Open"));
    for paper in ["instructions", "record", "policy", "settings", "questions"] {
        let page = team.anne_at.get(&format!("/staff/groups/{group}/{paper}")).await;
        assert_eq!(page.status, 200, "{paper}");
        assert!(!page.body.contains("groups-"), "a word is missing on {paper}: {}", page.body);
    }
}

#[actix_web::test]
async fn each_missing_thing_keeps_it_shut_and_the_page_says_which_with_the_way_there() {
    let shelter = Shelter::open().await;
    let mut team = team(&shelter).await;
    let group = new_group(&mut team.anne_at).await;
    let page = team.anne_at.get(&format!("/staff/groups/{group}")).await;
    for requirement in missing::REQUIREMENTS.iter().filter(|it| ["purpose", "vetting", "facilitator", "rehearsal"].contains(&it.code)) {
        assert!(page.body.contains(&format!("/staff/groups/{group}/{}\"", requirement.page)), "{} is said with a link", requirement.code);
    }
    assert_eq!(act(&mut team.anne_at, group, "rehearse").await, 409, "rehearse what will open");
    assert_eq!(act(&mut team.anne_at, group, "open").await, 409);
    assert_eq!(state(&shelter, group).await, GroupState::Draft);
}

#[actix_web::test]
async fn a_change_after_the_rehearsal_asks_for_another_one() {
    let shelter = Shelter::open().await;
    let mut team = team(&shelter).await;
    let group = arrange(&mut team).await;
    act(&mut team.anne_at, group, "rehearse").await;
    let (anne, denise) = (team.anne.clone(), team.denise.clone());
    rehearse(&shelter, &anne, &mut team.anne_at, group).await;
    rehearse(&shelter, &denise, &mut team.denise_at, group).await;
    // Hours, for words that disappear the same day; what was typed comes back with what is wrong with it.
    keep(&mut team.anne_at, group, "keeping", &[("keep", "hours"), ("hours", "8")]).await;
    let kept = hearth_core::group::get(&shelter.kernel, group).await.expect("the group").keep_hours;
    assert_eq!(kept, Some(8));
    let wrong = team.anne_at.post(&format!("/staff/groups/{group}/keeping"), &[("keep", "hours"), ("hours", "400")]).await;
    assert!(wrong.status == 422 && wrong.says("168 at most") && wrong.body.contains("value=\"400\""), "{}", wrong.body);
    keep(&mut team.anne_at, group, "keeping", &[("keep", "kept"), ("days", "45")]).await;
    assert_eq!(act(&mut team.anne_at, group, "open").await, 409);
    assert_eq!(missing_codes(&shelter, group).await, ["rehearsal"]);
}

#[actix_web::test]
async fn who_sits_in_a_rehearsal_sees_that_group_and_no_other() {
    let shelter = Shelter::open().await;
    let mut team = team(&shelter).await;
    let real = shelter.open_group("forum").await;
    let group = arrange(&mut team).await;
    act(&mut team.anne_at, group, "rehearse").await;
    let twin = rehearsal::take_seat(&shelter.kernel, team.anne.id, group, Language::En).await.expect("a seat");
    assert!(admission::admit(&shelter.kernel, twin, group, Intent::Read).await.is_ok());
    let elsewhere = admission::admit(&shelter.kernel, twin, real.id, Intent::Help).await;
    assert_eq!(elsewhere.err().and_then(|it| it.refusal()), Some(admission::UNKNOWN_GROUP));
}

#[actix_web::test]
async fn when_the_last_facilitator_goes_nobody_writes_from_the_same_moment() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (juniper, _) = shelter.member_of(&group, "Juniper").await;
    assert!(admission::admit(&shelter.kernel, juniper.id, group.id, Intent::Write).await.is_ok());
    let (_, mut administrator) = shelter.staff_signed_in("Marie", &[SiteRole::Administrator]).await;
    keep(&mut administrator, group.id, "care", &[("reading", "after"), ("slow", "0")]).await;
    assert_eq!(state(&shelter, group.id).await, GroupState::Paused);
    let refused = admission::admit(&shelter.kernel, juniper.id, group.id, Intent::Write).await;
    assert!([Some(admission::NO_COVER), Some(admission::WRITING_PAUSED)].contains(&refused.err().and_then(|it| it.refusal())));
    assert!(admission::admit(&shelter.kernel, juniper.id, group.id, Intent::Read).await.is_ok(), "reading goes on");
    assert_eq!(act(&mut administrator, group.id, "resume").await, 409, "not before someone is named");
}

#[actix_web::test]
async fn locked_down_the_next_request_of_a_member_is_refused_and_facilitators_still_get_in() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (juniper, _) = shelter.member_of(&group, "Juniper").await;
    let before = admission::admit(&shelter.kernel, juniper.id, group.id, Intent::Read).await.expect("she is in");
    let mut ruth = shelter.facilitator_of(&group).await;
    assert_eq!(act(&mut ruth, group.id, "lock").await, 303);
    let after = admission::renew(&shelter.kernel, &before, Intent::Read).await;
    assert_eq!(after.err().and_then(|it| it.refusal()), Some(admission::GROUP_LOCKED));
    assert!(admission::admit(&shelter.kernel, group.facilitator.id, group.id, Intent::Read).await.is_ok());
    assert_eq!(act(&mut ruth, group.id, "lift").await, 303);
    assert!(admission::admit(&shelter.kernel, juniper.id, group.id, Intent::Read).await.is_ok());
}

#[actix_web::test]
async fn a_group_with_people_takes_strangers_only_by_criteria_and_by_someone_who_decides() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let path = format!("/staff/groups/{}/vetting", group.id);
    ruth.get(&path).await;
    let intake = [("vetting", "open-intake"), ("anonymity", "alias")];
    assert_eq!(ruth.post_once(&path, &intake).await.status, 422);
    ruth.get(&path).await;
    assert_eq!(ruth.post_once(&path, &[("vetting", "none"), ("anonymity", "alias")]).await.status, 422, "nobody vetted is no choice");
    let reviewer = format!("reviewer_{}", group.facilitator.id);
    keep(&mut ruth, group.id, "questions", &[("criterion_en_0", "Lives in our region."), (&reviewer, "on")]).await;
    keep(&mut ruth, group.id, "vetting", &intake).await;
}

#[actix_web::test]
async fn someone_who_has_nothing_to_do_with_a_group_does_not_find_it() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, mut other) = shelter.staff_signed_in("Odile", &[SiteRole::Facilitator]).await;
    for part in ["", "/words", "/care", "/rehearsal", "/record"] {
        assert_eq!(other.get(&format!("/staff/groups/{}{part}", group.id)).await.status, 404, "{part}");
    }
    let (_, mut intake) = shelter.staff_signed_in("Ines", &[SiteRole::Intake]).await;
    assert_eq!(intake.get("/staff/groups/new").await.status, 403);
}

#[actix_web::test]
async fn reading_less_or_keeping_longer_waits_for_a_second_person_and_people_agree_anew() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group_with("forum", |it| it.pre_moderation = PreModeration::FirstEntries).await;
    let ruth = group.facilitator.id;
    let (_, mut ruth_at) = (ruth, shelter.facilitator_of(&group).await);
    let facilitator = format!("facilitator_{ruth}");
    let path = format!("/staff/groups/{}/care", group.id);
    ruth_at.get(&path).await;
    let refused = ruth_at.post_once(&path, &[(&facilitator, "on"), ("reading", "after"), ("slow", "0")]).await;
    assert_eq!(refused.status, 422, "alone she cannot");
    let before = agreement_text::current(&shelter.kernel, group.id).await.expect("read").expect("an agreement");
    keep(&mut ruth_at, group.id, "care", &[(&facilitator, "on"), ("reading", "everything"), ("slow", "0")]).await;
    let after = agreement_text::current(&shelter.kernel, group.id).await.expect("read").expect("an agreement");
    assert!(after.version > before.version && after.digest != before.digest, "what people were told has changed");
    assert_ne!(before.words.how(Language::En), after.words.how(Language::En));
}

#[actix_web::test]
async fn a_clause_goes_only_for_a_reason_and_when_a_second_person_agrees() {
    let shelter = Shelter::open().await;
    let mut team = team(&shelter).await;
    let group = arrange(&mut team).await;
    let path = format!("/staff/groups/{group}/agreement");
    team.anne_at.get(&path).await;
    let without = [("group-clause-private", "on")];
    assert_eq!(team.anne_at.post_once(&path, &without).await.status, 422, "no reason");
    team.anne_at.get(&path).await;
    let with_reason = [("group-clause-private", "on"), ("why", "said-elsewhere")];
    assert_eq!(team.anne_at.post_once(&path, &with_reason).await.status, 422, "nobody else has agreed");
    let asked = hearth_core::approval::list_open(&shelter.kernel, team.denise.id).await.expect("questions");
    assert_eq!(asked.len(), 1, "Denise is asked");
    hearth_core::approval::agree(&shelter.kernel, team.denise.id, asked[0].id).await.expect("Denise agrees");
    keep(&mut team.anne_at, group, "agreement", &with_reason).await;
    let found = agreement_text::current(&shelter.kernel, group).await.expect("read").expect("an agreement");
    assert_eq!(found.words.clauses.len(), 1);
    assert!(!missing_codes(&shelter, group).await.contains(&"clauses"), "what two agreed to is not missing");
}

#[actix_web::test]
async fn a_time_limited_group_ends_on_its_day_and_is_gone_on_the_day_of_erasing() {
    let shelter = Shelter::open().await;
    let now = shelter.clock.now();
    let group = shelter
        .open_group_with("forum", move |it| {
            it.duration = Some(Duration::TimeLimited);
            it.starts = Some(now);
            it.ends = Some(now + HOUR);
            it.purge = Some(now + days(2));
        })
        .await;
    let (juniper, _) = shelter.member_of(&group, "Juniper").await;
    shelter.pass(HOUR + MINUTE);
    run_due(&shelter.kernel, &group::jobs()).await;
    until("the group is closed", async || state(&shelter, group.id).await == GroupState::Closed).await;
    let refused = admission::admit(&shelter.kernel, juniper.id, group.id, Intent::Read).await;
    assert_eq!(refused.err().and_then(|it| it.refusal()), Some(admission::GROUP_CLOSED));
    shelter.pass(2 * DAY);
    run_due(&shelter.kernel, &group::jobs()).await;
    until("nothing of it is left", async || group::get(&shelter.kernel, group.id).await.is_err()).await;
    let key = shelter.kernel.vault.key(hearth_core::vault::Owner::Group(group.id)).await;
    assert!(key.is_err(), "and its key opens nothing any more");
}

#[actix_web::test]
async fn what_needs_staff_now_says_so_on_their_first_page() {
    let shelter = Shelter::open().await;
    let mut team = team(&shelter).await;
    let group = new_group(&mut team.anne_at).await;
    let page = team.anne_at.get("/staff").await;
    assert_eq!(page.status, 200);
    assert!(page.says("Wednesday circle") && page.body.contains(&format!("/staff/groups/{group}")));
    let complete = lifecycle::may_open(&shelter.kernel, group).await.expect("asked");
    assert!(complete.is_err(), "a draft gives no proof");
    let other = team.denise_at.get("/staff").await;
    assert!(!other.says("Wednesday circle"), "what is Anne's does not need Denise");
}
