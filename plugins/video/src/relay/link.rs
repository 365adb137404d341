//! One connection between a page and the relay, and what is agreed on in it: one codec for voices, one for pictures, for the whole
//! house, so that every place can carry everybody.
use super::{
    error::RelayError,
    events::Events,
    feedback::Feedback,
    hall::Hall,
    line::{Estimate, Line},
    outbox::Outbox,
    runtime::Places,
    sdp,
    whose::Whose,
};
use rtc::{
    interceptor::{CongestionControlBuilder, NackGeneratorBuilder, ReceiverReportBuilder, SenderReportBuilder, Slot as Order},
    peer_connection::configuration::{
        interceptor_registry::{configure_simulcast_extension_headers, configure_twcc_receiver_only, configure_twcc_sender_only},
        media_engine::*,
    },
    rtp_transceiver::rtp_sender::{RTCPFeedback, RTCRtpCodec, RTCRtpCodecParameters, RtpCodecKind},
};
use std::sync::Arc;
use webrtc::{
    peer_connection::{
        MediaEngine, PeerConnection, PeerConnectionBuilder, PeerConnectionEventHandler, RTCSessionDescription, Registry, SettingEngineBuilder,
    },
    runtime::Runtime,
};

const VOICE: u8 = 111;
const PICTURE: u8 = 96;
const PICTURE_AGAIN: u8 = 97;
/// In the chain: further from the line than whatever has to see each packet.
const WHERE_PACKETS_ENTER: usize = 20_000;

/// Which way a connection goes.
pub enum Direction {
    /// She sends: her page offers, once.
    In,
    /// She receives: only the house offers. What her line carries is learned on the way.
    Out(Arc<Line>),
}

#[derive(Clone)]
pub struct Link {
    pub connection: Arc<dyn PeerConnection>,
    places: Arc<Places>,
}

impl Link {
    /// For this number of the room.
    pub async fn open(hall: &Hall, number: u32, direction: Direction, outbox: Arc<Outbox>, events: Arc<Events>) -> Result<Link, RelayError> {
        let failed = |_| RelayError::Library("opening a connection");
        let mut engine = MediaEngine::default();
        let voice = RTCRtpCodecParameters { payload_type: VOICE, rtp_codec: codec(RtpCodecKind::Audio) };
        let picture = RTCRtpCodecParameters { payload_type: PICTURE, rtp_codec: codec(RtpCodecKind::Video) };
        engine.register_codec(voice, RtpCodecKind::Audio).map_err(failed)?;
        engine.register_codec(picture, RtpCodecKind::Video).map_err(failed)?;
        // Only towards receivers. From senders the library drops repeated packets of layers (it does not know which layer they repeat);
        // where they are not agreed on, browsers repeat in the stream itself, which works.
        if let Direction::Out(..) = direction {
            let codec =
                RTCRtpCodec { mime_type: "video/rtx".into(), clock_rate: 90_000, sdp_fmtp_line: format!("apt={PICTURE}"), ..Default::default() };
            let again = RTCRtpCodecParameters { payload_type: PICTURE_AGAIN, rtp_codec: codec };
            engine.register_codec(again, RtpCodecKind::Video).map_err(failed)?;
        }
        // Not the library's own choice of links, which is for both ways at once: each moves every packet.
        let reports = match direction {
            Direction::In => {
                configure_simulcast_extension_headers(&mut engine).map_err(failed)?;
                let reports = configure_twcc_receiver_only(Registry::new(), &mut engine).map_err(failed)?;
                reports
                    .with(Order::NackGenerator, NackGeneratorBuilder::new().build())
                    .with(Order::ReceiverReport, ReceiverReportBuilder::new().build())
            }
            Direction::Out(line) => {
                let reports = configure_twcc_sender_only(Registry::new(), &mut engine).map_err(failed)?;
                let reports = reports.with(Order::CongestionControl, CongestionControlBuilder::new(Estimate::new(line)).build());
                let reports = reports.with(Order::SenderReport, SenderReportBuilder::new().build());
                reports.with(Order::from(WHERE_PACKETS_ENTER), Feedback::new(outbox.clone()))
            }
        };
        // The house waits for pages and never looks for them (lite), and asks no neighbours for names.
        let settings = SettingEngineBuilder::new()
            .with_include_loopback_candidate(true)
            .with_multicast_dns_mode(rtc::ice::mdns::MulticastDnsMode::Disabled)
            .with_lite(true)
            .build();
        let seeming = hall.ports().seeming();
        let places = Places::new(hall.ports().clone(), Whose::new(hall.owner(number), events.reports.clone(), hall.counter().clone()), outbox);
        let connection = PeerConnectionBuilder::new()
            .with_media_engine(engine)
            .with_setting_engine(settings)
            .with_interceptor_registry(reports)
            .with_handler(events.clone() as Arc<dyn PeerConnectionEventHandler>)
            .with_runtime(places.clone() as Arc<dyn Runtime>)
            .with_udp_addrs(vec![seeming])
            .with_tcp_addrs(vec![seeming])
            .build()
            .await
            .map_err(failed)?;
        let connection = Arc::new(connection) as Arc<dyn PeerConnection>;
        events.reports.are_of(&connection);
        Ok(Link { connection, places })
    }

    /// Takes what a page offers to send, once. Gives the answer.
    pub async fn answer(&self, offer: &str) -> Result<String, RelayError> {
        let offer = RTCSessionDescription::offer(sdp::without_addresses(offer)).map_err(|_| RelayError::Description)?;
        self.connection.set_remote_description(offer).await.map_err(|_| RelayError::Description)?;
        self.places.hear();
        let answer = self.connection.create_answer(None).await.map_err(|_| RelayError::Description)?;
        self.connection.set_local_description(answer).await.map_err(|_| RelayError::Description)?;
        self.described().await.map(|it| sdp::with_our_voice(&it))
    }

    /// What the house offers to send now.
    pub async fn offer(&self) -> Result<String, RelayError> {
        let failed = |_| RelayError::Library("an offer");
        let offer = self.connection.create_offer(None).await.map_err(failed)?;
        self.connection.set_local_description(offer).await.map_err(failed)?;
        self.described().await
    }

    /// Takes a page's answer. Gives the house's own description that it answers.
    pub async fn agree(&self, answer: &str) -> Result<String, RelayError> {
        let answer = RTCSessionDescription::answer(sdp::without_addresses(answer)).map_err(|_| RelayError::Description)?;
        self.connection.set_remote_description(answer).await.map_err(|_| RelayError::Description)?;
        self.places.hear();
        let ours = self.connection.local_description().await.ok_or(RelayError::Library("a description"))?;
        Ok(ours.sdp)
    }

    async fn described(&self) -> Result<String, RelayError> {
        let ours = self.connection.local_description().await.ok_or(RelayError::Library("a description"))?;
        self.places.publish(&ours.sdp).ok_or(RelayError::Library("a description"))
    }

    /// Nothing reaches it and nothing of it leaves, from this moment.
    pub fn cut(&self) {
        self.places.close();
    }

    pub async fn close(&self) {
        self.cut();
        let _ = self.connection.close().await;
    }
}

/// The house's own, and never a page's: Firefox writes VP8 otherwise than Chromium, and a place that was made for one would not carry
/// the other.
pub fn codec(kind: RtpCodecKind) -> RTCRtpCodec {
    let asks = |typ: &str, parameter: &str| RTCPFeedback { typ: typ.into(), parameter: parameter.into() };
    match kind {
        RtpCodecKind::Video => RTCRtpCodec {
            mime_type: MIME_TYPE_VP8.into(),
            clock_rate: 90_000,
            channels: 0,
            sdp_fmtp_line: String::new(),
            rtcp_feedback: vec![asks("ccm", "fir"), asks("nack", ""), asks("nack", "pli")],
        },
        _ => RTCRtpCodec {
            mime_type: MIME_TYPE_OPUS.into(),
            clock_rate: 48_000,
            channels: 2,
            // Repairs what is lost by itself, and says nothing while nobody speaks.
            sdp_fmtp_line: "minptime=10;useinbandfec=1;usedtx=1".into(),
            rtcp_feedback: vec![],
        },
    }
}
