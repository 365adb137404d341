//! Opens the house: the database brought to this version, the vault unlocked, the kernel put together.
use crate::plugins;
use anyhow::Result;
use hearth_core::{
    House, Kernel, Letters, Media, Plugin,
    clock::Clock,
    store::Store,
    vault::{MasterKey, Vault},
};
use url::Url;

/// What opening needs. Read from the configuration by the binary; given by hand in tests.
pub struct Plan {
    /// `sqlite://…` or `postgres://…`.
    pub database: String,
    pub master: MasterKey,
    /// The address in people's browsers.
    pub address: Url,
    pub clock: Clock,
    /// Where sound and picture arrive.
    pub media: Option<Media>,
    /// Where letters arrive.
    pub letters: Letters,
}

/// Opens it with these plugins. Nothing runs yet: see [`crate::serving`].
pub async fn open(plan: Plan, plugins: &[Box<dyn Plugin>]) -> Result<Kernel> {
    let declared = plugins::declarations(plugins);
    hearth_migrations::run(&plan.database, &declared).await?;
    let store = Store::open(&plan.database).await?;
    let vault = Vault::open(plan.master, store.clone()).await.map_err(fault)?;
    let house = House { address: plan.address, media: plan.media, letters: plan.letters };
    Kernel::new(store, vault, plan.clock, house, hearth_core::words::WORDS, plugins::core_handlers(), declared).map_err(fault)
}

/// The kernel's failure as an ordinary error, for those who read it on a terminal.
pub fn fault(error: hearth_core::Error) -> anyhow::Error {
    match error {
        hearth_core::Error::Fault(fault) => fault,
        hearth_core::Error::Refused(refusal) => anyhow::anyhow!("refused: {}", refusal.code),
    }
}
