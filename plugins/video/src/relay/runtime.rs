//! What one connection runs on: tokio, but with places at the shared ports instead of sockets of its own.
//!
//! The library binds throw-away sockets on loopback and asks for them to be wrapped. They are dropped, and only their addresses are
//! kept, as names: what a page is told is the house's public address (`sdp.rs`), which is also right behind a container's ports or
//! a router.
use super::{
    alarm::Alarm,
    lock::lock,
    outbox::Outbox,
    sdp::{self, Way},
    tcp::{TcpPlace, TcpPort},
    turn::Turn,
    udp::{UdpPlace, UdpPort},
    whose::Whose,
};
use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket},
    pin::Pin,
    sync::{Arc, Mutex, Weak},
    time::Duration,
};
use webrtc::runtime::{AsyncInterval, AsyncTcpListener, AsyncTcpStream, AsyncUdpSocket, JoinHandle, Runtime, TokioRuntime};

/// The two ports, and the address under which browsers reach them.
pub struct Ports {
    pub udp: Arc<UdpPort>,
    pub tcp: Arc<TcpPort>,
    pub public: Vec<(Way, SocketAddr)>,
    /// The way round, where there is one.
    pub turn: Option<Arc<Turn>>,
}

impl Ports {
    /// Bound for a moment, and never used: of the family that the port is of, for the library keeps families apart.
    pub fn seeming(&self) -> SocketAddr {
        match self.udp.address().is_ipv6() {
            true => SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
            false => SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        }
    }
}

pub struct Places {
    ports: Arc<Ports>,
    whose: Whose,
    outbox: Arc<Outbox>,
    alarm: Arc<Alarm>,
    udp: Mutex<Vec<Weak<UdpPlace>>>,
    tcp: Mutex<Vec<Weak<TcpPlace>>>,
}

impl Places {
    /// `outbox`: what waits to go out by it.
    pub fn new(ports: Arc<Ports>, whose: Whose, outbox: Arc<Outbox>) -> Arc<Places> {
        let alarm = Alarm::new(outbox.clone());
        Arc::new(Places { ports, whose, outbox, alarm, udp: Mutex::default(), tcp: Mutex::default() })
    }

    /// A description as a page may have it; from now on what it names is listened to. None where it names nobody.
    pub fn publish(&self, description: &str) -> Option<String> {
        let (fragment, password) = (sdp::value(description, "a=ice-ufrag:")?, sdp::value(description, "a=ice-pwd:")?);
        lock(&self.udp).iter().filter_map(Weak::upgrade).for_each(|it| it.answer_to(fragment, password));
        lock(&self.tcp).iter().filter_map(Weak::upgrade).for_each(|it| it.answer_to(fragment));
        Some(sdp::with_our_addresses(description, &self.ports.public))
    }

    /// It knows who is at the other end, and hears her.
    pub fn hear(&self) {
        lock(&self.udp).iter().filter_map(Weak::upgrade).for_each(|it| it.hear());
    }

    /// At once, without waiting until the library lets go.
    pub fn close(&self) {
        self.outbox.close();
        lock(&self.udp).iter().filter_map(Weak::upgrade).for_each(|it| it.close());
        lock(&self.tcp).iter().filter_map(Weak::upgrade).for_each(|it| it.close());
    }
}

impl std::fmt::Debug for Places {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Places")
    }
}

type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

impl Runtime for Places {
    fn wrap_udp_socket(&self, thrown_away: UdpSocket) -> io::Result<Arc<dyn AsyncUdpSocket>> {
        let place = self.ports.udp.socket(thrown_away.local_addr()?, self.whose.clone(), self.outbox.bell());
        lock(&self.udp).push(Arc::downgrade(&place));
        Ok(place)
    }

    fn wrap_tcp_listener(&self, thrown_away: TcpListener) -> io::Result<Arc<dyn AsyncTcpListener>> {
        let place = self.ports.tcp.listener(thrown_away.local_addr()?, self.whose.clone());
        lock(&self.tcp).push(Arc::downgrade(&place));
        Ok(place)
    }

    /// Never: a page must not be able to make the house connect anywhere.
    fn connect_tcp<'a>(&'a self, _: SocketAddr) -> Later<'a, io::Result<Arc<dyn AsyncTcpStream>>> {
        Box::pin(std::future::ready(Err(io::ErrorKind::PermissionDenied.into())))
    }

    /// Nor look a name up: a page could tell by it who asks.
    fn resolve_host<'a>(&'a self, host: &'a str) -> Later<'a, io::Result<Vec<SocketAddr>>> {
        let address = host.parse().map(|it| vec![it]).map_err(|_| io::ErrorKind::PermissionDenied.into());
        Box::pin(std::future::ready(address))
    }

    fn spawn(&self, work: Later<'static, ()>) -> Box<dyn JoinHandle> {
        TokioRuntime.spawn(work)
    }

    fn spawn_reactor(&self, which: usize, work: Later<'static, ()>) -> Box<dyn JoinHandle> {
        TokioRuntime.spawn_reactor(which, work)
    }

    fn sleep(&self, length: Duration) -> Later<'static, ()> {
        self.alarm.after(length)
    }

    fn interval(&self, length: Duration) -> Box<dyn AsyncInterval> {
        TokioRuntime.interval(length)
    }

    fn block_on(&self, work: Pin<Box<dyn Future<Output = ()> + '_>>) {
        TokioRuntime.block_on(work);
    }

    fn yield_now(&self) -> Later<'static, ()> {
        TokioRuntime.yield_now()
    }

    fn name(&self) -> &'static str {
        "places"
    }
}
