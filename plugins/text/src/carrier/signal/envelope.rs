//! What the daemon tells unasked (signal-cli-jsonrpc(5), "receive"): a text to the house, or that one was brought. Groups, what the house
//! itself wrote on another phone, calls, reactions and typing are not texts.
use crate::carrier::{Address, Arrival, Event, Fate, Network, Receipt, http::name_of};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope {
    source_number: Option<String>,
    source_uuid: Option<String>,
    timestamp: Option<u64>,
    data_message: Option<Message>,
    edit_message: Option<Edit>,
    receipt_message: Option<Receipts>,
}

/// She wrote one of hers anew: it is read like another text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Edit {
    data_message: Message,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    timestamp: Option<u64>,
    message: Option<String>,
    #[serde(default)]
    attachments: Vec<Value>,
    #[serde(default)]
    contacts: Vec<Value>,
    sticker: Option<Value>,
    group_info: Option<Value>,
    group_v2: Option<Value>,
    reaction: Option<Value>,
    remote_delete: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Receipts {
    #[serde(default)]
    is_delivery: bool,
    #[serde(default)]
    timestamps: Vec<u64>,
}

/// `account`: the house's own; the daemon may have others.
pub fn read(said: &Value, account: &str) -> Vec<Event> {
    if said.get("method").and_then(Value::as_str) != Some("receive") {
        return Vec::new();
    }
    let params = said.pointer("/params/result").or_else(|| said.get("params")).unwrap_or(&Value::Null);
    if params.get("account").and_then(Value::as_str).is_some_and(|it| it != account) {
        return Vec::new();
    }
    let Some(envelope) = params.get("envelope").and_then(|it| Envelope::deserialize(it).ok()) else { return Vec::new() };
    if let Some(receipts) = envelope.receipt_message {
        let brought = receipts.timestamps.into_iter().filter(|_| receipts.is_delivery);
        return brought.map(|it| Event::Receipt(Receipt { reference: it.to_string(), fate: Fate::Delivered })).collect();
    }
    arrived(envelope, account).map(Event::Arrived).into_iter().collect()
}

fn arrived(envelope: Envelope, account: &str) -> Option<Arrival> {
    let (number, uuid) = (envelope.source_number.filter(|it| !it.is_empty()), envelope.source_uuid.filter(|it| !it.is_empty()));
    let message = envelope.data_message.or(envelope.edit_message.map(|it| it.data_message))?;
    let is_else = [&message.group_info, &message.group_v2, &message.reaction, &message.remote_delete].into_iter().any(Option::is_some);
    let had_attachment = !message.attachments.is_empty() || !message.contacts.is_empty() || message.sticker.is_some();
    // Without words it may be a picture; or only that she set her timer anew.
    let words = message.message.filter(|it| !it.is_empty());
    if is_else || words.is_none() && !had_attachment {
        return None;
    }
    let at = number.clone().or(uuid.clone())?;
    let timestamp = message.timestamp.or(envelope.timestamp)?.to_string();
    // By what never changes, where it is given: her number may be shown in one text and not in the next.
    let source = uuid.unwrap_or_else(|| at.clone());
    Some(Arrival {
        id: name_of(&[&source, &timestamp]),
        from: Address { network: Network::Signal, at },
        to: account.to_owned(),
        words: words.unwrap_or_default(),
        had_attachment,
    })
}
