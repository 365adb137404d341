//! What the tests share: a shelter that really runs, people in it, and browsers without scripts.
//!
//! ```text
//! #[actix_web::test]
//! async fn a_member_reads_what_another_wrote() {
//!     let shelter = support::Shelter::open().await;
//!     let group = shelter.open_group("forum").await;
//!     let (amina, mut browser) = shelter.member_of(&group, "Amina").await;
//!     let page = browser.get("/home").await;
//!     assert!(page.says("…"));
//! }
//! ```
#![expect(clippy::expect_used, reason = "a test may stop at once where something it takes for granted is not so")]
mod browser;
mod carrier;
mod disk;
mod installed;
mod line;
mod meetings;
mod people;
mod provider;
mod shelter;
mod waiting;

pub use browser::{Browser, Page, posts, raw};
pub use carrier::{Carried, Carrier, Meeting};
pub use disk::Disk;
pub use installed::{Installed, free_port};
pub use line::connect;
pub use people::{GroupOf, Person};
pub use provider::Provider;
pub use shelter::{NOON, Shelter, files_with};
pub use waiting::until;
