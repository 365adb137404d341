//! Fills chat rooms with people who write and read: one process, one thread, many members. It speaks our protocol and XMPP over
//! WebSocket, so that a peer is measured by the same hand. A delivery is one message read by one member.
//!
//! `chat_load --proto hearth|xmpp --addr HOST:PORT --rooms FILE|NAME --members N --mode closed|paced …` prints one line of JSON.
#[path = "chat_load/measure.rs"]
mod measure;
#[path = "chat_load/member.rs"]
mod member;

use measure::{Tally, cpu_ms, memory_kb, now_us, percentile};
use member::{Member, Order, Place, message};
use serde_json::{Value, json};
use std::{cell::RefCell, collections::HashMap, rc::Rc, time::Duration};
use tokio::{
    task::{LocalSet, spawn_local},
    time::{Instant, sleep, sleep_until, timeout},
};

/// What is asked for.
struct Plan {
    label: String,
    is_closed: bool,
    /// Messages a second in each room, where it is paced.
    rate: f64,
    seconds: f64,
    senders: usize,
    in_flight: usize,
    messages: usize,
    body: usize,
    pids: Vec<i32>,
}

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let given: HashMap<&str, &str> = words.chunks(2).filter_map(|it| Some((it[0].strip_prefix("--")?, it.get(1)?.as_str()))).collect();
    let text = |name: &str, otherwise: &str| given.get(name).copied().unwrap_or(otherwise).to_owned();
    let number = |name: &str, otherwise: f64| given.get(name).and_then(|it| it.parse().ok()).unwrap_or(otherwise);
    let plan = Plan {
        label: text("label", "hearth"),
        is_closed: text("mode", "closed") == "closed",
        rate: number("rate", 40.0),
        seconds: number("secs", 4.0),
        senders: number("senders", 8.0) as usize,
        in_flight: number("window", 4.0) as usize,
        messages: number("messages", 3000.0) as usize,
        body: number("body", 120.0) as usize,
        pids: text("pids", "").split(',').filter_map(|it| it.parse().ok()).collect(),
    };
    let (address, members) = (text("addr", "127.0.0.1:80"), number("members", 50.0) as usize);
    let rooms: Vec<Vec<Place>> = match text("proto", "hearth").as_str() {
        "hearth" => {
            let told: Value = serde_json::from_str(&std::fs::read_to_string(text("rooms", "rooms.json"))?)?;
            let origin = told["base"].as_str().unwrap_or_default().to_owned();
            let all = told["rooms"].as_array().cloned().unwrap_or_default();
            let fits = all.iter().filter(|it| it["cookies"].as_array().is_some_and(|it| it.len() == members));
            fits.map(|it| Place::hearth(&address, &origin, it)).collect()
        }
        _ => vec![(0..members).map(|it| Place::xmpp(&address, &text("path", "/ws"), &text("rooms", "r1"), it)).collect()],
    };
    let most = number("most-rooms", 1.0) as usize;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let line = LocalSet::new().block_on(&runtime, run(Rc::new(plan), rooms.into_iter().take(most).collect()));
    println!("{line}");
    Ok(())
}

async fn run(plan: Rc<Plan>, rooms: Vec<Vec<Place>>) -> Value {
    let tally = Rc::new(RefCell::new(Tally::default()));
    let idle = memory_kb(&plan.pids);
    let mut everybody: Vec<Vec<Member>> = Vec::new();
    for (room, places) in rooms.into_iter().enumerate() {
        let mut inside = Vec::new();
        for (number, place) in places.into_iter().enumerate() {
            inside.push(Member::enter(place, (room, number), tally.clone()).await);
        }
        everybody.push(inside);
    }
    sleep(Duration::from_millis(1500)).await;
    let joined = memory_kb(&plan.pids);
    let people: usize = everybody.iter().map(Vec::len).sum();
    for count in 0..20 {
        for inside in &everybody {
            let number = count % inside.len();
            inside[number].say(message('w', number, count, plan.body));
        }
        sleep(Duration::from_millis(25)).await;
    }
    sleep(Duration::from_millis(500)).await;
    tally.borrow_mut().begin();
    let (before, own, start) = (cpu_ms(&plan.pids), cpu_ms(&[std::process::id() as i32]), now_us());
    let (sent, wanted) = match plan.is_closed {
        true => closed(&plan, &mut everybody).await,
        false => paced(&plan, &everybody).await,
    };
    let until = Instant::now() + Duration::from_secs(15);
    while tally.borrow().deliveries < wanted && Instant::now() < until {
        sleep(Duration::from_millis(20)).await;
    }
    let (cpu, own) = (cpu_ms(&plan.pids) - before, cpu_ms(&[std::process::id() as i32]) - own);
    let mut tally = tally.borrow_mut();
    let took = tally.last.saturating_sub(start) as f64 / 1e6;
    let deliveries = tally.deliveries;
    let (bytes, disorder) = (tally.bytes, tally.disorder);
    let lag = &mut tally.lag;
    let round = |it: f64, by: f64| (it * by).round() / by;
    json!({
        "label": plan.label, "mode": if plan.is_closed { "closed" } else { "paced" }, "members": people / everybody.len().max(1),
        "rooms": everybody.len(), "sent": sent, "lost": wanted as i64 - deliveries as i64, "disorder": disorder,
        "deliv_per_s": (deliveries as f64 / took).round(), "p50_ms": percentile(lag, 0.5), "p99_ms": percentile(lag, 0.99), "max_ms": percentile(lag, 1.0),
        "cpu_us_per_deliv": round(cpu * 1000.0 / deliveries.max(1) as f64, 100.0), "cpu_pct": round(cpu / took / 10.0, 1.0),
        "gen_cpu_pct": round(own / took / 10.0, 1.0), "bytes_per_deliv": round(bytes as f64 / deliveries.max(1) as f64, 1.0),
        "kb_per_member": round((joined as f64 - idle as f64) / people.max(1) as f64, 10.0), "pss_mb": round(memory_kb(&plan.pids) as f64 / 1024.0, 10.0),
    })
}

/// Some of each room keep so many own messages under way, until enough were sent or the time is over.
async fn closed(plan: &Rc<Plan>, everybody: &mut [Vec<Member>]) -> (u64, u64) {
    let (end, mut working) = (Instant::now() + Duration::from_secs_f64(plan.seconds), Vec::new());
    for inside in everybody.iter_mut() {
        let (fan, senders) = (inside.len() as u64, plan.senders.min(inside.len()));
        let each = plan.messages / senders;
        for (number, member) in inside.iter_mut().take(senders).enumerate() {
            let (say, mut own, plan) = (member.voice(), member.own(), plan.clone());
            working.push(spawn_local(async move {
                while own.try_recv().is_ok() {}
                let (mut sent, mut under_way) = (0, 0);
                while sent < each && Instant::now() < end {
                    while under_way < plan.in_flight && sent < each {
                        say(message('m', number, sent, plan.body));
                        (sent, under_way) = (sent + 1, under_way + 1);
                    }
                    match timeout(Duration::from_secs(10), own.recv()).await {
                        Ok(Some(())) => under_way -= 1,
                        _ => break,
                    }
                }
                (sent as u64, fan)
            }));
        }
    }
    let (mut sent, mut wanted) = (0, 0);
    for it in working {
        let (count, fan) = it.await.unwrap_or_default();
        (sent, wanted) = (sent + count, wanted + count * fan);
    }
    (sent, wanted)
}

/// Everybody in turn, so many messages a second in each room.
async fn paced(plan: &Plan, everybody: &[Vec<Member>]) -> (u64, u64) {
    let (count, start) = ((plan.rate * plan.seconds) as usize, Instant::now());
    for number in 0..count {
        sleep_until(start + Duration::from_secs_f64(number as f64 / plan.rate)).await;
        for inside in everybody {
            let who = number * 7 % inside.len();
            inside[who].say(message('m', who, number, plan.body));
        }
    }
    let sent = (count * everybody.len()) as u64;
    (sent, everybody.iter().map(|it| (count * it.len()) as u64).sum())
}

/// Said by whoever holds it.
type Voice = Box<dyn Fn(Order)>;
