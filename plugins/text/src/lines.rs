//! The lines as they run: each carrier made once, listening where its network needs it, and tried in order when a text goes out. Made anew
//! when an administrator changes one, also on another node.
use crate::{
    carrier::{Accepted, Carrier, Inbox, Network, NotSent, Outbound},
    line::{self, Kept},
    number, offered,
};
use hearth_core::{Kernel, Result, clock::Moment};
use std::{
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering::SeqCst},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, Semaphore},
    task::JoinHandle,
};
use uuid::Uuid;

/// How long a node goes on with what it read: another may have changed it.
const FRESH: Duration = Duration::from_secs(60);
/// A line that could not take a text is asked last for so long.
const RESTS: Duration = Duration::from_secs(60);

/// One line, running.
pub struct Running {
    pub id: Uuid,
    pub network: Network,
    /// What people write to.
    pub number: String,
    pub carrier: Arc<dyn Carrier>,
    content: line::Line,
    /// Until then others are tried first.
    rests_until: AtomicI64,
    /// Texts wait here for their turn.
    places: Semaphore,
}

impl Running {
    async fn send(&self, text: &Outbound) -> Result<Accepted, NotSent> {
        let _place = self.places.acquire().await.map_err(|_| NotSent::Later("the line is closed"))?;
        text.holds.check()?;
        self.carrier.send(text).await
    }
}

/// Those that run, in their order.
type All = Arc<Vec<Arc<Running>>>;

/// One for each kernel: see [`Kernel::held`].
#[derive(Default)]
pub struct Lines {
    known: RwLock<Option<(Moment, All)>>,
    /// Those that run are others now.
    pub changed: Notify,
    listening: Mutex<Vec<(Arc<Running>, JoinHandle<()>)>>,
}

impl Lines {
    /// Those that are set now. One that did not change goes on as it was.
    pub async fn running(&self, kernel: &Kernel) -> Result<All> {
        let now = kernel.clock.now();
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((read, running)) = &known
            && now < *read + FRESH
        {
            return Ok(running.clone());
        }
        let before = known.map(|it| it.1).unwrap_or_default();
        let mut running = Vec::new();
        for kept in line::all(kernel).await? {
            let same = before.iter().find(|it| it.id == kept.id && is_same(&it.content, &kept.line));
            match same {
                Some(it) => running.push(it.clone()),
                None => running.extend(make(kernel, kept)),
            }
        }
        let is_other = running.len() != before.len() || running.iter().zip(before.iter()).any(|(a, b)| !Arc::ptr_eq(a, b));
        let running = Arc::new(running);
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some((now, running.clone()));
        if is_other {
            for number in running.iter().map(|it| it.number.clone()) {
                tokio::task::spawn_blocking(move || number::make_ready(&number));
            }
            self.changed.notify_waiters();
        }
        Ok(running)
    }

    /// Keeps the lines open that need it, for as long as the house stands.
    pub async fn keep_listening(&self, kernel: &Kernel, inbox: impl Fn(Uuid) -> Arc<dyn Inbox> + Send + Sync) {
        loop {
            let changed = self.changed.notified();
            match self.running(kernel).await {
                Ok(running) => self.listen_to(&running, &inbox),
                Err(fault) => tracing::error!(%fault, "the lines of texts could not be looked up"),
            }
            // Looked at all the same for what another node changed.
            let _ = tokio::time::timeout(FRESH, changed).await;
        }
    }

    /// One task for each line: it ends when its line is another, and begins when one is new.
    fn listen_to(&self, running: &[Arc<Running>], inbox: &(dyn Fn(Uuid) -> Arc<dyn Inbox> + Send + Sync)) {
        let mut listening = self.listening.lock().unwrap_or_else(PoisonError::into_inner);
        listening.retain(|(line, task)| {
            let stays = running.iter().any(|it| Arc::ptr_eq(it, line)) && !task.is_finished();
            if !stays {
                task.abort();
            }
            stays
        });
        for line in running {
            if !listening.iter().any(|(it, _)| Arc::ptr_eq(it, line)) {
                let (carrier, inbox) = (line.carrier.clone(), inbox(line.id));
                listening.push((line.clone(), tokio::spawn(async move { carrier.listen(inbox.as_ref()).await })));
            }
        }
    }

    pub fn close(&self) {
        self.listening.lock().unwrap_or_else(PoisonError::into_inner).drain(..).for_each(|it| it.1.abort());
    }

    /// Gives a text to the first line of its network that takes it.
    pub async fn send(&self, kernel: &Kernel, text: &Outbound) -> Result<(Arc<Running>, Result<Accepted, NotSent>)> {
        let running = self.running(kernel).await?;
        let now = kernel.clock.now();
        let mut lines: Vec<_> = running.iter().filter(|it| it.network == text.to.network).collect();
        lines.sort_by_key(|it| it.rests_until.load(SeqCst) > now.0);
        let mut last = None;
        for line in lines {
            let sent = line.send(text).await;
            match sent {
                // It may have gone all the same: under the same key, and a second time is better than never.
                Err(NotSent::Later(_)) | Err(NotSent::Never(_)) => {
                    line.rests_until.store((now + RESTS).0, SeqCst);
                    last = Some((line.clone(), sent));
                }
                sent => return Ok((line.clone(), sent)),
            }
        }
        last.ok_or_else(|| anyhow::anyhow!("no line carries texts of this network").into())
    }
}

/// Whether it runs as it is said: what a look found makes no difference.
fn is_same(a: &line::Line, b: &line::Line) -> bool {
    (&a.carrier, &a.number, &a.config) == (&b.carrier, &b.number, &b.config)
}

fn make(kernel: &Kernel, kept: Kept) -> Option<Arc<Running>> {
    let carrier = offered::by_code(&kept.line.carrier).and_then(|it| it.make(kernel, kept.id, &kept.line.number, &kept.line.config));
    let Some(carrier) = carrier else {
        tracing::error!(line = %kept.id, "a line of texts cannot be used as it is set");
        return None;
    };
    let number = kept.line.number.clone();
    let places = Semaphore::new(carrier.at_once().unwrap_or(Semaphore::MAX_PERMITS));
    let (id, network, rests_until) = (kept.id, carrier.network(), AtomicI64::new(0));
    Some(Arc::new(Running { id, network, number, carrier, content: kept.line, rests_until, places }))
}

/// What was read is read again.
pub fn changed(kernel: &Kernel) {
    let lines = kernel.held::<Lines>();
    if let Some((read, _)) = lines.known.write().unwrap_or_else(PoisonError::into_inner).as_mut() {
        *read = Moment(0);
    }
    lines.changed.notify_waiters();
}
