//! Clients that hold a connection without getting anything done are let go of; those who are only slow are not.
//! The server's patience is a tenth of what it is in a house.
use hearth::{
    edge::{
        Edge,
        patience::{Doorkeeper, Patience},
    },
    serving::Options,
};
use std::time::{Duration, Instant};
use support::Shelter;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

const fn tenths(count: u64) -> Duration {
    Duration::from_millis(count * 100)
}

async fn shelter() -> Shelter {
    let patience = Patience { head: tenths(10), body: tenths(10), keep_alive: tenths(15), idle: tenths(20), unread: tenths(20) };
    let edge = Edge { doorkeeper: Doorkeeper::new(patience), ..Edge::default() };
    Shelter::open_with(Options { workers: 1, edge, ..Options::default() }).await
}

/// Sends the start, then one byte every tenth of a second, until the server has closed; how long that took.
async fn hold(shelter: &Shelter, start: &str, drip: Option<&str>) -> Duration {
    let begun = Instant::now();
    let mut socket = TcpStream::connect(shelter.address).await.expect("it listens");
    socket.write_all(start.as_bytes()).await.expect("sent");
    let (mut reading, mut writing) = socket.split();
    let closed = async {
        let mut buffer = [0; 4096];
        while reading.read(&mut buffer).await.is_ok_and(|it| it > 0) {}
    };
    let dripping = async {
        let mut every = tokio::time::interval(tenths(1));
        loop {
            every.tick().await;
            match drip {
                Some(drip) if writing.write_all(drip.as_bytes()).await.is_ok() => {}
                _ => std::future::pending().await,
            }
        }
    };
    let ended = async {
        tokio::select! { () = closed => {}, () = dripping => {} }
    };
    timeout(Duration::from_secs(12), ended).await.expect("the server holds the connection for ever");
    begun.elapsed()
}

const REQUEST: &str = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

#[actix_web::test]
async fn whoever_holds_a_connection_is_let_go_of() {
    let shelter = shelter().await;
    let form = "POST /leave2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let cases: &[(&str, String, Option<&str>)] = &[
        ("silent", String::new(), None),
        ("half a request line", "GET /hea".into(), None),
        ("headers that drip", "GET /health HTTP/1.1\r\n".into(), Some("X-A: b\r\n")),
        ("idle after an answer", REQUEST.into(), None),
        ("a second request that drips", format!("{REQUEST}GET /health HTTP/1.1\r\n"), Some("X-A: b\r\n")),
        ("half a body", format!("{form}Content-Length: 1000\r\n\r\nwords="), None),
        ("a body that drips", format!("{form}Content-Length: 100000\r\n\r\n"), Some("a")),
        ("a chunked body that drips", format!("{form}Transfer-Encoding: chunked\r\n\r\n"), Some("1\r\na\r\n")),
    ];
    for (what, start, drip) in cases {
        let took = hold(&shelter, start, *drip).await;
        assert!(took < Duration::from_secs(8), "{what}: {took:?}");
    }
    // And meanwhile everybody else is answered.
    assert_eq!(shelter.browser().get("/health").await.status, 200);
}

#[actix_web::test]
async fn a_slow_but_steady_writer_is_not_cut_off() {
    let shelter = shelter().await;
    let mut socket = TcpStream::connect(shelter.address).await.expect("it listens");
    socket.write_all(b"GET /health HTTP/1.1\r\nHost: local").await.expect("sent");
    let mut every = tokio::time::interval(tenths(2));
    every.tick().await;
    every.tick().await;
    socket.write_all(b"host\r\nConnection: close\r\n\r\n").await.expect("sent");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.expect("answered");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
