//! Cameras that send packets of one size at one rate through a media relay, and receivers that count them and how long each took. The
//! same hand for every relay. One line of JSON on standard output.
//!
//! `video-load house PROGRAM ADDRESS PUBLISHERS RECEIVERS SECONDS`, `video-load janus PID ADDRESS OWN-IP PUBLISHERS RECEIVERS SECONDS`,
//! or `video-load copy RECEIVERS SECONDS`: what the machine needs to copy a datagram to so many, and nothing else.
mod copy;
mod house;
mod janus;
mod measure;
mod page;

use anyhow::{Context, bail};
use page::{Arrived, Page, now, step};
use serde_json::json;
use std::{
    net::IpAddr,
    time::{Duration, Instant},
};

/// Packets a second of one camera, and bytes of each: 968 kbit/s.
const RATE: f64 = 110.0;
const SIZE: usize = 1100;
/// Before it counts.
const WARM: Duration = Duration::from_secs(2);
const SOON: Duration = Duration::from_secs(5);

/// How pages come to a relay.
trait Relay {
    fn publish(&mut self, page: &mut Page, who: u32, arrived: &mut Arrived) -> anyhow::Result<()>;
    fn subscribe(&mut self, page: &mut Page, who: u32, arrived: &mut Arrived) -> anyhow::Result<()>;
}

struct Run {
    pages: Vec<Page>,
    arrived: Arrived,
    cameras: usize,
    /// Packets of each camera that were due since the first.
    began: Instant,
    sent: Vec<u64>,
    /// How long each page took until it was connected.
    joined: Vec<Duration>,
}

impl Run {
    fn new(cameras: usize) -> Run {
        let now = Instant::now();
        let arrived = Arrived { took: Vec::with_capacity(1 << 20), opened: Vec::with_capacity(1 << 20), ..Arrived::default() };
        Run { pages: Vec::new(), arrived, cameras, began: now, sent: vec![0; cameras], joined: Vec::new() }
    }

    /// All cameras that are connected send what is due; gives how many packets that were.
    fn goes_on(&mut self, until: Instant) -> anyhow::Result<u64> {
        let mut sent = 0;
        while Instant::now() < until {
            let mut next = until.min(Instant::now() + Duration::from_millis(10));
            for which in 0..self.cameras.min(self.pages.len()) {
                if !self.pages[which].is_connected {
                    continue;
                }
                loop {
                    let due = self.began + Duration::from_secs_f64((self.sent[which] as f64 + which as f64 / self.cameras as f64) / RATE);
                    if due > Instant::now() {
                        next = next.min(due);
                        break;
                    }
                    self.sent[which] += 1;
                    sent += 1;
                    self.pages[which].sends(SIZE, &mut self.arrived)?;
                }
            }
            step(&mut self.pages, &mut self.arrived, next);
        }
        Ok(sent)
    }

    fn connects(&mut self) -> anyhow::Result<()> {
        let until = Instant::now() + SOON;
        while !self.pages.last().is_some_and(|it| it.is_connected) {
            if Instant::now() > until {
                bail!("page {} is not connected", self.pages.len());
            }
            let soon = Instant::now() + Duration::from_millis(5);
            step(&mut self.pages, &mut self.arrived, soon);
        }
        Ok(())
    }

    fn comes_in(&mut self, relay: &mut dyn Relay, ip: IpAddr, receivers: usize) -> anyhow::Result<()> {
        for number in 0..self.cameras + receivers {
            let (mut page, since) = (Page::new(ip)?, Instant::now());
            if number < self.cameras {
                relay.publish(&mut page, number as u32 + 1, &mut self.arrived)?;
            } else {
                relay.subscribe(&mut page, number as u32 + 1, &mut self.arrived)?;
            }
            self.pages.push(page);
            self.connects()?;
            self.joined.push(since.elapsed());
            if number + 1 == self.cameras {
                // A relay knows a camera once something came from it.
                self.began = Instant::now();
                self.goes_on(Instant::now() + Duration::from_millis(500))?;
            }
        }
        Ok(())
    }
}

fn measured(who: &str, relay: &mut dyn Relay, pid: u32, ip: IpAddr, cameras: usize, receivers: usize, seconds: f64) -> anyhow::Result<()> {
    let before = measure::memory(pid);
    let mut run = Run::new(cameras);
    run.comes_in(relay, ip, receivers)?;
    run.joined.sort_unstable();
    let joined = run.joined.get(run.joined.len() / 2).map_or(0.0, Duration::as_secs_f64) * 1000.0;
    // While people came in some packets were late: what was due then is not made up for.
    run.began = Instant::now();
    run.sent.fill(0);
    run.goes_on(Instant::now() + WARM)?;
    let (cpu, own, began) = (measure::cpu(pid), measure::cpu(std::process::id()), Instant::now());
    run.arrived.from = Some(now());
    let sent = run.goes_on(began + Duration::from_secs_f64(seconds))?;
    let (took, used) = (began.elapsed().as_secs_f64(), (measure::cpu(pid) - cpu) as f64 / 1000.0);
    let own = (measure::cpu(std::process::id()) - own) as f64 / 1e9;
    let late = Instant::now() + Duration::from_millis(400);
    while Instant::now() < late {
        step(&mut run.pages, &mut run.arrived, late);
    }
    let (wanted, mut times, mut opened) = (sent * receivers as u64, run.arrived.took, run.arrived.opened);
    times.sort_unstable();
    opened.sort_unstable();
    let at = |all: &[u32], part: f64| all.get(((all.len().max(1) - 1) as f64 * part) as usize).map_or(0.0, |it| f64::from(*it) / 1000.0);
    let round = |it: f64| (it * 100.0).round() / 100.0;
    println!(
        "{}",
        json!({ "who": who, "work": format!("{cameras} x {receivers}"), "streams": cameras * receivers, "per_s": (times.len() as f64 / took).round(),
            "lost": wanted - (times.len() as u64).min(wanted), "cpu_us_per_packet": round(used / times.len().max(1) as f64),
            "cpu_percent": round(used / 10_000.0 / took), "p50_ms": round(at(&times, 0.5)), "p99_ms": round(at(&times, 0.99)),
            "opened_p50_ms": round(at(&opened, 0.5)), "opened_p99_ms": round(at(&opened, 0.99)), "join_ms": round(joined),
            "kb_per_page": measure::memory(pid).saturating_sub(before) / (cameras + receivers) as u64, "own_cpu_percent": round(own / took * 100.0) })
    );
    Ok(())
}

fn main() -> anyhow::Result<()> {
    str0m::crypto::from_feature_flags().install_process_default();
    let all: Vec<String> = std::env::args().skip(1).collect();
    let word = |at: usize| all.get(at).map(String::as_str).context("one argument more");
    let number = |at: usize| word(at).and_then(|it| it.parse::<usize>().context("a number"));
    match word(0)? {
        "house" => {
            let mut house = house::House::open(word(1)?, word(2)?)?;
            let ip = word(2)?.parse::<std::net::SocketAddr>()?.ip();
            let pid = house.pid();
            measured("hearth", &mut house, pid, ip, number(3)?, number(4)?, number(5)? as f64)
        }
        "janus" => {
            let room = std::process::id().into();
            let mut janus = janus::Janus::open(word(2)?, room)?;
            measured("janus", &mut janus, number(1)? as u32, word(3)?.parse()?, number(4)?, number(5)?, number(6)? as f64)
        }
        "copy" => copy::measured(number(1)?, Duration::from_secs(number(2)? as u64)),
        other => bail!("{other} is not understood"),
    }
}
