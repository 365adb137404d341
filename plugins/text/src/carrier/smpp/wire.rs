//! What goes over the line: frames, their heads, and the few kinds of SMPP 3.4 that the house says itself.
use super::Config;
use crate::coding::Alphabet;
use rusmpp::{
    Command, CommandStatus, Pdu,
    decode::DecodeWithLength,
    pdus::{BindTransceiver, DeliverSmResp, SubmitSm},
    tokio_codec::CommandCodec,
    types::{COctetString, OctetString},
    values::{DataCoding, EsmClass, InterfaceVersion, Npi, RegisteredDelivery, Ton},
};
use std::io;
use tokio_util::{
    bytes::{Buf, Bytes, BytesMut},
    codec::{Decoder, Encoder},
};

/// Nothing longer is read: the line is closed.
pub const LONGEST: usize = 64 * 1024;
/// Length, kind, status and sequence number (SMPP 3.4, 3.2).
pub const HEAD: usize = 16;
/// UDHI (SMPP 3.4, 5.2.12): the octets begin with a header of TS 23.040.
pub const HAS_HEADER: u8 = 0x40;

/// One thing that came. Only its head is read; its body may be anything.
pub struct Frame {
    pub kind: u32,
    pub status: u32,
    pub sequence: u32,
    pub body: Bytes,
}

impl Frame {
    /// All of it as rusmpp reads it. `body`: what is to be read of it.
    pub fn read(&self, body: &[u8]) -> Option<Pdu> {
        let mut bytes = BytesMut::with_capacity(HEAD + body.len());
        [self.kind, self.status, self.sequence].iter().for_each(|it| bytes.extend_from_slice(&it.to_be_bytes()));
        bytes.extend_from_slice(body);
        let length = bytes.len();
        let (command, _) = Command::decode(&mut bytes, length).ok()?;
        command.pdu().cloned()
    }
}

/// Cuts what comes into frames. One that cannot be read further is still one, so that it can be answered and the line goes on.
pub struct Frames;

impl Decoder for Frames {
    type Item = Frame;
    type Error = io::Error;

    fn decode(&mut self, came: &mut BytesMut) -> io::Result<Option<Frame>> {
        let Some(length) = came.first_chunk().map(|it| u32::from_be_bytes(*it)) else { return Ok(None) };
        let length = usize::try_from(length).ok().filter(|it| (HEAD..=LONGEST).contains(it)).ok_or(io::ErrorKind::InvalidData)?;
        if came.len() < length {
            came.reserve(length - came.len());
            return Ok(None);
        }
        let mut frame = came.split_to(length).freeze();
        frame.advance(4);
        Ok(Some(Frame { kind: frame.get_u32(), status: frame.get_u32(), sequence: frame.get_u32(), body: frame }))
    }
}

pub fn write(status: CommandStatus, sequence: u32, pdu: impl Into<Pdu>) -> Bytes {
    let mut out = BytesMut::new();
    // It writes into memory: there is nothing that could fail.
    let _ = CommandCodec::new().encode(Command::new(status, sequence, pdu), &mut out);
    out.freeze()
}

/// Nothing where a name or the password is longer than SMPP can say (15, 8 and 12 octets: SMPP 3.4, 4.1.5).
pub fn bind(config: &Config, sequence: u32) -> Option<Bytes> {
    let bind = BindTransceiver {
        system_id: text(&config.system_id)?,
        password: text(&config.password)?,
        system_type: text(&config.system_type)?,
        interface_version: InterfaceVersion::Smpp3_4,
        addr_ton: Ton::Unknown,
        addr_npi: Npi::Unknown,
        address_range: COctetString::null(),
    };
    Some(write(CommandStatus::EsmeRok, sequence, bind))
}

/// How a `deliver_sm` is answered. Its message_id is always empty (SMPP 3.4, 4.6.2).
pub fn answer_delivery(status: CommandStatus, sequence: u32) -> Bytes {
    write(status, sequence, DeliverSmResp::default())
}

/// Where a part stands in its text.
#[derive(Clone, Copy)]
pub struct Place {
    pub reference: u8,
    pub total: u8,
    /// Begins with 1.
    pub number: u8,
}

/// One part of a text on its way out. Nothing where an address or the octets do not fit.
pub fn submit(source: &str, to: &str, alphabet: Alphabet, octets: &[u8], place: Option<Place>) -> Option<SubmitSm> {
    let mut message = Vec::with_capacity(octets.len() + 6);
    if let Some(Place { reference, total, number }) = place {
        // TS 23.040, 9.2.3.24.1: its length, "concatenated, 8-bit reference", the length of that, and that.
        message.extend_from_slice(&[5, 0, 3, reference, total, number]);
    }
    message.extend_from_slice(octets);
    let (source_addr_ton, source_addr_npi, source) = address(source);
    let (dest_addr_ton, dest_addr_npi, to) = address(to);
    let submit = SubmitSm::builder()
        .source_addr_ton(source_addr_ton)
        .source_addr_npi(source_addr_npi)
        .source_addr(text(source)?)
        .dest_addr_ton(dest_addr_ton)
        .dest_addr_npi(dest_addr_npi)
        .destination_addr(text(to)?)
        // rusmpp's default has a bit set that says "this is an acknowledgement".
        .esm_class(EsmClass::from(if place.is_some() { HAS_HEADER } else { 0 }))
        .registered_delivery(RegisteredDelivery::from(1))
        .data_coding(match alphabet {
            Alphabet::Gsm7 => DataCoding::McSpecific,
            Alphabet::Ucs2 => DataCoding::Ucs2,
        })
        .short_message(OctetString::from_vec(message).ok()?);
    Some(submit.build())
}

/// Kind and plan of a number (SMPP 3.4, 5.2.5 and 5.2.6), and the number as it is then written.
fn address(it: &str) -> (Ton, Npi, &str) {
    match it.strip_prefix('+') {
        Some(digits) => (Ton::International, Npi::Isdn, digits),
        // A short code means something in this network only.
        None if it.bytes().all(|it| it.is_ascii_digit()) => (Ton::NetworkSpecific, Npi::Unknown, it),
        None => (Ton::Alphanumeric, Npi::Unknown, it),
    }
}

fn text<const MOST: usize>(it: &str) -> Option<COctetString<1, MOST>> {
    COctetString::from_string(it.to_owned()).ok()
}
