//! How fast a whole house relays texts: what one person says, to 199 others by SMPP, 25 times, with everything that is asked before each;
//! how soon STOP holds while ten thousand wait; and what comes in.
#[path = "texts/network.rs"]
mod network;

use hearth as _; // the product's allocator
use hearth_core::{
    admission::{self, Intent},
    contact::{Medium, owed, quiet_hours::Hours, safe_contact, safe_contact::Label},
    contribution::{self, Draft},
    group::membership,
    locale::Language,
    settings,
    table::{entry, membership::Model as Place},
};
use hearth_text::{
    carrier::{Address, Arrival, Event, Inbox, Network, Taken},
    code, door,
    line::{self, Line},
    lines::Lines,
    seat,
    settings::Text as Settings,
    table::seat::Mode,
};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use std::{error::Error, time::Duration};
use support::{GroupOf, Shelter};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

type Done<T = ()> = Result<T, Box<dyn Error>>;

const PEOPLE: usize = 200;
const ROUNDS: usize = 25;
/// Texts that wait when STOP comes.
const WAITING: usize = 10_000;
/// Texts that come in, of each person. The house lets one person say ten in a while, and some have said one before.
const EACH: usize = 9;

struct World {
    shelter: Shelter,
    group: GroupOf,
    line: Uuid,
    people: Vec<(Place, String)>,
    took: network::Took,
}

impl World {
    async fn new() -> Done<World> {
        let (port, took) = network::begin()?;
        let shelter = Shelter::open_today().await;
        let group = shelter.open_group("text").await;
        let kernel = &shelter.kernel;
        let config = json!({ "host": "127.0.0.1", "port": port.to_string(), "system_id": "house", "password": "secret", "window": "100" });
        let said = Line { carrier: "smpp".into(), number: "+15145550100".into(), config, looked: None, refused: None };
        let line = line::keep(kernel, group.facilitator.id, None, said).await.map_err(|it| it.to_string())?;
        let set = Settings { parts_a_day: 200, parts_a_day_of_group: 20_000, ..Settings::default() };
        settings::change(kernel, Some(group.id), None, &set).await.map_err(|it| it.to_string())?;
        let mut people = Vec::with_capacity(PEOPLE);
        for at in 0..PEOPLE {
            let (person, _) = shelter.member_of(&group, &format!("Alias {at}")).await;
            let place = membership::get(kernel, person.membership.ok_or("a place")?).await.map_err(|it| it.to_string())?;
            let phone = format!("+1514{:07}", 2_345_000 + at);
            let from = Address { network: Network::Sms, at: phone.clone() };
            code::begin(kernel, &place, &from, Label::Safe, Language::En).await.map_err(|it| it.to_string())?;
            let mut record = safe_contact::find(kernel, place.person).await.map_err(|it| it.to_string())?.ok_or("her record")?.content;
            record.hours = Hours { days: (1..=7).collect(), from: 0, to: 24 * 60 };
            safe_contact::change(kernel, place.person, record, Language::En).await.map_err(|it| it.to_string())?;
            seat::choose(kernel, &place, Mode::Whole, true, Language::En, "web").await.map_err(|it| it.to_string())?;
            people.push((place, phone));
        }
        let running = kernel.held::<Lines>().running(kernel).await.map_err(|it| it.to_string())?;
        for _ in 0..100 {
            if running[0].carrier.check().await.is_ok() {
                break;
            }
            sleep(Duration::from_millis(50)).await;
        }
        Ok(World { shelter, group, line, people, took })
    }

    async fn says(&self, who: usize, words: &str) -> Done {
        let kernel = &self.shelter.kernel;
        let admission = admission::admit(kernel, self.people[who].0.person, self.group.id, Intent::Write).await.map_err(|it| it.to_string())?;
        let draft = Draft { thread: Some(self.group.id.0), shape: Draft::opening(false), ..Draft::to_group(words, Uuid::new_v4().to_string()) };
        contribution::submit(kernel, &admission, "text", draft).await.map(|_| ()).map_err(|it| it.to_string().into())
    }

    async fn brings(&self, who: usize, words: &str) -> Taken {
        let from = Address { network: Network::Sms, at: self.people[who].1.clone() };
        let id = Uuid::new_v4().to_string();
        let arrival = Arrival { id, from, to: "+15145550100".into(), words: words.into(), had_attachment: false };
        door::Entrance { kernel: self.shelter.kernel.clone(), line: self.line }.take(Event::Arrived(arrival)).await
    }

    /// Until the network has so many more.
    async fn until(&self, many: usize) {
        let since = Instant::now();
        while self.took.count() < many && since.elapsed() < Duration::from_secs(120) {
            sleep(Duration::from_millis(2)).await;
        }
    }
}

#[actix_web::main]
async fn main() -> Done {
    let world = World::new().await?;
    let (before, began) = (network::worked(), Instant::now());
    let mut slowest = Duration::ZERO;
    let mut first = (0, Duration::ZERO);
    for round in 0..ROUNDS {
        let (count, since) = (world.took.count(), Instant::now());
        world.says(round % PEOPLE, "Tonight at seven, the usual way in. Write back if you are late.").await?;
        world.until(count + PEOPLE - 1).await;
        slowest = slowest.max(since.elapsed());
        if round == 0 {
            first = (world.took.count(), began.elapsed());
        }
    }
    let (many, seconds) = (world.took.count(), began.elapsed().as_secs_f64());
    println!(
        "out: {many} of {} texts in {seconds:.2} s: {:.0} a second; the slowest round {slowest:?}",
        ROUNDS * (PEOPLE - 1),
        many as f64 / seconds
    );
    // In the first round each person's key is opened, and each statement is prepared.
    println!("  the first round {:?}, after it {:.0} a second", first.1, (many - first.0) as f64 / (seconds - first.1.as_secs_f64()));
    if let (Some(before), Some(after)) = (before, network::worked()) {
        println!("  {:.3} ms of work for each text", (after - before) / many as f64);
    }

    for round in 0..WAITING / PEOPLE {
        world.says(100 + round % 50, "Another one that waits.").await?;
    }
    let waits = owed::waits(&world.shelter.kernel, Medium::Text).await.map_err(|it| it.to_string())?.owed;
    let stopped = Instant::now();
    let taken = world.brings(199, "STOP").await;
    let (held, phone) = (stopped.elapsed(), world.people[199].1.trim_start_matches('+').to_owned());
    sleep(Duration::from_secs(20)).await;
    let late = world.took.all().iter().filter(|(to, at)| to.trim_start_matches('+') == phone && *at > stopped + Duration::from_secs(1)).count();
    println!("STOP while {waits} wait: {taken:?} after {held:?}; {late} texts to her more than a second later");

    // Nothing goes out from here on: what comes in is measured alone.
    let kernel = &world.shelter.kernel;
    for (place, _) in &world.people {
        seat::choose(kernel, place, Mode::Nothing, false, Language::En, "web").await.map_err(|it| it.to_string())?;
    }
    let before = network::worked();
    let entries = async || entry::Entity::find().count(kernel.store.reader()).await;
    let (had, began) = (entries().await?, Instant::now());
    for round in 0..EACH {
        let all = (0..PEOPLE - 1).map(|who| world.brings(who, "I am on my way."));
        let taken = futures_util::future::join_all(all).await;
        if taken.iter().any(|it| *it != Taken::Yes) {
            println!("round {round}: not all were taken");
        }
    }
    let (came, seconds) = (entries().await? - had, began.elapsed().as_secs_f64());
    println!("in: {came} of {} texts in {seconds:.2} s: {:.0} a second", EACH * (PEOPLE - 1), came as f64 / seconds);
    if let (Some(before), Some(after)) = (before, network::worked()) {
        println!("  {:.3} ms of work for each", (after - before) / came.max(1) as f64);
    }
    world.shelter.leave().await;
    Ok(())
}
