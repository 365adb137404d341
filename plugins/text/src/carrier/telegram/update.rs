//! What a bot is told (docs: "Update", "Message"). Only what somebody writes to it alone is a text; groups and channels are not.
use crate::carrier::{Address, Arrival, Event, Network};
use serde_json::Value;

/// Everything that is no text and is still sent by hand. What is not named here is about the chat itself, and says nothing.
const ATTACHMENTS: [&str; 20] = [
    "animation",
    "audio",
    "checklist",
    "contact",
    "dice",
    "document",
    "game",
    "giveaway",
    "invoice",
    "live_photo",
    "location",
    "paid_media",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
];

/// `account`: which bot of the house it came to.
pub fn read(update: &Value, account: &str) -> Option<Event> {
    let (id, message) = (update.get("update_id")?.as_i64()?, update.get("message")?);
    let chat = message.pointer("/chat")?;
    if chat.get("type")?.as_str()? != "private" || message.pointer("/from/is_bot").and_then(Value::as_bool) == Some(true) {
        return None;
    }
    let word = |it: &str| message.get(it).and_then(Value::as_str);
    let had_attachment = ATTACHMENTS.iter().any(|it| message.get(it).is_some());
    let words = match (word("text"), word("caption")) {
        (Some(text), _) => of_link(text),
        (None, Some(caption)) => caption,
        (None, None) if had_attachment => "",
        (None, None) => return None,
    };
    Some(Event::Arrived(Arrival {
        // Neither number is hers: together they are the same for the same text, and for no other.
        id: format!("{id}.{}", message.get("message_id")?.as_i64()?),
        from: Address { network: Network::Telegram, at: chat.get("id")?.as_i64()?.to_string() },
        to: account.to_owned(),
        words: words.to_owned(),
        had_attachment,
    }))
}

/// A link `t.me/bot?start=word` makes her phone write "/start word": what was meant is the word.
fn of_link(text: &str) -> &str {
    text.strip_prefix("/start ").map(str::trim).filter(|it| !it.is_empty()).unwrap_or(text)
}
