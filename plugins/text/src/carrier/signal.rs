//! Texts by Signal, through the daemon of signal-cli on a line in the house (JSON-RPC, signal-cli-jsonrpc(5)). Nobody in between can read
//! them; they disappear from her phone by themselves, and can be taken back.
//!
//! The daemon must run with `--receive-mode=manual`: otherwise it fetches texts while nobody listens, and they are lost. It says each
//! text once and is not told that it was taken: one that the house cannot take now is held here, and nothing is read until it is.
//!
//! She is named by her number where Signal shows it, because that is what she left with us; otherwise by what Signal calls her (a UUID).
mod envelope;
mod line;

use super::{
    Abilities, Accepted, Address, Carrier, Event, Inbox, Longest, Network, NotSent, Outbound, Taken, Trouble,
    http::{self, Lost, Patience, Unusable, name_of},
};
use async_trait::async_trait;
use line::{Failed, Line};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, sleep};

/// The daemon asks Signal before it answers; who goes away before does not know whether the text went.
pub const PATIENCE: Patience = Patience { connect: Duration::from_secs(10), whole: Duration::from_secs(60) };
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// People whose timer is remembered. Who is forgotten has hers set once more.
const MOST_TIMERS: usize = 4096;

/// Where the daemon is, as staff set it. The line is not sealed: it stays in the house.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    pub host: String,
    pub port: u16,
    /// The house's own number at Signal.
    pub account: String,
}

impl std::fmt::Debug for Config {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Config(signal)")
    }
}

pub struct Signal {
    config: Config,
    patience: Patience,
    /// Seconds, by a name that does not show whose they are.
    timers: Mutex<HashMap<String, u64>>,
}

impl std::fmt::Debug for Signal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Signal")
    }
}

#[derive(Deserialize)]
struct Sent {
    timestamp: u64,
    #[serde(default)]
    results: Vec<OneSent>,
}

#[derive(Deserialize)]
struct OneSent {
    #[serde(rename = "type")]
    fate: String,
}

#[derive(Deserialize)]
struct Account {
    number: Option<String>,
}

impl Signal {
    pub fn new(config: Config, patience: Patience) -> Result<Signal, Unusable> {
        if config.host.is_empty() || config.account.is_empty() {
            return Err(Unusable::Incomplete);
        }
        http::near(&config.host)?;
        Ok(Signal { config, patience, timers: Mutex::default() })
    }

    async fn call(&self, method: &str, mut params: Value) -> Result<Value, Failed> {
        params["account"] = Value::from(self.config.account.as_str());
        self.ask(method, &params).await
    }

    /// On a line of its own: what is slow or breaks there breaks nothing else.
    async fn ask(&self, method: &str, params: &Value) -> Result<Value, Failed> {
        Line::open(&self.config, self.patience).await.map_err(Failed::Lost)?.ask(method, params, self.patience).await
    }

    /// Set at Signal itself, so that it holds on her phone too: before the first text to her, and when it is to be another.
    async fn set_timer(&self, text: &Outbound) -> Result<(), NotSent> {
        let (whose, seconds) = (name_of(&["timer", &text.to.at]), text.timer.map_or(0, |it| it.as_secs().clamp(1, u64::from(u32::MAX))));
        // Who never had one from us keeps her own.
        if self.timers().get(&whose).copied().unwrap_or_default() == seconds {
            return Ok(());
        }
        // A text without its timer would stay on her phone: it waits.
        self.call("updateContact", json!({ "recipient": text.to.at, "expiration": seconds })).await.map_err(|it| not_sent(&it))?;
        let mut timers = self.timers();
        if timers.len() >= MOST_TIMERS {
            timers.clear();
        }
        timers.insert(whose, seconds);
        Ok(())
    }

    fn timers(&self) -> MutexGuard<'_, HashMap<String, u64>> {
        self.timers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens until the line breaks; says why it did.
    async fn attend(&self, inbox: &dyn Inbox) -> &'static str {
        let Ok(mut line) = Line::open(&self.config, self.patience).await else { return "out of reach" };
        let account = json!({ "account": self.config.account });
        if line.ask("subscribeReceive", &account, self.patience).await.is_err() {
            return "it does not let us listen";
        }
        loop {
            let said = match line.next(self.patience).await {
                Ok(said) => said,
                Err(_) => return "the line broke",
            };
            for event in envelope::read(&said, &self.config.account) {
                hand_over(event, inbox).await;
            }
        }
    }
}

/// Until it is taken: there is nobody who would bring it again.
async fn hand_over(event: Event, inbox: &dyn Inbox) {
    let mut pause = SHORTEST_PAUSE;
    while inbox.take(event.clone()).await == Taken::Later {
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// What it can do, said before there is one.
pub const ABILITIES: Abilities = Abilities {
    hides_words_from_provider: true,
    sets_timers: true,
    recalls: true,
    tells_delivery: true,
    // It keeps nothing that was brought.
    deletes_at_provider: false,
    she_begins: false,
    window: None,
    longest: Longest::Characters(2000),
};

#[async_trait]
impl Carrier for Signal {
    fn network(&self) -> Network {
        Network::Signal
    }

    fn abilities(&self) -> Abilities {
        ABILITIES
    }

    async fn send(&self, text: &Outbound) -> Result<Accepted, NotSent> {
        self.set_timer(text).await?;
        let said = self.call("send", json!({ "recipient": [text.to.at], "message": text.words })).await.map_err(|it| not_sent(&it))?;
        let sent = became(said)?;
        Ok(Accepted { references: vec![sent.timestamp.to_string()] })
    }

    async fn recall(&self, to: &Address, reference: &str) -> Result<(), NotSent> {
        let timestamp: u64 = reference.parse().map_err(|_| NotSent::Never("there is no such text"))?;
        let params = json!({ "recipient": [to.at], "targetTimestamp": timestamp });
        became(self.call("remoteDelete", params).await.map_err(|it| not_sent(&it))?).map(|_| ())
    }

    async fn check(&self) -> Result<(), Trouble> {
        let version = self.ask("version", &json!({})).await.map_err(|it| trouble(&it))?;
        if !version.get("version").is_some_and(Value::is_string) {
            return Err(Trouble::Strange);
        }
        let accounts = match self.ask("listAccounts", &json!({})).await {
            // A daemon for one account alone has no such list.
            Err(Failed::Fault { code: line::NO_SUCH_METHOD, .. }) => return Ok(()),
            answered => answered.map_err(|it| trouble(&it))?,
        };
        let accounts: Vec<Account> = serde_json::from_value(accounts).map_err(|_| Trouble::Strange)?;
        let is_ours = |it: &Account| it.number.as_deref() == Some(self.config.account.as_str());
        if accounts.iter().any(is_ours) { Ok(()) } else { Err(Trouble::NoSuchNumber) }
    }

    async fn listen(&self, inbox: &dyn Inbox) {
        let mut pause = SHORTEST_PAUSE;
        loop {
            let began = Instant::now();
            let why = self.attend(inbox).await;
            // A line that lasted was good; one that breaks again and again is not tried ever faster.
            if began.elapsed() > LONGEST_PAUSE {
                pause = SHORTEST_PAUSE;
            }
            tracing::warn!(why, seconds = pause.as_secs(), "texts of this carrier are not heard now");
            sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}

/// What became of it for the one person it was for.
fn became(said: Value) -> Result<Sent, NotSent> {
    let sent: Sent = serde_json::from_value(said).map_err(|_| NotSent::Later("its answer cannot be read"))?;
    match sent.results.iter().find(|it| it.fate != "SUCCESS") {
        Some(failed) => Err(failure(&failed.fate)),
        None => Ok(sent),
    }
}

fn failure(fate: &str) -> NotSent {
    match fate {
        "UNREGISTERED_FAILURE" => NotSent::Gone("the number is not at Signal"),
        // Another phone, or somebody else's. Until she says that it is she, it gets nothing.
        "IDENTITY_FAILURE" => NotSent::Gone("her key is another one than before"),
        _ => NotSent::Later("Signal does not take it now"),
    }
}

fn not_sent(failed: &Failed) -> NotSent {
    let (code, results) = match failed {
        Failed::Lost(lost) => return (*lost).into(),
        Failed::Fault { code, results } => (*code, results),
    };
    if let Some(fate) = results.iter().find(|it| *it != "SUCCESS") {
        return failure(fate);
    }
    match code {
        line::OTHER_KEY => failure("IDENTITY_FAILURE"),
        line::NO_SUCH_ACCOUNT => NotSent::Never("it does not have our account"),
        line::NO_SUCH_METHOD | line::NOT_READ | line::NOT_POSSIBLE => NotSent::Never("it refuses this text"),
        _ => NotSent::Later("Signal does not take it now"),
    }
}

fn trouble(failed: &Failed) -> Trouble {
    match failed {
        Failed::Lost(Lost::Before | Lost::After) => Trouble::OutOfReach,
        Failed::Fault { code: line::NO_SUCH_ACCOUNT, .. } => Trouble::NoSuchNumber,
        Failed::Fault { .. } => Trouble::Strange,
    }
}
