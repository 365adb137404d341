//! The settings of a group: what is done about personal details, what its plugin declared, what the ways beside it did, and the switch of
//! its way of meeting.
//! All is drawn from the declarations. A group keeps only what differs from the site.
use super::{
    form::{Choice, Mistake, Part, Section, Values, get, tick},
    frame::Opened,
    papers,
};
use hearth_core::{
    Result,
    group::{change::change_settings, switches},
    moderation::personal_details::Moderation,
    settings::{self, Control, Declared, Field, Per},
};
use serde_json::Value;

pub struct Own;

/// The field of the switch. No setting is called so: names of settings have no hyphens.
const SWITCH: &str = "switched-off";

fn declared(opened: &Opened) -> Vec<Declared> {
    let plugin = opened.group.modality.as_deref().and_then(|it| opened.kernel.plugin(it));
    let of_plugin = plugin.into_iter().flat_map(|it| it.settings.iter().cloned());
    std::iter::once(Declared::of::<Moderation>()).chain(of_plugin).collect()
}

/// Of the ways that stand beside the group's own: those that declared something that counts there.
fn beside(opened: &Opened) -> Vec<Declared> {
    let plugins = opened.group.linked.split_whitespace().filter_map(|it| opened.kernel.plugin(it));
    let declared = plugins.flat_map(|it| it.settings.iter().cloned());
    declared.filter(|it| it.fields.iter().any(|field| field.is_beside)).collect()
}

/// Two ways may call a setting alike: beside the group's own it bears the name of its way.
fn name_beside(declared: &Declared, field: &Field) -> String {
    format!("{}-{}", declared.namespace, field.name)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Bool(is_on) => is_on.then(|| "on".to_owned()),
        Value::String(text) => Some(text.clone()),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

impl Section for Own {
    const PAGE: &'static str = "settings";

    async fn values(opened: &Opened) -> Result<Values> {
        let mut values = Values::new();
        for it in declared(opened) {
            let kept = settings::get_raw(&opened.kernel, it.namespace, Some(opened.group.id)).await?;
            for field in &it.fields {
                let value = kept.get(&field.name).unwrap_or(&field.default);
                if let Some(text) = text_of(value) {
                    values.insert(field.name.clone(), text);
                }
            }
        }
        for it in beside(opened) {
            let kept = settings::get_raw(&opened.kernel, it.namespace, Some(opened.group.id)).await?;
            for field in it.fields.iter().filter(|it| it.is_beside) {
                if let Some(text) = text_of(kept.get(&field.name).unwrap_or(&field.default)) {
                    values.insert(name_beside(&it, field), text);
                }
            }
        }
        if let Some(plugin) = &opened.group.modality
            && switches::off(&opened.kernel, Some(opened.group.id)).await?.contains(plugin)
        {
            values.insert(SWITCH.into(), "on".into());
        }
        Ok(values)
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        let mut parts = Vec::new();
        for it in declared(opened) {
            let site = settings::get_raw(&opened.kernel, it.namespace, None).await?;
            for field in it.fields.iter().filter(|it| it.per == Per::Group) {
                parts.push(part(opened, it.namespace, field, field.name.clone(), values, &site));
            }
        }
        for it in beside(opened) {
            let site = settings::get_raw(&opened.kernel, it.namespace, None).await?;
            parts.push(Part::Heading(page.say(&format!("{}-name", it.namespace))));
            for field in it.fields.iter().filter(|it| it.is_beside) {
                parts.push(part(opened, it.namespace, field, name_beside(&it, field), values, &site));
            }
        }
        if opened.group.modality.is_none() {
            parts.push(Part::Note(page.say("group-decision-no-way-yet")));
        }
        if let Some(way) = opened.group.modality.as_deref().and_then(|it| opened.kernel.modality(it)) {
            parts.push(Part::Note(papers::data(opened, way.as_ref())));
        }
        if opened.group.modality.is_some() {
            parts.push(Part::Choices {
                question: page.say("groups-switch"),
                help: page.say("groups-switch-help"),
                options: vec![tick(SWITCH, page.say("groups-switch-off"), values)],
                is_many: true,
            });
        }
        Ok(parts)
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let mut mistakes = Vec::new();
        for it in declared(opened) {
            // What only the site sets stays as the site has it.
            let site = settings::get_raw(&opened.kernel, it.namespace, None).await?;
            let mut form = values.clone();
            for field in it.fields.iter().filter(|it| it.per == Per::Site) {
                form.remove(&field.name);
                if let Some(text) = text_of(site.get(&field.name).unwrap_or(&field.default)) {
                    form.insert(field.name.clone(), text);
                }
            }
            match (it.read)(&form) {
                Ok(value) => change_settings(&opened.kernel, opened.person, opened.group.id, &it, value).await?,
                Err(wrong) => mistakes.extend(wrong.into_iter().map(|name| (name, opened.page.say("groups-wrong-value")))),
            }
        }
        for it in beside(opened) {
            // What is about its own pages stays as it was.
            let kept = settings::get_raw(&opened.kernel, it.namespace, Some(opened.group.id)).await?;
            let given = |field: &Field| match field.is_beside {
                true => values.get(&name_beside(&it, field)).cloned(),
                false => text_of(kept.get(&field.name).unwrap_or(&field.default)),
            };
            let form = it.fields.iter().filter_map(|field| Some((field.name.clone(), given(field)?))).collect();
            match (it.read)(&form) {
                Ok(value) => change_settings(&opened.kernel, opened.person, opened.group.id, &it, value).await?,
                Err(wrong) => {
                    mistakes.extend(wrong.into_iter().map(|name| (format!("{}-{name}", it.namespace), opened.page.say("groups-wrong-value"))))
                }
            }
        }
        if let Some(plugin) = opened.group.modality.as_deref().filter(|_| mistakes.is_empty()) {
            let scope = Some(opened.group.id);
            let (was_off, is_off) = (switches::off(&opened.kernel, scope).await?.iter().any(|it| it == plugin), values.contains_key(SWITCH));
            if was_off != is_off {
                switches::set_off(&opened.kernel, opened.person, scope, plugin, is_off).await?;
            }
        }
        Ok(mistakes)
    }
}

fn part(opened: &Opened, namespace: &str, field: &Field, name: String, values: &Values, site: &Value) -> Part {
    let page = &opened.page;
    let key = format!("{namespace}-setting-{}", field.name.replace('_', "-"));
    let label = page.say(&key);
    let help = format!("{key}-help");
    let mut help = if opened.kernel.words.has(page.language, &help) { page.say(&help) } else { String::new() };
    let value = get(values, &name);
    let choice = |it: &str| page.say(&format!("{key}-{}", it.replace('_', "-")));
    let elsewhere = text_of(site.get(&field.name).unwrap_or(&field.default)).unwrap_or_default();
    if elsewhere != value && field.control != Control::Switch {
        let words = if matches!(field.control, Control::Choice(_)) { choice(&elsewhere) } else { elsewhere };
        help = format!("{help} {}", page.say1("groups-settings-only-here", "value", words)).trim().to_owned();
    }
    match &field.control {
        Control::Switch => Part::Choices { question: label.clone(), help, options: vec![tick(name, label, values)], is_many: true },
        Control::Number { .. } => Part::Text { name, label, help, value, kind: "number", longest: 12 },
        Control::Text { longest } => {
            let longest = longest.and_then(|it| u32::try_from(it).ok()).unwrap_or(200);
            Part::Text { name, label, help, value, kind: "text", longest }
        }
        Control::Choice(them) => {
            let option =
                |it: &String| Choice { name: name.clone(), label: choice(it), help: String::new(), is_chosen: *it == value, value: it.clone() };
            Part::Choices { question: label, help, options: them.iter().map(option).collect(), is_many: false }
        }
    }
}
