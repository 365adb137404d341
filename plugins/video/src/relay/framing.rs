//! Packets on a TCP stream (RFC 4571): two bytes of length, then the packet. Only the first one is read here, to learn who the
//! stream is for; from then on the connection itself reads it.
use super::stun;
use std::io;
use tokio::io::{AsyncRead, AsyncReadExt};

/// No STUN request is shorter than its head, and none that a browser sends is longer than a packet on the way.
const FIRST: std::ops::RangeInclusive<usize> = 20..=1500;

/// The first frame of a stream.
#[derive(Debug, PartialEq, Eq)]
pub struct First {
    /// As it came, with its two bytes of length: it is put back in front of what comes after.
    pub bytes: Vec<u8>,
    /// Whom it names.
    pub fragment: String,
}

/// Reads exactly the first frame, and not a byte more. An error for whatever is no STUN request with a name in it.
pub async fn first(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<First> {
    let mut head = [0; 2];
    stream.read_exact(&mut head).await?;
    let length = usize::from(u16::from_be_bytes(head));
    if !FIRST.contains(&length) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; 2 + length];
    bytes[..2].copy_from_slice(&head);
    stream.read_exact(&mut bytes[2..]).await?;
    let fragment = stun::our_fragment(&bytes[2..]).ok_or(io::ErrorKind::InvalidData)?.to_owned();
    Ok(First { bytes, fragment })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::noise::Noise;

    fn request() -> Vec<u8> {
        let mut stun = vec![0, 1, 0, 16, 0x21, 0x12, 0xa4, 0x42];
        stun.extend([9; 12]);
        stun.extend([0, 6, 0, 9]);
        stun.extend(b"abcd:efgh\0\0\0");
        stun
    }

    fn framed(packet: &[u8]) -> Vec<u8> {
        let mut bytes = (packet.len() as u16).to_be_bytes().to_vec();
        bytes.extend(packet);
        bytes
    }

    #[tokio::test]
    async fn the_first_frame_is_read_and_what_follows_is_left() {
        let mut bytes = framed(&request());
        let whole = bytes.clone();
        bytes.extend(b"rest");
        let mut stream = &bytes[..];
        let read = first(&mut stream).await.unwrap();
        assert_eq!((read.bytes, read.fragment.as_str(), stream), (whole, "abcd", &b"rest"[..]));
    }

    #[tokio::test]
    async fn what_is_no_request_is_refused() {
        let long = vec![0; 1501];
        for packet in [&b""[..], b"GET / HTTP/1.1\r\n\r\n", &[0; 20], &long] {
            assert!(first(&mut &framed(packet)[..]).await.is_err(), "{} bytes", packet.len());
        }
        let whole = framed(&request());
        for cut in 0..whole.len() {
            assert!(first(&mut &whole[..cut]).await.is_err(), "cut at {cut}");
        }
    }

    #[tokio::test]
    async fn noise_never_breaks_it() {
        let mut noise = Noise::new(2);
        for _ in 0..50_000 {
            let mut bytes = if noise.is_one_in(2) { framed(&request()) } else { noise.bytes(64) };
            noise.spoil(&mut bytes);
            let read = first(&mut &bytes[..]).await;
            assert!(read.is_err() || read.is_ok_and(|it| bytes.starts_with(&it.bytes)));
        }
    }
}
