//! A shelter to measure: rooms of a chat with people in them, and the real server with it on a port of this machine. Rates are
//! off and the chat's own measure is wide, because all that is said comes from one place.
//!
//! `chat_shelter FOLDER kept|not-kept|judged MEMBERS[xROOMS]...` prints its address, its process and its rooms (address, cookies), and
//! runs until its input ends; then the folder goes. `judged`: not kept, and every rule has each message before it: first entries are held
//! (everybody here has had one let through), first days are counted, personal details are looked for.
use anyhow::bail;
use hearth::{
    edge::{Edge, rates::Rates},
    serving::Options,
};
use hearth_core::{
    admission::{Intent, admit},
    clock::days,
    contribution::{self, Draft},
    moderation::desk,
    settings,
    table::group::{Duration, PreModeration},
};
use serde_json::{Value, json};
use std::path::PathBuf;
use support::Shelter;

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, kept, sizes @ ..] = arguments.as_slice() else { bail!("chat_shelter FOLDER kept|not-kept|judged MEMBERS[xROOMS]...") };
    let edge = Edge { rates: actix_web::web::Data::new(Rates::new(false)), ..Edge::default() };
    let shelter = Shelter::open_at(PathBuf::from(folder), Options { edge, ..Options::default() }).await;
    shelter.set_up(|_| {}).await;
    shelter.lets_newcomers_talk().await;
    let wide = hearth_chat::Settings { messages_per_minute: 10_000_000, ..Default::default() };
    settings::change(&shelter.kernel, None, None, &wide).await.map_err(hearth::opening::fault)?;
    let mut rooms = Vec::new();
    for size in sizes {
        let (members, many) = size.split_once('x').unwrap_or((size, "1"));
        for _ in 0..many.parse::<usize>()? {
            rooms.push(room(&shelter, members.parse()?, kept).await);
        }
    }
    println!("{}", json!({ "pid": std::process::id(), "base": format!("http://localhost:{}", shelter.address.port()), "rooms": rooms }));
    // Until whoever started it closes the pipe.
    tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink())).await??;
    Ok(())
}

async fn room(shelter: &Shelter, members: usize, how: &str) -> Value {
    let (ends, is_kept, is_judged) = (shelter.clock.now() + days(7), how == "kept", how == "judged");

    let group = shelter
        .open_group_with("chat", move |it| {
            it.capacity = 200;
            if is_judged {
                it.pre_moderation = PreModeration::FirstEntries;
            }
            if !is_kept {
                it.keep_hours = None;
                it.duration = Some(Duration::TimeLimited);
                it.ends = Some(ends);
            }
        })
        .await;
    let mut cookies = Vec::new();
    for number in 0..members {
        let (person, browser) = shelter.member_of(&group, &format!("Heron {number}")).await;
        if is_judged {
            let (kernel, here) = (&shelter.kernel, group.facilitator.id);
            let admission = admit(kernel, person.id, group.id, Intent::Write).await.expect("she may write");
            let first = contribution::submit(kernel, &admission, hearth_chat::NAME, Draft::to_group("Hello.", "first")).await.expect("heard");
            let staff = admit(kernel, here, group.id, Intent::Help).await.expect("a facilitator");
            desk::release(kernel, &staff, first.id).await.expect("let through");
        }
        cookies.push(browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; "));
    }
    json!({ "path": format!("{}/chat/live", group.address()), "cookies": cookies })
}
