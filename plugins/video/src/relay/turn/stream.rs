//! Clients that come over a stream, in clear or by TLS.
use super::{Client, Line, Out, Turn, tls::Certificate};
use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split},
    net::TcpStream,
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    time::{sleep, timeout},
};

/// Streams that have not proved yet who they are.
const MOST_UNKNOWN: usize = 256;
/// For a handshake, and for each frame of a stream that has nothing here yet.
const PATIENCE: Duration = Duration::from_secs(10);
/// RFC 8656: whoever has something here says so at least this often.
const SILENCE: Duration = Duration::from_secs(660);
/// Packets that may wait for one client.
const MOST_WAITING: usize = 256;
/// Longer than any packet on the way.
const LONGEST: usize = 2048;

pub fn serve(turn: &Arc<Turn>, listener: TcpListener, certificate: Option<Certificate>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let (turn, unknown) = (turn.clone(), Arc::new(Semaphore::new(MOST_UNKNOWN)));
    tokio::spawn(async move {
        loop {
            let Ok((stream, address)) = listener.accept().await else {
                sleep(Duration::from_millis(50)).await; // out of file descriptors: others close theirs meanwhile
                continue;
            };
            let Ok(place) = unknown.clone().try_acquire_owned() else { continue };
            let tls = certificate.as_ref().map(Certificate::acceptor);
            tokio::spawn(one(turn.clone(), stream, address, tls, place));
        }
    });
    Ok(())
}

async fn one(turn: Arc<Turn>, stream: TcpStream, address: SocketAddr, tls: Option<tokio_rustls::TlsAcceptor>, place: OwnedSemaphorePermit) {
    let _ = stream.set_nodelay(true);
    match tls {
        None => carry(&turn, stream, Client { line: Line::Tcp, address }, place).await,
        Some(tls) => {
            if let Ok(Ok(stream)) = timeout(PATIENCE, tls.accept(stream)).await {
                carry(&turn, stream, Client { line: Line::Tls, address }, place).await;
            }
        }
    }
}

/// Until it ends, or says something that is no sense: then nothing that follows can be told apart.
async fn carry(turn: &Turn, stream: impl AsyncRead + AsyncWrite + Send + 'static, client: Client, place: OwnedSemaphorePermit) {
    let (mut reads, mut writes) = split(stream);
    let (to, mut waiting) = mpsc::channel::<Box<[u8]>>(MOST_WAITING);
    // A frame that finds no room is dropped whole.
    let out = Out::new(move |frame| drop(to.try_send(frame.into())));
    let writer = tokio::spawn(async move {
        while let Some(frame) = waiting.recv().await {
            if writes.write_all(&frame).await.and(writes.flush().await).is_err() {
                break;
            }
        }
        let _ = writes.shutdown().await;
    });
    let mut place = Some(place);
    let mut frame = Vec::with_capacity(LONGEST);
    loop {
        let length = if place.is_some() { PATIENCE } else { SILENCE };
        let is_read = tokio::select! {
            it = timeout(length, next(&mut reads, &mut frame)) => matches!(it, Ok(Ok(()))),
            () = out.gone.notified() => false,
        };
        if !is_read || !turn.hear(&frame, client, &out) {
            break;
        }
        if turn.knows(client) {
            place = None;
        }
    }
    turn.hung_up(client);
    // What was said last is still written, to whoever still reads.
    drop(out);
    let stop = writer.abort_handle();
    if timeout(PATIENCE, writer).await.is_err() {
        stop.abort();
    }
}

/// One frame: its length stands in it (RFC 8656 12.5: data on a channel is padded to four bytes).
async fn next(reads: &mut (impl AsyncRead + Unpin), frame: &mut Vec<u8>) -> io::Result<()> {
    frame.resize(4, 0);
    reads.read_exact(frame).await?;
    let said = usize::from(u16::from_be_bytes([frame[2], frame[3]]));
    let whole = match frame[0] {
        0..4 => 20 + said,
        0x40..=0x7f => 4 + said.next_multiple_of(4),
        _ => return Err(io::ErrorKind::InvalidData.into()),
    };
    if whole > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    frame.resize(whole, 0);
    reads.read_exact(&mut frame[4..]).await.map(drop)
}
