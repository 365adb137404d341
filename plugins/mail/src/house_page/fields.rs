//! The form about the house's letters, between what was typed and what is kept.
use crate::{
    house::House,
    incoming::mailbox::{self, Mailbox},
    outgoing::relay::{self, Way},
    refusals::{NOT_A_HOST, NOT_A_PORT, NOT_OPENLY},
};
use hearth_core::Refusal;
use std::{collections::HashMap, net::IpAddr};

/// What the form sent.
pub type Given = HashMap<String, String>;

/// How a line is sealed, as the form names it. The last only to this very machine.
pub const SEALS: [&str; 3] = ["tls", "starttls", "open"];

/// A name of DNS is no longer (RFC 1035, 2.3.4).
const LONGEST_NAME: usize = 253;

/// What stands in the fields. Passphrases are not among it: they go one way.
#[derive(Default)]
pub struct Typed {
    pub domain: String,
    pub host: String,
    pub goes: Line,
    /// Letters are fetched out of a mailbox; otherwise a server of ours takes them.
    pub is_mailbox: bool,
    pub comes: Line,
}

/// A line to another server.
#[derive(Default)]
pub struct Line {
    pub host: String,
    pub port: String,
    pub seal: String,
    pub name: String,
    pub authority: String,
}

type Wrong = (&'static str, Refusal);

impl Typed {
    pub fn of(house: &House) -> Typed {
        let goes = house.relay.as_ref().map(|it| Line {
            host: it.host.clone(),
            port: it.port.to_string(),
            seal: match it.seal {
                relay::Seal::Tls => "tls",
                relay::Seal::Starttls => "starttls",
                relay::Seal::Open => "open",
            }
            .into(),
            name: it.name.clone(),
            authority: it.authority.clone().unwrap_or_default(),
        });
        let comes = house.mailbox.as_ref().map(|it| Line {
            host: it.host.clone(),
            port: it.port.to_string(),
            seal: match it.seal {
                mailbox::Seal::Tls => "tls",
                mailbox::Seal::Starttls => "starttls",
                mailbox::Seal::None => "open",
            }
            .into(),
            name: it.name.clone(),
            authority: it.authority.as_ref().map(|it| String::from_utf8_lossy(it).into_owned()).unwrap_or_default(),
        });
        let usual = |port: &str, seal: &str| Line { port: port.into(), seal: seal.into(), ..Line::default() };
        Typed {
            domain: house.domain.clone(),
            host: house.host.clone(),
            goes: goes.unwrap_or_else(|| usual("587", "starttls")),
            is_mailbox: house.mailbox.is_some(),
            comes: comes.unwrap_or_else(|| usual("993", "tls")),
        }
    }

    pub fn read(given: &Given) -> Typed {
        let line = |way: &str| Line {
            host: field(given, &format!("{way}-host")),
            port: field(given, &format!("{way}-port")),
            seal: field(given, &format!("{way}-seal")),
            name: field(given, &format!("{way}-name")),
            authority: field(given, &format!("{way}-authority")),
        };
        Typed {
            domain: field(given, "domain").to_lowercase(),
            host: field(given, "host").to_lowercase(),
            goes: line("out"),
            is_mailbox: field(given, "way-in") == "mailbox",
            comes: line("in"),
        }
    }

    /// What is to be kept in place of what is; or the first field that cannot be right.
    pub fn house(&self, kept: &House, given: &Given) -> Result<House, Wrong> {
        if !is_name(&self.domain) {
            return Err(("domain", NOT_A_HOST));
        }
        if !self.is_mailbox && !is_name(&self.host) {
            return Err(("host", NOT_A_HOST));
        }
        // An empty field keeps the passphrase, but never for another server: whoever runs that one would be told it.
        let passphrase = |field: &str, kept: Option<(&str, &str)>, host: &str| match given.get(field).filter(|it| !it.is_empty()) {
            Some(typed) => typed.clone(),
            None => kept.filter(|(at, _)| *at == host).map(|(_, it)| it.to_owned()).unwrap_or_default(),
        };
        let relay = match self.goes.host.is_empty() {
            true => None,
            false => Some(Way {
                host: self.goes.host("out-host")?,
                port: self.goes.port("out-port")?,
                seal: match self.goes.seal("out-seal")? {
                    "tls" => relay::Seal::Tls,
                    "open" => relay::Seal::Open,
                    _ => relay::Seal::Starttls,
                },
                name: self.goes.name.clone(),
                passphrase: passphrase("out-passphrase", kept.relay.as_ref().map(|it| (&*it.host, &*it.passphrase)), &self.goes.host),
                authority: Some(self.goes.authority.clone()).filter(|it| !it.is_empty()),
            }),
        };
        let mailbox = match self.is_mailbox {
            false => None,
            true => Some(Mailbox {
                host: self.comes.host("in-host")?,
                port: self.comes.port("in-port")?,
                seal: match self.comes.seal("in-seal")? {
                    "starttls" => mailbox::Seal::Starttls,
                    "open" => mailbox::Seal::None,
                    _ => mailbox::Seal::Tls,
                },
                name: self.comes.name.clone(),
                passphrase: passphrase("in-passphrase", kept.mailbox.as_ref().map(|it| (&*it.host, &*it.passphrase)), &self.comes.host),
                authority: Some(self.comes.authority.clone().into_bytes()).filter(|it| !it.is_empty()),
            }),
        };
        Ok(House { domain: self.domain.clone(), host: self.host.clone(), relay, mailbox, ..kept.clone() })
    }
}

impl Line {
    fn host(&self, field: &'static str) -> Result<String, Wrong> {
        let is_right = is_name(&self.host) || self.host == "localhost" || self.host.parse::<IpAddr>().is_ok();
        is_right.then(|| self.host.clone()).ok_or((field, NOT_A_HOST))
    }

    fn port(&self, field: &'static str) -> Result<u16, Wrong> {
        self.port.parse().ok().filter(|it| *it > 0).ok_or((field, NOT_A_PORT))
    }

    fn seal(&self, field: &'static str) -> Result<&str, Wrong> {
        let is_here = self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|it| it.is_loopback());
        match self.seal.as_str() {
            "open" if !is_here => Err((field, NOT_OPENLY)),
            seal => Ok(seal),
        }
    }
}

/// A name with a dot in it, as DNS writes names.
fn is_name(it: &str) -> bool {
    let is_label = |it: &str| {
        let is_letter = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
        (1..=63).contains(&it.len()) && it.bytes().all(is_letter) && !it.starts_with('-') && !it.ends_with('-')
    };
    it.len() <= LONGEST_NAME && it.contains('.') && it.split('.').all(is_label) && it.parse::<IpAddr>().is_err()
}

fn field(given: &Given, name: &str) -> String {
    given.get(name).map(|it| it.trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(fields: &[(&str, &str)]) -> Given {
        let usual = [
            ("domain", "List.Example"),
            ("host", "mx.list.example"),
            ("out-host", "relay.example"),
            ("out-port", "587"),
            ("out-seal", "starttls"),
            ("out-name", "house"),
            ("way-in", "server"),
        ];
        usual.iter().chain(fields).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn kept(fields: &[(&str, &str)], before: &House) -> Result<House, Wrong> {
        let given = given(fields);
        Typed::read(&given).house(before, &given)
    }

    fn wrong(fields: &[(&str, &str)]) -> Option<Wrong> {
        kept(fields, &House::default()).err()
    }

    #[test]
    fn what_is_typed_is_kept_and_shown_again_without_its_passphrase() {
        let house = kept(&[("out-passphrase", "seven dull words")], &House::default()).ok().unwrap();
        assert_eq!(house.domain, "list.example");
        assert_eq!(house.relay.as_ref().unwrap().passphrase, "seven dull words");
        let shown = Typed::of(&house);
        assert_eq!((shown.goes.host.as_str(), shown.goes.port.as_str(), shown.goes.seal.as_str()), ("relay.example", "587", "starttls"));
    }

    #[test]
    fn an_empty_passphrase_keeps_the_one_that_is_there_but_not_for_another_server() {
        let house = kept(&[("out-passphrase", "seven dull words")], &House::default()).ok().unwrap();
        assert_eq!(kept(&[("out-port", "465")], &house).ok().unwrap().relay.unwrap().passphrase, "seven dull words");
        assert_eq!(kept(&[("out-host", "elsewhere.example")], &house).ok().unwrap().relay.unwrap().passphrase, "");
    }

    #[test]
    fn words_never_go_openly_to_another_machine() {
        assert_eq!(wrong(&[("out-seal", "open")]), Some(("out-seal", NOT_OPENLY)));
        assert_eq!(wrong(&[("out-seal", "open"), ("out-host", "127.0.0.1")]), None);
        let mailbox = [("way-in", "mailbox"), ("in-host", "imap.example"), ("in-port", "143"), ("in-seal", "open")];
        assert_eq!(wrong(&mailbox), Some(("in-seal", NOT_OPENLY)));
    }

    #[test]
    fn what_cannot_be_a_name_or_a_port_is_said_at_its_field() {
        for domain in ["", "example", "192.0.2.1", "a b.example", "-a.example", "a..example", "https://a.example"] {
            assert_eq!(wrong(&[("domain", domain)]), Some(("domain", NOT_A_HOST)), "{domain}");
        }
        for port in ["", "0", "70000", "smtp"] {
            assert_eq!(wrong(&[("out-port", port)]), Some(("out-port", NOT_A_PORT)), "{port}");
        }
        assert_eq!(wrong(&[("host", "")]), Some(("host", NOT_A_HOST)));
        assert_eq!(wrong(&[("out-host", "")]), None, "no relay yet: the check says what is missing");
    }
}
