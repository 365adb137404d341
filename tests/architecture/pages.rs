//! What every page keeps to: no words but the phrasebook's, nothing inline, nothing from elsewhere, a token in every form.
use crate::sources::{all, none, pattern, phrases, templates};
use hearth_core::{
    locale::{Language, Phrasebook, Source},
    page::{Assets, Packing},
};
use std::collections::{BTreeMap, BTreeSet};

fn declared() -> Vec<hearth_core::plugin::Declarations> {
    hearth::plugins::declarations(&hearth::plugins::all())
}

fn assets() -> Assets {
    Assets::new(declared().iter().flat_map(|it| it.assets.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))))
}

/// A template without its logic, its drawings and its tags: the words that stand in it themselves.
fn bare(text: &str) -> String {
    let logic = pattern(r"(?s)\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<svg.*?</svg>|<!doctype[^>]*>|&[a-z]+;|&#\d+;");
    pattern(r"(?s)<[^>]*>").replace_all(&logic.replace_all(text, " "), " ").into_owned()
}

#[test]
fn templates_hold_no_words_of_their_own() {
    let mut wrong = Vec::new();
    for source in templates() {
        let words = bare(&source.text);
        wrong.extend(pattern(r"\p{L}{2,}[\p{L} ,.']*").find_iter(&words).map(|it| format!("{}: {}", source.path, it.as_str().trim())));
        let logic = pattern(r"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}").replace_all(&source.text, "").into_owned();
        let said = pattern(r#"\b(title|alt|aria-label|placeholder|data-label)="[^"]*\p{L}[^"]*""#);
        wrong.extend(said.find_iter(&logic).map(|it| format!("{}: {}", source.path, it.as_str())));
    }
    none(&wrong, "words come from page.say, in every language");
}

#[test]
fn pages_carry_nothing_inline_and_nothing_from_elsewhere() {
    let inline = pattern(r#"(?i)\sstyle\s*=|<style|\son[a-z]+\s*=\s*"|javascript:|<script>|<iframe|<object|<embed|\sautofocus|placeholder="#);
    let elsewhere = pattern(r#"(?:src|href|action|url\()\s*=?\s*["'(]?\s*(?:https?:)?//"#);
    let mut wrong = Vec::new();
    for source in templates() {
        wrong.extend(source.text.lines().filter(|it| inline.is_match(it)).map(|it| format!("{}: {}", source.path, it.trim())));
    }
    for source in templates().into_iter().chain(all(".css")).chain(all(".js")).filter(|it| !it.is_under("tests/")) {
        wrong.extend(source.text.lines().filter(|it| elsewhere.is_match(it)).map(|it| format!("{}: {}", source.path, it.trim())));
    }
    none(&wrong, "the content policy allows none of this");
}

/// A macro's parameters are set one after the other: an argument that is called like an earlier parameter would be that parameter, and a
/// page would show a field's name where a person's belongs.
#[test]
fn no_argument_of_a_macro_is_called_like_an_earlier_parameter() {
    let (declared, called) = (pattern(r"\{%-? ?macro (\w+)\(([^)]*)\)"), pattern(r"\{% call (?:\w+::)?(\w+)\((.*?)\) ?%\}"));
    let text = pattern(r#""[^"]*""#);
    let macros: BTreeMap<String, Vec<String>> = templates()
        .iter()
        .flat_map(|source| declared.captures_iter(&source.text).map(|it| (it[1].to_owned(), list(&it[2]))).collect::<Vec<_>>())
        .collect();
    let mut wrong = Vec::new();
    for source in templates() {
        for call in called.captures_iter(&source.text) {
            let Some(parameters) = macros.get(&call[1]) else { continue };
            let arguments = list(&text.replace_all(&call[2], ""));
            for (at, argument) in arguments.iter().enumerate() {
                let is_shadowed = |earlier: &(usize, &String)| {
                    let (place, name) = earlier;
                    arguments[*place] != **name && pattern(&format!(r"(^|[^\w.]){name}\b([^(]|$)")).is_match(argument)
                };
                if let Some((_, name)) = parameters.iter().enumerate().take(at).find(is_shadowed) {
                    wrong.push(format!("{}: {} takes `{argument}`, which is its own `{name}` by then", source.path, &call[1]));
                }
            }
        }
    }
    assert!(macros.len() > 5, "the templates were not understood");
    none(&wrong, "an argument that means something else inside");
}

/// Cut at the commas that stand in no bracket.
fn list(text: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for sign in text.chars() {
        depth += i32::from("([{".contains(sign)) - i32::from(")]}".contains(sign));
        match parts.last_mut() {
            Some(last) if sign != ',' || depth > 0 => last.push(sign),
            _ => parts.push(String::new()),
        }
    }
    parts.iter().map(|it| it.trim().to_owned()).collect()
}

#[test]
fn every_form_that_changes_something_carries_its_token() {
    let form = pattern(r"(?s)<form\b.*?</form>");
    let mut wrong = Vec::new();
    for source in templates() {
        for form in form.find_iter(&source.text) {
            let form = form.as_str();
            let changes = form.contains("method=\"post\"") && !form.contains("action=\"/leave\"");
            if changes && !form.contains("name=\"t\"") && !form.contains("token(") {
                wrong.push(format!("{}: {}", source.path, form.lines().next().unwrap_or_default()));
            }
        }
    }
    none(&wrong, "a form without its token is refused by the server");
}

#[test]
fn fields_are_never_filled_in_from_the_browsers_memory() {
    let field = pattern(r#"(?s)<(?:input|textarea)\b(?:[^>{]|\{\{.*?\}\}|\{%.*?%\}|\{)*>"#);
    let quiet = pattern(r#"type="(?:hidden|radio|checkbox|submit)"|autocomplete="#);
    let mut wrong = Vec::new();
    for source in templates() {
        wrong.extend(field.find_iter(&source.text).filter(|it| !quiet.is_match(it.as_str())).map(|it| format!("{}: {}", source.path, it.as_str())));
    }
    none(&wrong, "autocomplete=\"off\", or the right value on a sign-in field");
}

#[test]
fn every_asset_that_a_page_names_is_there() {
    let assets = assets();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let named = pattern(r#"\.asset\("([^"]+)"\)"#);
    for source in templates().iter().chain(&all(".rs")) {
        names.extend(named.captures_iter(&source.text).map(|it| it[1].to_owned()));
    }
    let page = all(".rs").into_iter().find(|it| it.path == "core/src/page.rs").expect("core/src/page.rs");
    names.extend(pattern(r#""([a-z]+\.(?:css|js))""#).captures_iter(&page.text).map(|it| it[1].to_owned()));
    assert!(names.contains("member.js"), "the script with the exit is one of {names:?}");
    let wrong: Vec<String> = names.into_iter().filter(|it| assets.get(it).plain.is_empty()).collect();
    none(&wrong, "named by a page, declared by nobody");
}

#[test]
fn colours_are_named_in_one_file() {
    let colour = pattern(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(");
    let mut wrong = Vec::new();
    for source in all(".css").into_iter().filter(|it| !it.path.ends_with("tokens.css")) {
        wrong.extend(source.text.lines().filter(|it| colour.is_match(it)).map(|it| format!("{}: {}", source.path, it.trim())));
    }
    none(&wrong, "colours stand in tokens.css");
}

/// Keys of words, each with the file that it stands in.
type Keys = BTreeSet<(String, String)>;

/// Keys that are said: in templates, in Rust, as codes of refusals.
fn keys() -> (Keys, Keys) {
    let said = pattern(r#"\b(?:say[12]?|sentence)\(\s*(?:[\w.]+,\s*)?"([a-z0-9-]+)""#);
    let begun = pattern(r#"format!\(\s*"([a-z]+-[a-z0-9-]*-)\{"#);
    let refused = pattern(r#"[A-Z_]+ = "([a-z0-9-]+)" => \d{3}"#);
    let (mut whole, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    let rust = crate::sources::rust().into_iter().map(|it| (it.path.clone(), it.code()));
    for (path, text) in rust.chain(templates().into_iter().map(|it| (it.path, it.text))) {
        let note = |found: &str| (found.to_owned(), path.clone());
        whole.extend(said.captures_iter(&text).chain(refused.captures_iter(&text)).map(|it| note(&it[1])));
        beginnings.extend(begun.captures_iter(&text).map(|it| note(&it[1])));
    }
    (whole, beginnings)
}

#[test]
fn everything_that_is_said_has_words() {
    let sources = phrases();
    let book = Phrasebook::new(&sources).expect("the phrasebook");
    let known = Language::ALL;
    let modules: BTreeSet<&str> = sources.iter().map(|it| it.module).collect();
    let (whole, beginnings) = keys();
    let mut wrong: Vec<String> = whole
        .iter()
        .filter(|(key, _)| key.split_once('-').is_some_and(|(module, _)| modules.contains(module)))
        .flat_map(|(key, path)| known.iter().filter(|it| !book.has(**it, key)).map(move |it| format!("{path}: {key} has no words in {}", it.code())))
        .collect();
    for declared in declared() {
        let mut keys: Vec<&str> = declared.clauses.iter().chain(declared.briefing).copied().collect();
        keys.extend(declared.considerations.iter().flat_map(|it| [it.connection, it.anonymity, it.devices, it.access, it.confidentiality]));
        keys.extend(declared.refusals.iter().flat_map(|it| it.iter().map(|it| it.code)));
        let acts: Vec<String> = declared.acts.iter().map(|it| format!("{}-act-{}", declared.name, it.replace('.', "-"))).collect();
        keys.extend(acts.iter().map(String::as_str));
        wrong.extend(keys.iter().flat_map(|key| {
            known.iter().filter(|it| !book.has(**it, key)).map(move |it| format!("{}: {key} has no words in {}", declared.name, it.code()))
        }));
    }
    for key in hearth_core::audit::acts::ACTS.iter().map(|it| hearth_core::audit::acts::key(it)) {
        wrong.extend(known.iter().filter(|it| !book.has(**it, &key)).map(|it| format!("audit: {key} has no words in {}", it.code())));
    }
    let texts: Vec<String> = sources.iter().flat_map(|it| hearth_core::locale::texts(it, known[0])).map(|it| it.0).collect();
    wrong.extend(
        beginnings
            .iter()
            .filter(|(start, _)| start.split_once('-').is_some_and(|(module, _)| modules.contains(module)))
            .filter(|(start, _)| !texts.iter().any(|it| it.starts_with(start.as_str())))
            .map(|(start, path)| format!("{path}: no words begin with {start}")),
    );
    none(&wrong, "no page, refusal or reason without words in every language");
}

#[test]
fn two_modules_have_no_message_in_common() {
    let book = |sources: &[Source]| Phrasebook::new(sources).map(|_| ()).map_err(|it| it.to_string());
    let one = Source { module: "one", en: "one-hello = Hello\n", fr: "one-hello = Bonjour\n" };
    assert_eq!(book(&[one]), Ok(()), "one key in two languages is one message");
    let thief = Source { module: "two", en: "two-bye = Bye\none-hello = Go away\n", fr: "two-bye = Salut\n" };
    assert_eq!(book(&[one, thief]), Err("two/en: one-hello is there twice".into()), "a plugin took another's words");
    let twice = Source { module: "one", en: "one-hello = Hello\none-hello =\n    Hi\n", fr: "" };
    assert_eq!(book(&[twice]), Err("one/en: one-hello is there twice".into()));
}

#[test]
fn whatever_stands_in_a_file_of_words_can_be_said() {
    let sources = phrases();
    let book = Phrasebook::new(&sources).expect("the phrasebook");
    let mut wrong = Vec::new();
    for (source, language) in sources.iter().flat_map(|it| Language::ALL.map(|language| (it, language))) {
        let keys = hearth_core::locale::texts(source, language);
        wrong.extend(keys.iter().filter(|it| !book.has(language, &it.0)).map(|it| format!("{}/{}: {}", source.module, language.code(), it.0)));
    }
    none(&wrong, "the phrasebook finds every message, in whichever module and language it stands");
}

#[test]
fn a_file_is_packed_for_whoever_asks_first_and_not_before() {
    let assets = assets();
    let style = assets.get("member.css");
    assert!(Packing::ALL.iter().all(|it| style.packed(*it).is_none()), "the start packs what nobody may want");
    let packed = style.pack(Packing::Brotli);
    assert!(packed.len() < style.plain.len() / 2);
    assert_eq!(style.packed(Packing::Brotli), Some(packed), "it is packed once");
    assert_eq!(style.packed(Packing::Gzip), None);
}
