//! Texts by a company that speaks Twilio's REST API (Programmable Messaging, version 2010-04-01); others offer the same API.
//!
//! It knows no key that would bring a text once. When an answer is lost, the text is tried again: at least once, seldom twice, because
//! its status calls carry a word of ours, and a call that comes in between settles the doubt (see `doubts`).
mod call;

use super::{
    Abilities, Accepted, Call, Carrier, Heard, Longest, Network, NotSent, Outbound, Refused, Trouble,
    doubts::{Doubts, word_of},
    http::{self, Said, Unusable},
};
use async_trait::async_trait;
use reqwest::{Client, RequestBuilder};
use serde::{Deserialize, Serialize};
use url::Url;

/// What the company takes for one text: 1600 characters of SMS are ten parts and a little.
const MOST_PARTS: u8 = 10;
/// The word of ours in a status call.
const WORD: &str = "w";

/// The account, as staff set it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    #[serde(default = "company")]
    pub base: String,
    pub account: String,
    pub token: String,
    pub sender: Sender,
    /// Where the company tells what became of a text: the carrier's own address in the house.
    #[serde(default)]
    pub status_callback: Option<String>,
}

/// As whom the house writes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    From(String),
    MessagingService(String),
}

fn company() -> String {
    "https://api.twilio.com".to_owned()
}

impl std::fmt::Debug for Config {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Config(twilio)")
    }
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Sender")
    }
}

pub struct Twilio {
    account: Url,
    callback: Option<Url>,
    config: Config,
    client: Client,
    doubts: Doubts,
}

impl std::fmt::Debug for Twilio {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Twilio")
    }
}

/// A message as the company answers it; of the rest nothing is read.
#[derive(Deserialize)]
struct Message {
    sid: String,
}

#[derive(Deserialize)]
struct Fault {
    code: Option<u32>,
}

#[derive(Deserialize)]
struct Numbers {
    incoming_phone_numbers: Vec<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Account {
    status: String,
}

impl Twilio {
    pub fn new(config: Config, client: Client) -> Result<Twilio, Unusable> {
        let (Sender::From(sender) | Sender::MessagingService(sender)) = &config.sender;
        if [&config.account, &config.token, sender].iter().any(|it| it.is_empty()) {
            return Err(Unusable::Incomplete);
        }
        let account = http::at(&http::base(&config.base)?, &["2010-04-01", "Accounts", &config.account]);
        let callback = config.status_callback.as_deref().map(Url::parse).transpose().map_err(|_| Unusable::Address)?;
        Ok(Twilio { account, callback, config, client, doubts: Doubts::default() })
    }

    fn signed_in(&self, request: RequestBuilder) -> RequestBuilder {
        request.basic_auth(&self.config.account, Some(&self.config.token))
    }

    fn message(&self, reference: &str) -> Url {
        http::at(&self.account, &["Messages", &format!("{reference}.json")])
    }

    async fn give(&self, text: &Outbound, word: &str) -> Result<Said, http::Lost> {
        let mut form = vec![("To", text.to.at.as_str()), ("Body", text.words.as_str())];
        form.push(match &self.config.sender {
            Sender::From(it) => ("From", it),
            Sender::MessagingService(it) => ("MessagingServiceSid", it),
        });
        let callback = self.callback.clone().map(|mut it| {
            it.query_pairs_mut().append_pair(WORD, word);
            String::from(it)
        });
        form.extend(callback.as_deref().map(|it| ("StatusCallback", it)));
        http::asked(self.signed_in(self.client.post(http::at(&self.account, &["Messages.json"])).form(&form))).await
    }
}

/// What it can do, said before there is one.
pub const ABILITIES: Abilities = Abilities {
    hides_words_from_provider: false,
    sets_timers: false,
    recalls: false,
    tells_delivery: true,
    deletes_at_provider: true,
    she_begins: false,
    window: None,
    longest: Longest::Parts(MOST_PARTS),
};

#[async_trait]
impl Carrier for Twilio {
    fn network(&self) -> Network {
        Network::Sms
    }

    fn abilities(&self) -> Abilities {
        Abilities { tells_delivery: self.callback.is_some(), ..ABILITIES }
    }

    async fn send(&self, text: &Outbound) -> Result<Accepted, NotSent> {
        let word = word_of(&text.key);
        if let Some(reference) = self.doubts.begin(&word) {
            self.doubts.end(&word);
            return Ok(Accepted { references: vec![reference] });
        }
        let said = match self.give(text, &word).await {
            Ok(said) => said,
            Err(lost) => {
                if lost == http::Lost::Before {
                    self.doubts.end(&word);
                }
                return Err(lost.into());
            }
        };
        if said.is_yes() {
            // A yes that names no message is somebody else's yes, or a broken one: it stays in doubt.
            let message = said.json::<Message>().ok_or(NotSent::Later("its answer cannot be read"))?;
            self.doubts.end(&word);
            return Ok(Accepted { references: vec![message.sid] });
        }
        // A fault of theirs may come after the text was taken.
        if said.status < 500 {
            self.doubts.end(&word);
        }
        Err(refused(&said))
    }

    /// The record goes, with the number in it. While the text is under way it may not: then its words go, and the rest is asked again.
    async fn forget(&self, reference: &str) -> Result<(), NotSent> {
        let message = self.message(reference);
        let said = http::asked(self.signed_in(self.client.delete(message.clone()))).await?;
        match said.status {
            200..=299 | 404 | 410 => Ok(()),
            400 | 409 => {
                http::asked(self.signed_in(self.client.post(message).form(&[("Body", "")]))).await?;
                Err(NotSent::Later("it is still under way"))
            }
            _ => Err(refused(&said)),
        }
    }

    async fn check(&self) -> Result<(), Trouble> {
        let mut account = self.account.clone();
        account.set_path(&format!("{}.json", account.path()));
        let said = http::asked(self.signed_in(self.client.get(account))).await?;
        match said.status {
            200 if said.json::<Account>().ok_or(Trouble::Strange)?.status == "active" => {}
            200 | 401 | 403 | 404 => return Err(Trouble::NotKnown),
            _ => return Err(if said.is_busy() { Trouble::OutOfReach } else { Trouble::Strange }),
        }
        // A name instead of a number, a short code and a service are in no list that can be asked here.
        let Sender::From(number) = &self.config.sender else { return Ok(()) };
        if !number.starts_with('+') {
            return Ok(());
        }
        let list = self.client.get(http::at(&self.account, &["IncomingPhoneNumbers.json"])).query(&[("PhoneNumber", number)]);
        let said = http::asked(self.signed_in(list)).await?;
        let numbers = said.json::<Numbers>().filter(|_| said.is_yes()).ok_or(Trouble::Strange)?;
        if numbers.incoming_phone_numbers.is_empty() { Err(Trouble::NoSuchNumber) } else { Ok(()) }
    }

    fn hear(&self, call: &Call<'_>) -> Result<Heard, Refused> {
        call::hear(call, &self.config.token, &self.doubts)
    }
}

/// What a no of the company means, by its number (docs: "Error and Warning Dictionary").
fn refused(said: &Said) -> NotSent {
    let code = said.json::<Fault>().and_then(|it| it.code).unwrap_or_default();
    if said.is_busy() {
        return NotSent::Later("the company is busy");
    }
    match code {
        14107 | 20429 | 21611 | 30001 => NotSent::Later("too many at once"),
        _ if is_gone(code) => NotSent::Gone("the number is dead, or said stop"),
        20003 => NotSent::Never("it does not know us"),
        _ if said.status == 401 || said.status == 403 => NotSent::Never("it does not know us"),
        _ => NotSent::Never("it refuses this text"),
    }
}

/// No such number, no phone, said stop at the company, or blocked.
fn is_gone(code: u32) -> bool {
    matches!(code, 21211 | 21610 | 21614 | 30003 | 30005 | 30006)
}
