//! One UDP socket for everybody.
//!
//! The library binds a socket for each connection; a shelter can open one port at its router, not thousands. So each connection is
//! given a seeming socket: what it sends leaves by the shared one at once, and what arrives is sorted:
//!   * a STUN request names its connection; where it came from is learned only after its signature was checked with that
//!     connection's password, so nobody takes the place of somebody else by knowing a name;
//!   * everything else goes by the address that it came from.
use super::{
    bell::Bell,
    error::RelayError,
    inbox::{Inbox, Name},
    leaving::Leaving,
    lock::{read, write},
    stun,
    turn::{Owner, Reach, is_ours_alone},
    whose::Whose,
};
use rtc::stun::{integrity::MessageIntegrity, message::Message};
use std::{
    collections::HashMap,
    io::{self, IoSliceMut},
    net::{SocketAddr, UdpSocket},
    sync::{
        Arc, RwLock,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    task::{Context, Poll},
    thread::ThreadId,
    time::Instant,
};
use tokio::io::{Interest, unix::AsyncFd};
use webrtc::runtime::{AsyncUdpSocket, BATCH_SIZE, RecvMeta, Transmit, UdpSockRef, UdpSocketState};

/// One socket serves a whole house: as much room in the kernel as it gives.
const BUFFER: usize = 8 << 20;
const LONGEST_PACKET: usize = 1500;

/// Packets that went nowhere, and why.
#[derive(Debug, Default)]
pub struct Lost {
    pub for_nobody: AtomicU64,
    pub inbox_full: AtomicU64,
    pub not_sent: AtomicU64,
    pub wrong_signature: AtomicU64,
    pub not_sealed: AtomicU64,
}

pub struct UdpPort {
    /// Watched for what arrives alone: whoever sends does not wait, and would wake the thread on which it arrives with each packet that left.
    socket: AsyncFd<UdpSocket>,
    state: UdpSocketState,
    address: SocketAddr,
    /// What leaves from each of the relay's threads.
    leaving: Vec<Leaving>,
    by_name: RwLock<HashMap<String, Arc<Inbox>>>,
    by_address: RwLock<HashMap<SocketAddr, Arc<Inbox>>>,
    /// Addresses that do not exist: who is behind one is reached by the way round.
    round: RwLock<HashMap<SocketAddr, Reach>>,
    crypto: Arc<dyn rtc::crypto::RTCCryptoProvider>,
    pub lost: Lost,
}

impl UdpPort {
    /// Takes over the socket, and receives from now on. Call it inside the relay's runtime. What leaves from these threads waits until
    /// [`UdpPort::send_from`] sends it.
    #[expect(deprecated, reason = "sound for a socket of the standard library, which keeps its descriptor; what replaces it is unsafe code")]
    pub fn open(socket: UdpSocket, threads: &[ThreadId]) -> Result<Arc<UdpPort>, RelayError> {
        let crypto = rtc::crypto::default_provider().map_err(|_| RelayError::Cryptography)?;
        let opened = || -> io::Result<_> {
            socket.set_nonblocking(true)?;
            let state = UdpSocketState::new(UdpSockRef::from(&socket))?;
            // The kernel gives less where it is told to give less; it works with less.
            let _ = state.set_recv_buffer_size(UdpSockRef::from(&socket), BUFFER);
            let _ = state.set_send_buffer_size(UdpSockRef::from(&socket), BUFFER);
            let address = socket.local_addr()?;
            Ok((AsyncFd::with_interest(socket, Interest::READABLE)?, state, address))
        };
        let (socket, state, address) = opened().map_err(RelayError::Threads)?;
        let port = Arc::new(UdpPort {
            socket,
            state,
            address,
            leaving: threads.iter().copied().map(Leaving::of).collect(),
            by_name: RwLock::default(),
            by_address: RwLock::default(),
            round: RwLock::default(),
            crypto,
            lost: Lost::default(),
        });
        tokio::spawn(port.clone().receive());
        Ok(port)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Names and addresses that it knows now: none, where nobody is connected.
    pub fn known(&self) -> (usize, usize) {
        (read(&self.by_name).len(), read(&self.by_address).len())
    }

    /// Sends what leaves from one of the threads, for as long as it lives. To be carried by that thread.
    pub async fn send_from(self: Arc<UdpPort>, thread: ThreadId) {
        let Some(leaving) = self.leaving.iter().find(|it| it.is_of(thread)) else { return };
        loop {
            leaving.is_due().await;
            self.lost.not_sent.fetch_add(leaving.send(self.socket.get_ref()) as u64, Relaxed);
        }
    }

    /// With what else leaves from this thread; what is of several packets in one piece by a call of its own.
    fn send(&self, out: &Transmit<'_>) -> io::Result<()> {
        let here = self.leaving.iter().find(|it| it.is_here());
        let lost = match (out.segment_size, here) {
            (None, Some(here)) => here.push(self.socket.get_ref(), out.contents, out.destination),
            (None, None) => return self.socket.get_ref().send_to(out.contents, out.destination).map(drop),
            (Some(_), here) => {
                let lost = here.map_or(0, |it| it.send(self.socket.get_ref())); // what came before leaves before
                self.state.try_send(UdpSockRef::from(self.socket.get_ref()), out)?;
                lost
            }
        };
        self.lost.not_sent.fetch_add(lost as u64, Relaxed);
        Ok(())
    }

    async fn receive(self: Arc<UdpPort>) {
        // Many packets by one call, and several of one sender in one piece where the kernel gathers them.
        let size = LONGEST_PACKET * self.state.gro_segments().max(1);
        let mut room = vec![0_u8; size * BATCH_SIZE];
        let mut about = [RecvMeta::default(); BATCH_SIZE];
        loop {
            let Ok(mut ready) = self.socket.readable().await else { return tracing::error!("the media port is gone") };
            let received = ready.try_io(|socket| {
                let mut pieces: Vec<IoSliceMut<'_>> = room.chunks_mut(size).map(IoSliceMut::new).collect();
                self.state.recv(UdpSockRef::from(socket.get_ref()), &mut pieces, &mut about)
            });
            // Nothing there after all, or word of a receiver that is gone.
            let Ok(Ok(many)) = received else { continue };
            if many < BATCH_SIZE {
                ready.clear_ready(); // there were no more: whatever comes now is told anew
            }
            for (piece, about) in room.chunks(size).zip(&about).take(many) {
                for packet in piece.get(..about.len).unwrap_or_default().chunks(about.stride.max(1)) {
                    // Nobody sends from an address that does not exist, unless he forges it.
                    if is_ours_alone(about.addr) {
                        count(&self.lost.for_nobody);
                    } else {
                        self.sort(packet, about.addr, None);
                    }
                }
            }
        }
    }

    /// What somebody sends by the way round: it comes to her own connections, or to nobody.
    pub fn deliver(&self, packet: &[u8], from: SocketAddr, owner: Owner) {
        self.sort(packet, from, Some(owner));
    }

    /// Who is behind this address that does not exist.
    pub fn reached_by(&self, seeming: SocketAddr, reach: Reach) {
        write(&self.round).insert(seeming, reach);
    }

    pub fn reached_no_more(&self, seeming: SocketAddr) {
        write(&self.round).remove(&seeming);
        write(&self.by_address).remove(&seeming);
    }

    fn sort(&self, packet: &[u8], from: SocketAddr, owner: Option<Owner>) {
        let to = match stun::our_fragment(packet) {
            Some(fragment) => self.named(packet, fragment, from, owner),
            None => read(&self.by_address).get(&from).cloned(),
        };
        let Some(inbox) = to else { return count(&self.lost.for_nobody) };
        if !inbox.whose.reports.take(packet) {
            return count(&self.lost.not_sealed);
        }
        let choice = stun::agrees(packet).then(|| inbox.take_choice(from)).flatten();
        for packet in std::iter::once(packet).chain(choice.as_deref()) {
            if !inbox.push(packet, from) {
                count(&self.lost.inbox_full);
            }
        }
    }

    /// Whom a STUN request names. Where it came from is learned, once it is proved.
    fn named(&self, packet: &[u8], fragment: &str, from: SocketAddr, owner: Option<Owner>) -> Option<Arc<Inbox>> {
        let inbox = read(&self.by_name).get(fragment).filter(|it| owner.is_none_or(|owner| it.whose.owner == owner))?.clone();
        let is_known = read(&self.by_address).get(&from).is_some_and(|it| Arc::ptr_eq(it, &inbox));
        let chooses = stun::chooses(packet);
        if is_known && (inbox.whose.path.is(from) || !chooses) {
            return Some(inbox).filter(|it| it.whose.path.answers(Instant::now(), from, chooses));
        }
        let password = inbox.password(fragment)?;
        let mut message = Message::new();
        message.unmarshal_binary(packet).ok()?;
        if MessageIntegrity::check(&mut message, password.as_bytes(), self.crypto.crypto()).is_err() {
            count(&self.lost.wrong_signature);
            return None;
        }
        if !inbox.whose.path.answers(Instant::now(), from, chooses) {
            return None;
        }
        if chooses {
            inbox.keep_choice(packet, from);
        }
        if !is_known && inbox.learn_address(from) {
            write(&self.by_address).insert(from, inbox.clone());
        }
        Some(inbox)
    }

    /// A socket for one connection. `seeming`: the address that it is to believe in.
    /// `bell`: of the thread on which it is.
    pub fn socket(self: &Arc<UdpPort>, seeming: SocketAddr, whose: Whose, bell: Option<Arc<Bell>>) -> Arc<UdpPlace> {
        Arc::new(UdpPlace { port: self.clone(), inbox: Arc::new(Inbox::new(seeming, whose, bell)) })
    }
}

fn count(what: &AtomicU64) {
    what.fetch_add(1, Relaxed);
}

/// The socket that one connection believes to own.
pub struct UdpPlace {
    port: Arc<UdpPort>,
    inbox: Arc<Inbox>,
}

impl UdpPlace {
    /// It can be reached under this name. To be called before a page learns the name.
    pub fn answer_to(&self, fragment: &str, password: &str) {
        let Name::New { instead_of } = self.inbox.learn_name(fragment, password) else { return };
        let mut names = write(&self.port.by_name);
        names.insert(fragment.into(), self.inbox.clone());
        if let Some(old) = instead_of {
            names.remove(&old);
        }
    }

    /// What came by now, and whatever comes, is read from now on.
    pub fn hear(&self) {
        self.inbox.hear();
    }

    /// Nothing reaches it any more, from this moment.
    pub fn close(&self) {
        let Some((names, addresses)) = self.inbox.close() else { return };
        let mut by_name = write(&self.port.by_name);
        names.iter().for_each(|it| drop(by_name.remove(it)));
        drop(by_name);
        let mut by_address = write(&self.port.by_address);
        for it in addresses {
            if by_address.get(&it).is_some_and(|other| Arc::ptr_eq(other, &self.inbox)) {
                by_address.remove(&it);
            }
        }
    }
}

impl Drop for UdpPlace {
    fn drop(&mut self) {
        self.close();
    }
}

impl std::fmt::Debug for UdpPlace {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("UdpPlace")
    }
}

impl AsyncUdpSocket for UdpPlace {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.inbox.seeming)
    }

    fn max_gso_segments(&self) -> usize {
        self.port.state.max_gso_segments()
    }

    /// At once, or not at all: sound that waits is worth nothing, and who waits for one receiver keeps all others waiting.
    fn poll_send(&self, _: &mut Context<'_>, out: &Transmit<'_>) -> Poll<io::Result<usize>> {
        if self.inbox.is_closed() {
            return Poll::Ready(Ok(out.contents.len())); // nothing more of it leaves, also while the library still lets go
        }
        let each = out.segment_size.unwrap_or(out.contents.len()).max(1);
        self.inbox.whose.counter.went(out.contents.len(), out.contents.len().div_ceil(each));
        if is_ours_alone(out.destination) {
            let reach = read(&self.port.round).get(&out.destination).cloned();
            if let Some(reach) = reach {
                out.contents.chunks(each).for_each(|it| reach(it));
            }
            return Poll::Ready(Ok(out.contents.len()));
        }
        match self.port.send(out) {
            Err(fault) if fault.kind() == io::ErrorKind::WouldBlock => count(&self.port.lost.not_sent),
            Err(fault) => return Poll::Ready(Err(fault)),
            Ok(()) => {}
        }
        Poll::Ready(Ok(out.contents.len()))
    }

    fn poll_recv(&self, context: &mut Context<'_>, out: &mut [IoSliceMut<'_>], about: &mut [RecvMeta]) -> Poll<io::Result<usize>> {
        self.inbox.poll(context, out, about).map(Ok)
    }
}

#[cfg(test)]
#[path = "udp/tests.rs"]
mod tests;
