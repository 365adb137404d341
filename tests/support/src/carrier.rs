//! The tests' own plugin: a way of meeting that keeps nothing of its own and writes down what it was told, or breaks where the
//! test wants it to; and carriers that write down what they were given.
use async_trait::async_trait;
use hearth_core::{
    Kernel, Plugin, Refusal, Registrar, Result,
    contact::{Brought, Errand, Medium, Transport, What},
    contribution::{self, Draft, Entry},
    id::{EntryId, GroupId},
    locale::Source,
    modality::{Capabilities, Closing, Modality, ModalityKey, Seat, Times},
};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// What the test sees of it, through all its lives.
#[derive(Clone, Default)]
pub struct Carried(Arc<Mutex<Diary>>);

#[derive(Default)]
struct Diary {
    sent: Vec<(Medium, String, String)>,
    told: Vec<String>,
    delivered: HashSet<EntryId>,
    breaks_at: HashSet<EntryId>,
    breaks_for: Option<&'static str>,
    lives: usize,
    panics: usize,
    refuses: bool,
}

impl Carried {
    /// The carriers refuse everything for good from now on, or no more.
    pub fn refuses(&self, refuses: bool) {
        self.diary().refuses = refuses;
    }

    /// The carriers panic over whatever is to go to this address from now on.
    pub fn breaks_for(&self, address: Option<&'static str>) {
        self.diary().breaks_for = address;
    }

    /// What was carried: medium, address, words.
    pub fn sent(&self) -> Vec<(Medium, String, String)> {
        self.diary().sent.clone()
    }

    /// `deliver`, `withdraw`, `unseat`, `close`, in order.
    pub fn told(&self) -> Vec<String> {
        self.diary().told.clone()
    }

    /// How many entries were brought, each counted once.
    pub fn delivered(&self) -> usize {
        self.diary().delivered.len()
    }

    /// How often the modality was started, and how often it panicked.
    pub fn lives_and_panics(&self) -> (usize, usize) {
        let diary = self.diary();
        (diary.lives, diary.panics)
    }

    /// It panics when it is to deliver one of these for the first time.
    pub fn breaks_at(&self, entries: impl IntoIterator<Item = EntryId>) {
        self.diary().breaks_at.extend(entries);
    }

    /// One life of the modality.
    pub fn modality(&self) -> Meeting {
        self.diary().lives += 1;
        Meeting(self.clone())
    }

    /// The plugin that fills it. Its name, and its modality's key, is `carrier`.
    pub fn plugin(&self) -> Box<dyn Plugin> {
        Box::new(Carrier(self.clone()))
    }

    /// Still readable after a panic: that is what it is for.
    fn diary(&self) -> MutexGuard<'_, Diary> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub struct Carrier(Carried);

const WORDS: Source = Source { module: "carrier", en: "carrier-tab = Page", fr: "carrier-tab = Page" };

impl Plugin for Carrier {
    fn name(&self) -> &'static str {
        "carrier"
    }

    fn register(&self, registrar: &mut Registrar) {
        let carried = self.0.clone();
        registrar
            .modality(move || carried.modality())
            .transport(Post(Medium::Text, self.0.clone()))
            .transport(Post(Medium::Email, self.0.clone()))
            .locales(WORDS)
            .no_personal_data(&[], "it has no tables");
    }
}

struct Post(Medium, Carried);

#[async_trait]
impl Transport for Post {
    fn medium(&self) -> Medium {
        self.0
    }

    async fn carry(&self, kernel: &Kernel, errand: &Errand) -> Result<Brought> {
        let words = match &errand.what {
            What::Entry(row) => match contribution::open(kernel, (**row).clone()).await?.words {
                Some(words) => words.body,
                None => return Ok(Brought::Nothing),
            },
            What::Digest => String::new(),
            What::Words(words) | What::Told(words) | What::Answer(words) | What::Farewell(words) | What::Asked { words, .. } => words.clone(),
        };
        let mut diary = self.1.diary();
        if diary.refuses {
            return Ok(Brought::Refused);
        }
        if diary.breaks_for == Some(&errand.to) {
            drop(diary);
            panic!("words of a member");
        }
        diary.sent.push((self.0, errand.to.clone(), words));
        Ok(Brought::Yes)
    }
}

pub struct Meeting(Carried);

impl Meeting {
    fn note(&self, what: &str) {
        self.0.diary().told.push(what.to_owned());
    }
}

#[async_trait]
impl Modality for Meeting {
    fn key(&self) -> ModalityKey {
        "carrier"
    }

    fn times(&self) -> Times {
        Times::Either
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            hides_identity_from_participants: true,
            hides_identity_from_staff: true,
            hides_from_providers: true,
            recalls: true,
            expires: true,
            can_keep_nothing: true,
            carries_pictures: false,
            kilobytes_an_hour: 0,
        }
    }

    fn check(&self, _: &Draft) -> Result<(), Refusal> {
        Ok(())
    }

    async fn deliver(&self, _: &Kernel, entry: &Entry) -> Result<()> {
        let breaks = self.0.diary().breaks_at.remove(&entry.id);
        if breaks {
            self.0.diary().panics += 1;
            panic!("words of a member");
        }
        self.0.diary().delivered.insert(entry.id);
        self.note("deliver");
        Ok(())
    }

    async fn withdraw(&self, _: &Kernel, _: &Entry) -> Result<()> {
        self.note("withdraw");
        Ok(())
    }

    async fn unseat(&self, _: &Kernel, _: &Seat) -> Result<()> {
        self.note("unseat");
        Ok(())
    }

    async fn close(&self, _: &Kernel, _: GroupId, _: Closing) -> Result<()> {
        self.note("close");
        Ok(())
    }
}
