//! A small world of letters: a relay that keeps what it is given, names that say what a test wrote down, and a member's provider that signs
//! as providers do. The real programs come in `mail/provider.rs`; here each step can be looked at.
use crate::dns::{Served, Zone};
use async_trait::async_trait;
use hearth_core::{
    Letters,
    admission::{self, Admission, Intent},
    contact::{
        Medium, SendWaiting,
        decision::NOTICE_WORDS,
        owed,
        quiet_hours::Hours,
        safe_contact::{self, Label, SafeContact, Way as Contact},
    },
    contribution::{self, Draft},
    id::EntryId,
    job::Job,
    locale::Language,
    store::Tx,
    table::membership::Model as Place,
};
use hearth_mail::{
    addresses::{Token, Use},
    house::{self, House},
    incoming::{
        Came, Door, listener,
        session::{Outcome, Protocol},
    },
    outgoing::{
        relay::{Seal, Way},
        signing::{Keys, Signer},
    },
    ports::Ports,
    post, queue,
    seat::{self, Choice},
    table::seat::{self as seats, Mode},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, OnceLock},
};
use support::{Browser, GroupOf, Shelter};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use uuid::Uuid;

pub const HOUSE: &str = "list.example";
pub const PROVIDER: &str = "mail.example";

/// Keeps what it is given, or does not want it.
#[derive(Default)]
pub struct Kept {
    letters: Mutex<Vec<Came>>,
    pub is_away: Mutex<bool>,
}

#[async_trait]
impl Door for Kept {
    async fn is_ours(&self, _: &str) -> bool {
        true
    }

    async fn take(&self, came: Came) -> Vec<Outcome> {
        if *self.is_away.lock().unwrap() {
            return vec![Outcome::Later; came.recipients.len()];
        }
        let count = came.recipients.len();
        self.letters.lock().unwrap().push(came);
        vec![Outcome::Taken; count]
    }
}

pub struct World {
    pub shelter: Shelter,
    pub group: GroupOf,
    pub relay: Arc<Kept>,
    provider: Signer,
    _names: Served,
}

/// Somebody who takes part by mail.
pub struct Member {
    pub browser: Browser,
    pub address: String,
    pub place: Place,
}

/// Made once: making an RSA key takes a while.
fn keys() -> &'static [Keys; 2] {
    static KEYS: OnceLock<[Keys; 2]> = OnceLock::new();
    KEYS.get_or_init(|| [Keys::generate().unwrap(), Keys::generate().unwrap()])
}

impl World {
    pub async fn new() -> World {
        World::of("mail").await
    }

    /// With a group that meets by this.
    pub async fn of(modality: &'static str) -> World {
        World::with(modality, "").await
    }

    /// With another door beside it.
    pub async fn with(modality: &'static str, linked: &'static str) -> World {
        let [own, members] = keys().clone();
        let mut zone = Zone::empty().text(&format!("_dmarc.{HOUSE}"), "v=DMARC1; p=reject").text(&format!("_dmarc.{PROVIDER}"), "v=DMARC1; p=reject");
        for record in own.records(HOUSE).into_iter().chain(members.records(PROVIDER)) {
            zone = zone.text(&record.name, &record.value);
        }
        let names = zone.served().await;
        let relay = Arc::new(Kept::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(listener::serve(listener, Protocol::Smtp, "relay.example".into(), None, relay.clone()));
        let lmtp = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
        let shelter = Shelter::open_for_letters(Letters { lmtp, resolver: Some(names.address), ..Letters::default() }).await;
        let group = shelter.open_group_with(modality, move |it| it.linked = linked.into()).await;
        let way = Way { host: "127.0.0.1".into(), port, seal: Seal::Open, name: String::new(), passphrase: String::new(), authority: None };
        let set = House { domain: HOUSE.into(), host: format!("mx.{HOUSE}"), relay: Some(way), keys: Some(own), ..House::default() };
        house::change(&shelter.kernel, group.facilitator.id, set).await.unwrap();
        World { provider: Signer::new(&members, PROVIDER).unwrap(), shelter, group, relay, _names: names }
    }

    /// Somebody in the group, with an address of hers, to whom this comes.
    pub async fn member(&self, alias: &str, mode: Mode) -> Member {
        self.member_of(&self.group, alias, &format!("{}.private@{PROVIDER}", alias.to_lowercase()), mode).await
    }

    /// The same in this group, with this address.
    pub async fn member_of(&self, group: &GroupOf, alias: &str, address: &str, mode: Mode) -> Member {
        let (person, browser) = self.shelter.member_of(group, alias).await;
        let address = address.to_owned();
        let place = hearth_core::group::membership::get(&self.shelter.kernel, person.membership.unwrap()).await.unwrap();
        let contact = SafeContact {
            ways: vec![Contact { medium: Medium::Email, address: address.clone(), label: Label::Safe, knows_primary: false }],
            hours: Hours { days: (1..=7).collect(), from: 0, to: 24 * 60 },
            words: NOTICE_WORDS[0].into(),
            ..SafeContact::default()
        };
        safe_contact::change(&self.shelter.kernel, person.id, contact, Language::En).await.unwrap();
        self.chooses(&place, mode).await;
        Member { browser: browser.with_script(), address, place }
    }

    /// She reads what it means and says yes to it.
    pub async fn chooses(&self, place: &Place, mode: Mode) {
        let choice = Choice { mode, agrees: true, key: None, sealed_only: false };
        seat::change_of(&self.shelter.kernel, place, choice, Language::En, "web").await.unwrap();
    }

    /// The same person in another group, where this comes to the same address.
    pub async fn also_in(&self, group: &GroupOf, member: &Member, alias: &str, mode: Mode) -> Place {
        let id = self.shelter.also_in(group, member.place.person, alias).await;
        let place = hearth_core::group::membership::get(&self.shelter.kernel, id).await.unwrap();
        // What she said about her address holds in the place that she has had since, too, once she said it again.
        let kept = safe_contact::find(&self.shelter.kernel, place.person).await.unwrap().unwrap();
        safe_contact::change(&self.shelter.kernel, place.person, kept.content, Language::En).await.unwrap();
        self.chooses(&place, mode).await;
        place
    }

    /// She says it on the page, or by whatever her group meets.
    pub async fn says(&self, member: &Member, title: &str, body: &str) -> EntryId {
        let kernel = &self.shelter.kernel;
        let admission = admission::admit(kernel, member.place.person, member.place.group, Intent::Write).await.unwrap();
        let mut draft = Draft { thread: Some(Uuid::new_v4()), shape: Draft::opening(true), ..Draft::to_group(body, body) };
        draft.words.heading = Some(title.into());
        contribution::submit(kernel, &admission, self.group.modality, draft).await.unwrap().id
    }

    /// Ruth, who facilitates.
    pub async fn facilitates(&self) -> Admission {
        admission::admit(&self.shelter.kernel, self.group.facilitator.id, self.group.id, Intent::Write).await.unwrap()
    }

    pub fn relay_is_away(&self, is_so: bool) {
        *self.relay.is_away.lock().unwrap() = is_so;
    }

    /// What waits for an hour, or for the relay, is asked about again.
    pub async fn waits_are_over(&self) {
        SendWaiting.run(&self.shelter.kernel).await.unwrap();
    }

    pub async fn restarted(self) -> World {
        World { shelter: self.shelter.restarted().await, ..self }
    }

    /// She wants nothing that is not sealed, and her key cannot be read any more.
    pub async fn seals_only_and_loses_the_key(&self, member: &Member) {
        let membership = member.place.id;
        let lost = async move |tx: &Tx| {
            let rows = seats::Entity::update_many().col_expr(seats::Column::SealedOnly, Expr::value(true));
            rows.filter(seats::Column::Membership.eq(membership)).exec(tx).await?;
            Ok(())
        };
        self.shelter.kernel.store.write(lost).await.unwrap();
    }

    /// Her own address at the house.
    pub async fn own(&self, member: &Member) -> String {
        let ready = post::ready(&self.shelter.kernel).await.unwrap().unwrap();
        ready.addresses.make(Token { is_for: Use::Own, of: member.place.id.0, day: 0, generation: 0, number: 0 })
    }

    pub fn letter(&self, from: &str, to: &str, subject: &str, words: &str) -> Vec<u8> {
        let id = hearth_core::id::EntryId::new();
        let words = words.replace('\n', "\r\n");
        format!(
            "From: Amina Someone <{from}>\r\nTo: <{to}>\r\nSubject: {subject}\r\nDate: Mon, 23 Nov 2026 17:00:00 +0000\r\nMessage-ID: <{id}@{PROVIDER}>\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
        )
        .into_bytes()
    }

    /// She writes, and her provider signs and brings it.
    pub async fn writes(&self, member: &Member, to: &str, subject: &str, words: &str) {
        let letter = self.letter(&member.address, to, subject, words);
        self.bring(&member.address, to, &self.signed(&letter)).await;
    }

    /// A letter as it stands, brought by the server beside the house. What was answered to it.
    pub async fn bring(&self, sender: &str, to: &str, letter: &[u8]) -> String {
        let at = self.shelter.kernel.held::<Ports>().at(Protocol::Lmtp).expect("letters arrive");
        let (read, mut write) = TcpStream::connect(at).await.unwrap().into_split();
        let mut lines = BufReader::new(read).lines();
        let mut last = lines.next_line().await.unwrap().unwrap();
        let says = ["LHLO relay.example\r\n".to_owned(), format!("MAIL FROM:<{sender}>\r\n"), format!("RCPT TO:<{to}>\r\n"), "DATA\r\n".into()];
        for said in says {
            write.write_all(said.as_bytes()).await.unwrap();
            loop {
                last = lines.next_line().await.unwrap().expect("an answer");
                if last.as_bytes().get(3) == Some(&b' ') {
                    break;
                }
            }
            if last.starts_with('5') || last.starts_with('4') {
                return last;
            }
        }
        let mut bytes = Vec::new();
        for line in letter.split_inclusive(|it| *it == b'\n') {
            if line.starts_with(b".") {
                bytes.push(b'.');
            }
            bytes.extend_from_slice(line);
        }
        bytes.extend_from_slice(b".\r\n");
        write.write_all(&bytes).await.unwrap();
        last.clear();
        last.push_str(&lines.next_line().await.unwrap().expect("what became of it"));
        last
    }

    /// Under her provider's signature, and with all that programs and servers write above it.
    pub fn signed(&self, letter: &[u8]) -> Vec<u8> {
        let above = b"Received: from [203.0.113.66] by mx.mail.example\r\nX-Originating-IP: [203.0.113.66]\r\nUser-Agent: HerProgram 5\r\n";
        [above.as_slice(), &self.provider.sign(letter).unwrap()].concat()
    }

    /// Everything that is owed now goes. What the relay has by then.
    pub async fn sent(&self) -> Vec<Came> {
        // The task of the house does the same; here it is known when it has been done.
        while queue::send_due(&self.shelter.kernel).await.unwrap() > 0 {}
        self.settled().await
    }

    /// What the relay has, once the house has let go of all that it took up.
    async fn settled(&self) -> Vec<Came> {
        for _ in 0..500 {
            // An entry is told again by the outbox where other nodes could have cut its first telling short.
            let told = !self.shelter.owes_events().await;
            let owed = owed::waits(&self.shelter.kernel, Medium::Email).await.unwrap().owed;
            if told && owed == 0 && owed::taken_up(&self.shelter.kernel, Medium::Email).await.unwrap() == 0 {
                break;
            }
            tokio::task::yield_now().await;
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        self.relay.letters.lock().unwrap().clone()
    }
}

/// The letters to somebody.
pub fn to<'a>(letters: &'a [Came], member: &Member) -> Vec<&'a Came> {
    letters.iter().filter(|it| it.recipients == [member.address.clone()]).collect()
}

/// A head of a letter, unfolded.
pub fn head(letter: &Came, name: &str) -> Option<String> {
    let message = mail_parser::MessageParser::default().parse(&letter.bytes)?;
    message.header_raw(name).map(|it| it.trim().to_owned())
}

/// What a reader sees.
pub fn words(letter: &Came) -> String {
    mail_parser::MessageParser::default().parse(&letter.bytes).and_then(|it| it.body_text(0).map(|it| it.into_owned())).unwrap_or_default()
}

/// Where an answer to it goes.
pub fn answers(letter: &Came) -> String {
    head(letter, "Reply-To").expect("an address for answers").trim_matches(['<', '>']).to_owned()
}
