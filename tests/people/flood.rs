//! A flood of sign-ins: few passphrases are hashed at a time, few wait, and the rest are told at once to come back.
use super::with_words;
use futures_util::future::join_all;
use hearth_core::locale::Language;
use support::Shelter;

const TRIES: usize = 200;

/// IA-7. Each comes as another visit and guesses at other first words: none is slowed for its own sake, so only the hasher stands
/// in the way. What it costs is counted, for a clock would tell more of the machine than of the house.
#[actix_web::test]
async fn a_flood_of_sign_ins_is_partly_turned_away_and_she_comes_in_right_after() {
    let shelter = Shelter::open().await;
    let words = with_words(&shelter, Language::En).await.1.join(" ");
    let mut visits = Vec::with_capacity(TRIES);
    for _ in 0..TRIES {
        let mut visit = shelter.browser();
        visit.get("/sign-in").await;
        visits.push(visit);
    }

    let before = shelter.kernel.hasher.done();
    let tries = visits.iter_mut().enumerate().map(|(at, visit)| async move {
        let letter = |it: usize| ('a'..='z').nth(it % 26).expect("a letter");
        let guess = format!("q{}{} lamp lamp lamp lamp lamp lamp", letter(at / 26), letter(at));
        visit.post_once("/sign-in", &[("words", &guess)]).await
    });
    let answers = join_all(tries).await;
    let hashed = shelter.kernel.hasher.done() - before;

    let (mut refused, mut busy) = (0_u64, 0_u64);
    for answer in &answers {
        match answer.status {
            // Wrong words, as on any other day.
            422 => refused += 1,
            503 => {
                busy += 1;
                let wait = answer.header("retry-after").and_then(|it| it.parse::<u32>().ok());
                assert!(wait.is_some_and(|it| it > 0), "when to come back: {wait:?}");
                assert!(answer.says("Many people are coming in at this moment") && answer.says("action=\"/leave\""), "{}", answer.body);
            }
            other => panic!("neither refused nor busy: {other} {}", answer.body),
        }
    }
    assert!(busy > 0, "of {TRIES} at once some must be turned away");
    assert!(refused >= 52, "two run and fifty wait: {refused} of them were answered");
    assert_eq!(hashed, refused, "who was turned away cost no hash");

    // And she, from her own visit.
    let mut her = shelter.browser();
    her.get("/sign-in").await;
    let home = her.post_once("/sign-in", &[("words", &words)]).await;
    assert_eq!((home.status, home.header("location")), (303, Some("/home")), "{}", home.body);
}
