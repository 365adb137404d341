//! What staff set about texts.
use crate::number::Region;
use garde::Validate;
use hearth_core::settings::Settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A group's texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Text {
    /// Minutes in which what was said is gathered into one text, for those who chose that.
    #[garde(range(min = 5, max = 1440))]
    #[schemars(extend("x-per" = "group"))]
    pub gather_minutes: u32,
    /// The same while a group meets and much is said: then also for those who chose each message by itself.
    #[garde(range(min = 1, max = 30))]
    #[schemars(extend("x-per" = "group"))]
    pub gather_minutes_in_meeting: u32,
    /// The most parts of 160 characters that one text may take. Each is paid for.
    #[garde(range(min = 1, max = 10))]
    #[schemars(extend("x-per" = "group"))]
    pub longest_parts: u32,
    /// The most parts that go to one phone in a day (safety.md SMS-8).
    #[garde(range(min = 1, max = 200))]
    #[schemars(extend("x-per" = "group"))]
    pub parts_a_day: u32,
    /// The most parts that go to the whole group in a day (safety.md SMS-8).
    #[garde(range(min = 10, max = 20000))]
    #[schemars(extend("x-per" = "group"))]
    pub parts_a_day_of_group: u32,
    /// Write letters that simple phones lack in a simpler way, where a text then costs half.
    #[garde(skip)]
    #[schemars(extend("x-per" = "group"))]
    pub simple_letters: bool,
    /// Countries to which texts go, by their two letters, with spaces between: whoever wants to make the shelter pay has one number abroad.
    #[garde(length(max = 400))]
    pub countries: String,
    /// Messages on one page.
    #[garde(range(min = 5, max = 50))]
    #[schemars(extend("x-per" = "group"))]
    pub entries_per_page: u32,
    /// The longest message, in characters.
    #[garde(range(min = 160, max = 10000))]
    #[schemars(extend("x-per" = "group"))]
    pub longest_entry: u32,
    /// Minutes in which people can change what they wrote. While staff alone can see it, they always can.
    #[garde(range(min = 0, max = 1440))]
    #[schemars(extend("x-per" = "group"))]
    pub edit_minutes: u32,
}

impl Text {
    /// Whether texts go to this country.
    pub fn goes_to(&self, country: Region) -> bool {
        self.countries.split_whitespace().any(|it| it.eq_ignore_ascii_case(country.as_ref()))
    }
}

impl Default for Text {
    fn default() -> Self {
        Text {
            gather_minutes: 60,
            gather_minutes_in_meeting: 3,
            longest_parts: 3,
            parts_a_day: 20,
            parts_a_day_of_group: 500,
            simple_letters: true,
            countries: "CA US".into(),
            entries_per_page: 20,
            longest_entry: 2000,
            edit_minutes: 30,
        }
    }
}

impl Settings for Text {
    const NAMESPACE: &'static str = crate::NAME;
}
