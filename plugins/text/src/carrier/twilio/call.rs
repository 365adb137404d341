//! A call of the company: a text that came in, or what became of one. Whether it is hers is said by its signature (docs: "Webhooks
//! Security"): HMAC-SHA1 over the address and all that was posted, or over the address alone where that holds a digest of the body.
use super::{WORD, is_gone};
use crate::carrier::{
    Address, Answer, Arrival, Call, Event, Fate, Heard, Network, Receipt, Refused,
    doubts::Doubts,
    http::{self, value},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{borrow::Cow, collections::BTreeSet};
use url::Url;

/// An answer that says nothing back.
const NOTHING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

pub fn hear(call: &Call<'_>, token: &str, doubts: &Doubts) -> Result<Heard, Refused> {
    http::is_short(call)?;
    let signature = (call.header)("X-Twilio-Signature").and_then(|it| STANDARD.decode(it).ok()).ok_or(Refused::Unsigned)?;
    let in_address = http::query(call);
    let fields = if let Some(digest) = value(&in_address, "bodySHA256") {
        let is_whole = http::is_same(digest.to_ascii_lowercase().as_bytes(), http::sha256_hex(call.body).as_bytes());
        if !is_whole || !is_signed(call.url, "", token, &signature) {
            return Err(Refused::Unsigned);
        }
        of_json(call.body)?
    } else {
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(call.body).into_owned().collect();
        // Sorted, and what is there twice only once.
        let sorted: BTreeSet<_> = fields.iter().collect();
        let joined: String = sorted.into_iter().flat_map(|it| [it.0.as_str(), it.1.as_str()]).collect();
        if !is_signed(call.url, &joined, token, &signature) {
            return Err(Refused::Unsigned);
        }
        fields
    };
    let event = read(&fields, value(&in_address, WORD), doubts)?;
    Ok(Heard { events: event.into_iter().collect(), answer: Answer { content_type: "text/xml", body: NOTHING.to_owned() } })
}

/// The company signs the address with its port or without it, whichever its day is.
fn is_signed(url: &str, joined: &str, token: &str, signature: &[u8]) -> bool {
    let mut written = vec![Cow::Borrowed(url)];
    written.extend(with_port(url).map(Cow::Owned));
    written.extend(without_port(url).map(Cow::Owned));
    // All of them are tried, so that the time does not tell which it was.
    written.iter().fold(false, |is_it, it| is_it | http::is_signed_sha1(token.as_bytes(), format!("{it}{joined}").as_bytes(), signature))
}

/// Scheme, host and the rest; the parts are kept as they are written.
fn cut(url: &str) -> Option<(&str, &str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some((scheme, &rest[..end], &rest[end..]))
}

fn with_port(url: &str) -> Option<String> {
    let (scheme, host, rest) = cut(url)?;
    // Where the default port is written, the library says that there is none.
    let port = Url::parse(url).ok()?.port_or_known_default()?;
    let host = strip_port(host);
    Some(format!("{scheme}://{host}:{port}{rest}"))
}

fn without_port(url: &str) -> Option<String> {
    let (scheme, host, rest) = cut(url)?;
    Some(format!("{scheme}://{}{rest}", strip_port(host)))
}

fn strip_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => host,
    }
}

/// The same fields as a JSON object; what is neither a word nor a number says nothing here.
fn of_json(body: &[u8]) -> Result<Vec<(String, String)>, Refused> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(body).map_err(|_| Refused::Unreadable)?;
    let fields = object.into_iter().filter_map(|(name, it)| match it {
        serde_json::Value::String(it) => Some((name, it)),
        serde_json::Value::Number(it) => Some((name, it.to_string())),
        _ => None,
    });
    Ok(fields.collect())
}

fn read(fields: &[(String, String)], word: Option<&str>, doubts: &Doubts) -> Result<Option<Event>, Refused> {
    let sid = value(fields, "MessageSid").or_else(|| value(fields, "SmsSid")).ok_or(Refused::Unreadable)?;
    if let Some(status) = value(fields, "MessageStatus") {
        return Ok(receipt(status, value(fields, "ErrorCode"), sid, word, doubts));
    }
    let from = value(fields, "From").ok_or(Refused::Unreadable)?;
    // Other channels of the same company write theirs before the number.
    if from.is_empty() || from.contains(':') {
        return Ok(None);
    }
    Ok(Some(Event::Arrived(Arrival {
        id: sid.to_owned(),
        from: Address { network: Network::Sms, at: from.to_owned() },
        to: value(fields, "To").unwrap_or_default().to_owned(),
        words: value(fields, "Body").unwrap_or_default().to_owned(),
        had_attachment: value(fields, "NumMedia").is_some_and(|it| it != "0" && !it.is_empty()),
    })))
}

fn receipt(status: &str, code: Option<&str>, sid: &str, word: Option<&str>, doubts: &Doubts) -> Option<Event> {
    let fate = match status {
        "delivered" | "read" => Some(Fate::Delivered),
        "failed" | "undelivered" if code.and_then(|it| it.parse().ok()).is_some_and(is_gone) => Some(Fate::Gone),
        "failed" | "undelivered" | "canceled" => Some(Fate::Failed),
        _ => None,
    };
    if let Some(word) = word {
        match fate {
            // It did not go after all: it may be said again.
            Some(Fate::Failed | Fate::Gone) => doubts.end(word),
            Some(Fate::Delivered) | None => doubts.heard(word, sid),
        }
    }
    fate.map(|fate| Event::Receipt(Receipt { reference: sid.to_owned(), fate }))
}
