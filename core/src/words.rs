//! The core's own words: days, refusals, reasons, consents.
use crate::locale::Source;

pub const WORDS: &[Source] = &[
    Source { module: "core", en: include_str!("../locales/en.ftl"), fr: include_str!("../locales/fr.ftl") },
    Source { module: "person", en: include_str!("../locales/person.en.ftl"), fr: include_str!("../locales/person.fr.ftl") },
    Source { module: "group", en: include_str!("../locales/group.en.ftl"), fr: include_str!("../locales/group.fr.ftl") },
    Source { module: "joining", en: include_str!("../locales/joining.en.ftl"), fr: include_str!("../locales/joining.fr.ftl") },
    Source { module: "meeting", en: include_str!("../locales/meeting.en.ftl"), fr: include_str!("../locales/meeting.fr.ftl") },
    Source { module: "moderation", en: include_str!("../locales/moderation.en.ftl"), fr: include_str!("../locales/moderation.fr.ftl") },
    Source { module: "personal", en: include_str!("../locales/personal.en.ftl"), fr: include_str!("../locales/personal.fr.ftl") },
    Source { module: "region", en: include_str!("../locales/region.en.ftl"), fr: include_str!("../locales/region.fr.ftl") },
];
