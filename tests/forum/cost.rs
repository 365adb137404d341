//! What a page asks of the database does not grow with what it shows: a page that asks once for each line is slow on the day
//! when a group is lively, and no clock is needed to see it.
use crate::arrange::{SECOND, begins, patient, replies};
use support::{Browser, Shelter};

/// The fewest statements that this page took: now and then something else reads beside it.
async fn statements(shelter: &Shelter, browser: &mut Browser, address: &str) -> u64 {
    let mut fewest = u64::MAX;
    for _ in 0..5 {
        let before = shelter.kernel.store.reads();
        assert_eq!(browser.get(address).await.status, 200, "{address}");
        fewest = fewest.min(shelter.kernel.store.reads() - before);
    }
    fewest
}

/// Where other nodes may write, what she has read is asked of the database each time: one statement more.
fn shared(shelter: &Shelter) -> u64 {
    u64::from(!shelter.kernel.store.is_alone())
}

#[actix_web::test]
async fn a_list_asks_no_more_of_the_database_when_more_topics_have_news() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea) = (amina.with_script(), bea.with_script());
    let list = format!("{}/forum", group.address());
    let mut asked = Vec::new();
    for wanted in [3, 18] {
        while bea.get(&list).await.body.matches("<li class=\"topic\">").count() < wanted {
            let topic = begins(&mut amina, &group, "Sleep", "I sleep badly.").await;
            bea.get(&topic).await;
            shelter.pass(SECOND);
            replies(&mut amina, &topic, "Still.").await;
        }
        let page = bea.get(&list).await;
        assert_eq!(page.body.matches("1 new").count(), wanted, "{}", page.body);
        asked.push(statements(&shelter, &mut bea, &list).await);
    }
    assert_eq!(asked[0], asked[1], "the list asks once for each topic");
    assert!(asked[1] <= 6 + shared(&shelter), "{asked:?}");
}

#[actix_web::test]
async fn a_topic_asks_no_more_of_the_database_when_it_is_longer() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea) = (amina.with_script(), bea.with_script());
    let topic = begins(&mut amina, &group, "Sleep", "I sleep badly.").await;
    let short = statements(&shelter, &mut bea, &topic).await;
    for _ in 0..15 {
        replies(&mut amina, &topic, "Still.").await;
        replies(&mut bea, &topic, "I too.").await;
    }
    let long = statements(&shelter, &mut bea, &topic).await;
    assert!(long <= short + 1, "one more for its title, where its first message is on another page: {short} then {long}");
    assert!(long <= 3 + shared(&shelter), "{long}");
}
