//! A plugin for tests: a way of meeting that keeps nothing of its own, and carriers that write down what they were given.
use async_trait::async_trait;
use hearth_core::{
    Kernel, Plugin, Refusal, Registrar, Result,
    contact::{Medium, Transport},
    contribution::{Draft, Entry},
    id::GroupId,
    locale::Source,
    modality::{Capabilities, Closing, Modality, ModalityKey, Seat, Times},
};
use std::sync::{Arc, Mutex};

/// What was carried: medium, address, words; and what the modality was told.
#[derive(Clone, Default)]
pub struct Carried {
    sent: Arc<Mutex<Vec<(Medium, String, String)>>>,
    told: Arc<Mutex<Vec<String>>>,
}

impl Carried {
    pub fn sent(&self) -> Vec<(Medium, String, String)> {
        self.sent.lock().expect("a list").clone()
    }

    /// `deliver`, `withdraw`, `unseat`, `close`, in order.
    pub fn told(&self) -> Vec<String> {
        self.told.lock().expect("a list").clone()
    }

    fn note(&self, what: &str) {
        self.told.lock().expect("a list").push(what.to_owned());
    }

    /// The plugin that fills it. Its name, and its modality's key, is `carrier`.
    pub fn plugin(&self) -> Box<dyn Plugin> {
        Box::new(Carrier(self.clone()))
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
            .modality(move || Meeting(carried.clone()))
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

    async fn carry(&self, to: &str, words: &str) -> Result<()> {
        self.1.sent.lock().expect("a list").push((self.0, to.to_owned(), words.to_owned()));
        Ok(())
    }
}

struct Meeting(Carried);

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
            kilobytes_an_hour: 0,
        }
    }

    fn check(&self, _: &Draft) -> Result<(), Refusal> {
        Ok(())
    }

    async fn deliver(&self, _: &Kernel, _: &Entry) -> Result<()> {
        self.0.note("deliver");
        Ok(())
    }

    async fn withdraw(&self, _: &Kernel, _: &Entry) -> Result<()> {
        self.0.note("withdraw");
        Ok(())
    }

    async fn unseat(&self, _: &Kernel, _: &Seat) -> Result<()> {
        self.0.note("unseat");
        Ok(())
    }

    async fn close(&self, _: &Kernel, _: GroupId, _: Closing) -> Result<()> {
        self.0.note("close");
        Ok(())
    }
}
