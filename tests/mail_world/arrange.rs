//! A shelter among real mail servers: its own way in stands under its name in the test's network, its relay is a Postfix that signs in
//! whoever sends, and the people have their mailboxes at a provider that signs and checks. In `mail.rs` the same is looked at step by step.
use hearth_core::{
    Kernel, Letters, LettersTls,
    contact::{
        Medium,
        decision::NOTICE_WORDS,
        owed,
        quiet_hours::Hours,
        safe_contact::{self, Label, SafeContact, Way as Contact},
    },
    group::membership,
    locale::Language,
    table::membership::Model as Place,
};
use hearth_mail::{
    addresses::{Token, Use},
    house::{self, House},
    incoming::mailbox::Mailbox,
    outgoing::{
        relay::{Seal, Way},
        signing::Keys,
    },
    post, queue,
    sealing::Key,
    seat::{self, Choice},
    table::seat::Mode,
};
use mail_parser::MessageParser;
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};
use support::{Browser, GroupOf, Provider, Shelter, until};
use uuid::Uuid;

/// The shelter's domain where it has a server of its own.
pub const HOUSE: &str = "list.example";
/// All that is sent here lies in one mailbox at the provider.
pub const BOX: &str = "box.example";
/// What must not reach anybody: it stands in each letter that a member sends.
pub const NEVER: [&str; 6] = ["@mail.example", "Someone", "203.0.113.66", "HerProgram", "her-laptop", "514 555"];

pub struct World {
    pub provider: Provider,
    pub shelter: Shelter,
    pub group: GroupOf,
    /// How many letters of each mailbox the test has read.
    read: Mutex<HashMap<String, usize>>,
}

/// Somebody who takes part by mail.
pub struct Member {
    pub browser: Browser,
    /// The name of her mailbox.
    pub who: &'static str,
    pub place: Place,
}

impl World {
    /// Letters come by SMTP, from anywhere.
    pub async fn new(provider: Provider) -> World {
        World::at(provider, HOUSE, None).await
    }

    /// Letters are fetched from a mailbox.
    pub async fn with_mailbox(provider: Provider) -> World {
        let authority = Some(std::fs::read(provider.authority()).unwrap());
        let (host, name, passphrase) = (Provider::MAILBOXES.into(), "box".into(), "secret".into());
        let mailbox = Mailbox { host, port: 993, seal: hearth_mail::incoming::mailbox::Seal::Tls, name, passphrase, authority };
        World::at(provider, BOX, Some(mailbox)).await
    }

    async fn at(provider: Provider, domain: &str, mailbox: Option<Mailbox>) -> World {
        let keys = Keys::generate().unwrap();
        for record in keys.records(domain) {
            provider.publish(&record.name, &record.value).await;
        }
        let tls = folder(&provider).join("tls");
        let letters = Letters {
            smtp: Some(format!("{}:25", Provider::SHELTER).parse().unwrap()),
            lmtp: Some(format!("{}:24", Provider::SHELTER).parse().unwrap()),
            tls: Some(LettersTls { certificate: tls.join("certificate.pem"), key: tls.join("key.pem") }),
            resolver: Some(Provider::NAMES.parse().unwrap()),
            authority: Some(provider.authority()),
        };
        let shelter = Shelter::open_for_letters(letters).await;
        shelter.lets_newcomers_talk().await;
        let group = shelter.open_group("mail").await;
        let set = House {
            domain: domain.into(),
            host: "mx.list.example".into(),
            relay: Some(relay(&provider)),
            mailbox,
            keys: Some(keys),
            ..House::default()
        };
        house::change(&shelter.kernel, group.facilitator.id, set).await.unwrap();
        World { provider, shelter, group, read: Mutex::default() }
    }

    pub fn kernel(&self) -> &Kernel {
        &self.shelter.kernel
    }

    /// Somebody in the group, to whose mailbox this comes.
    pub async fn member(&self, who: &'static str, alias: &str, mode: Mode) -> Member {
        let (person, browser) = self.shelter.member_of(&self.group, alias).await;
        let place = membership::get(self.kernel(), person.membership.unwrap()).await.unwrap();
        let contact = SafeContact {
            ways: vec![Contact { medium: Medium::Email, address: format!("{who}@mail.example"), label: Label::Safe, knows_primary: false }],
            hours: Hours { days: (1..=7).collect(), from: 0, to: 24 * 60 },
            words: NOTICE_WORDS[0].into(),
            ..SafeContact::default()
        };
        safe_contact::change(self.kernel(), person.id, contact, Language::En).await.unwrap();
        let member = Member { browser: browser.with_script(), who, place };
        self.chooses(&member.place, mode, None).await;
        member
    }

    /// She reads what it means and says yes to it. With a key she wants nothing that is not sealed.
    pub async fn chooses(&self, place: &Place, mode: Mode, key: Option<Key>) {
        let choice = Choice { mode, agrees: true, sealed_only: key.is_some(), key };
        seat::change_of(self.kernel(), place, choice, Language::En, "web").await.unwrap();
    }

    /// Her own address at the house.
    pub async fn own(&self, member: &Member) -> String {
        let ready = post::ready(self.kernel()).await.unwrap().unwrap();
        ready.addresses.make(Token { is_for: Use::Own, of: member.place.id.0, day: 0, generation: 0, number: 0 })
    }

    /// She writes, and her provider signs and brings it.
    pub async fn writes(&self, who: &str, to: &str, subject: &str, words: &str) {
        self.provider.send_as(who, to, &letter(who, to, subject, words)).await.expect("her provider takes it");
    }

    /// Waits for the one letter that is now to come to her. A second one at the same time would be seen with the next.
    pub async fn next(&self, who: &str) -> Vec<u8> {
        let before = *self.read.lock().unwrap_or_else(PoisonError::into_inner).entry(who.into()).or_default();
        let mut letters = self.provider.letters(who, before + 1).await;
        assert_eq!(letters.len(), before + 1, "{who} gets one letter, not more");
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(who.into(), before + 1);
        letters.remove(before)
    }

    /// Once everything is where it goes: nothing came to her that was not read.
    pub async fn got_nothing_more(&self, who: &str) {
        self.settled().await;
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(who).copied().unwrap_or_default();
        assert_eq!(self.provider.inbox(who).len(), read, "{who}: {}", self.provider.sent_log());
    }

    /// Everything that was sent has been brought: to the house, from it, and back.
    pub async fn settled(&self) {
        self.provider.settled().await;
        while queue::send_due(self.kernel()).await.unwrap() > 0 {}
        until("the house has sent what it took up", async || owed::taken_up(self.kernel(), Medium::Email).await.unwrap() == 0).await;
        self.provider.settled().await;
    }
}

/// The folder of the world.
pub fn folder(provider: &Provider) -> PathBuf {
    provider.authority().parent().unwrap().to_owned()
}

pub fn relay(provider: &Provider) -> Way {
    Way {
        host: Provider::RELAY.into(),
        port: 587,
        seal: Seal::Starttls,
        name: "hearth".into(),
        passphrase: "secret".into(),
        authority: Some(std::fs::read_to_string(provider.authority()).unwrap()),
    }
}

/// As a program of hers writes it, with all that gives her away.
pub fn letter(who: &str, to: &str, subject: &str, words: &str) -> Vec<u8> {
    let id = Uuid::new_v4().simple();
    format!(
        "Received: from her-laptop ([203.0.113.66]) by mx.mail.example\nX-Originating-IP: [203.0.113.66]\nUser-Agent: HerProgram 5\n\
         From: Amina Someone <{who}@mail.example>\nTo: <{to}>\nSubject: {subject}\nDate: Mon, 23 Nov 2026 17:00:00 +0000\n\
         Message-ID: <{id}@her-laptop>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{words}\n\n-- \nAmina Someone\n+1 514 555 0142\n"
    )
    .into_bytes()
}

/// A head of a letter, unfolded.
pub fn head(letter: &[u8], name: &str) -> Option<String> {
    let message = MessageParser::default().parse(letter)?;
    message.header_raw(name).map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The names of all heads, from the top.
pub fn heads(letter: &[u8]) -> Vec<String> {
    MessageParser::default().parse(letter).unwrap().headers().iter().map(|it| it.name().to_owned()).collect()
}

/// What a reader sees.
pub fn words(letter: &[u8]) -> String {
    MessageParser::default().parse(letter).and_then(|it| it.body_text(0).map(|it| it.into_owned())).unwrap_or_default()
}

/// Where an answer to it goes.
pub fn answers(letter: &[u8]) -> String {
    head(letter, "Reply-To").expect("an address for answers").trim_matches(['<', '>']).to_owned()
}

/// An answer to it, above what it said: as most programs write one.
pub fn above(said: &str, letter: &[u8]) -> String {
    let quoted: Vec<String> = words(letter).lines().map(|it| format!("> {it}")).collect();
    format!("{said}\n\nOn Mon, 23 Nov 2026 at 17:00, {} wrote:\n{}", head(letter, "From").unwrap(), quoted.join("\n"))
}
