//! WebSocket frames (RFC 6455), as strict as it is written: read from a client, and made whole so that one copy goes to everybody.
//! No extension is ever agreed, so a reserved bit is always wrong. Every modality with a line of its own uses this.
use actix_web::web::{BufMut, Bytes, BytesMut};

/// No message is longer, in one frame or in many.
pub const LARGEST: usize = 64 * 1024;

const CONTINUATION: u8 = 0;
const TEXT: u8 = 1;
const BINARY: u8 = 2;
const CLOSE: u8 = 8;
const PING: u8 = 9;
const PONG: u8 = 10;

/// Why a connection is closed because of what came over it.
pub const PROTOCOL: u16 = 1002;
pub const UNSUPPORTED: u16 = 1003;
pub const BAD_TEXT: u16 = 1007;
pub const TOO_BIG: u16 = 1009;

/// What came. It points into what was read.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard<'a> {
    Text(&'a str),
    Ping(&'a [u8]),
    Pong,
    Close(Option<u16>),
}

/// Reads frames out of whatever pieces the network brings.
#[derive(Default)]
pub struct Reader {
    waiting: Vec<u8>,
    /// Where what was not read yet begins.
    at: usize,
    /// The beginning of a message that comes in more than one frame.
    begun: Option<Vec<u8>>,
    /// The whole of it, until the next one is asked for.
    whole: Vec<u8>,
}

/// Room that one reader may keep while nothing waits in it.
const KEPT: usize = 2048;

/// A frame that is all here: its first byte, its key, where its payload begins and ends.
type Whole = (u8, [u8; 4], usize, usize);

impl Reader {
    pub fn take(&mut self, bytes: &[u8]) {
        if self.at == self.waiting.len() {
            self.waiting.clear();
            self.at = 0;
            if self.waiting.capacity() > KEPT {
                self.waiting = Vec::new();
            }
        } else if self.at > KEPT {
            self.waiting.drain(..self.at);
            self.at = 0;
        }
        self.waiting.extend_from_slice(bytes);
    }

    /// The next whole thing; none until more came. Otherwise the code that the connection is closed with.
    pub fn read(&mut self) -> Result<Option<Heard<'_>>, u16> {
        self.whole = Vec::new();
        loop {
            let Some((head, key, from, to)) = self.frame()? else { return Ok(None) };
            unmask(&mut self.waiting[from..to], key);
            self.at = to;
            let (is_last, code) = (head & 0x80 != 0, head & 0x0f);
            match code {
                PING => return Ok(Some(Heard::Ping(&self.waiting[from..to]))),
                PONG => return Ok(Some(Heard::Pong)),
                CLOSE => return closing(&self.waiting[from..to]).map(|it| Some(Heard::Close(it))),
                TEXT if self.begun.is_some() => return Err(PROTOCOL),
                TEXT if is_last => return text(&self.waiting[from..to]).map(|it| Some(Heard::Text(it))),
                TEXT => self.begun = Some(self.waiting[from..to].to_vec()),
                _ => {
                    let Some(begun) = &mut self.begun else { return Err(PROTOCOL) };
                    if begun.len() + to - from > LARGEST {
                        return Err(TOO_BIG);
                    }
                    begun.extend_from_slice(&self.waiting[from..to]);
                    if is_last {
                        self.whole = self.begun.take().unwrap_or_default();
                        return text(&self.whole).map(|it| Some(Heard::Text(it)));
                    }
                }
            }
        }
    }

    /// Where the next frame lies, once all of it is here: its first byte, its key, its payload.
    fn frame(&self) -> Result<Option<Whole>, u16> {
        let bytes = &self.waiting[self.at..];
        let [head, second, ..] = *bytes else { return Ok(None) };
        let (code, short) = (head & 0x0f, usize::from(second & 0x7f));
        // Reserved bits; a frame that is not masked; codes that nothing has; control frames in parts, or longer than they may be.
        let is_control = code >= CLOSE;
        let is_known = matches!(code, CONTINUATION | TEXT | BINARY | CLOSE | PING | PONG);
        if head & 0x70 != 0 || second & 0x80 == 0 || !is_known || is_control && (head & 0x80 == 0 || short > 125) {
            return Err(PROTOCOL);
        }
        if code == BINARY {
            return Err(UNSUPPORTED);
        }
        let (length, begins) = match short {
            126 => {
                let [_, _, a, b, ..] = *bytes else { return Ok(None) };
                (usize::from(u16::from_be_bytes([a, b])), 4)
            }
            127 => {
                let [_, _, a, b, c, d, e, f, g, h, ..] = *bytes else { return Ok(None) };
                let length = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
                if length >> 63 == 1 {
                    return Err(PROTOCOL);
                }
                (usize::try_from(length).unwrap_or(usize::MAX), 10)
            }
            short => (short, 2),
        };
        if length > LARGEST {
            return Err(TOO_BIG);
        }
        // A length is written as short as it can be.
        if begins == 4 && length < 126 || begins == 10 && length < 65536 {
            return Err(PROTOCOL);
        }
        let from = begins + 4;
        let Some(key) = bytes.get(begins..from).and_then(|it| it.try_into().ok()) else { return Ok(None) };
        if bytes.len() < from + length {
            return Ok(None);
        }
        Ok(Some((head, key, self.at + from, self.at + from + length)))
    }
}

fn unmask(bytes: &mut [u8], key: [u8; 4]) {
    if key == [0; 4] {
        return;
    }
    let wide = u64::from_ne_bytes([key[0], key[1], key[2], key[3], key[0], key[1], key[2], key[3]]);
    let (parts, rest) = bytes.as_chunks_mut::<8>();
    for part in parts {
        *part = (u64::from_ne_bytes(*part) ^ wide).to_ne_bytes();
    }
    for (byte, key) in rest.iter_mut().zip(key.iter().cycle()) {
        *byte ^= key;
    }
}

fn text(bytes: &[u8]) -> Result<&str, u16> {
    std::str::from_utf8(bytes).map_err(|_| BAD_TEXT)
}

fn closing(bytes: &[u8]) -> Result<Option<u16>, u16> {
    let [a, b, reason @ ..] = bytes else { return if bytes.is_empty() { Ok(None) } else { Err(PROTOCOL) } };
    let code = u16::from_be_bytes([*a, *b]);
    if !matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999) {
        return Err(PROTOCOL);
    }
    text(reason).map(|_| Some(code))
}

/// Adds a whole text frame. A server's frames are not masked.
pub fn put_text(out: &mut BytesMut, text: &[u8]) {
    put(out, TEXT, text);
}

pub fn ping() -> Bytes {
    Bytes::from_static(&[0x80 | PING, 0])
}

pub fn pong(payload: &[u8]) -> Bytes {
    let mut out = BytesMut::with_capacity(payload.len() + 2);
    put(&mut out, PONG, payload);
    out.freeze()
}

pub fn close(code: u16) -> Bytes {
    let mut out = BytesMut::with_capacity(4);
    put(&mut out, CLOSE, &code.to_be_bytes());
    out.freeze()
}

fn put(out: &mut BytesMut, code: u8, payload: &[u8]) {
    out.put_u8(0x80 | code);
    match payload.len() {
        short @ 0..=125 => out.put_u8(short as u8),
        length @ 126..=0xffff => {
            out.put_u8(126);
            out.put_u16(length as u16);
        }
        length => {
            out.put_u8(127);
            out.put_u64(length as u64);
        }
    }
    out.put_slice(payload);
}

#[cfg(test)]
mod tests;
