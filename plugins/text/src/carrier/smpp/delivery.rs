//! What a `deliver_sm` brings: a text, a part of one, a receipt, or nothing that is for us.
use super::{
    receipt::{self, Fields},
    wire::{Frame, HAS_HEADER},
};
use crate::{carrier::Receipt, coding};
use rusmpp::{Pdu, pdus::DeliverSm, values::Ton};

pub enum Delivery {
    Text(Text),
    Receipt(Receipt),
    /// It is acknowledged, and that is all.
    Nothing,
    /// It cannot be read, today or later.
    Unreadable,
}

/// A text or a part of one. Never printed.
#[derive(Clone)]
pub struct Text {
    pub from: String,
    pub to: String,
    pub piece: Piece,
    pub part: Option<Part>,
}

/// Octets, and what is meant by them (SMPP 3.4, 5.2.19).
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    pub coding: u8,
    pub octets: Vec<u8>,
}

/// Which part of which text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub reference: u16,
    pub total: u8,
    /// Begins with 1.
    pub number: u8,
}

/// `source`: our own number, by which it shows how this network writes numbers.
pub fn read(frame: &Frame, source: &str) -> Delivery {
    // rusmpp reads a field behind the text by what it should be, whatever its length says: one odd field would take the text with it.
    let Some((first, fields)) = end_of_text(&frame.body).and_then(|at| frame.body.split_at_checked(at)) else { return Delivery::Unreadable };
    let Some(Pdu::DeliverSm(it)) = frame.read(first) else { return Delivery::Unreadable };
    let fields = Optional::read(fields);
    let class = u8::from(it.esm_class);
    let mut octets = match fields.payload {
        // Where both are there, it is this one (SMPP 3.4, 5.3.2.32).
        Some(payload) if !payload.is_empty() => payload.to_vec(),
        _ => it.short_message().clone().into_vec(),
    };
    // The kind of the message (SMPP 3.4, 5.2.12): 0 a text, 1 a receipt; the others are acknowledgements and notes on the way.
    match class >> 2 & 0b1111 {
        // A text never counts as a receipt by its words: anybody could write one.
        0 if fields.receipt.id.is_none() => {}
        0 | 1 => {
            let text = String::from_utf8_lossy(&octets);
            return receipt::read(fields.receipt, &text).map_or(Delivery::Nothing, Delivery::Receipt);
        }
        _ => return Delivery::Nothing,
    }
    let mut part = fields.part();
    if class & HAS_HEADER != 0 {
        let Some((header, rest)) = octets.split_first().and_then(|(length, rest)| rest.split_at_checked(usize::from(*length))) else {
            return Delivery::Unreadable;
        };
        part = in_header(header).or(part);
        octets = rest.to_vec();
    }
    let from = address(&it, source);
    if from.is_empty() {
        return Delivery::Unreadable;
    }
    let piece = Piece { coding: u8::from(it.data_coding), octets };
    Delivery::Text(Text { from, to: it.destination_addr.as_str().to_owned(), piece, part: part.filter(is_part) })
}

/// What makes no sense is ignored, and the text stands alone (TS 23.040, 9.2.3.24.1).
fn is_part(it: &Part) -> bool {
    it.total > 1 && (1..=it.total).contains(&it.number)
}

/// Where `short_message` ends (SMPP 3.4, 4.6.1).
fn end_of_text(body: &[u8]) -> Option<usize> {
    let mut at = 0;
    // After each of these strings so many octets: service_type, source_addr, destination_addr, schedule_delivery_time, validity_period.
    for octets in [2, 2, 3, 0, 5] {
        at += body.get(at..)?.iter().position(|it| *it == 0)? + 1 + octets;
    }
    Some(at + usize::from(*body.get(at - 1)?)).filter(|it| *it <= body.len())
}

/// E.164 with its plus sign where it says that it is one.
fn address(it: &DeliverSm, source: &str) -> String {
    let from = it.source_addr.as_str();
    let is_number = from.bytes().all(|it| it.is_ascii_digit()) && from.len() >= 7;
    // Many networks say of no number what kind it is. One that writes ours without a plus does so with hers.
    let is_whole = it.source_addr_ton == Ton::International
        || it.source_addr_ton == Ton::Unknown && !from.starts_with('0') && source.strip_prefix('+') == Some(it.destination_addr.as_str());
    match from.strip_prefix("00") {
        Some(digits) if is_number => format!("+{digits}"),
        _ if is_number && is_whole => format!("+{from}"),
        _ => from.to_owned(),
    }
}

/// The header of TS 23.040, 9.2.3.24: kinds 0 and 8 are parts with a reference of 8 and of 16 bits.
fn in_header(mut header: &[u8]) -> Option<Part> {
    while let [kind, length, rest @ ..] = header {
        let (value, rest) = rest.split_at_checked(usize::from(*length))?;
        match (kind, value) {
            (0, [reference, total, number]) => return Some(Part { reference: u16::from(*reference), total: *total, number: *number }),
            (8, [high, low, total, number]) => {
                return Some(Part { reference: u16::from_be_bytes([*high, *low]), total: *total, number: *number });
            }
            _ => header = rest,
        }
    }
    None
}

/// What may stand behind the text (SMPP 3.4, 5.3.2). What is not known or has another length is passed over.
#[derive(Default)]
struct Optional<'a> {
    payload: Option<&'a [u8]>,
    receipt: Fields,
    reference: Option<u16>,
    total: Option<u8>,
    number: Option<u8>,
}

impl Optional<'_> {
    fn read(mut fields: &[u8]) -> Optional<'_> {
        let mut read = Optional::default();
        while let [a, b, c, d, rest @ ..] = fields {
            let Some((value, rest)) = rest.split_at_checked(usize::from(u16::from_be_bytes([*c, *d]))) else { break };
            match (u16::from_be_bytes([*a, *b]), value) {
                (0x001e, id) => {
                    // With or without the zero at its end.
                    let id = id.split(|it| *it == 0).next().unwrap_or_default();
                    read.receipt.id = Some(String::from_utf8_lossy(id).trim().to_owned());
                }
                (0x020c, [high, low]) => read.reference = Some(u16::from_be_bytes([*high, *low])),
                (0x020e, [total]) => read.total = Some(*total),
                (0x020f, [number]) => read.number = Some(*number),
                (0x0423, [network, high, low]) => read.receipt.error = Some((*network, u16::from_be_bytes([*high, *low]))),
                (0x0424, payload) => read.payload = Some(payload),
                (0x0427, [state]) => read.receipt.state = Some(*state),
                _ => {}
            }
            fields = rest;
        }
        read
    }

    fn part(&self) -> Option<Part> {
        Some(Part { reference: self.reference?, total: self.total?, number: self.number? })
    }
}

/// What is written in the pieces of one text; and whether there was something in it that is not written.
pub fn words(pieces: &[Piece]) -> (String, bool) {
    let (mut words, mut had_other) = (String::new(), false);
    // Some phones cut between two halves of one sign: what is of one kind is read as one.
    for same in pieces.chunk_by(|a, b| a.coding == b.coding) {
        let octets: Vec<u8> = same.iter().flat_map(|it| it.octets.iter().copied()).collect();
        match kind(same.first().map_or(0, |it| it.coding)) {
            Kind::Gsm7 => words.push_str(&coding::read_gsm7(&octets)),
            Kind::Ascii => words.extend(octets.iter().map(|it| if it.is_ascii() { char::from(*it) } else { char::REPLACEMENT_CHARACTER })),
            Kind::Latin1 => words.extend(octets.iter().map(|it| char::from(*it))),
            Kind::Ucs2 => words.push_str(&coding::read_ucs2(&octets)),
            Kind::Other => had_other |= !octets.is_empty(),
        }
    }
    (words, had_other)
}

enum Kind {
    Gsm7,
    Ascii,
    Latin1,
    Ucs2,
    Other,
}

/// SMPP 3.4, 5.2.19; from 0x10 on as in TS 23.038, 4.
fn kind(coding: u8) -> Kind {
    match coding {
        // "The alphabet of the network": for texts that come from phones it is theirs.
        0 => Kind::Gsm7,
        1 => Kind::Ascii,
        3 => Kind::Latin1,
        8 => Kind::Ucs2,
        0x10..=0x1f => match coding >> 2 & 0b11 {
            0 => Kind::Gsm7,
            2 => Kind::Ucs2,
            _ => Kind::Other,
        },
        0xf0..=0xff if coding & 0b100 == 0 => Kind::Gsm7,
        _ => Kind::Other,
    }
}
