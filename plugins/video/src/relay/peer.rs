//! One person's connections: one on which she receives, and one for each thing that she sends.
//!
//! They are apart for a reason: the library forgets the layers of a camera whenever the connection that brings them is negotiated
//! again (rtc 0.21.1), and all of that camera is dropped from then on, without a word. So what she sends is negotiated once, and only
//! what she receives again and again, and there only the house offers, one offer at a time.
use super::{
    Ask, News, Source, Tell,
    error::RelayError,
    events::Events,
    gate::Gate,
    hall::Hall,
    line::Line,
    link::{Direction, Link, codec},
    lock::lock,
    outbox::Outbox,
    sdp,
    slot::Slot,
    track::Track,
};
use rtc::{
    media_stream::MediaStreamTrack,
    rtp_transceiver::{
        RTCRtpTransceiverDirection, RTCRtpTransceiverInit,
        rtp_sender::{RTCRtpCodingParameters, RTCRtpEncodingParameters, RTCRtpRtxParameters},
    },
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, atomic::Ordering::Relaxed},
};
use tokio::sync::Notify;
use webrtc::media_stream::track_local::{TrackLocal, static_rtp::TrackLocalStaticRTP};

/// How far the house is with offering.
#[derive(Default)]
struct Offering {
    is_on_its_way: bool,
    is_due: bool,
}

pub struct Peer {
    pub number: u32,
    pub gate: Arc<Gate>,
    receives: Link,
    line: Arc<Line>,
    outbox: Arc<Outbox>,
    sends: Mutex<HashMap<Source, Link>>,
    /// Held while they are changed: nothing is given to one place twice.
    slots: tokio::sync::Mutex<Vec<Arc<Slot>>>,
    offering: Mutex<Offering>,
    tell: Tell,
    lost: Arc<Notify>,
}

impl Peer {
    pub async fn open(hall: &Arc<Hall>, number: u32, gate: Arc<Gate>, tell: Tell, lost: Arc<Notify>) -> Result<Arc<Peer>, RelayError> {
        let (line, outbox) = (Arc::new(Line::default()), Arc::new(Outbox::of(hall.seat().leaves.bell.clone())));
        let events = Events::of_receiving(outbox.clone(), lost.clone());
        let receives = Link::open(hall, number, Direction::Out(line.clone()), outbox.clone(), Arc::new(events)).await?;
        Ok(Arc::new(Peer {
            number,
            gate,
            receives,
            line,
            outbox,
            sends: Mutex::default(),
            slots: tokio::sync::Mutex::default(),
            offering: Mutex::default(),
            tell,
            lost,
        }))
    }

    pub async fn hear(self: &Arc<Peer>, hall: &Arc<Hall>, ask: Ask) -> Result<(), RelayError> {
        match ask {
            // Where it arrives, so that what leaves waits for none of it.
            Ask::Send(source, offer) => {
                let (peer, hall_in) = (self.clone(), hall.clone());
                let sends = hall.seat().arrives.handle.spawn(async move { peer.send(&hall_in, source, &offer).await });
                sends.await.map_err(|_| RelayError::Library("opening a connection"))?
            }
            Ask::Agree(answer) => self.agree(&answer).await,
            Ask::Height(slot, highest) => {
                for it in self.slots.lock().await.iter().filter(|it| it.source == Source::Camera && it.name == slot) {
                    it.highest.store(highest, Relaxed);
                }
                Ok(())
            }
        }
    }

    /// She offers to send something. The same again is another connection in the place of the one before.
    async fn send(self: &Arc<Peer>, hall: &Arc<Hall>, source: Source, offer: &str) -> Result<(), RelayError> {
        let before = lock(&self.sends).remove(&source);
        if let Some(before) = before {
            before.close().await;
        }
        let outbox = Arc::new(Outbox::of(hall.seat().arrives.bell.clone()));
        let events = Events::of_sending(hall, self.number, source, self.gate.clone(), outbox.clone(), self.lost.clone());
        let link = Link::open(hall, self.number, Direction::In, outbox, Arc::new(events)).await?;
        lock(&self.sends).insert(source, link.clone());
        let answer = link.answer(offer).await?;
        (self.tell)(News::Answer(source, answer));
        Ok(())
    }

    /// She took what the house offered.
    async fn agree(self: &Arc<Peer>, answer: &str) -> Result<(), RelayError> {
        if !lock(&self.offering).is_on_its_way {
            return Err(RelayError::Description); // nobody asked
        }
        let ours = self.receives.agree(answer).await?;
        for slot in self.slots.lock().await.iter() {
            let Some(number) = sdp::payload_type(&ours, &slot.name) else { continue }; // made after that offer
            slot.payload_type.store(number, Relaxed);
            // Not before: a packet that comes before the answer was taken is bound to the wrong place by some browsers, for ever.
            if !slot.is_agreed.swap(true, Relaxed)
                && let Some(track) = slot.track()
            {
                self.begin(slot, &track);
            }
        }
        lock(&self.offering).is_on_its_way = false;
        self.offer().await
    }

    fn begin(&self, slot: &Arc<Slot>, track: &Arc<Track>) {
        track.add(slot);
        (self.tell)(News::Slot(slot.name.clone(), Some((track.owner, track.source))));
    }

    /// Gives what somebody sends a place: a free one, or one more, which has to be offered.
    pub async fn take(self: &Arc<Peer>, track: &Arc<Track>) -> Result<(), RelayError> {
        let mut slots = self.slots.lock().await;
        let has_it = slots.iter().any(|it| it.track().is_some_and(|it| Arc::ptr_eq(&it, track)));
        if has_it || self.gate.is_over() {
            return Ok(());
        }
        if let Some(free) = slots.iter().find(|it| it.source == track.source && it.track().is_none()) {
            lock(&free.state).track = Some(track.clone());
            if free.is_agreed.load(Relaxed) {
                self.begin(free, track);
            }
            return Ok(());
        }
        let slot = self.make(format!("s{}", slots.len()), track.source).await?;
        lock(&slot.state).track = Some(track.clone());
        tokio::spawn(slot.clone().listen());
        slots.push(slot);
        lock(&self.offering).is_due = true;
        Ok(())
    }

    async fn make(&self, name: String, source: Source) -> Result<Arc<Slot>, RelayError> {
        let failed = || RelayError::Library("a place");
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes).map_err(|_| RelayError::Cryptography)?;
        let ssrc = u32::from_be_bytes(bytes);
        let repeats = RTCRtpRtxParameters { ssrc: ssrc.wrapping_add(1) };
        let rtx = (source == Source::Camera).then_some(repeats);
        let coding = RTCRtpCodingParameters { ssrc: Some(ssrc), rtx, ..Default::default() };
        let encoding = RTCRtpEncodingParameters { rtp_coding_parameters: coding, codec: codec(source.kind()), ..Default::default() };
        let track = MediaStreamTrack::new(name.clone(), name.clone(), name.clone(), source.kind(), vec![encoding]);
        let local = Arc::new(TrackLocalStaticRTP::new(track));
        // A transceiver of its own: `add_track` would take one that the page made for sending, and turn it round.
        let way = RTCRtpTransceiverInit { direction: RTCRtpTransceiverDirection::Sendonly, ..Default::default() };
        let connection = &self.receives.connection;
        connection.add_transceiver_from_track(local.clone() as Arc<dyn TrackLocal>, Some(way)).await.map_err(|_| failed())?;
        let hers = (self.gate.clone(), self.line.clone(), self.outbox.clone(), self.tell.clone());
        Ok(Slot::new(name, source, ssrc, local, hers))
    }

    /// Offers what is new, once the offer before is answered.
    pub async fn offer(self: &Arc<Peer>) -> Result<(), RelayError> {
        {
            let mut it = lock(&self.offering);
            if it.is_on_its_way || !it.is_due {
                return Ok(());
            }
            *it = Offering { is_on_its_way: true, is_due: false };
        }
        let offer = self.receives.offer().await?;
        (self.tell)(News::Offer(offer));
        Ok(())
    }

    /// Somebody sends this no more: its place is free.
    pub async fn let_go(&self, track: &Arc<Track>) {
        for slot in self.slots.lock().await.iter().filter(|it| it.empty_of(track)) {
            track.remove(slot);
            (self.tell)(News::Slot(slot.name.clone(), None));
        }
    }

    /// Nothing comes from her or to her, from this moment.
    pub fn cut(&self) {
        self.gate.shut();
        self.receives.cut();
        lock(&self.sends).values().for_each(Link::cut);
    }

    /// No task, socket or place of hers stays behind.
    pub async fn close(&self) {
        self.cut();
        for slot in self.slots.lock().await.drain(..) {
            let track = lock(&slot.state).track.take();
            if let Some(track) = track {
                track.remove(&slot);
            }
        }
        let sends: Vec<Link> = lock(&self.sends).drain().map(|(_, it)| it).collect();
        for link in sends.iter().chain([&self.receives]) {
            link.close().await;
        }
    }
}
