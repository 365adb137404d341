//! Texts by WhatsApp (Cloud API of Meta). Meta can read what goes through this; a person's own WhatsApp is sealed, a house's is not.
//!
//! Longer than a day after her last text only a template may go: one neutral sentence that Meta has seen before, without words of ours.
//! The API knows no key that would bring a text once. It gives a word of ours back with each status, which settles a lost answer where it
//! comes before the text is tried again (see `doubts`): at least once, seldom twice.
mod call;

use super::{
    Abilities, Accepted, Call, Carrier, Heard, Longest, Network, NotSent, Outbound, Refused, Trouble,
    doubts::{Doubts, word_of},
    http::{self, Lost, Said, Unusable},
};
use async_trait::async_trait;
use hearth_core::locale::Language;
use reqwest::Client;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::time::Duration;
use url::Url;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The number at Meta, as staff set it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    #[serde(default = "company")]
    pub base: String,
    pub phone_number_id: String,
    pub token: String,
    pub app_secret: String,
    pub verify_token: String,
    /// The account at Meta that has the template, asked by the self-check alone.
    #[serde(default)]
    pub business_account: String,
    pub template: Template,
}

/// The neutral sentence, as it is called at Meta: one name, and a version of it in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub name: String,
    /// Meta's code of each version: `en`, `en_US`, `fr`, `fr_CA`.
    pub en: String,
    pub fr: String,
}

impl Template {
    pub fn code(&self, of: Language) -> &str {
        match of {
            Language::En => &self.en,
            Language::Fr => &self.fr,
        }
    }
}

fn company() -> String {
    "https://graph.facebook.com/v23.0".to_owned()
}

impl std::fmt::Debug for Config {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Config(whatsapp)")
    }
}

pub struct Whatsapp {
    number: Url,
    templates: Url,
    config: Config,
    client: Client,
    doubts: Doubts,
}

impl std::fmt::Debug for Whatsapp {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Whatsapp")
    }
}

#[derive(Deserialize)]
struct Sent {
    messages: Vec<One>,
}

#[derive(Deserialize)]
struct One {
    id: String,
}

/// A version of a template.
#[derive(Deserialize)]
struct Version {
    name: String,
    language: String,
    status: String,
}

#[derive(Deserialize)]
struct Versions {
    data: Vec<Version>,
}

#[derive(Deserialize)]
struct Fault {
    error: Code,
}

#[derive(Deserialize)]
struct Code {
    code: i64,
}

impl Whatsapp {
    pub fn new(config: Config, client: Client) -> Result<Whatsapp, Unusable> {
        let Template { name, en, fr } = &config.template;
        let needed = [&config.phone_number_id, &config.token, &config.app_secret, &config.verify_token, name, en, fr];
        if needed.iter().any(|it| it.is_empty()) {
            return Err(Unusable::Incomplete);
        }
        let base = http::base(&config.base)?;
        let (number, templates) = (http::at(&base, &[&config.phone_number_id]), http::at(&base, &[&config.business_account, "message_templates"]));
        Ok(Whatsapp { number, templates, config, client, doubts: Doubts::default() })
    }

    /// Whether Meta has the neutral sentence in each language, and allows it: else whoever is away for a day is never told of anything.
    async fn check_template(&self) -> Result<(), Trouble> {
        let template = &self.config.template;
        if self.config.business_account.is_empty() {
            return Err(Trouble::NoTemplate);
        }
        let query = [("name", template.name.as_str()), ("fields", "name,status,language"), ("limit", "100")];
        let said = http::asked(self.client.get(self.templates.clone()).query(&query).bearer_auth(&self.config.token)).await?;
        if said.is_busy() {
            return Err(Trouble::OutOfReach);
        }
        // A token that may send need not be one that may look: then nobody can say that the sentence is there.
        let versions = said.json::<Versions>().filter(|_| said.is_yes()).ok_or(Trouble::NoTemplate)?.data;
        let is_allowed = |code: &str| versions.iter().any(|it| it.name == template.name && it.language == code && it.status == "APPROVED");
        if Language::ALL.into_iter().all(|it| is_allowed(template.code(it))) { Ok(()) } else { Err(Trouble::NoTemplate) }
    }

    fn written(&self, text: &Outbound, word: &str) -> Value {
        let mut said = json!({ "messaging_product": "whatsapp", "recipient_type": "individual", "biz_opaque_callback_data": word });
        // Who hides her number has a name of Meta's instead, and that stands elsewhere.
        match text.to.at.strip_prefix('+') {
            Some(number) => said["to"] = Value::from(number),
            None => said["recipient"] = Value::from(text.to.at.as_str()),
        }
        if text.is_outside_window {
            let template = &self.config.template;
            said["type"] = Value::from("template");
            said["template"] = json!({ "name": template.name, "language": { "code": template.code(text.language) } });
        } else {
            said["type"] = Value::from("text");
            // No preview: the company would fetch the page.
            said["text"] = json!({ "preview_url": false, "body": text.words });
        }
        said
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
    window: Some(DAY),
    longest: Longest::Characters(4096),
};

#[async_trait]
impl Carrier for Whatsapp {
    fn network(&self) -> Network {
        Network::Whatsapp
    }

    fn abilities(&self) -> Abilities {
        ABILITIES
    }

    async fn send(&self, text: &Outbound) -> Result<Accepted, NotSent> {
        let word = word_of(&text.key);
        if let Some(reference) = self.doubts.begin(&word) {
            self.doubts.end(&word);
            return Ok(Accepted { references: vec![reference] });
        }
        let messages = self.client.post(http::at(&self.number, &["messages"])).bearer_auth(&self.config.token);
        let said = match http::asked(messages.json(&self.written(text, &word))).await {
            Ok(said) => said,
            Err(lost) => {
                if lost == Lost::Before {
                    self.doubts.end(&word);
                }
                return Err(lost.into());
            }
        };
        if said.is_yes() {
            let sent = said.json::<Sent>().filter(|it| !it.messages.is_empty()).ok_or(NotSent::Later("its answer cannot be read"))?;
            self.doubts.end(&word);
            return Ok(Accepted { references: sent.messages.into_iter().map(|it| it.id).collect() });
        }
        if said.status < 500 {
            self.doubts.end(&word);
        }
        Err(refused(&said))
    }

    async fn check(&self) -> Result<(), Trouble> {
        let number = self.client.get(self.number.clone()).query(&[("fields", "id")]).bearer_auth(&self.config.token);
        let said = http::asked(number).await?;
        let code = code_of(&said);
        match said.status {
            _ if said.is_busy() => Err(Trouble::OutOfReach),
            200 if said.json::<One>().is_some_and(|it| it.id == self.config.phone_number_id) => self.check_template().await,
            200 => Err(Trouble::Strange),
            _ if said.status == 401 || code == 190 => Err(Trouble::NotKnown),
            // The token is right, and opens something else.
            400 | 403 | 404 => Err(Trouble::NoSuchNumber),
            _ => Err(Trouble::Strange),
        }
    }

    fn hear(&self, call: &Call<'_>) -> Result<Heard, Refused> {
        call::hear(call, &self.config, &self.doubts)
    }
}

fn code_of(said: &Said) -> i64 {
    said.json::<Fault>().map(|it| it.error.code).unwrap_or_default()
}

/// What a no means, by its number (docs: "Cloud API error codes").
fn refused(said: &Said) -> NotSent {
    let code = code_of(said);
    match code {
        131026 | 131050 => NotSent::Gone("the number is not at WhatsApp, or said stop"),
        // Too many in all, to her, or in their eyes; or a fault of theirs.
        1 | 2 | 4 | 80007 | 130429 | 131000 | 131016 | 131048 | 131049 | 131056 | 131057 | 133004 => NotSent::Later("the company is busy"),
        _ if said.is_busy() => NotSent::Later("the company is busy"),
        0 | 3 | 10 | 190 | 200..=299 => NotSent::Never("it does not know us"),
        131047 => NotSent::Never("her window is closed"),
        _ => NotSent::Never("it refuses this text"),
    }
}

/// The same of a text that was taken first.
fn is_gone(code: i64) -> bool {
    matches!(code, 131026 | 131050)
}
