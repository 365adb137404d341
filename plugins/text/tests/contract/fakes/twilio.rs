//! Twilio as its documents say: "Messages resource", "IncomingPhoneNumber resource", "Account resource", "Webhooks Security", "Error and
//! Warning Dictionary".
use super::{
    Coming, Fake, HOUSE, Made, Mood, State, Told, http_client,
    server::{Answered, Asked, serve},
};
use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::STANDARD};
pub use hearth_text::carrier::twilio::Config;
use hearth_text::carrier::{
    Carrier,
    twilio::{Sender, Twilio as Ours},
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use std::sync::Arc;

pub const ACCOUNT: &str = "ACcanary0000000000000000000000000000";
pub const TOKEN: &str = "token-canary-1";
pub const ADDRESS: &str = "https://house.example/texts/twilio";

pub struct Twilio {
    pub state: State,
    port: u16,
}

fn answer(asked: &Asked, state: &State) -> Answered {
    let mut seen = state.get();
    let fault = |status: u16, code: u32| (status, json!({ "code": code, "message": "said with the number", "status": status }).to_string());
    let signed_in = format!("Basic {}", STANDARD.encode(format!("{ACCOUNT}:{TOKEN}")));
    match seen.mood {
        Mood::Busy => return fault(429, 20429),
        Mood::Broken => return fault(500, 20500),
        Mood::Stranger => return fault(401, 20003),
        _ if asked.header("authorization") != signed_in => return fault(401, 20003),
        _ => {}
    }
    let root = format!("/2010-04-01/Accounts/{ACCOUNT}");
    let rest = asked.path.strip_prefix(&root).unwrap_or_default();
    match (asked.method.as_str(), rest) {
        ("POST", "/Messages.json") => {
            if seen.mood == Mood::Dead {
                return fault(400, 21211);
            }
            let (Some(to), Some(words)) = (asked.form("To"), asked.form("Body")) else { return fault(400, 21604) };
            if asked.form("From").is_some() == asked.form("MessagingServiceSid").is_some() {
                return fault(400, 21603);
            }
            seen.texts.push((to, words));
            seen.count += 1;
            (201, json!({ "sid": format!("SM{:032x}", seen.count), "status": "queued", "error_code": null }).to_string())
        }
        ("DELETE", message) if message.starts_with("/Messages/SM") => {
            if seen.waiting.pop().is_some() {
                return fault(409, 20009);
            }
            seen.forgotten.push(message.to_owned());
            (204, String::new())
        }
        ("POST", message) if message.starts_with("/Messages/SM") && asked.form("Body").as_deref() == Some("") => (200, "{}".to_owned()),
        ("GET", ".json") => (200, json!({ "sid": ACCOUNT, "status": "active" }).to_string()),
        ("GET", list) if list.starts_with("/IncomingPhoneNumbers.json?PhoneNumber=%2B") => {
            let has = list.ends_with(&HOUSE[1..]);
            let numbers: Vec<_> = has.then(|| json!({ "phone_number": HOUSE })).into_iter().collect();
            (200, json!({ "incoming_phone_numbers": numbers }).to_string())
        }
        _ => fault(404, 20404),
    }
}

pub fn config(port: u16) -> Config {
    Config {
        base: format!("http://127.0.0.1:{port}"),
        account: ACCOUNT.to_owned(),
        token: TOKEN.to_owned(),
        sender: Sender::From(HOUSE.to_owned()),
        status_callback: Some(ADDRESS.to_owned()),
    }
}

/// base64 of HMAC-SHA1 over the address and the sorted fields.
pub fn sign(url: &str, fields: &[(&str, &str)]) -> String {
    let mut fields = fields.to_vec();
    fields.sort_unstable();
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(TOKEN.as_bytes()).unwrap();
    mac.update(url.as_bytes());
    fields.iter().for_each(|it| mac.update(format!("{}{}", it.0, it.1).as_bytes()));
    STANDARD.encode(mac.finalize().into_bytes())
}

pub fn call(url: &str, fields: &[(&str, &str)]) -> Made {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes();
    Made { method: "POST", url: url.to_owned(), headers: vec![("X-Twilio-Signature", sign(url, fields))], body }
}

#[async_trait]
impl Fake for Twilio {
    async fn start() -> Twilio {
        let state = State::default();
        let port = serve(state.clone(), answer).await;
        Twilio { state, port }
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
        let (sid, media) = (format!("SM{:032x}", coming.number), u32::from(coming.is_picture).to_string());
        let fields = [
            ("MessageSid", sid.as_str()),
            ("SmsStatus", "received"),
            ("AccountSid", ACCOUNT),
            ("From", coming.from),
            ("To", HOUSE),
            ("Body", coming.words),
            ("NumMedia", &media),
            ("MediaUrl0", "https://api.twilio.com/picture"),
        ];
        Told::Call(call(ADDRESS, &fields[..if coming.is_picture { 8 } else { 7 }]))
    }

    fn reports(&self, reference: &str, is_gone: bool) -> Option<Told> {
        let fields = [("MessageSid", reference), ("MessageStatus", "delivered"), ("To", super::HER), ("From", HOUSE)];
        let gone = [("MessageSid", reference), ("MessageStatus", "undelivered"), ("ErrorCode", "30005"), ("To", super::HER)];
        Some(Told::Call(call(ADDRESS, if is_gone { &gone } else { &fields })))
    }

    fn forgeries(&self, made: &Made) -> Vec<Made> {
        let unsigned = Made { headers: Vec::new(), ..made.clone() };
        let altered = Made { body: [&made.body, b"&Body=other".as_slice()].concat(), ..made.clone() };
        let elsewhere = Made { url: format!("{}?x=1", made.url), ..made.clone() };
        let in_json = Made { url: format!("{}?bodySHA256=00", made.url), body: b"{".to_vec(), ..made.clone() };
        vec![unsigned, altered, elsewhere, in_json, Made { headers: vec![("X-Twilio-Signature", String::new())], ..made.clone() }]
    }
}
