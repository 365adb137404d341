//! What the forum may refuse.
use hearth_core::refusals;

refusals! {
    /// A new topic has no title.
    TITLE_NEEDED = "forum-title-needed" => 422;
    /// A title longer than a line.
    TITLE_TOO_LONG = "forum-title-too-long" => 422;
    /// A content note longer than a line.
    NOTE_TOO_LONG = "forum-note-too-long" => 422;
    /// Staff closed the topic.
    TOPIC_CLOSED = "forum-topic-closed" => 409;
}
