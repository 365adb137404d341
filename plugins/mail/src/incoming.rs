//! How letters come in.
pub mod session;
