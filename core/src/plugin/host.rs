//! Runs a plugin's modality as an actor on a thread of its own, and starts it again when it breaks.
//!
//! actix's `Supervisor` restarts an actor that stopped, not one that panicked. So the host does four things itself:
//! it catches a panic where the handler is polled, makes the modality afresh, takes a fresh thread where the old one
//! died or hangs, and rests longer after each failure. Callers hold a [`Host`], never an address: an address dies
//! with its actor, a host doesn't.
use super::Make;
use crate::{
    Error, Kernel,
    id::GroupId,
    modality::{Modality, Order},
};
use actix::{Actor, ActorFutureExt, Arbiter, Context, Handler, Message, ResponseActFuture, WrapFuture};
use futures_util::FutureExt;
use std::{
    cell::Cell,
    collections::{HashMap, VecDeque},
    future::poll_fn,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::{Arc, Once},
    task,
    time::{Duration, Instant},
};
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch},
    time::{sleep, timeout, timeout_at},
};
use uuid::Uuid;

/// How much a plugin may keep waiting, and how soon it is tried again.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Orders under way or waiting in the mailbox. The next caller waits: that is the back-pressure.
    pub places: usize,
    /// How long one order may take.
    pub deadline: Duration,
    /// How long a caller waits for a place, or for a plugin that rests.
    pub patience: Duration,
    /// Rest after a first failure. It doubles with each further one inside `window`.
    pub first_rest: Duration,
    /// The longest rest. Longer than `patience`, it is the open circuit: callers are refused at once.
    pub longest_rest: Duration,
    pub window: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Limits {
            places: 256,
            deadline: seconds(30),
            patience: seconds(5),
            first_rest: Duration::from_millis(50),
            longest_rest: seconds(60),
            window: seconds(120),
        }
    }
}

/// Why an order was not carried out. Whoever gave it still owes it: it stays in the outbox.
#[derive(Debug)]
pub enum NotDone {
    /// The plugin said no, or could not.
    Failed(Error),
    /// This order made it panic. Asked again it may panic again, so the outbox counts these.
    Panicked {
        incident: Uuid,
    },
    TooSlow,
    /// The plugin broke under this order more than once, by another order's fault or by its own.
    CutOff,
    /// All places are taken, and none came free in time.
    Busy,
    /// The plugin rests after failures.
    Resting,
}

/// What callers hold. Cheap to clone.
#[derive(Clone)]
pub struct Host {
    pub name: &'static str,
    limits: Arc<Limits>,
    now: watch::Receiver<Now>,
    tell: mpsc::UnboundedSender<Told>,
    places: Arc<Semaphore>,
    urgent_places: Arc<Semaphore>,
}

/// The state of the plugin at this moment. `generation` counts its lives.
#[derive(Clone)]
enum Now {
    Up { generation: u64, address: actix::Addr<Worker> },
    Resting { until: Instant },
}

/// What the supervisor is told.
enum Told {
    Trouble { generation: u64, what: &'static str },
    Stop,
}

const STARTING: Duration = Duration::from_secs(2);
const GRACE: Duration = Duration::from_secs(1);

impl Host {
    /// Starts the plugin's actor and its supervisor. Call it inside an actix `System`; `runtime` owns the
    /// database's sockets (see [`inside`]).
    pub fn start(name: &'static str, make: Make, limits: Limits, kernel: Kernel, runtime: Handle) -> Host {
        quiet_panics();
        let limits = Arc::new(limits);
        let (show, now) = watch::channel(Now::Resting { until: Instant::now() });
        let (tell, told) = mpsc::unbounded_channel();
        let host =
            Host { name, now, tell, places: Arc::new(Semaphore::new(limits.places)), urgent_places: Arc::new(Semaphore::new(limits.places)), limits };
        actix::spawn(supervise(host.clone(), make, kernel, runtime, show, told));
        host
    }

    /// Gives an order and waits until it was carried out. Runs it at least once when it says `Ok`.
    pub async fn give(&self, order: Order) -> Result<(), NotDone> {
        let give_up = tokio::time::Instant::now() + self.limits.patience;
        let places = if order.is_urgent() { &self.urgent_places } else { &self.places };
        let mut after = 0;
        for _ in 0..3 {
            let place = timeout_at(give_up, places.clone().acquire_owned()).await.map_err(|_| NotDone::Busy)?.map_err(|_| NotDone::Resting)?;
            let (generation, address) = self.up(after, give_up).await?;
            let sent = address.send(Job { order: order.clone(), place });
            match timeout(self.limits.deadline + GRACE, sent).await {
                Ok(Ok(answer)) => return answer,
                // The actor went away with the order unanswered. The next one gets it.
                Ok(Err(_)) => self.report(generation, "went away"),
                // Not even the deadline inside the actor fired: its thread hangs.
                Err(_) => {
                    self.report(generation, "hangs");
                    return Err(NotDone::TooSlow);
                }
            }
            after = generation;
        }
        Err(NotDone::CutOff)
    }

    /// Takes no more orders, and ends the actor and its thread. What is still owed stays in the outbox.
    pub fn stop(&self) {
        self.places.close();
        self.urgent_places.close();
        let _ = self.tell.send(Told::Stop);
    }

    /// How many lives the plugin has had, and whether it is up: for the page that shows its health.
    pub fn health(&self) -> Option<u64> {
        match *self.now.borrow() {
            Now::Up { generation, .. } => Some(generation),
            Now::Resting { .. } => None,
        }
    }

    async fn up(&self, after: u64, give_up: tokio::time::Instant) -> Result<(u64, actix::Addr<Worker>), NotDone> {
        let mut now = self.now.clone();
        loop {
            match now.borrow_and_update().clone() {
                Now::Up { generation, address } if generation > after => return Ok((generation, address)),
                Now::Resting { until } if until > give_up.into_std() => return Err(NotDone::Resting),
                _ => {}
            }
            timeout_at(give_up, now.changed()).await.map_err(|_| NotDone::Resting)?.map_err(|_| NotDone::Resting)?;
        }
    }

    fn report(&self, generation: u64, what: &'static str) {
        let _ = self.tell.send(Told::Trouble { generation, what });
    }
}

/// Keeps one plugin alive until it is told to stop.
async fn supervise(host: Host, make: Make, kernel: Kernel, runtime: Handle, show: watch::Sender<Now>, mut told: mpsc::UnboundedReceiver<Told>) {
    let mut arbiter = Arbiter::new();
    let mut failures = VecDeque::new();
    for generation in 1.. {
        let worker = Worker {
            generation,
            host: host.clone(),
            kernel: kernel.clone(),
            runtime: runtime.clone(),
            make: make.clone(),
            modality: None,
            last: HashMap::new(),
        };
        let address = Worker::start_in_arbiter(&arbiter.handle(), move |_| worker);
        let what = match timeout(STARTING, address.send(Ping)).await {
            Ok(Ok(())) => {
                show.send_replace(Now::Up { generation, address });
                loop {
                    match told.recv().await {
                        None | Some(Told::Stop) => {
                            arbiter.stop();
                            return;
                        }
                        Some(Told::Trouble { generation: its, what }) if its == generation => break what,
                        Some(Told::Trouble { .. }) => {} // about an earlier life
                    }
                }
            }
            _ => "did not start",
        };
        let rest = rest_after(&mut failures, &host.limits);
        show.send_replace(Now::Resting { until: Instant::now() + rest });
        tracing::error!(plugin = host.name, generation, what, rest_ms = rest.as_millis() as u64, "plugin restarts");
        sleep(rest).await;
        if !answers(&arbiter).await {
            arbiter.stop(); // a thread that hangs can't be ended from outside: it is left behind
            arbiter = Arbiter::new();
        }
    }
}

fn rest_after(failures: &mut VecDeque<Instant>, limits: &Limits) -> Duration {
    failures.push_back(Instant::now());
    failures.retain(|at| at.elapsed() < limits.window);
    (limits.first_rest * (1 << (failures.len() - 1).min(16))).min(limits.longest_rest)
}

async fn answers(arbiter: &Arbiter) -> bool {
    let (here, there) = oneshot::channel();
    arbiter.spawn(async move {
        let _ = here.send(());
    }) && matches!(timeout(GRACE, there).await, Ok(Ok(())))
}

/// The actor.
struct Worker {
    generation: u64,
    host: Host,
    kernel: Kernel,
    runtime: Handle,
    make: Make,
    modality: Option<Arc<dyn Modality>>,
    /// Each group's last order: the next one for that group begins when it is done.
    last: HashMap<GroupId, oneshot::Receiver<()>>,
}

#[derive(Message)]
#[rtype(result = "Result<(), NotDone>")]
struct Job {
    order: Order,
    place: OwnedSemaphorePermit,
}

#[derive(Message)]
#[rtype(result = "()")]
struct Ping;

impl Actor for Worker {
    type Context = Context<Self>;
    fn started(&mut self, context: &mut Context<Self>) {
        // Twice: the permits, not the mailbox, hold callers back, so that a job being answered still counts.
        context.set_mailbox_capacity(self.host.limits.places * 2 + 1);
        let modality = (self.make)();
        modality.begins(&self.kernel, &self.runtime);
        self.modality = Some(modality);
    }
}

impl Handler<Ping> for Worker {
    type Result = ();
    fn handle(&mut self, _: Ping, _: &mut Context<Self>) {}
}

impl Handler<Job> for Worker {
    type Result = ResponseActFuture<Self, Result<(), NotDone>>;

    fn handle(&mut self, Job { order, place }: Job, _: &mut Context<Self>) -> Self::Result {
        let Some(modality) = self.modality.clone() else { return Box::pin(async { Err(NotDone::CutOff) }.into_actor(self)) };
        // Orders of one group are carried out in the order in which they reached the mailbox; groups don't wait for each other; urgent ones wait for none.
        let turn = (!order.is_urgent()).then(|| {
            let (done, next) = oneshot::channel();
            if self.last.len() > 1024 {
                self.last.retain(|_, it| it.try_recv() == Err(oneshot::error::TryRecvError::Empty));
            }
            (self.last.insert(order.group(), next), done)
        });
        let (name, deadline, kernel) = (self.host.name, self.host.limits.deadline, self.kernel.clone());
        let work = inside(self.runtime.clone(), async move {
            let _place = place; // held until the order is done: without this line the block would not capture it
            let (before, _done) = turn.unzip();
            if let Some(before) = before.flatten() {
                let _ = before.await;
            }
            match timeout(deadline, AssertUnwindSafe(order.carry_out(&kernel, modality.as_ref())).catch_unwind()).await {
                Ok(Ok(result)) => result.map_err(NotDone::Failed),
                Ok(Err(_message)) => {
                    // not logged: it can quote a member's words
                    let incident = Uuid::now_v7();
                    tracing::error!(plugin = name, %incident, at = WHERE.get().unwrap_or("unknown"), "a plugin panicked");
                    Err(NotDone::Panicked { incident })
                }
                Err(_) => Err(NotDone::TooSlow),
            }
        });
        let answer = async move {
            let answer = work.await;
            // What the order set going on this thread goes out first: whoever gave it and waits for that as well is woken once. One that
            // broke is ended now: it takes no other order.
            if !matches!(answer, Err(NotDone::Panicked { .. })) {
                next_turn().await;
            }
            answer
        };
        Box::pin(answer.into_actor(self).map(|answer, worker, context| {
            if matches!(answer, Err(NotDone::Panicked { .. })) {
                worker.host.report(worker.generation, "panicked");
                actix::ActorContext::terminate(context);
            }
            answer
        }))
    }
}

/// Lets the others of this thread have their turn. At once: tokio's own way looks at the sockets in between.
async fn next_turn() {
    let mut has_waited = false;
    poll_fn(|context| match std::mem::replace(&mut has_waited, true) {
        true => task::Poll::Ready(()),
        false => {
            context.waker().wake_by_ref();
            task::Poll::Pending
        }
    })
    .await
}

/// Polls a plugin's future on the plugin's thread, but with the kernel's runtime as its context, so that a socket that
/// it opens belongs to the kernel's reactor. Without it a pooled database connection dies with the plugin's thread.
pub fn inside<F: Future>(kernel: Handle, future: F) -> Inside<F> {
    Inside { kernel, future: Some(Box::pin(future)) }
}

pub struct Inside<F> {
    kernel: Handle,
    future: Option<Pin<Box<F>>>,
}

impl<F: Future> Future for Inside<F> {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> task::Poll<F::Output> {
        let this = &mut *self;
        let _inside = this.kernel.enter();
        match &mut this.future {
            Some(future) => future.as_mut().poll(context),
            None => task::Poll::Pending, // taken only when it is dropped, and then nobody polls it
        }
    }
}

/// Cut off, it gives its connection back inside the kernel's runtime too.
impl<F> Drop for Inside<F> {
    fn drop(&mut self) {
        let _inside = self.kernel.enter();
        drop(self.future.take());
    }
}

thread_local! { static WHERE: Cell<Option<&'static str>> = const { Cell::new(None) }; }

/// Replaces the panic hook by one that keeps the place and drops the message: `str` panics quote the string they cut.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            // One leaked line for each panic: few, and they outlive the thread that panicked.
            let place: &'static str = panic.location().map_or("unknown", |it| String::leak(format!("{}:{}", it.file(), it.line())));
            WHERE.set(Some(place));
            tracing::error!(at = place, "panic");
        }))
    });
}
