//! What can be said of a letter's size without taking it apart. A megabyte of the shortest parts, heads or letters in letters is hundreds of
//! megabytes once it is taken apart, and letters in each other fill the stack when they are let go: none of them comes so far.
use super::{LONGEST, MOST_PARTS, Unread};

/// All heads together, those of parts and of letters inside among them.
const LONGEST_HEADS: usize = 64 << 10;
/// Without its end (RFC 5322, 2.1.1).
const LONGEST_LINE: usize = 998;
/// Lines that may begin a part. Sooner too many than too few: a letter of hundreds of rules is not read.
const MOST_MARKS: usize = 4 * MOST_PARTS;

/// Looks at what needs no reading. Where it cannot be known whether a line is a head, it is taken for one.
pub(super) fn hold(bytes: &[u8]) -> Result<(), Unread> {
    if bytes.len() > LONGEST {
        return Err(Unread::TooLong);
    }
    let (mut heads, mut marks, mut kinds) = (0, 0, 0);
    // Whether these are heads; whether those of a letter inside follow; whether a part is a letter unless it says otherwise.
    let (mut is_head, mut is_letter_next, mut is_digest) = (true, false, false);
    for line in bytes.split(|it| *it == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.len() > LONGEST_LINE {
            return Err(Unread::LineTooLong);
        }
        if line.starts_with(b"--") {
            marks += 1;
            (is_head, is_letter_next) = (true, is_digest);
        } else if line.is_empty() {
            (is_head, is_letter_next) = (is_head && is_letter_next, is_digest);
        } else if is_head {
            heads += line.len() + 2;
            kinds += usize::from(begins_with(line, b"content-type"));
            is_digest |= has(line, b"digest");
            is_letter_next |= is_digest || [&b"message/"[..], b"message ", b"message\t", b"message("].iter().any(|it| has(line, it));
        }
        if heads > LONGEST_HEADS {
            return Err(Unread::HeadsTooLong);
        }
        if marks > MOST_MARKS || kinds > MOST_MARKS {
            return Err(Unread::TooManyParts);
        }
    }
    Ok(())
}

fn begins_with(line: &[u8], what: &[u8]) -> bool {
    line.get(..what.len()).is_some_and(|it| it.eq_ignore_ascii_case(what))
}

fn has(line: &[u8], what: &[u8]) -> bool {
    line.windows(what.len()).any(|it| it.eq_ignore_ascii_case(what))
}
