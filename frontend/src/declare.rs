//! What the frontend adds to the kernel: styles, scripts and words. It is no plugin, but it declares as one.
use hearth_core::{Registrar, locale::Source, plugin::Declarations};

const MEMBER_STYLES: &str = concat!(
    include_str!("../css/tokens.css"),
    include_str!("../css/base.css"),
    include_str!("../css/layout.css"),
    include_str!("../css/components.css"),
);
const STAFF_STYLES: &str = include_str!("../css/staff.css");

pub const WORDS: &[Source] = &[
    Source { module: "frontend", en: include_str!("../locales/en.ftl"), fr: include_str!("../locales/fr.ftl") },
    Source { module: "account", en: include_str!("../locales/account.en.ftl"), fr: include_str!("../locales/account.fr.ftl") },
    Source { module: "join", en: include_str!("../locales/join.en.ftl"), fr: include_str!("../locales/join.fr.ftl") },
    Source { module: "groups", en: include_str!("../locales/groups.en.ftl"), fr: include_str!("../locales/groups.fr.ftl") },
    Source { module: "desk", en: include_str!("../locales/desk.en.ftl"), fr: include_str!("../locales/desk.fr.ftl") },
    Source { module: "own", en: include_str!("../locales/own.en.ftl"), fr: include_str!("../locales/own.fr.ftl") },
];

pub fn declarations() -> Declarations {
    let mut registrar = Registrar::new("frontend");
    registrar
        .assets("member.css", MEMBER_STYLES.as_bytes())
        .assets("staff.css", STAFF_STYLES.as_bytes())
        .assets("exit.js", include_bytes!("../js/exit.js"))
        .assets("join.js", include_bytes!("../js/join.js"))
        .assets("visit.js", include_bytes!("../js/visit.js"))
        .assets("cover.js", include_bytes!("../js/cover.js"))
        .assets("passkey.js", include_bytes!("../js/passkey.js"))
        .assets("setup.js", include_bytes!("../js/setup.js"))
        .assets("live.js", include_bytes!("../js/live.js"))
        .assets("write.js", include_bytes!("../js/write.js"))
        .assets("print.js", include_bytes!("../js/print.js"))
        .assets("staff.js", include_bytes!("../js/staff.js"))
        .assets("icon.svg", include_bytes!("../img/icon.svg"))
        .no_personal_data(&[], "it has no tables");
    WORDS.iter().for_each(|it| {
        registrar.locales(*it);
    });
    registrar.finish()
}
