//! One member of a room: enters, writes, and reads all that comes.
use super::{
    Voice,
    measure::{Tally, now_us},
};
use serde_json::Value;
use std::{cell::RefCell, rc::Rc};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpStream, tcp::OwnedReadHalf, tcp::OwnedWriteHalf},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::spawn_local,
};

/// Words to say, and her own id for them.
pub struct Order {
    id: String,
    body: String,
}

pub fn message(phase: char, sender: usize, number: usize, length: usize) -> Order {
    let mut body = format!("@@{phase}:{sender}:{number}:{}@@", now_us());
    body.extend(std::iter::repeat_n('x', length.saturating_sub(body.len())));
    Order { id: format!("{phase}{sender}-{number}-{}", std::process::id()), body }
}

/// Where somebody enters, and as whom.
#[derive(Clone)]
pub struct Place {
    address: String,
    path: String,
    headers: String,
    /// The room and her name in it, where the protocol is XMPP.
    xmpp: Option<(String, String)>,
}

impl Place {
    /// Everybody of one of our rooms, as the shelter told it.
    pub fn hearth(address: &str, origin: &str, room: &Value) -> Vec<Place> {
        let host = origin.trim_start_matches("http://");
        let path = room["path"].as_str().unwrap_or_default().to_owned();
        let cookies = room["cookies"].as_array().cloned().unwrap_or_default();
        let of = |cookie: &Value| format!("Host: {host}\r\nOrigin: {origin}\r\nCookie: {}\r\n", cookie.as_str().unwrap_or_default());
        cookies.iter().map(|it| Place { address: address.to_owned(), path: path.clone(), headers: of(it), xmpp: None }).collect()
    }

    pub fn xmpp(address: &str, path: &str, room: &str, number: usize) -> Place {
        let headers = "Host: localhost\r\nOrigin: http://localhost\r\nSec-WebSocket-Protocol: xmpp\r\n".to_owned();
        let name = (format!("{room}@conference.localhost"), format!("m{number}"));
        Place { address: address.to_owned(), path: path.to_owned(), headers, xmpp: Some(name) }
    }
}

pub struct Member {
    out: UnboundedSender<Vec<u8>>,
    /// Hears each of her own messages come back.
    own: Option<UnboundedReceiver<()>>,
    room: Option<String>,
}

impl Member {
    pub async fn enter(place: Place, who: (usize, usize), tally: Rc<RefCell<Tally>>) -> Member {
        let socket = TcpStream::connect(&place.address).await.expect("it listens");
        socket.set_nodelay(true).expect("a socket");
        let (read, write) = socket.into_split();
        let (out, orders) = unbounded_channel();
        spawn_local(writes(write, orders));
        let mut ear = Ear { read, held: Vec::with_capacity(16 * 1024), at: 0, out: out.clone() };
        let head = format!(
            "GET {} HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{}\r\n",
            place.path, place.headers
        );
        out.send(head.into_bytes()).expect("open");
        ear.upgraded().await;
        match &place.xmpp {
            Some((room, name)) => greet(&mut ear, room, name).await,
            None => ear.until(&["\"hello\""]).await,
        }
        let (heard, own) = unbounded_channel();
        spawn_local(async move {
            while let Some(text) = ear.next().await {
                if let Some((phase, sender, number, said)) = parse(&text) {
                    tally.borrow_mut().count(who, phase, sender, number, said, text.len());
                    if sender == who.1 {
                        let _ = heard.send(());
                    }
                }
            }
        });
        Member { out, own: Some(own), room: place.xmpp.map(|it| it.0) }
    }

    pub fn say(&self, order: Order) {
        self.voice()(order);
    }

    pub fn voice(&self) -> Voice {
        let (out, room) = (self.out.clone(), self.room.clone());
        Box::new(move |Order { id, body }| {
            let text = match &room {
                None => format!("{{\"t\":\"say\",\"c\":\"{id}\",\"b\":\"{body}\"}}"),
                Some(room) => format!("<message xmlns='jabber:client' type='groupchat' id='{id}' to='{room}'><body>{body}</body></message>"),
            };
            let _ = out.send(frame(1, text.as_bytes()));
        })
    }

    pub fn own(&mut self) -> UnboundedReceiver<()> {
        self.own.take().expect("asked for once")
    }
}

/// What stands between the marks of one of our messages.
fn parse(text: &[u8]) -> Option<(char, usize, usize, u64)> {
    let from = text.windows(2).position(|it| it == b"@@")? + 2;
    let to = from + text[from..].windows(2).position(|it| it == b"@@")?;
    let mut parts = std::str::from_utf8(&text[from..to]).ok()?.split(':');
    Some((parts.next()?.chars().next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// XMPP over WebSocket (RFC 7395): anonymous, into one room, without its history.
async fn greet(ear: &mut Ear, room: &str, name: &str) {
    let open = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>";
    ear.says(open);
    ear.until(&["features"]).await;
    ear.says("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");
    ear.until(&["<success"]).await;
    ear.says(open);
    ear.until(&["features"]).await;
    ear.says("<iq type='set' id='b1' xmlns='jabber:client'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
    ear.until(&["<jid>"]).await;
    let muc = "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>";
    ear.says(&format!("<presence xmlns='jabber:client' to='{room}/{name}'>{muc}</presence>"));
    ear.until(&["<subject", "code='110'", "code=\"110\""]).await;
}

struct Ear {
    read: OwnedReadHalf,
    held: Vec<u8>,
    at: usize,
    out: UnboundedSender<Vec<u8>>,
}

impl Ear {
    fn says(&self, text: &str) {
        let _ = self.out.send(frame(1, text.as_bytes()));
    }

    async fn upgraded(&mut self) {
        loop {
            if let Some(end) = self.held.windows(4).position(|it| it == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&self.held[..end]).into_owned();
                assert!(head.contains(" 101"), "{head}");
                self.held.drain(..end + 4);
                return;
            }
            assert_ne!(self.read.read_buf(&mut self.held).await.expect("read"), 0, "closed in the handshake");
        }
    }

    async fn until(&mut self, signs: &[&str]) {
        loop {
            let text = self.next().await.expect("open");
            let text = String::from_utf8_lossy(&text).into_owned();
            assert!(!text.contains("<failure") && !text.contains("type='error'"), "{text}");
            if signs.iter().any(|it| text.contains(it)) {
                return;
            }
        }
    }

    /// The next message; none once it is closed.
    async fn next(&mut self) -> Option<Vec<u8>> {
        loop {
            let bytes = &self.held[self.at..];
            if let Some((head, length)) = lengths(bytes).filter(|(head, length)| bytes.len() >= head + length) {
                let (code, payload) = (bytes[0] & 15, bytes[head..head + length].to_vec());
                self.at += head + length;
                match code {
                    8 => return None,
                    9 => drop(self.out.send(frame(10, &payload))),
                    10 => {}
                    _ => return Some(payload),
                }
                continue;
            }
            self.held.drain(..self.at);
            self.at = 0;
            if self.read.read_buf(&mut self.held).await.ok()? == 0 {
                return None;
            }
        }
    }
}

/// Of a server's frame: how long its head is, and its payload.
fn lengths(bytes: &[u8]) -> Option<(usize, usize)> {
    match *bytes {
        [_, 126, a, b, ..] => Some((4, usize::from(u16::from_be_bytes([a, b])))),
        [_, 127, a, b, c, d, e, f, g, h, ..] => Some((10, u64::from_be_bytes([a, b, c, d, e, f, g, h]) as usize)),
        [_, short, ..] if short < 126 => Some((2, usize::from(short))),
        _ => None,
    }
}

/// Masked with zeros, which leaves the payload as it is: any key is allowed.
fn frame(code: u8, payload: &[u8]) -> Vec<u8> {
    let mut out = vec![0x80 | code];
    match payload.len() {
        short @ 0..=125 => out.push(0x80 | short as u8),
        length => {
            out.push(0x80 | 126);
            out.extend((length as u16).to_be_bytes());
        }
    }
    out.extend([0; 4]);
    out.extend_from_slice(payload);
    out
}

/// All that waits goes out together.
async fn writes(mut socket: OwnedWriteHalf, mut orders: UnboundedReceiver<Vec<u8>>) {
    while let Some(mut bytes) = orders.recv().await {
        while bytes.len() < 64 * 1024
            && let Ok(more) = orders.try_recv()
        {
            bytes.extend(more);
        }
        if socket.write_all(&bytes).await.is_err() {
            break;
        }
    }
}
