//! What she wrote, without what her program put around it: the letter that she answers, the line that announces it, her signature.
//! Quoted words of others, names and addresses stand there, and none of it was hers to send (techsafety.org: delete the previous
//! thread).
//!
//! What looks like an announcement is only taken for one where a quote follows it, an address stands in it, or heads of a letter do: a
//! sentence of hers that begins like one stays.

/// Words with which programs announce a quote, at both ends of the line. Lower case.
const ANNOUNCED: &[(&str, &str)] = &[
    ("on ", "wrote:"),
    ("le ", "a écrit :"),
    ("le ", "a écrit:"),
    ("am ", "schrieb"),
    ("el ", "escribió:"),
    ("em ", "escreveu:"),
    ("a ", "escreveu:"),
    ("il ", "ha scritto:"),
    ("op ", "schreef"),
    ("den ", "skrev"),
    ("dnia ", "napisał"),
    ("w dniu ", "pisze:"),
    ("", "a écrit :"),
    ("", "wrote:"),
    ("", "writes:"),
    ("", "napisał(a):"),
    ("", "пишет:"),
    ("", "写道："),
    ("", "写道:"),
];

/// Rules that part a letter from the one below it: everything after is that one. Lower case, without the strokes around them.
const PARTED: &[&str] = &[
    "original message",
    "original appointment",
    "message d'origine",
    "message d’origine",
    "message original",
    "message initial",
    "mensaje original",
    "mensagem original",
    "messaggio originale",
    "ursprüngliche nachricht",
    "oorspronkelijk bericht",
    "forwarded message",
    "message transféré",
    "message réexpédié",
    "reply message",
    "reply above this line",
];

/// The same, with no strokes around them.
const BEGINS: &[&str] = &["begin forwarded message:", "début du message réexpédié :", "début du message réexpédié:", "début du message transféré :"];

/// Heads of a letter as programs write them above it, in their own languages. Two of them close together are a letter.
const HEADS: &[&str] = &[
    "from",
    "sent",
    "date",
    "to",
    "cc",
    "subject",
    "reply-to",
    "de",
    "envoyé",
    "envoyé le",
    "à",
    "objet",
    "date d'envoi",
    "von",
    "gesendet",
    "an",
    "betreff",
    "enviado",
    "enviado el",
    "para",
    "asunto",
    "assunto",
    "da",
    "inviato",
    "a",
    "oggetto",
    "van",
    "verzonden",
    "aan",
    "onderwerp",
];

/// Beginnings of what telephones and programs write below a letter. Lower case.
const SIGNED: &[&str] = &[
    "sent from my ",
    "sent from mail for ",
    "sent from yahoo",
    "sent from outlook",
    "sent from samsung",
    "sent from proton",
    "sent from gmail",
    "sent via ",
    "sent with ",
    "sent using ",
    "get outlook for ",
    "get bluemail for ",
    "envoyé de mon ",
    "envoyé depuis ",
    "envoyé à partir ",
    "envoyé avec ",
    "envoyé par ",
    "envoyé sur ",
    "télécharger outlook ",
    "obtenez outlook ",
    "obtenir outlook ",
    "provenance : courrier ",
    "provenance: courrier ",
    "enviado desde mi ",
    "enviado do meu ",
    "von meinem ",
    "gesendet mit ",
    "inviato da ",
    "yahoo mail: ",
];

/// An announcement may be broken over so many lines.
const LINES: usize = 4;
/// From the end: further up, what looks like a signature is what she says.
const SIGNATURE: usize = 4;

/// Her own words. Empty where there are none.
pub fn own_words(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(|it| it.trim_end_matches([' ', '\t', '\r', '\u{a0}'])).collect();
    let mut own = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if is_parting(line) || is_letter(&lines, at) {
            break;
        }
        if is_quoted(line) {
            at += 1;
        } else if let Some(length) = announcement(&lines, at) {
            at += length;
        } else if *line == "--" {
            // RFC 3676, 4.3: the rest is her signature. What she writes below a quote comes before it.
            break;
        } else {
            own.push(*line);
            at += 1;
        }
    }
    without_signature(&mut own);
    joined(&own)
}

fn is_quoted(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('>') || line.starts_with("|>") || line.starts_with("| >")
}

/// A rule with words that part letters, or Outlook's line of strokes.
fn is_parting(line: &str) -> bool {
    let line = line.trim();
    let inner = line.trim_matches(['-', '_', '=', '*', ' ', '\u{a0}']).to_lowercase();
    let is_ruled = line.starts_with("--") || line.starts_with("__") || line.starts_with("==") || line.starts_with("**");
    let is_stroke = line.chars().count() >= 20 && inner.is_empty() && line.starts_with('_');
    is_stroke || (is_ruled && PARTED.iter().any(|it| inner.starts_with(it))) || BEGINS.contains(&line.to_lowercase().as_str())
}

/// Heads of a letter begin here: two within three lines, and one of them names who or when.
fn is_letter(lines: &[&str], at: usize) -> bool {
    let heads: Vec<_> = lines.iter().skip(at).take(4).filter_map(|it| head(it)).collect();
    head(lines.get(at).unwrap_or(&"")).is_some_and(|first| ["from", "de", "von", "da", "van"].contains(&first.as_str())) && heads.len() >= 2
}

fn head(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['*', ' ', '\u{a0}']);
    let (name, _) = line.split_once(':')?;
    let name = name.trim_end_matches(['*', ' ', '\u{a0}', '\u{202f}']).to_lowercase();
    HEADS.contains(&name.as_str()).then_some(name)
}

/// How many lines an announcement takes that begins here.
fn announcement(lines: &[&str], at: usize) -> Option<usize> {
    let named = (1..=LINES).find(|length| is_announced(lines, at, *length, true));
    // A sentence of hers just above begins as one does: the announcement is what begins last.
    let begins_later = |length: usize| (at + 1..at + length).any(|later| is_announced(lines, later, at + length - later, true));
    named.filter(|length| !begins_later(*length)).or_else(|| is_announced(lines, at, 1, false).then_some(1))
}

/// Whether these lines are one. `is_begun`: with the word that one begins with in its language.
fn is_announced(lines: &[&str], at: usize, length: usize, is_begun: bool) -> bool {
    let Some(said) = lines.get(at..at + length).filter(|it| it.iter().all(|line| !line.trim().is_empty())) else { return false };
    let low = said.iter().map(|it| it.trim()).collect::<Vec<_>>().join(" ").to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
    let is_one = ANNOUNCED.iter().any(|(first, last)| first.is_empty() != is_begun && low.starts_with(first) && ends(&low, last));
    // Broken over lines it says when, in the first: a sentence of hers above one that says only who stays hers.
    let says_when = !is_begun || length == 1 || said.first().is_some_and(|it| it.contains(|it: char| it.is_ascii_digit()));
    is_one && says_when && (has_address(&low) || is_quote_next(lines, at + length))
}

/// Ends with these words; after a verb that stands in the middle, with a colon somewhere after it.
fn ends(low: &str, last: &str) -> bool {
    match last.ends_with([':', '：']) {
        true => low.ends_with(last),
        false => low.ends_with(':') && low.contains(last),
    }
}

fn has_address(low: &str) -> bool {
    low.split(|it: char| it.is_whitespace() || "<>()[]\"".contains(it)).any(|word| match word.split_once('@') {
        Some((name, host)) => !name.is_empty() && host.contains('.'),
        None => false,
    })
}

fn is_quote_next(lines: &[&str], at: usize) -> bool {
    lines.iter().skip(at).find(|it| !it.trim().is_empty()).is_some_and(|it| is_quoted(it))
}

fn without_signature(own: &mut Vec<&str>) {
    let mut left = SIGNATURE;
    while let Some(last) = own.last() {
        let low = last.trim().to_lowercase();
        if low.is_empty() {
            own.pop();
            continue;
        }
        let is_signed = SIGNED.iter().any(|it| low.starts_with(it)) || low.chars().all(|it| "-_*—".contains(it));
        if !is_signed || left == 0 {
            return;
        }
        left -= 1;
        own.pop();
    }
}

/// Without the empty lines at both ends, and no more than one in a row.
fn joined(own: &[&str]) -> String {
    let mut text = String::new();
    let mut is_gap = false;
    for line in own {
        if line.trim().is_empty() {
            is_gap = true;
            continue;
        }
        if !text.is_empty() {
            text.push_str(if is_gap { "\n\n" } else { "\n" });
        }
        is_gap = false;
        text.push_str(line);
    }
    text
}

#[cfg(test)]
#[path = "reply/tests.rs"]
mod tests;
