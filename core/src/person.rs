//! A person: no legal name, no address, nothing that is not asked for. Ways to sign in, and what stops everything.
mod hasher;
pub mod passkey;
pub mod sign_in;
mod throttle;

pub use hasher::Hasher;
pub use passkey::Passkeys;
pub use sign_in::{SignIns, SignedIn};
pub use throttle::Throttle;
