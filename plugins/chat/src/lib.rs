//! The chat: one room a group, where what is written is there at once. The plugin's table of contents.
mod act;
mod frame;
mod listener;
mod live;
mod modality;
mod page;
mod private;
mod rate;
mod reader;
mod refusals;
mod room;
pub mod rooms;
mod routes;
mod say;
mod seat;
mod settings;
mod socket;
mod staff;
mod state;

pub use settings::Chat as Settings;

use hearth_core::{Plugin, Registrar, locale::Source, plugin::Consideration};

/// Its folder, address segment and settings namespace.
pub const NAME: &str = "chat";

/// Its words, for the tests of words.
pub const WORDS: Source = Source { module: NAME, en: include_str!("../locales/en.ftl"), fr: include_str!("../locales/fr.ftl") };

/// The chat, as the list of plugins names it.
pub struct Chat;

impl Plugin for Chat {
    fn name(&self) -> &'static str {
        NAME
    }

    fn register(&self, registrar: &mut Registrar) {
        registrar
            .modality(modality::Chat::default)
            .settings::<settings::Chat>()
            .no_personal_data(&[], "it has no tables: all that is said stands in the core")
            .group_routes(routes::routes)
            .locales(WORDS)
            .refusals(refusals::REFUSALS)
            .assets("chat.js", include_bytes!("../assets/chat.js"))
            .assets("console.js", include_bytes!("../assets/console.js"))
            .clauses(&["chat-clause-screenshots", "chat-clause-saving", "chat-clause-others-in-the-room", "chat-clause-accounts"])
            .briefing(&["chat-briefing-alone", "chat-briefing-details", "chat-briefing-hide"])
            .considerations(Consideration {
                connection: "chat-consider-connection",
                anonymity: "chat-consider-anonymity",
                devices: "chat-consider-devices",
                access: "chat-consider-access",
                confidentiality: "chat-consider-confidentiality",
            });
    }
}
