//! What staff set about meetings with sound and picture.
use garde::Validate;
use hearth_core::settings::Settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
}

impl Default for Video {
    fn default() -> Self {
        Video { cameras: true, most_cameras: 6 }
    }
}

impl Settings for Video {
    const NAMESPACE: &'static str = crate::NAME;
}
