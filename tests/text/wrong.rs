//! What is not as it should be: forged, brought twice, too long, from nobody.
use crate::{arrange::World, fakes::twilio::call};
use futures_util::future::join_all;
use hearth_core::{locale::Language, table::role::SiteRole};
use hearth_text::table::seat::Mode;

const AMINA: &str = "+15145550142";

/// SMS-2: fifty at once and a thousand times later, one entry.
#[actix_web::test]
async fn a_text_is_taken_once_however_often_it_is_brought() {
    let world = World::new().await;
    world.member("Juniper", AMINA, Mode::Nothing).await;
    let sid = "SM00000000000000000000000000000abc";
    let all = join_all((0..50).map(|_| world.brings(AMINA, "I sleep badly.", sid))).await;
    assert!(all.iter().all(|it| *it == 200), "{all:?}");
    for _ in 0..100 {
        assert_eq!(world.brings(AMINA, "I sleep badly.", sid).await, 200);
    }
    assert_eq!(world.group_words().await, ["I sleep badly."]);
}

/// SMS-1: forged, altered, at another address, too long: refused, and nothing of it is read.
#[actix_web::test]
async fn what_is_not_signed_as_the_company_signs_is_not_heard() {
    let world = World::new().await;
    world.member("Juniper", AMINA, Mode::Nothing).await;
    let path = format!("/webhooks/text/{}", world.line.as_simple());
    let address = world.shelter.kernel.house.address.as_str().trim_end_matches('/').to_owned();
    let fields = [("MessageSid", "SM1"), ("From", AMINA), ("To", "+15145550100"), ("Body", "Forged."), ("NumMedia", "0")];
    let made = call(&format!("{address}{path}"), &fields);
    assert_eq!(world.posts(&path, &[], &made.body).await, 404, "unsigned");
    assert_eq!(world.posts(&path, &made.headers, &[&made.body[..], b"&Body=more"].concat()).await, 404, "altered");
    assert_eq!(world.posts("/webhooks/text/00000000000000000000000000000000", &made.headers, &made.body).await, 404, "no such line");
    assert_eq!(world.posts(&format!("{path}?x=1"), &made.headers, &made.body).await, 404, "at another address");
    let long = world.posts(&path, &made.headers, &vec![b'a'; 70_000]).await;
    assert!(matches!(long, 404 | 413), "{long}");
    assert!(world.group_words().await.is_empty());
    assert_eq!(world.posts(&path, &made.headers, &made.body).await, 200, "the very call is heard");
    assert_eq!(world.group_words().await, ["Forged."]);
}

/// Who is not known gets no answer, whatever she writes: but STOP is confirmed.
#[actix_web::test]
async fn a_stranger_gets_no_answer() {
    let world = World::new().await;
    for words in ["Hello?", "HELP", "OPEN", "START", "YES 1234", "NOT ME", "STAFF please"] {
        assert_eq!(world.writes("+15145550177", words).await, 200);
    }
    assert!(world.sent().await.is_empty());
    world.writes("+15145550177", "STOP").await;
    assert_eq!(world.sent().await.len(), 1);
    assert!(world.said().await.is_empty());
}

/// Sixty an hour of one phone, and no more; long before that staff look first.
#[actix_web::test]
async fn a_flood_waits_for_staff_and_then_is_not_heard() {
    let world = World::new().await;
    world.member("Juniper", AMINA, Mode::Nothing).await;
    for at in 0..70 {
        world.writes(AMINA, &format!("Number {at}")).await;
        world.shelter.pass(std::time::Duration::from_secs(45));
    }
    let said = world.said().await;
    assert!(said.len() < 61, "{}", said.len());
    assert!(
        said.iter().any(|it| it.reasons.iter().any(|it| it == "text-hold-too-many")),
        "{:?}",
        said.iter().map(|it| it.reasons.clone()).collect::<Vec<_>>()
    );
}

/// A picture is not passed on, and she is told so.
#[actix_web::test]
async fn a_text_that_is_too_long_comes_back_as_a_sentence() {
    let world = World::new().await;
    world.set(|it| it.longest_entry = 160).await;
    world.member("Juniper", AMINA, Mode::Nothing).await;
    world.writes(AMINA, &"a ".repeat(200)).await;
    assert!(world.last(AMINA).await.starts_with("That was too long"));
    assert!(world.group_words().await.is_empty());
}

/// Each mistake names its field at the top and stands at it; an address that is not sealed is refused before anything is kept.
#[actix_web::test]
async fn a_line_that_cannot_be_is_refused_where_it_was_typed() {
    let world = World::new().await;
    let (_, mut ada) = world.shelter.staff_signed_in("Ada", &[SiteRole::Administrator]).await;
    let add = "/staff/plugins/text/add/kannel";
    ada.get(add).await;
    let typed = [("number", ""), ("base", "http://sms.example.org"), ("name", "house"), ("passphrase", "a b"), ("secret", "long")];
    let refused = ada.post(add, &typed).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    for top in ["<a href=\"#number\">What people text to: This is needed.", "<a href=\"#base\">Address of the service: With http,"] {
        assert!(refused.says(top), "{top}: {}", refused.body);
    }
    for at in ["id=\"number-error\">This is needed.", "id=\"base-error\">With http,", "value=\"http://sms.example.org\""] {
        assert!(refused.says(at), "{at}: {}", refused.body);
    }
    let page = ada.get("/staff/plugins/text").await;
    assert!(!page.says("sms.example.org"), "nothing of it was kept");
    // A network that cannot be tested is said at the choice, not at the number.
    let refused = ada.post("/staff/plugins/text/test", &[("to", "+1 514 555 0177"), ("network", "none")]).await;
    assert!(refused.says("id=\"network-error\"") && !refused.says("id=\"to-error\""), "{}", refused.body);
    // What was looked at this minute was looked at just now.
    ada.post("/staff/plugins/text/act", &[("line", &world.line.to_string()), ("do", "look")]).await;
    let page = ada.get("/staff/plugins/text").await;
    assert!(page.says("Looked at just now.") && !page.says("0 min"), "{}", page.body);
    assert_eq!(world.shelter.kernel.words.say(Language::Fr, "core-just-now", &[]), "à l’instant");
}
