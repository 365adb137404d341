//! `docs/safety.md` lists each promise and the test that proves it. Here it is held to its word: no row is forgotten, a test
//! that it names exists, and nothing is called met without one.
use crate::sources::{none, pattern, rust};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

/// Every requirement that this version answers for, as first and last number. A row may be met, partly met, or put off with a
/// reason; it may not be missing.
const ROWS: &[(&str, &[(u32, u32)])] = &[
    ("S", &[(1, 3), (5, 10), (12, 41), (43, 43), (45, 46), (48, 51), (55, 60), (78, 87), (47, 47), (99, 108), (112, 114)]),
    ("D", &[(1, 8)]),
    ("G", &[(1, 14)]),
    ("IA-", &[(1, 19)]),
    ("INV-", &[(1, 11)]),
    ("CON-", &[(1, 9)]),
    ("RET-", &[(1, 9)]),
    ("NOT-", &[(1, 9)]),
    ("WEB-", &[(1, 15)]),
    ("DAR-", &[(1, 8)]),
    ("EML-", &[(1, 13)]),
    ("LOG-", &[(1, 7)]),
    ("SUP-", &[(1, 3)]),
    ("OPS-", &[(1, 4)]),
];
const STATES: [&str; 3] = ["met", "partly", "later"];
const NAMED: &str = r"`([\w./-]+\.(?:rs|mjs|sh|py)): ([^`]+)`";

fn table() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/safety.md")).expect("docs/safety.md")
}

/// The rows of the tables, each requirement with its state and what is said of it: `S12, S14` are two, `S52–S54` are three.
fn rows() -> BTreeMap<String, (String, String)> {
    let one = pattern(r"^([A-Z]+-?)(\d+)(?:–[A-Z]*-?(\d+))?$");
    let mut rows = BTreeMap::new();
    for line in table().lines().filter(|it| it.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [names, _, state, how @ ..] = cells.as_slice() else { continue };
        for found in names.split(", ").filter_map(|it| one.captures(it)) {
            let number = |at: usize| found.get(at).and_then(|it| it.as_str().parse::<u32>().ok());
            let first = number(2).unwrap_or_default();
            for row in first..=number(3).unwrap_or(first) {
                let again = rows.insert(format!("{}{row}", &found[1]), ((*state).to_owned(), how.join(" | ")));
                assert!(again.is_none(), "{}{row} has two rows", &found[1]);
            }
        }
    }
    rows
}

#[test]
fn no_promise_is_missing_from_the_safety_table() {
    let rows = rows();
    let all = ROWS.iter().flat_map(|(kind, parts)| parts.iter().flat_map(move |(first, last)| (*first..=*last).map(move |it| format!("{kind}{it}"))));
    let missing: Vec<String> = all.filter(|it| !rows.contains_key(it)).collect();
    none(&missing, "promised, but not in docs/safety.md");
    let states: BTreeSet<&str> = rows.values().map(|(state, _)| state.as_str()).collect();
    assert_eq!(states, BTreeSet::from(STATES), "a row is met, partly met, or put off");
}

#[test]
fn nothing_is_called_met_without_a_test_and_nothing_less_without_a_reason() {
    let named = pattern(NAMED);
    let wrong = rows().into_iter().filter_map(|(row, (state, how))| match state.as_str() {
        "met" if !named.is_match(&how) => Some(format!("{row}: met by which test?")),
        "partly" | "later" if named.replace_all(&how, "").trim_matches([' ', ',', ';', '.']).len() < 10 => Some(format!("{row}: {state}, why?")),
        _ => None,
    });
    none(&wrong.collect::<Vec<_>>(), "in docs/safety.md");
}

#[test]
fn every_test_that_the_safety_table_names_exists() {
    let root = env!("CARGO_MANIFEST_DIR");
    let table = table();
    let mut wrong = Vec::new();
    let mut count = 0;
    for found in pattern(NAMED).captures_iter(&table) {
        count += 1;
        let text = fs::read_to_string(format!("{root}/{}", &found[1])).unwrap_or_default();
        // The whole name of a Rust test; the title of another.
        let exists = match found[1].ends_with(".rs") {
            // One that is asked of several kinds is generic.
            true => ["(", "<"].iter().any(|it| text.contains(&format!("fn {}{it}", &found[2]))),
            false => text.contains(&found[2]),
        };
        if !exists {
            wrong.push(format!("{}: {}", &found[1], &found[2]));
        }
    }
    assert!(count > 100, "the table names {count} tests only");
    none(&wrong, "named in docs/safety.md, but not there");
}

/// What cannot be promised is said where an operator reads it (DAR-8).
#[test]
fn the_operator_is_told_what_is_not_promised() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/SECURITY.md")).expect("SECURITY.md").to_lowercase();
    for word in ["root", "memory", "backup"] {
        assert!(text.contains(word), "SECURITY.md says nothing about {word}");
    }
}

/// LOG-5, S105, S107: nothing is called from here. Measurements are sent where staff say so, by a package that is off by default;
/// `hearth check --health` asks this machine's own server.
#[test]
fn nothing_is_called() {
    let calls = pattern(r"\b(reqwest|ureq|awc|hyper_util|hyper::client)::|TcpStream::connect|UdpSocket|lookup_host|to_socket_addrs");
    let mut wrong = Vec::new();
    // The relay of sound and picture has a port of its own, and answers there; a test of its own sees that it calls nobody.
    // Letters leave by the shelter's relay and come in from its mailbox: both are named by an administrator, and nothing else is called.
    let letters = ["plugins/mail/src/outgoing/relay.rs", "plugins/mail/src/incoming/mailbox/line.rs", "plugins/mail/src/check/dns.rs"];
    // Texts go to the carriers that an administrator named.
    let carriers = "plugins/text/src/carrier/";
    let is_carrier = |path: &str| path.starts_with(carriers) || path == "plugins/text/src/offered.rs";
    let answers =
        |path: &str| is_carrier(path) || path == "src/command/check.rs" || path.starts_with("plugins/video/src/relay") || letters.contains(&path);
    for source in rust().iter().filter(|it| !answers(&it.path)) {
        wrong.extend(source.code().lines().filter(|it| calls.is_match(it)).map(|it| format!("{}: {}", source.path, it.trim())));
    }
    none(&wrong, "code that calls somebody");
}

/// RTC-1: the relay answers who calls it by a proved name, and has no way to begin anything itself.
#[test]
fn the_relay_calls_nobody() {
    let relay: Vec<_> = rust().into_iter().filter(|it| it.path.starts_with("plugins/video/src/relay")).collect();
    assert!(relay.len() > 10, "the relay is somewhere else");
    let calls = pattern(r#"\bconnect\(|lookup_host|to_socket_addrs|add_ice_candidate|with_ice_servers|"(stun|turns?):"#);
    let mut wrong = Vec::new();
    for source in relay {
        wrong.extend(source.code().lines().filter(|it| calls.is_match(it)).map(|it| format!("{}: {}", source.path, it.trim())));
    }
    none(&wrong, "the relay takes addresses from what it received, and nowhere else");
}

/// RET-9: there are no tables to take along, so no cell of one can be a formula.
#[test]
fn nothing_leaves_as_a_spreadsheet() {
    let tables = pattern(r"text/csv|spreadsheet|\.csv\b|\.xlsx?\b");
    let wrong = rust().into_iter().filter(|it| tables.is_match(&it.code())).map(|it| it.path);
    none(&wrong.collect::<Vec<_>>(), "writes a table: neutralise formulas first");
}
