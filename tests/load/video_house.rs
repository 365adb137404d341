//! The relay alone, for measuring: one room. Who is in it, and what each offers and agrees to, is said in lines of JSON: from standard
//! input, answered on standard output. `video_house ADDRESS`.
use hearth as _; // the product's allocator
use hearth_core::Media;
use hearth_video::relay::{Ask, News, Place, Relay, Source};
use serde_json::{Value, json};
use std::{collections::HashMap, io::BufRead, sync::Arc};

fn main() -> anyhow::Result<()> {
    let listen = std::env::args().nth(1).ok_or_else(|| anyhow::anyhow!("video_house ADDRESS"))?.parse()?;
    let relay = Relay::start(&Media { listen, public: None, turn: None })?;
    let hall = relay.hall();
    let mut places: HashMap<u32, Place> = HashMap::new();
    println!("{}", json!({ "pid": std::process::id(), "listens": relay.address() }));
    for line in std::io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let who = asked["who"].as_u64().unwrap_or_default() as u32;
        let sdp = || asked["sdp"].as_str().unwrap_or_default().to_owned();
        let place = places.entry(who).or_insert_with(|| {
            let tell = move |news| match news {
                News::Offer(sdp) => println!("{}", json!({ "who": who, "offer": sdp })),
                News::Answer(_, sdp) => println!("{}", json!({ "who": who, "answer": sdp })),
                News::Slot(..) | News::Paused(..) => {}
                News::Lost | News::Wrong(_) => println!("{}", json!({ "who": who, "lost": true })),
            };
            let place = hall.enter(who, Arc::new(tell));
            place.gate.set(Source::Camera, true);
            place
        });
        match asked["do"].as_str() {
            Some("send") => drop(place.ask(Ask::Send(Source::Camera, sdp()))),
            Some("agree") => drop(place.ask(Ask::Agree(sdp()))),
            _ => {}
        }
    }
    Ok(())
}
