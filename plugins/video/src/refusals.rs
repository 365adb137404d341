//! What meetings with sound and picture may refuse.
use hearth_core::refusals;

refusals! {
    /// A line of more characters than are read at a glance.
    LINE_TOO_LONG = "video-line-too-long" => 422;
    /// More lines than somebody types.
    TOO_MANY_LINES = "video-too-many-lines" => 429;
    /// A page of another site asks for the line.
    ELSEWHERE = "video-elsewhere" => 403;
    /// What was asked is no WebSocket as it should be.
    NO_SOCKET = "video-no-socket" => 400;
    /// It is just starting.
    NOT_READY = "video-not-ready" => 503;
    /// The group has switched cameras off.
    NO_CAMERAS = "video-no-cameras" => 409;
    /// As many cameras are on as the group allows.
    CAMERAS_FULL = "video-cameras-full" => 409;
}
