//! What letters need at hand: the house's mail as it is set, made ready once: the addresses, the signer, the line to the relay. Made
//! anew when an administrator changes it, also on another node.
use crate::{
    addresses::Addresses,
    house::{self, House},
    outgoing::{
        relay::{Relay, Way},
        signing::Signer,
    },
};
use anyhow::anyhow;
use hearth_core::{
    Kernel, Result,
    clock::Moment,
    contact::{Medium, owed},
};
use std::{
    sync::{
        Arc, RwLock,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};
use tokio::sync::{Mutex, Notify};

/// How long a node goes on with what it read: another may have changed it.
const FRESH: Duration = Duration::from_secs(60);

/// The house's mail, ready.
pub struct Ready {
    pub house: House,
    pub addresses: Addresses,
    /// None where no letter can leave.
    pub sends: Option<Sends>,
}

pub struct Sends {
    pub relay: Relay,
    pub signer: Arc<Signer>,
}

/// One for each kernel: see [`Kernel::held`].
#[derive(Default)]
pub struct Post {
    ready: RwLock<Option<(Moment, Arc<Ready>)>>,
    making: Mutex<()>,
    version: AtomicU64,
    /// Something about how letters come in is different.
    pub changed: Notify,
}

impl Post {
    fn known(&self, now: Moment) -> Option<Arc<Ready>> {
        let ready = self.ready.read().unwrap_or_else(|it| it.into_inner());
        ready.as_ref().filter(|it| now < it.0 + FRESH).map(|it| it.1.clone())
    }
}

/// The house's mail as it is now; none where no domain is set.
pub async fn ready(kernel: &Kernel) -> Result<Option<Arc<Ready>>> {
    let (post, now) = (kernel.held::<Post>(), kernel.clock.now());
    if let Some(ready) = post.known(now) {
        return Ok(Some(ready));
    }
    // One makes it, and the others wait: with a relay for each of them, more lines would be opened than a relay allows.
    let _making = post.making.lock().await;
    if let Some(ready) = post.known(now) {
        return Ok(Some(ready));
    }
    let version = post.version.load(SeqCst);
    let house = house::find(kernel).await?;
    if house.domain.is_empty() {
        return Ok(None);
    }
    let sends = match (&house.relay, &house.keys) {
        (Some(way), Some(keys)) => Some(Sends { relay: Relay::new(&trusting(kernel, way)?)?, signer: Arc::new(Signer::new(keys, &house.domain)?) }),
        _ => None,
    };
    let ready = Arc::new(Ready { addresses: Addresses::new(kernel, &house.domain).await?, house, sends });
    if post.version.load(SeqCst) == version {
        *post.ready.write().unwrap_or_else(|it| it.into_inner()) = Some((now, ready.clone()));
    }
    Ok(Some(ready))
}

/// The way to the relay, with whom the installation trusts where an administrator named nobody.
pub fn trusting(kernel: &Kernel, way: &Way) -> Result<Way> {
    Ok(Way { authority: way.authority.clone().or(authority(kernel)?), ..way.clone() })
}

/// Certificates that the installation trusts beside the machine's own; none where it names none.
pub fn authority(kernel: &Kernel) -> Result<Option<String>> {
    let Some(file) = &kernel.house.letters.authority else { return Ok(None) };
    let read = std::fs::read_to_string(file).map_err(|_| anyhow!("the file of `letters_authority` cannot be read"))?;
    Ok(Some(read))
}

/// What was read is read again.
pub fn changed(kernel: &Kernel) {
    let post = kernel.held::<Post>();
    post.version.fetch_add(1, SeqCst);
    *post.ready.write().unwrap_or_else(|it| it.into_inner()) = None;
    post.changed.notify_waiters();
    owed::wake(kernel, Medium::Email);
}
