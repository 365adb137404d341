//! What staff set about a forum.
use garde::Validate;
use hearth_core::settings::Settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A group's forum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Forum {
    /// Minutes in which people can change what they wrote. While staff alone can see it, they always can.
    #[garde(range(min = 0, max = 1440))]
    #[schemars(extend("x-per" = "group"))]
    pub edit_minutes: u32,
    /// Topics on one page.
    #[garde(range(min = 5, max = 50))]
    #[schemars(extend("x-per" = "group"))]
    pub topics_per_page: u32,
    /// Messages on one page of a topic.
    #[garde(range(min = 5, max = 50))]
    #[schemars(extend("x-per" = "group"))]
    pub entries_per_page: u32,
    /// The longest message, in characters.
    #[garde(range(min = 200, max = 20000))]
    #[schemars(extend("x-per" = "group"))]
    pub longest_entry: u32,
}

impl Default for Forum {
    fn default() -> Self {
        Forum { edit_minutes: 30, topics_per_page: 20, entries_per_page: 20, longest_entry: 8000 }
    }
}

impl Settings for Forum {
    const NAMESPACE: &'static str = crate::NAME;
}

impl Forum {
    /// How long people can change what they wrote.
    pub fn edit_window(&self) -> Duration {
        Duration::from_secs(u64::from(self.edit_minutes) * 60)
    }
}
