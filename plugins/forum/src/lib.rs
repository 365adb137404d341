//! The forum: topics and replies, at any time. The plugin's table of contents.
mod act;
mod compose;
mod frame;
mod list;
mod migrations;
mod modality;
mod read;
mod refusals;
mod routes;
mod search;
mod settings;
mod staff;
mod sweep;
mod table;
mod topic;

use hearth_core::{Plugin, Registrar, locale::Source, personal_data::Class, plugin::Consideration};

/// Its folder, address segment, settings namespace and table prefix.
pub const NAME: &str = "forum";

/// Its words, for the tests of words.
pub const WORDS: Source = Source { module: NAME, en: include_str!("../locales/en.ftl"), fr: include_str!("../locales/fr.ftl") };

/// The forum, as the list of plugins names it.
pub struct Forum;

impl Plugin for Forum {
    fn name(&self) -> &'static str {
        NAME
    }

    fn register(&self, registrar: &mut Registrar) {
        registrar
            .modality(|| modality::Forum)
            .settings::<settings::Forum>()
            .migrations(migrations::all)
            .no_personal_data(CATALOGUE, "its rows name entries, and say when a topic was last written in; whose entries they are stands in the core")
            .job(sweep::Sweep)
            .group_routes(routes::routes)
            .locales(WORDS)
            .refusals(refusals::REFUSALS)
            .acts(&["topic.closed", "topic.opened", "topic.pinned", "topic.unpinned"])
            .clauses(&[
                "forum-clause-screenshots",
                "forum-clause-saving",
                "forum-clause-forwarding",
                "forum-clause-others-in-the-room",
                "forum-clause-accounts",
            ])
            .briefing(&["forum-briefing-alone", "forum-briefing-details", "forum-briefing-answers"])
            .considerations(Consideration {
                connection: "forum-consider-connection",
                anonymity: "forum-consider-anonymity",
                devices: "forum-consider-devices",
                access: "forum-consider-access",
                confidentiality: "forum-consider-confidentiality",
            });
    }
}

/// Every column of its table.
const CATALOGUE: &[hearth_core::personal_data::Catalogued] = &[
    ("forum_topics", "id", Class::Id),
    ("forum_topics", "group", Class::Id),
    ("forum_topics", "opening", Class::Id),
    ("forum_topics", "created", Class::Time),
    ("forum_topics", "latest", Class::Time),
    ("forum_topics", "entries", Class::State),
    ("forum_topics", "is_closed", Class::State),
    ("forum_topics", "is_pinned", Class::State),
];
