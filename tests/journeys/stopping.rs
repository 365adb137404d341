//! Slower, paused, locked, ended: what staff decide holds from the next request, on pages that are open and on streams too.
use super::arrange::{SECOND, begins, patient, replies};
use hearth_core::{
    clock::DAY,
    event::{self, MembershipStopped, PersonFrozen},
    store::Tx,
};
use std::time::Duration;
use support::{Browser, GroupOf, Page, Shelter};

async fn tries(browser: &mut Browser, topic: &str, words: &str) -> Page {
    let address = format!("{topic}/reply");
    browser.get(&address).await;
    let id = uuid::Uuid::new_v4().to_string();
    browser.post(&address, &[("words", words), ("id", &id), ("send", "send")]).await
}

/// What the group's page offers: `pause`, `resume`, `lock`, `lift`.
async fn sets(ruth: &mut Browser, group: &GroupOf, what: &str) {
    let page = format!("/staff/groups/{}", group.id);
    ruth.get(&page).await;
    let done = ruth.post(&format!("{page}/do"), &[("act", what)]).await;
    assert_eq!(done.status, 200, "{what}: {}", done.body);
}

#[actix_web::test]
async fn a_group_that_goes_slowly_says_so_and_loses_no_words() {
    let shelter = patient().await;
    let group = shelter.open_group_with("forum", |it| it.slow_seconds = 300).await;
    let (_, juniper) = shelter.member_of(&group, "Juniper").await;
    let mut juniper = juniper.with_script();
    let topic = begins(&mut juniper, &group, "Sleep", "I sleep badly.").await;
    let page = tries(&mut juniper, &topic, "And so much more.").await;
    assert_eq!(page.status, 429);
    assert!(page.says("And so much more."), "what she typed is before her: {}", page.body);
    // Staff are not slowed, and neither is asking them for help.
    let mut ruth = shelter.facilitator_of(&group).await.with_script();
    replies(&mut ruth, &topic, "I read it.").await;
    replies(&mut ruth, &topic, "And I am here.").await;
    let talk = format!("{}/staff", group.address());
    let id = juniper.get(&talk).await.field("id").expect("a form");
    assert_eq!(juniper.post(&talk, &[("say", "May I call?"), ("id", &id)]).await.status, 200);
    shelter.pass(301 * SECOND);
    let page = tries(&mut juniper, &topic, "And so much more.").await;
    assert!(page.status == 200 && page.says("And so much more."), "{}", page.body);
}

#[actix_web::test]
async fn paused_and_locked_hold_at_once_and_what_was_being_written_stays() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (_, juniper) = shelter.member_of(&group, "Juniper").await;
    let (mut juniper, mut ruth) = (juniper.with_script(), shelter.facilitator_of(&group).await);
    let topic = begins(&mut juniper, &group, "Sleep", "I sleep badly.").await;
    let reply = format!("{topic}/reply");
    for (stop, go_on) in [("pause", "resume"), ("lock", "lift")] {
        let id = juniper.get(&reply).await.field("id").expect("a form");
        sets(&mut ruth, &group, stop).await;
        let page = juniper.post(&reply, &[("words", "Half a thought."), ("id", &id), ("send", "send")]).await;
        assert!((400..500).contains(&page.status), "{stop} answers {}", page.status);
        assert!(page.says("Half a thought."), "{stop} loses her words: {}", page.body);
        assert!(!ruth.clone().with_script().get(&topic).await.says("Half a thought."), "{stop} let it in");
        // Help stays open.
        assert_eq!(juniper.get(&format!("{}/staff", group.address())).await.status, 200, "{stop}");
        sets(&mut ruth, &group, go_on).await;
        assert!(juniper.get(&reply).await.says("Half a thought."), "after {go_on} she goes on where she was");
    }
    let id = juniper.last.field("id").expect("a form");
    juniper.post(&reply, &[("words", "Half a thought."), ("id", &id), ("send", "send")]).await;
    assert!(juniper.get(&topic).await.says("Half a thought."));
}

/// The stream of a page that is open, until the server ends it.
async fn listens(shelter: &Shelter, browser: &Browser, group: &GroupOf) -> tokio::task::JoinHandle<Vec<u8>> {
    let before = shelter.kernel.live.count();
    let (name, value) = browser.cookies.iter().next().expect("a cookie");
    let port = shelter.address.port();
    let request = format!(
        "GET {}/forum/live HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {name}={value}\r\nX-Visit: 1\r\nConnection: close\r\n\r\n",
        group.address()
    );
    let server = shelter.address;
    let stream = tokio::task::spawn_local(async move { support::raw(server, request.as_bytes()).await });
    support::until("the stream is open", async || shelter.kernel.live.count() > before || stream.is_finished()).await;
    assert!(!stream.is_finished(), "the stream ended at once");
    stream
}

#[actix_web::test]
async fn a_stream_that_is_open_ends_with_the_place() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (juniper, hers) = shelter.member_of(&group, "Juniper").await;
    let (_, other) = shelter.member_of(&group, "Sparrow").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let place = juniper.membership.expect("a place");
    let witness = listens(&shelter, &other, &group).await;
    for (act, reason) in [("pause", "wellbeing"), ("end", "agreement")] {
        let stream = listens(&shelter, &hers, &group).await;
        ruth.get(&format!("/staff/people/{place}")).await;
        ruth.post(&format!("/staff/people/{place}/do/{act}"), &[("reason", reason)]).await;
        tokio::time::timeout(Duration::from_secs(5), stream).await.unwrap_or_else(|_| panic!("{act} left the stream open")).expect("read");
        assert!(!witness.is_finished(), "{act} ended another's stream");
        ruth.post(&format!("/staff/people/{place}/do/resume"), &[]).await;
    }
    witness.abort();
}

/// What was told of a pause or a freeze that is over by now puts nobody out.
#[actix_web::test]
async fn what_is_told_late_of_her_seat_ends_no_stream() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (juniper, hers) = shelter.member_of(&group, "Juniper").await;
    let (person, membership) = (juniper.id, juniper.membership.expect("a place"));
    let stream = listens(&shelter, &hers, &group).await;
    let kernel = shelter.kernel.clone();
    let again = async move |tx: &Tx| {
        event::record(&kernel, tx, &MembershipStopped { membership, person, group: group.id }).await?;
        event::record(&kernel, tx, &PersonFrozen { person }).await
    };
    shelter.kernel.store.write(again).await.expect("told");
    shelter.all_told().await;
    assert_eq!(shelter.kernel.live.count(), 1, "her stream goes on");
    assert!(!stream.is_finished());
    stream.abort();
}

#[actix_web::test]
async fn who_was_not_heard_from_is_named_to_staff_by_the_day() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (juniper, mut hers) = shelter.member_of(&group, "Juniper").await;
    shelter.member_of(&group, "Sparrow").await;
    hers.get(&format!("{}/forum", group.address())).await;
    let people = format!("/staff/groups/{}/people", group.id);
    shelter.pass(13 * DAY);
    assert!(!shelter.facilitator_of(&group).await.get(&people).await.says("Not heard from"), "nobody is called missing too soon");
    shelter.signed_in(juniper.id, hearth_core::table::sign_in::Door::Member).await.get(&format!("{}/forum", group.address())).await;
    shelter.pass(3 * DAY);
    let page = shelter.facilitator_of(&group).await.get(&people).await;
    let quiet = page.body.split("Not heard from").nth(1).and_then(|it| it.split("</section>").next()).expect("a list");
    assert!(quiet.contains("Sparrow") && !quiet.contains("Juniper"), "{quiet}");
    assert!(!page.says("12:00") && !page.says("17:00"), "the day, never the hour");
}
