//! A phone that is lost (S94): somebody is reached by more than one way, one of them is cut, and the others go on as they were.
use crate::{
    arrange::{World, words},
    fakes::{
        Fake, HOUSE,
        twilio::{ACCOUNT, TOKEN, Twilio, call},
    },
};
use hearth_core::{
    contact::{Medium, owed, safe_contact::Label},
    locale::Language,
};
use hearth_mail::table::seat::Mode;
use hearth_text::{
    code,
    line::{self, Line},
    queue, seat,
};
use serde_json::json;
use uuid::Uuid;

const PHONE: &str = "+15145550142";

/// She texts this from her phone, and the company brings it to the house.
async fn texts(world: &World, line: Uuid, said: &str) {
    let path = format!("/webhooks/text/{}", line.as_simple());
    let address = world.shelter.kernel.house.address.as_str().trim_end_matches('/').to_owned();
    let sid = format!("SM{:032x}", Uuid::new_v4().as_u128());
    let fields = [("MessageSid", sid.as_str()), ("AccountSid", ACCOUNT), ("From", PHONE), ("To", HOUSE), ("Body", said), ("NumMedia", "0")];
    let made = call(&format!("{address}{path}"), &fields);
    assert_eq!(support::posts(world.shelter.address, &path, &made.headers, &made.body).await, 200);
}

#[actix_web::test]
async fn a_lost_phone_is_cut_alone_and_her_letters_and_pages_go_on() {
    let world = World::with("forum", "mail text").await;
    let (kernel, company) = (&world.shelter.kernel, Twilio::start().await);
    let config = json!({ "account": ACCOUNT, "token": TOKEN, "base": format!("http://127.0.0.1:{}", company.port()) });
    let said = Line { carrier: "twilio".into(), number: HOUSE.into(), config, looked: None, refused: None };
    let line = line::keep(kernel, world.group.facilitator.id, None, said).await.unwrap();
    let mut amina = world.member("Juniper", Mode::Whole).await;
    let bea = world.member("Sparrow", Mode::Nothing).await;
    texts(&world, line, &code::make(kernel, &amina.place, Label::Safe).await.unwrap().code).await;
    seat::choose(kernel, &amina.place, hearth_text::table::seat::Mode::Whole, true, Language::En, "web").await.unwrap();

    let letters = async |words_of: &str| {
        while queue::send_due(kernel).await.unwrap() > 0 {}
        support::until("no text is on its way", async || owed::taken_up(kernel, Medium::Text).await.unwrap() == 0).await;
        world.sent().await.iter().filter(|it| words(it).contains(words_of)).count()
    };
    let on_the_phone = |said: &str| company.state().get().texts.iter().filter(|it| it.0 == PHONE && it.1.contains(said)).count();
    world.says(&bea, "Nights", "I sleep badly.").await;
    assert_eq!(letters("I sleep badly.").await, 1);
    support::until("her phone has it, too", async || on_the_phone("I sleep badly.") == 1).await;

    let ruth = world.facilitates().await;
    seat::stop(kernel, &ruth, amina.place.id).await.unwrap();
    world.says(&bea, "Days", "Work goes on.").await;
    assert_eq!(letters("Work goes on.").await, 1, "her letters go on");
    assert_eq!(on_the_phone("Work goes on."), 0, "nothing goes to the phone that is lost");
    let page = amina.browser.get(&format!("{}/forum", world.group.address())).await;
    assert!(page.status == 200 && page.says("Days"), "her pages go on: {}", page.body);
}
