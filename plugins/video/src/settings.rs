//! What staff set about meetings with sound and picture.
use garde::Validate;
use hearth_core::settings::Settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether sound and picture are sealed from page to page, so that the house carries what it cannot open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sealing {
    /// Not sealed: the house could listen.
    #[default]
    Off,
    /// Who has typed the meeting's code sends sealed. Who has not hears and sees only those who have not either.
    Optional,
    /// Nobody is heard or seen, and nobody hears or sees, before she has typed the meeting's code.
    Required,
}

impl Sealing {
    /// As it is written.
    pub fn code(self) -> &'static str {
        match self {
            Sealing::Off => "off",
            Sealing::Optional => "optional",
            Sealing::Required => "required",
        }
    }
}

/// A group's meetings with sound and picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Video {
    /// Whether people can switch their camera on. Nobody has to, and nobody else can do it for them.
    #[garde(skip)]
    #[schemars(extend("x-per" = "group"))]
    pub cameras: bool,
    /// How many people can have their camera on at the same time. Each picture is sent to everybody.
    #[garde(range(min = 1, max = 12))]
    #[schemars(extend("x-per" = "group"))]
    pub most_cameras: u32,
    /// Whether sound and picture are sealed by a code that people type into their page, and that the house never learns.
    #[garde(skip)]
    #[schemars(extend("x-per" = "group"))]
    pub sealing: Sealing,
}

impl Default for Video {
    fn default() -> Self {
        Video { cameras: true, most_cameras: 6, sealing: Sealing::default() }
    }
}

impl Settings for Video {
    const NAMESPACE: &'static str = crate::NAME;
}
