//! The e-mail list: who takes part by mail, and what she gets and gives. The plugin's table of contents.
pub mod check;
pub mod incoming;
pub mod outgoing;
pub mod proof;
pub mod reading;
pub mod sealing;
pub mod writing;

/// Its folder, address segment, settings namespace and table prefix.
pub const NAME: &str = "mail";
