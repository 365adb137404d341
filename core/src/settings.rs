//! Settings are declared once, as a struct; everything else about them is read off its JSON schema: the admin form, the
//! bounds, the manual and the example. schemars reads serde's defaults, garde's ranges and lengths, and the doc comments.
pub mod declared;
mod kept;

pub use declared::{Control, Declared, Field, Per, Settings};
pub use kept::{Cache, change, change_raw, different, get, get_raw, get_raw_alone, shared};
