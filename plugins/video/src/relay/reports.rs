//! Reports (RTCP) that come in without a seal.
//!
//! A report says by a mark whether it is encrypted; its seal is required of it either way (RFC 3711, 3.4). The library takes one that says
//! "not encrypted" without a look at its seal (rtc-srtp 0.21.1, AES in counter mode; with GCM it does not), so whoever forges a page's
//! address could report in her name. Browsers encrypt all of theirs. So what is not encrypted never comes to the library.
//!
//! Over TCP nobody forges an address; who is on the line himself can spoil it in easier ways.
use rtc::shared::util::{is_rtcp, match_srtp_or_srtcp};
use std::{
    sync::{Arc, OnceLock, Weak},
    time::Instant,
};
use webrtc::peer_connection::{PeerConnection, StatsSelector};

/// Bytes behind the mark: the rest of its number (31 bits), and the seal of 80 bits, which reports have with each of the two.
const BEHIND_THE_MARK: usize = 14;
const ENCRYPTED: u8 = 0x80;

/// How house and page seal, which they agree on while they greet each other.
enum Seal {
    /// In counter mode.
    Marked,
    /// With GCM: the library opens nothing else.
    Whole,
}

/// Of one connection.
#[derive(Default)]
pub struct Reports {
    connection: OnceLock<Weak<dyn PeerConnection>>,
    seal: OnceLock<Seal>,
}

impl Reports {
    /// Whose they are.
    pub fn are_of(&self, connection: &Arc<dyn PeerConnection>) {
        let _ = self.connection.set(Arc::downgrade(connection));
    }

    /// They have greeted each other.
    pub async fn begin(&self) {
        let Some(connection) = self.connection.get().and_then(Weak::upgrade) else { return };
        let about = connection.get_stats(Instant::now(), StatsSelector::None).await;
        if let Some(about) = about.transport() {
            self.are_sealed_by(&about.srtp_cipher);
        }
    }

    #[cfg(test)]
    pub fn sealed_by(name: &str) -> Reports {
        let it = Reports::default();
        it.are_sealed_by(name);
        it
    }

    /// By the library's name for it. It stays as long as the connection does.
    fn are_sealed_by(&self, name: &str) {
        let seal = match name {
            "SRTP_AEAD_AES_128_GCM" | "SRTP_AEAD_AES_256_GCM" => Seal::Whole,
            "SRTP_AES128_CM_HMAC_SHA1_80" | "SRTP_AES128_CM_HMAC_SHA1_32" => Seal::Marked,
            _ => return,
        };
        let _ = self.seal.set(seal);
    }

    /// Whether this packet may come to the library: anything but a report that is not encrypted. None does before they have greeted
    /// each other: nothing has gone by then of which one could report.
    pub fn take(&self, packet: &[u8]) -> bool {
        !is_report(packet)
            || match self.seal.get() {
                Some(Seal::Whole) => true,
                Some(Seal::Marked) => packet.iter().rev().nth(BEHIND_THE_MARK - 1).is_some_and(|it| it & ENCRYPTED != 0),
                None => false,
            }
    }
}

/// As the library tells packets apart (RFC 7983), and reports from sound and picture (RFC 5761).
fn is_report(packet: &[u8]) -> bool {
    match_srtp_or_srtcp(packet) && is_rtcp(packet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_that_is_not_encrypted_never_comes_in() {
        let report = |mark: u8| [&[0x81, 201, 0, 1, 0, 0, 0, 1, mark, 0, 0, 1][..], &[7; 10]].concat();
        let (reports, sound) = (Reports::default(), [0x80, 111, 0, 1]);
        assert!(reports.take(&sound) && reports.take(&[0, 1, 0, 0]) && reports.take(&[22]) && reports.take(&[]), "what is no report");
        assert!(!reports.take(&report(ENCRYPTED)), "before they greeted each other");
        let reports = Reports::sealed_by("SRTP_AES128_CM_HMAC_SHA1_80");
        assert!(reports.take(&report(ENCRYPTED)) && !reports.take(&report(0)) && reports.take(&sound));
        assert!(!reports.take(&[0x81, 201, 0, 1]) && !reports.take(&report(ENCRYPTED)[..13]), "cut short");
        let reports = Reports::sealed_by("SRTP_AEAD_AES_128_GCM");
        assert!(reports.take(&report(0)), "there the library looks at the seal itself");
        let reports = Reports::sealed_by("Unknown");
        assert!(!reports.take(&report(ENCRYPTED)), "another way, of which nothing is known");
    }
}
