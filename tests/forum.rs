//! The forum, through the front door: what people say, who reads it, and what becomes of it.
use hearth_core::{
    clock::{DAY, HOUR, MINUTE},
    contribution::handlers,
    retention,
    table::{entry, group::PreModeration},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use support::{Page, Shelter};

#[path = "forum/arrange.rs"]
mod arrange;
#[path = "forum/cost.rs"]
mod cost;
#[path = "forum/nudge.rs"]
mod nudge;
use arrange::{SECOND, act, begins, end, on_disk, patient, replies};

#[actix_web::test]
async fn a_member_writes_and_another_reads_and_answers() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea) = (amina.with_script(), bea.with_script());
    let topic = begins(&mut amina, &group, "Sleep", "I sleep <b>badly</b>.\n\nAnd you?").await;
    let list = bea.get(&format!("{}/forum", group.address())).await;
    assert!(list.says("Sleep") && list.says("Juniper") && list.says("Since you were here"), "{}", list.body);
    shelter.pass(MINUTE);
    let page = bea.get(&topic).await;
    assert!(page.says("I sleep &#60;b&#62;badly") || page.says("I sleep &lt;b&gt;badly"), "{}", page.body);
    let page = replies(&mut bea, &topic, "Me too.").await;
    assert!(page.says("Me too.") && page.says("Sparrow"), "{}", page.body);
    let list = amina.get(&format!("{}/forum", group.address())).await;
    assert!(list.says("1 new") && list.says("1 reply"), "{}", list.body);
    assert!(!list.says("Nothing is new"), "{}", list.body);
    amina.get(&topic).await;
    let list = amina.get(&format!("{}/forum", group.address())).await;
    assert!(!list.says("1 new"), "read once, it is new no longer");
    assert!(list.says("To look in once a day is enough."), "S86: when it is good to look again");
}

#[actix_web::test]
async fn nobody_else_learns_that_the_forum_is_there() {
    let shelter = patient().await;
    let (group, other) = (shelter.open_group("forum").await, shelter.open_group("forum").await);
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, stranger) = shelter.member_of(&other, "Moth").await;
    let (mut amina, mut stranger) = (amina.with_script(), stranger.with_script());
    let topic = begins(&mut amina, &group, "Sleep", "I sleep badly.").await;
    let page = amina.get(&topic).await;
    let entry = act(&page, "I sleep badly", "edit").trim_end_matches("/edit").to_owned();
    let base = format!("{}/forum", group.address());
    let wrong = stranger.get("/nowhere-at-all").await;
    let addresses = ["", "/new", "/find?find=sleep", "/live"].map(|it| format!("{base}{it}")).to_vec();
    let more = [
        topic.clone(),
        format!("{topic}/reply"),
        format!("{entry}/edit"),
        format!("{entry}/report"),
        format!("{entry}/out"),
        format!("{entry}/staff"),
    ];
    for address in addresses.into_iter().chain(more) {
        let page = stranger.get(&address).await;
        assert_eq!(page.status, 404, "{address}");
        assert_eq!(page.body, wrong.body, "{address} tells that it exists");
    }
    // The same topic asked for through the stranger's own group.
    let foreign = topic.replace(&group.id.to_string(), &other.id.to_string());
    for address in [foreign.clone(), format!("{foreign}/reply")] {
        assert_eq!(stranger.get(&address).await.status, 404, "{address}");
    }
    let found = stranger.get(&format!("{}/forum/find?find=sleep", other.address())).await;
    assert!(found.says("Nothing was found") && !found.says("badly"));
    assert!(amina.get(&format!("{base}/find?find=sleep")).await.says("badly"), "she herself finds it");
    let page = stranger
        .post(&format!("{}/forum/e/{}/report", other.address(), entry.rsplit('/').next().unwrap_or_default()), &[("why", "moderation-report-other")])
        .await;
    assert_eq!(page.status, 404);
}

#[actix_web::test]
async fn who_has_left_finds_nothing() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (amina, browser) = shelter.member_of(&group, "Juniper").await;
    let mut browser = browser.with_script();
    let topic = begins(&mut browser, &group, "Sleep", "I sleep badly.").await;
    end(&shelter, &amina).await;
    let wrong = browser.get("/nowhere-at-all").await;
    for address in [format!("{}/forum", group.address()), topic] {
        let page = browser.get(&address).await;
        assert_eq!((page.status, page.body == wrong.body), (404, true), "{address}");
    }
}

/// A hundred random steps of coming and saying: everybody sees exactly what was said since she came.
#[actix_web::test]
async fn nobody_sees_what_was_said_before_she_came() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (_, first) = shelter.member_of(&group, "Alias0").await;
    let mut people = vec![(0usize, first.with_script())];
    let topic = begins(&mut people[0].1, &group, "Long", "said-0-").await;
    let (mut said, mut dice) = (1usize, 0x2545_f491u32);
    for _ in 0..40 {
        dice ^= dice << 13;
        dice ^= dice >> 17;
        dice ^= dice << 5;
        shelter.pass(SECOND);
        if dice % 4 == 0 && people.len() < 8 {
            let (_, browser) = shelter.member_of(&group, &format!("Alias{}", people.len())).await;
            people.push((said, browser.with_script()));
        } else {
            // The founder says it: a newcomer has no address of a topic of which she sees nothing.
            replies(&mut people[0].1, &topic, &format!("said-{said}-")).await;
            said += 1;
        }
    }
    assert!(people.len() > 3 && said > 10, "the dice were loaded");
    for (since, browser) in &mut people {
        let mut all = String::new();
        let mut address = format!("{topic}?from=start");
        loop {
            let page = browser.get(&address).await;
            all.push_str(&page.body);
            match page.addresses().into_iter().find(|it| it.contains("?after=")) {
                Some(next) => address = next,
                None => break,
            }
        }
        let found = browser.get(&format!("{}/forum/find?find=said", group.address())).await;
        let list = browser.get(&format!("{}/forum", group.address())).await;
        for number in 0..said {
            let words = format!("said-{number}-");
            assert_eq!(all.contains(&words), number >= *since, "{words} for one who came at {since}");
            assert!(number >= *since || !found.says(&words), "{words} is found by one who came at {since}");
        }
        assert_eq!(list.says(">Long<"), *since == 0, "the title was said before she came at {since}");
    }
}

#[actix_web::test]
async fn a_held_entry_is_its_authors_and_staffs_until_it_is_let_through() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group_with("forum", |it| it.pre_moderation = PreModeration::Everything).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea, mut ruth) = (amina.with_script(), bea.with_script(), shelter.facilitator_of(&group).await.with_script());
    let topic = begins(&mut amina, &group, "Waiting title", "Held words.").await;
    let own = amina.get(&topic).await;
    assert!(own.says("Held words.") && own.says("Only you and staff can see this."), "{}", own.body);
    assert!(!bea.get(&format!("{}/forum", group.address())).await.says("Waiting title"));
    assert_eq!(bea.get(&topic).await.status, 404);
    assert!(!bea.get(&format!("{}/forum/find?find=held", group.address())).await.says("Held words"));
    let page = ruth.get(&topic).await;
    assert!(page.says("Held words."), "{}", page.body);
    let staff = act(&page, "Held words.", "staff");
    assert_eq!(bea.get(&staff).await.status, 404, "the desk's acts are no member's");
    assert_eq!(bea.post(&staff, &[("act", "release")]).await.status, 404);
    ruth.get(&staff).await;
    let page = ruth.post(&staff, &[("act", "release")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(bea.get(&topic).await.says("Held words."));
    assert!(bea.get(&format!("{}/forum", group.address())).await.says("Waiting title"));
    // Within ten seconds it can be taken back.
    ruth.get(&staff).await;
    ruth.post(&staff, &[("act", "undo")]).await;
    assert_eq!(bea.get(&topic).await.status, 404);
}

#[actix_web::test]
async fn removed_words_are_gone_from_the_page_and_from_the_disk() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (mut amina, mut ruth) = (amina.with_script(), shelter.facilitator_of(&group).await.with_script());
    let topic = begins(&mut amina, &group, "A title", "First words.").await;
    replies(&mut amina, &topic, "Wrong words.").await;
    let page = ruth.get(&topic).await;
    let staff = act(&page, "Wrong words.", "staff");
    ruth.get(&staff).await;
    ruth.post(&staff, &[("act", "hide"), ("why", "moderation-reason-hurts")]).await;
    assert!(ruth.get(&topic).await.says("Wrong words."), "hidden words can come back");
    ruth.get(&staff).await;
    ruth.post(&staff, &[("act", "remove"), ("why", "moderation-reason-hurts")]).await;
    for browser in [&mut amina, &mut ruth] {
        let page = browser.get(&topic).await;
        assert!(page.says("Staff removed these words.") && page.says("First words.") && !page.says("Wrong words."), "{}", page.body);
    }
    let rows = entry::Entity::find().all(shelter.kernel.store.reader()).await.expect("rows");
    assert_eq!(rows.iter().filter(|it| it.words.is_none()).count(), 1);
}

#[actix_web::test]
async fn words_can_be_changed_for_a_while_and_taken_out_at_any_time() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea) = (amina.with_script(), bea.with_script());
    let topic = begins(&mut amina, &group, "A title", "First words.").await;
    let edit = act(&amina.get(&topic).await, "First words.", "edit");
    assert_eq!(bea.get(&edit).await.status, 404, "another's words are not hers to change");
    amina.get(&edit).await;
    amina.post(&edit, &[("title", "A title"), ("words", "Better words."), ("send", "send")]).await;
    let page = bea.get(&topic).await;
    assert!(page.says("Better words.") && !page.says("First words."), "no trace of what it said before");
    // A change is asked about like anything else that is said.
    amina.get(&edit).await;
    let page = amina.post(&edit, &[("title", "A title"), ("words", "Call me: 514-555-0199"), ("send", "send")]).await;
    assert!(page.says("Before you send") && page.says("514-555-0199"), "{}", page.body);
    amina.post(&edit, &[("title", "A title"), ("words", "Call me: 514-555-0199"), ("send", "as-is")]).await;
    assert!(!bea.get(&topic).await.says("514-555-0199"), "a change that tells a number is held");
    assert!(amina.get(&topic).await.says("514-555-0199"));
    // In the time for it the number goes out again.
    amina.get(&edit).await;
    amina.post(&edit, &[("title", "A title"), ("words", "Good words."), ("send", "send")]).await;
    assert!(bea.get(&topic).await.says("Good words."));
    shelter.pass(31 * MINUTE);
    let page = amina.get(&topic).await;
    // Her sign-in lapsed in the meantime or not: what counts is that no change comes through.
    let _ = page;
    amina.post(&edit, &[("title", "A title"), ("words", "Too late."), ("send", "send")]).await;
    let rows = entry::Entity::find().count(shelter.kernel.store.reader()).await.expect("rows");
    assert_eq!(rows, 1);
    assert!(!bea.last.says("Too late."));
}

#[actix_web::test]
async fn her_words_go_when_she_takes_them_out_and_the_place_is_marked() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea) = (amina.with_script(), bea.with_script());
    let topic = begins(&mut bea, &group, "A title", "First words.").await;
    replies(&mut amina, &topic, "My own words.").await;
    let out = act(&amina.get(&topic).await, "My own words.", "out");
    assert_eq!(bea.get(&out).await.status, 404);
    assert!(amina.get(&out).await.says("Take these words out?"));
    let page = amina.post(&out, &[]).await;
    assert!(page.says("taken out") && !page.says("My own words."), "{}", page.body);
    assert!(bea.get(&topic).await.says("First words.") && !bea.last.says("My own words."));
    assert!(bea.last.says("These words were taken out"));
}

#[actix_web::test]
async fn sent_twice_is_said_once() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let mut amina = amina.with_script();
    let topic = begins(&mut amina, &group, "A title", "First words.").await;
    let address = format!("{topic}/reply");
    let id = amina.get(&address).await.field("id").expect("a form");
    let form = [("words", "Only once."), ("id", id.as_str()), ("send", "send")];
    let mut again = amina.clone();
    let (one, two) = futures_util::join!(amina.post(&address, &form), again.post(&address, &form));
    assert_eq!((one.status, two.status), (200, 200));
    again.get(&address).await;
    again.post(&address, &form).await;
    assert_eq!(on_disk(&shelter).await, 2);
    let new = format!("{}/forum/new", group.address());
    let id = amina.get(&new).await.field("id").expect("a form");
    let form = [("title", "Twice"), ("words", "One topic."), ("id", id.as_str()), ("send", "send")];
    let first = amina.post(&new, &form).await.address;
    amina.get(&new).await;
    assert_eq!(amina.post(&new, &form).await.address, first, "the same topic, not a second one");
    assert_eq!(on_disk(&shelter).await, 3);
}

#[actix_web::test]
async fn what_was_typed_is_kept_when_something_is_asked_or_missing() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let mut amina = amina.with_script();
    let new = format!("{}/forum/new", group.address());
    amina.get(&new).await;
    let page = amina.post(&new, &[("title", ""), ("words", "Without a title."), ("id", "1"), ("send", "send")]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Without a title.") && page.says("needs a title"), "{}", page.body);
    let page = amina.get(&new).await;
    assert!(page.says("Without a title."), "half-written words wait");
    let words = "I am at 123 Maple Street, call 514-555-0199.";
    let page = amina.post(&new, &[("title", "Where"), ("words", words), ("id", "2"), ("send", "send")]).await;
    assert!(page.says("An address") && page.says("A phone number") && page.says(words), "{}", page.body);
    assert_eq!(on_disk(&shelter).await, 0, "nothing is stored before she decides");
    let page = amina.post(&new, &[("title", "Where"), ("words", words), ("id", "2"), ("send", "out")]).await;
    assert!(page.says("I am at […], call […].") && !page.says("514-555"), "{}", page.body);
    assert!(!amina.get(&new).await.says("Maple"), "sent, it waits no longer");
}

#[actix_web::test]
async fn a_report_is_seen_by_staff_alone() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea) = (amina.with_script(), bea.with_script());
    let topic = begins(&mut amina, &group, "A title", "First words.").await;
    let report = act(&bea.get(&topic).await, "First words.", "report");
    bea.get(&report).await;
    let page = bea.post(&report, &[]).await;
    assert_eq!(page.status, 422, "a reason is asked for");
    let page = bea.post(&report, &[("why", "moderation-report-worry"), ("words", "She sounds tired.")]).await;
    assert!(page.says("Staff will look at it"), "{}", page.body);
    let waiting = hearth_core::moderation::desk::waiting(&shelter.kernel, group.facilitator.id).await.expect("a desk");
    assert_eq!(waiting.len(), 1);
    assert!(waiting[0].is_flagged);
    assert!(!amina.get(&topic).await.says("She sounds tired."));
    assert!(!amina.get(&format!("{}/forum/find?find=tired", group.address())).await.says("sounds"));
    let other = shelter.open_group("forum").await;
    assert_eq!(hearth_core::moderation::desk::count(&shelter.kernel, other.facilitator.id).await.expect("a desk"), 0);
}

#[actix_web::test]
async fn a_long_topic_is_read_part_by_part() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let mut amina = amina.with_script();
    let topic = begins(&mut amina, &group, "Long", "entry-0-").await;
    for number in 1..45 {
        replies(&mut amina, &topic, &format!("entry-{number}-")).await;
    }
    let shown = |page: &Page| (0..45).filter(|it| page.says(&format!("entry-{it}-"))).collect::<Vec<_>>();
    let end = amina.get(&topic).await;
    assert_eq!(shown(&end), (25..45).collect::<Vec<_>>());
    let earlier = end.addresses().into_iter().find(|it| it.contains("?before=")).expect("a way back");
    let middle = amina.get(&earlier).await;
    assert_eq!(shown(&middle), (5..25).collect::<Vec<_>>());
    let start = amina.get(&format!("{topic}?from=start")).await;
    assert_eq!(shown(&start), (0..20).collect::<Vec<_>>());
    let later = start.addresses().into_iter().find(|it| it.contains("?after=")).expect("a way on");
    assert_eq!(shown(&amina.get(&later).await), (20..40).collect::<Vec<_>>());
}

#[actix_web::test]
async fn no_page_tells_the_hour_at_which_someone_wrote() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea) = (amina.with_script(), bea.with_script());
    let topic = begins(&mut amina, &group, "A title", "First words.").await;
    let before = (bea.get(&format!("{}/forum", group.address())).await, bea.get(&topic).await);
    assert!(before.1.says("today"));
    shelter.pass(2 * HOUR);
    let (_, carla) = shelter.member_of(&group, "Wren").await;
    let _ = carla;
    for page in [before.0, before.1] {
        assert!(!page.says("12:00") && !page.says("17:00") && !page.says("T17"), "{}", page.body);
    }
}

#[actix_web::test]
async fn words_end_at_their_time_and_their_topic_with_them() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group_with("forum", |it| it.keep_hours = Some(30 * 24)).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let mut amina = amina.with_script();
    begins(&mut amina, &group, "Old", "Old words.").await;
    shelter.pass(29 * DAY);
    retention::sweep(&shelter.kernel).await.expect("swept");
    assert_eq!(on_disk(&shelter).await, 1);
    shelter.pass(2 * DAY);
    retention::sweep(&shelter.kernel).await.expect("swept");
    assert_eq!(on_disk(&shelter).await, 0);
    assert_eq!(retention::sweep(&shelter.kernel).await.expect("swept"), 0, "nothing is left to sweep");
    assert!(!handlers::handlers().is_empty());
}
