//! How a phone becomes hers: by a code from her page, or by the code of an invitation, in a few texts, in either language.
use crate::arrange::World;
use hearth_core::{
    contact::{Medium, safe_contact},
    group::membership,
    joining::invitation::{self, Ask},
    table::{invitation::InvitationKind, membership::MembershipState},
};
use hearth_text::{coding, phone, seat, table::seat::Mode};

const AMINA: &str = "+15145550142";

/// Whoever looks over her shoulder learns nothing from what is answered.
fn is_harmless(said: &str) {
    let said = said.to_lowercase();
    for telling in ["group", "groupe", "shelter", "refuge", "violence", "survivor", "harbour house", "tuesday circle", "member", "facilitat"] {
        assert!(!said.contains(telling), "{telling} in {said}");
    }
}

async fn invited(world: &World) -> String {
    let ask =
        Ask { kind: Some(InvitationKind::Member), group: Some(world.group.id), interest: Some("by-phone".into()), is_spoken: true, ..Ask::default() };
    invitation::make(&world.shelter.kernel, world.group.facilitator.id, ask).await.unwrap().code.expect("a code that is spoken")
}

/// S91: in by texts alone, from any phone, in English and French; her yes is to the very words that she was sent.
#[actix_web::test]
async fn she_comes_in_by_texts_alone() {
    for (yes, done) in [("YES", "Thank you, it is done."), ("OUI", "Merci")] {
        let world = World::new().await;
        let code = invited(&world).await;
        world.writes(AMINA, "1234 5678 1234 5678").await;
        assert!(world.last(AMINA).await.starts_with("That word did not work."));
        world.forgets();
        world.writes(AMINA, &format!("Code {code}")).await;
        let first = world.got(AMINA).await;
        assert_eq!(first.len(), 1);
        assert!(first[0].contains("YES") && first[0].contains("OUI"), "{}", first[0]);
        assert_eq!(coding::count(&first[0]).parts, 1);
        world.writes(AMINA, yes).await;
        let asked = world.got(AMINA).await;
        assert!(asked[1].contains("STOP") || asked[1].contains("ARRET"), "how to leave: {}", asked[1]);
        let also = asked.iter().any(|it| it.contains("So can your phone company") || it.contains("Votre opérateur aussi"));
        assert!(also, "who else can read them: {asked:?}");
        let last = asked.last().unwrap().clone();
        let number: String = last.chars().skip_while(|it| !it.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        assert_eq!(number.len(), 4, "{last}");
        world.writes(AMINA, &format!("{yes} 1")).await;
        let wrong = hearth_core::group::membership::list(&world.shelter.kernel, world.group.id).await.unwrap();
        let before = wrong.len();
        world.writes(AMINA, &format!("{yes} {number}")).await;
        let after = world.got(AMINA).await;
        assert!(after.iter().any(|it| it.starts_with(done)), "{after:?}");
        for said in [&first[0], asked.last().unwrap(), after.last().unwrap()] {
            is_harmless(said);
        }
        let places = hearth_core::group::membership::list(&world.shelter.kernel, world.group.id).await.unwrap();
        assert_eq!(places.len(), before + 1, "one more");
        // And she can talk.
        world.writes(AMINA, "Good evening.").await;
        assert_eq!(world.said().await.len(), 1);
        // Staff give her a code for the pages, and there she is who she was.
        let place = places.iter().find(|it| Some(it.id) != world.group.facilitator.membership).expect("she is in");
        let mut pages = world.shelter.way_to_the_pages(&world.group, place.id).await;
        let page = pages.get(&format!("{}/text", world.group.address())).await;
        assert!(page.says("Good evening."), "{}", page.body);
        // The code is used up.
        world.forgets();
        world.writes("+15145550177", &code).await;
        assert!(world.last("+15145550177").await.starts_with("That word did not work."));
    }
}

/// S91, SMS-6: a phone is hers once a code came from it that she alone was shown; before that nothing goes there.
#[actix_web::test]
async fn a_code_from_her_page_makes_a_phone_hers() {
    let world = World::new().await;
    let amina = world.without_phone("Juniper").await;
    let code = world.code(&amina).await;
    world.writes(AMINA, &code).await;
    assert!(world.last(AMINA).await.starts_with("Thank you, it is done."));
    assert_eq!(world.seat(&amina).await.mode, Mode::Notice, "one sentence, until she asks for more");
    let kept = safe_contact::find(&world.shelter.kernel, amina.place.person).await.unwrap().unwrap();
    assert_eq!(kept.content.way(Medium::Text).unwrap().address, AMINA);
    world.forgets();
    world.writes("+15145550177", &code).await;
    assert!(world.last("+15145550177").await.starts_with("That word did not work."), "once");
    // Half an hour, and no longer.
    let late = world.code(&amina).await;
    world.shelter.pass(std::time::Duration::from_secs(31 * 60));
    world.writes("+15145550178", &late).await;
    assert!(world.last("+15145550178").await.starts_with("That word did not work."));
}

/// S91, D6: another phone, the same place and the same name; the old one is nobody's.
#[actix_web::test]
async fn she_moves_to_another_phone_and_stays_who_she_is() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let other = "+14385550199";
    world.writes(other, &world.code(&amina).await).await;
    world.forgets();
    world.writes(AMINA, "Who has this phone now?").await;
    assert!(world.said().await.is_empty());
    world.writes(other, "It is me.").await;
    let said = world.said().await;
    assert_eq!(said[0].author, amina.place.id);
    assert_eq!(membership::alias(&world.shelter.kernel, &amina.place).await.unwrap(), "Juniper");
    assert_eq!(world.place(amina.place.id).await.state, MembershipState::Active);
    let kernel = &world.shelter.kernel;
    let hash = phone::hash(kernel, &phone::read(AMINA, hearth_text::number::Region::CA).unwrap()).await.unwrap();
    assert!(phone::find(kernel, &hash).await.unwrap().is_none());
    assert!(seat::has_way(kernel, amina.place.person).await.unwrap());
}

/// Some networks write a number without its country, or without the plus sign: it is the same phone.
#[actix_web::test]
async fn a_number_is_the_same_however_its_network_writes_it() {
    let world = World::new().await;
    world.member("Juniper", AMINA, Mode::Nothing).await;
    for written in ["5145550142", "15145550142", AMINA] {
        assert_eq!(world.writes(written, &format!("From {written}.")).await, 200);
    }
    assert_eq!(world.group_words().await.len(), 3);
}

/// What comes from a phone can never be meant for another group: it is of one place.
#[actix_web::test]
async fn a_phone_is_of_one_place() {
    let world = World::new().await;
    world.member("Juniper", AMINA, Mode::Nothing).await;
    let bea = world.without_phone("Sparrow").await;
    world.writes(AMINA, &world.code(&bea).await).await;
    assert!(seat::by_membership(&world.shelter.kernel, bea.place.id).await.unwrap().is_none());
}

/// D6: an invitation says by which ways people take part. The one that she chooses is open before her once she is in, and by each she is
/// the same person under the same name.
#[actix_web::test]
async fn an_invitation_says_the_ways_and_she_begins_by_the_one_that_she_chose() {
    let world = World::of("forum", "text").await;
    let code = invited(&world).await;
    let mut browser = world.shelter.browser();
    browser.get("/come").await;
    let page = browser.post("/come", &[("code", &code)]).await;
    assert!(page.says("How do you want to take part?") && page.says("By text, too"), "{}", page.body);
    assert!(page.says(r#"name="way" value="" checked"#), "by the pages, unless she says otherwise: {}", page.body);
    browser.post("/join/start", &[("way", "text")]).await;
    browser.post("/join/device", &[("whose", "shared")]).await;
    let shown = browser.get("/join/consent").await.field("shown").expect("what was shown");
    let page = browser.post("/join/consent", &[("purpose", "keep-words"), ("shown", &shown), ("answer", "yes")]).await;
    let shown = page.field("shown").expect("what was shown");
    browser.post("/join/agreement", &[("shown", &shown), ("agree", "yes")]).await;
    browser.post("/join/alias", &[("alias", "Juniper")]).await;
    let page = browser.post("/join/in", &[]).await;
    assert!(page.says("No phone of yours is known here."), "{}", page.body);
    let places = membership::list(&world.shelter.kernel, world.group.id).await.unwrap();
    let place = places.into_iter().find(|it| Some(it.id) != world.group.facilitator.membership).expect("she is in");
    let member = crate::arrange::Member { place };
    assert_eq!(world.writes(AMINA, &world.code(&member).await).await, 200);
    world.writes(AMINA, "Good evening.").await;
    let said = world.said().await;
    assert_eq!(said.iter().map(|it| it.author).collect::<Vec<_>>(), [member.place.id]);
    assert_eq!(membership::alias(&world.shelter.kernel, &member.place).await.unwrap(), "Juniper");
}

/// Where there is one way alone, or none by which anything could come yet, nothing is asked; and what is not among them is no way.
#[actix_web::test]
async fn where_there_is_one_way_alone_an_invitation_asks_nothing() {
    let shelter = support::Shelter::open().await;
    for linked in ["", "text"] {
        let group = shelter.open_group_with("forum", move |it| it.linked = linked.into()).await;
        let ask = Ask { group: Some(group.id), interest: Some("by-phone".into()), is_spoken: true, ..Ask::default() };
        let code = invitation::make(&shelter.kernel, group.facilitator.id, ask).await.unwrap().code.expect("a code that is spoken");
        let mut browser = shelter.browser();
        browser.get("/come").await;
        let page = browser.post("/come", &[("code", &code)]).await;
        assert!(!page.says("How do you want to take part?"), "{linked}: {}", page.body);
        let page = browser.post("/join/start", &[("way", "text")]).await;
        assert_eq!(page.status, 200);
        assert!(page.says("Whose phone or computer is this?"));
    }
}
