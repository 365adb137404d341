//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) as the vault uses it, made once.
//!
//! The libraries' ciphers are generic, so they are compiled where they are used and as that is compiled. The core is compiled to be
//! small, and a cipher without its loops unrolled was an eighth of a topic page: docs/decisions/0025. This crate is small enough to be
//! compiled to be fast.
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};

/// Bytes of a key, and of a nonce that may be random.
const KEY: usize = 32;
const NONCE: usize = 24;

/// A key, ready for use. It is overwritten when it is let go of.
#[derive(Clone)]
pub struct Cipher(XChaCha20Poly1305);

impl Cipher {
    pub fn new(key: &[u8; KEY]) -> Cipher {
        Cipher(XChaCha20Poly1305::new(key.into()))
    }

    /// The nonce, then the ciphertext with its tag. None only where the text is longer than the cipher can take (256 GiB).
    pub fn seal(&self, nonce: [u8; NONCE], associated: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        let sealed = self.0.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: associated }).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    /// None where another key sealed it, for another place, or where a bit of it changed.
    pub fn open(&self, sealed: &[u8], associated: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        self.0.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: associated }).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Cipher;
    use zeroize::ZeroizeOnDrop;

    /// DAR-6. Where the library would leave the key behind, this does not compile.
    #[test]
    fn a_key_is_overwritten_when_it_is_let_go_of() {
        fn is_overwritten(_: &impl ZeroizeOnDrop) {}
        is_overwritten(&Cipher::new(&[7; 32]).0);
    }

    /// draft-irtf-cfrg-xchacha-03, A.3.1: its beginning and its tag.
    #[test]
    fn it_is_the_cipher_of_the_draft() {
        let bytes = |hex: &str| -> Vec<u8> { (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")).collect() };
        let key: [u8; 32] = std::array::from_fn(|at| 0x80 + at as u8);
        let nonce: [u8; 24] = std::array::from_fn(|at| 0x40 + at as u8);
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
        let sealed = Cipher::new(&key).seal(nonce, &bytes("50515253c0c1c2c3c4c5c6c7"), plain).expect("sealed");
        assert_eq!(sealed[..24], nonce);
        assert_eq!(sealed[24..40], bytes("bd6d179d3e83d43b9576579493c0e939"));
        assert_eq!(sealed[24 + plain.len()..], bytes("c0875924c1c7987947deafd8780acf49"));
    }
}
