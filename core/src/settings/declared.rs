//! What a declaration of settings says, for forms, manuals and examples.
use garde::Validate;
use schemars::{JsonSchema, schema_for};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
};

/// A struct of settings. `Default` is the only place where a default is written: the struct says
/// `#[serde(default, deny_unknown_fields)]`.
pub trait Settings: Serialize + DeserializeOwned + Default + JsonSchema + Validate<Context = ()> + Send + Sync + 'static {
    /// The plugin's name, or the part of the core; `[namespace]` in the manual, and the start of its words' keys.
    const NAMESPACE: &'static str;
}

/// What a form, a manual and an example need to know about one setting.
/// Its words are `NAMESPACE-setting-NAME` (underscores as hyphens), with `…-help` where there is more to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub name: String,
    /// English, from the doc comment: for the manual. Pages take the phrasebook's words.
    pub about: String,
    pub control: Control,
    pub default: Value,
    pub per: Per,
    /// It also counts where the plugin is another door into a group that meets by something else: `extend("x-beside" = true)`.
    pub is_beside: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Control {
    Switch,
    Number { least: Option<i64>, most: Option<i64> },
    Text { longest: Option<i64> },
    Choice(Vec<String>),
}

/// Who sets it: `#[schemars(extend("x-per" = "group"))]` makes it a group's; otherwise it is the site's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    Site,
    Group,
}

/// A form, read: the settings as JSON, or the names of every wrong field.
pub type ReadForm = fn(&HashMap<String, String>) -> Result<Value, Vec<String>>;

/// A declaration with its type rubbed out, as the registrar keeps it.
#[derive(Clone)]
pub struct Declared {
    pub namespace: &'static str,
    pub fields: Vec<Field>,
    /// Reads a form: the settings as JSON, or the names of every wrong field.
    pub read: ReadForm,
    pub markdown: fn() -> String,
    pub default: fn() -> Value,
}

impl Declared {
    pub fn of<S: Settings>() -> Declared {
        Declared {
            namespace: S::NAMESPACE,
            fields: fields::<S>(),
            read: |form| read::<S>(form).map(|it| serde_json::to_value(it).unwrap_or_default()),
            markdown: markdown::<S>,
            default: || serde_json::to_value(S::default()).unwrap_or_default(),
        }
    }
}

/// The fields, in the order of the declaration.
pub fn fields<S: Settings>() -> Vec<Field> {
    let schema = schema_for!(S).to_value();
    let defaults = serde_json::to_value(S::default()).unwrap_or_default();
    let named = |it: &Value| it["$ref"].as_str().and_then(|it| schema.pointer(it.trim_start_matches('#'))).cloned();
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, own)| {
            let shape = named(own).unwrap_or_else(|| own.clone()); // an enum of ours is described apart
            // An enum without docs is `enum: [..]`; with a doc comment on each variant it is `oneOf: [{const: ..}]`.
            let plain = shape["enum"].as_array().into_iter().flatten();
            let documented = shape["oneOf"].as_array().into_iter().flatten().map(|it| &it["const"]);
            let choices: Vec<String> = plain.chain(documented).filter_map(|it| Some(it.as_str()?.to_owned())).collect();
            let control = match shape["type"].as_str() {
                _ if !choices.is_empty() => Control::Choice(choices),
                Some("boolean") => Control::Switch,
                Some("integer") => Control::Number { least: shape["minimum"].as_i64(), most: shape["maximum"].as_i64() },
                _ => Control::Text { longest: shape["maxLength"].as_i64() },
            };
            let about = own["description"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            let per = if own["x-per"] == "group" { Per::Group } else { Per::Site };
            Field { name: name.clone(), about, control, default: defaults[name].clone(), per, is_beside: own["x-beside"] == true }
        })
        .collect()
}

/// Reads a submitted form: the settings, or every wrong field by name.
pub fn read<S: Settings>(form: &HashMap<String, String>) -> Result<S, Vec<String>> {
    let mut wrong = Vec::new();
    let values: Map<String, Value> = fields::<S>()
        .into_iter()
        .map(|field| {
            let given = form.get(&field.name).map(String::as_str);
            let value = match field.control {
                Control::Switch => Some(Value::Bool(given.is_some())), // an unticked box is not sent
                Control::Number { .. } => given.and_then(|it| it.trim().parse::<i64>().ok()).map(Value::from),
                Control::Text { .. } | Control::Choice(_) => given.map(|it| Value::from(it.trim())),
            };
            let value = value.unwrap_or_else(|| {
                wrong.push(field.name.clone());
                field.default
            });
            // One at a time, so that a value of the wrong type is named too and not only the first.
            let alone = Value::Object(Map::from_iter([(field.name.clone(), value.clone())]));
            if serde_json::from_value::<S>(alone).is_err() {
                wrong.push(field.name.clone());
            }
            (field.name, value)
        })
        .collect();
    if !wrong.is_empty() {
        wrong.dedup();
        return Err(wrong);
    }
    let settings: S = serde_json::from_value(Value::Object(values)).map_err(|_| Vec::new())?;
    let Err(report) = settings.validate() else { return Ok(settings) };
    let outside: HashSet<String> = report.iter().map(|(path, _)| path.to_string()).collect(); // garde's order is alphabetical
    Err(fields::<S>().into_iter().map(|it| it.name).filter(|it| outside.contains(it)).collect())
}

/// One table row each, for `docs/settings.md`.
pub fn markdown<S: Settings>() -> String {
    let head = "| setting | per | default | allowed | what it does |\n|---|---|---|---|---|\n";
    fields::<S>().iter().fold(head.into(), |mut page, it| {
        let per = match it.per {
            Per::Site => "site",
            Per::Group => "group",
        };
        let _ = writeln!(page, "| `{}` | {per} | `{}` | {} | {} |", it.name, it.default, allowed(&it.control), it.about);
        page
    })
}

fn allowed(control: &Control) -> String {
    let bound = |it: &Option<i64>| it.map_or("…".into(), |it| it.to_string());
    match control {
        Control::Switch => "true, false".into(),
        Control::Number { least, most } => format!("{} to {}", bound(least), bound(most)),
        Control::Text { longest } => format!("at most {} characters", bound(longest)),
        Control::Choice(them) => them.join(", "),
    }
}
