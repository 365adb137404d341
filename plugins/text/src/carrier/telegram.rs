//! Texts by Telegram (Bot API 9): only she can begin, by a link or a word to the bot. Telegram's servers can read what is written there.
//!
//! It knows no key that would bring a text once, and tells of no delivery: where an answer is lost, a text goes at least once.
//! The token of the bot is a part of every address, which is why no address and no error of the client is ever kept.
mod update;

use super::{
    Abilities, Accepted, Address, Answer, Call, Carrier, Heard, Inbox, Longest, Network, NotSent, Outbound, Refused, Taken, Trouble,
    http::{self, Said, Unusable},
};
use async_trait::async_trait;
use reqwest::Client;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::sleep;
use url::Url;

/// How long the bot's door is held open in one question; shorter than the patience of the client.
const LISTENS: u64 = 20;
/// So many are read at once, and so much: ten of the longest with all that they quote are less.
const AT_ONCE: u8 = 10;
const LONGEST_ANSWER: usize = 1024 * 1024;
/// Of all that it could tell, the only kind that is a text.
const TEXTS: &str = "message";
/// After nothing came: a server that does not hold the door open is not asked without end.
const BREATH: Duration = Duration::from_millis(250);
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The bot, as staff set it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    #[serde(default = "company")]
    pub base: String,
    pub token: String,
    /// What Telegram says with every call (`secret_token` of setWebhook). Empty where it is asked instead of called.
    #[serde(default)]
    pub secret: String,
    /// The address of the house that it calls.
    #[serde(default)]
    pub calls: String,
    /// Whether texts are asked for. It works behind every door, and needs no address of the house's own.
    #[serde(default)]
    pub polls: bool,
    /// Without a sound on her phone: who is beside her does not hear it. It still stands on the screen.
    #[serde(default = "yes")]
    pub is_silent: bool,
}

fn company() -> String {
    "https://api.telegram.org".to_owned()
}

fn yes() -> bool {
    true
}

impl std::fmt::Debug for Config {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Config(telegram)")
    }
}

pub struct Telegram {
    bot: Url,
    config: Config,
    client: Client,
}

impl std::fmt::Debug for Telegram {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Telegram")
    }
}

/// Every answer has this around it.
#[derive(Deserialize)]
struct Enveloped<T> {
    ok: bool,
    result: Option<T>,
}

#[derive(Deserialize)]
struct Sent {
    message_id: i64,
}

#[derive(Deserialize)]
struct Fault {
    #[serde(default)]
    description: String,
}

#[derive(Deserialize)]
struct Hook {
    url: String,
    #[serde(default)]
    pending_update_count: u64,
    #[serde(default)]
    last_error_date: Option<i64>,
    /// All but a few kinds, where it says none.
    #[serde(default)]
    allowed_updates: Option<Vec<String>>,
}

impl Telegram {
    pub fn new(config: Config, client: Client) -> Result<Telegram, Unusable> {
        // Without a secret everybody who finds the address could speak for her.
        if config.token.is_empty() || !config.polls && config.secret.is_empty() {
            return Err(Unusable::Incomplete);
        }
        let bot = http::at(&http::base(&config.base)?, &[&format!("bot{}", config.token)]);
        Ok(Telegram { bot, config, client })
    }

    async fn ask(&self, method: &str, said: &Value) -> Result<Said, http::Lost> {
        http::ask(self.client.post(http::at(&self.bot, &[method])).json(said), LONGEST_ANSWER).await
    }

    async fn know<T: DeserializeOwned>(&self, method: &str, with: &Value) -> Result<T, Trouble> {
        let said = self.ask(method, with).await?;
        match said.status {
            // A token that it does not know is an address that it does not have.
            401 | 403 | 404 => Err(Trouble::NotKnown),
            // An address that it cannot call: not sealed, or none that it finds.
            400 => Err(Trouble::NotBrought),
            _ if said.is_busy() => Err(Trouble::OutOfReach),
            _ => yes_of(&said).ok_or(Trouble::Strange),
        }
    }

    /// Asks once for what is new, and hands it over. `next`: the first that was not taken yet.
    async fn round(&self, next: &mut i64, inbox: &dyn Inbox) -> Result<(), &'static str> {
        let question = json!({ "offset": *next, "limit": AT_ONCE, "timeout": LISTENS, "allowed_updates": [TEXTS] });
        let said = self.ask("getUpdates", &question).await.map_err(|_| "out of reach")?;
        let updates: Vec<Value> = yes_of(&said).ok_or("it refuses to tell")?;
        if updates.is_empty() {
            sleep(BREATH).await;
        }
        for update in &updates {
            let id = update.get("update_id").and_then(Value::as_i64).ok_or("it cannot be read")?;
            if let Some(event) = update::read(update, &self.account())
                && inbox.take(event).await == Taken::Later
            {
                return Err("the house cannot take it now");
            }
            // To ask for what comes after it is to say that it was taken.
            *next = id.saturating_add(1);
        }
        Ok(())
    }

    /// Which bot it is; the part of the token that is no secret.
    fn account(&self) -> String {
        self.config.token.split(':').next().unwrap_or_default().to_owned()
    }
}

/// What it can do, said before there is one.
pub const ABILITIES: Abilities = Abilities {
    hides_words_from_provider: false,
    sets_timers: false,
    // Within 48 hours (docs: deleteMessage). It goes from the company and from her phone at once: the one is not had alone.
    recalls: true,
    tells_delivery: false,
    deletes_at_provider: false,
    she_begins: true,
    window: None,
    longest: Longest::Characters(4096),
};

#[async_trait]
impl Carrier for Telegram {
    fn network(&self) -> Network {
        Network::Telegram
    }

    fn abilities(&self) -> Abilities {
        ABILITIES
    }

    async fn send(&self, text: &Outbound) -> Result<Accepted, NotSent> {
        // Protected: it cannot be passed on to others or saved by a touch. No preview: the company would fetch the page.
        let said = json!({
            "chat_id": text.to.at,
            "text": text.words,
            "protect_content": true,
            "disable_notification": self.config.is_silent,
            "link_preview_options": { "is_disabled": true },
        });
        let said = self.ask("sendMessage", &said).await?;
        if said.is_yes() {
            let sent: Sent = yes_of(&said).ok_or(NotSent::Later("its answer cannot be read"))?;
            return Ok(Accepted { references: vec![sent.message_id.to_string()] });
        }
        Err(refused(&said))
    }

    async fn recall(&self, to: &Address, reference: &str) -> Result<(), NotSent> {
        let message: i64 = reference.parse().map_err(|_| NotSent::Never("there is no such text"))?;
        let said = self.ask("deleteMessage", &json!({ "chat_id": to.at, "message_id": message })).await?;
        if yes_of::<bool>(&said) == Some(true) { Ok(()) } else { Err(refused(&said)) }
    }

    async fn check(&self) -> Result<(), Trouble> {
        let nothing = json!({});
        let _: Value = self.know("getMe", &nothing).await?;
        let hook: Hook = self.know("getWebhookInfo", &nothing).await?;
        // It either calls or is asked, never both; and it calls this house, for texts.
        let is_for_texts = hook.allowed_updates.is_none_or(|it| it.iter().any(|kind| kind == TEXTS));
        let calls = if self.config.polls { "" } else { self.config.calls.as_str() };
        if hook.url != calls || !is_for_texts && !self.config.polls {
            return Err(Trouble::NotBrought);
        }
        // What waits while it says that it failed has come to nobody.
        if hook.last_error_date.is_some() && hook.pending_update_count > 0 { Err(Trouble::CannotBring) } else { Ok(()) }
    }

    /// Whatever waits at Telegram stays there meanwhile, and comes the new way.
    async fn settle(&self) -> Result<(), Trouble> {
        let is_done: bool = match self.config.polls {
            true => self.know("deleteWebhook", &json!({})).await?,
            false => {
                let hook = json!({ "url": self.config.calls, "secret_token": self.config.secret, "allowed_updates": [TEXTS] });
                self.know("setWebhook", &hook).await?
            }
        };
        if is_done { Ok(()) } else { Err(Trouble::NotBrought) }
    }

    async fn leave(&self) -> Result<(), Trouble> {
        if !self.config.polls {
            let _: bool = self.know("deleteWebhook", &json!({})).await?;
        }
        Ok(())
    }

    fn hear(&self, call: &Call<'_>) -> Result<Heard, Refused> {
        http::is_short(call)?;
        let said = (call.header)("X-Telegram-Bot-Api-Secret-Token").ok_or(Refused::Unsigned)?;
        if self.config.secret.is_empty() || !http::is_same(said.as_bytes(), self.config.secret.as_bytes()) {
            return Err(Refused::Unsigned);
        }
        let update: Value = serde_json::from_slice(call.body).map_err(|_| Refused::Unreadable)?;
        if !update.get("update_id").is_some_and(Value::is_i64) {
            return Err(Refused::Unreadable);
        }
        let events = update::read(&update, &self.account()).into_iter().collect();
        Ok(Heard { events, answer: Answer { content_type: "application/json", body: "{}".to_owned() } })
    }

    async fn listen(&self, inbox: &dyn Inbox) {
        if !self.config.polls {
            return std::future::pending().await;
        }
        let (mut next, mut pause) = (0, SHORTEST_PAUSE);
        loop {
            match self.round(&mut next, inbox).await {
                Ok(()) => pause = SHORTEST_PAUSE,
                Err(why) => {
                    tracing::warn!(why, seconds = pause.as_secs(), "texts of this carrier are not fetched now");
                    sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }
}

fn yes_of<T: DeserializeOwned>(said: &Said) -> Option<T> {
    said.json::<Enveloped<T>>().filter(|it| said.is_yes() && it.ok).and_then(|it| it.result)
}

/// What a no means. There are no numbers for it beside the status; of the words only these two are looked for.
fn refused(said: &Said) -> NotSent {
    let words = said.json::<Fault>().map(|it| it.description.to_lowercase()).unwrap_or_default();
    match said.status {
        _ if said.is_busy() => NotSent::Later("the company is busy"),
        // Blocked, or the account was deleted.
        403 => NotSent::Gone("she blocked it, or is gone"),
        400 if words.contains("chat not found") || words.contains("peer_id_invalid") => NotSent::Gone("nobody has this name"),
        401 | 404 => NotSent::Never("it does not know us"),
        _ => NotSent::Never("it refuses this text"),
    }
}
