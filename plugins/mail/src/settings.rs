//! What staff set about a list.
use garde::Validate;
use hearth_core::settings::Settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The subject line of what is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A few words that say nothing.
    Neutral,
    /// The words of whoever began the conversation.
    Own,
}

/// A group's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// What stands in the subject line of what is sent, where everyone who sees the screen can read it.
    #[garde(skip)]
    #[schemars(extend("x-per" = "group", "x-beside" = true))]
    pub subject: Subject,
    /// The hour of the day at which what was said since the last time goes out together, to those who chose that.
    #[garde(range(min = 0, max = 23))]
    #[schemars(extend("x-per" = "group", "x-beside" = true))]
    pub digest_hour: u32,
    /// Minutes in which people can change what they wrote. While staff alone can see it, they always can.
    #[garde(range(min = 0, max = 1440))]
    #[schemars(extend("x-per" = "group"))]
    pub edit_minutes: u32,
    /// Conversations on one page.
    #[garde(range(min = 5, max = 50))]
    #[schemars(extend("x-per" = "group"))]
    pub conversations_per_page: u32,
    /// Messages on one page of a conversation.
    #[garde(range(min = 5, max = 50))]
    #[schemars(extend("x-per" = "group"))]
    pub entries_per_page: u32,
    /// The longest message, in characters.
    #[garde(range(min = 200, max = 20000))]
    #[schemars(extend("x-per" = "group"))]
    pub longest_entry: u32,
}

impl Default for Mail {
    fn default() -> Self {
        Mail { subject: Subject::Neutral, digest_hour: 18, edit_minutes: 30, conversations_per_page: 20, entries_per_page: 20, longest_entry: 8000 }
    }
}

impl Settings for Mail {
    const NAMESPACE: &'static str = crate::NAME;
}

impl Mail {
    /// How long people can change what they wrote.
    pub fn edit_window(&self) -> Duration {
        Duration::from_secs(u64::from(self.edit_minutes) * 60)
    }
}
