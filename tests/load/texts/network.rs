//! A network of texts that takes everything at once, on a thread of its own in this very process: what it works counts as ours.
use std::{
    sync::{Arc, Mutex, PoisonError},
    thread,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    runtime,
    time::Instant,
};

/// To which numbers texts went, and when.
#[derive(Clone, Default)]
pub struct Took(Arc<Mutex<Vec<(String, Instant)>>>);

impl Took {
    pub fn all(&self) -> Vec<(String, Instant)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// Where it listens, on this machine alone, and what it took.
pub fn begin() -> std::io::Result<(u16, Took)> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let (port, took) = (listener.local_addr()?.port(), Took::default());
    let (kept, runtime) = (took.clone(), runtime::Builder::new_current_thread().enable_io().build()?);
    thread::Builder::new().name("network".into()).spawn(move || runtime.block_on(serve(listener, kept)))?;
    Ok((port, took))
}

async fn serve(listener: std::net::TcpListener, took: Took) -> std::io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(take(stream, took.clone()));
    }
}

/// What has come at once is answered at once.
async fn take(stream: TcpStream, took: Took) -> std::io::Result<()> {
    let (reads, mut writes) = stream.into_split();
    let mut reads = BufReader::with_capacity(64 * 1024, reads);
    let (mut body, mut out, mut taken) = (Vec::new(), Vec::new(), 0_u32);
    loop {
        let (length, kind) = (reads.read_u32().await?, reads.read_u32().await?);
        let (_status, sequence) = (reads.read_u32().await?, reads.read_u32().await?);
        body.resize(length.saturating_sub(16) as usize, 0);
        reads.read_exact(&mut body).await?;
        taken += 1;
        // `submit_sm` (SMPP 3.4, 4.4.1).
        if kind == 4 {
            took.0.lock().unwrap_or_else(PoisonError::into_inner).push((destination(&body), Instant::now()));
        }
        let name = format!("{taken:08x}\0");
        let name = if kind == 0x15 || kind == 6 { "" } else { &name };
        let length = u32::try_from(16 + name.len()).unwrap_or_default();
        [length, kind | 0x8000_0000, 0, sequence].iter().for_each(|it| out.extend_from_slice(&it.to_be_bytes()));
        out.extend_from_slice(name.as_bytes());
        if reads.buffer().is_empty() {
            writes.write_all(&out).await?;
            out.clear();
        }
    }
}

/// After the service, and the source with its two kinds: two kinds, and the number.
fn destination(body: &[u8]) -> String {
    let after = |from: usize| body[from..].iter().position(|it| *it == 0).map_or(body.len(), |it| from + it + 1);
    let from = (after((after(0) + 2).min(body.len())) + 2).min(body.len());
    String::from_utf8_lossy(&body[from..after(from).saturating_sub(1).max(from)]).into_owned()
}

/// What this process has worked so far, in milliseconds; nothing where the system does not say so.
pub fn worked() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let ticks = fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?;
    Some(ticks * 10.0)
}
