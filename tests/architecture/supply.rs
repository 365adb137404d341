//! What comes from others: how much of it, from where, under which licence. Known weaknesses are not asked here, for their list is
//! kept outside: `cargo deny check` reads the same `deny.toml`.
use crate::sources::{none, pattern};
use serde_json::Value;
use std::{collections::BTreeMap, fs, process::Command};

/// As many crates as are locked now, ours left out. Fewer: lower it. More: say in docs/decisions/0010 what they are worth.
const LOCKED: usize = 796;

fn read(name: &str) -> String {
    fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a file of the repository")
}

/// Each package of the lock file, with what it says of it.
fn locked() -> Vec<BTreeMap<String, String>> {
    let field = pattern(r#"(?m)^(\w+) = "(.*)"$"#);
    let packages = |text: &str| field.captures_iter(text).map(|it| (it[1].to_owned(), it[2].to_owned())).collect();
    read("Cargo.lock").split("[[package]]").skip(1).map(packages).collect()
}

/// The strings of one list in deny.toml.
fn listed(key: &str) -> Vec<String> {
    let text = read("deny.toml");
    let list = pattern(&format!(r"(?ms)^{key} = \[(.*?)\]$")).captures(&text).map(|it| it[1].to_owned()).unwrap_or_default();
    let found: Vec<String> = pattern(r#""([^"]+)""#).captures_iter(&list).map(|it| it[1].to_owned()).collect();
    assert!(!found.is_empty(), "deny.toml has no list `{key}`");
    found
}

/// Whether a licence, as its package words it, is among those that may be: of what stands with `AND` each, of `OR` one.
fn may_be(licence: &str, allowed: &[String]) -> bool {
    let licence = licence.replace('/', " OR ");
    licence.split(" AND ").all(|part| {
        let part = part.trim().trim_start_matches('(').trim_end_matches(')');
        part.split(" OR ").any(|it| allowed.iter().any(|one| one == it.trim()))
    })
}

#[test]
fn no_more_comes_from_others_than_was_decided() {
    let others = locked().iter().filter(|it| it.contains_key("source")).count();
    assert!(others > 100, "the lock file was not understood");
    assert!(others <= LOCKED, "{others} crates are locked, {LOCKED} were decided: docs/decisions/0010, 0019, 0025");
}

/// D8: what the product was asked to be made of.
#[test]
fn the_named_crates_carry_it() {
    let whole = read("Cargo.toml");
    let members = ["core/Cargo.toml", "frontend/Cargo.toml", "plugins/mail/Cargo.toml", "plugins/video/Cargo.toml", "Cargo.toml"].map(read);
    let is_used = |name: &str| pattern(&format!(r"(?m)^{name}(\.workspace)? = ")).is_match(&members.join("\n"));
    let absent: Vec<String> = ["actix-web", "actix", "sea-orm", "lettre", "webrtc", "config", "opentelemetry"]
        .into_iter()
        .filter(|it| !whole.contains(&format!("\n{it} = ")) || !is_used(it))
        .map(str::to_owned)
        .collect();
    none(&absent, "named for this product, and not in it");
}

#[test]
fn everything_comes_from_the_registry_and_is_what_was_locked() {
    let registry = "registry+https://github.com/rust-lang/crates.io-index";
    let wrong: Vec<String> = locked()
        .iter()
        .filter(|it| !it["name"].starts_with("hearth") || it.contains_key("source"))
        .filter(|it| it.get("source").map(String::as_str) != Some(registry) || it.get("checksum").is_none_or(|sum| sum.len() != 64))
        .map(|it| it["name"].clone())
        .collect();
    none(&wrong, "locked without a checksum, or from elsewhere than the registry");
    let denied = pattern(r#"crate = "([^"]+)""#);
    let text = read("deny.toml");
    let present: Vec<String> =
        denied.captures_iter(&text).map(|it| it[1].to_owned()).filter(|denied| locked().iter().any(|it| &it["name"] == denied)).collect();
    none(&present, "deny.toml refuses these crates");
}

/// Survivors are known here and nowhere else: nothing speaks the protocols by which other houses vouch for people, no address asks
/// them to, and no page sends anybody there.
#[test]
fn nobody_signs_in_by_an_account_elsewhere() {
    let elsewhere = pattern(r"(?i)oauth|openid|oidc|saml|single[-_ ]sign|facebook|google|microsoft|apple-?id");
    let crates: Vec<String> = locked().into_iter().filter_map(|mut it| it.remove("name")).filter(|it| elsewhere.is_match(it)).collect();
    none(&crates, "crates that sign people in elsewhere");
    let routes: Vec<String> = read("tests/matrix/table.txt").lines().filter(|it| elsewhere.is_match(it)).map(str::to_owned).collect();
    none(&routes, "addresses that sign people in elsewhere");
}

#[test]
fn every_licence_is_one_that_may_be() {
    let cargo = |program: &str, arguments: &[&str]| Command::new(program).args(arguments).output().expect("a program of the toolchain").stdout;
    let host = String::from_utf8(cargo("rustc", &["--print", "host-tuple"])).expect("text");
    let told = cargo(env!("CARGO"), &["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", host.trim()]);
    let metadata: Value = serde_json::from_slice(&told).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 100, "there are packages");
    let allowed = listed("allow");
    let wrong: Vec<String> = packages
        .iter()
        .filter(|it| !may_be(it["license"].as_str().unwrap_or_default(), &allowed))
        .map(|it| format!("{}: {}", it["name"], it["license"]))
        .collect();
    none(&wrong, "their licence is not in deny.toml");
    for (licence, is_fine) in
        [("MIT/GPL-3.0", true), ("MIT AND GPL-3.0", false), ("(GPL-3.0 OR ISC) AND Zlib", true), ("AGPL-3.0", false), ("", false)]
    {
        assert_eq!(may_be(licence, &allowed), is_fine, "{licence}");
    }
}
