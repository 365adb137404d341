//! A call of Meta (docs: "Webhooks"): once to see whether this is the house (GET), later with texts and with what became of others.
use super::{Config, is_gone};
use crate::carrier::{
    Address, Answer, Arrival, Call, Event, Fate, Heard, Network, Receipt, Refused,
    doubts::Doubts,
    http::{self, value},
};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Told {
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    changes: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    field: String,
    value: Value,
}

#[derive(Deserialize)]
struct News {
    metadata: Metadata,
    #[serde(default)]
    messages: Vec<Value>,
    #[serde(default)]
    statuses: Vec<Status>,
}

#[derive(Deserialize)]
struct Metadata {
    phone_number_id: String,
    #[serde(default)]
    display_phone_number: String,
}

#[derive(Deserialize)]
struct Status {
    id: String,
    status: String,
    biz_opaque_callback_data: Option<String>,
    #[serde(default)]
    errors: Vec<Fault>,
}

#[derive(Deserialize)]
struct Fault {
    code: i64,
}

pub fn hear(call: &Call<'_>, config: &Config, doubts: &Doubts) -> Result<Heard, Refused> {
    http::is_short(call)?;
    if call.method == "GET" {
        return introduced(call, config);
    }
    let signature = (call.header)("X-Hub-Signature-256").and_then(|it| it.strip_prefix("sha256=").and_then(bytes)).ok_or(Refused::Unsigned)?;
    if !http::is_signed_sha256(config.app_secret.as_bytes(), call.body, &signature) {
        return Err(Refused::Unsigned);
    }
    let told: Told = serde_json::from_slice(call.body).map_err(|_| Refused::Unreadable)?;
    let mut events = Vec::new();
    for change in told.entry.into_iter().flat_map(|it| it.changes).filter(|it| it.field == "messages") {
        let news: News = serde_json::from_value(change.value).map_err(|_| Refused::Unreadable)?;
        // The same app may have other numbers, and they are not ours.
        if news.metadata.phone_number_id != config.phone_number_id {
            continue;
        }
        let to = &news.metadata.display_phone_number;
        events.extend(news.messages.iter().filter_map(|it| arrived(it, to)).map(Event::Arrived));
        events.extend(news.statuses.iter().filter_map(|it| became(it, doubts)).map(Event::Receipt));
    }
    Ok(Heard { events, answer: Answer { content_type: "text/plain", body: String::new() } })
}

/// Meta asks whether this address is the house's: it says a word that only staff knows, and wants another back.
fn introduced(call: &Call<'_>, config: &Config) -> Result<Heard, Refused> {
    let query = http::query(call);
    if !http::is_same(value(&query, "hub.verify_token").unwrap_or_default().as_bytes(), config.verify_token.as_bytes()) {
        return Err(Refused::Unsigned);
    }
    let challenge = value(&query, "hub.challenge").filter(|_| value(&query, "hub.mode") == Some("subscribe")).ok_or(Refused::Unreadable)?;
    Ok(Heard { events: Vec::new(), answer: Answer { content_type: "text/plain", body: challenge.to_owned() } })
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digit = |it: u8| char::from(it).to_digit(16).and_then(|it| u8::try_from(it).ok());
    hex.as_bytes().chunks(2).map(|it| Some(digit(*it.first()?)? << 4 | digit(*it.get(1)?)?)).collect()
}

fn arrived(message: &Value, to: &str) -> Option<Arrival> {
    let word = |it: &str| message.pointer(it).and_then(Value::as_str).filter(|it| !it.is_empty());
    let kind = word("/type")?;
    let (words, had_attachment) = match kind {
        "text" => (word("/text/body"), false),
        // She touched an answer that stood under a template.
        "button" => (word("/button/text"), false),
        "interactive" => (word("/interactive/button_reply/title").or(word("/interactive/list_reply/title")), false),
        // She wrote one of hers anew: it is read like another text.
        "edit" => (Some(word("/edit/message/text/body")?), false),
        // Hearts and thumbs, a new number of hers, what she took back.
        "reaction" | "system" | "request_welcome" | "revoke" => return None,
        _ => (word(&format!("/{kind}/caption")), true),
    };
    // Who hides her number has a name of Meta's.
    let at = word("/from").map(|it| format!("+{}", it.trim_start_matches('+'))).or_else(|| word("/from_user_id").map(str::to_owned))?;
    Some(Arrival {
        id: word("/id")?.to_owned(),
        from: Address { network: Network::Whatsapp, at },
        to: to.to_owned(),
        words: words.unwrap_or_default().to_owned(),
        had_attachment,
    })
}

fn became(status: &Status, doubts: &Doubts) -> Option<Receipt> {
    let fate = match status.status.as_str() {
        "delivered" | "read" | "played" => Some(Fate::Delivered),
        "failed" if status.errors.iter().any(|it| is_gone(it.code)) => Some(Fate::Gone),
        "failed" => Some(Fate::Failed),
        _ => None,
    };
    if let Some(word) = &status.biz_opaque_callback_data {
        match fate {
            Some(Fate::Failed | Fate::Gone) => doubts.end(word),
            Some(Fate::Delivered) | None => doubts.heard(word, &status.id),
        }
    }
    fate.map(|fate| Receipt { reference: status.id.clone(), fate })
}
