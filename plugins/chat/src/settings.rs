//! What staff set about a chat.
use garde::Validate;
use hearth_core::settings::Settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A group's chat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Chat {
    /// Whether people can answer a message by one of three plain signs. Only while a meeting is open.
    #[garde(skip)]
    #[schemars(extend("x-per" = "group"))]
    pub reactions: bool,
    /// Whether people see that somebody writes. Only while a meeting is open.
    #[garde(skip)]
    #[schemars(extend("x-per" = "group"))]
    pub typing: bool,
    /// The longest message, in characters.
    #[garde(range(min = 200, max = 4000))]
    #[schemars(extend("x-per" = "group"))]
    pub longest_message: u32,
    /// Messages that one person can send in a minute. More than anyone types; a load test sets it wider.
    #[garde(range(min = 10, max = 10_000_000))]
    #[schemars(extend("x-per" = "group"))]
    pub messages_per_minute: u32,
}

impl Default for Chat {
    fn default() -> Self {
        Chat { reactions: true, typing: true, longest_message: 1000, messages_per_minute: 100 }
    }
}

impl Settings for Chat {
    const NAMESPACE: &'static str = crate::NAME;
}
