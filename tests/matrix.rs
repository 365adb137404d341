//! Who gets which answer where: every route of the house, asked for by everyone there is (safety.md IA-15).
//!
//! What is expected stands in `matrix/table.txt`, one route a line, one letter a role. The routes are collected from the source,
//! so that a route without a line fails. Groups, entries and places that are asked for really exist: a stranger must still get
//! the bytes of an address that leads nowhere.
use actix_web::web::Data;
use hearth::{edge::rates::Rates, serving::Options};
use hearth_core::{
    bus::Signal,
    group::rehearsal,
    joining::invitation::{self, Ask},
    locale::Language,
    store::Tx,
    table::{
        group::GroupState,
        membership,
        role::SiteRole,
        sign_in::{self, Door},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    time::Duration,
};
use support::{Browser, GroupOf, Page, Person, Shelter};
use uuid::Uuid;

/// The columns of the table, in order.
const ROLES: [&str; 10] = [
    "stranger",
    "member of another group",
    "someone who has left",
    "rehearsal seat",
    "administrator without a place",
    "facilitator of another group",
    "intake",
    "interpreter",
    "member",
    "facilitator",
];
/// The first of them have nothing to do with the group.
const OUTSIDE: usize = 8;
const TABLE: &str = include_str!("matrix/table.txt");

/// Served elsewhere: the counts on a port of their own, and the demonstration's doors, which no real house has.
const ELSEWHERE: [&str; 2] = ["/metrics", "/demo/{token}"];

/// The group that is asked for, everyone who asks, and what there is in it.
struct World {
    group: GroupOf,
    amina: Person,
    other: Person,
    topic: String,
    entry: String,
    invitation: String,
    browsers: Vec<Browser>,
}

impl World {
    async fn new(shelter: &Shelter) -> World {
        let (group, elsewhere) = (shelter.open_group("forum").await, shelter.open_group("forum").await);
        let rehearsing = shelter.open_group_with("forum", |it| it.state = GroupState::Rehearsing).await;
        let (amina, amina_at) = shelter.member_of(&group, "Juniper").await;
        let (other, _) = shelter.member_of(&group, "Sparrow").await;
        let (former, former_at) = shelter.member_of(&group, "Wren").await;
        let (_, elsewhere_at) = shelter.member_of(&elsewhere, "Moth").await;
        let twin = rehearsal::take_seat(&shelter.kernel, rehearsing.facilitator.id, rehearsing.id, Language::En).await.expect("a seat");
        end(shelter, &former).await;
        let mut amina_at = amina_at.with_script();
        let (topic, entry) = begins(&mut amina_at, &group).await;
        let ask = Ask { group: Some(group.id), interest: Some("in-person".into()), ..Ask::default() };
        let invitation = invitation::make(&shelter.kernel, group.facilitator.id, ask).await.expect("an invitation").id.to_string();
        let browsers = vec![
            shelter.browser(),
            elsewhere_at,
            former_at,
            shelter.signed_in(twin, Door::Rehearsal).await,
            shelter.staff_signed_in("Nadia", &[SiteRole::Administrator]).await.1,
            shelter.facilitator_of(&elsewhere).await,
            shelter.staff_signed_in("Ines", &[SiteRole::Intake]).await.1,
            shelter.staff_signed_in("Ivy", &[SiteRole::Interpreter]).await.1,
            amina_at,
            shelter.facilitator_of(&group).await,
        ];
        let browsers = browsers.into_iter().map(Browser::with_script).collect();
        World { group, amina, other, topic, entry, invitation, browsers }
    }

    /// The same, for things that nobody has.
    fn nothing(&self, pattern: &str) -> String {
        let mut address = pattern.replace("{group}", &self.group.id.to_string());
        while let (Some(from), Some(to)) = (address.find('{'), address.find('}')) {
            address.replace_range(from..=to, &Uuid::nil().to_string());
        }
        address
    }

    /// The address of something that is there.
    fn address(&self, pattern: &str) -> String {
        let place = |it: &Person| it.membership.expect("a place").to_string();
        let values = [
            ("{group}", self.group.id.to_string()),
            ("{topic}", self.topic.clone()),
            ("{entry}", self.entry.clone()),
            ("{item}", self.entry.clone()),
            ("{membership}", place(&self.other)),
            ("{place}", place(&self.amina)),
            ("{person}", self.group.facilitator.id.to_string()),
            ("{role}", "facilitator".into()),
            ("{plugin}", "forum".into()),
            ("{namespace}", "forum".into()),
            ("{token}", "a".repeat(64)),
            ("{act}", "hide".into()),
            ("{step}", "consent".into()),
        ];
        let mut address = pattern.to_owned();
        if pattern.contains("invitations/{id}") {
            address = address.replace("{id}", &self.invitation);
        }
        for (name, value) in values {
            address = address.replace(name, &value);
        }
        // What nobody has: a card, a key, a release. Its routes are asked for all the same.
        while let (Some(from), Some(to)) = (address.find('{'), address.find('}')) {
            address.replace_range(from..=to, &Uuid::nil().to_string());
        }
        address
    }
}

/// Begins a topic; its id and that of its first entry.
async fn begins(browser: &mut Browser, group: &GroupOf) -> (String, String) {
    let new = format!("{}/forum/new", group.address());
    let id = browser.get(&new).await.field("id").expect("a form");
    let page = browser.post(&new, &[("title", "Sleep"), ("words", "I sleep badly."), ("id", &id), ("send", "send")]).await;
    let topic = page.address.split('?').next().and_then(|it| it.rsplit('/').next()).expect("a topic").to_owned();
    let edit = page.addresses().into_iter().find(|it| it.ends_with("/edit")).expect("her own entry");
    (topic, edit.rsplit('/').nth(1).expect("an entry").to_owned())
}

async fn end(shelter: &Shelter, person: &Person) {
    let (id, kernel) = (person.membership.expect("a place"), &shelter.kernel);
    let ended = async move |tx: &Tx| {
        let rows = membership::Entity::update_many().col_expr(membership::Column::State, Expr::value("ended"));
        rows.filter(membership::Column::Id.eq(id)).exec(tx).await?;
        Ok(())
    };
    kernel.store.write(ended).await.expect("ended");
    kernel.bus.tell(kernel, Signal::PersonChanged(person.id));
}

/// One letter for an answer:
/// `.` an address that leads nowhere, to the byte; `d` the members' door; `s` the staff's door; `x` not hers to do;
/// `i` answered, be it with what is missing in the form; `o` not found, in words that fit the page; `w` too many tries, wait.
fn letter(page: &Page, wrong: &Page) -> char {
    match (page.status, page.header("location").unwrap_or_default()) {
        (404, _) if page.body == wrong.body => '.',
        (303, to) if to.starts_with("/staff/sign-in") => 's',
        (303, to) if to.starts_with("/sign-in") => 'd',
        (403, _) => 'x',
        (404, _) => 'o',
        (429, _) => 'w',
        (200..=399 | 400 | 409 | 413 | 415 | 422, _) => 'i',
        _ => '?',
    }
}

/// Asks as this role, and says what came.
async fn ask(browser: &mut Browser, method: &str, address: &str) -> char {
    let nowhere = if address.starts_with("/staff") { "/staff/nowhere-at-all" } else { "/nowhere-at-all" };
    let wrong = browser.send("GET", nowhere, &[], None).await;
    assert_eq!(wrong.status, 404);
    if address.ends_with("/live") {
        // Whoever may listen listens without end.
        let heard = tokio::time::timeout(Duration::from_secs(1), browser.send("GET", address, &[], None)).await;
        return heard.map_or('i', |page| letter(&page, &wrong));
    }
    if method == "GET" {
        return letter(&browser.send("GET", address, &[], None).await, &wrong);
    }
    // A page with a form, for its token.
    browser.send("GET", "/services", &[], None).await;
    let token = browser.last.field("t").expect("a token");
    letter(&browser.post_once(address, &[("t", &token)]).await, &wrong)
}

/// Every file of a folder with what it says.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|it| it.expect("a file").path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|it| it == "rs") {
            found.push((entry.display().to_string(), fs::read_to_string(&entry).expect("text")));
        }
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|it| it.split(after).next()).collect()
}

/// Every route that the source declares, as `GET /home`.
fn declared() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in ["frontend/src", "plugins", "src"] {
        sources(&root.join(folder), &mut all);
    }
    let mut found = BTreeSet::new();
    for (file, text) in &all {
        let plugin = file.split("/plugins/").nth(1).and_then(|it| it.split('/').next());
        let of_group = plugin.map(|it| format!("/g/{{group}}/{it}")).unwrap_or_default();
        for (at, _) in text.match_indices(".route(") {
            let route = &text[at + ".route(".len()..];
            // A plugin's routes are a group's, unless it says above them that they stand elsewhere.
            let said = text[..at].rsplit_once("/// Under `").and_then(|it| it.1.split('`').next());
            let base = said.filter(|it| plugin.is_some() && !it.starts_with("/g/")).map_or(of_group.clone(), str::to_owned);
            let Some(path) = route.strip_prefix('"').and_then(|it| it.split('"').next()) else {
                assert!(route.starts_with("&path, web::") || route.starts_with(')'), "{file}: a route that this test cannot read");
                continue;
            };
            let method = between(route, "web::", "()").first().copied().unwrap_or_default().to_uppercase();
            // The routes of a scope that is named elsewhere have no path of their own; the scope is counted below.
            if !(path.is_empty() && base.is_empty()) {
                found.insert(format!("{method} {base}{path}"));
            }
        }
        for path in between(text, "admitted(config, \"", "\"").into_iter().map(str::to_owned) {
            found.extend(["GET", "POST"].map(|it| format!("{it} {path}")));
        }
        for page in between(text, "const PAGE: &'static str = \"", "\"") {
            found.extend(["GET", "POST"].map(|it| format!("{it} /staff/groups/{{group}}/{page}")));
        }
    }
    found.retain(|it| !ELSEWHERE.iter().any(|path| it.ends_with(path)));
    found
}

fn expected() -> BTreeMap<String, String> {
    let lines = TABLE.lines().filter(|it| !it.is_empty() && !it.starts_with('#'));
    lines
        .map(|it| it.rsplit_once(' ').expect("a route and its letters"))
        .map(|(route, letters)| (route.trim().to_owned(), letters.to_owned()))
        .collect()
}

#[test]
fn every_route_has_a_line_and_every_line_a_route() {
    let (declared, expected) = (declared(), expected());
    let missing: Vec<_> = declared.iter().filter(|it| !expected.contains_key(*it)).collect();
    let stale: Vec<_> = expected.keys().filter(|it| !declared.contains(*it)).collect();
    assert!(missing.is_empty() && stale.is_empty(), "without a line: {missing:#?}\nwithout a route: {stale:#?}");
    assert!(expected.values().all(|it| it.len() == ROLES.len()), "a line has a letter for each of {ROLES:?}");
}

#[actix_web::test]
async fn everyone_gets_the_answer_that_the_table_says() {
    let mut options = Options { workers: 1, ..Options::default() };
    options.edge.rates = Data::new(Rates::new(false));
    let shelter = Shelter::open_with(options).await;
    shelter.set_up(|_| {}).await;
    let (expected, declared) = (expected(), declared());
    let (mut cells, mut wrong) = (0, Vec::new());
    let mut reading = World::new(&shelter).await;
    for route in &declared {
        let (method, pattern) = route.split_once(' ').expect("a method");
        // Whoever may act does act: each act has a world of its own.
        let mut acting = if method == "GET" { None } else { Some(World::new(&shelter).await) };
        let world = acting.as_mut().unwrap_or(&mut reading);
        let (address, nothing) = (world.address(pattern), world.nothing(pattern));
        let mut letters = String::new();
        for (column, browser) in world.browsers.iter_mut().enumerate() {
            let letter = ask(browser, method, &address).await;
            if letter == 'o' && column < OUTSIDE {
                // Then it is told in the same words whether it exists or not.
                let told = browser.last.body.clone();
                ask(browser, method, &nothing).await;
                assert_eq!(browser.last.body, told, "{route} tells {} that it exists", ROLES[column]);
            }
            letters.push(letter);
            cells += 1;
        }
        if expected.get(route) != Some(&letters) {
            wrong.push(format!("{route} {letters} (the table says {})", expected.get(route).map_or("nothing", String::as_str)));
        }
    }
    let left = sign_in::Entity::find().one(shelter.kernel.store.reader()).await.expect("read");
    assert!(left.is_some(), "everyone was really signed in");
    println!("{cells} cells: {} routes, {} roles", declared.len(), ROLES.len());
    assert!(wrong.is_empty(), "columns: {ROLES:?}\n{}", wrong.join("\n"));
}
