//! A network that says exactly the octets that a test wants.
use super::*;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

pub struct Server {
    listener: TcpListener,
    pub port: u16,
}

impl Server {
    pub async fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Server { port: listener.local_addr().unwrap().port(), listener }
    }

    /// A line on which nothing was said yet.
    pub async fn raw(&self) -> Talk {
        Talk(timeout(Duration::from_secs(10), self.listener.accept()).await.expect("it comes").unwrap().0)
    }

    /// A line on which the house is known.
    pub async fn line(&self) -> Talk {
        let mut talk = self.raw().await;
        let bind = talk.hear().await;
        assert_eq!((bind.kind, bind.status), (9, 0), "bind_transceiver");
        assert_eq!(bind.body, b"house\0secret\0\0\x34\0\0\0");
        talk.say(0x8000_0009, 0, bind.sequence, b"network\0").await;
        talk
    }
}

pub struct Heard {
    pub kind: u32,
    pub status: u32,
    pub sequence: u32,
    pub body: Vec<u8>,
}

pub struct Talk(pub TcpStream);

impl Talk {
    pub async fn say(&mut self, kind: u32, status: u32, sequence: u32, body: &[u8]) {
        self.0.write_all(&frame(kind, status, sequence, body)).await.unwrap();
    }

    pub async fn hear(&mut self) -> Heard {
        timeout(Duration::from_secs(10), self.try_hear()).await.expect("it says something").expect("the line is open")
    }

    /// Nothing once the house has closed the line.
    pub async fn try_hear(&mut self) -> Option<Heard> {
        let length = self.0.read_u32().await.ok()?;
        let (kind, status) = (self.0.read_u32().await.ok()?, self.0.read_u32().await.ok()?);
        let sequence = self.0.read_u32().await.ok()?;
        let mut body = vec![0; usize::try_from(length).unwrap() - 16];
        self.0.read_exact(&mut body).await.ok()?;
        Some(Heard { kind, status, sequence, body })
    }

    pub async fn is_closed(&mut self) -> bool {
        let closing = async { while self.try_hear().await.is_some() {} };
        timeout(Duration::from_secs(5), closing).await.is_ok()
    }
}

pub fn frame(kind: u32, status: u32, sequence: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 16).unwrap();
    [&[length, kind, status, sequence].map(u32::to_be_bytes).concat(), body].concat()
}

/// The body of a `deliver_sm` from her to the house.
pub fn delivery(class: u8, coding: u8, octets: &[u8], fields: &[u8]) -> Vec<u8> {
    let length = u8::try_from(octets.len()).unwrap();
    let middle = [class, 0, 0, 0, 0, 0, 0, coding, 0, length];
    [b"\0\x01\x01".as_slice(), &HER.as_bytes()[1..], b"\0\x01\x01", &HOUSE.as_bytes()[1..], b"\0", &middle, octets, fields].concat()
}
