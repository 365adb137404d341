//! The carriers that the house can use, and what an administrator says about each. A carrier is a file in `carrier/` and an item of [`ALL`].
use crate::carrier::{
    Abilities, Carrier, Network,
    http::{self, PATIENCE, Unusable},
    kannel, signal, smpp, telegram, twilio, whatsapp,
};
use hearth_core::{Kernel, clock::Clock};
use serde_json::Value;
use std::{str::FromStr, sync::Arc};
use uuid::Uuid;

/// One that can be chosen.
pub struct Offered {
    /// Its name in what is kept; `text-carrier-CODE` are its words.
    pub code: &'static str,
    pub network: Network,
    pub abilities: Abilities,
    pub fields: &'static [Field],
    pub make: fn(&Said<'_>) -> Option<Arc<dyn Carrier>>,
}

/// Something that has to be said; `text-field-NAME` are its words.
pub struct Field {
    pub name: &'static str,
    pub kind: Kind,
    pub is_needed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Line,
    /// Never shown again.
    Secret,
    Tick,
}

/// What was said about one line.
pub struct Said<'a> {
    pub clock: Clock,
    values: &'a Value,
    /// What people write to.
    pub number: &'a str,
    /// The address that its carrier calls.
    pub calls: String,
}

impl Said<'_> {
    /// Empty where it was not said.
    pub fn text(&self, name: &str) -> String {
        self.values.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
    }

    /// None where it was not said.
    pub fn given(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|it| !it.is_empty())
    }

    pub fn text_or(&self, name: &str, otherwise: &str) -> String {
        self.given(name).unwrap_or_else(|| otherwise.to_owned())
    }

    /// None where what was said is no number.
    pub fn number_or<N: FromStr>(&self, name: &str, otherwise: N) -> Option<N> {
        match self.given(name) {
            Some(said) => said.parse().ok(),
            None => Some(otherwise),
        }
    }

    pub fn is_ticked(&self, name: &str) -> bool {
        self.text(name) == "yes"
    }
}

/// A line of words that has to be said.
const fn needed(name: &'static str) -> Field {
    Field { name, kind: Kind::Line, is_needed: true }
}

const fn line(name: &'static str) -> Field {
    Field { name, kind: Kind::Line, is_needed: false }
}

const fn secret(name: &'static str) -> Field {
    Field { name, kind: Kind::Secret, is_needed: true }
}

const fn tick(name: &'static str) -> Field {
    Field { name, kind: Kind::Tick, is_needed: false }
}

pub const ALL: &[Offered] = &[
    Offered {
        code: "smpp",
        network: Network::Sms,
        abilities: smpp::ABILITIES,
        fields: &[
            needed("host"),
            needed("port"),
            tick("tls"),
            needed("system_id"),
            secret("password"),
            line("system_type"),
            line("window"),
            line("per_second"),
        ],
        make: |said| {
            Some(Arc::new(smpp::Smpp::new(
                smpp::Config {
                    host: said.text("host"),
                    port: said.text("port").parse().ok()?,
                    tls: said.is_ticked("tls"),
                    system_id: said.text("system_id"),
                    password: said.text("password"),
                    system_type: said.text("system_type"),
                    source: said.number.to_owned(),
                    window: said.number_or("window", 10)?,
                    per_second: match said.number_or("per_second", 0)? {
                        0 => None,
                        many => Some(many),
                    },
                },
                said.clock.clone(),
            )))
        },
    },
    Offered {
        code: "twilio",
        network: Network::Sms,
        abilities: twilio::ABILITIES,
        fields: &[needed("account"), secret("token"), line("messaging_service"), line("base")],
        make: |said| {
            let sender = match said.given("messaging_service") {
                Some(service) => twilio::Sender::MessagingService(service),
                None => twilio::Sender::From(said.number.to_owned()),
            };
            let config = twilio::Config {
                base: said.text_or("base", "https://api.twilio.com"),
                account: said.text("account"),
                token: said.text("token"),
                sender,
                status_callback: Some(said.calls.clone()),
            };
            made(twilio::Twilio::new(config, client()?))
        },
    },
    Offered {
        code: "kannel",
        network: Network::Sms,
        abilities: kannel::ABILITIES,
        fields: &[needed("base"), needed("name"), secret("passphrase"), secret("secret")],
        make: |said| {
            let config = kannel::Config {
                base: said.text("base"),
                name: said.text("name"),
                passphrase: said.text("passphrase"),
                from: said.number.to_owned(),
                report_to: said.calls.clone(),
                secret: said.text("secret"),
            };
            made(kannel::Kannel::new(config, client()?))
        },
    },
    Offered {
        code: "signal",
        network: Network::Signal,
        abilities: signal::ABILITIES,
        fields: &[needed("host"), needed("port")],
        make: |said| {
            let config = signal::Config { host: said.text("host"), port: said.text("port").parse().ok()?, account: said.number.to_owned() };
            made(signal::Signal::new(config, PATIENCE))
        },
    },
    Offered {
        code: "whatsapp",
        network: Network::Whatsapp,
        abilities: whatsapp::ABILITIES,
        fields: &[
            needed("phone_number_id"),
            secret("token"),
            secret("app_secret"),
            secret("verify_token"),
            needed("business_account"),
            needed("template"),
            line("language_en"),
            line("language_fr"),
            line("base"),
        ],
        make: |said| {
            let config = whatsapp::Config {
                base: said.text_or("base", "https://graph.facebook.com/v23.0"),
                phone_number_id: said.text("phone_number_id"),
                token: said.text("token"),
                app_secret: said.text("app_secret"),
                verify_token: said.text("verify_token"),
                business_account: said.text("business_account"),
                template: whatsapp::Template {
                    name: said.text("template"),
                    en: said.text_or("language_en", "en"),
                    fr: said.text_or("language_fr", "fr"),
                },
            };
            made(whatsapp::Whatsapp::new(config, client()?))
        },
    },
    Offered {
        code: "telegram",
        network: Network::Telegram,
        abilities: telegram::ABILITIES,
        fields: &[secret("token"), tick("polls"), line("base")],
        make: |said| {
            let config = telegram::Config {
                base: said.text_or("base", "https://api.telegram.org"),
                token: said.text("token"),
                // The house tells it to Telegram itself: nobody has to make one up, and only who knows the token could.
                secret: http::name_of(&["telegram", &said.text("token"), &said.calls]),
                calls: said.calls.clone(),
                polls: said.is_ticked("polls"),
                is_silent: true,
            };
            made(telegram::Telegram::new(config, client()?))
        },
    },
];

fn made<C: Carrier>(carrier: Result<C, Unusable>) -> Option<Arc<dyn Carrier>> {
    carrier.ok().map(|it| -> Arc<dyn Carrier> { Arc::new(it) })
}

fn client() -> Option<reqwest::Client> {
    http::client(http::trusted().ok()?, PATIENCE).ok()
}

pub fn by_code(code: &str) -> Option<&'static Offered> {
    ALL.iter().find(|it| it.code == code)
}

/// Under which address the carrier of a line calls the house.
pub fn calls(kernel: &Kernel, line: Uuid) -> String {
    format!("{}webhooks/{}/{}", kernel.house.address, crate::NAME, line.as_simple())
}

impl Offered {
    /// Whether everything that is needed was said.
    pub fn is_complete(&self, values: &Value) -> bool {
        let is_said = |it: &Field| values.get(it.name).and_then(Value::as_str).is_some_and(|it| !it.trim().is_empty());
        self.fields.iter().filter(|it| it.is_needed).all(is_said)
    }

    pub fn make(&self, kernel: &Kernel, line: Uuid, number: &str, values: &Value) -> Option<Arc<dyn Carrier>> {
        (self.make)(&Said { clock: kernel.clock.clone(), values, number, calls: calls(kernel, line) })
    }
}
