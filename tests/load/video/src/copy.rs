//! The limit: a thread that takes each datagram and sends it to so many, with nothing in between.
use crate::{SIZE, measure};
use serde_json::json;
use std::{
    net::UdpSocket,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

/// Datagrams a second that come in.
const RATE: u64 = 880;

pub fn measured(receivers: usize, length: Duration) -> anyhow::Result<()> {
    let (relay, camera) = (UdpSocket::bind("127.0.0.1:0")?, UdpSocket::bind("127.0.0.1:0")?);
    let pages = (0..receivers).map(|_| UdpSocket::bind("127.0.0.1:0")).collect::<Result<Vec<_>, _>>()?;
    let to = pages.iter().map(UdpSocket::local_addr).collect::<Result<Vec<_>, _>>()?;
    let (address, ends, sent) = (relay.local_addr()?, Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let (done, count) = (ends.clone(), sent.clone());
    let thread = std::thread::spawn(move || {
        let mut bytes = [0; 2000];
        let before = measure::own_thread();
        while !done.load(Relaxed) {
            let Ok((length, _)) = relay.recv_from(&mut bytes) else { continue };
            to.iter().for_each(|it| drop(relay.send_to(&bytes[..length], it)));
            count.fetch_add(to.len() as u64, Relaxed);
        }
        measure::own_thread() - before
    });
    let (began, mut number) = (Instant::now(), 0);
    while began.elapsed() < length {
        camera.send_to(&[7; SIZE], address)?;
        number += 1;
        std::thread::sleep((began + Duration::from_secs(1) * number / RATE as u32).saturating_duration_since(Instant::now()));
    }
    ends.store(true, Relaxed);
    camera.send_to(&[7], address)?;
    let used = thread.join().map_err(|_| anyhow::anyhow!("the copy ended"))? as f64 / 1000.0;
    let per_packet = used / sent.load(Relaxed).max(1) as f64;
    println!("{}", json!({ "who": "copy", "work": format!("8 x {receivers}"), "cpu_us_per_packet": (per_packet * 100.0).round() / 100.0 }));
    Ok(())
}
