//! Form fields drawn from a declaration of settings.
use hearth_core::{
    page::Page,
    settings::{Control, Declared},
};
use serde_json::Value;
use std::collections::HashMap;

pub struct Field {
    pub name: String,
    pub label: String,
    pub help: String,
    pub error: String,
    pub value: String,
    pub is_on: bool,
    pub kind: &'static str,
    pub longest: i64,
    /// Value, words, chosen.
    pub choices: Vec<(String, String, bool)>,
}

/// More than so many choices fold into one line.
const FEW: usize = 5;
/// More than so many characters are no longer one line.
const ONE_LINE: i64 = 300;

/// The key of a choice's words: `America/Toronto` is `…-america-toronto`.
pub fn choice_key(base: &str, choice: &str) -> String {
    format!("{base}-{}", choice.to_lowercase().replace(['/', '_'], "-"))
}

/// The fields of a declaration with the values that hold, or those that were typed and the names of the wrong ones.
pub fn fields(page: &Page, declared: &Declared, kept: &Value, key: &str, typed: Option<(&HashMap<String, String>, &[String])>) -> Vec<Field> {
    let words = |it: &str| page.kernel.words.find(page.language, it, &[]);
    let shown = declared.fields.iter().filter(|it| it.name != "is_set_up");
    shown
        .map(|it| {
            let base = format!("{key}{}", it.name.replace('_', "-"));
            let value = kept.get(&it.name).unwrap_or(&it.default);
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            };
            let value = typed.map_or(text, |(form, _)| form.get(&it.name).cloned().unwrap_or_default());
            let is_wrong = typed.is_some_and(|(_, wrong)| wrong.contains(&it.name));
            let (kind, longest, choices) = match &it.control {
                Control::Switch => ("switch", 0, Vec::new()),
                Control::Number { .. } => ("number", 12, Vec::new()),
                Control::Text { longest: Some(longest) } if *longest > ONE_LINE => ("area", *longest, Vec::new()),
                Control::Text { longest } => ("text", longest.unwrap_or(ONE_LINE), Vec::new()),
                Control::Choice(them) => {
                    let choice = |it: &String| (it.clone(), words(&choice_key(&base, it)).unwrap_or_else(|| it.clone()), *it == value);
                    // A value that was set by another way stays until somebody chooses.
                    let odd = (!value.is_empty() && !them.contains(&value)).then(|| value.clone());
                    (if them.len() > FEW { "select" } else { "choice" }, 0, them.iter().chain(&odd).map(choice).collect())
                }
            };
            let error = match (is_wrong, &it.control) {
                (false, _) => String::new(),
                (true, Control::Number { least: Some(least), most: Some(most) }) => page.say2("desk-wrong-number", "least", *least, "most", *most),
                (true, _) => page.say("desk-wrong-value"),
            };
            Field {
                label: page.say(&base),
                help: words(&format!("{base}-help")).unwrap_or_default(),
                error,
                is_on: value == "true" || value == "on",
                kind,
                longest,
                choices,
                name: it.name.clone(),
                value,
            }
        })
        .collect()
}
