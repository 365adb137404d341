//! A meeting for somebody's calendar, only when she asks for it: a time and the neutral word that she sees everywhere. No name,
//! no address, no alarm.
use crate::table::meeting;
use icalendar::{Calendar, Component, Event, EventLike};

/// The file, with this word as what it is.
pub fn file(meeting: &meeting::Model, word: &str) -> String {
    let moment = |it: crate::clock::Moment| chrono::DateTime::from_timestamp_millis(it.0).unwrap_or_default();
    let event = Event::new()
        // The meeting's own id would tie a file that somebody finds to this house.
        .uid(&uuid::Uuid::new_v4().to_string())
        .summary(word)
        .starts(moment(meeting.begins))
        .ends(moment(meeting.ends))
        .timestamp(moment(meeting.begins))
        .done();
    let mut calendar = Calendar::new();
    calendar.push(event);
    calendar.done().to_string().replace("ICALENDAR-RS", "-")
}
