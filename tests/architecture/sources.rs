//! The repository's own files as text, for the tests that read them: what a compiler can't refuse is refused here.
use regex::Regex;
use std::{fs, path::Path};

/// One file, by its path from the top of the repository.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// Without comments, and without the unit tests that stand at a file's end: what runs.
    pub fn code(&self) -> String {
        let text = match self.text.find("#[cfg(test)]\nmod ") {
            Some(at) => &self.text[..at],
            None => &self.text,
        };
        let comments = pattern(r"(?m)^\s*//.*$|\s//\s.*$");
        comments.replace_all(text, "").into_owned()
    }

    pub fn is_under(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }
}

/// The words of every module: the core's, and those that each plugin declares.
pub fn phrases() -> Vec<hearth_core::locale::Source> {
    let declared = hearth::plugins::declarations(&hearth::plugins::all());
    hearth_core::words::WORDS.iter().copied().chain(declared.into_iter().flat_map(|it| it.locales)).collect()
}

/// A pattern that is known to be one.
pub fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// Every file with this ending, build products and installed packages left out.
pub fn all(ending: &str) -> Vec<Source> {
    let mut found = Vec::new();
    walk(Path::new(env!("CARGO_MANIFEST_DIR")), ending, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no *{ending} at all: the test looks in the wrong place");
    found
}

/// The Rust files of the product, tests left out.
pub fn rust() -> Vec<Source> {
    let is_test = |path: &str| path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("/corpus.rs");
    all(".rs").into_iter().filter(|it| !is_test(&it.path)).collect()
}

/// The templates of pages.
pub fn templates() -> Vec<Source> {
    all(".html").into_iter().filter(|it| it.path.contains("/templates/")).collect()
}

/// Fails with the whole list, so that one run shows all there is to mend.
pub fn none(wrong: &[String], what: &str) {
    assert!(wrong.is_empty(), "{what}:\n  {}", wrong.join("\n  "));
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if path.is_dir() {
            if !matches!(&*name, "target" | "node_modules" | ".git" | "hearth-data" | "shots" | "test-results") {
                walk(&path, ending, found);
            }
        } else if name.ends_with(ending) {
            let short = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("inside").to_string_lossy().into_owned();
            found.push(Source { path: short, text: fs::read_to_string(&path).unwrap_or_default() });
        }
    }
}
