//! The way round, for networks that let little through: TURN (RFC 8656) over UDP, TCP and TLS, inside the house.
//!
//! A TURN server lends its address, and whoever may use it can send from it to anywhere: that is how such servers are misused. This
//! one lends nothing. There is one other end, the relay's own port, and it is reached without a socket: what a client sends is put into
//! the relay's post, and what the relay answers is taken from it. Every other address is refused (403), so there is no list of private
//! ones to keep. And a client reaches only the connections of the person whose name it gave.
mod allocation;
mod credential;
mod message;
mod server;
mod stream;
#[cfg(test)]
mod tests;
mod tls;
mod udp;

pub use credential::{Owner, now};

use super::{RelayError, lock::lock, udp::UdpPort};
use allocation::{Addresses, Allocation};
use credential::Secret;
use hearth_core::Turn as Wanted;
use rtc::{crypto::RTCCryptoProvider, stun::message::TransactionId};
use serde::Serialize;
use std::{
    collections::{HashMap, HashSet},
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};
use tokio::{sync::Notify, time::interval};

/// In a whole house. Somebody has three connections, and each may try two ways.
const MOST: usize = 2048;
/// Of one person: her three connections, by each way that she is told, and once more after her network changed.
const MOST_EACH: usize = 18;
const SWEEP: Duration = Duration::from_secs(10);

/// How a client comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    Udp,
    Tcp,
    Tls,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Client {
    pub line: Line,
    pub address: SocketAddr,
}

/// What goes back to a client, as one packet.
type Sends = Arc<dyn Fn(&[u8]) + Send + Sync>;

/// The way back to a client.
#[derive(Clone)]
pub struct Out {
    send: Sends,
    /// Its stream ends.
    gone: Arc<Notify>,
}

impl Out {
    fn new(send: impl Fn(&[u8]) + Send + Sync + 'static) -> Out {
        Out { send: Arc::new(send), gone: Arc::new(Notify::new()) }
    }

    /// At once, or not at all.
    fn send(&self, frame: &[u8]) {
        (self.send)(frame);
    }
}

/// What a page is told: an `RTCIceServer`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ways {
    pub urls: Vec<String>,
    pub username: String,
    pub credential: String,
}

/// What came and was not taken, and what went nowhere.
#[derive(Debug, Default)]
pub struct Counts {
    pub malformed: AtomicU64,
    pub refused: AtomicU64,
    pub went_nowhere: AtomicU64,
}

pub struct Turn {
    secret: Secret,
    crypto: Arc<dyn RTCCryptoProvider>,
    urls: Vec<String>,
    /// Where it listens: over UDP and TCP, and over TLS.
    at: (Option<SocketAddr>, Option<SocketAddr>),
    relay: Arc<UdpPort>,
    /// The relay's port, as pages know it.
    peer: SocketAddr,
    here: Mutex<HashSet<Owner>>,
    given: Mutex<HashMap<Client, Arc<Allocation>>>,
    pub counts: Counts,
}

impl Turn {
    /// Listens from now on. Call it inside the relay's runtime.
    pub fn open(wanted: &Wanted, relay: Arc<UdpPort>, peer: SocketAddr) -> Result<Arc<Turn>, RelayError> {
        let crypto = rtc::crypto::default_provider().map_err(|_| RelayError::Cryptography)?;
        let plain = wanted.listen.map(|at| bind(at).map_err(|why| RelayError::Port { listen: at, why })).transpose()?;
        let listener = |at: SocketAddr| TcpListener::bind(at).map_err(|why| RelayError::Port { listen: at, why });
        let secure = match &wanted.tls {
            Some(it) => Some((listener(it.listen)?, tls::Certificate::read(&it.certificate, &it.key)?)),
            None => None,
        };
        let at = (plain.as_ref().and_then(|it| it.0.local_addr().ok()), secure.as_ref().and_then(|it| it.0.local_addr().ok()));
        let turn = Arc::new(Turn {
            secret: Secret::new(crypto.clone())?,
            crypto,
            urls: urls(wanted, at),
            at,
            relay,
            peer,
            here: Mutex::default(),
            given: Mutex::default(),
            counts: Counts::default(),
        });
        if let Some((udp, tcp)) = plain {
            udp::serve(&turn, udp).map_err(RelayError::Threads)?;
            stream::serve(&turn, tcp, None).map_err(RelayError::Threads)?;
        }
        if let Some((tcp, certificate)) = secure {
            stream::serve(&turn, tcp, Some(certificate)).map_err(RelayError::Threads)?;
        }
        let swept = turn.clone();
        tokio::spawn(async move {
            let mut step = interval(SWEEP);
            loop {
                step.tick().await;
                let now = Instant::now();
                swept.take_back(|_, it| it.is_over(now));
            }
        });
        Ok(turn)
    }

    /// Somebody is in a room: she may come this way.
    pub fn comes(&self, owner: Owner) {
        lock(&self.here).insert(owner);
    }

    /// She is there no more, and what she was given is taken back.
    pub fn goes(&self, owner: Owner) {
        lock(&self.here).remove(&owner);
        self.take_back(|_, it| it.owner == owner);
    }

    /// What her page is told.
    pub fn ways(&self, owner: Owner) -> Option<Ways> {
        let (username, credential) = self.secret.issue(owner, credential::now())?;
        Some(Ways { urls: self.urls.clone(), username, credential })
    }

    /// Where it listens: over UDP and TCP, and over TLS.
    pub fn addresses(&self) -> (Option<SocketAddr>, Option<SocketAddr>) {
        self.at
    }

    /// How many have a place in the relay's post.
    pub fn size(&self) -> usize {
        lock(&self.given).len()
    }

    fn find(&self, client: Client) -> Option<Arc<Allocation>> {
        lock(&self.given).get(&client).cloned()
    }

    fn take_back(&self, is_meant: impl Fn(&Client, &Allocation) -> bool) {
        let mut back = Vec::new();
        lock(&self.given).retain(|client, it| {
            let is_meant = is_meant(client, it);
            if is_meant {
                back.push(it.clone());
            }
            !is_meant
        });
        for it in back {
            self.relay.reached_no_more(it.at.seeming);
            it.out.gone.notify_one();
        }
    }

    /// An address that does not exist (RFC 1112: 240/4; RFC 6666: 100::/64), of the family that the client knows the relay by.
    fn address(&self) -> Option<Addresses> {
        let mut bytes = [0; 6];
        getrandom::fill(&mut bytes).ok()?;
        let [a, b, c, d, high, low] = bytes;
        let told = SocketAddr::new(
            match self.peer.ip() {
                IpAddr::V4(_) => Ipv4Addr::new(240 | (a & 7), b, c, d).into(),
                IpAddr::V6(_) => Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])).into(),
            },
            // Even, as who asks for an even port is told (RFC 8656, section 7.2).
            u16::from_be_bytes([high | 0x40, low & 0xfe]),
        );
        let seeming = match (told, self.relay.address().is_ipv6()) {
            (SocketAddr::V4(it), true) => SocketAddr::new(it.ip().to_ipv6_mapped().into(), it.port()),
            (it, _) => it,
        };
        Some(Addresses { told, seeming, peer: self.peer })
    }
}

fn count(what: &AtomicU64) {
    what.fetch_add(1, Relaxed);
}

/// What is wrong with the files of a certificate, for whoever installs it.
pub fn wrong_with(certificate: &Path, key: &Path) -> Option<RelayError> {
    tls::Certificate::read(certificate, key).err()
}

/// The same port for both.
fn bind(at: SocketAddr) -> io::Result<(UdpSocket, TcpListener)> {
    super::bind(at)
}

/// What pages call, the fastest first. Port 0 is the one that it got.
fn urls(wanted: &Wanted, (plain, secure): (Option<SocketAddr>, Option<SocketAddr>)) -> Vec<String> {
    let told = |given: &Option<String>, got: Option<SocketAddr>| {
        given.as_ref().map(|it| match (it.strip_suffix(":0"), got) {
            (Some(host), Some(got)) => format!("{host}:{}", got.port()),
            _ => it.clone(),
        })
    };
    let mut urls = Vec::new();
    if let Some(at) = told(&wanted.address, plain) {
        urls.extend(["udp", "tcp"].map(|way| format!("{}:{at}?transport={way}", "turn")));
    }
    if let Some(at) = told(&wanted.tls_address, secure.or(plain)) {
        urls.push(format!("{}:{at}?transport=tcp", "turns"));
    }
    urls
}

/// An address that no packet has: what comes from outside under it is forged.
pub fn is_ours_alone(address: SocketAddr) -> bool {
    match address.ip().to_canonical() {
        IpAddr::V4(it) => it.octets()[0] >= 240,
        IpAddr::V6(it) => it.segments()[..4] == [0x100, 0, 0, 0],
    }
}

/// A way to say something to whoever is behind a seeming address.
pub type Reach = Arc<dyn Fn(&[u8]) + Send + Sync>;

fn reach(allocation: &Arc<Allocation>) -> Reach {
    let it = allocation.clone();
    Arc::new(move |packet| it.bring(packet))
}

/// Who made it, and with what.
struct Proved {
    owner: Owner,
    username: String,
    key: Vec<u8>,
    transaction: TransactionId,
    client: Client,
}
