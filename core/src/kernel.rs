//! The handle that everything else holds: store, vault, clock, words, live, bus, outbox, and what the plugins declared.
use crate::{
    Result,
    admission::Standings,
    bus::Bus,
    clock::Clock,
    contact::Medium,
    contribution::{DraftShelf, Faces, Fleeting, Marks, Tellings},
    event::{Outbox, Registered},
    group::meeting::Sittings,
    held::Held,
    joining::Visits,
    live::Live,
    locale::{Phrasebook, Source},
    modality::{Modality, ModalityKey},
    moderation::Leeways,
    page::Assets,
    person::{Hasher, Passkeys, Setup, SignIns, Throttle},
    plugin::{Declarations, host::Host},
    settings::Cache,
    store::Store,
    vault::Vault,
};
use anyhow::{Context, anyhow};
use std::{
    collections::HashMap,
    net::SocketAddr,
    ops::Deref,
    path::PathBuf,
    sync::{Arc, OnceLock},
};
use url::Url;

/// What plugins reach the kernel through. Cheap to clone.
#[derive(Clone)]
pub struct Kernel(Arc<Inner>);

/// The kernel's parts.
pub struct Inner {
    pub store: Store,
    pub vault: Vault,
    pub clock: Clock,
    pub words: Phrasebook,
    pub assets: Assets,
    pub house: House,
    pub live: Live,
    /// Who waits at the doors of meetings: apart from those who are in.
    pub doors: Live,
    pub bus: Bus,
    pub outbox: Outbox,
    pub settings: Cache,
    pub standings: Standings,
    pub sittings: Sittings,
    pub sign_ins: SignIns,
    pub throttle: Throttle,
    pub hasher: Hasher,
    pub passkeys: Passkeys,
    pub setup: Setup,
    pub drafts: DraftShelf,
    pub fleeting: Fleeting,
    pub faces: Faces,
    pub marks: Marks,
    pub tellings: Tellings,
    pub leeways: Leeways,
    pub visits: Visits,
    /// The key of the words of each act that the audit knows.
    pub acts: HashMap<&'static str, String>,
    pub plugins: Vec<Declarations>,
    handlers: Vec<Registered>,
    modalities: HashMap<ModalityKey, Arc<dyn Modality>>,
    hosts: OnceLock<HashMap<ModalityKey, Host>>,
    held: Held,
}

/// Facts about this installation that do not change while it runs.
#[derive(Debug, Clone)]
pub struct House {
    /// The address in people's browsers.
    pub address: Url,
    /// Where sound and picture arrive; none where there is neither.
    pub media: Option<Media>,
    pub letters: Letters,
}

/// Where letters arrive at the house itself, and whom it asks and trusts about them. Empty: they arrive nowhere, or in a mailbox.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letters {
    /// From a mail server beside it (LMTP, RFC 2033).
    pub lmtp: Option<SocketAddr>,
    /// From anywhere (SMTP, RFC 5321).
    pub smtp: Option<SocketAddr>,
    /// PEM, the house's own first: what arrives by SMTP can come sealed.
    pub tls: Option<LettersTls>,
    /// The resolver of names; none: the machine's own.
    pub resolver: Option<SocketAddr>,
    /// Certificates that are trusted beside the machine's own, in PEM: of a relay that the shelter runs itself.
    pub authority: Option<PathBuf>,
}

/// The house's certificate for letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LettersTls {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// The port of sound and picture, over UDP and TCP alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    pub listen: SocketAddr,
    /// Under which address browsers find it, where that is another.
    pub public: Option<SocketAddr>,
    /// The way round for networks that let little through; none where there is none.
    pub turn: Option<Turn>,
}

/// TURN inside the house: a way to its own port of sound and picture, and to nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turn {
    /// Over UDP and TCP alike.
    pub listen: Option<SocketAddr>,
    /// Host and port under which browsers find it; none: they are not told, because something in front brings them here.
    pub address: Option<String>,
    pub tls: Option<TurnTls>,
    /// Host and port under which browsers find TLS: the house's own, or that of whatever takes TLS off in front of `listen`.
    pub tls_address: Option<String>,
}

/// TLS that the house takes off itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnTls {
    pub listen: SocketAddr,
    /// PEM, the house's own first.
    pub certificate: PathBuf,
    pub key: PathBuf,
}

impl House {
    pub fn is_https(&self) -> bool {
        self.address.scheme() == "https"
    }

    /// `Origin` as a browser sends it.
    pub fn origin(&self) -> String {
        self.address.origin().ascii_serialization()
    }
}

impl Deref for Kernel {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Kernel {
    /// Puts the kernel together. Nothing runs yet: see [`crate::running::start`].
    pub fn new(
        store: Store,
        vault: Vault,
        clock: Clock,
        house: House,
        core_words: &[Source],
        core_handlers: Vec<Registered>,
        plugins: Vec<Declarations>,
    ) -> Result<Kernel> {
        let mut sources = core_words.to_vec();
        sources.extend(plugins.iter().flat_map(|it| it.locales.iter().copied()));
        let modalities = plugins.iter().filter_map(|it| it.modality.as_ref()).map(|make| make()).map(|it| (it.key(), it)).collect();
        let handlers = core_handlers.into_iter().chain(plugins.iter().flat_map(|it| it.handlers.iter().cloned())).collect();
        let files = plugins.iter().flat_map(|it| &it.assets).map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
        let assets = Assets::new(files);
        let passkeys = Passkeys::new(&house.address)?;
        Ok(Kernel(Arc::new(Inner {
            store,
            vault,
            clock,
            words: Phrasebook::new(&sources)?,
            assets,
            house,
            live: Live::default(),
            doors: Live::default(),
            bus: Bus::default(),
            outbox: Outbox::default(),
            settings: Cache::default(),
            standings: Standings::default(),
            sittings: Sittings::default(),
            sign_ins: SignIns::default(),
            throttle: Throttle::new()?,
            hasher: Hasher::default(),
            passkeys,
            setup: Setup::default(),
            drafts: DraftShelf::default(),
            fleeting: Fleeting::default(),
            faces: Faces::default(),
            marks: Marks::default(),
            tellings: Tellings::default(),
            leeways: Leeways::default(),
            visits: Visits::default(),
            acts: crate::audit::acts::known(&plugins),
            plugins,
            handlers,
            modalities,
            hosts: OnceLock::new(),
            held: Held::default(),
        })))
    }

    pub fn handlers(&self) -> &[Registered] {
        &self.handlers
    }

    pub fn plugin(&self, name: &str) -> Option<&Declarations> {
        self.plugins.iter().find(|it| it.name == name)
    }

    /// The modality as it was declared: for what is pure. Orders go through its host.
    pub fn modality(&self, key: &str) -> Option<&Arc<dyn Modality>> {
        self.modalities.get(key)
    }

    /// What a plugin keeps in memory for its pages and its modality alike: the one instance of this type that the kernel has.
    pub fn held<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.held.get()
    }

    /// Every modality's key, in the order of the plugins.
    pub fn modality_keys(&self) -> Vec<ModalityKey> {
        self.plugins.iter().filter(|it| it.modality.is_some()).map(|it| it.name).collect()
    }

    /// The supervised actor of a modality.
    pub fn host(&self, key: &str) -> Result<&Host> {
        let hosts = self.hosts.get().context("the plugins are not started")?;
        hosts.get(key).ok_or_else(|| anyhow!("no modality {key}").into())
    }

    pub fn hosts(&self) -> impl Iterator<Item = &Host> {
        self.hosts.get().into_iter().flat_map(HashMap::values)
    }

    pub(crate) fn set_hosts(&self, hosts: HashMap<ModalityKey, Host>) {
        let _ = self.hosts.set(hosts);
    }

    /// What carries words outside, by medium.
    pub(crate) fn transport(&self, medium: Medium) -> Option<&Arc<dyn crate::contact::Transport>> {
        self.plugins.iter().flat_map(|it| &it.transports).find(|it| it.medium() == medium)
    }
}
