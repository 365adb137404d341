//! Mail as a medium: turns an errand of the gate into a letter, signs it, seals it where she has a key, and gives it to the relay.
use crate::{
    addresses::{Addresses, Token, Use, day},
    gone, house,
    outgoing::relay::NotSent,
    post::{self, Ready, Sends},
    seat,
    settings::{Mail as Settings, Subject},
    table::seat::Model as Seat,
    thread,
    writing::{Kind, Letter},
};
use anyhow::{Context, anyhow};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    clock::Moment,
    contact::{Brought, Errand, Medium, Transport, What, owed},
    contribution::{self, Entry, faces},
    id::{EntryId, GroupId, MembershipId},
    locale::Language,
    settings, site,
    table::entry::{self, EntryState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::time::{Duration, SystemTime};

pub struct Post;

#[async_trait]
impl Transport for Post {
    fn medium(&self) -> Medium {
        Medium::Email
    }

    async fn carries_now(&self, kernel: &Kernel) -> Result<bool> {
        Ok(house::find(kernel).await?.can_send())
    }

    async fn carry(&self, kernel: &Kernel, errand: &Errand) -> Result<Brought> {
        let ready = post::ready(kernel).await?.context("the house has no mail")?;
        let sends = ready.sends.as_ref().context("the house has no relay")?;
        let seat = seat::by_membership(kernel, errand.place).await?;
        // What she asks for by mail is answered, whatever else she paused.
        let is_answer = matches!(errand.what, What::Answer(_) | What::Farewell(_) | What::Asked { .. });
        let (is_gone, is_paused) = match &seat {
            Some(seat) => (seat.bounced.is_some(), seat.paused.is_some()),
            None => (gone::is_so(kernel, &ready.addresses, errand.person, &errand.to).await?, false),
        };
        if is_gone {
            return Ok(Brought::Nothing);
        }
        if is_paused && !is_answer {
            return Ok(if matches!(errand.what, What::Told(_)) { Brought::Later } else { Brought::Nothing });
        }
        let language = match &errand.what {
            What::Asked { language, .. } => *language,
            _ => errand.language(kernel).await?,
        };
        let making = Making { kernel, ready: &ready, errand, seat: seat.as_ref(), language, now: kernel.clock.now() };
        match &errand.what {
            What::Entry(row) => match making.of_entry(&contribution::open(kernel, (**row).clone()).await?).await? {
                Some(letter) => making.send(sends, letter).await,
                None => Ok(Brought::Nothing),
            },
            What::Digest => {
                let rows = owed::gathered(kernel, Medium::Email, errand.place).await?;
                let entries = making.readable(rows.iter().map(|it| it.entry).collect()).await?;
                let brought = match entries.is_empty() {
                    true => Brought::Nothing,
                    false => making.send(sends, making.of_day(&entries).await?).await?,
                };
                owed::strike_out(kernel, rows.into_iter().map(|it| it.id).collect()).await?;
                Ok(brought)
            }
            What::Words(words) | What::Told(words) => making.send(sends, making.of_words(words, making.address(Use::Own, 0), Kind::Said)).await,
            What::Answer(words) | What::Farewell(words) => {
                making.send(sends, making.of_words(words, making.address(Use::Own, 0), Kind::Answer)).await
            }
            What::Asked { words, asked, .. } => making.send(sends, making.of_words(words, making.address(Use::Agree, *asked), Kind::Answer)).await,
        }
    }
}

/// A letter before it has an envelope.
struct Made {
    from: (String, String),
    subject: String,
    words: String,
    id: String,
    before: Vec<String>,
    answers: String,
    list: Option<String>,
    kind: Kind,
}

struct Making<'a> {
    kernel: &'a Kernel,
    ready: &'a Ready,
    errand: &'a Errand,
    seat: Option<&'a Seat>,
    language: Language,
    now: Moment,
}

impl Making<'_> {
    fn addresses(&self) -> &Addresses {
        &self.ready.addresses
    }

    fn address(&self, is_for: Use, number: u32) -> String {
        let generation = self.seat.map_or(0, |it| it.generation as u8);
        let day = if matches!(is_for, Use::Own | Use::Pause) { 0 } else { day(self.now) };
        self.addresses().make(Token { is_for, of: self.errand.place.0, day, generation, number })
    }

    fn say(&self, key: &str) -> String {
        self.kernel.words.say(self.language, key, &[])
    }

    /// One entry, by the alias of its author.
    async fn of_entry(&self, entry: &Entry) -> Result<Option<Made>> {
        let Some(words) = &entry.words else { return Ok(None) };
        let name = self.names(entry.group, &[entry.author]).await?.remove(0);
        let row = match entry.thread {
            Some(thread) => thread::find(self.kernel, thread).await?,
            None => None,
        };
        let number = row.as_ref().map_or(0, |it| it.number as u32);
        let opens = row.as_ref().is_none_or(|it| it.opening == entry.id);
        let before = row.iter().filter(|_| !opens).map(|it| self.addresses().message_id(it.opening)).collect();
        // What she called it stands inside, unless the group wants it otherwise: a subject is seen by whoever sees the screen.
        let heading = words.heading.as_deref().filter(|it| !it.is_empty());
        let (subject, heading) = match (settings::shared::<Settings>(self.kernel, Some(entry.group)).await?.subject, heading) {
            (Subject::Own, Some(heading)) => (heading.to_owned(), None),
            (Subject::Own | Subject::Neutral, heading) => (self.say("mail-letter-subject"), heading),
        };
        let said: Vec<&str> = [heading, words.note.as_deref(), Some(words.body.as_str())].into_iter().flatten().filter(|it| !it.is_empty()).collect();
        Ok(Some(Made {
            from: (name, self.author(entry.author)),
            subject,
            words: format!("{}\n\n{}", said.join("\n\n"), self.foot()),
            id: self.addresses().message_id(entry.id),
            before,
            answers: self.address(if number == 0 { Use::Own } else { Use::Answer }, number),
            list: Some(self.addresses().list_id(entry.group)),
            kind: Kind::Said,
        }))
    }

    /// A day's entries, each under the name of whoever said it.
    async fn of_day(&self, entries: &[Entry]) -> Result<Made> {
        let group = entries.first().map(|it| it.group).context("a day without entries has no letter")?;
        let authors: Vec<MembershipId> = entries.iter().map(|it| it.author).collect();
        let names = self.names(group, &authors).await?;
        let mut said = Vec::with_capacity(entries.len());
        for (entry, name) in entries.iter().zip(names) {
            let Some(words) = &entry.words else { continue };
            let parts = [words.heading.as_deref(), words.note.as_deref(), Some(words.body.as_str())];
            said.push(format!("{name}\n\n{}", parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n")));
        }
        // The same letter made twice has the same id: it is named after the last entry that is in it.
        let last = entries
            .last()
            .map_or(EntryId(self.errand.place.0), |it| EntryId(uuid::Uuid::from_u128(it.id.0.as_u128() ^ self.errand.place.0.as_u128())));
        Ok(Made {
            from: (self.house_name().await?, self.author(MembershipId(group.0))),
            subject: self.say("mail-letter-subject"),
            words: format!("{}\n\n{}", said.join("\n\n* * *\n\n"), self.foot()),
            id: self.addresses().message_id(last),
            before: Vec::new(),
            answers: self.address(Use::Own, 0),
            list: Some(self.addresses().list_id(group)),
            kind: Kind::Said,
        })
    }

    /// A sentence of the house's own.
    fn of_words(&self, words: &str, own: String, kind: Kind) -> Made {
        Made {
            // Her own address, and no name: nothing says who writes.
            from: (String::new(), own.clone()),
            subject: self.say("mail-letter-subject"),
            words: words.to_owned(),
            id: self.addresses().message_id(EntryId::new()),
            before: Vec::new(),
            answers: own,
            list: None,
            kind,
        }
    }

    async fn house_name(&self) -> Result<String> {
        Ok(site::current(self.kernel).await?.discreet_name.clone())
    }

    fn author(&self, author: MembershipId) -> String {
        self.addresses().make(Token { is_for: Use::Author, of: author.0, day: 0, generation: 0, number: 0 })
    }

    fn foot(&self) -> String {
        format!("--\n{}", self.say("mail-letter-foot"))
    }

    async fn names(&self, group: GroupId, of: &[MembershipId]) -> Result<Vec<String>> {
        let known = faces(self.kernel, group, of.iter().copied()).await?;
        Ok(of.iter().map(|it| known.get(it).map(|it| it.name.clone()).unwrap_or_default()).collect())
    }

    /// Those of what was gathered that she may still read.
    async fn readable(&self, ids: Vec<EntryId>) -> Result<Vec<Entry>> {
        let Some(place) = &self.errand.member else { return Ok(Vec::new()) };
        let rows = entry::Entity::find()
            .filter(entry::Column::Id.is_in(ids))
            .filter(entry::Column::Group.eq(place.group))
            .filter(entry::Column::State.eq(EntryState::Published))
            .filter(entry::Column::At.gte(place.joined))
            .order_by_asc(entry::Column::Seq)
            .all(self.kernel.store.reader())
            .await?;
        contribution::open_all(self.kernel, rows).await
    }

    async fn send(&self, sends: &Sends, made: Made) -> Result<Brought> {
        let pause = format!("{}webhooks/mail/pause/{}", self.kernel.house.address, self.local(Use::Pause));
        let letter = Letter {
            from: (&made.from.0, &made.from.1),
            to: &self.errand.to,
            answers: &made.answers,
            subject: &made.subject,
            words: &made.words,
            id: &made.id,
            before: &made.before,
            sent: SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(self.now.0).unwrap_or(0)),
            pause: Some(&pause),
            list: made.list.as_deref(),
            kind: made.kind,
        };
        let key = match self.seat {
            Some(seat) => seat::key(self.kernel, seat).await?,
            None => None,
        };
        let bytes = match (&key, self.seat.is_some_and(|it| it.sealed_only)) {
            (Some(key), _) => letter.sealed(key),
            // Never otherwise: what cannot be sealed is not sent.
            (None, true) => return Ok(Brought::Nothing),
            (None, false) => letter.bytes(),
        };
        let bytes = bytes.map_err(|why| anyhow!("no letter: {}", why.0))?;
        let signed = sends.signer.sign_aside(bytes).await?;
        let back = self.address(Use::Bounce, gone::mark(self.addresses(), &self.errand.to));
        match sends.relay.send(&back, &self.errand.to, &signed).await {
            Ok(()) => Ok(Brought::Yes),
            Err(NotSent::Never) => gone::refused(self.kernel, self.addresses(), &self.errand.to).await.map(|()| Brought::Refused),
            Err(why) => Err(anyhow!("the relay: {why:?}").into()),
        }
    }

    fn local(&self, is_for: Use) -> String {
        self.addresses().local(Token { is_for, of: self.errand.place.0, day: 0, generation: 0, number: 0 })
    }
}
