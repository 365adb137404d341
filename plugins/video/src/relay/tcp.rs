//! One TCP port for everybody (RFC 6544, the side that waits): for networks that let no UDP through.
//!
//! Whoever connects has a few seconds to say whom she wants, by one STUN request. The stream then belongs to that connection, with
//! what was read put back in front. Packets that leave wait in a short queue, and are dropped whole where a page does not read: so a
//! slow line slows nobody else.
use super::{
    framing::{self, First},
    lock::{lock, read, write},
    path::ByStream,
    took::Counter,
    whose::Whose,
};
use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, RwLock},
    time::{Duration, Instant},
};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream, tcp::OwnedReadHalf},
    sync::{Semaphore, mpsc},
    time::{sleep, timeout},
};
use webrtc::runtime::{AsyncTcpListener, AsyncTcpStream};

type Later<'a, T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send + 'a>>;
type Accepted = (Arc<dyn AsyncTcpStream>, SocketAddr);
/// The address that a connection believes to have, where its streams go, and whose it is.
type Named = (SocketAddr, mpsc::Sender<Accepted>, Whose);

/// Packets that may wait for one page.
const MOST_WAITING: usize = 256;
/// Streams that have not said yet whom they want.
const MOST_UNKNOWN: usize = 128;
const PATIENCE: Duration = Duration::from_secs(5);
/// So much later than it came a stream is handed over, and not where UDP was chosen meanwhile: both are tried at once, and UDP is better.
const HEAD_START: Duration = Duration::from_millis(250);
/// Where something came over UDP, it is waited so long whether answers come through as well.
const LONGEST_HEAD_START: Duration = Duration::from_millis(2500);
/// A stream that is not taken over within this many is dropped.
const MOST_NEW: usize = 4;

pub struct TcpPort {
    address: SocketAddr,
    by_name: RwLock<HashMap<String, Named>>,
}

impl TcpPort {
    /// Takes over the listener, and accepts from now on. Call it inside the relay's runtime.
    pub fn open(listener: std::net::TcpListener) -> io::Result<Arc<TcpPort>> {
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        let port = Arc::new(TcpPort { address: listener.local_addr()?, by_name: RwLock::default() });
        tokio::spawn(port.clone().accept(listener));
        Ok(port)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Names that it knows now.
    pub fn known(&self) -> usize {
        read(&self.by_name).len()
    }

    async fn accept(self: Arc<TcpPort>, listener: TcpListener) {
        let unknown = Arc::new(Semaphore::new(MOST_UNKNOWN));
        loop {
            let Ok((stream, from)) = listener.accept().await else {
                sleep(Duration::from_millis(50)).await; // out of file descriptors: others close theirs meanwhile
                continue;
            };
            let Ok(place) = unknown.clone().try_acquire_owned() else { continue };
            let port = self.clone();
            tokio::spawn(async move {
                let _ = timeout(PATIENCE, port.hand_over(stream, from)).await;
                drop(place);
            });
        }
    }

    async fn hand_over(&self, mut stream: TcpStream, from: SocketAddr) -> Option<()> {
        let _ = stream.set_nodelay(true);
        let First { bytes, fragment } = framing::first(&mut stream).await.ok()?;
        let (seeming, to, whose) = read(&self.by_name).get(&fragment)?.clone();
        let came = Instant::now();
        sleep(HEAD_START).await;
        while whose.path.is_open_for_udp(Instant::now()) && came.elapsed() < LONGEST_HEAD_START {
            sleep(HEAD_START / 5).await;
        }
        let path = whose.path.by_stream(Instant::now(), from)?;
        let (reads, mut writes) = stream.into_split();
        let (out, mut waiting) = mpsc::channel::<Box<[u8]>>(MOST_WAITING);
        tokio::spawn(async move {
            while let Some(frame) = waiting.recv().await {
                if writes.write_all(&frame).await.is_err() {
                    break;
                }
            }
        });
        to.try_send((Arc::new(Stream { seeming, from, before: Mutex::new(bytes), reads, out, counter: whose.counter, _path: path }), from)).ok()
    }

    /// A listener for one connection.
    pub fn listener(self: &Arc<TcpPort>, seeming: SocketAddr, whose: Whose) -> Arc<TcpPlace> {
        let (to, from) = mpsc::channel(MOST_NEW);
        Arc::new(TcpPlace { port: self.clone(), seeming, whose, to, from: tokio::sync::Mutex::new(from), names: Mutex::default() })
    }
}

/// The listener that one connection believes to own.
pub struct TcpPlace {
    port: Arc<TcpPort>,
    seeming: SocketAddr,
    whose: Whose,
    to: mpsc::Sender<Accepted>,
    from: tokio::sync::Mutex<mpsc::Receiver<Accepted>>,
    names: Mutex<Vec<String>>,
}

impl TcpPlace {
    pub fn answer_to(&self, fragment: &str) {
        write(&self.port.by_name).insert(fragment.into(), (self.seeming, self.to.clone(), self.whose.clone()));
        lock(&self.names).push(fragment.into());
    }

    /// No further stream is its own. Those that it has end with the connection.
    pub fn close(&self) {
        let names = std::mem::take(&mut *lock(&self.names));
        let mut by_name = write(&self.port.by_name);
        names.iter().for_each(|it| drop(by_name.remove(it)));
    }
}

impl Drop for TcpPlace {
    fn drop(&mut self) {
        self.close();
    }
}

impl std::fmt::Debug for TcpPlace {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("TcpPlace")
    }
}

impl AsyncTcpListener for TcpPlace {
    fn accept<'a>(&'a self) -> Later<'a, Accepted> {
        Box::pin(async move { self.from.lock().await.recv().await.ok_or_else(|| io::ErrorKind::BrokenPipe.into()) })
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.seeming)
    }
}

struct Stream {
    seeming: SocketAddr,
    from: SocketAddr,
    /// Read already, when it was not known yet whose it is.
    before: Mutex<Vec<u8>>,
    reads: OwnedReadHalf,
    out: mpsc::Sender<Box<[u8]>>,
    counter: Arc<Counter>,
    /// As long as it lives, no other path is taken.
    _path: ByStream,
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Stream")
    }
}

impl Stream {
    fn take_before(&self, room: &mut [u8]) -> Option<usize> {
        let mut before = lock(&self.before);
        let length = before.len().min(room.len());
        if length == 0 {
            return None;
        }
        for (to, byte) in room.iter_mut().zip(before.drain(..length)) {
            *to = byte;
        }
        Some(length)
    }
}

impl AsyncTcpStream for Stream {
    fn read<'a, 'b>(&'a self, room: &'b mut [u8]) -> Later<'b, usize>
    where
        'a: 'b,
    {
        Box::pin(async move {
            if let Some(length) = self.take_before(room) {
                return Ok(length);
            }
            loop {
                self.reads.readable().await?;
                match self.reads.try_read(room) {
                    Err(fault) if fault.kind() == io::ErrorKind::WouldBlock => {}
                    done => {
                        self.counter.came(done.as_ref().map_or(0, |it| *it));
                        return done;
                    }
                }
            }
        })
    }

    /// The library writes exactly one packet by each call. One that finds no room is dropped whole, so that the next one is read right.
    fn write_all<'a, 'b>(&'a self, frame: &'b [u8]) -> Later<'b, ()>
    where
        'a: 'b,
    {
        self.counter.went(frame.len(), 1);
        let done = match self.out.try_send(frame.into()) {
            Err(mpsc::error::TrySendError::Closed(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(mpsc::error::TrySendError::Full(_)) | Ok(()) => Ok(()),
        };
        Box::pin(std::future::ready(done))
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.seeming)
    }

    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.from)
    }
}
