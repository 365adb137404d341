//! How long a client may keep a connection without getting anything done. actix-web's own settings bound the first request's
//! head and an idle keep-alive; the rest is here: a body that drips ([`body_in_time`]), a later request's head that drips and a
//! refused body that goes on ([`Doorkeeper`]), and an answer that nobody reads (the TCP user timeout that the doorkeeper sets).
use actix_web::{
    Error, HttpMessage,
    body::{BodySize, BoxBody, MessageBody},
    dev::{Extensions, Payload, ServiceRequest, ServiceResponse},
    error::PayloadError,
    http::{Method, header},
    middleware::Next,
    rt::net::TcpStream,
    web::Bytes,
};
use futures_util::{StreamExt, stream};
use socket2::{SockRef, Socket};
use std::{
    any::Any,
    io,
    net::Shutdown,
    pin::Pin,
    sync::{
        Arc, Mutex, Weak,
        atomic::{AtomicI64, AtomicUsize, Ordering::SeqCst},
    },
    task,
    time::Duration,
};
use tokio::time::{Instant, timeout_at};

/// How patient the server is. A test takes less of everything.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// A first request's head must be here by then.
    pub head: Duration,
    /// Every body has this long, and a second more for each [`RATE`] bytes that it has brought.
    pub body: Duration,
    /// A connection with no request is closed politely after this long.
    pub keep_alive: Duration,
    /// A connection with no request under way is closed after this long, whatever drips on it. More than `keep_alive`.
    pub idle: Duration,
    /// An answer of which the client takes nothing for this long is given up.
    pub unread: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Patience { head: seconds(10), body: seconds(10), keep_alive: seconds(15), idle: seconds(17), unread: seconds(20) }
    }
}

const RATE: f64 = 16.0 * 1024.0;

/// Open connections from one network address. Behind a proxy all come from one: it does its own counting.
const MOST_FROM_ONE: usize = 512;

/// A WebSocket is asked for: what follows is no body. It has its own pings, and its frames their own bounds.
fn is_upgrade(request: &ServiceRequest) -> bool {
    let asks = request.headers().get(header::UPGRADE).is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(b"websocket"));
    asks && request.method() == Method::GET && request.path().ends_with("/live")
}

/// Middleware: reading a body that drips fails, and the connection closes.
pub async fn body_in_time(mut request: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if is_upgrade(&request) {
        return next.call(request).await;
    }
    let patience = request.app_data::<Doorkeeper>().map_or_else(Patience::default, |it| it.0.patience).body;
    let (begun, payload) = (Instant::now(), request.take_payload());
    let timed = stream::unfold((payload, 0usize), move |(mut payload, brought)| async move {
        let until = begun + patience + Duration::from_secs_f64(brought as f64 / RATE);
        match timeout_at(until, payload.next()).await {
            Ok(chunk) => chunk.map(|it| {
                let more = it.as_ref().map_or(0, |it| it.len());
                (it, (payload, brought + more))
            }),
            Err(_) => Some((Err(PayloadError::Io(io::ErrorKind::TimedOut.into())), (payload, brought))),
        }
    });
    request.set_payload(Payload::Stream { payload: Box::pin(timed) });
    next.call(request).await
}

/// Knows every open connection.
#[derive(Clone, Default)]
pub struct Doorkeeper(Arc<Door>);

#[derive(Default)]
struct Door {
    patience: Patience,
    visits: Mutex<Vec<Weak<Visit>>>,
}

/// One connection: its socket once more, to close it by, and what goes on in it. Dropped with the connection.
struct Visit {
    socket: Socket,
    under_way: AtomicUsize,
    idle_since: AtomicI64,
    met: Instant,
    from: Option<std::net::IpAddr>,
}

impl Doorkeeper {
    pub fn new(patience: Patience) -> Doorkeeper {
        Doorkeeper(Arc::new(Door { patience, visits: Mutex::default() }))
    }

    pub fn patience(&self) -> Patience {
        self.0.patience
    }

    /// For `HttpServer::on_connect`.
    pub fn meet(&self, io: &dyn Any, data: &mut Extensions) {
        let Some(stream) = io.downcast_ref::<TcpStream>() else { return };
        let from = stream.peer_addr().ok().map(|it| it.ip());
        let tcp = SockRef::from(stream);
        let _ = tcp.set_tcp_user_timeout(Some(self.0.patience.unread));
        // What somebody says goes out at once: waiting for more to send with it holds a line up by 40 ms.
        let _ = tcp.set_tcp_nodelay(true);
        let Ok(socket) = tcp.try_clone() else { return };
        let visit = Arc::new(Visit { socket, under_way: AtomicUsize::new(0), idle_since: AtomicI64::new(0), met: Instant::now(), from });
        let mut visits = self.0.visits.lock().unwrap_or_else(|it| it.into_inner());
        let is_loopback = from.is_some_and(|it| it.is_loopback());
        if !is_loopback && visits.iter().filter_map(Weak::upgrade).filter(|it| it.from == from).count() >= MOST_FROM_ONE {
            let _ = visit.socket.shutdown(Shutdown::Both);
        }
        visits.push(Arc::downgrade(&visit));
        data.insert(visit);
    }

    /// How many connections are open.
    pub fn count(&self) -> usize {
        self.0.visits.lock().unwrap_or_else(|it| it.into_inner()).iter().filter(|it| it.strong_count() > 0).count()
    }

    /// Once in a while, for ever: closes what has been idle for too long.
    pub async fn watch(self) {
        let patience = self.0.patience;
        let look = (patience.idle / 8).min(Duration::from_secs(1));
        loop {
            tokio::time::sleep(look).await;
            self.0.visits.lock().unwrap_or_else(|it| it.into_inner()).retain(|it| {
                let Some(visit) = it.upgrade() else { return false };
                let idle = visit.met.elapsed().as_millis() as i64 - visit.idle_since.load(SeqCst);
                if visit.under_way.load(SeqCst) == 0 && idle > patience.idle.as_millis() as i64 {
                    let _ = visit.socket.shutdown(Shutdown::Both);
                }
                true
            });
        }
    }
}

/// Middleware: a request is under way from its head until the last byte of its answer is handed to the connection. A stream
/// of events is under way as long as it lives: it has its own pings.
pub async fn visited(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let stay = request.conn_data::<Arc<Visit>>().cloned().map(Stay::begin);
    Ok(next.call(request).await?.map_body(|_, body| Held { body: body.boxed(), _stay: stay }))
}

struct Stay(Arc<Visit>);

impl Stay {
    fn begin(visit: Arc<Visit>) -> Stay {
        visit.under_way.fetch_add(1, SeqCst);
        Stay(visit)
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        self.0.idle_since.store(self.0.met.elapsed().as_millis() as i64, SeqCst);
        self.0.under_way.fetch_sub(1, SeqCst);
    }
}

/// An answer's body that remembers whose it is.
struct Held {
    body: BoxBody,
    _stay: Option<Stay>,
}

impl MessageBody for Held {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> task::Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}
