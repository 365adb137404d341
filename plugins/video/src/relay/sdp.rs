//! What the relay changes in descriptions of sessions before they leave, and takes out of those that come. Only the house's own
//! address ever leaves, and no address that a page names is ever used: so nobody learns where anybody is, and nobody can make the
//! house send anything anywhere.
use std::net::SocketAddr;

/// How a packet comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Udp,
    Tcp,
}

/// A description as a page may get it: every candidate out, the house's own in.
pub fn with_our_addresses(sdp: &str, public: &[(Way, SocketAddr)]) -> String {
    let (mut out, mut sections) = (String::with_capacity(sdp.len() + 256), 0);
    for line in sdp.lines().map(str::trim_end).filter(|it| !is_address(it)) {
        sections += u32::from(line.starts_with("m="));
        // The library writes the address that it believes to have. It has none.
        let line = if line.starts_with("c=") { "c=IN IP4 0.0.0.0" } else { line };
        out.push_str(line);
        out.push_str("\r\n");
        // All sections share the first one's transport.
        if sections == 1 && line.starts_with("a=ice-pwd:") {
            for (at, (way, address)) in public.iter().enumerate() {
                out.push_str(&candidate(at as u32, *way, *address));
            }
            out.push_str("a=end-of-candidates\r\n");
        }
    }
    out
}

/// UDP goes before TCP: it is tried first, and TCP is there where UDP is not let through.
fn candidate(at: u32, way: Way, address: SocketAddr) -> String {
    let (name, tail, preference) = match way {
        Way::Udp => ("udp", "", 126_u32),
        Way::Tcp => ("tcp", " tcptype passive", 90),
    };
    let priority = (preference << 24) + ((65535 - at) << 8) + 255;
    format!("a=candidate:{} 1 {name} {priority} {} {} typ host{tail}\r\n", at + 1, address.ip(), address.port())
}

/// What is agreed on for a voice: the library answers with what the page wrote and leaves out what the house wants.
///   * `useinbandfec`: each packet carries the one before once more, coarsely, so that one that is lost is hardly heard;
///   * `usedtx`: while somebody says nothing, nothing is sent;
///   * 24 kbit/s in packets of 40 ms: speech stays good, and with all heads (58 bytes a packet) it is 36 kbit/s, which a line of 40 carries.
const VOICE: &str = "minptime=10;useinbandfec=1;usedtx=1;maxaveragebitrate=24000";
const VOICE_STEP: &str = "a=ptime:40\r\n";

/// The house's answer, where voices are agreed on as the house wants them.
pub fn with_our_voice(sdp: &str) -> String {
    let opus = sdp.lines().find_map(|it| it.strip_prefix("a=rtpmap:")?.split_once(' ').filter(|(_, name)| name.starts_with("opus/")));
    let Some((number, _)) = opus else { return sdp.into() };
    let (named, mut out) = (format!("a=rtpmap:{number} "), String::with_capacity(sdp.len() + 128));
    let is_theirs = |it: &str| it.starts_with("a=ptime:") || it.strip_prefix("a=fmtp:").is_some_and(|it| it.split(' ').next() == Some(number));
    for line in sdp.lines().map(str::trim_end).filter(|it| !is_theirs(it)) {
        out.push_str(line);
        out.push_str("\r\n");
        if line.starts_with(&named) {
            out.push_str(&format!("a=fmtp:{number} {VOICE}\r\n{VOICE_STEP}"));
        }
    }
    out
}

/// A page's description without any address that it names.
pub fn without_addresses(sdp: &str) -> String {
    let mut out = String::with_capacity(sdp.len());
    for line in sdp.lines().map(str::trim_end).filter(|it| !is_address(it)) {
        let line = if line.starts_with("c=") { "c=IN IP4 0.0.0.0" } else { line };
        out.push_str(line);
        out.push_str("\r\n");
    }
    out
}

fn is_address(line: &str) -> bool {
    ["a=candidate:", "a=remote-candidates:", "a=end-of-candidates", "a=rtcp:"].iter().any(|it| line.starts_with(it))
}

/// The value of a line.
pub fn value<'a>(sdp: &'a str, name: &str) -> Option<&'a str> {
    sdp.lines().find_map(|it| it.strip_prefix(name)).map(str::trim)
}

/// The number under which a place's packets were agreed on: the first of its section. It differs between browsers, and a packet with
/// any other number is dropped.
pub fn payload_type(sdp: &str, place: &str) -> Option<u8> {
    let is_its = |section: &&str| {
        let mut names = section.lines().filter_map(|it| it.strip_prefix("a=msid:"));
        names.any(|it| it.split_whitespace().next() == Some(place))
    };
    let section = sdp.split("\nm=").skip(1).find(is_its)?;
    section.lines().next()?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::noise::Noise;

    const SDP: &str = "v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 0\r\nc=IN IP4 192.0.2.7\r\na=rtcp:9 IN IP4 192.0.2.7\r\n\
        a=ice-ufrag:abcd\r\na=ice-pwd:secretsecret\r\na=candidate:1 1 udp 1 192.0.2.7 4444 typ host\r\na=end-of-candidates\r\na=msid:s0 s0\r\n\
        m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\nc=IN IP4 192.0.2.7\r\na=ice-pwd:secretsecret\r\na=candidate:1 1 udp 1 192.0.2.7 4444 typ host\r\na=msid:s1 s1\r\n";

    fn public() -> Vec<(Way, SocketAddr)> {
        let address: SocketAddr = "203.0.113.9:3478".parse().unwrap();
        vec![(Way::Udp, address), (Way::Tcp, address)]
    }

    #[test]
    fn only_the_houses_own_address_leaves() {
        let out = with_our_addresses(SDP, &public());
        assert!(!out.contains("192.0.2.7"), "{out}");
        let candidates: Vec<&str> = out.lines().filter(|it| it.starts_with("a=candidate:")).collect();
        assert_eq!(candidates.len(), 2, "{out}");
        assert!(candidates[0].contains(" udp ") && candidates[0].ends_with("203.0.113.9 3478 typ host"), "{candidates:?}");
        assert!(candidates[1].contains(" tcp ") && candidates[1].ends_with("typ host tcptype passive"), "{candidates:?}");
        let priority = |line: &str| line.split(' ').nth(3).unwrap().parse::<u32>().unwrap();
        assert!(priority(candidates[0]) > priority(candidates[1]), "UDP first");
    }

    #[test]
    fn no_address_of_a_page_is_taken() {
        let out = without_addresses(SDP);
        assert!(!out.contains("192.0.2.7") && !out.contains("candidate"), "{out}");
        assert!(out.contains("a=ice-ufrag:abcd\r\n") && out.contains("m=video"), "{out}");
    }

    #[test]
    fn a_voice_is_agreed_on_as_the_house_wants_it() {
        let answer =
            "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 109\r\na=rtpmap:109 opus/48000/2\r\na=fmtp:109 minptime=10;stereo=1\r\na=ptime:20\r\na=mid:0\r\n";
        let out = with_our_voice(answer);
        let agreed =
            "a=rtpmap:109 opus/48000/2\r\na=fmtp:109 minptime=10;useinbandfec=1;usedtx=1;maxaveragebitrate=24000\r\na=ptime:40\r\na=mid:0\r\n";
        assert!(out.ends_with(agreed) && !out.contains("stereo"), "{out}");
        assert_eq!(with_our_voice("v=0\r\nm=video 9 X 96\r\n"), "v=0\r\nm=video 9 X 96\r\n");
    }

    #[test]
    fn each_place_has_its_number() {
        assert_eq!((payload_type(SDP, "s0"), payload_type(SDP, "s1"), payload_type(SDP, "s2")), (Some(111), Some(96), None));
        assert_eq!(value(SDP, "a=ice-ufrag:"), Some("abcd"));
    }

    #[test]
    fn noise_never_breaks_it_and_never_brings_an_address_through() {
        let mut noise = Noise::new(5);
        for _ in 0..20_000 {
            let mut bytes = SDP.as_bytes().to_vec();
            for _ in 0..noise.below(6) {
                noise.spoil(&mut bytes);
            }
            let sdp = String::from_utf8_lossy(&bytes).into_owned();
            let out = with_our_addresses(&sdp, &public());
            let theirs = out.lines().filter(|it| it.starts_with("a=candidate:")).filter(|it| !it.contains("203.0.113.9 3478"));
            assert_eq!(theirs.count(), 0, "{out}");
            assert!(!without_addresses(&sdp).lines().any(|it| it.starts_with("a=candidate:")));
            let _ = payload_type(&sdp, "s1");
        }
    }
}
