//! People who write at the same moment, and remember what they were told: which entries they may rely on, and of which they
//! never heard.
use super::Group;
use hearth_core::{
    admission::{Intent, admit},
    contribution::{self, ThreadPage},
};
use std::{cell::RefCell, collections::HashMap, net::SocketAddr};
use support::{Browser, Shelter};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use uuid::Uuid;

/// Somebody who writes one reply after the other.
pub struct Writer {
    name: &'static str,
    cookies: String,
    token: String,
    /// Said, with her browser's own id for it; answered or not.
    pub said: Vec<Said>,
}

#[derive(Clone)]
pub struct Said {
    pub words: String,
    id: String,
    pub was_answered: bool,
}

impl Writer {
    /// Opens the form once; its token is good for the visit.
    pub async fn sits_down(name: &'static str, mut browser: Browser, topic: &str) -> Writer {
        let token = browser.get(&format!("{topic}/reply")).await.field("t").expect("a form");
        let cookies = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        Writer { name, cookies, token, said: Vec::new() }
    }

    /// Writes until nobody answers any more. After each answer `then` is asked whether to go on.
    pub async fn writes(&mut self, server: SocketAddr, topic: &str, then: &RefCell<impl FnMut() -> bool>) {
        loop {
            let words = format!("{} says {}", self.name, spelled(self.said.len()));
            self.said.push(Said { words, id: Uuid::new_v4().to_string(), was_answered: false });
            let last = self.said.len() - 1;
            if self.sends(server, topic, last).await != Some(303) {
                return;
            }
            self.said[last].was_answered = true;
            if !(then.borrow_mut())() {
                return;
            }
        }
    }

    /// Sends one that was said already, as a browser does whose person presses the button again. What it was answered.
    pub async fn sends(&self, server: SocketAddr, topic: &str, which: usize) -> Option<u16> {
        let said = &self.said[which];
        let form = [("words", said.words.as_str()), ("id", &said.id), ("send", "as-is"), ("t", &self.token)];
        let body = serde_urlencoded::to_string(form).expect("a form");
        let request = format!(
            "POST {topic}/reply HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nSec-Fetch-Site: same-origin\r\n\
             Cookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.cookies,
            body.len(),
            port = server.port(),
        );
        let mut socket = TcpStream::connect(server).await.ok()?;
        socket.write_all(request.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        let _ = socket.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).split(' ').nth(1)?.parse().ok()
    }
}

/// In letters: figures in words could be a telephone number.
fn spelled(mut count: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.push(char::from(b'a' + (count % 26) as u8));
        count /= 26;
        if count == 0 {
            return letters;
        }
    }
}

/// How often each thing stands in the topic, opened with the group's keys.
pub async fn stands(shelter: &Shelter, group: &Group) -> HashMap<String, usize> {
    let kernel = &shelter.kernel;
    let ruth = admit(kernel, group.of.facilitator.id, group.of.id, Intent::Read).await.expect("she facilitates it");
    let topic = group.topic.rsplit('/').next().and_then(|it| it.parse().ok()).expect("a topic");
    let (entries, _) = contribution::thread(kernel, &ruth, topic, ThreadPage { skip: 0, take: 1_000_000 }).await.expect("read");
    let mut found = HashMap::new();
    for entry in entries {
        *found.entry(entry.words.expect("words").body).or_default() += 1;
    }
    found
}
