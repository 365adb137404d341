//! How letters leave: signed by the house, by the shelter's relay.
pub mod relay;
pub mod signing;
