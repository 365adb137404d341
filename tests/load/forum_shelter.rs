//! A shelter to measure: a forum filled like the peer's, and the real server with it on a port of this machine. Filled by one
//! process and served by another, so that the server's memory is a server's. Rates are off, because all that is asked comes
//! from one place.
//!
//! `forum_shelter fill FOLDER [ENTRIES_OF_THE_LONG_TOPIC] [MEMBERS]` writes the shelter and `told.json` (addresses, sign-ins);
//! `forum_shelter serve FOLDER` prints its address and its process, and runs until its input ends; then the folder goes.
use anyhow::bail;
use hearth::{
    edge::{Edge, rates::Rates},
    serving::Options,
};
use hearth_core::{
    admission::{Intent, admit},
    contribution::{self, Draft, Words},
    id::PersonId,
    table::entry::Audience,
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use support::{GroupOf, Shelter};
use uuid::Uuid;

const TOPICS: usize = 60;
const REPLIES: usize = 20;
const SENTENCE: &str = "They ask who may pick the children up. I never know how much to say. ";

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [command, folder, rest @ ..] = arguments.as_slice() else { bail!("forum_shelter fill|serve FOLDER") };
    let edge = Edge { rates: actix_web::web::Data::new(Rates::new(false)), ..Edge::default() };
    let shelter = Shelter::open_at(PathBuf::from(folder), Options { edge, ..Options::default() }).await;
    if command == "serve" {
        println!("{}", json!({ "pid": std::process::id(), "base": format!("http://localhost:{}", shelter.address.port()) }));
        // Until whoever started it closes the pipe.
        tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink())).await??;
        return Ok(());
    }
    let mut numbers = rest.iter().filter_map(|it| it.parse::<usize>().ok());
    let told = fill(&shelter, numbers.next().unwrap_or(10_000), numbers.next().unwrap_or(1_000)).await?;
    std::fs::write(Path::new(folder).join("told.json"), told.to_string())?;
    shelter.leave().await;
    Ok(())
}

async fn fill(shelter: &Shelter, long: usize, members: usize) -> anyhow::Result<Value> {
    shelter.set_up(|_| {}).await;
    shelter.lets_newcomers_talk().await;
    let group = shelter.open_group_with("forum", |it| it.capacity = 2_000).await;
    let mut people = Vec::new();
    let mut sign_ins = Vec::new();
    for number in 0..8 {
        let (person, browser) = shelter.member_of(&group, &format!("Heron {number}")).await;
        people.push(person.id);
        sign_ins.push(browser);
    }
    let mut topic = Uuid::nil();
    for number in 0..TOPICS {
        topic = write_topic(shelter, &group, &people, &format!("Topic number {number}"), REPLIES).await?;
    }
    let replies = write_topic(shelter, &group, &people, "For replies", REPLIES).await?;
    let short = write_topic(shelter, &group, &people, "A hundred", 100).await?;
    let ten_thousand = write_topic(shelter, &group, &people, "Very many", long).await?;

    let crowd = shelter.open_group_with("forum", |it| it.capacity = 2_000).await;
    let mut last = None;
    for number in 0..members {
        last = Some(shelter.member_of(&crowd, &format!("Wren {number}")).await);
    }
    let in_crowd = match &last {
        Some((person, _)) => write_topic(shelter, &crowd, &[person.id], "In a crowd", 100).await?,
        None => Uuid::nil(),
    };

    let mut users = Vec::new();
    for browser in &mut sign_ins {
        let page = browser.get(&format!("{}/forum", group.address())).await;
        users.push(json!({ "cookie": cookie(&browser.cookies), "token": page.field("t").unwrap_or_default() }));
    }
    let at = |group: &GroupOf, topic: Uuid| json!({ "group": group.address(), "topic": topic });
    Ok(json!({
        "users": users,
        "typical": at(&group, topic),
        "replies": at(&group, replies),
        "hundred": at(&group, short),
        "long": at(&group, ten_thousand),
        "crowd": at(&crowd, in_crowd),
        "crowd_cookie": last.map(|(_, browser)| cookie(&browser.cookies)),
        "entries": { "long": long, "members": members },
    }))
}

/// A topic with so many replies, by these people in turn, through the one path of everything that is said.
async fn write_topic(shelter: &Shelter, group: &GroupOf, people: &[PersonId], heading: &str, replies: usize) -> anyhow::Result<Uuid> {
    let kernel = &shelter.kernel;
    let thread = Uuid::new_v4();
    for number in 0..=replies {
        let person = people[number % people.len()];
        let admission = admit(kernel, person, group.id, Intent::Write).await.map_err(hearth::opening::fault)?;
        let heading = (number == 0).then(|| heading.to_owned());
        let draft = Draft {
            words: Words { heading, note: None, body: SENTENCE.repeat(4), ..Words::default() },
            client_id: Uuid::new_v4().to_string(),
            audience: Audience::Group,
            line: None,
            thread: Some(thread),
            shape: json!({ "opens": number == 0 }),
            edits: None,
        };
        contribution::submit(kernel, &admission, "forum", draft).await.map_err(hearth::opening::fault)?;
    }
    Ok(thread)
}

fn cookie(cookies: &std::collections::BTreeMap<String, String>) -> String {
    cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}
