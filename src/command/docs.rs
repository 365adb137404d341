//! The pages of the manual that are made of declarations. They are committed; a test refuses stale ones.
use super::Ended;
use crate::{config::Config, plugins};
use hearth_core::{
    event,
    locale::Phrasebook,
    moderation::personal_details::Moderation,
    personal_data::inventory,
    settings::{Declared, declared::markdown},
    site::Site,
};
use std::{fs, path::Path};

/// Every generated file: its path in the sources, and its text.
pub fn generated() -> anyhow::Result<Vec<(&'static str, String)>> {
    let declared = plugins::declarations(&plugins::all());
    let mut sources = hearth_core::words::WORDS.to_vec();
    sources.extend(declared.iter().flat_map(|it| it.locales.iter().copied()));
    let words = Phrasebook::new(&sources).map_err(|fault| anyhow::anyhow!("{fault:#}"))?;
    let made = "Made by `hearth docs`; do not edit.\n\n";
    let mut settings =
        format!("# Settings\n\n{made}## The installation\n\nIn `hearth.toml`, or in the environment as `HEARTH__` and the name in capitals.\n\n");
    settings.push_str(&markdown::<Config>());
    let of_plugins = declared.iter().flat_map(|it| &it.settings);
    for declared in [Declared::of::<Site>(), Declared::of::<Moderation>()].iter().chain(of_plugins) {
        settings.push_str(&format!("\n## `{}`\n\nChanged by staff, on the settings pages.\n\n{}", declared.namespace, (declared.markdown)()));
    }
    let mut events = format!(
        "# Events\n\n{made}Told after what happened is committed, at least once, to every handler. They carry ids, never words.\n\n| event | carries | when |\n|---|---|---|\n"
    );
    for (name, fields, meaning) in event::CATALOGUE {
        events.push_str(&format!("| `{name}` | {} | {} |\n", fields.join(", "), meaning.trim()));
    }
    Ok(vec![
        ("docs/settings.md", settings),
        ("docs/events.md", events),
        ("docs/data-inventory.md", inventory::document(&words, &declared)),
        ("deploy/config.example.toml", Config::example()),
    ])
}

pub fn run(folder: &Path) -> Result<(), Ended> {
    for (path, text) in generated()? {
        let path = folder.join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        written.map_err(|fault| Ended::failed(format!("{} cannot be written: {fault}.", path.display())))?;
        println!("{}", path.display());
    }
    Ok(())
}
