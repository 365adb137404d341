//! The bridge's tables, one file each.
pub mod address;
pub mod arrival;
pub mod code;
pub mod feed;
pub mod feed_end;
pub mod joining;
pub mod line;
pub mod seat;
pub mod sent;
pub mod stop;
pub mod unread;
