//! How lines are opened, kept, asked about and opened again.
use super::{server::Server, *};

#[tokio::test]
async fn it_signs_in_as_smpp_3_4_and_check_says_so() {
    let mut smsc = Smsc::start().await;
    let carrier = Smpp::with(smsc.config(), FAST);
    assert_eq!(carrier.check().await, Ok(()), "with a line of its own");
    let bound = smsc.expect("bound").await;
    assert_eq!((&bound["name"], &bound["version"]), (&json!("house"), &json!(0x34)));
    assert_eq!(smsc.next().await["event"], "unbound", "and it says good-bye");
    assert_eq!(carrier.send(&text("x", "k")).await, Err(NotSent::Later("the line is not open")));
}

#[tokio::test]
async fn a_wrong_password_is_told_to_staff_and_not_said_again_and_again() {
    let mut smsc = Smsc::start().await;
    let wrong = Config { password: "other".into(), ..smsc.config() };
    assert_eq!(Smpp::with(wrong.clone(), FAST).check().await, Err(Trouble::NotKnown));
    smsc.expect("refused").await;
    let house = House::listen(wrong.clone(), Patience { longest_pause: Duration::from_secs(60), ..FAST });
    smsc.expect("refused").await;
    assert_eq!(house.carrier.check().await, Err(Trouble::NotKnown));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(house.carrier.check().await, Err(Trouble::NotKnown), "it is remembered");
    smsc.order(json!({ "order": "nothing" })).await;
    assert!(timeout(Duration::from_millis(200), smsc.next()).await.is_err(), "it was said once");
    let too_long = Config { password: "more than eight".into(), ..smsc.config() };
    assert_eq!(Smpp::with(too_long, FAST).check().await, Err(Trouble::NotKnown));
}

#[tokio::test]
async fn where_nobody_or_something_else_answers_check_says_so() {
    let port = Server::start().await.port;
    assert_eq!(Smpp::with(config(port), FAST).check().await, Err(Trouble::OutOfReach));
    for (said, trouble) in [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), Trouble::Strange),
        (server::frame(0x8000_0000, 3, 1, b""), Trouble::Strange),
        (server::frame(0x8000_0009, 0x0d, 1, b""), Trouble::NotKnown),
        (server::frame(0x8000_0009, 0x0e, 1, b""), Trouble::NotKnown),
        (server::frame(0x8000_0009, 0x0f, 1, b""), Trouble::NotKnown),
        (server::frame(0x8000_0009, 0x05, 1, b""), Trouble::OutOfReach),
        (server::frame(0x8000_0009, 0x0c, 1, b""), Trouble::Strange),
        // The answer to another question: it waits, and none comes.
        (server::frame(0x8000_0009, 0, 7, b"network\0"), Trouble::OutOfReach),
    ] {
        let server = Server::start().await;
        let carrier = Smpp::with(config(server.port), FAST);
        let (checked, _talk) = tokio::join!(carrier.check(), async {
            let mut talk = server.raw().await;
            talk.hear().await;
            tokio::io::AsyncWriteExt::write_all(&mut talk.0, &said).await.unwrap();
            talk
        });
        assert_eq!(checked, Err(trouble), "{said:?}");
    }
}

#[tokio::test]
async fn when_the_line_breaks_what_waits_is_for_later_and_a_new_one_is_opened() {
    let (mut smsc, house) = pair(Patience { answer: Duration::from_secs(20), ..FAST }).await;
    smsc.behave(json!({ "order": "set", "silent": true })).await;
    let sending: Vec<_> = (0..30).map(|it| house.sending("x", &it.to_string())).collect();
    for _ in 0..10 {
        smsc.expect("text").await;
    }
    smsc.order(json!({ "order": "set", "silent": false })).await;
    let began = Instant::now();
    smsc.order(json!({ "order": "drop" })).await;
    smsc.expect("bound").await;
    let mut later = 0;
    for it in sending {
        later += usize::from(matches!(it.await.unwrap(), Err(NotSent::Later(_))));
    }
    assert_eq!(later, 30, "each is told, those without a place too");
    assert!(began.elapsed() < Duration::from_secs(5));
    house.up().await;
    assert!(house.send("x", "k").await.is_ok());
}

#[tokio::test]
async fn pauses_between_tries_grow_and_begin_anew_after_a_good_line() {
    let server = Server::start().await;
    let house = House::listen(config(server.port), Patience { longest_pause: Duration::from_millis(400), ..FAST });
    let (mut last, mut pauses) = (Instant::now(), Vec::new());
    for _ in 0..9 {
        drop(server.raw().await);
        pauses.push(last.elapsed().as_millis());
        last = Instant::now();
    }
    assert!(pauses[1] >= 20 && pauses[2] >= 40 && pauses[4] >= 160, "{pauses:?}");
    assert!((400..700).contains(&pauses[8]), "no further than that: {pauses:?}");
    let talk = server.line().await;
    house.up().await;
    tokio::time::sleep(Duration::from_millis(450)).await;
    drop(talk);
    let last = Instant::now();
    server.raw().await;
    assert!(last.elapsed() < Duration::from_millis(200), "{:?}", last.elapsed());
}

#[tokio::test]
async fn a_silent_line_is_asked_and_one_that_does_not_answer_is_left() {
    let (mut smsc, house) = pair(Patience { silence: Duration::from_millis(100), answer: Duration::from_millis(200), ..FAST }).await;
    for _ in 0..3 {
        assert_eq!(smsc.next().await["event"], "asked");
    }
    assert_eq!(*house.carrier.state.borrow(), State::Up);
    smsc.order(json!({ "order": "set", "silent": true })).await;
    smsc.expect("closed").await;
    smsc.expect("bound").await;
}

/// Whatever else it says meanwhile.
#[tokio::test]
async fn an_answer_to_another_question_does_not_count() {
    let server = Server::start().await;
    let _house = House::listen(config(server.port), Patience { silence: Duration::from_millis(100), answer: Duration::from_millis(300), ..FAST });
    let mut talk = server.line().await;
    let asked = talk.hear().await;
    assert_eq!(asked.kind, 0x15);
    let talking = async {
        loop {
            use tokio::io::AsyncWriteExt;
            if talk.0.write_all(&server::frame(0x8000_0015, 0, asked.sequence + 1, b"")).await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(3), talking).await.expect("the line is left");
}

#[tokio::test]
async fn it_answers_when_it_is_asked_and_takes_leave_politely() {
    let (mut smsc, house) = pair(FAST).await;
    smsc.order(json!({ "order": "ask" })).await;
    smsc.expect("there").await;
    smsc.order(json!({ "order": "unbind" })).await;
    smsc.expect("goodbye").await;
    smsc.expect("closed").await;
    smsc.expect("bound").await;
    house.up().await;
}

#[tokio::test]
async fn when_nobody_listens_any_more_the_line_is_closed_and_nothing_hangs() {
    let (mut smsc, house) = pair(Patience { answer: Duration::from_secs(20), ..FAST }).await;
    smsc.behave(json!({ "order": "set", "silent": true })).await;
    let sending = house.sending("x", "k");
    smsc.expect("text").await;
    house.listening.abort();
    let told = timeout(Duration::from_secs(2), sending).await.expect("at once").unwrap();
    assert_eq!(told, Err(NotSent::Later("the line broke")));
    smsc.expect("closed").await;
    assert_eq!(*house.carrier.state.borrow(), State::Idle);
    assert!(matches!(house.send("x", "k").await, Err(NotSent::Later(_))));
}

#[tokio::test]
async fn what_should_be_sealed_says_nothing_in_the_open() {
    let server = Server::start().await;
    let carrier = Smpp::with(Config { tls: true, host: "localhost".into(), ..config(server.port) }, FAST);
    let (checked, said) = tokio::join!(carrier.check(), async {
        let mut talk = server.raw().await;
        let mut said = vec![0; 4096];
        let many = tokio::io::AsyncReadExt::read(&mut talk.0, &mut said).await.unwrap();
        said.truncate(many);
        said
    });
    assert!(checked.is_err());
    assert_eq!(said[0], 22, "a handshake of TLS");
    assert!(!said.windows(6).any(|it| it == b"secret"));
}

/// The part of the next test that runs where its certificate is trusted: which ones are is asked of the whole process.
#[tokio::test]
async fn sealed_from_within() {
    let Ok(port) = std::env::var("SEALED_PORT") else { return };
    let sealed = Config { tls: true, host: "localhost".into(), ..config(port.parse().unwrap()) };
    assert_eq!(Smpp::with(sealed.clone(), Patience { answer: Duration::from_secs(5), ..FAST }).check().await, Ok(()));
    let elsewhere = Config { host: "127.0.0.1".into(), ..sealed };
    assert_eq!(Smpp::with(elsewhere, FAST).check().await, Err(Trouble::Strange), "the certificate is for another");
    println!("it was sealed");
}

#[tokio::test]
async fn a_sealed_line_goes_only_to_whom_the_machine_trusts() {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
    let at = std::env::temp_dir().join(format!("smpp-{}", std::process::id()));
    std::fs::create_dir_all(&at).unwrap();
    let (key, cert) = (at.join("key.pem"), at.join("cert.pem"));
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    std::fs::write(&cert, made.cert.pem()).unwrap();
    let (key, cert) = (key.to_str().unwrap(), cert.to_str().unwrap());
    let mut smsc = Smsc::start_with(&[("KEY", key), ("CERT", cert)]).await;
    let sealed = Config { tls: true, host: "localhost".into(), ..smsc.config() };
    assert_eq!(Smpp::with(sealed, FAST).check().await, Err(Trouble::Strange), "nobody vouches for it");
    let within = tokio::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", "carrier::smpp::tests::lines::sealed_from_within"])
        .env("SSL_CERT_FILE", cert)
        .env("SEALED_PORT", smsc.port.to_string())
        .output();
    let within = within.await.unwrap();
    assert!(String::from_utf8_lossy(&within.stdout).contains("it was sealed"), "{within:?}");
    assert_eq!(smsc.next().await["event"], "bound", "only it got so far");
    std::fs::remove_dir_all(&at).unwrap();
}

/// A line of a log is for ever: not one of them may hold a number, a name or a word.
#[tokio::test]
async fn no_line_of_a_log_holds_words_or_numbers() {
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);
    impl std::io::Write for Log {
        fn write(&mut self, it: &[u8]) -> std::io::Result<usize> {
            lock(&self.0).extend_from_slice(it);
            Ok(it.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (log, mut smsc) = (Log::default(), Smsc::start().await);
    let to = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || to.clone()).finish();
    // Of the whole process: what the other tests cause is looked at too.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let house = House::listen(smsc.config(), FAST);
    smsc.expect("bound").await;
    house.up().await;
    smsc.behave(json!({ "order": "set", "answers": [0, 0x0b], "receipts": { "stat": "UNDELIV", "err": "001" } })).await;
    house.send("her words", "k1").await.unwrap();
    assert!(house.send("her words", "k2").await.is_err());
    smsc.deliver("it", json!({ "words": "her words", "fields": { "source_addr": &HER[1..], "destination_addr": &HOUSE[1..] } })).await;
    smsc.expect_answer("it").await;
    smsc.order(json!({ "order": "drop" })).await;
    smsc.expect("bound").await;
    let log = String::from_utf8(lock(&log.0).clone()).unwrap();
    assert!(log.contains("no line to the network"), "it does write: {log}");
    for secret in ["her words", "612345678", "700000000", "secret", "127.0.0.1"] {
        assert!(!log.contains(secret), "{secret}");
    }
}

#[test]
fn nothing_of_it_is_printed() {
    let it = format!("{:?} {:?}", config(1), text("her words", "k"));
    for secret in ["secret", "127.0.0.1", "house", "700000000", "612345678", "her words"] {
        assert!(!it.contains(secret), "{it}");
    }
    let kept: Config = serde_json::from_str(&serde_json::to_string(&config(2775)).unwrap()).unwrap();
    assert_eq!(kept, config(2775));
    let few = r#"{"host":"h","port":1,"tls":true,"system_id":"s","password":"p","source":"38200"}"#;
    assert_eq!(serde_json::from_str::<Config>(few).unwrap().window, 10);
}
