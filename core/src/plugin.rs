//! The contract between the kernel and its plugins.
pub mod host;
mod registrar;

pub use registrar::{Consideration, Declarations, Make, Registrar, Routes};

use crate::{Kernel, Media, Result};
use async_trait::async_trait;

/// Something that the kernel can do without.
///
/// Lifecycle: [`register`](Plugin::register) for every plugin, migrations, [`start`](Plugin::start) for every plugin,
/// requests, [`stop`](Plugin::stop) in reverse.
#[async_trait]
pub trait Plugin: Send + Sync + 'static {
    /// Folder, address segment, settings namespace and table prefix: one name.
    fn name(&self) -> &'static str;

    /// Declares everything that the plugin adds. No I/O: the database is not open yet.
    fn register(&self, registrar: &mut Registrar);

    /// What is wrong with the files that the configuration names for it, a sentence each: for who looks before starting.
    fn problems(&self, _media: &Media) -> Vec<String> {
        Vec::new()
    }

    /// Begins background work.
    async fn start(&self, _kernel: &Kernel) -> Result<()> {
        Ok(())
    }

    /// Ends it. One that has not returned when the server stops is abandoned.
    async fn stop(&self) {}
}
