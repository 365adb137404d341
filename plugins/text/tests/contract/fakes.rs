//! Networks that are not there: each fake is a server on this machine that behaves as the public documentation says, and keeps what it got.
#[path = "fakes/kannel.rs"]
pub mod kannel;
#[path = "fakes/logs.rs"]
pub mod logs;
#[path = "fakes/server.rs"]
pub mod server;
#[path = "fakes/signal.rs"]
pub mod signal;
#[path = "fakes/telegram.rs"]
pub mod telegram;
#[path = "fakes/twilio.rs"]
pub mod twilio;
#[path = "fakes/whatsapp.rs"]
pub mod whatsapp;

use async_trait::async_trait;
use hearth_core::locale::Language;
use hearth_text::carrier::{
    Address, Call, Carrier, Event, Heard, Holds, Inbox, Network, Outbound, Refused, Taken,
    http::{Patience, believes, client},
};
use std::{
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};
use tokio::sync::mpsc;

/// Hers, and another's. Neither may ever stand in a log.
pub const HER: &str = "+33700900123";
pub const OTHER: &str = "+33700900124";
pub const HOUSE: &str = "+33700900999";
pub const WORDS: &str = "words-canary é€ 🌙 \"quoted\" & 100%";
pub const PATIENCE: Patience = Patience { connect: Duration::from_millis(500), whole: Duration::from_millis(700) };

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    #[default]
    Fine,
    /// Too many at once.
    Busy,
    /// A fault of its own.
    Broken,
    /// Hears, and says nothing.
    Silent,
    /// Hangs up, and took nothing.
    Closes,
    /// Takes it, and hangs up before it says so.
    Swallows,
    /// Says yes, and goes on without end.
    Endless,
    /// Sends us elsewhere.
    Redirects,
    /// Says yes in a way that is not its own.
    Babbles,
    /// Nobody has this number.
    Dead,
    /// She has another key than before.
    OtherKey,
    /// It does not know the house.
    Stranger,
    /// It has something to tell, and does not come through to the house.
    Unreached,
}

/// What a network got.
#[derive(Default)]
pub struct Seen {
    pub mood: Mood,
    pub texts: Vec<(String, String)>,
    pub timers: Vec<(String, u64)>,
    pub forgotten: Vec<String>,
    pub recalled: Vec<String>,
    /// Everything, as it was said.
    pub raw: Vec<String>,
    /// What is told to who asks.
    pub waiting: Vec<serde_json::Value>,
    /// Where it brings what it has to tell, as it says it.
    pub hook: serde_json::Value,
    pub count: u64,
}

#[derive(Clone, Default)]
pub struct State(Arc<Mutex<Seen>>);

impl State {
    pub fn get(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap()
    }

    pub fn feels(&self, mood: Mood) {
        self.get().mood = mood;
    }
}

/// A call of the network to the house.
#[derive(Debug, Clone)]
pub struct Made {
    pub method: &'static str,
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Made {
    pub fn hear(&self, carrier: &dyn Carrier) -> Result<Heard, Refused> {
        let header = |name: &str| self.headers.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.clone());
        carrier.hear(&Call { method: self.method, url: &self.url, header: &header, body: &self.body })
    }
}

/// How the network tells something: by a call, or on the line that the house holds open.
pub enum Told {
    Call(Made),
    Line,
}

/// A text on its way to the house.
#[derive(Clone, Copy)]
pub struct Coming<'a> {
    pub from: &'a str,
    pub words: &'a str,
    pub is_picture: bool,
    /// Which it is: the same number is the same text.
    pub number: u32,
}

#[async_trait]
pub trait Fake: Sized + Send + Sync + 'static {
    const BRINGS_PICTURES: bool = true;

    async fn start() -> Self;
    fn state(&self) -> &State;
    fn port(&self) -> u16;
    /// The house's side, and what is printed of it.
    fn carrier(&self, port: u16) -> (Arc<dyn Carrier>, String);
    /// What the network calls her.
    fn names(number: &str) -> String {
        number.to_owned()
    }
    fn tells(&self, coming: Coming<'_>) -> Told;
    /// It was brought, or nobody is there. None where the network tells no such thing.
    fn reports(&self, reference: &str, is_gone: bool) -> Option<Told>;
    /// The same call as others would make it, who do not know the secret.
    fn forgeries(&self, _call: &Made) -> Vec<Made> {
        Vec::new()
    }
}

/// The carrier on the fake.
pub fn joined<F: Fake>(fake: &F) -> Arc<dyn Carrier> {
    fake.carrier(fake.port()).0
}

pub fn http_client() -> reqwest::Client {
    client(believes(rustls::RootCertStore::empty()).unwrap(), PATIENCE).unwrap()
}

pub fn text(network: Network, to: &str) -> Outbound {
    Outbound {
        to: Address { network, at: to.to_owned() },
        words: WORDS.to_owned(),
        key: "key-1".to_owned(),
        timer: None,
        language: Language::Fr,
        is_outside_window: false,
        holds: Holds::default(),
    }
}

/// An inbox that says no so many times first.
pub struct Basket {
    refusals: Mutex<u32>,
    events: mpsc::UnboundedSender<Event>,
}

pub fn basket(refusals: u32) -> (Basket, mpsc::UnboundedReceiver<Event>) {
    let (events, taken) = mpsc::unbounded_channel();
    (Basket { refusals: Mutex::new(refusals), events }, taken)
}

#[async_trait]
impl Inbox for Basket {
    async fn take(&self, event: Event) -> Taken {
        let mut refusals = self.refusals.lock().unwrap();
        if *refusals > 0 {
            *refusals -= 1;
            return Taken::Later;
        }
        let _ = self.events.send(event);
        Taken::Yes
    }
}

/// What the house hears of it, whichever way it is told.
pub async fn heard(carrier: &Arc<dyn Carrier>, tell: impl FnOnce() -> Option<Told>) -> Vec<Event> {
    match tell() {
        None => Vec::new(),
        Some(Told::Call(made)) => made.hear(&**carrier).unwrap().events,
        Some(Told::Line) => {
            let (inbox, mut taken) = basket(0);
            let carrier = carrier.clone();
            let listening = tokio::spawn(async move { carrier.listen(&inbox).await });
            let mut events: Vec<Event> = tokio::time::timeout(Duration::from_secs(5), taken.recv()).await.ok().flatten().into_iter().collect();
            while let Ok(Some(event)) = tokio::time::timeout(Duration::from_millis(100), taken.recv()).await {
                events.push(event);
            }
            listening.abort();
            // Until the network sees that nobody listens any more.
            let _ = listening.await;
            tokio::time::sleep(Duration::from_millis(50)).await;
            events
        }
    }
}
