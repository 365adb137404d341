//! A house to measure by its letters: a list, people who take each letter whole, people who write, and a provider of theirs. A letter
//! comes in as a server beside the house brings it (LMTP), with the provider's signature, which the house looks up as it does anywhere.
//! What goes out is signed and goes by the relay that is named.
//!
//! `mail_house --members N --relay HOST:PORT --authority FILE [--writers N]` makes the house in a folder of its own: one list with N who
//! read; writers stand beside them, fifty in a list, because a list takes sixty letters an hour. It prints `READY PORT LIST FROM`: where it
//! takes LMTP, and the first writer's two addresses. Then it answers each line with one, until its input ends; then the folder goes.
//!
//! | line | answer |
//! | --- | --- |
//! | `writer I` | her address at the house, to which she writes, and her own |
//! | `sign BASE64` | the letter under the provider's signature, as BASE64 |
//! | `count` | how many entries there are, and how many of them everybody sees |
#[path = "../../plugins/mail/src/check/dns.rs"]
#[expect(dead_code, reason = "the list's own tests ask it for more than this does")]
mod dns;

use anyhow::{Context, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use dns::{Served, Zone};
use hearth::opening::fault;
use hearth_core::{
    Letters,
    contact::{
        Medium,
        decision::NOTICE_WORDS,
        quiet_hours::Hours,
        safe_contact::{self, Label, SafeContact, Way as Contact},
    },
    group::membership,
    locale::Language,
    table::entry::{self, EntryState},
};
use hearth_mail::{
    addresses::{Token, Use},
    house::{self, House},
    incoming::session::Protocol,
    outgoing::{
        relay::{Seal, Way},
        signing::{Keys, Signer},
    },
    ports::Ports,
    post,
    seat::{self, Choice},
    table::seat::Mode,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::{io::BufRead, net::SocketAddr};
use support::{GroupOf, Shelter};
use tokio::sync::mpsc;

const HOUSE: &str = "list.example";
const PROVIDER: &str = "mail.example";
const WRITERS_OF_A_LIST: usize = 50;
const USAGE: &str = "mail_house --members N --relay HOST:PORT --authority FILE [--writers N]";

struct World {
    shelter: Shelter,
    /// Where each writes to, and her own address.
    writers: Vec<(String, String)>,
    provider: Signer,
    _names: Served,
}

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let members = option("--members").context(USAGE)?.parse::<usize>()?;
    let writers = option("--writers").map_or(Ok(1), |it| it.parse::<usize>())?;
    let relay = option("--relay").context(USAGE)?;
    let authority = std::fs::read_to_string(option("--authority").context(USAGE)?)?;
    let (host, port) = relay.rsplit_once(':').context(USAGE)?;
    // Any name and passphrase do; a shelter signs in with each line as well.
    let (name, passphrase) = ("hearth".into(), "secret".into());
    let way = Way { host: host.into(), port: port.parse()?, seal: Seal::Starttls, name, passphrase, authority: Some(authority) };
    let world = World::new(members, writers, way).await?;
    let port = world.shelter.kernel.held::<Ports>().at(Protocol::Lmtp).context("letters arrive")?.port();
    let (to, from) = world.writers.first().context("somebody writes")?;
    println!("READY {port} {to} {from}");
    let (asks, mut asked) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if asks.send(line).is_err() {
                break;
            }
        }
    });
    while let Some(line) = asked.recv().await {
        println!("{}", world.answer(&line).await?);
    }
    Ok(())
}

/// What stands after this word.
fn option(name: &str) -> Option<String> {
    std::env::args().skip_while(|it| it.as_str() != name).nth(1)
}

impl World {
    async fn new(members: usize, writers: usize, way: Way) -> anyhow::Result<World> {
        let keys = Keys::generate()?;
        let mut zone = Zone::empty().text(&format!("_dmarc.{PROVIDER}"), "v=DMARC1; p=reject");
        for record in keys.records(PROVIDER) {
            zone = zone.text(&record.name, &record.value);
        }
        let names = zone.served().await;
        let lmtp = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
        let shelter = Shelter::open_today_for_letters(Letters { lmtp, resolver: Some(names.address), ..Letters::default() }).await;
        shelter.lets_newcomers_talk().await;
        let mut groups = Vec::new();
        for _ in 0..writers.div_ceil(WRITERS_OF_A_LIST).max(1) {
            groups.push(shelter.open_group_with("mail", |it| it.capacity = 2_000).await);
        }
        let first = groups.first().context("a list")?;
        let set = House { domain: HOUSE.into(), host: format!("mx.{HOUSE}"), relay: Some(way), ..House::default() };
        house::change(&shelter.kernel, first.facilitator.id, set).await.map_err(fault)?;
        for number in 0..members {
            member(&shelter, first, &format!("Heron {number}"), Mode::Whole).await?;
        }
        let mut known = Vec::with_capacity(writers);
        for number in 0..writers {
            let group = groups.get(number / WRITERS_OF_A_LIST).context("a list")?;
            // Nothing comes to her: what is counted at the relay is the members' alone.
            known.push(member(&shelter, group, &format!("Wren {number}"), Mode::Nothing).await?);
        }
        Ok(World { shelter, writers: known, provider: Signer::new(&keys, PROVIDER)?, _names: names })
    }

    async fn answer(&self, line: &str) -> anyhow::Result<String> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        Ok(match word {
            "writer" => {
                let (to, from) = self.writers.get(rest.parse::<usize>()?).context("no such writer")?;
                format!("{to} {from}")
            }
            "sign" => STANDARD.encode(self.provider.sign(&STANDARD.decode(rest)?)?),
            "count" => {
                let reader = self.shelter.kernel.store.reader();
                let all = entry::Entity::find().count(reader).await?;
                let seen = entry::Entity::find().filter(entry::Column::State.eq(EntryState::Published)).count(reader).await?;
                format!("{all} {seen}")
            }
            _ => bail!("{word} is not understood"),
        })
    }
}

/// Somebody in the group who may be reached at any hour. Where she writes to, and her own address.
async fn member(shelter: &Shelter, group: &GroupOf, alias: &str, mode: Mode) -> anyhow::Result<(String, String)> {
    let kernel = &shelter.kernel;
    let (person, _) = shelter.member_of(group, alias).await;
    let place = membership::get(kernel, person.membership.context("a place")?).await.map_err(fault)?;
    let address = format!("{}@{PROVIDER}", alias.to_lowercase().replace(' ', "."));
    let contact = SafeContact {
        ways: vec![Contact { medium: Medium::Email, address: address.clone(), label: Label::Safe, knows_primary: false }],
        hours: Hours { days: (1..=7).collect(), from: 0, to: 24 * 60 },
        words: NOTICE_WORDS.first().copied().unwrap_or_default().into(),
        ..SafeContact::default()
    };
    safe_contact::change(kernel, person.id, contact, Language::En).await.map_err(fault)?;
    let choice = Choice { mode, agrees: true, key: None, sealed_only: false };
    seat::change_of(kernel, &place, choice, Language::En, "web").await.map_err(fault)?;
    let ready = post::ready(kernel).await.map_err(fault)?.context("the house has mail")?;
    let own = ready.addresses.make(Token { is_for: Use::Own, of: place.id.0, day: 0, generation: 0, number: 0 });
    Ok((own, address))
}
