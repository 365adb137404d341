//! A whole journey through the binary, as talkative as it can be made; then everything that it printed, logged, sent to the
//! collector of traces and left on the disk is searched for what people said, chose, typed and came with (safety.md LOG-1).
use hearth_core::table::sign_in::Door;
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
};
use support::{Browser, Page, Shelter, files_with};

const ALIAS: &str = "Quillfeather";
const TITLE: &str = "canary-title-osprey";
const WORDS: &str = "canary-words-of-the-heron";
const TO_STAFF: &str = "canary-to-staff-magpie";
const REPORT: &str = "canary-report-wren";
const NOTE: &str = "canary-suitability-rook";
const CODE_WORD: &str = "canary-codeword-lapwing";
const SEARCH: &str = "canary-search-plover";
const WRONG_WORDS: &str = "canary wrongwords curlew curlew curlew curlew curlew";
const CONTACT: &str = "canary-contact@siskin.example";
const PLACE: &str = "canary-address-of-no-page";
const DEVICE: &str = "canary-device-dunlin";
const AGENT: &str = "canary-agent-Fieldfare/5.0";
const ADDRESS: &str = "203.0.113.77";

/// Stands where a collector of traces would, and keeps every byte that it is sent.
struct Collector {
    port: u16,
    got: Arc<Mutex<Vec<u8>>>,
}

impl Collector {
    fn open() -> Collector {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let got = Arc::new(Mutex::new(Vec::new()));
        let kept = got.clone();
        std::thread::spawn(move || listener.incoming().flatten().for_each(|it| answer(it, &kept)));
        Collector { port, got }
    }

    fn got(&self) -> Vec<u8> {
        self.got.lock().expect("what came").clone()
    }
}

/// One request at a time, each answered with 200 and nothing.
fn answer(mut socket: TcpStream, kept: &Mutex<Vec<u8>>) {
    let (mut request, mut bytes) = (Vec::new(), [0; 4096]);
    while let Ok(count @ 1..) = socket.read(&mut bytes) {
        request.extend_from_slice(&bytes[..count]);
        let Some(end) = request.windows(4).position(|it| it == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&request[..end]).to_lowercase();
        let length = head.split("content-length:").nth(1).and_then(|it| it.lines().next()?.trim().parse().ok()).unwrap_or(0);
        if request.len() < end + 4 + length {
            continue;
        }
        kept.lock().expect("what came").append(&mut request);
        let _ = socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n");
    }
}

/// With what her device and her line to us add to every request.
fn someone(browser: Browser) -> Browser {
    browser.with_script().adding("User-Agent", AGENT).adding("X-Forwarded-For", ADDRESS)
}

/// Seven words, as the page lists them.
fn seven_words(page: &Page) -> Vec<String> {
    let items = page.body.split("<li").skip(1).filter_map(|it| it.split("</li>").next());
    let texts = items.map(|it| it.split_once('>').map_or("", |(_, rest)| rest));
    let plain = texts.map(|it| it.split('<').map(|part| part.rsplit('>').next().unwrap_or(part)).collect::<String>().trim().to_owned());
    plain.filter(|it| !it.is_empty() && it.chars().all(char::is_alphabetic)).take(7).collect()
}

/// From the code to the first page; her seven words.
async fn joins(her: &mut Browser, secret: &str) -> Vec<String> {
    her.get("/come").await;
    her.post("/come", &[("code", PLACE)]).await;
    her.post("/come", &[("code", secret)]).await;
    her.post("/join/start", &[]).await;
    her.post("/join/device", &[("whose", DEVICE)]).await;
    her.post("/join/device", &[("whose", "shared")]).await;
    let shown = her.get("/join/consent").await.field("shown").expect("what was shown");
    let page = her.post("/join/consent", &[("purpose", "keep-words"), ("shown", &shown), ("answer", "yes")]).await;
    let shown = page.field("shown").expect("what was shown");
    her.post("/join/agreement", &[("shown", &shown), ("agree", "yes")]).await;
    let page = her.post("/join/alias", &[("alias", ALIAS)]).await;
    assert!(page.says("These seven words open this place for you"), "{}", page.body);
    let words = seven_words(&page);
    assert_eq!(words.len(), 7, "{}", page.body);
    her.post("/join/in", &[]).await;
    words
}

async fn writes(her: &mut Browser, group: &str) -> String {
    let new = format!("{group}/forum/new");
    let id = her.get(&new).await.field("id").expect("a form");
    let page = her.post(&new, &[("title", TITLE), ("words", WORDS), ("note", WORDS), ("id", &id), ("send", "as-is")]).await;
    assert!(page.says(TITLE) && page.says(ALIAS), "the witness: {}", page.body);
    let topic = page.address.split('?').next().expect("an address").to_owned();
    her.get(&format!("{group}/forum/find?find={SEARCH}")).await;
    let talk = format!("{group}/staff");
    let id = her.get(&talk).await.field("id").expect("a form");
    assert!(her.post(&talk, &[("say", TO_STAFF), ("id", &id)]).await.says(TO_STAFF));
    her.get("/choices/contact").await;
    let contact = [("email", CONTACT), ("email-is", "safe"), ("day1", "yes"), ("from", "09:00"), ("to", "17:00"), ("words", SEARCH)];
    her.post("/choices/contact", &contact).await;
    her.get(&format!("/{PLACE}?find={SEARCH}")).await;
    her.get(&format!("{group}/forum/t/{PLACE}")).await;
    // Broken on purpose: what cannot be read is as private as what can.
    let broken = format!("{{\"words\": \"{WORDS}\", ");
    her.send("POST", "/passkeys/sign-in", &[], Some(("application/json", broken.into_bytes()))).await;
    topic
}

async fn staff_at_work(ruth: &mut Browser, group: &str, topic: &str) {
    let page = ruth.get(topic).await;
    assert!(page.says(WORDS));
    let report = page.link(&format!("{group}/forum/e/")).map(|it| it.rsplit_once('/').map(|(entry, _)| format!("{entry}/report")));
    let report = report.flatten().expect("an entry");
    ruth.get(&report).await;
    ruth.post(&report, &[("why", "moderation-report-worry"), ("words", REPORT)]).await;
    let desk = ruth.get("/staff/desk").await;
    assert!(desk.says(TO_STAFF) || desk.says(WORDS), "{}", desk.body);
    ruth.get("/staff/audit").await;
    ruth.get(&format!("/staff{group}/people").replace("/g/", "/groups/")).await;
}

#[actix_web::test]
async fn nothing_that_people_said_or_came_with_is_in_any_log_trace_or_file() {
    let shelter = Shelter::open_today().await;
    let group = shelter.open_group("forum").await;
    let ruth = shelter.signed_in(group.facilitator.id, Door::Staff).await;
    let collector = Collector::open();
    let mut installed = shelter
        .installed(env!("CARGO_BIN_EXE_hearth"))
        .await
        .with("HEARTH__LOG", "debug")
        .with("RUST_LOG", "trace")
        .with("HEARTH__TRUSTED_PROXIES", "127.0.0.1")
        .with("HEARTH__OTLP", format!("http://127.0.0.1:{}/v1/traces", collector.port));
    installed.start();
    let cookies = ruth.cookies;
    let mut ruth = someone(installed.browser());
    ruth.cookies = cookies;
    let invitations = format!("/staff/groups/{}/invitations", group.id);
    ruth.get(&invitations).await;
    let asked = [("interest", "by-phone"), ("hours", "72"), ("language", "en"), ("suitability", NOTE), ("word", CODE_WORD)];
    let made = ruth.post(&invitations, &asked).await;
    let secret = made.body.split("#i=").nth(1).and_then(|it| it.get(..27)).expect("the link").to_owned();

    let mut her = someone(installed.browser());
    let words = joins(&mut her, &secret).await.join(" ");
    let topic = writes(&mut her, &group.address()).await;
    staff_at_work(&mut ruth, &group.address(), &topic).await;
    let mut cookies: Vec<String> = her.cookies.values().chain(ruth.cookies.values()).cloned().collect();
    her.post("/leave", &[]).await;
    her.get("/sign-in").await;
    assert_eq!(her.post("/sign-in", &[("words", WRONG_WORDS)]).await.status, 422);
    assert_eq!(her.post("/sign-in", &[("words", &words)]).await.status, 200);
    assert!(her.get(&topic).await.says(WORDS), "she is in again");
    cookies.extend(her.cookies.values().cloned());
    let at_rest = |what: &str| files_with(installed.folder(), what);
    let secrets = [secret, words].into_iter().chain(cookies.into_iter().filter(|it| it.len() > 16));
    let canaries = [ALIAS, TITLE, WORDS, TO_STAFF, REPORT, NOTE, CODE_WORD, SEARCH, WRONG_WORDS, CONTACT, PLACE, DEVICE, AGENT, ADDRESS];
    let canaries: Vec<String> = canaries.into_iter().map(str::to_owned).chain(secrets).collect();
    assert!(canaries.len() > 17, "cookies are among them");
    for canary in &canaries {
        assert_eq!(at_rest(canary), Vec::<String>::new(), "{canary} is on the disk while the server runs");
    }
    her.get("/choices/leave").await;
    let left = her.post("/choices/leave", &[("how", "remove-words")]).await;
    assert_eq!(left.status, 200, "{}", left.body);
    installed.stop();

    let said = installed.said().to_lowercase();
    let traced = String::from_utf8_lossy(&collector.got()).to_lowercase();
    assert!(said.contains("stopping"), "the witness: there is a log: {said}");
    assert!(traced.contains("/join/alias") && traced.contains("request"), "the witness: traces were sent");
    for canary in &canaries {
        let canary = canary.to_lowercase();
        assert!(!said.contains(&canary), "{canary} was logged: {said}");
        assert!(!traced.contains(&canary), "{canary} was sent with the traces");
        assert_eq!(files_with(installed.folder(), &canary), Vec::<String>::new(), "{canary} is on the disk");
    }
}
