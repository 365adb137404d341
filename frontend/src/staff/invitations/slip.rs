//! The slip: a neutral piece of paper with an address, a code and a QR code. It names neither a person, nor a group, nor the
//! organisation.
use crate::member::join::{address, until};
use hearth_core::{
    Result,
    joining::{grouped, invitation::Made},
    locale::{Language, Value},
    page::Page,
};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Everything on it, in the language of who gets it.
pub struct Slip {
    pub language: &'static str,
    pub name: String,
    pub open: String,
    pub address: String,
    pub enter: String,
    pub code: String,
    pub steps: Vec<String>,
    pub last: String,
    /// The squares of the QR code, as one path, and how many there are in a row.
    pub squares: String,
    pub width: usize,
    pub label: String,
}

impl Slip {
    pub fn new(page: &Page, language: Language, link: &str, made: &Made) -> Result<Slip> {
        let mut other = page.clone();
        other.language = language;
        let say = |key: &str| other.say(key);
        let (squares, width) = qr(link)?;
        let phone = page.site.staff_phone.as_str();
        let by = until(&other, made.code_until.unwrap_or(made.until));
        let last = match phone {
            "" => other.say1("join-slip-until", "until", by),
            _ => other.say2("join-slip-until-phone", "until", by, "phone", Value::from(phone)),
        };
        Ok(Slip {
            language: language.code(),
            name: page.title().to_owned(),
            open: say("join-slip-open"),
            address: address(&page.kernel),
            enter: say("join-slip-enter"),
            code: made.code.as_deref().map(grouped).unwrap_or_default(),
            steps: vec![say("join-slip-device"), say("join-slip-private"), say("join-slip-code")],
            last,
            squares,
            width,
            label: say("join-slip-qr"),
        })
    }
}

/// Runs of dark squares, row by row, as an SVG path.
fn qr(text: &str) -> Result<(String, usize)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, other| one == other) {
            if run.first() == Some(&Color::Dark) {
                write!(path, "M{x} {y}h{0}v1h-{0}z", run.len())?;
            }
            x += run.len();
        }
    }
    Ok((path, width))
}
