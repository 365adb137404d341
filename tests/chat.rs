//! The chat, through the front door: what people write, who reads it at once, and what becomes of it.
#[path = "chat/arrange.rs"]
mod arrange;
#[path = "chat/ends.rs"]
mod ends;
#[path = "chat/kept.rs"]
mod kept;
#[path = "chat/meeting.rs"]
mod meeting;
#[path = "chat/resume.rs"]
mod resume;
#[path = "chat/talk.rs"]
mod talk;
#[path = "chat/wrong.rs"]
mod wrong;
