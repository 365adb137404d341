//! What a client asks, and what it gets.
use super::{
    Client, Line, MOST, MOST_EACH, Out, Proved, Turn,
    allocation::{Allocation, LIFETIME},
    count, credential,
    message::{self, *},
    reach,
};
use crate::relay::lock::lock;
use rtc::{
    stun::{attributes::*, integrity::MessageIntegrity, message::*},
    turn::proto::{
        PROTO_UDP,
        channum::{MAX_CHANNEL_NUMBER, MIN_CHANNEL_NUMBER},
        reqfamily::{REQUESTED_FAMILY_IPV4, REQUESTED_FAMILY_IPV6},
    },
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

impl Turn {
    /// One packet of a client, or one frame of its stream. Whether it was sense.
    pub fn hear(&self, packet: &[u8], client: Client, out: &Out) -> bool {
        let is_sense = match packet.first() {
            // RFC 8656 12: the first two bits are 01.
            Some(0x40..=0x7f) => self.channel(packet, client),
            _ => message::read(packet).is_some_and(|it| self.message(it, client, out)),
        };
        if !is_sense {
            count(&self.counts.malformed);
        }
        is_sense
    }

    fn channel(&self, packet: &[u8], client: Client) -> bool {
        let Some((&[n0, n1, l0, l1], data)) = packet.split_first_chunk::<4>() else { return false };
        let Some(data) = data.get(..usize::from(u16::from_be_bytes([l0, l1]))) else { return false };
        match self.find(client) {
            Some(it) if it.is_bound(u16::from_be_bytes([n0, n1]), Instant::now()) => self.deliver(&it, data),
            _ => count(&self.counts.went_nowhere),
        }
        true
    }

    /// Into the relay's post. There is nowhere else.
    fn deliver(&self, allocation: &Allocation, data: &[u8]) {
        if allocation.sends(data.len(), Instant::now()) {
            self.relay.deliver(data, allocation.at.seeming, allocation.owner);
        } else {
            count(&self.counts.went_nowhere);
        }
    }

    fn message(&self, mut request: Message, client: Client, out: &Out) -> bool {
        let answer = match (request.typ.method, request.typ.class) {
            (METHOD_BINDING, CLASS_REQUEST) if not_understood(&request).is_empty() => {
                let mut answer = begin(METHOD_BINDING, CLASS_SUCCESS_RESPONSE, request.transaction_id);
                put(&mut answer, ATTR_XORMAPPED_ADDRESS, client.address);
                answer
            }
            (METHOD_BINDING, CLASS_REQUEST) => refusal(&request, UNKNOWN),
            (METHOD_SEND, CLASS_INDICATION) => {
                self.send(&request, client);
                return true;
            }
            (METHOD_ALLOCATE | METHOD_REFRESH | METHOD_CREATE_PERMISSION | METHOD_CHANNEL_BIND, CLASS_REQUEST) => {
                match self.prove(&mut request, client) {
                    Err(why) => self.unproved(&request, why, client),
                    Ok(proved) => {
                        let mut answer = self.grant(&request, &proved, out).unwrap_or_else(|why| {
                            count(&self.counts.refused);
                            refusal(&request, why)
                        });
                        sign(&mut answer, &proved.key, self.crypto.crypto());
                        answer
                    }
                }
            }
            _ => return false,
        };
        out.send(&answer.raw);
        true
    }

    /// Says how to prove it.
    fn unproved(&self, request: &Message, why: Refused, client: Client) -> Message {
        count(&self.counts.refused);
        let mut answer = refusal(request, why);
        if matches!(why, UNPROVED | STALE)
            && let Some(nonce) = self.secret.nonce(client.address, credential::now())
        {
            answer.add(ATTR_REALM, REALM.as_bytes());
            answer.add(ATTR_NONCE, nonce.as_bytes());
        }
        answer
    }

    /// RFC 8489 9.2.4: who asks, by a password that the house made for her.
    fn prove(&self, request: &mut Message, client: Client) -> Result<Proved, Refused> {
        if !request.contains(ATTR_MESSAGE_INTEGRITY) {
            return Err(UNPROVED);
        }
        let text = |it| message::text(request, it);
        let (Some(username), Some(realm), Some(nonce)) = (text(ATTR_USERNAME), text(ATTR_REALM), text(ATTR_NONCE)) else { return Err(BAD) };
        let now = credential::now();
        if !self.secret.is_fresh(&nonce, client.address, now) {
            return Err(STALE);
        }
        let (owner, until) = credential::read(&username).ok_or(UNPROVED)?;
        // What began in time goes on: only what begins now is asked whether it still may.
        let goes_on = self.find(client).is_some_and(|it| it.username == username);
        if realm != REALM || !lock(&self.here).contains(&owner) || (until <= now && !goes_on) {
            return Err(UNPROVED);
        }
        let password = self.secret.password(&username).ok_or(UNPROVED)?;
        let crypto = self.crypto.crypto();
        let key = MessageIntegrity::long_term_integrity_key(username.clone(), realm, password, crypto).map_err(|_| UNPROVED)?;
        // What stands behind the signature is forgotten by then: a nonce that stood there was put in by another.
        if !is_signed(request, &key, crypto) || message::text(request, ATTR_NONCE) != Some(nonce) {
            return Err(UNPROVED);
        }
        Ok(Proved { owner, username, key, transaction: request.transaction_id, client })
    }

    fn grant(&self, request: &Message, proved: &Proved, out: &Out) -> Result<Message, Refused> {
        if !not_understood(request).is_empty() {
            return Err(UNKNOWN);
        }
        let now = Instant::now();
        let found = self.find(proved.client).filter(|it| !it.is_over(now));
        if request.typ.method == METHOD_ALLOCATE {
            let allocation = match found {
                Some(it) if it.made_by == proved.transaction => it,
                Some(_) => return Err(MISMATCH),
                None => self.allocate(request, proved, out)?,
            };
            return Ok(self.allocated(request, &allocation, proved.client));
        }
        let allocation = found.ok_or(MISMATCH)?;
        if allocation.username != proved.username {
            return Err(OTHERS);
        }
        let mut answer = begin(request.typ.method, CLASS_SUCCESS_RESPONSE, request.transaction_id);
        match request.typ.method {
            METHOD_REFRESH => {
                let lifetime = lifetime(request)?;
                allocation.last(now + lifetime);
                if lifetime.is_zero() {
                    self.take_back(|client, _| *client == proved.client);
                }
                answer.add(ATTR_LIFETIME, &(lifetime.as_secs() as u32).to_be_bytes());
            }
            METHOD_CREATE_PERMISSION => {
                // For an address whatever the port (RFC 8656, section 9.2). What is sent to another port goes nowhere.
                self.only_the_relay(request, |_| true)?;
                allocation.permit(now);
            }
            _ => {
                let [high, low, ..] = word(request, ATTR_CHANNEL_NUMBER).ok_or(BAD)?;
                let number = u16::from_be_bytes([high, low]);
                self.only_the_relay(request, |port| port == self.peer.port())?;
                if !(MIN_CHANNEL_NUMBER..=MAX_CHANNEL_NUMBER).contains(&number) || !allocation.bind(number, now) {
                    return Err(BAD);
                }
            }
        }
        Ok(answer)
    }

    /// Every address that is asked for is the relay's own.
    fn only_the_relay(&self, request: &Message, is_its_port: impl Fn(u16) -> bool) -> Result<(), Refused> {
        let peers = peers(request).filter(|it| !it.is_empty()).ok_or(BAD)?;
        let is_fine = peers.iter().all(|it| it.ip() == self.peer.ip() && is_its_port(it.port()));
        if is_fine { Ok(()) } else { Err(FORBIDDEN) }
    }

    fn allocate(&self, request: &Message, proved: &Proved, out: &Out) -> Result<Arc<Allocation>, Refused> {
        match word(request, ATTR_REQUESTED_TRANSPORT) {
            None => return Err(BAD),
            Some([protocol, ..]) if protocol != PROTO_UDP.0 => return Err(NO_SUCH_TRANSPORT),
            Some(_) => {}
        }
        let family = if self.peer.is_ipv4() { REQUESTED_FAMILY_IPV4.0 } else { REQUESTED_FAMILY_IPV6.0 };
        if word(request, ATTR_REQUESTED_ADDRESS_FAMILY).is_some_and(|it| it[0] != family) {
            return Err(OTHER_FAMILY);
        }
        // Every port that is told is even. There are none to keep for later, and none that come in pairs.
        let is_pair = request.get(ATTR_EVEN_PORT).is_ok_and(|it| it.first().is_none_or(|it| it & 0x80 != 0));
        if is_pair || request.contains(ATTR_RESERVATION_TOKEN) {
            return Err(FULL);
        }
        let lifetime = lifetime(request)?;
        let now = Instant::now();
        let at = self.address().ok_or(FULL)?;
        let allocation = Arc::new(Allocation::new(proved.owner, proved.username.clone(), proved.transaction, at, out.clone(), now));
        allocation.last(now + lifetime.max(Duration::from_secs(1)));
        let mut given = lock(&self.given);
        if given.len() >= MOST || given.values().any(|it| it.at.seeming == at.seeming) {
            return Err(FULL);
        }
        if given.values().filter(|it| it.owner == proved.owner).count() >= MOST_EACH {
            return Err(QUOTA);
        }
        // She may have gone while she was asked: who goes is taken out first, and what she was given after.
        if !lock(&self.here).contains(&proved.owner) {
            return Err(UNPROVED);
        }
        if let Some(over) = given.insert(proved.client, allocation.clone()) {
            self.relay.reached_no_more(over.at.seeming);
        }
        self.relay.reached_by(at.seeming, reach(&allocation));
        Ok(allocation)
    }

    fn allocated(&self, request: &Message, allocation: &Allocation, client: Client) -> Message {
        let mut answer = begin(METHOD_ALLOCATE, CLASS_SUCCESS_RESPONSE, request.transaction_id);
        put(&mut answer, ATTR_XOR_RELAYED_ADDRESS, allocation.at.told);
        put(&mut answer, ATTR_XORMAPPED_ADDRESS, client.address);
        let lifetime = lifetime(request).unwrap_or(LIFETIME);
        answer.add(ATTR_LIFETIME, &(lifetime.as_secs() as u32).to_be_bytes());
        answer
    }

    fn send(&self, request: &Message, client: Client) {
        let is_fine = not_understood(request).is_empty() && peers(request).is_some_and(|it| it == [self.peer]);
        match (self.find(client), request.get(ATTR_DATA)) {
            (Some(it), Ok(data)) if is_fine => self.deliver(&it, &data),
            _ => count(&self.counts.went_nowhere),
        }
    }

    /// A stream is at its end.
    pub fn hung_up(&self, client: Client) {
        debug_assert_ne!(client.line, Line::Udp);
        self.take_back(|it, _| *it == client);
    }

    pub fn knows(&self, client: Client) -> bool {
        self.find(client).is_some()
    }
}

/// How long it is to last, at most as long as the house lets it. 0: no longer.
fn lifetime(request: &Message) -> Result<Duration, Refused> {
    match request.contains(ATTR_LIFETIME) {
        false => Ok(LIFETIME),
        true => word(request, ATTR_LIFETIME).map(|it| LIFETIME.min(Duration::from_secs(u32::from_be_bytes(it).into()))).ok_or(BAD),
    }
}
