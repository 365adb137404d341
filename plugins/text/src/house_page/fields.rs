//! The fields of a line, between what was typed and what is kept.
use super::Given;
use crate::{
    carrier::{
        Network,
        http::{self, Unusable},
    },
    line::INCOMPLETE,
    offered::{Kind, Offered},
};
use hearth_core::page::Page;
use serde_json::{Map, Value};

/// Where a line leads, and whether it is sealed on the way. Secrets are never kept for another one: whoever runs that would be told them.
const PLACES: [&str; 3] = ["host", "base", "tls"];

/// What is a number, where it is said.
const NUMBERS: [&str; 3] = ["port", "window", "per_second"];

/// A field as the form shows it. A secret goes one way: its value is always empty.
pub struct Shown {
    pub name: &'static str,
    pub label: String,
    pub help: String,
    pub value: String,
    pub kind: &'static str,
    pub is_on: bool,
    pub error: String,
}

/// What stands in the fields of a line that is there.
pub fn given(carrier: &Offered, config: &Value) -> Given {
    let open = carrier.fields.iter().filter(|it| it.kind != Kind::Secret);
    open.map(|it| (it.name.to_owned(), text(config, it.name).to_owned())).collect()
}

/// What is to be kept. An empty secret keeps the one that is there.
pub fn config(carrier: &Offered, given: &Given, before: &Value) -> Value {
    let said = |name: &str| given.get(name).map(|it| it.trim()).unwrap_or_default();
    let is_place = |name: &str| carrier.fields.iter().any(|it| it.name == name);
    let is_same_place = PLACES.iter().filter(|it| is_place(it)).all(|it| said(it) == text(before, it));
    let mut values = Map::new();
    for field in carrier.fields {
        let value = match (field.kind, said(field.name)) {
            (Kind::Secret, "") if is_same_place => text(before, field.name),
            (_, said) => said,
        };
        if !value.is_empty() {
            values.insert(field.name.into(), value.into());
        }
    }
    Value::Object(values)
}

/// What is needed and was not said, or cannot be: the field, and the key of what is said about it.
pub fn mistakes(carrier: &Offered, config: &Value) -> Vec<(&'static str, &'static str)> {
    let fields = carrier.fields.iter().filter_map(|it| match text(config, it.name) {
        "" => it.is_needed.then_some((it.name, INCOMPLETE.code)),
        said if NUMBERS.contains(&it.name) && said.parse::<u16>().is_err() => Some((it.name, "text-field-no-number")),
        said => no_place(carrier, it.name, said).map(|key| (it.name, key)),
    });
    fields.collect()
}

/// Why a line cannot lead there: said before it is kept, not only when somebody looks whether it works.
fn no_place(carrier: &Offered, name: &str, said: &str) -> Option<&'static str> {
    let is_usable = match name {
        "base" => http::base(said).map(|_| ()),
        // What goes to Signal's program is not sealed on the way.
        "host" if carrier.network == Network::Signal => http::near(said),
        _ => Ok(()),
    };
    match is_usable {
        Ok(()) => None,
        Err(Unusable::Open) if name == "base" => Some("text-field-open"),
        Err(Unusable::Open) => Some("text-field-far"),
        Err(_) => Some("text-field-no-address"),
    }
}

pub fn shown(page: &Page, carrier: &Offered, given: &Given, before: &Value, errors: &[(String, String)]) -> Vec<Shown> {
    let help = |name: &str| page.kernel.words.find(page.language, &key(name, "-help"), &[]).unwrap_or_default();
    let fields = carrier.fields.iter().map(|it| {
        let value = given.get(it.name).cloned().unwrap_or_default();
        let is_kept = it.kind == Kind::Secret && !text(before, it.name).is_empty();
        Shown {
            name: it.name,
            label: page.say(&key(it.name, "")),
            help: if is_kept { page.say("text-field-kept") } else { help(it.name) },
            is_on: value == "yes",
            kind: match it.kind {
                Kind::Line => "text",
                Kind::Secret => "password",
                Kind::Tick => "tick",
            },
            value: if it.kind == Kind::Secret { String::new() } else { value },
            error: errors.iter().find(|(name, _)| name == it.name).map(|(_, words)| words.clone()).unwrap_or_default(),
        }
    });
    fields.collect()
}

/// The key of a field's label, or of what belongs to it.
pub fn key(name: &str, end: &str) -> String {
    format!("text-field-{}{end}", name.replace('_', "-"))
}

fn text<'a>(config: &'a Value, name: &str) -> &'a str {
    config.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        carrier::{Abilities, Longest},
        offered::Field,
    };
    use serde_json::json;

    const CARRIER: Offered = Offered {
        code: "one",
        network: Network::Sms,
        abilities: Abilities {
            hides_words_from_provider: false,
            sets_timers: false,
            recalls: false,
            tells_delivery: false,
            deletes_at_provider: false,
            she_begins: false,
            window: None,
            longest: Longest::Parts(10),
        },
        fields: &[
            Field { name: "base", kind: Kind::Line, is_needed: true },
            Field { name: "passphrase", kind: Kind::Secret, is_needed: true },
            Field { name: "polls", kind: Kind::Tick, is_needed: false },
        ],
        make: |_| None,
    };

    fn typed(base: &str, passphrase: &str) -> Given {
        Given::from([("base".into(), base.into()), ("passphrase".into(), passphrase.into())])
    }

    #[test]
    fn an_empty_secret_keeps_the_one_that_is_there() {
        let before = json!({ "base": "https://a.example", "passphrase": "kept" });
        assert_eq!(config(&CARRIER, &typed("https://a.example", ""), &before), before);
        assert_eq!(config(&CARRIER, &typed("https://a.example", "new"), &before)["passphrase"], "new");
    }

    #[test]
    fn no_other_place_is_told_a_secret() {
        let before = json!({ "base": "https://a.example", "passphrase": "kept" });
        let now = config(&CARRIER, &typed("https://b.example", ""), &before);
        assert_eq!(mistakes(&CARRIER, &now), [("passphrase", INCOMPLETE.code)]);
    }

    #[test]
    fn words_go_unsealed_to_a_neighbour_only() {
        let wrong = |base: &str| mistakes(&CARRIER, &json!({ "base": base, "passphrase": "kept" }));
        for base in ["https://sms.example.org", "http://localhost:13013", "http://127.0.0.1/send", "http://[::1]:80", "http://kannel:13013/send"] {
            assert!(wrong(base).is_empty(), "{base}");
        }
        assert_eq!(wrong("http://sms.example.org"), [("base", "text-field-open")]);
        assert_eq!(wrong("http://203.0.113.7:13013"), [("base", "text-field-open")]);
        for base in ["sms.example.org", "ftp://127.0.0.1", "https://name:word@sms.example.org"] {
            assert_eq!(wrong(base), [("base", "text-field-no-address")], "{base}");
        }
        let signal = Offered { network: Network::Signal, fields: &[Field { name: "host", kind: Kind::Line, is_needed: true }], ..CARRIER };
        assert!(mistakes(&signal, &json!({ "host": "localhost" })).is_empty());
        assert_eq!(mistakes(&signal, &json!({ "host": "signal.example.org" })), [("host", "text-field-far")]);
    }

    #[test]
    fn a_secret_stands_in_no_field() {
        let before = json!({ "base": "https://a.example", "passphrase": "kept" });
        assert!(!given(&CARRIER, &before).contains_key("passphrase"));
    }
}
