//! Starts the web server and everything that runs beside it, and stops both within eight seconds.
use crate::{
    app,
    edge::{self, Edge},
    opening::fault,
    plugins,
};
use actix_web::{
    App, HttpServer,
    dev::ServerHandle,
    web::{self, Data},
};
use anyhow::{Context, Result};
use hearth_core::{
    Kernel, Plugin,
    plugin::Routes,
    running::{self, Running},
};
use std::{
    net::{SocketAddr, TcpListener},
    time::Duration,
};
use tokio::{
    runtime::Handle,
    signal::unix::{Signal, SignalKind, signal},
    task::JoinHandle,
};

/// What the server is told beside the kernel.
#[derive(Clone)]
pub struct Options {
    /// Threads that answer requests.
    pub workers: usize,
    pub edge: Edge,
    /// Where counts can be read: loopback only.
    pub metrics: Option<SocketAddr>,
    /// Routes beside those of the house, such as the demonstration's.
    pub extra_routes: Vec<Routes>,
}

/// Threads that answer requests, on a machine with so many processors: half of them. The other half is for what they ask, which has threads
/// of its own: the database, the modalities, media, what goes out. People who are in a room together are then mostly served by one thread,
/// and a line to them wakes it alone (decision 25).
fn answering(processors: usize) -> usize {
    (processors / 2).clamp(1, 8)
}

impl Default for Options {
    fn default() -> Self {
        Options {
            workers: answering(std::thread::available_parallelism().map_or(1, |it| it.get())),
            edge: Edge::default(),
            metrics: None,
            extra_routes: Vec::new(),
        }
    }
}

/// A server that answers.
pub struct Serving {
    pub address: SocketAddr,
    server: ServerHandle,
    kernel: Kernel,
    task: JoinHandle<std::io::Result<()>>,
    watch: JoinHandle<()>,
    metrics: Option<ServerHandle>,
    running: Running,
}

/// Connections that one worker keeps open.
const MOST_CONNECTIONS: usize = 4096;

/// How long requests under way may take once the server stops. The rest of the eight seconds is for plugins and the log.
const LAST_REQUESTS: Duration = Duration::from_secs(4);
const LAST_PLUGINS: Duration = Duration::from_secs(3);

/// Starts it. Call it inside an actix system, whose runtime then belongs to the plugins' sockets.
pub async fn start(kernel: &Kernel, plugins: Vec<Box<dyn Plugin>>, listener: TcpListener, options: Options) -> Result<Serving> {
    let address = listener.local_addr().context("the listening socket has no address")?;
    let running = running::start(kernel, plugins, plugins::core_jobs(), Handle::current()).await.map_err(fault)?;
    let (shared, edge) = (kernel.clone(), options.edge.clone());
    let patience = edge.doorkeeper.patience();
    let watch = actix_web::rt::spawn(edge.doorkeeper.clone().watch());
    let extra = options.extra_routes.clone();
    let keeper = edge.doorkeeper.clone();
    let server = HttpServer::new(move || {
        let (kernel, extra) = (shared.clone(), extra.clone());
        edge::around(App::new().configure(move |config| app::routes(config, &kernel, &extra)), &edge)
    })
    .on_connect(move |io, data| keeper.meet(io, data))
    .client_request_timeout(patience.head)
    .client_disconnect_timeout(patience.head / 2)
    .keep_alive(patience.keep_alive)
    .max_connections(MOST_CONNECTIONS)
    .workers(options.workers)
    .disable_signals()
    .shutdown_timeout(LAST_REQUESTS.as_secs())
    .listen(listener)?
    .run();
    let metrics = options.metrics.map(|it| show_counts(it, &options.edge)).transpose()?;
    let handle = server.handle();
    let task = actix_web::rt::spawn(server);
    Ok(Serving { address, kernel: kernel.clone(), server: handle, task, watch, metrics, running })
}

impl Serving {
    /// Until the server ends by itself, which it does only when it cannot go on.
    pub async fn ended(&mut self) -> Result<()> {
        Ok((&mut self.task).await??)
    }

    /// Takes no more requests, lets those under way finish, then stops the plugins.
    pub async fn stop(self) {
        // Streams of events would hold the server up until it is cut off.
        self.kernel.live.close_all();
        self.kernel.doors.close_all();
        let in_time = tokio::time::timeout(LAST_REQUESTS + Duration::from_millis(500), self.server.stop(true)).await;
        if in_time.is_err() {
            tracing::warn!("some requests were cut off");
        }
        if tokio::time::timeout(LAST_PLUGINS, self.running.stop()).await.is_err() {
            tracing::warn!("some plugins were abandoned");
        }
        self.watch.abort();
        if let Some(metrics) = self.metrics {
            metrics.stop(false).await;
        }
    }
}

/// A server of its own for the counts: nothing of it can be reached through the house's address.
fn show_counts(address: SocketAddr, edge: &Edge) -> Result<ServerHandle> {
    let (meters, doorkeeper) = (edge.meters.clone(), Data::new(edge.doorkeeper.clone()));
    let server = HttpServer::new(move || {
        App::new().app_data(meters.clone()).app_data(doorkeeper.clone()).route("/metrics", web::get().to(edge::meters::show))
    })
    .workers(1)
    .disable_signals()
    .bind(address)
    .with_context(|| format!("counts cannot be shown on {address}"))?
    .run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    Ok(handle)
}

/// The signals by which somebody asks for the end.
pub struct Stopping {
    terminate: Signal,
    interrupt: Signal,
}

impl Stopping {
    /// Listens from now on: before anyone is told that the server is there.
    pub fn listen() -> Result<Stopping> {
        Ok(Stopping { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }
}

/// Until somebody asks for the end, by a signal; then it stops in order.
pub async fn until_asked_to_stop(serving: Serving) -> Result<()> {
    until(serving, Stopping::listen()?).await
}

/// The same with signals that are listened for already.
pub async fn until(mut serving: Serving, mut stopping: Stopping) -> Result<()> {
    tokio::select! {
        ended = serving.ended() => ended?,
        _ = stopping.terminate.recv() => {}
        _ = stopping.interrupt.recv() => {}
    }
    tracing::info!("stopping");
    serving.stop().await;
    Ok(())
}
