//! A carrier by SMPP 3.4: one line to the network of a telephone company, or to a server that stands for one. Texts go both ways over it.
//!
//! The words of SMPP are rusmpp's. What holds here: nothing that came is acknowledged before it is kept ([`assembly`] says how that goes
//! with parts), and nothing that went out counts as sent before the network said so.
//!
//! rusmpp must be built without its feature `tracing`: it would print numbers and words.
mod assembly;
mod begun;
mod connection;
mod deliverer;
mod delivery;
mod line;
mod pace;
mod receipt;
mod seen;
mod status;
mod wire;

use super::{Abilities, Accepted, Carrier, Inbox, Longest, Network, NotSent, Outbound, Trouble};
use crate::coding;
use assembly::Assembly;
use async_trait::async_trait;
use begun::{Begun, Progress};
use connection::Connection;
use hearth_core::clock::Clock;
use line::Line;
use pace::Pace;
use seen::Seen;
use serde::{Deserialize, Serialize};
use status::Outcome;
use std::{
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout},
};
use wire::Place;

/// What a text may be cut into: more is a letter, and is paid for part by part.
const MOST_PARTS: u8 = 10;
/// How often one part is tried while the network asks for fewer.
const MOST_TRIES: usize = 6;

/// The line, as staff set it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    pub host: String,
    pub port: u16,
    /// Sealed from its beginning. Without it words go in the open: only through a tunnel, or to the same machine.
    pub tls: bool,
    pub system_id: String,
    pub password: String,
    #[serde(default)]
    pub system_type: String,
    /// The house's own number: E.164 with its plus sign, a short code, or a name.
    pub source: String,
    /// Parts that wait for their answer at once.
    #[serde(default = "default_window")]
    pub window: u16,
    /// What the contract allows.
    #[serde(default)]
    pub per_second: Option<u32>,
}

fn default_window() -> u16 {
    10
}

/// Where it is, who we are there and with which password is never printed.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Config(tls: {})", self.tls)
    }
}

/// How long it may take.
#[derive(Clone, Copy)]
struct Patience {
    /// To connect, to answer a text or a question.
    answer: Duration,
    /// With nothing heard, until it is asked whether it is there.
    silence: Duration,
    /// Between two tries, and when it is told that it is too much: it grows from the first to the second.
    first_pause: Duration,
    longest_pause: Duration,
    /// For the other parts of a text, until the network is told to come again with this one.
    part: Duration,
    /// For the other parts, until what is there is handed over.
    half: Duration,
    goodbye: Duration,
}

const PATIENCE: Patience = Patience {
    answer: Duration::from_secs(30),
    silence: Duration::from_secs(30),
    first_pause: Duration::from_secs(1),
    longest_pause: Duration::from_secs(60),
    part: Duration::from_secs(5),
    half: Duration::from_secs(600),
    goodbye: Duration::from_secs(2),
};

/// How the line is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nobody holds it.
    Idle,
    Opening,
    Up,
    Down(Trouble),
}

pub struct Smpp {
    config: Config,
    patience: Patience,
    clock: Clock,
    line: Mutex<Option<Arc<Line>>>,
    state: watch::Sender<State>,
    listening: tokio::sync::Mutex<u64>,
    pace: Pace,
    begun: Mutex<Begun>,
    seen: Mutex<Seen>,
    assembly: Mutex<Assembly>,
    /// The network said that it does not let us write from our number.
    is_number_refused: AtomicBool,
}

impl Smpp {
    /// Speaks to nobody yet.
    pub fn new(config: Config, clock: Clock) -> Smpp {
        Smpp { clock, ..Smpp::with(config, PATIENCE) }
    }

    fn with(config: Config, patience: Patience) -> Smpp {
        Smpp {
            pace: Pace::new(config.per_second, patience.first_pause, patience.longest_pause),
            config,
            patience,
            clock: Clock::default(),
            line: Mutex::default(),
            state: watch::Sender::new(State::Idle),
            listening: tokio::sync::Mutex::new(0),
            begun: Mutex::default(),
            seen: Mutex::default(),
            assembly: Mutex::new(Assembly::new(patience.half)),
            is_number_refused: AtomicBool::new(false),
        }
    }

    /// One part, tried again while the network asks for fewer at once.
    async fn submit(&self, text: &Outbound, part: &coding::Part, place: Option<Place>, progress: &Arc<Progress>, at: usize) -> Result<(), NotSent> {
        let unfit = NotSent::Never("it does not fit");
        for _ in 0..MOST_TRIES {
            let line = lock(&self.line).clone().ok_or(NotSent::Later("the line is not open"))?;
            let message = wire::submit(&self.config.source, &text.to.at, part.alphabet, &part.octets, place).ok_or(unfit)?;
            match line.submit(self, message, &text.holds, progress, at).await {
                Outcome::Taken => {
                    self.is_number_refused.store(false, Ordering::Relaxed);
                    self.pace.went_well();
                    return Ok(());
                }
                Outcome::Slower => self.pace.slower(),
                Outcome::NotOurNumber => {
                    self.is_number_refused.store(true, Ordering::Relaxed);
                    // Staff set it wrongly, or the contract ended: they are told, and no text is lost meanwhile.
                    return Err(NotSent::Later("the network refuses our number"));
                }
                Outcome::No(why) => return Err(why),
            }
        }
        Err(NotSent::Later("the network wants fewer texts"))
    }

    /// Holds one line after the other.
    async fn hold_lines(&self, number: &mut u64, inbox: &dyn Inbox) {
        let mut pause = self.patience.first_pause;
        loop {
            self.state.send_replace(State::Opening);
            let trouble = match Connection::open(&self.config, &self.patience).await {
                Ok(connection) => {
                    *number += 1;
                    let began = Instant::now();
                    line::hold(self, connection, *number, inbox).await;
                    // One that ends as soon as it began would else be opened every second for ever.
                    if began.elapsed() >= self.patience.longest_pause {
                        pause = self.patience.first_pause;
                    }
                    Trouble::OutOfReach
                }
                Err(trouble) => trouble,
            };
            tracing::warn!(%trouble, "no line to the network of texts");
            self.state.send_replace(State::Down(trouble));
            // Wrong passwords, said every second, get an account shut.
            if trouble == Trouble::NotKnown {
                pause = self.patience.longest_pause;
            }
            // Up to a quarter more: houses of one provider do not all come back in the same moment.
            let more = getrandom::u32().map_or(0, |it| it % 256);
            sleep(pause + pause * more / 1024).await;
            pause = (pause * 2).min(self.patience.longest_pause);
        }
    }
}

/// Nobody holds the line any more.
struct Listening<'a>(&'a Smpp);

impl Drop for Listening<'_> {
    fn drop(&mut self) {
        self.0.state.send_replace(State::Idle);
    }
}

/// What it can do, said before there is one.
pub const ABILITIES: Abilities = Abilities {
    hides_words_from_provider: false,
    sets_timers: false,
    // `cancel_sm` (SMPP 3.4, 4.9) reaches only what waits at the network, not her phone.
    recalls: false,
    tells_delivery: true,
    deletes_at_provider: false,
    she_begins: false,
    window: None,
    longest: Longest::Parts(MOST_PARTS),
};

#[async_trait]
impl Carrier for Smpp {
    fn network(&self) -> Network {
        Network::Sms
    }

    fn abilities(&self) -> Abilities {
        ABILITIES
    }

    fn at_once(&self) -> Option<usize> {
        None
    }

    /// Its parts go one after the other. Where one fails after others went, those cannot be taken back: her phone keeps them for a while and
    /// shows nothing. When the text is tried again, only the missing parts go, under the same reference, and her phone puts it together.
    async fn send(&self, text: &Outbound) -> Result<Accepted, NotSent> {
        let to = text.to.at.as_str();
        let is_number = to.strip_prefix('+').is_some_and(|it| (7..=15).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit()));
        if text.to.network != Network::Sms || !is_number {
            return Err(NotSent::Never("it is no telephone number"));
        }
        let parts = coding::cut(&text.words);
        let total = u8::try_from(parts.len()).ok().filter(|it| *it <= MOST_PARTS).ok_or(NotSent::Never("it is too long"))?;
        if total == 0 {
            return Err(NotSent::Never("it is empty"));
        }
        let name = (to.to_owned(), text.key.clone());
        let octets: Vec<_> = parts.iter().map(|it| it.octets.clone()).collect();
        let progress = lock(&self.begun).begin(&name, &octets);
        // The same for the same text, over a restart too. Two texts to her that have the same by chance differ in all but one of 256 cases.
        let [reference, ..] = seen::print(&self.config.password, &[to.as_bytes(), text.key.as_bytes()]);
        for (at, part) in parts.iter().enumerate() {
            if progress.has(at) {
                continue;
            }
            let number = u8::try_from(at + 1).map_err(|_| NotSent::Never("it is too long"))?;
            let place = (total > 1).then_some(Place { reference, total, number });
            self.submit(text, part, place, &progress, at).await?;
        }
        lock(&self.begun).end(&name);
        Ok(Accepted { references: progress.references() })
    }

    /// The line that is held knows how it is. Where none is, one is opened and closed again.
    async fn check(&self) -> Result<(), Trouble> {
        let mut state = self.state.subscribe();
        let settled = timeout(self.patience.answer * 2, state.wait_for(|it| *it != State::Opening)).await;
        match settled.map_or(State::Down(Trouble::OutOfReach), |it| it.map_or(State::Idle, |it| *it)) {
            State::Down(trouble) => return Err(trouble),
            State::Idle => Connection::open(&self.config, &self.patience).await?.close(&self.patience).await,
            State::Up | State::Opening => {}
        }
        if self.is_number_refused.load(Ordering::Relaxed) { Err(Trouble::NoSuchNumber) } else { Ok(()) }
    }

    async fn listen(&self, inbox: &dyn Inbox) {
        let mut number = self.listening.lock().await;
        let _listening = Listening(self);
        tokio::select! {
            () = self.hold_lines(&mut number, inbox) => {}
            () = deliverer::deliver_halves(self, inbox) => {}
        }
    }
}

/// Nothing panics while it holds one of these; if something did, what it left is still whole.
fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
