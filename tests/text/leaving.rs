//! The ends of it: STOP, somebody else's phone, a number that is dead or was silent for long, and staff.
use crate::{
    arrange::World,
    fakes::{Fake, Mood, text},
};
use hearth_core::{
    admission::{self, Intent},
    clock::{MINUTE, days},
    contact::{Medium, owed},
    person::freeze,
    personal_data::{Leaving, erasure},
    table::consent,
};
use hearth_text::{
    carrier::{Address, Network, Outbound},
    lines::Lines,
    phone, seat,
    table::seat::{Mode, Rest},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::time::Duration;
use tokio::time::timeout;

const AMINA: &str = "+15145550142";
const BEA: &str = "+14385550143";

/// SMS-3: STOP holds for what waits for a slow line already: nothing of it goes any more.
#[actix_web::test]
async fn stop_holds_for_a_text_that_waits_for_its_turn() {
    let world = World::new().await;
    world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    let kernel = &world.shelter.kernel;
    let before = world.company.state().get().raw.len();
    // The line is full: as many as it takes at once hear nothing.
    world.company.state().feels(Mood::Silent);
    let others: Vec<_> = (0..64)
        .map(|at| {
            let (kernel, text) = (kernel.clone(), Outbound { key: at.to_string(), ..text(Network::Sms, "+15145550199") });
            tokio::spawn(async move { kernel.held::<Lines>().send(&kernel, &text).await.map(|_| ()) })
        })
        .collect();
    support::until("the line is full", async || world.company.state().get().raw.len() == before + 64).await;
    world.says(&bea, "I sleep badly.").await;
    support::until("it is on its way", async || owed::taken_up(kernel, Medium::Text).await.unwrap() == 1).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut says_stop = Box::pin(world.writes(AMINA, "STOP"));
    let hash = phone::hash(kernel, &Address { network: Network::Sms, at: AMINA.into() }).await.unwrap();
    support::until("it is heard", async || {
        let _ = timeout(Duration::from_millis(10), &mut says_stop).await;
        phone::is_stopped(kernel, &hash).await.unwrap()
    })
    .await;
    world.company.state().feels(Mood::Fine);
    others.into_iter().for_each(|it| it.abort());
    says_stop.await;
    let got = world.got(AMINA).await;
    assert!(got.len() == 1 && !got[0].contains("sleep badly"), "the last word alone: {got:?}");
}

/// SMS-3: STOP is the end of consent in the core, reaches nobody, is confirmed once, and holds for every carrier.
#[actix_web::test]
async fn stop_ends_everything_at_once_and_reaches_nobody() {
    for (word, confirmed) in [("STOP", "Done. Nothing more will come."), ("arrêt", "C'est fait")] {
        let world = World::new().await;
        let amina = world.member("Juniper", AMINA, Mode::Whole).await;
        let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
        let kernel = &world.shelter.kernel;
        assert_eq!(world.writes(AMINA, word).await, 200);
        assert!(world.last(AMINA).await.starts_with(confirmed), "{}", world.last(AMINA).await);
        world.forgets();
        world.says(&bea, "Where are you?").await;
        world.writes(AMINA, "Hello?").await;
        world.writes(AMINA, word).await;
        world.writes(AMINA, "HELP").await;
        assert!(world.sent().await.is_empty(), "after it nothing goes there");
        assert_eq!(world.group_words().await, ["Where are you?"], "and nothing of it is passed on");
        let rows = consent::Entity::find().filter(consent::Column::Membership.eq(amina.place.id)).all(kernel.store.reader()).await.unwrap();
        for purpose in ["notice-by-text", "attend-by-text"] {
            let last = rows.iter().filter(|it| it.purpose == purpose).max_by_key(|it| it.at.0).unwrap();
            let ended = rows.iter().any(|it| it.purpose == purpose && it.event == consent::ConsentEvent::Withdrawn && it.method == "text");
            assert!(ended, "{purpose}: {:?}", last.event);
        }
        // Whatever else is forgotten of her, this is not.
        erasure::leave_place(kernel, &amina.place, Leaving::RemoveWords).await.unwrap();
        let hash = phone::hash(kernel, &phone::read(&format!("whatsapp:{AMINA}"), hearth_text::number::Region::CA).unwrap()).await.unwrap();
        assert!(phone::is_stopped(kernel, &hash).await.unwrap(), "also on another network");
        assert!(phone::find(kernel, &hash).await.unwrap().is_none());
    }
}

/// S40: whom staff pause or put out is reached by no text any more, and what she writes is said to nobody. A witness goes on.
#[actix_web::test]
async fn whoever_is_put_out_gets_no_text_and_says_nothing() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Whole).await;
    let chloe = world.without_phone("Fern").await;
    let (kernel, ruth) = (&world.shelter.kernel, world.shelter.facilitator_of(&world.group).await);
    for (act, reason) in [("pause", "wellbeing"), ("end", "agreement")] {
        let put_out = ruth.clone().post_once(&format!("/staff/people/{}/do/{act}", amina.place.id), &[("reason", reason)]).await;
        assert!(put_out.status < 400, "{act}: {}", put_out.body);
        world.forgets();
        world.says(&chloe, act).await;
        world.writes(AMINA, "Can you hear me?").await;
        let reached: Vec<_> = world.sent().await.into_iter().filter(|it| it.1.contains(act)).map(|it| it.0).collect();
        assert_eq!(reached, [BEA], "{act}");
    }
    assert_eq!(world.group_words().await, ["pause", "end"]);
    assert!(admission::admit(kernel, bea.place.person, world.group.id, Intent::Write).await.is_ok());
}

/// START brings back the sentence, never the words.
#[actix_web::test]
async fn start_brings_back_a_sentence() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    world.writes(AMINA, "stop").await;
    world.shelter.pass(MINUTE);
    world.writes(AMINA, "Start").await;
    assert!(world.last(AMINA).await.starts_with("Texts come again."));
    assert_eq!(world.seat(&amina).await.mode, Mode::Notice);
    world.says(&bea, "Hello.").await;
    assert_eq!(world.last(AMINA).await, "Your reminder.");
}

/// What somebody says who only talks about it stays hers to say.
#[actix_web::test]
async fn what_only_sounds_like_stop_is_said_to_the_group_and_she_learns_how() {
    let world = World::new().await;
    world.member("Juniper", AMINA, Mode::Nothing).await;
    world.writes(AMINA, "He would not stop calling.").await;
    assert_eq!(world.group_words().await, ["He would not stop calling."]);
}

/// S12: somebody else holds the phone: everything freezes.
#[actix_web::test]
async fn not_me_freezes_everything() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    world.writes(AMINA, "Not me").await;
    assert_eq!(world.last(AMINA).await, "Thank you. Nothing more will come here.");
    assert!(freeze::is_frozen(&world.shelter.kernel, amina.place.person).await.unwrap());
    world.forgets();
    world.says(&bea, "Hello.").await;
    for words in ["OPEN", "RESUME", "Who is this?"] {
        world.writes(AMINA, words).await;
    }
    assert!(world.sent().await.is_empty());
    assert_eq!(world.group_words().await, ["Hello."]);
}

/// SMS-7: a dead or recycled number: nothing goes there, and nothing from there counts, until a code comes from it.
#[actix_web::test]
async fn a_number_that_may_be_in_other_hands_needs_a_new_code() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    world.says(&bea, "Hello.").await;
    world.sent().await;
    let sid = format!("SM{:032x}", world.company.state().get().count);
    assert_eq!(world.reports(&sid, "undelivered", "30005").await, 200);
    assert_eq!(world.seat(&amina).await.rests, Some(Rest::Gone));
    let mut ruth = world.shelter.facilitator_of(&world.group).await;
    assert!(ruth.get("/staff").await.says("1 person cannot be reached any more"), "her facilitators are told");
    world.forgets();
    world.says(&bea, "Are you there?").await;
    for words in ["OPEN", "START", "Hello, who is this?"] {
        world.writes(AMINA, words).await;
    }
    assert!(world.sent().await.is_empty(), "whoever has the number now learns nothing");
    assert_eq!(world.group_words().await, ["Hello.", "Are you there?"]);
    world.writes(AMINA, &world.code(&amina).await).await;
    assert_eq!(world.seat(&amina).await.rests, None);
}

/// SMS-7: ninety days without a word.
#[actix_web::test]
async fn long_silence_ends_what_comes() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let sweep = async || {
        let kernel = &world.shelter.kernel;
        for plugin in kernel.plugins.iter().filter(|it| it.name == "text") {
            for job in &plugin.jobs {
                job.run(kernel).await.unwrap();
            }
        }
    };
    world.shelter.pass(days(89));
    sweep().await;
    assert_eq!(world.seat(&amina).await.rests, None);
    world.shelter.pass(days(3));
    sweep().await;
    assert_eq!(world.seat(&amina).await.rests, Some(Rest::Silent));
}

/// Staff stop what goes to one person, and nothing of hers is lost.
#[actix_web::test]
async fn staff_stop_one_persons_texts() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    let ruth = admission::admit(&world.shelter.kernel, world.group.facilitator.id, world.group.id, Intent::Write).await.unwrap();
    seat::stop(&world.shelter.kernel, &ruth, amina.place.id).await.unwrap();
    world.says(&bea, "Hello.").await;
    assert!(world.got(AMINA).await.is_empty());
    // A code does not take back what staff stopped.
    world.writes(AMINA, &world.code(&amina).await).await;
    assert_eq!(world.seat(&amina).await.rests, Some(Rest::Staff));
    seat::release(&world.shelter.kernel, &ruth, amina.place.id).await.unwrap();
    world.writes(AMINA, "OPEN").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: Hello.");
}
