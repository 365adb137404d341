//! A call of Kannel: a text that came in, or a report. Kannel signs nothing; it says a secret that stands in its settings.
use crate::carrier::{
    Address, Answer, Arrival, Call, Event, Fate, Heard, Network, Receipt, Refused,
    doubts::Doubts,
    http::{self, name_of},
};

pub fn hear(call: &Call<'_>, secret: &str, doubts: &Doubts) -> Result<Heard, Refused> {
    http::is_short(call)?;
    let fields = fields(call.url);
    let value = |name: &str| fields.iter().find(|it| it.0 == name.as_bytes()).map(|it| it.1.as_slice());
    if secret.is_empty() || !http::is_same(value("k").unwrap_or_default(), secret.as_bytes()) {
        return Err(Refused::Unsigned);
    }
    let word = |name: &str| value(name).map(|it| String::from_utf8_lossy(it).into_owned());
    let event = if let Some(reference) = word("ref") {
        let report: u32 = word("dlr").and_then(|it| it.parse().ok()).ok_or(Refused::Unreadable)?;
        became(reference, report, &word("said").unwrap_or_default(), doubts).map(Event::Receipt)
    } else {
        let from = word("from").filter(|it| !it.is_empty()).ok_or(Refused::Unreadable)?;
        let (to, charset) = (word("to").unwrap_or_default(), word("charset").unwrap_or_default());
        let words = read(value("text").unwrap_or_default(), &charset);
        // Where the settings leave it out, the same words of the same minute are the same text.
        let id = word("id").filter(|it| !it.is_empty());
        let id = id.unwrap_or_else(|| name_of(&[&from, &to, &words, &word("time").unwrap_or_default()]));
        Some(Event::Arrived(Arrival { id, from: Address { network: Network::Sms, at: from }, to, words, had_attachment: false }))
    };
    // An answer with anything in it would be sent to her.
    Ok(Heard { events: event.into_iter().collect(), answer: Answer { content_type: "text/plain", body: String::new() } })
}

/// As bytes: the words may be in any alphabet.
fn fields(url: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
    let written = url.split('#').next().and_then(|it| it.split_once('?')).map_or("", |it| it.1);
    let pairs = written.split('&').map(|it| it.split_once('=').unwrap_or((it, "")));
    pairs.map(|(name, it)| (plain(name), plain(it))).collect()
}

/// Per cent signs and plus signs, as in a form.
fn plain(written: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), written.as_bytes());
    while let Some((first, others)) = rest.split_first() {
        let digit = |at: usize| others.get(at).and_then(|it| char::from(*it).to_digit(16)).and_then(|it| u8::try_from(it).ok());
        rest = others;
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high << 4 | low);
                rest = others.get(2..).unwrap_or_default();
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    bytes
}

fn read(written: &[u8], charset: &str) -> String {
    if charset.eq_ignore_ascii_case("UTF-16BE") || charset.eq_ignore_ascii_case("UCS-2BE") {
        let units = written.chunks(2).map(|it| u16::from_be_bytes([it.first().copied().unwrap_or(0), it.get(1).copied().unwrap_or(0)]));
        return char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    match str::from_utf8(written) {
        Ok(words) => words.to_owned(),
        // Latin-1: each byte is its letter.
        Err(_) => written.iter().copied().map(char::from).collect(),
    }
}

/// 1 brought, 2 not brought, 4 waits, 8 taken by the centre, 16 refused by it. More than one may be set.
fn became(reference: String, report: u32, said: &str, doubts: &Doubts) -> Option<Receipt> {
    let fate = match report {
        1 => Some(Fate::Delivered),
        // ESME_RINVDSTADR (SMPP 3.4, 5.1.3): the centre knows no such number.
        16 if said.to_ascii_lowercase().contains("0x0000000b") => Some(Fate::Gone),
        it if it & 0b1_0010 != 0 => Some(Fate::Failed),
        _ => None,
    };
    match fate {
        Some(Fate::Failed | Fate::Gone) => doubts.end(&reference),
        Some(Fate::Delivered) | None => doubts.heard(&reference, &reference),
    }
    fate.map(|fate| Receipt { reference, fate })
}
