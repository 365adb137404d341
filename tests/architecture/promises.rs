//! `docs/safety.md` lists each promise and the test that proves it. Here it is held to its word: a test it names must exist.
use crate::sources::{none, pattern};
use std::fs;

#[test]
fn every_test_that_the_safety_table_names_exists() {
    let root = env!("CARGO_MANIFEST_DIR");
    let table = fs::read_to_string(format!("{root}/docs/safety.md")).expect("docs/safety.md");
    let named = pattern(r"`([\w./-]+\.(?:rs|mjs|sh|py)): ([^`]+)`");
    let mut wrong = Vec::new();
    let mut count = 0;
    for found in named.captures_iter(&table) {
        count += 1;
        let text = fs::read_to_string(format!("{root}/{}", &found[1])).unwrap_or_default();
        if !text.contains(&found[2]) {
            wrong.push(format!("{}: {}", &found[1], &found[2]));
        }
    }
    assert!(count > 20, "the table names {count} tests only");
    none(&wrong, "named in docs/safety.md, but not there");
}
