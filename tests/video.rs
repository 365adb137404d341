//! Meetings with sound and picture, through the front door: who is let in, who is heard, and when it stops. The pages here are made of
//! the same library as the relay; browsers are in tests/browser.
#[path = "video/arrange.rs"]
mod arrange;
#[path = "video/aside.rs"]
mod aside;
#[path = "video/door.rs"]
mod door;
#[path = "video/flood.rs"]
mod flood;
#[path = "video/lane.rs"]
mod lane;
#[path = "video/round.rs"]
mod round;
#[path = "video/six.rs"]
mod six;
#[path = "video/sound.rs"]
mod sound;
#[path = "video/took.rs"]
mod took;
#[path = "video/vanish.rs"]
mod vanish;
#[path = "video/wrong.rs"]
mod wrong;
