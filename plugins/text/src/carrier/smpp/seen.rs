//! Names for texts that come in. SMPP gives none, and brings a text again that it believes we did not take; she may also write the same
//! words twice. A text is the same when it comes again before its answer can have arrived; else it is a new one.
//!
//! * One that was not taken, or was answered late, or comes again over another line: the same.
//! * One that was answered in time and comes again over the same line: she wrote it again.
//!
//! Of what was taken just before the house restarted this memory is lost. Then the minute decides: what comes again within it is the same.
//! After it, words are shown twice: better than once too few.
use sha2::{Digest, Sha256};
use std::{collections::VecDeque, fmt::Write, time::Duration};
use tokio::time::Instant;

const MOST: usize = 4096;
/// For so long the network may bring one again.
pub const REMEMBERED: Duration = Duration::from_secs(600);

/// What a text is, without its words: the secret of the line is in it, so that nobody finds a number by trying all.
pub type Print = [u8; 16];

pub fn print(secret: &str, fields: &[&[u8]]) -> Print {
    let mut hash = Sha256::new();
    for field in [secret.as_bytes()].iter().chain(fields) {
        hash.update(field.len().to_be_bytes());
        hash.update(field);
    }
    let mut print = Print::default();
    print.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    print
}

pub fn hex(print: &Print) -> String {
    print.iter().fold(String::new(), |mut out, it| {
        let _ = write!(out, "{it:02x}");
        out
    })
}

#[derive(Default)]
pub struct Seen {
    of: VecDeque<Once>,
}

struct Once {
    what: Print,
    id: String,
    /// The line over which it was taken and answered in time.
    settled: Option<u64>,
    at: Instant,
}

impl Seen {
    /// What a text is called that came now over this line. `minute`: since any beginning.
    pub fn name(&mut self, what: Print, line: u64, minute: u64) -> String {
        let now = Instant::now();
        while self.of.front().is_some_and(|it| self.of.len() >= MOST || it.at + REMEMBERED < now) {
            self.of.pop_front();
        }
        let same = self.of.iter().filter(|it| it.what == what);
        if let Some(last) = same.clone().next_back()
            && last.settled != Some(line)
        {
            return last.id.clone();
        }
        let id = hex(&print("", &[&what, &minute.to_be_bytes(), &same.count().to_be_bytes()]));
        self.of.push_back(Once { what, id: id.clone(), settled: None, at: now });
        id
    }

    /// It was taken, and answered in time.
    pub fn settle(&mut self, id: &str, line: u64) {
        if let Some(it) = self.of.iter_mut().rev().find(|it| it.id == id) {
            it.settled = Some(line);
        }
    }
}
