//! A server that listens for letters: LMTP from one beside it, or SMTP from anywhere. It carries bytes between a socket and a
//! [`Session`], which knows what is said; here stands what it may cost: how long, how many at once, how much in memory.
//!
//! A letter is acknowledged only after the door has said what became of it. Whatever ends before that (the line, the process) ends
//! without a word, and the other server, which still has the letter, comes again.
use super::{
    Came, Door, Peer,
    session::{Asks, Outcome, Protocol, Session},
};
use std::{
    collections::HashMap,
    io::{self, Write},
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::{Instant, sleep, timeout_at},
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};

/// The certificate that lines are sealed with. It is looked at for each line anew, so that a renewed one counts at once.
pub type Seal = watch::Receiver<Arc<ServerConfig>>;

/// What talking may cost (safety.md EML-8).
#[derive(Clone, Copy)]
struct Bounds {
    /// All of one conversation, except for the time that the door takes.
    longest: Duration,
    /// Of silence, and of not taking what is answered.
    idle: Duration,
    at_once: usize,
    /// Of those, from one address. A server of ours that brings everything (LMTP) is one address.
    of_one: usize,
}

impl Bounds {
    fn of(protocol: Protocol) -> Bounds {
        let at_once = 100;
        Bounds {
            longest: Duration::from_secs(300),
            idle: Duration::from_secs(60),
            at_once,
            of_one: if protocol == Protocol::Lmtp { at_once } else { 20 },
        }
    }
}

/// What is read at once, and so what is ever held of commands that were not looked at yet.
const PIECE: usize = 8 << 10;

/// Listens until it is dropped; conversations end with it.
pub async fn serve(listener: TcpListener, speaks: Protocol, host: String, seal: Option<Seal>, door: Arc<dyn Door>) {
    House { speaks, host, seal, door, bounds: Bounds::of(speaks), guests: Guests::default() }.serve(listener).await;
}

/// Everything that a conversation needs to know.
#[derive(Clone)]
struct House {
    speaks: Protocol,
    host: String,
    seal: Option<Seal>,
    door: Arc<dyn Door>,
    bounds: Bounds,
    guests: Guests,
}

impl House {
    async fn serve(self, listener: TcpListener) {
        let mut talks = JoinSet::new();
        loop {
            tokio::select! {
                came = listener.accept() => match came {
                    Ok((stream, peer)) => {
                        let address = peer.ip().to_canonical();
                        match self.guests.enter(address, self.bounds) {
                            Some(guest) => {
                                let house = self.clone();
                                talks.spawn(async move {
                                    // A line that breaks is none of our business: the other end knows, and comes again.
                                    let _ = house.talk(stream, address).await;
                                    drop(guest);
                                });
                            }
                            None => turn_away(stream),
                        }
                    }
                    // Mostly: no more files may be open. It passes; asking again at once would only make it last.
                    Err(fault) => {
                        tracing::warn!(%fault, "a line could not be taken");
                        sleep(Duration::from_secs(1)).await;
                    }
                },
                Some(ended) = talks.join_next() => if ended.is_err_and(|it| it.is_panic()) {
                    tracing::error!("a conversation with a mail server panicked; it still has its letter");
                },
            }
        }
    }

    async fn talk(&self, mut stream: TcpStream, address: IpAddr) -> io::Result<()> {
        let until = Instant::now() + self.bounds.longest;
        let mut session = Session::new(self.speaks, &self.host, self.seal.is_some());
        let is_to_be_sealed = self.converse(&mut stream, &mut session, address, until).await?;
        let Some(seal) = self.seal.as_ref().filter(|_| is_to_be_sealed) else { return Ok(()) };
        // Whatever came after the command and before the seal is gone by now: it could be from anybody (CVE-2011-0411).
        let acceptor = TlsAcceptor::from(seal.borrow().clone());
        let mut stream = timeout_at(self.latest(until), acceptor.accept(stream)).await??;
        session.sealed();
        self.converse(&mut stream, &mut session, address, until).await?;
        Ok(())
    }

    fn latest(&self, until: Instant) -> Instant {
        until.min(Instant::now() + self.bounds.idle)
    }

    /// Talks until it is over, or (true) until the line is to be sealed.
    async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        stream: &mut S,
        session: &mut Session,
        address: IpAddr,
        until: Instant,
    ) -> io::Result<bool> {
        let (mut came, mut piece) = (Vec::with_capacity(PIECE), vec![0; PIECE]);
        loop {
            let asks = session.take(&mut came);
            let said = session.take_out();
            if !said.is_empty() {
                timeout_at(self.latest(until), async {
                    stream.write_all(&said).await?;
                    stream.flush().await
                })
                .await??;
            }
            match asks {
                Asks::More => match timeout_at(self.latest(until), stream.read(&mut piece)).await {
                    Ok(Ok(0)) => return Ok(false),
                    // It asks for more only once it has used what came: no more than one piece is ever held.
                    Ok(Ok(count)) => came.extend_from_slice(&piece[..count]),
                    Ok(Err(fault)) => return Err(fault),
                    Err(_) => return self.part(stream, b"421 4.4.2 Too slow\r\n").await,
                },
                Asks::Recipient(address) => session.is_ours(self.door.is_ours(&address).await),
                Asks::Letter { sender, recipients, bytes } => {
                    let count = recipients.len();
                    let by = (self.speaks == Protocol::Smtp).then(|| Peer { address, greeting: session.greeting().into() });
                    let mut outcomes = self.door.take(Came { sender, recipients, bytes, by }).await;
                    // Of what the door says nothing about nothing is promised.
                    outcomes.resize(count, Outcome::Later);
                    session.became(&outcomes);
                }
                Asks::Seal => return Ok(true),
                Asks::End => {
                    let _ = timeout_at(self.latest(until), stream.shutdown()).await;
                    return Ok(false);
                }
            }
        }
    }

    /// A last word to who may no longer listen.
    async fn part<S: AsyncWrite + Unpin>(&self, stream: &mut S, word: &[u8]) -> io::Result<bool> {
        let _ = timeout_at(Instant::now() + self.bounds.idle.min(Duration::from_secs(5)), async {
            stream.write_all(word).await?;
            stream.shutdown().await
        })
        .await;
        Ok(false)
    }
}

/// Who talks to us now, and from where.
#[derive(Clone, Default)]
struct Guests(Arc<Mutex<HashMap<IpAddr, usize>>>);

impl Guests {
    /// None where there are too many.
    fn enter(&self, address: IpAddr, bounds: Bounds) -> Option<Guest> {
        let origin = origin(address);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_one = counts.get(&origin).copied().unwrap_or_default();
        if counts.values().sum::<usize>() >= bounds.at_once || of_one >= bounds.of_one {
            return None;
        }
        counts.insert(origin, of_one + 1);
        Some(Guest { guests: self.clone(), origin })
    }
}

/// Whoever has one address of the newer kind has the whole network that it lies in (RFC 6177).
fn origin(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(it) => Ipv6Addr::from_bits(it.to_bits() & !u128::from(u64::MAX)).into(),
    }
}

/// Somebody who talks to us. Dropped, the place is free again, however the conversation ended.
struct Guest {
    guests: Guests,
    origin: IpAddr,
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut counts = self.guests.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.origin) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.origin);
            }
        }
    }
}

/// Says that it should come later. Without waiting: a line that has just been taken has room for a few words.
fn turn_away(stream: TcpStream) {
    let _ = stream.into_std().and_then(|mut it| it.write_all(b"421 4.7.0 Too many at once\r\n"));
}

#[cfg(test)]
#[path = "listener/tests.rs"]
mod tests;
