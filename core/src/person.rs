//! A person: no legal name, no address, nothing that is not asked for. Ways to sign in, and what stops everything.
pub mod code_word;
pub mod create;
mod credential;
pub mod freeze;
mod hasher;
pub mod passkey;
pub mod passphrase;
pub mod setup;
pub mod sign_in;
pub mod staff;
mod throttle;

pub use create::{create_participant, create_staff, find, get, language, staff_name};
pub use hasher::{BUSY, Hasher};
pub use passkey::Passkeys;
pub use setup::Setup;
pub use sign_in::{SignIns, SignedIn};
pub use throttle::{TOO_MANY, Throttle};

/// Every refusal about people, by module: for the words test.
pub const REFUSALS: &[&[crate::Refusal]] = &[
    code_word::REFUSALS,
    create::REFUSALS,
    hasher::REFUSALS,
    passkey::REFUSALS,
    passphrase::REFUSALS,
    setup::REFUSALS,
    staff::REFUSALS,
    staff::authenticator::REFUSALS,
    staff::leaving::REFUSALS,
    staff::passphrase::REFUSALS,
    staff::totp::REFUSALS,
    throttle::REFUSALS,
    crate::approval::REFUSALS,
];
