//! Who comes in, at the last moment before she does: what closed meanwhile is closed, whatever she was shown before.
use crate::{
    arrange::{invited, to_alias, to_consent},
    talking::begins,
};
use hearth_core::{
    Plugin, Registrar,
    clock::{HOUR, MINUTE},
    id::GroupId,
    joining::{
        self, CODE_REFUSED,
        invitation::{self, Ask},
        work,
    },
    store::Tx,
    table::{
        group::{self, GroupState},
        membership,
    },
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use support::{Person, Shelter};

async fn change(shelter: &Shelter, id: GroupId, how: fn(&mut group::Model, hearth_core::clock::Moment)) {
    let now = shelter.clock.now();
    shelter
        .kernel
        .store
        .write(async move |tx: &Tx| {
            let mut row = group::Entity::find_by_id(id).one(tx).await?.expect("the group");
            how(&mut row, now);
            group::Entity::update(group::ActiveModel::from(row).reset_all()).exec(tx).await?;
            Ok(())
        })
        .await
        .expect("changed");
}

async fn newcomers(shelter: &Shelter) -> u64 {
    let rows = membership::Entity::find().filter(membership::Column::Role.eq(membership::Role::Participant));
    rows.count(shelter.kernel.store.reader()).await.expect("counted")
}

/// S49: at each of three doors, after the last day for newcomers, the end, the close, and while it is locked down.
#[actix_web::test]
async fn nobody_new_comes_in_where_a_group_takes_nobody_any_more() {
    type Change = fn(&mut group::Model, hearth_core::clock::Moment);
    let closed: [(&str, Change); 5] = [
        ("after the last day for newcomers", |it, now| it.intake_until = Some(now)),
        ("after its end", |it, now| it.ends = Some(now)),
        ("on the day of erasing", |it, now| it.purge = Some(now)),
        ("locked down", |it, _| it.is_locked = true),
        ("closed", |it, _| it.state = GroupState::Closed),
    ];
    for (what, how) in closed {
        let shelter = Shelter::open().await;
        let group = shelter.open_group("forum").await;
        let (early, late) = (invited(&shelter, &group).await, invited(&shelter, &group).await);
        let mut on_the_way = shelter.browser();
        to_alias(&mut on_the_way, &early.secret, "yes").await;
        change(&shelter, group.id, how).await;
        let ask = Ask { group: Some(group.id), interest: Some("in-person".into()), ..Ask::default() };
        let refused = invitation::make(&shelter.kernel, group.facilitator.id, ask).await.expect_err(what);
        assert_eq!(refused.refusal(), Some(joining::INTAKE_CLOSED), "invited {what}");
        let found = invitation::find(&shelter.kernel, &late.secret).await;
        assert_eq!(found.expect_err(what).refusal(), Some(CODE_REFUSED), "the code opens something {what}");
        let page = on_the_way.post("/join/alias", &[("alias", "Juniper")]).await;
        assert!(!page.says("These seven words"), "she comes in {what}");
        assert_eq!(newcomers(&shelter).await, 0, "a place is made {what}");
    }
    // The witness: the same way leads in while nothing is closed.
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut browser = shelter.browser();
    to_alias(&mut browser, &invited(&shelter, &group).await.secret, "yes").await;
    assert!(browser.post("/join/alias", &[("alias", "Juniper")]).await.says("These seven words"));
}

/// INV-2: what ends while she is on the way has ended; no invitation outlives three days, whatever is asked for.
#[actix_web::test]
async fn an_invitation_that_ends_on_the_way_lets_nobody_in() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let ask = |hours| Ask { group: Some(group.id), interest: Some("in-person".into()), hours: Some(hours), ..Ask::default() };
    let make = async |hours| invitation::make(&shelter.kernel, group.facilitator.id, ask(hours)).await.expect("an invitation");
    let (taken_back, short) = (make(72).await, make(1).await);
    assert!(make(500).await.until <= shelter.clock.now() + 72 * HOUR, "longer than three days");
    let (mut one, mut other) = (shelter.browser(), shelter.browser());
    to_alias(&mut one, &taken_back.secret, "yes").await;
    to_alias(&mut other, &short.secret, "yes").await;
    invitation::revoke(&shelter.kernel, group.facilitator.id, taken_back.id).await.expect("taken back");
    assert!(!one.post("/join/alias", &[("alias", "Juniper")]).await.says("These seven words"), "by an invitation that was taken back");
    shelter.pass(61 * MINUTE);
    assert!(!other.post("/join/alias", &[("alias", "Sparrow")]).await.says("These seven words"), "by an invitation that is over");
    assert_eq!(newcomers(&shelter).await, 0);
}

/// INV-2, IA-10: whoever reads the database finds no secret by which someone could come in.
#[actix_web::test]
async fn no_secret_that_opens_a_door_is_on_the_disk() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let ask =
        Ask { group: Some(group.id), interest: Some("in-person".into()), is_spoken: true, code_word: Some("Blue Heron".into()), ..Ask::default() };
    let made = invitation::make(&shelter.kernel, group.facilitator.id, ask).await.expect("an invitation");
    let mut browser = shelter.browser();
    to_alias(&mut browser, &made.secret, "yes").await;
    let page = browser.post("/join/own", &[("own", "Juniperine")]).await;
    let words: Vec<&str> = page.body.split("<li>").skip(1).filter_map(|it| it.split('<').next()).filter(|it| !it.trim().is_empty()).collect();
    assert!(words.len() >= 7, "{}", page.body);
    let cookie = browser.cookies.values().next().expect("a cookie").clone();
    let code = made.code.expect("a spoken code");
    for (what, secret) in [("link", made.secret.as_str()), ("code", &code), ("cookie", &cookie), ("code word", "Blue Heron"), ("alias", "Juniperine")]
    {
        assert!(files_with(&shelter, secret).is_empty(), "her {what} is on the disk");
    }
    let is_here = std::env::var("HEARTH_TEST_DATABASE").is_err(); // PostgreSQL's own files lie elsewhere
    assert!(!is_here || !files_with(&shelter, "keep-words").is_empty(), "the witness: the search finds what is not sealed");
}

fn files_with(shelter: &Shelter, words: &str) -> Vec<String> {
    let files = std::fs::read_dir(shelter.data()).expect("the data folder").map(|it| it.expect("a file").path()).filter(|it| it.is_file());
    let holds = |it: &std::path::PathBuf| std::fs::read(it).expect("read").windows(words.len()).any(|some| some == words.as_bytes());
    files.filter(holds).map(|it| it.display().to_string()).collect()
}

/// S36, T9: nobody passes for staff or for the place, in any spelling that looks like it.
#[actix_web::test]
async fn nobody_takes_a_name_that_staff_or_the_place_could_have() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut browser = shelter.browser();
    to_alias(&mut browser, &invited(&shelter, &group).await.secret, "yes").await;
    for name in ["Staff", "M0derator", "Facilitator Ruth", "Harbour House", "Sуstem", "Nobody"] {
        let page = browser.post("/join/own", &[("own", name), ("sure", "1")]).await;
        assert_eq!(page.status, 422, "{name} is taken by a newcomer");
    }
    assert!(browser.post("/join/own", &[("own", "Juniper")]).await.says("These seven words"), "and another name is hers");
}

/// A plugin with a page in groups.
struct Notes;

fn notes(config: &mut actix_web::web::ServiceConfig) {
    config.route("", actix_web::web::get().to(async || "a page of notes"));
}

impl Plugin for Notes {
    fn name(&self) -> &'static str {
        "carrier-notes"
    }

    fn register(&self, registrar: &mut Registrar) {
        registrar.group_routes(notes).no_personal_data(&[], "it has no tables");
    }
}

/// S6: a group is reached by its own way of meeting, and its other plugins' pages are not there for it.
#[actix_web::test]
async fn a_group_has_no_pages_of_a_way_of_meeting_that_it_does_not_have() {
    let shelter = Shelter::open_with_plugins(|| vec![Box::new(Notes)]).await;
    let forum = shelter.open_group("forum").await;
    let mut ruth = shelter.facilitator_of(&forum).await.with_script();
    let wrong = ruth.get("/nowhere/at/all").await;
    let page = ruth.get(&format!("{}/carrier-notes", forum.address())).await;
    assert_eq!((page.status, &page.body), (404, &wrong.body));
    assert_eq!(ruth.get(&format!("{}/forum", forum.address())).await.status, 200);
}

/// INV-10: an answer counts for a question of ours, for two hours, and only after the work.
#[actix_web::test]
async fn the_work_of_a_browser_is_asked_by_us_and_really_done() {
    let shelter = Shelter::open().await;
    let kernel = &shelter.kernel;
    let question = work::ask(kernel).await.expect("a question");
    let mut done = Vec::new();
    for answer in 0..100_000 {
        if work::is_done(kernel, &question, &answer.to_string()).await.expect("checked") {
            done.push(answer);
            break;
        }
    }
    let answer = done.first().expect("some answer fits").to_string();
    assert!(answer.parse::<u32>().expect("a number") > 3 || work::BITS >= 12, "it costs something");
    assert!(!work::is_done(kernel, &question, "never").await.expect("checked"), "any answer fits");
    let (minute, rest) = question.split_once('-').expect("parts");
    let foreign = format!("{minute}-{}", rest.chars().rev().collect::<String>());
    let mut fits = false;
    for answer in 0..20_000 {
        fits |= work::is_done(kernel, &foreign, &answer.to_string()).await.expect("checked");
    }
    assert!(!fits, "a question that nobody asked");
    shelter.pass(2 * HOUR + 2 * MINUTE);
    assert!(!work::is_done(kernel, &question, &answer).await.expect("checked"), "an answer kept for later");
}

/// CON-9: what she agrees to is what she was shown, and nothing else leads past it.
#[actix_web::test]
async fn an_agreement_that_was_not_shown_is_not_agreed_to() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut browser = shelter.browser();
    let page = to_consent(&mut browser, &invited(&shelter, &group).await.secret).await;
    let shown = page.field("shown").expect("what was shown");
    browser.post("/join/consent", &[("purpose", "keep-words"), ("shown", &shown), ("answer", "yes")]).await;
    let page = browser.post("/join/agreement", &[("shown", &"0".repeat(64)), ("agree", "yes")]).await;
    assert!(page.status == 422 && page.says("What we promise each other"), "{} {}", page.status, page.body);
    let page = browser.post("/join/agreement", &[("shown", &page.field("shown").expect("what is shown now"))]).await;
    assert!(page.status == 422, "nothing is ticked beforehand");
    let page = browser.post("/join/alias", &[("alias", "Juniper")]).await;
    assert!(!page.says("These seven words"), "a step is left out");
    assert_eq!(newcomers(&shelter).await, 0);
}

/// S56: another name, by the same rules; the old one stands nowhere, and staff find in the record that it changed.
#[actix_web::test]
async fn a_name_is_changed_by_the_rules_by_which_it_was_chosen() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (amina, mut hers) = shelter.member_of(&group, "Juniper").await;
    let (bea, mut beas) = shelter.member_of(&group, "Moth").await;
    let place = |it: &Person| format!("/choices/name/{}", it.membership.expect("a place"));
    let topic = begins(&mut hers.clone().with_script(), &group, "A title", "Some words.").await;
    beas.get("/choices").await;
    assert_eq!(beas.post(&place(&bea), &[("name", "Sparrow")]).await.status, 200);
    for wrong in ["SPARR0W", "Moderator", "x", "Аmber"] {
        hers.get(&place(&amina)).await;
        assert_eq!(hers.post(&place(&amina), &[("name", wrong)]).await.status, 422, "{wrong}");
    }
    assert_eq!(hers.post(&place(&bea), &[("name", "Wren")]).await.status, 404, "another's name is not hers to change");
    hers.get(&place(&amina)).await;
    assert_eq!(hers.post(&place(&amina), &[("name", "Wren")]).await.status, 200);
    let mut beas = beas.with_script();
    for page in [topic.clone(), format!("{}/forum", group.address())] {
        let seen = beas.get(&page).await;
        assert!(seen.says("Wren") && !seen.says("Juniper"), "{}", seen.body);
    }
    let acts = hearth_core::audit::about(&shelter.kernel, amina.membership.expect("a place").0).await.expect("the audit");
    assert!(acts.iter().any(|it| it.act == "alias.changed" && it.actor == Some(amina.id)));
}
