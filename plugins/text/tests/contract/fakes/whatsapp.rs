//! WhatsApp's Cloud API as Meta's documents say: "Messages", "Webhooks: messages", "Webhooks: status", "Error codes".
use super::{
    Coming, Fake, HER, HOUSE, Made, Mood, State, Told, http_client,
    server::{Answered, Asked, serve},
};
use async_trait::async_trait;
use hearth_text::carrier::{
    Carrier,
    http::hex,
    whatsapp::{Config, Template, Whatsapp as Ours},
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use std::sync::Arc;

pub const NUMBER: &str = "10000canary4";
pub const SECRET: &str = "secret-canary-4";
pub const ACCOUNT: &str = "20000canary4";
pub const VERIFY: &str = "verify-canary-4";
const TOKEN: &str = "token-canary-4";

pub struct Whatsapp {
    pub state: State,
    port: u16,
}

fn answer(asked: &Asked, state: &State) -> Answered {
    let mut seen = state.get();
    let fault = |status: u16, code: i64| (status, json!({ "error": { "message": "said with the number", "code": code } }).to_string());
    match seen.mood {
        Mood::Busy => return fault(429, 130_429),
        Mood::Broken => return fault(500, 131_000),
        Mood::Stranger => return fault(401, 190),
        _ if asked.header("authorization") != format!("Bearer {TOKEN}") => return fault(401, 190),
        _ => {}
    }
    if asked.method == "GET" && asked.path == format!("/{NUMBER}?fields=id") {
        return (200, json!({ "id": NUMBER }).to_string());
    }
    if asked.method == "GET" && asked.path.starts_with(&format!("/{ACCOUNT}/message_templates?name=neutral&")) {
        return (200, json!({ "data": seen.waiting, "paging": {} }).to_string());
    }
    if asked.method != "POST" || asked.path != format!("/{NUMBER}/messages") {
        return fault(400, 100);
    }
    if seen.mood == Mood::Dead {
        return fault(400, 131_026);
    }
    let said: Value = serde_json::from_str(&asked.body).unwrap();
    let words = match said["type"].as_str().unwrap() {
        "text" => said["text"]["body"].as_str().unwrap().to_owned(),
        _ => format!("{}/{}", said["template"]["name"].as_str().unwrap(), said["template"]["language"]["code"].as_str().unwrap()),
    };
    let to = said["to"].as_str().map(|it| format!("+{it}")).or_else(|| said["recipient"].as_str().map(str::to_owned)).unwrap();
    seen.texts.push((to, words));
    seen.count += 1;
    (200, json!({ "messaging_product": "whatsapp", "contacts": [], "messages": [{ "id": format!("wamid.{}", seen.count) }] }).to_string())
}

pub fn config(port: u16) -> Config {
    Config {
        base: format!("http://127.0.0.1:{port}"),
        phone_number_id: NUMBER.to_owned(),
        token: TOKEN.to_owned(),
        app_secret: SECRET.to_owned(),
        verify_token: VERIFY.to_owned(),
        business_account: ACCOUNT.to_owned(),
        template: Template { name: "neutral".to_owned(), en: "en_US".to_owned(), fr: "fr".to_owned() },
    }
}

/// A version of a template, as Meta tells of it.
pub fn template(name: &str, language: &str, status: &str) -> Value {
    json!({ "name": name, "language": language, "status": status, "id": "1" })
}

pub fn call(body: Vec<u8>) -> Made {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(&body);
    let headers = vec![("X-Hub-Signature-256", format!("sha256={}", hex(&mac.finalize().into_bytes())))];
    Made { method: "POST", url: "https://house.example/texts/whatsapp".to_owned(), headers, body }
}

pub fn told(news: Value) -> Value {
    let mut value = json!({ "messaging_product": "whatsapp", "metadata": { "display_phone_number": &HOUSE[1..], "phone_number_id": NUMBER } });
    value.as_object_mut().unwrap().extend(news.as_object().unwrap().clone());
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": value }] }] })
}

pub fn message(coming: Coming<'_>) -> Value {
    let from = coming.from.trim_start_matches('+');
    let mut message = json!({ "from": from, "from_user_id": "FR.1canary", "id": format!("wamid.in{}", coming.number), "timestamp": "1700000000" });
    if coming.is_picture {
        message["type"] = json!("image");
        message["image"] = json!({ "id": "1", "mime_type": "image/jpeg", "sha256": "x", "caption": coming.words });
    } else {
        message["type"] = json!("text");
        message["text"] = json!({ "body": coming.words });
    }
    let contacts = json!([{ "wa_id": from, "user_id": "FR.1canary", "profile": { "name": "name-canary" } }]);
    told(json!({ "contacts": contacts, "messages": [message] }))
}

pub fn status(reference: &str, is_gone: bool) -> Value {
    let mut status = json!({ "id": reference, "timestamp": "1700000000", "recipient_id": &HER[1..], "recipient_user_id": "FR.1canary" });
    status["status"] = json!(if is_gone { "failed" } else { "delivered" });
    if is_gone {
        status["errors"] =
            json!([{ "code": 131_026, "title": "Message undeliverable", "message": "Message undeliverable", "error_data": { "details": "x" } }]);
    }
    status["biz_opaque_callback_data"] = json!("word");
    let contacts = json!([{ "wa_id": &HER[1..], "user_id": "FR.1canary", "profile": { "name": "name-canary" } }]);
    told(json!({ "contacts": contacts, "statuses": [status] }))
}

#[async_trait]
impl Fake for Whatsapp {
    async fn start() -> Whatsapp {
        let state = State::default();
        state.get().waiting = vec![template("neutral", "en_US", "APPROVED"), template("neutral", "fr", "APPROVED")];
        let port = serve(state.clone(), answer).await;
        Whatsapp { state, port }
    }

    fn state(&self) -> &State {
        &self.state
    }

    fn port(&self) -> u16 {
        self.port
    }

    fn carrier(&self, port: u16) -> (Arc<dyn Carrier>, String) {
        let ours = Ours::new(config(port), http_client()).unwrap();
        let printed = format!("{ours:?} {:?}", config(port));
        (Arc::new(ours), printed)
    }

    fn tells(&self, coming: Coming<'_>) -> Told {
        Told::Call(call(message(coming).to_string().into_bytes()))
    }

    fn reports(&self, reference: &str, is_gone: bool) -> Option<Told> {
        Some(Told::Call(call(status(reference, is_gone).to_string().into_bytes())))
    }

    fn forgeries(&self, made: &Made) -> Vec<Made> {
        let with = |it: &str| Made { headers: vec![("X-Hub-Signature-256", it.to_owned())], body: b"{".to_vec(), ..made.clone() };
        let altered = Made { body: [&made.body, b" ".as_slice()].concat(), ..made.clone() };
        let introduced = Made { method: "GET", url: format!("{}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=x", made.url), ..made.clone() };
        vec![
            Made { headers: Vec::new(), ..made.clone() },
            altered,
            introduced,
            with(""),
            with("sha256="),
            with("sha256=é0"),
            with(&made.headers[0].1[..70]),
        ]
    }
}
