//! Texts by Kannel, the SMS gateway that a house runs itself (Kannel 1.4 User Guide, "Using HTTP to send SMS", "SMS-service group").
//!
//! Kannel names no text that it takes, so the house names it: the same word for the same text, told to Kannel in the address of its
//! reports. A lost answer is settled by a report that comes before the text is tried again (see `doubts`): at least once, seldom twice.
//!
//! For texts that come in, the group `sms-service` has `max-messages = 0` (otherwise Kannel writes an answer of its own to her),
//! `catch-all = true`, `http-request-retry`, and `get-url = "ADDRESS?k=SECRET&id=%I&from=%q&to=%Q&charset=%C&text=%b"`.
mod call;
mod gsm;

use super::{
    Abilities, Accepted, Call, Carrier, Heard, Longest, Network, NotSent, Outbound, Refused, Trouble,
    doubts::{Doubts, word_of},
    http::{self, Lost, Said, Unusable},
};
use async_trait::async_trait;
use reqwest::{Client, RequestBuilder, header::HeaderValue};
use serde::{Deserialize, Serialize};
use url::Url;

/// What `max-messages` of the user must allow.
const MOST_PARTS: u8 = 10;
/// All reports: brought, not brought, waits, taken by the centre, refused by the centre.
const ALL_REPORTS: &str = "31";

/// The gateway, as staff set it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    /// The address of sendsms, like `http://kannel:13013/cgi-bin/sendsms`.
    pub base: String,
    pub name: String,
    pub passphrase: String,
    pub from: String,
    /// The carrier's own address in the house, for reports.
    pub report_to: String,
    /// What Kannel says with every call: it signs nothing. Letters and digits, and many of them.
    pub secret: String,
}

impl std::fmt::Debug for Config {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Config(kannel)")
    }
}

pub struct Kannel {
    base: Url,
    reports: String,
    config: Config,
    client: Client,
    doubts: Doubts,
}

impl std::fmt::Debug for Kannel {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Kannel")
    }
}

impl Kannel {
    pub fn new(config: Config, client: Client) -> Result<Kannel, Unusable> {
        let needed = [&config.name, &config.passphrase, &config.from, &config.secret];
        if needed.iter().any(|it| it.is_empty()) {
            return Err(Unusable::Incomplete);
        }
        // They stand in headers.
        if needed.iter().any(|it| HeaderValue::from_str(it).is_err()) {
            return Err(Unusable::Address);
        }
        let mut reports = Url::parse(&config.report_to).map_err(|_| Unusable::Address)?;
        reports.query_pairs_mut().append_pair("k", &config.secret);
        // Kannel fills in what follows a per cent sign; two of them are one.
        let reports = String::from(reports).replace('%', "%%");
        Ok(Kannel { base: http::base(&config.base)?, reports, config, client, doubts: Doubts::default() })
    }

    /// Who asks, in headers: an address stands in the logs of all that it passes.
    fn signed_in(&self) -> RequestBuilder {
        let post = self.client.post(self.base.clone());
        post.header("X-Kannel-Username", &self.config.name).header("X-Kannel-Password", &self.config.passphrase)
    }
}

/// What it can do, said before there is one.
pub const ABILITIES: Abilities = Abilities {
    hides_words_from_provider: false,
    sets_timers: false,
    recalls: false,
    tells_delivery: true,
    deletes_at_provider: false,
    she_begins: false,
    window: None,
    longest: Longest::Parts(MOST_PARTS),
};

#[async_trait]
impl Carrier for Kannel {
    fn network(&self) -> Network {
        Network::Sms
    }

    fn abilities(&self) -> Abilities {
        ABILITIES
    }

    async fn send(&self, text: &Outbound) -> Result<Accepted, NotSent> {
        let word = word_of(&text.key);
        let accepted = Accepted { references: vec![word.clone()] };
        if self.doubts.begin(&word).is_some() {
            self.doubts.end(&word);
            return Ok(accepted);
        }
        let coding = if gsm::holds(&text.words) { "0" } else { "2" };
        let request = self.signed_in().header("X-Kannel-From", &self.config.from).header("X-Kannel-To", &text.to.at);
        let request = request.header("X-Kannel-Coding", coding).header("X-Kannel-DLR-Mask", ALL_REPORTS);
        let request = request.header("X-Kannel-DLR-Url", format!("{}&ref={word}&dlr=%d&said=%A", self.reports));
        let request = request.header("Content-Type", "text/plain; charset=UTF-8").body(text.words.clone());
        let said = match http::asked(request).await {
            Ok(said) => said,
            Err(lost) => {
                if lost == Lost::Before {
                    self.doubts.end(&word);
                }
                return Err(lost.into());
            }
        };
        if said.is_yes() {
            // Accepted, or queued: any other yes is not Kannel's.
            if !said.body.starts_with(b"0:") && !said.body.starts_with(b"3:") {
                return Err(NotSent::Later("its answer cannot be read"));
            }
            self.doubts.end(&word);
            return Ok(accepted);
        }
        if said.status < 500 {
            self.doubts.end(&word);
        }
        Err(refused(&said))
    }

    /// Who it is for is left out: Kannel looks at who asks, and then refuses.
    async fn check(&self) -> Result<(), Trouble> {
        let said = http::asked(self.signed_in().header("Content-Type", "text/plain").body(String::new())).await?;
        match said.status {
            403 => Err(Trouble::NotKnown),
            400 => Ok(()),
            _ if said.is_busy() => Err(Trouble::OutOfReach),
            _ => Err(Trouble::Strange),
        }
    }

    fn hear(&self, call: &Call<'_>) -> Result<Heard, Refused> {
        call::hear(call, &self.config.secret, &self.doubts)
    }
}

fn refused(said: &Said) -> NotSent {
    match said.status {
        _ if said.is_busy() => NotSent::Later("the gateway is busy"),
        401 | 403 => NotSent::Never("it does not know us"),
        _ => NotSent::Never("it refuses this text"),
    }
}
