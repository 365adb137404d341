//! The house's lines as an administrator sees them: what is done when one is saved, and what is said when a carrier refuses.
use crate::{
    arrange::World,
    fakes::{Fake, Mood, telegram, whatsapp},
};
use hearth_core::{
    clock::{DAY, HOUR},
    contact::{self, Medium, Outcome, safe_contact::Label},
    locale::Language,
    table::role::SiteRole,
};
use hearth_text::{
    carrier::{Address, Network},
    code,
    line::{self, Line},
    offered, phone, seat,
    table::seat::Mode,
};
use serde_json::json;

const AMINA: &str = "+15145550142";

async fn kept(world: &World, carrier: &str) -> line::Kept {
    line::all(&world.shelter.kernel).await.unwrap().into_iter().find(|it| it.line.carrier == carrier).expect("a line")
}

/// Whoever asked is told the truth: taken, refused for good, or not now. Staff read beside the line that something was refused.
#[actix_web::test]
async fn what_a_carrier_refuses_for_good_is_said_to_whoever_asked_and_beside_the_line() {
    let world = World::new().await;
    let (_, mut ada) = world.shelter.staff_signed_in("Ada", &[SiteRole::Administrator]).await;
    let (kernel, page) = (&world.shelter.kernel, "/staff/plugins/text");
    let asks = async || contact::reply(kernel, Medium::Text, AMINA.into(), "This is a test.".into()).await.unwrap();
    assert_eq!(asks().await, Outcome::Sent);
    ada.get(page).await;
    let test = [("to", "+1 514 555 0142"), ("network", "text-network-sms")];
    assert!(ada.post(&format!("{page}/test"), &test).await.says("The test was handed to the carrier."));
    for (mood, outcome) in [(Mood::Stranger, Outcome::Refused), (Mood::Dead, Outcome::Refused), (Mood::Broken, Outcome::NotSent)] {
        world.company.state().feels(mood);
        assert_eq!(asks().await, outcome, "{mood:?}");
    }
    world.company.state().feels(Mood::Dead);
    ada.get(page).await;
    let refused = ada.post(&format!("{page}/test"), &test).await;
    assert!(refused.status == 422 && refused.says("The carrier refuses this for good, or says that nobody has this number."), "{}", refused.body);
    assert!(kept(&world, "twilio").await.line.refused.is_some());
    assert!(refused.says("The carrier refused a text for good, and did not bring it.") && refused.says("Has to be put right"), "{}", refused.body);
    // Somebody looked, and it is well again.
    world.company.state().feels(Mood::Fine);
    ada.post(&format!("{page}/act"), &[("line", &world.line.to_string()), ("do", "look")]).await;
    assert!(!ada.get(page).await.says("The carrier refused a text"));
}

/// Saved, and Telegram brings texts here: under a secret that nobody made up or typed. A look says whether it stands.
#[actix_web::test]
async fn telegram_is_told_where_to_bring_texts_when_its_line_is_saved() {
    let world = World::new().await;
    let company = telegram::Telegram::start().await;
    company.state().get().hook = json!({ "url": "" });
    let (_, mut ada) = world.shelter.staff_signed_in("Ada", &[SiteRole::Administrator]).await;
    let (kernel, add) = (&world.shelter.kernel, "/staff/plugins/text/add/telegram");
    assert!(!ada.get(add).await.body.contains("name=\"secret\""), "there is nothing to make up");
    let base = format!("http://127.0.0.1:{}", company.port());
    let saved = ada.post(add, &[("number", "@house_bot"), ("token", telegram::TOKEN), ("base", &base)]).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    let line = kept(&world, "telegram").await.id;
    assert_eq!(company.state().get().hook["url"], offered::calls(kernel, line));
    let raw = company.state().get().raw.join("\n");
    let secret = raw.split("\"secret_token\":\"").nth(1).and_then(|it| it.split('"').next()).expect("a secret").to_owned();
    assert!(secret.len() == 32 && secret.chars().all(|it| it.is_ascii_alphanumeric()), "{secret}");
    // With it what Telegram brings is heard, and without it nothing is.
    let update = telegram::update(crate::fakes::Coming { from: "33700900123", words: "STOP", is_picture: false, number: 1 }).to_string();
    let path = format!("/webhooks/text/{}", line.as_simple());
    for (said, status) in [("wrong", 404), (secret.as_str(), 200)] {
        let headers = [("X-Telegram-Bot-Api-Secret-Token", said.to_owned())];
        assert_eq!(world.posts(&path, &headers, update.as_bytes()).await, status, "{said}");
    }
    let looks = async |ada: &mut support::Browser| {
        ada.get("/staff/plugins/text").await;
        ada.post("/staff/plugins/text/act", &[("line", &line.to_string()), ("do", "look")]).await;
        kept(&world, "telegram").await.line.looked.unwrap().trouble
    };
    assert_eq!(looks(&mut ada).await, None);
    // Somebody took it away by hand: a look puts it right. Telegram cannot come through: a look says so.
    company.state().get().hook = json!({ "url": "https://elsewhere.example/" });
    assert_eq!(looks(&mut ada).await, None);
    company.state().feels(Mood::Unreached);
    assert_eq!(looks(&mut ada).await.as_deref(), Some("text-trouble-cannot-bring"));
    // Taken away, it brings nothing here any more; nor does the bot that another took the place of.
    company.state().feels(Mood::Fine);
    let edit = format!("/staff/plugins/text/line/{}", line.as_simple());
    let polls = [("number", "@house_bot"), ("base", base.as_str()), ("polls", "yes")];
    ada.get(&edit).await;
    assert_eq!(ada.post(&edit, &polls).await.status, 200);
    assert_eq!(company.state().get().hook["url"], "", "it is asked from now on");
    ada.get(&edit).await;
    ada.post(&edit, &polls[..2]).await;
    assert_eq!(company.state().get().hook["url"], offered::calls(kernel, line), "the witness");
    let other = telegram::Telegram::start().await;
    let elsewhere = format!("http://127.0.0.1:{}", other.port());
    ada.get(&edit).await;
    ada.post(&edit, &[("number", "@house_bot"), ("token", telegram::TOKEN), ("base", &elsewhere)]).await;
    assert_eq!(other.state().get().hook["url"], offered::calls(kernel, line));
    assert_eq!(company.state().get().hook["url"], "");
    ada.get("/staff/plugins/text").await;
    ada.post("/staff/plugins/text/act", &[("line", &line.to_string()), ("do", "remove")]).await;
    assert_eq!(other.state().get().hook["url"], "");
}

/// A day after her last text only the neutral sentence may go by WhatsApp: in the language in which she is spoken to.
#[actix_web::test]
async fn late_by_whatsapp_the_neutral_sentence_comes_in_her_language() {
    let world = World::new().await;
    let (kernel, company) = (&world.shelter.kernel, whatsapp::Whatsapp::start().await);
    let config = json!({
        "base": format!("http://127.0.0.1:{}", company.port()), "phone_number_id": whatsapp::NUMBER, "token": "token-canary-4", "app_secret": whatsapp::SECRET,
        "verify_token": whatsapp::VERIFY, "business_account": whatsapp::ACCOUNT, "template": "neutral", "language_en": "en_US",
    });
    let said = Line { carrier: "whatsapp".into(), number: "+15145550109".into(), config, looked: None, refused: None };
    let line = line::keep(kernel, world.group.facilitator.id, None, said).await.unwrap();
    line::look(kernel, line).await.unwrap();
    assert_eq!(kept(&world, "whatsapp").await.line.looked.unwrap().trouble, None);
    let phones = [("Juniper", Language::En, AMINA), ("Sparrow", Language::Fr, "+15145550143")];
    for (alias, language, number) in phones {
        let (person, mut browser) = world.shelter.member_of(&world.group, alias).await;
        browser.get("/home").await;
        browser.post("/language", &[("language", language.code())]).await;
        let place = world.place(person.membership.unwrap()).await;
        let address = Address { network: Network::Whatsapp, at: number.into() };
        assert!(phone::write(&address).starts_with("whatsapp:"));
        code::begin(kernel, &place, &address, Label::Safe, language).await.unwrap();
        let member = crate::arrange::Member { place };
        world.at_any_hour(&member).await;
        seat::choose(kernel, &member.place, Mode::Notice, false, language, "web").await.unwrap();
    }
    world.shelter.pass(2 * DAY + HOUR);
    let bea = world.member("Lantern", "+14385550144", Mode::Nothing).await;
    world.says(&bea, "I sleep badly.").await;
    world.sent().await;
    let mut texts = company.state().get().texts.clone();
    texts.sort();
    assert_eq!(texts, [(AMINA.to_owned(), "neutral/en_US".to_owned()), ("+15145550143".to_owned(), "neutral/fr".to_owned())]);
}
