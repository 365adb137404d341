//! Letters over a true line, to a server that does what it is told: what arrives, and what is made of every kind of no.
#[path = "tests/server.rs"]
mod server;

use super::*;
use server::{GROUPS, KIND, SEALS, SEALS_AND_GROUPS, Script, Server};
use std::sync::Arc;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

const LETTER: &[u8] = b"From: a@list.example\r\nSubject: Notes\r\n\r\n.\r\n..\r\n.leading\r\nnot. this\r\n\r\n.\r\n";

async fn send(relay: &Relay) -> Result<(), NotSent> {
    relay.send("k7@list.example", "reader@mail.example", LETTER).await
}

/// What becomes of a letter with a server like this, on a line that is not sealed.
async fn outcome(script: Script) -> Result<(), NotSent> {
    send(&Server::start(script).await.relay(Seal::Open)).await
}

#[tokio::test]
async fn a_letter_arrives_byte_for_byte_and_the_next_goes_over_the_same_line() {
    for (seal, offers) in [
        (Seal::Open, KIND.offers),
        (Seal::Open, GROUPS),
        (Seal::Starttls, SEALS),
        (Seal::Starttls, SEALS_AND_GROUPS),
        (Seal::Tls, KIND.offers),
        (Seal::Tls, GROUPS),
    ] {
        let server = Server::start(Script { offers, is_sealed_at_once: seal == Seal::Tls, ..KIND }).await;
        let relay = server.relay(seal);
        for _ in 0..20 {
            assert_eq!(send(&relay).await, Ok(()), "{seal:?}");
        }
        assert_eq!(*server.letters.lock().unwrap(), vec![LETTER.to_vec(); 20]);
        assert_eq!(server.opened(), 1, "one line for all: {seal:?}");
        let heard = server.heard.lock().unwrap().clone();
        assert!(heard.iter().any(|it| it.1 == "MAIL FROM:<k7@list.example>") && heard.iter().any(|it| it.1 == "RCPT TO:<reader@mail.example>"));
        assert_eq!(heard[0].1, "EHLO [127.0.0.1]", "the name of the machine is nobody's business");
        if seal != Seal::Open {
            assert!(server.heard_in_the_clear().iter().all(|it| it == "EHLO" || it == "STARTTLS"), "{seal:?}");
        }
    }
}

/// What is sent in pieces waits between them: for an answer, or for the kernel of the other side.
#[tokio::test]
async fn what_can_go_out_together_does() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (host, name, passphrase) = ("127.0.0.1".into(), String::new(), String::new());
    let relay = Relay::new(&Way { host, port, seal: Seal::Open, name, passphrase, authority: None }).unwrap();
    let hears = async {
        let (mut line, _) = listener.accept().await.unwrap();
        let mut pieces = Vec::new();
        for answer in ["220 relay\r\n", "250-relay\r\n250 8BITMIME\r\n", "250-relay\r\n250 Pipelining\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"] {
            line.write_all(answer.as_bytes()).await.unwrap();
            let mut piece = vec![0; 4096];
            let length = line.read(&mut piece).await.unwrap();
            pieces.push(String::from_utf8(piece[..length].to_vec()).unwrap());
        }
        line.write_all(b"250 queued\r\n").await.unwrap();
        pieces
    };
    let (sent, pieces) = tokio::join!(send(&relay), hears);
    assert_eq!(sent, Ok(()));
    let letter = "From: a@list.example\r\nSubject: Notes\r\n\r\n..\r\n...\r\n..leading\r\nnot. this\r\n\r\n..\r\n.\r\n";
    let commands = "MAIL FROM:<k7@list.example>\r\nRCPT TO:<reader@mail.example>\r\nDATA\r\n";
    assert_eq!(pieces, ["EHLO [127.0.0.1]\r\n", "EHLO [127.0.0.1]\r\n", commands, letter]);
}

#[tokio::test]
async fn many_letters_at_once_share_a_few_lines() {
    let server = Server::start(KIND).await;
    let relay = server.relay(Seal::Open);
    let sent = futures_util::future::join_all((0..100).map(|_| send(&relay))).await;
    assert!(sent.iter().all(Result::is_ok));
    assert_eq!(server.letters.lock().unwrap().len(), 100);
    assert!((2..=MOST_LINES).contains(&server.opened()), "{} lines", server.opened());
}

#[tokio::test]
async fn a_line_that_was_closed_meanwhile_costs_no_letter() {
    for offers in [KIND.offers, GROUPS] {
        let server = Server::start(Script { patience: 2, offers, ..KIND }).await;
        let relay = server.relay(Seal::Open);
        for _ in 0..5 {
            assert_eq!(send(&relay).await, Ok(()));
        }
        assert_eq!((server.letters.lock().unwrap().len(), server.opened()), (5, 3), "{offers}");
    }
}

#[tokio::test]
async fn a_line_that_nobody_uses_is_closed() {
    let mut server = Server::start(KIND).await;
    let relay = Relay { lines: Lines::new(Duration::from_millis(20)), ..server.relay(Seal::Open) };
    assert_eq!(send(&relay).await, Ok(()));
    server.counts.wait_for(|it| it[1] == 1).await.unwrap();
    assert_eq!(server.heard.lock().unwrap().last().unwrap().1, "QUIT");
    assert_eq!(send(&relay).await, Ok(()));
}

/// Its answer would be taken for the next one's.
#[tokio::test]
async fn a_letter_that_is_given_up_leaves_nothing_to_the_next() {
    let mut server = Server::start(Script { end: "…", ..KIND }).await;
    let relay = Arc::new(server.relay(Seal::Open));
    for letters in 1..=3 {
        let relay = relay.clone();
        let sending = tokio::spawn(async move { send(&relay).await });
        server.counts.wait_for(|it| it[2] == letters).await.unwrap();
        sending.abort();
        assert!(sending.await.unwrap_err().is_cancelled());
    }
    assert_eq!(server.opened(), 3, "each on a line of its own");
}

#[tokio::test]
async fn nobody_waits_for_ever() {
    let short = Duration::from_millis(100);
    for script in [
        Script { greeting: "…", ..KIND },
        Script { auth: "…", ..KIND },
        Script { mail: "…", ..KIND },
        Script { rcpt: "…", ..KIND },
        Script { data: "…", ..KIND },
        Script { end: "…", ..KIND },
        Script { mail: "…", offers: GROUPS, ..KIND },
        Script { rcpt: "…", offers: GROUPS, ..KIND },
        Script { data: "…", offers: GROUPS, ..KIND },
    ] {
        let server = Server::start(script).await;
        let relay = Relay { patience: Patience { step: short, letter: short }, ..server.relay(Seal::Open) };
        assert_eq!(send(&relay).await, Err(NotSent::Later));
    }
}

#[tokio::test]
async fn a_yes_to_something_else_is_no_yes() {
    for offers in [KIND.offers, GROUPS] {
        let server = Server::start(Script { data: "250 not what was asked", offers, ..KIND }).await;
        let relay = server.relay(Seal::Open);
        assert_eq!(send(&relay).await, Err(NotSent::Later), "a yes that does not ask for the letter takes none");
        assert!(server.letters.lock().unwrap().is_empty());
        assert_eq!(send(&relay).await, Err(NotSent::Later));
        assert_eq!(server.opened(), 2, "the line is not used again");
    }
}

/// The server asks for the letter all the same (RFC 2920, 3.1).
#[tokio::test]
async fn a_letter_whose_address_was_refused_in_a_group_is_not_sent() {
    let mut server = Server::start(Script { rcpt: "550 5.1.1 nobody", offers: GROUPS, ..KIND }).await;
    let relay = server.relay(Seal::Open);
    for lines in 1..=3 {
        assert_eq!(send(&relay).await, Err(NotSent::Never));
        server.counts.wait_for(|it| it[..2] == [lines; 2]).await.unwrap();
    }
    assert!(server.letters.lock().unwrap().is_empty());
}

#[tokio::test]
async fn every_no_says_whom_it_is_about() {
    use NotSent::{Later, Never, Wrong};
    for (what, script, expected) in [
        ("not now, at once", Script { greeting: "421 4.3.2 later", ..KIND }, Later),
        ("nobody like us", Script { greeting: "554 5.3.2 no", ..KIND }, Wrong),
        ("silence", Script { greeting: "", ..KIND }, Later),
        ("wrong passphrase", Script { auth: "535 5.7.8 no", ..KIND }, Wrong),
        ("nobody can sign in now", Script { auth: "454 4.7.0 later", ..KIND }, Later),
        ("signing in is not offered", Script { offers: "250 SIZE 1000", ..KIND }, Wrong),
        ("another yes than the one that lets in", Script { auth: "250 yes", ..KIND }, Later),
        ("our address", Script { mail: "553 5.7.1 not yours", ..KIND }, Wrong),
        ("our address, later", Script { mail: "451 4.3.0 later", ..KIND }, Later),
        ("her address", Script { rcpt: "550 5.1.1 nobody", ..KIND }, Never),
        ("her address, without a finer code", Script { rcpt: "550 nobody", ..KIND }, Never),
        ("her address, later", Script { rcpt: "450 4.2.1 later", ..KIND }, Later),
        ("relaying", Script { rcpt: "554 5.7.1 Relay access denied", ..KIND }, Wrong),
        ("sign in first", Script { rcpt: "530 sign in", ..KIND }, Wrong),
        ("no letter", Script { data: "554 5.5.1 no", ..KIND }, Never),
        ("no letter now", Script { data: "451 4.3.0 no", ..KIND }, Later),
        ("this letter", Script { end: "554 5.6.0 no", ..KIND }, Never),
        ("this letter, later", Script { end: "452 4.3.1 full", ..KIND }, Later),
        ("the line broke before the answer", Script { end: "", ..KIND }, Later),
        ("the line broke before the letter", Script { data: "", ..KIND }, Later),
        ("no answer that one understands", Script { end: "what?", ..KIND }, Later),
    ] {
        assert_eq!(outcome(script.clone()).await, Err(expected), "{what}");
        if script.offers == KIND.offers {
            assert_eq!(outcome(Script { offers: GROUPS, ..script }).await, Err(expected), "{what}, in a group");
        }
    }
    assert_eq!(outcome(KIND).await, Ok(()));
    assert_eq!(outcome(Script { offers: GROUPS, ..KIND }).await, Ok(()));
}

#[tokio::test]
async fn nothing_of_a_letter_is_said_in_the_clear() {
    for (what, script) in [("no seal is offered", KIND), ("the seal is refused", Script { offers: SEALS, starttls: "502 5.5.1 no", ..KIND })] {
        let server = Server::start(script).await;
        assert_eq!(send(&server.relay(Seal::Starttls)).await, Err(NotSent::Wrong), "{what}");
        assert_eq!(server.relay(Seal::Starttls).check().await, Err(Trouble::NoSeal), "{what}");
        assert!(
            server.heard_in_the_clear().iter().all(|it| ["EHLO", "STARTTLS", "QUIT"].contains(&it.as_str())),
            "{what}: {:?}",
            server.heard_in_the_clear()
        );
    }
    // One that says yes and does nothing, then waits for what comes next.
    let server = Server::start(Script { offers: SEALS, seals: false, ..KIND }).await;
    assert!(send(&server.relay(Seal::Starttls)).await.is_err());
    assert!(server.letters.lock().unwrap().is_empty() && !server.heard_in_the_clear().iter().any(|it| it == "MAIL" || it == "AUTH"));
}

#[tokio::test]
async fn a_certificate_is_always_looked_at() {
    let other = Server::start(KIND).await;
    for seal in [Seal::Starttls, Seal::Tls] {
        let server = Server::start(Script { offers: SEALS, is_sealed_at_once: seal == Seal::Tls, ..KIND }).await;
        assert_eq!(server.relay(seal).check().await, Ok(()));
        for (what, way) in [
            ("of another authority", Way { authority: Some(other.authority.clone()), ..server.way(seal) }),
            ("of none that the machine trusts", Way { authority: None, ..server.way(seal) }),
            ("of another name", Way { host: "127.0.0.1".into(), ..server.way(seal) }),
        ] {
            let relay = Relay::new(&way).unwrap();
            assert_eq!(relay.check().await, Err(Trouble::Certificate), "{what}: {seal:?}");
            assert_eq!(send(&relay).await, Err(NotSent::Wrong), "{what}: {seal:?}");
        }
        assert!(!server.heard.lock().unwrap().iter().any(|it| it.1.starts_with("AUTH") && !it.0));
    }
}

#[tokio::test]
async fn staff_hear_what_is_wrong_with_the_way() {
    let server = Server::start(KIND).await;
    assert_eq!(server.relay(Seal::Open).check().await, Ok(()));
    assert_eq!(server.relay(Seal::Tls).check().await, Err(Trouble::NoSeal), "a server that speaks in the clear");
    let check = async |way: Way| Relay::new(&way).unwrap().check().await;
    assert_eq!(check(Way { host: "no-such-name.invalid".into(), ..server.way(Seal::Tls) }).await, Err(Trouble::NoSuchName));
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    assert_eq!(check(Way { port: nobody, ..server.way(Seal::Open) }).await, Err(Trouble::NoAnswer));
    let closed = Server::start(Script { auth: "535 5.7.8 no", ..KIND }).await;
    assert_eq!(closed.relay(Seal::Open).check().await, Err(Trouble::SignIn));
    let busy = Server::start(Script { greeting: "421 later", ..KIND }).await;
    assert_eq!(busy.relay(Seal::Open).check().await, Err(Trouble::Busy));
    let refusing = Server::start(Script { greeting: "554 no", ..KIND }).await;
    assert_eq!(refusing.relay(Seal::Open).check().await, Err(Trouble::Refused));
}

#[tokio::test]
async fn what_must_not_be_is_refused_before_anybody_is_spoken_to() {
    let server = Server::start(KIND).await;
    for host in ["relay.example", "192.0.2.1", "localhost.example", "::2"] {
        assert!(Relay::new(&Way { host: host.into(), ..server.way(Seal::Open) }).is_err(), "{host} is not this machine");
    }
    for authority in ["", "words", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----"] {
        assert!(Relay::new(&Way { authority: Some(authority.into()), ..server.way(Seal::Tls) }).is_err(), "{authority:?} is no authority");
    }
    let relay = server.relay(Seal::Open);
    for (from, to, letter) in [
        ("k7@list.example", "reader@mail.example>\r\nRCPT TO:<jane@mail.example", LETTER),
        ("k7@list.example", "", LETTER),
        ("", "reader@mail.example", LETTER),
        ("k7@list.example", "reader@mail.example", b"A: b\r\n\r\none\n.\r\nMAIL FROM:<x@y.example>\r\n".as_slice()),
        ("k7@list.example", "reader@mail.example", "A: b\r\n\r\né\r\n".as_bytes()),
    ] {
        assert_eq!(relay.send(from, to, letter).await, Err(NotSent::Never));
    }
    assert_eq!(server.opened(), 0);
}

#[test]
fn a_way_is_kept_and_not_printed() {
    let way =
        Way { host: "relay.example".into(), port: 587, seal: Seal::Starttls, name: "house".into(), passphrase: "secret".into(), authority: None };
    let kept: Way = serde_json::from_str(&serde_json::to_string(&way).unwrap()).unwrap();
    assert!(kept == way);
    assert_eq!(format!("{way:?}"), "Way(Starttls)");
}
