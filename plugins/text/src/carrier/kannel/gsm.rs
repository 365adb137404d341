//! Whether a text fits the small alphabet of SMS (3GPP TS 23.038, 6.2.1): then a part holds 160 of its letters, otherwise 70.

const LETTERS: &str = concat!(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
    "^{}\\[~]|€\u{c}",
);

pub fn holds(words: &str) -> bool {
    words.chars().all(|it| LETTERS.contains(it))
}
