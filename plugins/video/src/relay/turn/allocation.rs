//! What one client was given: a place in the relay's own post, and nothing else. There is no socket behind it. It has an address that
//! does not exist, by which the relay knows it, and one other end that it can reach: the relay's port.
use super::{
    Out, Owner,
    message::{begin, put},
};
use crate::relay::lock::lock;
use rtc::stun::{
    attributes::{ATTR_DATA, ATTR_XOR_PEER_ADDRESS},
    message::*,
};
use std::{
    net::SocketAddr,
    sync::Mutex,
    time::{Duration, Instant},
};

/// RFC 8656 3.2: an allocation lasts so long from its last refresh, unless it asks for less.
pub const LIFETIME: Duration = Duration::from_secs(600);
/// RFC 8656 9.
const PERMITTED: Duration = Duration::from_secs(300);
/// RFC 8656 12.
const BOUND: Duration = Duration::from_secs(600);

/// Bytes a second that one client may send: 4 Mbit/s. A camera with both its layers and a voice take 0.6.
pub const MOST_A_SECOND: usize = 500_000;

struct State {
    ends: Instant,
    permitted: Instant,
    channel: Option<(u16, Instant)>,
    /// What it sent in the second that began then.
    sent: (Instant, usize),
}

#[derive(Debug, Clone, Copy)]
pub struct Addresses {
    /// The one that does not exist, as the client is told it.
    pub told: SocketAddr,
    /// And as the relay's port knows it.
    pub seeming: SocketAddr,
    /// The relay's port, as the client knows it.
    pub peer: SocketAddr,
}

pub struct Allocation {
    pub owner: Owner,
    pub username: String,
    /// The request that made it: the same again is answered the same.
    pub made_by: TransactionId,
    pub at: Addresses,
    pub out: Out,
    state: Mutex<State>,
}

impl Allocation {
    pub fn new(owner: Owner, username: String, made_by: TransactionId, at: Addresses, out: Out, now: Instant) -> Allocation {
        let state = State { ends: now + LIFETIME, permitted: now, channel: None, sent: (now, 0) };
        Allocation { owner, username, made_by, at, out, state: Mutex::new(state) }
    }

    pub fn is_over(&self, now: Instant) -> bool {
        lock(&self.state).ends <= now
    }

    pub fn last(&self, until: Instant) {
        lock(&self.state).ends = until;
    }

    pub fn permit(&self, now: Instant) {
        lock(&self.state).permitted = now + PERMITTED;
    }

    /// A channel to the one other end; false where it has another already.
    pub fn bind(&self, number: u16, now: Instant) -> bool {
        let mut it = lock(&self.state);
        if it.channel.is_some_and(|(other, until)| other != number && until > now) {
            return false;
        }
        it.channel = Some((number, now + BOUND));
        it.permitted = now + PERMITTED;
        true
    }

    /// Whether so many bytes of it may go to the relay now.
    pub fn sends(&self, bytes: usize, now: Instant) -> bool {
        let mut it = lock(&self.state);
        if now.duration_since(it.sent.0).as_secs() > 0 {
            it.sent = (now, 0);
        }
        it.sent.1 += bytes;
        it.permitted > now && it.ends > now && it.sent.1 <= MOST_A_SECOND
    }

    pub fn is_bound(&self, number: u16, now: Instant) -> bool {
        lock(&self.state).channel.is_some_and(|(it, until)| it == number && until > now)
    }

    /// From the relay to the client.
    pub fn bring(&self, packet: &[u8]) {
        let now = Instant::now();
        let channel = {
            let it = lock(&self.state);
            if it.permitted <= now || it.ends <= now {
                return;
            }
            it.channel.filter(|(_, until)| *until > now).map(|it| it.0)
        };
        match (channel, u16::try_from(packet.len())) {
            (Some(number), Ok(length)) => {
                let mut frame = Vec::with_capacity(4 + packet.len().next_multiple_of(4));
                frame.extend(number.to_be_bytes());
                frame.extend(length.to_be_bytes());
                frame.extend(packet);
                frame.resize(frame.len().next_multiple_of(4), 0);
                self.out.send(&frame);
            }
            _ => {
                let mut message = begin(METHOD_DATA, CLASS_INDICATION, TransactionId::new());
                put(&mut message, ATTR_XOR_PEER_ADDRESS, self.at.peer);
                message.add(ATTR_DATA, packet);
                self.out.send(&message.raw);
            }
        }
    }
}
