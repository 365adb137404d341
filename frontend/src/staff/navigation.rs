//! The frame of every staff page. It stands in the core, so that the pages of plugins have the same.
pub use hearth_core::page::staff::{Here, page};
