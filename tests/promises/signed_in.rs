//! How a sign-in ends: on the server, at once, and by itself.
use crate::talking::patient;
use hearth_core::{
    admission::{Intent, admit},
    clock::{HOUR, MINUTE},
    joining::{CODE_REFUSED, arrival, invitation},
    locale::Language,
    person::{TOO_MANY, code_word, freeze, passphrase, sign_in},
    personal_data::{Leaving, erasure},
    store::Tx,
    table::{
        person::{self, PersonState},
        role::SiteRole,
        sign_in::Door,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::time::Duration;
use support::{Browser, Shelter};
use tokio::sync::mpsc::error::TryRecvError;

/// NOT-4, S23: whoever kept a copy of the cookie holds nothing after she left.
#[actix_web::test]
async fn leaving_ends_the_sign_in_on_the_server_too() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (her, mut browser) = shelter.member_of(&group, "Amina").await;
    assert!(browser.get("/choices").await.says("How things are set"));
    let mut copy = browser.clone();
    browser.send("POST", "/leave", &[], None).await;
    assert!(!copy.get("/choices").await.says("How things are set"), "the cookie still opens her place");
    assert!(sign_in::list(&shelter.kernel, her.id).await.expect("a list").is_empty());
}

/// IA-13: one click ends every other device, and not this one.
#[actix_web::test]
async fn she_signs_out_every_other_device_and_stays_herself() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (her, mut here) = shelter.member_of(&group, "Amina").await;
    let mut there = shelter.signed_in(her.id, Door::Member).await;
    assert!(there.get("/choices").await.says("How things are set"));
    here.get("/choices").await;
    here.post("/choices/devices", &[]).await;
    assert!(!there.get("/choices").await.says("How things are set"), "the other device is still signed in");
    assert!(here.get("/choices").await.says("How things are set"));
}

async fn is_in(browser: &mut Browser, page: &str) -> bool {
    let answer = browser.send("GET", page, &[], None).await;
    answer.status == 200 && (answer.says("How things are set") || page.starts_with("/staff"))
}

/// IA-12: a member's sign-in rests thirty minutes, one of staff fifteen; used all the time, they end after a day and twelve hours.
#[actix_web::test]
async fn a_sign_in_lapses_when_it_rests_and_when_it_is_old() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (her, _) = shelter.member_of(&group, "Amina").await;
    let ruth = shelter.staff("Nadia", &[SiteRole::Administrator]).await;
    let doors: [(_, _, _, Duration, Duration); 2] =
        [(her.id, Door::Member, "/choices", 30 * MINUTE, 24 * HOUR), (ruth.id, Door::Staff, "/staff/account", 15 * MINUTE, 12 * HOUR)];
    for (person, door, page, idle, longest) in doors {
        let mut browser = shelter.signed_in(person, door).await.with_script();
        shelter.pass(idle - MINUTE);
        assert!(is_in(&mut browser, page).await, "{page}: before its rest was over");
        shelter.pass(idle + MINUTE);
        assert!(!is_in(&mut browser, page).await, "{page}: after it rested");
        let mut busy = shelter.signed_in(person, door).await.with_script();
        let (step, begun) = (idle - MINUTE, shelter.clock.now());
        while begun + longest > shelter.clock.now() + step {
            shelter.pass(step);
            assert!(is_in(&mut busy, page).await, "{page}: in use");
        }
        shelter.pass(step);
        assert!(!is_in(&mut busy, page).await, "{page}: older than it may be");
    }
}

/// IA-13, IA-14, S81: an open page of hers hears nothing more from the moment in which she is frozen, paused or gone; others do.
#[actix_web::test]
async fn an_open_page_ends_with_the_right_to_it() {
    for what in ["frozen", "paused", "ended", "left"] {
        let shelter = Shelter::open().await;
        let group = shelter.open_group("forum").await;
        let (amina, _) = shelter.member_of(&group, "Amina").await;
        let (bea, _) = shelter.member_of(&group, "Bea").await;
        let (kernel, place) = (&shelter.kernel, amina.membership.expect("a place"));
        let mut hers = kernel.live.listen(group.id, place, None, None);
        let mut beas = kernel.live.listen(group.id, bea.membership.expect("a place"), None, None);
        let ruth = admit(kernel, group.facilitator.id, group.id, Intent::Read).await.expect("she facilitates");
        match what {
            "frozen" => freeze::freeze(kernel, amina.id, None).await.expect(what),
            "paused" => hearth_core::group::membership::pause(kernel, &ruth, place, "wellbeing").await.expect(what),
            "ended" => hearth_core::group::membership::end(kernel, &ruth, place, "agreement").await.expect(what),
            _ => drop(erasure::leave_for_good(kernel, amina.id, Leaving::LeaveWords).await.expect(what)),
        }
        assert_eq!(hers.try_recv(), Err(TryRecvError::Disconnected), "{what}, her page still listens");
        assert_eq!(beas.try_recv(), Err(TryRecvError::Empty), "{what}, another's page stopped");
    }
}

/// S81, G13: guessing the code word is slowed down, and a way back opens nothing that is frozen.
#[actix_web::test]
async fn what_is_frozen_yields_neither_to_guessing_nor_to_a_way_back() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (amina, _) = shelter.member_of(&group, "Amina").await;
    let (kernel, ruth) = (&shelter.kernel, group.facilitator.id);
    let hash = code_word::hash(kernel, "Marigold").await.expect("a word");
    let (kernel_in, her) = (kernel.clone(), amina.id);
    kernel.store.write(async move |tx: &Tx| code_word::keep(&kernel_in, tx, her, &hash).await).await.expect("kept");
    let old = passphrase::issue(kernel, amina.id, Language::En).await.expect("words").join(" ");
    let back = invitation::make_way_back(kernel, ruth, amina.membership.expect("a place"), "code-word", false).await.expect("a way back");
    freeze::freeze(kernel, amina.id, None).await.expect("frozen");
    let refused = arrival::come_back(kernel, back.id, "Marigold").await.expect_err("frozen");
    assert_eq!(refused.refusal(), Some(CODE_REFUSED));
    for _ in 0..7 {
        let refused = freeze::unfreeze(kernel, amina.id, ruth, "Tulip").await.expect_err("a guess");
        assert_eq!(refused.refusal(), Some(code_word::WRONG_CODE_WORD));
    }
    let refused = freeze::unfreeze(kernel, amina.id, ruth, "Marigold").await.expect_err("rests");
    assert_eq!(refused.refusal(), Some(TOO_MANY), "even the right word, for a while");
    shelter.pass(2 * MINUTE);
    freeze::unfreeze(kernel, amina.id, ruth, "Marigold").await.expect("and then she is heard");
    assert_eq!(passphrase::open(kernel, None, &old).await.expect("until then her old words are good"), amina.id);
    assert!(arrival::come_back(kernel, back.id, "Marigold").await.is_ok(), "the witness: the way back was good");
    assert!(passphrase::open(kernel, None, &old).await.is_err(), "whoever has her old words comes in beside her");
    // A sign-in that slipped past the freezing opens nothing either.
    let mut late = shelter.signed_in(amina.id, Door::Member).await;
    let slips = async move |tx: &Tx| {
        let rows = person::Entity::update_many().col_expr(person::Column::State, Expr::value(PersonState::Frozen));
        rows.filter(person::Column::Id.eq(her)).exec(tx).await?;
        Ok(())
    };
    kernel.store.write(slips).await.expect("frozen");
    assert!(!late.get("/choices").await.says("How things are set"));
}
