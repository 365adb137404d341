//! What one connection receives: the packets that the shared socket sorted out for it, and what it is known by.
use super::{
    bell::{Bell, wake},
    lock::{lock, read, write},
    whose::Whose,
};
use std::{
    collections::VecDeque,
    io::IoSliceMut,
    net::SocketAddr,
    sync::{
        Arc, Mutex, RwLock,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker},
};
use webrtc::runtime::RecvMeta;

/// Packets that may wait for one connection: about a second of picture. More are dropped, and nobody else notices.
const MOST_WAITING: usize = 1024;
/// Addresses that one connection may come from: its networks, and what a router makes of them.
const MOST_ADDRESSES: usize = 16;

#[derive(Default)]
struct Waiting {
    packets: VecDeque<(Box<[u8]>, SocketAddr)>,
    waker: Option<Waker>,
    /// The connection knows whom it hears. What comes before waits: the library would drop it, and a page begins before what it says of
    /// itself has come to the house.
    is_heard: bool,
}

pub struct Inbox {
    /// The address that the connection believes to have.
    pub seeming: SocketAddr,
    /// Whose connection it is: who comes by the way round reaches her own and nobody else's.
    pub whose: Whose,
    bell: Option<Arc<Bell>>,
    waiting: Mutex<Waiting>,
    /// Fragment and password of its session; two while a session begins again.
    names: RwLock<Vec<(String, String)>>,
    addresses: Mutex<Vec<SocketAddr>>,
    /// By which a page chose its path, until the library knows that the path works.
    choice: Mutex<Option<(Box<[u8]>, SocketAddr)>>,
    is_closed: AtomicBool,
}

impl Inbox {
    /// `bell`: of the thread on which the connection is.
    pub fn new(seeming: SocketAddr, whose: Whose, bell: Option<Arc<Bell>>) -> Inbox {
        let (waiting, names, addresses, choice) = (Mutex::default(), RwLock::default(), Mutex::default(), Mutex::default());
        Inbox { seeming, whose, bell, waiting, names, addresses, choice, is_closed: AtomicBool::new(false) }
    }

    /// The library does not answer a page that chooses a path before the page has answered a request of the library's own, and does not
    /// keep the choice (rtc-ice 0.21.1). The page would have to choose again, which takes some of them a second, and meanwhile all that
    /// it sends is dropped. So the choice is kept here.
    pub fn keep_choice(&self, packet: &[u8], from: SocketAddr) {
        *lock(&self.choice) = Some((packet.into(), from));
    }

    /// What is to be said again, now that the page has answered from there.
    pub fn take_choice(&self, from: SocketAddr) -> Option<Box<[u8]>> {
        lock(&self.choice).take_if(|it| it.1 == from).map(|it| it.0)
    }

    /// From now on it is read.
    pub fn hear(&self) {
        let waker = {
            let mut it = lock(&self.waiting);
            it.is_heard = true;
            it.waker.take()
        };
        wake(self.bell.as_deref(), waker);
    }

    /// Whether there was room for it.
    pub fn push(&self, packet: &[u8], from: SocketAddr) -> bool {
        let waker = {
            let mut it = lock(&self.waiting);
            if it.packets.len() >= MOST_WAITING {
                return false;
            }
            it.packets.push_back((packet.into(), from));
            self.whose.counter.came(packet.len());
            if it.is_heard { it.waker.take() } else { None }
        };
        wake(self.bell.as_deref(), waker);
        true
    }

    pub fn poll(&self, context: &mut Context<'_>, out: &mut [IoSliceMut<'_>], about: &mut [RecvMeta]) -> Poll<usize> {
        let mut it = lock(&self.waiting);
        let mut count = 0;
        for (room, about) in out.iter_mut().zip(about) {
            let next = if it.is_heard { it.packets.pop_front() } else { None };
            let Some((packet, from)) = next else { break };
            let length = packet.len().min(room.len());
            if let (Some(to), Some(packet)) = (room.get_mut(..length), packet.get(..length)) {
                to.copy_from_slice(packet);
            }
            *about = RecvMeta::default();
            (about.len, about.stride, about.addr) = (length, length.max(1), from);
            count += 1;
        }
        if count > 0 {
            return Poll::Ready(count);
        }
        it.waker = Some(context.waker().clone());
        Poll::Pending
    }

    /// Another name; gives the oldest where there are more than two by now, or the name itself where it is known.
    pub fn learn_name(&self, fragment: &str, password: &str) -> Name {
        let mut names = write(&self.names);
        if names.iter().any(|it| it.0 == fragment) {
            return Name::Known;
        }
        names.push((fragment.into(), password.into()));
        Name::New { instead_of: (names.len() > 2).then(|| names.remove(0).0) }
    }

    pub fn password(&self, fragment: &str) -> Option<String> {
        read(&self.names).iter().find(|it| it.0 == fragment).map(|it| it.1.clone())
    }

    /// Whether it may be reached from there from now on.
    pub fn learn_address(&self, from: SocketAddr) -> bool {
        let mut it = lock(&self.addresses);
        let is_fine = it.len() < MOST_ADDRESSES && !self.is_closed.load(Relaxed);
        if is_fine {
            it.push(from);
        }
        is_fine
    }

    pub fn is_closed(&self) -> bool {
        self.is_closed.load(Relaxed)
    }

    /// Takes no more. Gives the names and addresses that it had, once.
    pub fn close(&self) -> Option<(Vec<String>, Vec<SocketAddr>)> {
        if self.is_closed.swap(true, Relaxed) {
            return None;
        }
        let names = write(&self.names).drain(..).map(|it| it.0).collect();
        let addresses = std::mem::take(&mut *lock(&self.addresses));
        let mut waiting = lock(&self.waiting);
        waiting.packets.clear();
        Some((names, addresses))
    }
}

pub enum Name {
    Known,
    New { instead_of: Option<String> },
}
