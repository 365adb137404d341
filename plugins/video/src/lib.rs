//! Meetings with sound and picture. The plugin's table of contents.
pub mod relay;
