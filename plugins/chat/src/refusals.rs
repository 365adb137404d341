//! What the chat may refuse.
use hearth_core::refusals;

refusals! {
    /// A message longer than the group allows.
    MESSAGE_TOO_LONG = "chat-message-too-long" => 422;
    /// More messages within a minute than anyone types.
    TOO_MANY = "chat-too-many" => 429;
    /// A page of another site asks for the line.
    ELSEWHERE = "chat-elsewhere" => 403;
    /// What was asked is no WebSocket as it should be.
    NO_SOCKET = "chat-no-socket" => 400;
    /// The chat is just starting.
    NOT_READY = "chat-not-ready" => 503;
}
