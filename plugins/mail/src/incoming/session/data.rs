//! The bytes of a letter as they come (RFC 5321, 4.5.2), until the point that stands alone between two whole ends of lines. Written
//! here by hand and as narrow as the standard: a reader that takes any other end for one too (`CRLF . CR CR LF`, as some libraries
//! do) lets whoever writes a letter put a second one into it, from anybody.
use super::LONGEST;

#[derive(Default)]
pub struct Data {
    letter: Vec<u8>,
    place: Place,
}

/// Where in a line the next byte stands.
#[derive(Default, Clone, Copy)]
enum Place {
    #[default]
    Beginning,
    /// After the point that a line begins with.
    Point,
    /// After that and a CR: the letter is at its end, or was never near it.
    PointAndReturn,
    Return,
    Middle,
}

impl Data {
    /// Takes what belongs to the letter out of `came`; the letter, once it is whole. Of one that is too long, one byte more than may
    /// be is kept: it is read to its end, so that the other end listens to what is said about it.
    pub fn take(&mut self, came: &mut Vec<u8>) -> Option<Vec<u8>> {
        let mut used = 0;
        let mut is_whole = false;
        for byte in came.iter().copied() {
            used += 1;
            self.place = match (self.place, byte) {
                (Place::Beginning, b'.') => Place::Point,
                (Place::Point, b'\r') => Place::PointAndReturn,
                (Place::PointAndReturn, b'\n') => {
                    is_whole = true;
                    break;
                }
                (place, byte) => {
                    if matches!(place, Place::PointAndReturn) {
                        self.keep(b'\r');
                    }
                    self.keep(byte);
                    match (place, byte) {
                        (Place::Return, b'\n') => Place::Beginning,
                        (_, b'\r') => Place::Return,
                        _ => Place::Middle,
                    }
                }
            };
        }
        came.drain(..used);
        is_whole.then(|| std::mem::take(&mut self.letter))
    }

    fn keep(&mut self, byte: u8) {
        if self.letter.len() <= LONGEST {
            self.letter.push(byte);
        }
    }
}
