//! A whole journey by mail, with all that can go wrong on the way, under a log that says everything it can (LOG-1): no address stands in
//! it, of hers or of ours, and no word of anybody's.
use crate::arrange::{World, answers, head, to, words};
use hearth_core::{
    group::membership,
    joining::invitation::{self, Ask},
    table::invitation::InvitationKind,
};
use hearth_mail::{list, table::seat::Mode};
use std::{
    io::Write,
    sync::{Arc, Mutex},
};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// Everything that was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

impl Log {
    fn says(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

const HER: &str = "canary-siskin@mail.example";
const ALIAS: &str = "Quillfeather";
const SAID: [&str; 6] = ["canary-heron", "canary-osprey", "canary-magpie", "canary-wren", "canary-forged", "canary-subject"];

#[actix_web::test]
async fn a_journey_by_mail_leaves_no_address_and_no_words_in_the_log() {
    let log = Log::default();
    // As the program sets it up (`src/telemetry.rs`), and more talkative than it can be made: what is not ours stays silent there, too.
    let set = tracing_subscriber::fmt().with_env_filter(EnvFilter::new("off,hearth=trace")).with_ansi(false).with_writer(log.clone());
    set.try_init().expect("the one test of this process that listens to the log");
    let world = World::new().await;
    world.shelter.lets_newcomers_talk().await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    let (code, place, own) = she_comes_in(&world).await;
    let writes = async |to: &str, words: &str| world.bring(HER, to, &world.signed(&world.letter(HER, to, "canary-subject", words))).await;
    let hers = async || world.sent().await.into_iter().filter(|it| it.recipients == [HER]).collect::<Vec<_>>();

    writes(&own, "canary-heron").await;
    let letter = to(&world.sent().await, &bea)[0].clone();
    world.writes(&bea, &answers(&letter), "canary-subject", "canary-osprey").await;
    writes(&own, "WORDS").await;
    let asked = hers().await.pop().unwrap();
    writes(&answers(&asked), "YES").await;
    writes(&own, "STAFF: canary-magpie").await;
    // What goes wrong: a forged letter, one to somebody else, nonsense, no letter at all, a wrong code, addresses that are nobody's.
    world.bring(HER, &own, &world.letter(HER, &own, "canary-subject", "canary-forged")).await;
    world.bring(HER, &own, &world.signed(&world.letter(HER, "x@elsewhere.example", "canary-subject", "canary-forged"))).await;
    world.bring(HER, &own, b"canary-forged\r\n").await;
    world
        .bring(HER, &own, &[b"Content-Type: multipart/mixed; boundary=x\r\n\r\ncanary-forged\r\n".as_slice(), &b"--x\r\n\r\n".repeat(500)].concat())
        .await;
    world.bring(HER, &format!("{}@list.example", "a".repeat(64)), b"Subject: canary-subject\r\n\r\nx\r\n").await;
    // The relay is away while something waits for her, and an answer does.
    world.relay_is_away(true);
    world.writes(&bea, &answers(&letter), "canary-subject", "canary-wren").await;
    writes(&own, "HELP").await;
    world.sent().await;
    world.relay_is_away(false);
    world.shelter.pass(hearth_core::clock::HOUR);
    world.waits_are_over().await;
    // It comes back for good; she is in no list any more.
    let last = hers().await.pop().unwrap();
    world.bring("", &last.sender, format!("From: MAILER-DAEMON@mail.example\r\nTo: {HER}\r\n\r\n{HER} canary-forged\r\n").as_bytes()).await;
    writes(&own, "LEAVE YES").await;
    assert!(
        !matches!(membership::get(&world.shelter.kernel, place).await.map(|it| it.state), Ok(it) if it == hearth_core::table::membership::MembershipState::Active)
    );

    let said = log.says();
    assert!(said.contains("not carried yet"), "the witness: it is listened to: {said}");
    let secret = own.split('@').next().unwrap().to_owned();
    let author = head(&letter, "From").unwrap().rsplit_once('<').unwrap().1.split('@').next().unwrap().to_owned();
    let provider = "mail.example".to_owned();
    let list = list::word(&world.shelter.kernel, world.group.id).await.unwrap();
    for never in SAID.into_iter().chain([HER, "canary-siskin", ALIAS, "Sparrow", &bea.address, "sparrow.private", "203.0.113.66"]) {
        assert!(!said.contains(never), "{never} in {said}");
    }
    for never in [secret, author, provider, list, code] {
        assert!(!said.to_lowercase().contains(&never), "{never} in {said}");
    }
}

/// By a code: what it was, her place, and the address that is hers.
async fn she_comes_in(world: &World) -> (String, hearth_core::id::MembershipId, String) {
    let kernel = &world.shelter.kernel;
    let ask =
        Ask { kind: Some(InvitationKind::Member), group: Some(world.group.id), interest: Some("by-phone".into()), is_spoken: true, ..Ask::default() };
    let code = invitation::make(kernel, world.group.facilitator.id, ask).await.unwrap().code.expect("a code that is spoken");
    let address = format!("{}@list.example", list::word(kernel, world.group.id).await.unwrap());
    let writes = async |to: &str, words: &str| world.bring(HER, to, &world.signed(&world.letter(HER, to, "canary-subject", words))).await;
    let last = async || world.sent().await.into_iter().rfind(|it| it.recipients == [HER]).expect("an answer");
    writes(&address, "JOIN 1234 5678 1234 5678").await;
    writes(&address, &format!("JOIN {code}")).await;
    writes(&answers(&last().await), "READ").await;
    let shown = last().await;
    writes(&answers(&shown), &format!("YES {ALIAS}")).await;
    let done = last().await;
    for place in membership::list(kernel, world.group.id).await.unwrap() {
        if membership::alias(kernel, &place).await.unwrap() == ALIAS {
            return (code, place.id, answers(&done));
        }
    }
    panic!("she is not in: {}", words(&done));
}
