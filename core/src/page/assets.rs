//! Styles, scripts and icons: embedded, compressed once, addressed by their own digest, so that a browser may keep them for
//! ever and refuses any that were tampered with.
mod lighten;

use actix_web::web::Bytes;
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha384};
use std::{collections::HashMap, io::Write, sync::OnceLock};

/// How a browser may take a file, the smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    Brotli,
    Gzip,
}

impl Packing {
    pub const ALL: [Packing; 2] = [Packing::Brotli, Packing::Gzip];

    /// As `Accept-Encoding` and `Content-Encoding` call it (RFC 9110, 8.4.1; RFC 7932).
    pub fn name(self) -> &'static str {
        match self {
            Packing::Brotli => "br",
            Packing::Gzip => "gzip",
        }
    }
}

/// One file.
pub struct Asset {
    /// `/assets/{digest}/{name}`.
    pub address: String,
    /// For the `integrity` attribute.
    pub integrity: String,
    pub mime: &'static str,
    pub plain: Bytes,
    /// In the order of [`Packing::ALL`].
    packed: [OnceLock<Bytes>; 2],
}

/// All of them, by name and by address.
#[derive(Default)]
pub struct Assets {
    by_name: HashMap<String, Asset>,
    missing: Option<Box<Asset>>,
}

impl Assets {
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Assets {
        let by_name = files.into_iter().map(|(name, bytes)| (name.clone(), Asset::new(&name, bytes))).collect();
        Assets { by_name, missing: Some(Box::new(Asset::new("missing", Vec::new()))) }
    }

    /// The file, or an empty one: the architecture test asks for every name that a template uses.
    pub fn get(&self, name: &str) -> &Asset {
        match (self.by_name.get(name), &self.missing) {
            (Some(asset), _) => asset,
            (None, Some(missing)) => missing,
            (None, None) => unreachable!("made by Assets::new"),
        }
    }

    pub fn find_by_address(&self, address: &str) -> Option<&Asset> {
        let name = address.rsplit('/').next()?;
        self.by_name.get(name).filter(|it| it.address == address)
    }
}

impl Asset {
    fn new(name: &str, written: Vec<u8>) -> Asset {
        let plain = match name.rsplit('.').next() {
            Some("css") => lighten::style(&written),
            Some("js") => lighten::script(&written),
            _ => written,
        };
        let digest = Sha384::digest(&plain);
        let short: String = digest.iter().take(6).map(|it| format!("{it:02x}")).collect();
        let mime = match name.rsplit('.').next() {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => "application/octet-stream",
        };
        Asset {
            address: format!("/assets/{short}/{name}"),
            integrity: format!("sha384-{}", BASE64_STANDARD.encode(digest)),
            mime,
            plain: plain.into(),
            packed: Default::default(),
        }
    }

    /// Packed for whoever asks first, and kept. Done for every file at the start it would be the most that a start does, in time and
    /// in memory, much of it for modalities that this house does not use. Takes a tenth of a second for the largest: not for a thread that
    /// serves.
    pub fn pack(&self, packing: Packing) -> Bytes {
        let pack = match packing {
            Packing::Brotli => brotli,
            Packing::Gzip => gzip,
        };
        self.packed[packing as usize].get_or_init(|| pack(&self.plain).into()).clone()
    }

    /// None: nobody has asked yet.
    pub fn packed(&self, packing: Packing) -> Option<Bytes> {
        self.packed[packing as usize].get().cloned()
    }
}

/// 64 KiB, as much as the largest file: a larger window would only cost memory.
const WINDOW: u32 = 16;

fn brotli(plain: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 11, WINDOW);
    let done = writer.write_all(plain).and_then(|()| writer.flush());
    drop(writer);
    if done.is_ok() { packed } else { Vec::new() }
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(plain).and_then(|()| writer.finish()).unwrap_or_default()
}
