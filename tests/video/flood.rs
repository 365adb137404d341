//! Floods and nonsense while people talk: on the line, at the open ports, and within a connection that is somebody's own. The same in
//! every run, by a fixed seed. Each is refused and counted, and the others hear on.
use crate::arrange::{Ear, Line, SOON, STEP, Voice, two};
use futures_util::{SinkExt, StreamExt};
use hearth_video::rooms::Rooms;
use rtc::dtls::extension::extension_use_srtp::SrtpProtectionProfile;
use serde_json::json;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use support::{Browser, GroupOf, Shelter};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpStream, UdpSocket},
    task::JoinHandle,
    time::{interval, sleep},
};
use tokio_tungstenite::tungstenite::Message;

/// The same noise in every run.
struct Noise(u64);

impl Noise {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }

    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len());
            match self.below(3) {
                0 if !bytes.is_empty() => bytes[at] = self.below(256) as u8,
                1 => bytes.truncate(at),
                _ => bytes.insert(at, self.below(256) as u8),
            }
        }
    }
}

/// Juniper talks, Lantern listens, and Sparrow is who sends nonsense.
struct Call {
    shelter: Shelter,
    group: GroupOf,
    sparrow: Browser,
    _ruth: Browser,
    /// Their pages stay open: they answer when the house asks whether somebody is there.
    pages: JoinHandle<()>,
    _voice: Voice,
    ear: Ear,
    /// What the house told the ear.
    offer: String,
}

impl Call {
    async fn begins() -> Call {
        let (shelter, group, mut ruth, first, second) = two().await;
        let (_, sparrow) = shelter.comes_in(&group, &mut ruth, "Sparrow").await;
        let mut speaks = Line::open(&shelter, &group, &first).await;
        let mut hears = Line::open(&shelter, &group, &second).await;
        let ear = Ear::new().await;
        let voice = Voice::begins(&mut speaks).await;
        let offer = ear.agrees(&mut hears).await;
        speaks.switches("voice", true).await;
        ear.gets(10).await;
        let pages = tokio::spawn(async move {
            loop {
                tokio::select! {
                    Some(Ok(_)) = speaks.socket.next() => {}
                    Some(Ok(_)) = hears.socket.next() => {}
                    else => return,
                }
            }
        });
        Call { shelter, group, sparrow, _ruth: ruth, pages, _voice: voice, ear, offer }
    }

    async fn line(&self) -> Line {
        Line::open(&self.shelter, &self.group, &self.sparrow).await
    }

    fn house(&self) -> SocketAddr {
        self.shelter.kernel.held::<Rooms>().ports().expect("a port").0
    }

    fn refused(&self) -> u64 {
        self.shelter.kernel.held::<Rooms>().refused().expect("a port")
    }

    /// Sparrow speaks for two seconds, by somebody between her and the house.
    async fn speaks_through(&self, seals: &[SrtpProtectionProfile], adds: impl FnMut(usize, &[u8]) -> Option<Vec<u8>> + Send + 'static) {
        let (between, task) = between(self.house(), adds).await;
        let mut line = self.line().await;
        let [house, other] = [self.house().port(), between.port()].map(|port| format!("127.0.0.1 {port} typ host\r\n"));
        let _voice = Voice::begins_by(&mut line, seals, |answer| answer.replace(&house, &other)).await;
        line.switches("voice", true).await;
        let mut step = interval(STEP);
        for _ in 0..100 {
            step.tick().await;
        }
        task.abort();
    }

    /// Lantern hears Juniper on, without a gap that anybody would notice: of 50 packets a second, most come.
    async fn goes_on(&self, what: &str) {
        let heard = self.ear.gets_within(50).await;
        assert!(heard > 25, "{what}: {heard} of 50 packets came");
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        self.pages.abort();
    }
}

#[actix_web::test]
async fn a_thousand_messages_a_second_end_their_own_line_and_the_others_hear_on() {
    let call = Call::begins().await;
    let sdp = call.offer.clone();
    let kinds = [
        json!({ "t": "on", "of": "voice", "on": true }),
        json!({ "t": "away", "on": true }),
        json!({ "t": "height", "slot": "s0", "most": 1 }),
        json!({ "t": "key", "key": "AAAA" }),
        json!({ "t": "seal", "to": (1..400).map(|it| json!([it % 4, "AAAA"])).collect::<Vec<_>>() }),
        json!({ "t": "offer", "of": "voice", "sdp": sdp }),
    ];
    for (which, kind) in kinds.iter().enumerate() {
        let mut line = call.line().await;
        let began = Instant::now();
        let mut step = interval(Duration::from_millis(1));
        let mut said = 0;
        while said < 1000 && line.socket.send(Message::text(kind.to_string())).await.is_ok() {
            said += 1;
            step.tick().await;
        }
        // An offer that makes no sense for a microphone ends it sooner.
        let code = line.ends().await;
        assert!([4003, 1006].contains(&code) || (kind["t"] == "offer" && code == 1002), "{which}: {code}");
        assert!(began.elapsed() < SOON, "{which}");
        call.goes_on(&kind["t"].to_string()).await;
    }
}

#[actix_web::test]
async fn spoiled_descriptions_and_candidates_end_at_most_their_own_line() {
    let call = Call::begins().await;
    let mut noise = Noise(8);
    for round in 0..8 {
        let mut line = call.line().await;
        // A whole description, spoiled in a few places, or with candidates of all kinds put in.
        let mut bytes = call.offer.replace("sendonly", "recvonly").into_bytes();
        if round % 2 == 0 {
            let more = "a=candidate:1 1 udp 99999999999 evil.example 70000 typ host\r\na=candidate:\r\na=candidate:1 1 tcp 1 ::1 9 typ srflx raddr\r\na=remote-candidates:1\r\n";
            bytes.extend(more.bytes());
        }
        for _ in 0..=round / 2 {
            noise.spoil(&mut bytes);
        }
        let sdp = String::from_utf8_lossy(&bytes).into_owned();
        // What is left may still make sense by chance: then it is taken, and the last, which nobody asked for, ends the line.
        let asked =
            [json!({ "t": "offer", "of": "camera", "sdp": sdp }), json!({ "t": "answer", "sdp": sdp }), json!({ "t": "answer", "sdp": "v=0" })];
        for ask in asked {
            let _ = line.socket.send(Message::text(ask.to_string())).await;
        }
        let code = line.ends().await;
        assert!([1002, 1006, 4005].contains(&code), "{round}: {code}");
    }
    call.goes_on("spoiled descriptions").await;
}

/// Packets of each kind that the port tells apart (RFC 7983), whole enough to be looked at, and spoiled.
fn packets(offer: &str) -> Vec<Vec<u8>> {
    let fragment = offer.lines().find_map(|it| it.strip_prefix("a=ice-ufrag:")).expect("a fragment").trim();
    let name = format!("{fragment}:xxxx");
    let room = name.len().next_multiple_of(4);
    let mut stun = vec![0, 1, 0, (4 + room + 24) as u8, 0x21, 0x12, 0xa4, 0x42];
    stun.extend([7; 12]);
    stun.extend([0, 6, 0, name.len() as u8]);
    stun.extend(name.bytes());
    stun.resize(20 + 4 + room, 0);
    stun.extend([0, 8, 0, 20]);
    stun.extend([9; 20]);
    // A record of DTLS 1.2 with the beginning of a greeting; one of SRTP; one of SRTCP.
    let mut dtls = vec![22, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 1, 0, 0, 48, 0, 0, 0, 0, 0, 0, 0, 48, 0xfe, 0xfd];
    dtls.resize(73, 3);
    let mut rtp = vec![0x90, 111, 0, 1, 0, 0, 0, 1, 0, 0, 0x12, 0x67, 0xbe, 0xde, 0, 1, 0x10, 0xff, 0, 0];
    rtp.resize(90, 5);
    let mut rtcp = vec![0x81, 201, 0, 7, 0, 0, 0, 1];
    rtcp.resize(64, 6);
    vec![stun, dtls, rtp, rtcp]
}

#[actix_web::test]
async fn spoiled_packets_at_both_open_ports_are_refused_counted_and_disturb_nobody() {
    let call = Call::begins().await;
    let (mut noise, kinds, before) = (Noise(9), packets(&call.offer), call.refused());
    let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a socket");
    for round in 0..4_000 {
        let mut bytes = kinds[round % kinds.len()].clone();
        noise.spoil(&mut bytes);
        let _ = socket.send_to(&bytes, call.house()).await;
        if round % 100 == 0 {
            sleep(Duration::from_millis(2)).await;
        }
    }
    call.goes_on("at the port for UDP").await;
    let counted = call.refused() - before;
    assert!(counted > 1_000, "{counted} were counted");
    // By TCP: nonsense at once; or one good request, and nonsense from then on, to a connection that is somebody's.
    for round in 0..120 {
        let Ok(mut stream) = TcpStream::connect(call.house()).await else { continue };
        let frame = |bytes: &[u8]| {
            let mut framed = (bytes.len() as u16).to_be_bytes().to_vec();
            framed.extend(bytes);
            framed
        };
        let mut all = if round % 2 == 0 { frame(&kinds[0]) } else { Vec::new() };
        for kind in &kinds {
            let mut bytes = frame(kind);
            noise.spoil(&mut bytes);
            all.extend(bytes);
        }
        let _ = stream.write_all(&all).await;
    }
    call.goes_on("at the port for TCP").await;
}

/// Somebody between a page and the house, who has more to say than the page: to the house it comes from a connection that is known.
/// `adds`: what he sends before a packet of the page's, which is the how-manyeth.
async fn between(house: SocketAddr, mut adds: impl FnMut(usize, &[u8]) -> Option<Vec<u8>> + Send + 'static) -> (SocketAddr, JoinHandle<()>) {
    let (page_side, house_side) = (UdpSocket::bind("127.0.0.1:0").await.expect("a socket"), UdpSocket::bind("127.0.0.1:0").await.expect("a socket"));
    let address = page_side.local_addr().expect("an address");
    let task = tokio::spawn(async move {
        let (mut page, mut count) = (None, 0_usize);
        let (mut one, mut other) = ([0; 2048], [0; 2048]);
        loop {
            tokio::select! {
                Ok((length, from)) = page_side.recv_from(&mut one) => {
                    page = Some(from);
                    count += 1;
                    let whole = &one[..length];
                    if let Some(bytes) = adds(count, whole) {
                        let _ = house_side.send_to(&bytes, house).await;
                    }
                    let _ = house_side.send_to(whole, house).await;
                }
                Ok((length, _)) = house_side.recv_from(&mut other) => {
                    if let Some(page) = page {
                        let _ = page_side.send_to(&other[..length], page).await;
                    }
                }
                else => return,
            }
        }
    });
    (address, task)
}

#[actix_web::test]
async fn spoiled_packets_within_ones_own_connection_disturb_nobody_else() {
    let call = Call::begins().await;
    // From the first packet on, so in the middle of its greeting; and once it speaks.
    for after in [0, 60] {
        let mut noise = Noise(10);
        let spoils = move |count: usize, whole: &[u8]| {
            (count > after && noise.below(2) == 0).then(|| {
                let mut bytes = whole.to_vec();
                noise.spoil(&mut bytes);
                bytes
            })
        };
        call.speaks_through(&[], spoils).await;
        call.goes_on("within a connection").await;
    }
}

/// A report that says it is not encrypted, with a seal that is none.
fn forged(_: usize, whole: &[u8]) -> Option<Vec<u8>> {
    let is_sound = matches!(whole, [128..=191, 0..=191, ..]);
    is_sound.then(|| [&[0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 9][..], &[7; 10]].concat())
}

#[actix_web::test]
async fn whoever_forges_a_pages_address_reports_nothing_in_her_name() {
    let call = Call::begins().await;
    let before = call.refused();
    call.speaks_through(&[SrtpProtectionProfile::Srtp_Aes128_Cm_Hmac_Sha1_80], forged).await;
    let refused = call.refused() - before;
    assert!(refused > 50, "{refused} were refused");
    call.goes_on("while somebody reports in another's name").await;
}
