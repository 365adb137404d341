//! One person in two groups, and the names by which the others know her.
use super::arrange::{begins, patient, replies};
use hearth_core::{
    joining::invitation::{self, Ask},
    table::{group::Anonymity, membership},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use support::{Browser, GroupOf, Page, Shelter};

/// With a fresh invitation, up to the page on which she chooses a name.
async fn to_name(shelter: &Shelter, browser: &mut Browser, group: &GroupOf) -> Page {
    let ask = Ask { group: Some(group.id), interest: Some("in-person".into()), is_spoken: true, ..Ask::default() };
    let made = invitation::make(&shelter.kernel, group.facilitator.id, ask).await.expect("an invitation");
    browser.get("/come").await;
    browser.post("/come", &[("code", &made.secret)]).await;
    browser.post("/join/start", &[]).await;
    browser.post("/join/device", &[("whose", "shared")]).await;
    let page = browser.get("/join/consent").await;
    let shown = page.field("shown").unwrap_or_else(|| panic!("no consent in {}", page.body));
    let page = browser.post("/join/consent", &[("purpose", "keep-words"), ("shown", &shown), ("answer", "yes")]).await;
    let shown = page.field("shown").unwrap_or_else(|| panic!("no agreement in {}", page.body));
    browser.post("/join/agreement", &[("shown", &shown), ("agree", "yes")]).await
}

async fn joins(shelter: &Shelter, browser: &mut Browser, group: &GroupOf, name: &str) -> Page {
    to_name(shelter, browser, group).await;
    browser.post("/join/alias", &[("alias", name)]).await
}

async fn places(shelter: &Shelter, group: &GroupOf) -> Vec<membership::Model> {
    let all = membership::Entity::find().filter(membership::Column::Group.eq(group.id));
    let participants = all.filter(membership::Column::Role.eq(membership::Role::Participant)).order_by_asc(membership::Column::Joined);
    participants.all(shelter.kernel.store.reader()).await.expect("places")
}

#[actix_web::test]
async fn one_person_in_two_groups_has_two_names_that_nobody_else_can_link() {
    let shelter = patient().await;
    let (one, two) = (shelter.open_group("forum").await, shelter.open_group("forum").await);
    let mut hers = shelter.browser();
    assert!(joins(&shelter, &mut hers, &one, "Juniper Leaf").await.says("These seven words open this place for you"));
    hers.post("/join/in", &[]).await;
    let page = joins(&shelter, &mut hers, &two, "Quiet Heron").await;
    assert!(!page.says("These seven words"), "she has her way in already: {}", page.body);
    let (first, second) = (places(&shelter, &one).await.remove(0), places(&shelter, &two).await.remove(0));
    assert_eq!(first.person, second.person, "one person");
    let home = hers.get("/home").await;
    assert!(home.says(&format!("/g/{}/forum", one.id)) && home.says(&format!("/g/{}/forum", two.id)), "one home lists both: {}", home.body);
    // The same name in both would leave unrelated marks, and so do the two; nothing that others or pages see is shared.
    assert!(first.likeness != second.likeness && first.alias.0 != second.alias.0 && first.id != second.id);
    let mut hers = hers.with_script();
    let topics = [begins(&mut hers, &one, "Sleep", "I sleep badly.").await, begins(&mut hers, &two, "Work", "I work late.").await];
    let others = [shelter.member_of(&one, "Sparrow").await.1, shelter.member_of(&two, "Moth").await.1].map(Browser::with_script);
    let ids = [first.id.to_string(), second.id.to_string(), first.person.to_string()];
    for (at, mut other) in others.into_iter().enumerate() {
        let (here, there) = if at == 0 { (&one, "Quiet Heron") } else { (&two, "Juniper Leaf") };
        // Whoever came later does not see what was said before: she says something more.
        replies(&mut hers, &topics[at], "Still here.").await;
        for address in [topics[at].clone(), format!("{}/forum", here.address()), format!("{}/forum/find?find=here", here.address())] {
            let page = other.get(&address).await;
            assert!(!page.says(there) && !ids.iter().any(|it| page.says(it)), "{address} links her places: {}", page.body);
        }
        assert_eq!(other.get(&topics[1 - at]).await.status, 404);
    }
    // Paused in one, she is as before in the other, and a code for a group in which she is leads nowhere new.
    assert!(joins(&shelter, &mut hers, &two, "Third Name").await.status >= 400);
    assert_eq!(places(&shelter, &two).await.iter().filter(|it| it.person == first.person).count(), 1);
}

/// As at joining: nobody's name, nobody's likeness, nothing that leads to her; and what she said before goes by the new one.
#[actix_web::test]
async fn another_name_is_checked_like_the_first_and_the_old_one_is_nobodys() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (mut hers, mut others) = (shelter.browser(), shelter.browser());
    for (browser, name) in [(&mut hers, "Juniper Leaf"), (&mut others, "Sparrow")] {
        joins(&shelter, browser, &group, name).await;
        browser.post("/join/in", &[]).await;
        shelter.pass(hearth_core::clock::MINUTE);
    }
    let (mut hers, mut others) = (hers.with_script(), others.with_script());
    let topic = begins(&mut hers, &group, "Sleep", "I sleep badly.").await;
    let all = places(&shelter, &group).await;
    let place = &all[0];
    let page = format!("/choices/name/{}", place.id);
    for (name, status) in [("Sparrow", 422), ("Sparr0w", 422), ("  sparrow ", 422), ("Staff Ruth", 422), ("x", 422), ("call 514 555 0199", 422)] {
        hers.get(&page).await;
        let refused = hers.post(&page, &[("name", name)]).await;
        assert!(refused.status == status || refused.status == 409, "{name}: {}", refused.status);
        assert!(refused.says(&format!("value=\"{}\"", name.trim())), "{name} is still there to be changed: {}", refused.body);
    }
    assert_eq!(others.post(&page, &[("name", "Robin Song")]).await.status, 404, "nobody changes another's");
    hers.get(&page).await;
    let done = hers.post(&page, &[("name", "Quiet Heron")]).await;
    assert!(done.says("Quiet Heron"), "{}", done.body);
    let seen = others.get(&topic).await;
    assert!(seen.says("Quiet Heron") && !seen.says("Juniper Leaf"), "one name, the new one, on what was said before: {}", seen.body);
    let acts = hearth_core::audit::about(&shelter.kernel, place.id.0).await.expect("the audit");
    assert!(acts.iter().any(|it| it.act == "alias.changed"), "facilitators see that it changed");
    // Nobody takes the old name and passes for her; she may go back to it.
    let theirs = format!("/choices/name/{}", all[1].id);
    others.get(&theirs).await;
    let refused = others.post(&theirs, &[("name", "juniper leaf")]).await;
    assert!(refused.says("too close to a name already here"), "{}", refused.body);
    let mut third = shelter.browser();
    assert!(joins(&shelter, &mut third, &group, "Juniper Leaf").await.says("too close to a name already here"));
    hers.get(&page).await;
    assert!(hers.post(&page, &[("name", "Juniper Leaf")]).await.says("Juniper Leaf"));
}

#[actix_web::test]
async fn where_names_are_numbers_each_gets_one_that_nobody_had() {
    let shelter = patient().await;
    let group = shelter.open_group_with("forum", |it| it.anonymity = Anonymity::Numbered).await;
    for count in 1..=3 {
        let mut browser = shelter.browser();
        let page = to_name(&shelter, &mut browser, &group).await;
        assert!(!page.says("Choose the name others will see"), "nothing to choose: {}", page.body);
        browser.post("/join/alias", &[("alias", "Juniper")]).await;
        browser.post("/join/in", &[]).await;
        let row = places(&shelter, &group).await.into_iter().next_back().expect("she is in");
        let choices = browser.get("/choices").await;
        assert!(choices.says(&format!("Number {count}")), "{}", choices.body);
        browser.get(&format!("/choices/name/{}", row.id)).await;
        let refused = browser.post(&format!("/choices/name/{}", row.id), &[("name", "Juniper")]).await;
        assert!(refused.status >= 400 && refused.says("everyone gets a number"), "{}", refused.body);
        shelter.pass(hearth_core::clock::MINUTE);
    }
}

#[actix_web::test]
async fn where_a_name_is_taken_others_are_offered_and_each_can_be_had() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let mut first = shelter.browser();
    joins(&shelter, &mut first, &group, "Juniper Leaf").await;
    let mut second = shelter.browser();
    let refused = joins(&shelter, &mut second, &group, "Juniper Leaf").await;
    assert!(refused.status == 422 || refused.status == 409, "{}", refused.status);
    assert!(refused.says("too close to a name already here"), "{}", refused.body);
    let page = second.get("/join/alias").await;
    let offered: Vec<String> = page
        .body
        .split("name=\"alias\"")
        .skip(1)
        .filter_map(|it| it.split("value=\"").nth(1)?.split('"').next().map(str::to_owned))
        .filter(|it| !it.is_empty())
        .collect();
    assert!(offered.len() >= 2 && !offered.iter().any(|it| it.starts_with("Juniper")), "{offered:?} in {}", page.body);
    assert!(second.post("/join/alias", &[("alias", &offered[0])]).await.says("These seven words"), "what is offered can be had");
}
