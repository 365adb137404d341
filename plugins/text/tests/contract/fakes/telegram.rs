//! Telegram's Bot API as its document says (core.telegram.org/bots/api): sendMessage, deleteMessage, getMe, getWebhookInfo, getUpdates.
use super::{
    Coming, Fake, Made, Mood, State, Told, http_client,
    server::{Answered, Asked, serve},
};
use async_trait::async_trait;
use hearth_text::carrier::{
    Carrier,
    telegram::{Config, Telegram as Ours},
};
use serde_json::{Value, json};
use std::sync::Arc;

pub const TOKEN: &str = "100200:token-canary-2";
const SECRET: &str = "secret-canary-2";

/// One that calls.
pub struct Telegram {
    pub state: State,
    port: u16,
}

/// The same bot, which is asked.
pub struct Asking(pub Telegram);

/// The house's own address.
pub const ADDRESS: &str = "https://house.example/texts/telegram";

fn answer(asked: &Asked, state: &State) -> Answered {
    let mut seen = state.get();
    let yes = |it: Value| (200, json!({ "ok": true, "result": it }).to_string());
    let no = |status: u16, why: &str| (status, json!({ "ok": false, "error_code": status, "description": why }).to_string());
    match seen.mood {
        Mood::Busy => {
            let busy = json!({ "ok": false, "error_code": 429, "description": "Too Many Requests", "parameters": { "retry_after": 7 } });
            return (429, busy.to_string());
        }
        Mood::Broken => return no(500, "Internal Server Error"),
        Mood::Stranger => return no(401, "Unauthorized"),
        _ => {}
    }
    let Some(method) = asked.path.strip_prefix(&format!("/bot{TOKEN}/")) else { return no(404, "Not Found") };
    let said: Value = serde_json::from_str(&asked.body).unwrap();
    match method {
        "sendMessage" if seen.mood == Mood::Dead => no(403, "Forbidden: bot was blocked by the user"),
        "sendMessage" => {
            seen.texts.push((said["chat_id"].as_str().unwrap().to_owned(), said["text"].as_str().unwrap().to_owned()));
            seen.count += 1;
            yes(json!({ "message_id": seen.count, "date": 1_700_000_000, "chat": { "id": 1, "type": "private" } }))
        }
        "deleteMessage" => {
            seen.recalled.push(said["message_id"].to_string());
            yes(Value::Bool(true))
        }
        "getMe" => yes(json!({ "id": 100_200, "is_bot": true, "first_name": "House" })),
        // A server of one's own takes http on the same machine.
        "setWebhook" if !["https://", "http://localhost", "http://127.0.0.1"].iter().any(|it| said["url"].as_str().unwrap().starts_with(it)) => {
            no(400, "Bad Request: bad webhook: An HTTPS URL must be provided")
        }
        "setWebhook" => {
            seen.hook = json!({ "url": said["url"], "allowed_updates": said["allowed_updates"], "pending_update_count": 0 });
            yes(Value::Bool(true))
        }
        "deleteWebhook" => {
            seen.hook = json!({ "url": "", "pending_update_count": 0 });
            yes(Value::Bool(true))
        }
        "getWebhookInfo" => {
            let mut hook = seen.hook.clone();
            if seen.mood == Mood::Unreached {
                (hook["pending_update_count"], hook["last_error_date"]) = (json!(3), json!(1_700_000_000));
            }
            yes(hook)
        }
        "getUpdates" => {
            let next = said["offset"].as_i64().unwrap();
            seen.waiting.retain(|it| it["update_id"].as_i64().unwrap() >= next);
            yes(Value::from(seen.waiting.clone()))
        }
        _ => no(404, "Not Found"),
    }
}

impl Telegram {
    async fn begin(is_asked: bool) -> Telegram {
        let state = State::default();
        state.get().hook = json!({ "url": if is_asked { "" } else { ADDRESS }, "pending_update_count": 0 });
        let port = serve(state.clone(), answer).await;
        Telegram { state, port }
    }
}

fn ours(port: u16, polls: bool) -> (Arc<dyn Carrier>, String) {
    let secret = if polls { String::new() } else { SECRET.to_owned() };
    let config =
        Config { base: format!("http://127.0.0.1:{port}"), token: TOKEN.to_owned(), secret, calls: ADDRESS.to_owned(), polls, is_silent: true };
    let ours = Ours::new(config.clone(), http_client()).unwrap();
    let printed = format!("{ours:?} {config:?}");
    (Arc::new(ours), printed)
}

pub fn update(coming: Coming<'_>) -> Value {
    let id: i64 = coming.from.parse().unwrap();
    let mut message = json!({
        "message_id": coming.number,
        "date": 1_700_000_000,
        "chat": { "id": id, "type": "private", "first_name": "name-canary" },
        "from": { "id": id, "is_bot": false, "first_name": "name-canary" },
    });
    if coming.is_picture {
        message["caption"] = Value::from(coming.words);
        message["photo"] = json!([{ "file_id": "f", "file_unique_id": "u", "width": 1, "height": 1 }]);
    } else {
        message["text"] = Value::from(coming.words);
    }
    json!({ "update_id": 5000 + coming.number, "message": message })
}

pub fn call(update: &Value) -> Made {
    let headers = vec![("X-Telegram-Bot-Api-Secret-Token", SECRET.to_owned())];
    Made { method: "POST", url: ADDRESS.to_owned(), headers, body: update.to_string().into_bytes() }
}

#[async_trait]
impl Fake for Telegram {
    async fn start() -> Telegram {
        Telegram::begin(false).await
    }

    fn state(&self) -> &State {
        &self.state
    }

    fn port(&self) -> u16 {
        self.port
    }

    fn carrier(&self, port: u16) -> (Arc<dyn Carrier>, String) {
        ours(port, false)
    }

    fn names(number: &str) -> String {
        number[1..].to_owned()
    }

    fn tells(&self, coming: Coming<'_>) -> Told {
        Told::Call(call(&update(coming)))
    }

    fn reports(&self, _: &str, _: bool) -> Option<Told> {
        None
    }

    fn forgeries(&self, made: &Made) -> Vec<Made> {
        let with = |it: &str| Made { headers: vec![("X-Telegram-Bot-Api-Secret-Token", it.to_owned())], body: b"{".to_vec(), ..made.clone() };
        vec![Made { headers: Vec::new(), ..made.clone() }, with(""), with("secret-canary-3"), with("secret-canary-2x")]
    }
}

#[async_trait]
impl Fake for Asking {
    async fn start() -> Asking {
        Asking(Telegram::begin(true).await)
    }

    fn state(&self) -> &State {
        &self.0.state
    }

    fn port(&self) -> u16 {
        self.0.port
    }

    fn carrier(&self, port: u16) -> (Arc<dyn Carrier>, String) {
        ours(port, true)
    }

    fn names(number: &str) -> String {
        number[1..].to_owned()
    }

    fn tells(&self, coming: Coming<'_>) -> Told {
        self.0.state.get().waiting.push(update(coming));
        Told::Line
    }

    fn reports(&self, _: &str, _: bool) -> Option<Told> {
        None
    }

    /// Nobody may call who is asked; an empty secret is no secret.
    fn forgeries(&self, made: &Made) -> Vec<Made> {
        vec![made.clone(), Made { headers: vec![("X-Telegram-Bot-Api-Secret-Token", String::new())], ..made.clone() }]
    }
}
