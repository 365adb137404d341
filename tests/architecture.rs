//! What holds the house up, and no compiler checks: who may import whom, what may be said where, what must not exist at all.
#[path = "architecture/pages.rs"]
mod pages;
#[path = "architecture/promises.rs"]
mod promises;
#[path = "architecture/sources.rs"]
mod sources;
#[path = "architecture/supply.rs"]
mod supply;

use serde_json::Value;
use sources::{all, none, pattern, rust};
use std::{collections::BTreeMap, fs, process::Command};

/// Each package of ours with the packages of ours that it needs, tests' needs left out.
fn arrows() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO")).args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).output().expect("cargo metadata");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    let ours = |package: &Value| {
        let needs = list(&package["dependencies"]);
        needs.iter().filter(|it| it["kind"].is_null()).map(name).filter(|it| it.starts_with("hearth")).collect()
    };
    list(&metadata["packages"]).iter().map(|it| (name(it), ours(it))).collect()
}

/// The names of the plugins: the folders.
fn plugins() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/plugins");
    fs::read_dir(folder).expect("plugins").flatten().map(|it| it.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn packages_import_only_what_the_architecture_allows() {
    let arrows = arrows();
    assert!(arrows.contains_key("hearth-core") && arrows.contains_key("hearth"), "the packages: {arrows:?}");
    let wrong: Vec<String> = arrows
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "hearth" | "hearth-support" | "hearth-load"))
        .flat_map(|(name, needs)| {
            let allowed: &[&str] = match name.as_str() {
                "hearth-core" => &["hearth-seal"],
                "hearth-seal" => &[],
                _ => &["hearth-core"],
            };
            needs.iter().filter(|it| !allowed.contains(&it.as_str())).map(move |it| format!("{name} → {it}"))
        })
        .collect();
    none(&wrong, "only the binary may import more than the core");
}

#[test]
fn only_the_list_of_plugins_names_a_plugin() {
    let mut wrong = Vec::new();
    for plugin in plugins() {
        let [krate, folder] = [format!("hearth_{}", plugin.replace('-', "_")), format!("plugins/{plugin}/")];
        let named = pattern(&format!(r#"\b{krate}\b|[=(:.\[]\s*(?:Some\()?"{plugin}""#));
        for source in rust().iter().filter(|it| !it.is_under(&folder) && it.path != "src/plugins.rs" && !it.is_under("src/demo")) {
            // `text` is also what HTML calls a field of one line.
            let names = |line: &&str| named.is_match(line) && ![r#"kind: "text""#, "Control::Text"].iter().any(|it| line.contains(it));
            wrong.extend(source.code().lines().filter(names).map(|line| format!("{}: {}", source.path, line.trim())));
        }
    }
    none(&wrong, "a plugin is a folder and two lines; nothing else names it");
}

#[test]
fn core_reads_no_environment_and_draws_no_page() {
    let wrong = finds(r#"\benv::(var|vars|args|temp_dir|current_dir)|\bstd::env\b|option_env!|derive\([^)]*\bTemplate\b|#\[template"#, |path| {
        path.starts_with("core/")
    });
    none(&wrong, "the environment is read in src/, pages are drawn in frontend/ and plugins/");
}

#[test]
fn files_say_what_they_are_and_stay_short() {
    let mut wrong = Vec::new();
    for source in all(".rs") {
        let lines = source.text.lines().count();
        if lines > 400 {
            wrong.push(format!("{} has {lines} lines: one concern, one file", source.path));
        }
        if !source.text.starts_with("//!") {
            wrong.push(format!("{} does not say at its top what it is", source.path));
        }
        if source.path.ends_with("/mod.rs") {
            wrong.push(format!("{}: foo.rs beside foo/, never mod.rs", source.path));
        }
    }
    none(&wrong, "each file opens with //! and has at most 400 lines");
}

#[test]
fn every_package_obeys_the_same_lints() {
    let read = |path: &str| fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap_or_default();
    assert!(read("Cargo.toml").contains("unsafe_code = \"forbid\""), "the workspace forbids unsafe code");
    let wrong: Vec<String> = all("Cargo.toml")
        .into_iter()
        .filter(|it| it.text.contains("[package]") && !pattern(r"\[lints\]\s*workspace = true|lints\.workspace = true").is_match(&it.text))
        .map(|it| it.path)
        .collect();
    none(&wrong, "without [lints] workspace = true");
    none(&finds(r"#!?\[allow\(", |_| true), "#[expect(.., reason = ..)] instead of #[allow]");
}

#[test]
fn an_admission_is_made_in_one_place() {
    let made = pattern(r"(^|[^>l\w]\s*)\bAdmission\s*\{");
    let named = pattern(r"(struct|impl|for|->)\s+([\w:]+::)?Admission\s*\{");
    let mut wrong = Vec::new();
    for source in rust().iter().filter(|it| it.path != "core/src/admission.rs") {
        let code = source.code();
        wrong.extend(code.lines().filter(|it| made.is_match(it) && !named.is_match(it)).map(|it| format!("{}: {}", source.path, it.trim())));
    }
    none(&wrong, "the proof is made by admission::admit and by nothing else");
}

#[test]
fn routes_of_a_group_stand_behind_admission() {
    let wrong = finds(r#"\b(route|scope|resource)\(\s*&?(format!\()?"/g/"#, |path| path != "core/src/web.rs" && !path.starts_with("core/src/web/"));
    none(&wrong, "group pages are mounted with web::admitted or a plugin's group_routes");
}

#[test]
fn only_contact_reaches_a_person_outside() {
    let wrong = finds(r"transport\w*\.carry\(", |path| !path.starts_with("core/src/contact"));
    none(&wrong, "Transport::carry is called by contact and by nothing else");
}

#[test]
fn nothing_records_and_nothing_can_be_downloaded() {
    let words = r"MediaRecorder|getDisplayMedia|(?i)content.?disposition|\bdownload\s*=|\battachment;|start_recording|transcript\b";
    // The one thing that can be taken along is what she wrote herself, by herself.
    let mut wrong = finds(words, |path| path != "frontend/src/member/own/download.rs");
    let pattern = pattern(words);
    for source in sources::templates().into_iter().chain(all(".js")).filter(|it| !it.is_under("tests/")) {
        wrong.extend(source.text.lines().filter(|it| pattern.is_match(it)).map(|it| format!("{}: {}", source.path, it.trim())));
    }
    none(&wrong, "there is no code for it: absent on purpose");
}

#[test]
fn nothing_translates_by_machine_and_nobody_else_signs_members_in() {
    let lock = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).expect("Cargo.lock");
    let wrong: Vec<String> = ["deepl", "openidconnect", "oauth2", "libretranslate", "sentry", "actix-governor"]
        .iter()
        .filter(|it| lock.contains(&format!("name = \"{it}\"")))
        .map(|it| (*it).to_owned())
        .collect();
    none(&wrong, "packages that break a promise");
}

#[test]
fn time_is_given_never_taken() {
    let taken = r"OffsetDateTime::now|SystemTime::now|Utc::now|Zoned::now|Timestamp::now";
    none(&finds(taken, |path| path != "core/src/clock.rs"), "the time comes from the kernel's clock");
}

/// Every line of the product's Rust that matches, in the files that `where_` takes.
fn finds(what: &str, where_: impl Fn(&str) -> bool) -> Vec<String> {
    let what = pattern(what);
    let mut found = Vec::new();
    for source in rust().iter().filter(|it| where_(&it.path)) {
        found.extend(source.code().lines().filter(|it| what.is_match(it)).map(|it| format!("{}: {}", source.path, it.trim())));
    }
    found
}
