//! How fast texts go by SMPP: one text to each of 200 people, 25 times, over one line with a window of 100.
//!
//! Without an argument the network is a sink in this process that answers at once; its work counts as ours. With a port it is whatever
//! takes "house" with "secret" there.
use async_trait::async_trait;
use hearth_text::carrier::{
    Address, Carrier, Event, Inbox, Network, Outbound, Taken,
    smpp::{Config, Smpp},
};
use std::{error::Error, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::{Instant, sleep},
};

const PEOPLE: usize = 200;
const ROUNDS: usize = 25;

struct Nowhere;

#[async_trait]
impl Inbox for Nowhere {
    async fn take(&self, _: Event) -> Taken {
        Taken::Yes
    }
}

/// Takes everything. What has come at once is answered at once.
async fn sink(stream: TcpStream) -> std::io::Result<()> {
    let (reads, mut writes) = stream.into_split();
    let mut reads = BufReader::with_capacity(64 * 1024, reads);
    let (mut body, mut out, mut taken) = (Vec::new(), Vec::new(), 0_u32);
    loop {
        let (length, kind) = (reads.read_u32().await?, reads.read_u32().await?);
        let (_status, sequence) = (reads.read_u32().await?, reads.read_u32().await?);
        body.resize(length.saturating_sub(16) as usize, 0);
        reads.read_exact(&mut body).await?;
        taken += 1;
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

/// What this process has worked so far, in milliseconds; nothing where the system does not say so.
fn worked() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let ticks = fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?;
    Some(ticks * 10.0)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = match std::env::args().nth(1) {
        Some(port) => port.parse()?,
        None => {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let port = listener.local_addr()?.port();
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    stream.set_nodelay(true).ok();
                    tokio::spawn(sink(stream));
                }
            });
            port
        }
    };
    let config = Config {
        host: "127.0.0.1".into(),
        port,
        tls: false,
        system_id: "house".into(),
        password: "secret".into(),
        system_type: String::new(),
        source: "+33700000000".into(),
        window: 100,
        per_second: None,
    };
    let carrier = Arc::new(Smpp::new(config));
    let listening = tokio::spawn({
        let carrier = carrier.clone();
        async move { carrier.listen(&Nowhere).await }
    });
    sleep(Duration::from_millis(200)).await;
    carrier.check().await?;
    for words in ["Tonight at seven, the usual way in. Write back if you are late.", &"I took the bag and went. ".repeat(16)] {
        let (before, began) = (worked(), Instant::now());
        let mut took = Vec::with_capacity(PEOPLE * ROUNDS);
        for round in 0..ROUNDS {
            // One text in the room is relayed to everybody at once.
            let mut sending = JoinSet::new();
            for person in 0..PEOPLE {
                let carrier = carrier.clone();
                let to = Address { network: Network::Sms, at: format!("+336{person:08}") };
                let text =
                    Outbound { to, words: words.into(), key: format!("{round}-{person}-{}", words.len()), timer: None, is_outside_window: false };
                sending.spawn(async move {
                    let began = Instant::now();
                    carrier.send(&text).await.map(|it| (began.elapsed(), it.references.len()))
                });
            }
            for it in sending.join_all().await {
                took.push(it?);
            }
        }
        let seconds = began.elapsed().as_secs_f64();
        let parts: usize = took.iter().map(|it| it.1).sum();
        let mut times: Vec<_> = took.into_iter().map(|it| it.0).collect();
        times.sort();
        let many = times.len();
        println!("{many} texts, {parts} parts in {seconds:.3} s: {:.0} texts/s, {:.0} parts/s", many as f64 / seconds, parts as f64 / seconds);
        println!("  p50 {:?}, p99 {:?}, longest {:?}", times[many / 2], times[many * 99 / 100], times[many - 1]);
        if let (Some(before), Some(after)) = (before, worked()) {
            println!("  {:.4} ms of work for each part", (after - before) / parts as f64);
        }
    }
    listening.abort();
    Ok(())
}
