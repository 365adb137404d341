//! How fast texts go by SMPP: one text to each of 200 people, 25 times, over one line with a window of 100.
//!
//! `network N` is a network alone, for another program: it says its port, and how fast N texts came.
//! Without an argument the network is a sink in this process that answers at once; its work counts as ours. With a port it is whatever
//! takes "house" with "secret" there.
#[path = "texts/network.rs"]
mod network;

use async_trait::async_trait;
use hearth_core::clock::Clock;
use hearth_text::carrier::{
    Address, Carrier, Event, Holds, Inbox, Network, Outbound, Taken,
    smpp::{Config, Smpp},
};
use std::{error::Error, sync::Arc, time::Duration};
use tokio::{
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

/// For another program to send to: says where, and how fast so many came.
async fn network_alone(many: usize) -> Result<(), Box<dyn Error>> {
    let (port, took) = network::begin()?;
    println!("{port}");
    while took.count() < many {
        sleep(Duration::from_millis(5)).await;
    }
    let all = took.all();
    let seconds = all[many - 1].1.duration_since(all[0].1).as_secs_f64();
    println!("{many} texts in {seconds:.3} s: {:.0} a second", many as f64 / seconds);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    if let (Some("network"), Some(many)) = (std::env::args().nth(1).as_deref(), std::env::args().nth(2)) {
        return network_alone(many.parse()?).await;
    }
    let port = match std::env::args().nth(1) {
        Some(port) => port.parse()?,
        None => network::begin()?.0,
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
    let carrier = Arc::new(Smpp::new(config, Clock::default()));
    let listening = tokio::spawn({
        let carrier = carrier.clone();
        async move { carrier.listen(&Nowhere).await }
    });
    sleep(Duration::from_millis(200)).await;
    carrier.check().await?;
    for words in ["Tonight at seven, the usual way in. Write back if you are late.", &"I took the bag and went. ".repeat(16)] {
        let (before, began) = (network::worked(), Instant::now());
        let mut took = Vec::with_capacity(PEOPLE * ROUNDS);
        for round in 0..ROUNDS {
            // One text in the room is relayed to everybody at once.
            let mut sending = JoinSet::new();
            for person in 0..PEOPLE {
                let carrier = carrier.clone();
                let to = Address { network: Network::Sms, at: format!("+336{person:08}") };
                let text = Outbound {
                    to,
                    words: words.into(),
                    key: format!("{round}-{person}-{}", words.len()),
                    timer: None,
                    language: Default::default(),
                    is_outside_window: false,
                    holds: Holds::default(),
                };
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
        if let (Some(before), Some(after)) = (before, network::worked()) {
            println!("  {:.4} ms of work for each part", (after - before) / parts as f64);
        }
    }
    listening.abort();
    Ok(())
}
