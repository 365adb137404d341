//! The media relay: sound and picture go through the house, packet by packet, and stay nowhere. One UDP and one TCP port for
//! everybody, on threads of their own, so that no page waits for a picture and no picture for a page.
//!
//! Nobody learns anybody's address: the house's own is the only one that is ever told, and none that a page names is ever used.
mod again;
mod alarm;
mod bell;
mod error;
mod events;
mod feedback;
mod framing;
mod gate;
mod hall;
mod inbox;
mod layers;
mod leaving;
mod line;
mod link;
mod lock;
#[cfg(test)]
pub mod noise;
mod outbox;
#[cfg(test)]
mod parsed;
mod path;
mod peer;
mod reports;
mod rewrite;
mod runtime;
mod sdp;
mod slot;
mod stun;
mod tcp;
mod threads;
mod took;
mod track;
pub mod turn;
mod udp;
mod vp8;
mod whose;

pub use error::RelayError;
pub use gate::Among;
pub use hall::{Hall, Place};
pub use took::Took;
pub use turn::{Turn, Ways};

use hearth_core::Media;
use rtc::rtp_transceiver::rtp_sender::RtpCodecKind;
use runtime::Ports;
use sdp::Way;
use serde::{Deserialize, Serialize};
use std::{
    io,
    net::{SocketAddr, TcpListener, UdpSocket},
    sync::{Arc, atomic::Ordering::Relaxed},
};
use tcp::TcpPort;
use threads::{Thread, Threads};
use udp::UdpPort;

/// What somebody sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    Voice,
    Camera,
}

impl Source {
    fn kind(self) -> RtpCodecKind {
        match self {
            Source::Voice => RtpCodecKind::Audio,
            Source::Camera => RtpCodecKind::Video,
        }
    }
}

/// What a page asks of it.
#[derive(Debug)]
pub enum Ask {
    /// She offers to send this.
    Send(Source, String),
    /// She takes what the house offered.
    Agree(String),
    /// The highest picture that she wants in a place; 0: none.
    Height(String, u32),
}

/// What a page is told by it.
#[derive(Debug)]
pub enum News {
    Offer(String),
    Answer(Source, String),
    /// In this place comes, from now on, what this number sends; or nothing.
    Slot(String, Option<(u32, Source)>),
    /// Her line does not carry the picture in this place now; or it does again.
    Paused(String, bool),
    /// The connection is gone.
    Lost,
    /// What the page asked for was no sense.
    Wrong(RelayError),
}

pub type Tell = Arc<dyn Fn(News) + Send + Sync>;

pub struct Relay {
    ports: Arc<Ports>,
    threads: Threads,
}

impl Relay {
    /// Takes both ports, and those of the way round.
    pub fn start(media: &Media) -> Result<Relay, RelayError> {
        let listen = media.listen;
        let port = |why: io::Error| RelayError::Port { listen, why };
        let (udp, tcp) = bind(listen).map_err(port)?;
        let threads = Threads::start()?;
        let inside = threads.arrives().handle.enter();
        let (udp, tcp) = (UdpPort::open(udp, &threads.all().map(Thread::id))?, TcpPort::open(tcp).map_err(port)?);
        let public = media.public.unwrap_or(udp.address());
        let turn = media.turn.as_ref().map(|it| Turn::open(it, udp.clone(), public)).transpose()?;
        drop(inside);
        for thread in threads.all() {
            thread.handle.spawn(udp.clone().send_from(thread.id()));
        }
        let public = vec![(Way::Udp, public), (Way::Tcp, public)];
        Ok(Relay { ports: Arc::new(Ports { udp, tcp, public, turn }), threads })
    }

    /// A room in which nobody is.
    pub fn hall(&self) -> Arc<Hall> {
        Hall::new(self.ports.clone(), self.threads.seat())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.ports.udp.address()
    }

    pub fn turn(&self) -> Option<Arc<Turn>> {
        self.ports.turn.clone()
    }

    /// Packets that came and went nowhere: for nobody, too many at once, or not proved to be whose they said.
    pub fn refused(&self) -> u64 {
        let lost = &self.ports.udp.lost;
        [&lost.for_nobody, &lost.inbox_full, &lost.wrong_signature, &lost.not_sealed].iter().map(|it| it.load(Relaxed)).sum()
    }

    /// Tasks that run now.
    pub fn tasks(&self) -> usize {
        self.threads.tasks()
    }

    /// Names and addresses that it knows now: none, where nobody is connected.
    pub fn known(&self) -> (usize, usize, usize) {
        let (names, addresses) = self.ports.udp.known();
        (names, addresses, self.ports.tcp.known())
    }
}

/// How often a free port is looked for that is free for both.
const TRIES: u8 = 20;

/// The same port for both. Port 0: one that is free.
fn bind(listen: SocketAddr) -> io::Result<(UdpSocket, TcpListener)> {
    let mut tries = 0;
    loop {
        let tcp = TcpListener::bind(listen)?;
        match UdpSocket::bind(tcp.local_addr()?) {
            Ok(udp) => return Ok((udp, tcp)),
            Err(fault) if listen.port() != 0 || tries == TRIES => return Err(fault),
            Err(_) => tries += 1,
        }
    }
}
