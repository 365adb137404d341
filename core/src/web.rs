//! What HTTP handlers ask for in their signatures, so that permission stands in the signature and nowhere else.
pub mod answer;
mod cookie;
pub mod ear;
mod enter;
mod extract;
mod guard;
pub mod line;
mod source;
mod visitor;
pub mod wire;

pub use cookie::{clear as clear_cookie, fresh as fresh_cookie};
pub use enter::enter;
pub use extract::{GroupPath, Member, Staff};
pub use guard::{admitted, mount_group};
pub use source::Source;
pub use visitor::{Visitor, welcome};
