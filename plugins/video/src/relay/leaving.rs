//! What leaves by the shared socket. A packet of a camera goes to everybody, and after each call that sends one the system may give the
//! processor to whoever receives it, before the next has hers. So what a thread has to send waits until the thread has made all of it, and
//! leaves by one call.
use super::lock::lock;
use std::{
    io::{self, IoSlice},
    net::{SocketAddr, UdpSocket},
    sync::Mutex,
    thread::{self, ThreadId},
};
use tokio::sync::Notify;

/// So many leave together at most: what the first of them waits for the last.
const MOST: usize = 32;

/// Of one thread.
pub struct Leaving {
    thread: ThreadId,
    waiting: Mutex<Waiting>,
    is_due: Notify,
}

#[derive(Default)]
struct Waiting {
    bytes: Vec<u8>,
    /// Where each ends in them, and where it goes.
    packets: Vec<(usize, SocketAddr)>,
}

impl Leaving {
    pub fn of(thread: ThreadId) -> Leaving {
        Leaving { thread, waiting: Mutex::default(), is_due: Notify::new() }
    }

    pub fn is_of(&self, thread: ThreadId) -> bool {
        self.thread == thread
    }

    pub fn is_here(&self) -> bool {
        self.is_of(thread::current().id())
    }

    /// Gives how many could not be sent, where some were sent to make room.
    pub fn push(&self, socket: &UdpSocket, packet: &[u8], to: SocketAddr) -> usize {
        let mut it = lock(&self.waiting);
        it.bytes.extend_from_slice(packet);
        let end = it.bytes.len();
        it.packets.push((end, to));
        match it.packets.len() {
            MOST => it.send(socket),
            1 => {
                self.is_due.notify_one();
                0
            }
            _ => 0,
        }
    }

    /// Something waits, and all tasks that were to run when it came have run.
    pub async fn is_due(&self) {
        self.is_due.notified().await;
    }

    /// Gives how many could not be sent.
    pub fn send(&self, socket: &UdpSocket) -> usize {
        lock(&self.waiting).send(socket)
    }
}

impl Waiting {
    /// At once, or not at all: sound that waits is worth nothing.
    fn send(&mut self, socket: &UdpSocket) -> usize {
        let (mut begin, mut done, mut lost) = (0, 0, 0);
        let cut = |(end, _): &(usize, SocketAddr)| {
            let piece = self.bytes.get(std::mem::replace(&mut begin, *end)..*end);
            [IoSlice::new(piece.unwrap_or_default())]
        };
        let pieces: Vec<[IoSlice<'_>; 1]> = self.packets.iter().map(cut).collect();
        while let (Some(pieces @ [_, ..]), Some(to)) = (pieces.get(done..), self.packets.get(done..)) {
            match leave(socket, pieces, to) {
                Ok(many) => done += many,
                Err(fault) if fault.kind() == io::ErrorKind::WouldBlock => {
                    lost += pieces.len();
                    break;
                }
                // The first cannot go where it is to go; the others can.
                Err(_) => (done, lost) = (done + 1, lost + 1),
            }
        }
        self.bytes.clear();
        self.packets.clear();
        lost
    }
}

/// Gives how many left.
#[cfg(target_os = "linux")]
fn leave(socket: &UdpSocket, pieces: &[[IoSlice<'_>; 1]], to: &[(usize, SocketAddr)]) -> io::Result<usize> {
    use nix::sys::socket::{MsgFlags, MultiHeaders, SockaddrStorage, sendmmsg};
    use std::os::fd::AsRawFd;
    let to: Vec<Option<SockaddrStorage>> = to.iter().map(|it| Some(it.1.into())).collect();
    let mut heads = MultiHeaders::preallocate(pieces.len(), None);
    Ok(sendmmsg(socket.as_raw_fd(), &mut heads, pieces, to, [], MsgFlags::MSG_DONTWAIT)?.count())
}

/// Other systems have no such call.
#[cfg(not(target_os = "linux"))]
fn leave(socket: &UdpSocket, pieces: &[[IoSlice<'_>; 1]], to: &[(usize, SocketAddr)]) -> io::Result<usize> {
    match (pieces, to) {
        ([[piece], ..], [(_, to), ..]) => socket.send_to(piece, *to).map(|_| 1),
        _ => Ok(0),
    }
}

#[cfg(test)]
#[path = "leaving/tests.rs"]
mod tests;
