//! A meeting with people in it; a line into it as a page has one; and somebody's microphone and ear.
use futures_util::{SinkExt, StreamExt};
use hearth::{edge::rates::Rates, serving::Options};
use hearth_core::id::MeetingId;
use rtc::{
    dtls::extension::extension_use_srtp::SrtpProtectionProfile,
    media_stream::MediaStreamTrack,
    peer_connection::configuration::{interceptor_registry::register_default_interceptors, media_engine::MIME_TYPE_OPUS},
    rtp::{Packet, header::Header},
    rtp_transceiver::{
        RTCRtpTransceiverDirection, RTCRtpTransceiverInit,
        rtp_sender::{RTCRtpCodec, RTCRtpCodecParameters, RTCRtpCodingParameters, RTCRtpEncodingParameters, RtpCodecKind},
    },
};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};
use support::{Browser, GroupOf, Shelter};
use tokio::{
    net::TcpStream,
    task::JoinHandle,
    time::{interval, timeout},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, http::Request},
};
use webrtc::{
    media_stream::{
        track_local::{TrackLocal, static_rtp::TrackLocalStaticRTP},
        track_remote::{TrackRemote, TrackRemoteEvent},
    },
    peer_connection::{
        MediaEngine, PeerConnection, PeerConnectionBuilder, PeerConnectionEventHandler, RTCSessionDescription, Registry, SettingEngineBuilder,
    },
    runtime::TokioRuntime,
};

/// Longer than anything takes, shorter than a person's patience.
pub const SOON: Duration = Duration::from_secs(10);
/// What is promised when somebody's part ends.
pub const AT_ONCE: Duration = Duration::from_secs(2);
/// A voice has a packet so often.
pub const STEP: Duration = Duration::from_millis(20);
const OPUS: u8 = 111;
const SSRC: u32 = 4711;

/// A shelter that does not mind how fast a test clicks.
pub async fn patient() -> Shelter {
    let mut options = Options { workers: 2, ..Options::default() };
    options.edge.rates = actix_web::web::Data::new(Rates::new(false));
    let shelter = Shelter::open_with(options).await;
    shelter.set_up(|_| {}).await;
    shelter
}

pub async fn group(shelter: &Shelter) -> (GroupOf, MeetingId) {
    shelter.group_that_meets_with("video", |it| it.keep_hours = None).await
}

/// A meeting that Ruth leads, with Juniper and Lantern in it.
pub async fn two() -> (Shelter, GroupOf, Browser, Browser, Browser) {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (_, first) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let (_, second) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    (shelter, group, ruth, first, second)
}

/// The line of an open page.
pub struct Line {
    pub socket: WebSocketStream<TcpStream>,
    pub me: u64,
    /// Everything that was said over it.
    pub heard: Vec<Value>,
}

/// As a page of ours asks for it.
pub fn request(shelter: &Shelter, group: &GroupOf, browser: &Browser) -> Request<()> {
    shelter.line(browser, &format!("{}/video/live", group.address()))
}

impl Line {
    pub async fn open(shelter: &Shelter, group: &GroupOf, browser: &Browser) -> Line {
        Line::open_by(shelter, request(shelter, group, browser)).await
    }

    /// For what is written alone.
    pub async fn open_written(shelter: &Shelter, group: &GroupOf, browser: &Browser) -> Line {
        Line::open_by(shelter, shelter.line(browser, &format!("{}/video/live?written", group.address()))).await
    }

    async fn open_by(shelter: &Shelter, request: Request<()>) -> Line {
        let socket = shelter.connect(request).await.expect("a line");
        let mut line = Line { socket, me: 0, heard: Vec::new() };
        line.me = line.hears("hello").await["me"].as_u64().expect("a number");
        line
    }

    pub async fn sends(&mut self, value: Value) {
        self.socket.send(Message::text(value.to_string())).await.expect("sent");
    }

    pub async fn switches(&mut self, of: &str, on: bool) {
        self.sends(json!({ "t": "on", "of": of, "on": on })).await;
    }

    /// The next frame; none where the line has ended.
    pub async fn next(&mut self) -> Option<Value> {
        loop {
            let text = match timeout(SOON, self.socket.next()).await.expect("something within a while")? {
                Ok(Message::Text(text)) => text,
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => continue,
            };
            let frame: Value = serde_json::from_str(&text).expect("a frame");
            self.heard.push(frame.clone());
            return Some(frame);
        }
    }

    /// Everything up to a frame of this kind.
    pub async fn hears(&mut self, what: &str) -> Value {
        self.hears_of(what, |_| true).await
    }

    /// Everything up to a frame of this kind that is meant.
    pub async fn hears_of(&mut self, what: &str, is_meant: impl Fn(&Value) -> bool) -> Value {
        loop {
            let frame = self.next().await.unwrap_or_else(|| panic!("the line ended before {what}"));
            if frame["t"] == what && is_meant(&frame) {
                return frame;
            }
        }
    }

    /// The code that the line is closed with.
    pub async fn ends(&mut self) -> u16 {
        loop {
            match timeout(SOON, self.socket.next()).await.expect("it ends within a while") {
                Some(Ok(Message::Close(why))) => return why.map_or(1005, |it| it.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return 1006,
            }
        }
    }
}

fn codec() -> RTCRtpCodec {
    RTCRtpCodec { mime_type: MIME_TYPE_OPUS.into(), clock_rate: 48_000, channels: 2, sdp_fmtp_line: String::new(), rtcp_feedback: Vec::new() }
}

/// `seals`: the ways in which it can; all where none is named.
async fn connection(handler: Arc<dyn PeerConnectionEventHandler>, seals: &[SrtpProtectionProfile]) -> Arc<dyn PeerConnection> {
    let mut engine = MediaEngine::default();
    engine.register_codec(RTCRtpCodecParameters { payload_type: OPUS, rtp_codec: codec() }, RtpCodecKind::Audio).expect("a codec");
    let registry = register_default_interceptors(Registry::new(), &mut engine).expect("reports");
    let settings = SettingEngineBuilder::new()
        .with_include_loopback_candidate(true)
        .with_multicast_dns_mode(rtc::ice::mdns::MulticastDnsMode::Disabled)
        .with_srtp_protection_profiles(seals.to_vec())
        .build();
    // As on most machines: one address of each family.
    let own: Vec<SocketAddr> = ["127.0.0.1:0", "[::1]:0"].map(|it| it.parse().expect("an address")).into();
    let built = PeerConnectionBuilder::new()
        .with_media_engine(engine)
        .with_setting_engine(settings)
        .with_interceptor_registry(registry)
        .with_handler(handler)
        .with_runtime(Arc::new(TokioRuntime))
        .with_udp_addrs(own)
        .build();
    Arc::new(built.await.expect("a connection"))
}

struct Silent;
impl PeerConnectionEventHandler for Silent {}

/// Somebody's microphone: it speaks without end, whatever the house makes of it.
pub struct Voice {
    pub connection: Arc<dyn PeerConnection>,
    task: JoinHandle<()>,
}

impl Voice {
    /// Offers it over her line, and begins.
    pub async fn begins(line: &mut Line) -> Voice {
        Voice::begins_by(line, &[], str::to_owned).await
    }

    /// The same, which seals in one of these ways, with what the house answers changed on the way.
    pub async fn begins_by(line: &mut Line, seals: &[SrtpProtectionProfile], change: impl Fn(&str) -> String) -> Voice {
        let connection = connection(Arc::new(Silent), seals).await;
        let coding = RTCRtpCodingParameters { ssrc: Some(SSRC), ..Default::default() };
        let encoding = RTCRtpEncodingParameters { rtp_coding_parameters: coding, codec: codec(), ..Default::default() };
        let name = || "microphone".to_owned();
        let track = Arc::new(TrackLocalStaticRTP::new(MediaStreamTrack::new(name(), name(), name(), RtpCodecKind::Audio, vec![encoding])));
        let way = RTCRtpTransceiverInit { direction: RTCRtpTransceiverDirection::Sendonly, ..Default::default() };
        connection.add_transceiver_from_track(track.clone() as Arc<dyn TrackLocal>, Some(way)).await.expect("a track");
        let offer = connection.create_offer(None).await.expect("an offer");
        connection.set_local_description(offer).await.expect("set");
        let sdp = connection.local_description().await.expect("a description").sdp;
        line.sends(json!({ "t": "offer", "of": "voice", "sdp": sdp })).await;
        let answer = change(line.hears("answer").await["sdp"].as_str().expect("an answer"));
        connection.set_remote_description(RTCSessionDescription::answer(answer).expect("an answer")).await.expect("taken");
        let task = tokio::spawn(async move {
            let mut step = interval(STEP);
            for number in 0_u16.. {
                step.tick().await;
                let header = Header {
                    version: 2,
                    payload_type: OPUS,
                    ssrc: SSRC,
                    sequence_number: number,
                    timestamp: u32::from(number) * 960,
                    ..Default::default()
                };
                let _ = track.write_rtp(Packet { header, payload: vec![0xf8, 0xff, 0xfe].into() }).await;
            }
        });
        Voice { connection, task }
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Somebody's ear: it counts what it gets.
pub struct Ear {
    connection: Arc<dyn PeerConnection>,
    counted: Arc<AtomicU64>,
}

struct Counts(Arc<AtomicU64>);

#[async_trait::async_trait]
impl PeerConnectionEventHandler for Counts {
    async fn on_track(&self, track: Arc<dyn TrackRemote>) {
        let counted = self.0.clone();
        tokio::spawn(async move {
            while let Some(event) = track.poll().await {
                if matches!(event, TrackRemoteEvent::OnRtpPacket(_)) {
                    counted.fetch_add(1, SeqCst);
                }
            }
        });
    }
}

impl Ear {
    pub async fn new() -> Ear {
        let counted = Arc::new(AtomicU64::new(0));
        Ear { connection: connection(Arc::new(Counts(counted.clone())), &[]).await, counted }
    }

    /// Agrees to the next offer of the house.
    pub async fn agrees(&self, line: &mut Line) -> String {
        let offer = line.hears("offer").await;
        self.answers(line, &offer).await
    }

    /// Agrees to what is offered until so many places are filled.
    pub async fn agrees_to_all(&self, line: &mut Line, places: usize) {
        let mut filled = 0;
        while filled < places {
            let frame = line.next().await.expect("the line goes on");
            match frame["t"].as_str() {
                Some("offer") => drop(self.answers(line, &frame).await),
                Some("slot") => filled += usize::from(frame["a"].is_u64()),
                _ => {}
            }
        }
    }

    async fn answers(&self, line: &mut Line, offer: &Value) -> String {
        let offer = offer["sdp"].as_str().expect("an offer").to_owned();
        self.connection.set_remote_description(RTCSessionDescription::offer(offer.clone()).expect("an offer")).await.expect("taken");
        let answer = self.connection.create_answer(None).await.expect("an answer");
        self.connection.set_local_description(answer).await.expect("set");
        let sdp = self.connection.local_description().await.expect("a description").sdp;
        line.sends(json!({ "t": "answer", "sdp": sdp })).await;
        offer
    }

    pub fn count(&self) -> u64 {
        self.counted.load(SeqCst)
    }

    /// Until it has so many more than now; how many it has then.
    pub async fn gets(&self, more: u64) -> u64 {
        let wanted = self.count() + more;
        let mut step = interval(STEP);
        let all = async {
            while self.count() < wanted {
                step.tick().await;
            }
        };
        timeout(SOON, all).await.unwrap_or_else(|_| panic!("{} of {wanted} packets came", self.count()));
        self.count()
    }

    /// How many come while a voice has so many packets.
    pub async fn gets_within(&self, packets: u32) -> u64 {
        let before = self.count();
        let mut step = interval(STEP);
        for _ in 0..=packets {
            step.tick().await;
        }
        self.count() - before
    }
}
