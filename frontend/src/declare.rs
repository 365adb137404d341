//! What the frontend adds to the kernel: styles, scripts and words. It is no plugin, but it declares as one.
use hearth_core::{Registrar, locale::Source, plugin::Declarations};

/// What travels is few files: each request costs a phone with a slow line more than what it brings. Sources stay apart.
macro_rules! styles {
    ($($name:literal),*) => { concat!($(include_str!(concat!("../css/", $name, ".css"))),*).as_bytes() };
}

/// Scripts that every page of a face runs, as one module. Each stands in a block of its own, so that none sees another's names.
macro_rules! scripts {
    ($($name:literal),*) => { concat!($("{\n", include_str!(concat!("../js/", $name, ".js")), "\n}\n"),*).as_bytes() };
}

pub const WORDS: &[Source] = &[
    Source { module: "frontend", en: include_str!("../locales/en.ftl"), fr: include_str!("../locales/fr.ftl") },
    Source { module: "account", en: include_str!("../locales/account.en.ftl"), fr: include_str!("../locales/account.fr.ftl") },
    Source { module: "join", en: include_str!("../locales/join.en.ftl"), fr: include_str!("../locales/join.fr.ftl") },
    Source { module: "groups", en: include_str!("../locales/groups.en.ftl"), fr: include_str!("../locales/groups.fr.ftl") },
    Source { module: "desk", en: include_str!("../locales/desk.en.ftl"), fr: include_str!("../locales/desk.fr.ftl") },
    Source { module: "meet", en: include_str!("../locales/meet.en.ftl"), fr: include_str!("../locales/meet.fr.ftl") },
    Source { module: "own", en: include_str!("../locales/own.en.ftl"), fr: include_str!("../locales/own.fr.ftl") },
];

pub fn declarations() -> Declarations {
    let mut registrar = Registrar::new("frontend");
    registrar
        .assets("member.css", styles!("tokens", "base", "layout", "components", "meeting"))
        .assets("staff.css", styles!("tokens", "base", "layout", "components", "meeting", "staff"))
        // One screen that does not scroll: fetched by the pages that are one.
        .assets("room.css", include_bytes!("../css/room.css"))
        // join before visit: visit takes the fragment out of the address.
        .assets("member.js", scripts!("exit", "join", "visit", "cover"))
        .assets("staff.js", scripts!("exit", "staff", "passkey"))
        // Fetched by the few pages that need them (`data-script`).
        .assets("live.js", include_bytes!("../js/live.js"))
        .assets("door.js", include_bytes!("../js/door.js"))
        .assets("own-time.js", include_bytes!("../js/own-time.js"))
        .assets("write.js", include_bytes!("../js/write.js"))
        .assets("passkey.js", include_bytes!("../js/passkey.js"))
        .assets("setup.js", include_bytes!("../js/setup.js"))
        .assets("icon.svg", include_bytes!("../img/icon.svg"))
        .no_personal_data(&[], "it has no tables");
    WORDS.iter().for_each(|it| {
        registrar.locales(*it);
    });
    registrar.finish()
}
