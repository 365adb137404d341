//! Receipts: what became of a text that the network took.
use crate::carrier::{Fate, Receipt};
use rusmpp::values::MessageState as State;

/// 3GPP TS 29.002, 17.6 (MAP errors): "unknown subscriber". By TS 23.040, 3.3.2 it is for ever, and says that no number was given out:
/// "there is not allocated an IMSI or a directory number for the mobile subscriber". "Absent" (6, 27), "busy" (31), "barred" (13) and
/// "illegal" (9, 12) say nothing of the kind: her phone is off, or has not paid.
const UNKNOWN_SUBSCRIBER: u16 = 1;
/// `network_error_code` (SMPP 3.4, 5.3.2.31): its first octet where the code is one of GSM.
const GSM: u8 = 3;

/// What stands beside the text of a receipt (SMPP 3.4, 5.3.2.12, 5.3.2.31 and 5.3.2.35).
#[derive(Default)]
pub struct Fields {
    pub id: Option<String>,
    pub state: Option<u8>,
    pub error: Option<(u8, u16)>,
}

/// Nothing where it does not say of which text, or where the last word on it is still to come.
pub fn read(fields: Fields, text: &str) -> Option<Receipt> {
    let reference = fields.id.filter(|it| !it.is_empty()).or_else(|| word(text, "id"))?;
    let is_delivered = match (fields.state.map(State::from), word(text, "stat")) {
        (Some(State::Delivered), _) => true,
        (Some(State::Expired | State::Deleted | State::Undeliverable | State::Rejected), _) => false,
        (Some(_), _) | (None, None) => return None,
        (None, Some(stat)) => match stat.to_ascii_uppercase().as_str() {
            "DELIVRD" => true,
            "UNDELIV" | "EXPIRED" | "REJECTD" | "DELETED" => false,
            // ENROUTE, ACCEPTD, UNKNOWN: nothing is decided.
            _ => return None,
        },
    };
    // Where it expired the network has tried for a day or more: it knew the number.
    let is_refused = fields.state.map_or_else(
        || word(text, "stat").is_some_and(|it| matches!(it.to_ascii_uppercase().as_str(), "UNDELIV" | "REJECTD")),
        |it| matches!(State::from(it), State::Undeliverable | State::Rejected),
    );
    // `err` of the text means what each network likes (SMPP 3.4, appendix B). Most that say 001 mean the MAP error. If one does not, a
    // channel rests until she agrees anew; if it were not believed, words would go on to whoever has the number next.
    let is_unknown = match fields.error {
        Some((network, code)) => network == GSM && code == UNKNOWN_SUBSCRIBER,
        None => word(text, "err").and_then(|it| it.parse().ok()) == Some(UNKNOWN_SUBSCRIBER),
    };
    let fate = match (is_delivered, is_refused && is_unknown) {
        (true, _) => Fate::Delivered,
        (false, true) => Fate::Gone,
        (false, false) => Fate::Failed,
    };
    Some(Receipt { reference, fate })
}

/// What stands behind `name:` (SMPP 3.4, appendix B). What comes after `text:` is her text itself, and says nothing of the receipt.
fn word(text: &str, name: &str) -> Option<String> {
    text.split_ascii_whitespace()
        .map_while(|it| it.split_once(':').map_or(Some((it, "")), |it| (!it.0.eq_ignore_ascii_case("text")).then_some(it)))
        .find(|(other, value)| other.eq_ignore_ascii_case(name) && !value.is_empty())
        .map(|it| it.1.to_owned())
}
