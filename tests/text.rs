//! The text bridge as whoever writes and reads texts sees it. The company that carries them is a fake by its public documents, judged by its
//! own library (`plugins/text/tests/contract`); all else is the house.
#[path = "text/arrange.rs"]
mod arrange;
#[path = "text/coming_in.rs"]
mod coming_in;
#[path = "../plugins/text/tests/contract/fakes.rs"]
#[expect(dead_code, reason = "the carriers' own tests ask them for more than these do")]
mod fakes;
#[path = "text/leaving.rs"]
mod leaving;
#[path = "text/lines.rs"]
mod lines;
#[path = "text/looked_up.rs"]
mod looked_up;
#[path = "text/meeting.rs"]
mod meeting;
#[path = "text/noting.rs"]
mod noting;
#[path = "text/reading.rs"]
mod reading;
#[path = "text/waiting.rs"]
mod waiting;
#[path = "text/wrong.rs"]
mod wrong;
