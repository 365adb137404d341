//! A page that is open hears what is new in its group. It stops hearing in the moment in which its person may no longer read, and
//! nobody ever sees what was said before she came.
use hearth_core::{
    admission::{Intent, admit},
    contribution::{self, Draft, ThreadPage},
    group::lifecycle,
    joining::consent,
    locale::Language,
    person::freeze,
    table::{membership, sign_in::Door},
};
use sea_orm::EntityTrait;
use std::time::Duration;
use support::{Browser, GroupOf, Person, Shelter};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use uuid::Uuid;

/// Much less than the quarter of a minute after which a stream would be looked at anyway.
const SOON: Duration = Duration::from_secs(5);

/// The ear of an open page.
struct Ear(TcpStream);

impl Ear {
    async fn open(shelter: &Shelter, group: &GroupOf, browser: &Browser) -> Ear {
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = format!(
            "GET {}/forum/live HTTP/1.1\r\nHost: localhost:{}\r\nSec-Fetch-Site: same-origin\r\nX-Visit: 1\r\nConnection: close\r\nCookie: {}\r\n\r\n",
            group.address(),
            shelter.address.port(),
            cookies.join("; "),
        );
        let mut socket = TcpStream::connect(shelter.address).await.expect("it listens");
        socket.write_all(request.as_bytes()).await.expect("sent");
        let mut ear = Ear(socket);
        let head = ear.hears("\r\n\r\n").await.expect("an answer");
        assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream"), "{head}");
        ear
    }

    /// Everything up to this sign; none where the stream ends or stays silent.
    async fn hears(&mut self, sign: &str) -> Option<String> {
        let mut heard = String::new();
        while !heard.contains(sign) {
            let mut bytes = [0; 1024];
            let count = timeout(SOON, self.0.read(&mut bytes)).await.ok()?.ok().filter(|it| *it > 0)?;
            heard.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
        Some(heard)
    }

    async fn ends(mut self) -> bool {
        timeout(SOON, self.0.read_to_end(&mut Vec::new())).await.is_ok()
    }
}

async fn says(shelter: &Shelter, group: &GroupOf, person: &Person, thread: Uuid, words: &str) {
    let admission = admit(&shelter.kernel, person.id, group.id, Intent::Write).await.expect("she may");
    let opens = words.starts_with("opens");
    let mut draft = Draft { thread: Some(thread), shape: serde_json::json!({ "opens": opens }), ..Draft::to_group(words, words) };
    draft.words.heading = opens.then(|| "Evenings".into());
    contribution::submit(&shelter.kernel, &admission, "forum", draft).await.expect("heard");
}

#[actix_web::test]
async fn an_open_page_stops_hearing_when_its_person_may_no_longer_read() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let (bea, beas) = shelter.member_of(&group, "Bea").await;
    let mut witness = Ear::open(&shelter, &group, &beas).await;
    for (number, way) in
        ["break", "pause", "end", "consent", "own freeze", "freeze", "leave one", "leave", "other device", "exit"].into_iter().enumerate()
    {
        let name = ["Amina", "Chloe", "Dina", "Esi", "Farah", "Grace", "Hana", "Ines", "Jasmin", "Kira"][number];
        let (her, mut browser) = shelter.member_of(&group, name).await;
        let ear = Ear::open(&shelter, &group, &browser).await;
        let place = her.membership.expect("a place");
        let staff_do = |act: &str| format!("/staff/people/{place}/do/{act}");
        let answer = match way {
            "break" => browser.post_once(&format!("/choices/break/{place}"), &[]).await,
            "pause" => ruth.post_once(&staff_do("pause"), &[("reason", "wellbeing")]).await,
            "end" => ruth.post_once(&staff_do("end"), &[("reason", "agreement")]).await,
            "own freeze" => browser.post_once("/choices/freeze", &[]).await,
            "leave one" => browser.post_once(&format!("/choices/leave/{place}"), &[("how", "leave-words")]).await,
            "leave" => browser.post_once("/choices/leave", &[("how", "leave-words")]).await,
            "other device" => shelter.signed_in(her.id, Door::Member).await.post_once("/choices/devices", &[]).await,
            "exit" => browser.clone().post_once("/leave", &[]).await,
            "freeze" => {
                freeze::freeze(&shelter.kernel, her.id, Some(group.facilitator.id)).await.expect("frozen");
                browser.get("/home").await
            }
            _ => {
                let row = membership::Entity::find_by_id(place).one(shelter.kernel.store.reader()).await.expect("read").expect("a row");
                consent::withdraw(&shelter.kernel, &row, "keep-words", Language::En).await.expect("taken back");
                browser.get("/home").await
            }
        };
        assert!(answer.status < 400, "{way}: {} {}", answer.status, answer.body);
        assert!(ear.ends().await, "{way}: her page still hears");
    }
    says(&shelter, &group, &bea, Uuid::new_v4(), "opens a topic").await;
    assert!(witness.hears("published").await.is_some(), "the witness: who may read hears on");
    // And nobody's page hears on once the group is locked.
    lifecycle::lock_down(&shelter.kernel, group.facilitator.id, group.id).await.expect("locked");
    assert!(witness.ends().await, "a locked group is still heard");
}

/// Random comings, goings and words, against a model of what each may see.
#[actix_web::test]
async fn whatever_happened_each_sees_exactly_what_was_said_since_she_came() {
    let shelter = Shelter::open().await;
    shelter.lets_newcomers_talk().await;
    let group = shelter.open_group("forum").await;
    let (first, _) = shelter.member_of(&group, "Amina").await;
    let thread = Uuid::new_v4();
    says(&shelter, &group, &first, thread, "opens").await;
    let mut said = vec!["opens".to_owned()];
    // Who is in, with how many things had been said when she came.
    let mut people = vec![(first, 0)];
    let mut chance = Uuid::new_v4().as_u128();
    println!("chance {chance:x}");
    for step in 0..60 {
        shelter.pass(Duration::from_secs(1));
        let (dice, who) = (chance % 10, (chance / 10) as usize % people.len());
        chance = chance.rotate_right(7) ^ u128::from(step as u64);
        match dice {
            0 | 1 if people.len() < 8 => {
                let name = ["Bea", "Chloe", "Dina", "Esi", "Farah", "Grace", "Hana"][people.len() - 1];
                people.push((shelter.member_of(&group, name).await.0, said.len()));
            }
            _ => {
                let words = format!("{} says thing {step}", people[who].0.name);
                says(&shelter, &group, &people[who].0, thread, &words).await;
                said.push(words);
            }
        }
    }
    // One more, who comes last of all.
    shelter.pass(Duration::from_secs(1));
    people.push((shelter.member_of(&group, "Ines").await.0, said.len()));
    for (person, since) in &people {
        let admission = admit(&shelter.kernel, person.id, group.id, Intent::Read).await.expect("she may");
        let (entries, count) = contribution::thread(&shelter.kernel, &admission, thread, ThreadPage { skip: 0, take: 1000 }).await.expect("read");
        let sees: Vec<String> = entries.into_iter().filter_map(|it| it.words).map(|it| it.body).collect();
        assert_eq!(sees, said[*since..], "{}", person.name);
        assert_eq!(count as usize, said.len() - since, "{}: what she did not see is counted", person.name);
        let (found, _) = contribution::page::stretch(&shelter.kernel, &admission, None, 1000).await.expect("read");
        assert_eq!(found.len(), said.len() - since, "{}: she finds it", person.name);
    }
}
