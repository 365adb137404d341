//! Where letters arrive: the ports that the installation names, and the mailbox that an administrator names. Both lead to the same door.
use crate::{
    door::Entrance,
    house,
    incoming::{Door, listener, mailbox, seal, session::Protocol},
    post::{self, Post},
};
use anyhow::Context;
use hearth_core::{Kernel, Result};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinHandle};

/// After the mailbox could not be looked up at all.
const AGAIN: Duration = Duration::from_secs(10);

/// What was started, and where letters arrive.
#[derive(Default)]
pub struct Ports {
    tasks: Mutex<Vec<JoinHandle<()>>>,
    at: Mutex<Vec<(Protocol, SocketAddr)>>,
}

impl Ports {
    /// Opens them all.
    pub async fn open(&self, kernel: &Kernel) -> Result<()> {
        let door: Arc<dyn Door> = Arc::new(Entrance::new(kernel.clone())?);
        let letters = &kernel.house.letters;
        let host = kernel.house.address.host_str().unwrap_or("localhost").to_owned();
        for (speaks, at) in [(Protocol::Lmtp, letters.lmtp), (Protocol::Smtp, letters.smtp)] {
            let Some(at) = at else { continue };
            let listener = TcpListener::bind(at).await.with_context(|| format!("letters cannot arrive at {at}"))?;
            let bound = listener.local_addr().context("the listening socket has no address")?;
            self.at.lock().unwrap_or_else(PoisonError::into_inner).push((speaks, bound));
            let seal = match (&letters.tls, speaks) {
                (Some(files), Protocol::Smtp) => {
                    let (seal, watch) = seal::read(&files.certificate, &files.key)?;
                    self.keep(watch);
                    Some(seal)
                }
                _ => None,
            };
            self.keep(listener::serve(listener, speaks, host.clone(), seal, door.clone()));
        }
        self.keep(watch_mailbox(kernel.clone(), door));
        Ok(())
    }

    /// A task that goes on until the house stops.
    pub fn keep(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).push(tokio::spawn(task));
    }

    /// Where letters arrive, as it was bound.
    pub fn at(&self, speaks: Protocol) -> Option<SocketAddr> {
        self.at.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|it| it.0 == speaks).map(|it| it.1)
    }

    pub fn close(&self) {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).drain(..).for_each(|it| it.abort());
    }
}

/// Looks after the mailbox that is named now; another one as soon as another is named.
async fn watch_mailbox(kernel: Kernel, door: Arc<dyn Door>) {
    let post = kernel.held::<Post>();
    loop {
        let changed = post.changed.notified();
        match house::find(&kernel).await.map(|it| it.mailbox) {
            Ok(Some(mut named)) => {
                if named.authority.is_none() {
                    named.authority = post::authority(&kernel).ok().flatten().map(String::into_bytes);
                }
                tokio::select! {
                    () = changed => {}
                    () = mailbox::watch(named, door.clone()) => {}
                }
            }
            Ok(None) => changed.await,
            Err(fault) => {
                tracing::error!(%fault, "the mailbox could not be looked up");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}
