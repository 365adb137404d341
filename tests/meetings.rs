//! Groups that meet, walked through as people would: the page before, the door, the room, and when it is over.
#[path = "meetings/door.rs"]
mod door;
#[path = "meetings/guests.rs"]
mod guests;
#[path = "meetings/holding.rs"]
mod holding;
#[path = "meetings/planning.rs"]
mod planning;
