//! What one person sends, and how it comes to everybody else: packet by packet, to each receiver the layer that she can take.
//! Nobody is ever waited for. A receiver that cannot take a packet now misses it, and nobody else notices.
use super::{
    Source,
    gate::{Among, Gate},
    layers::Layers,
    lock::{lock, read, write},
    slot::Slot,
    vp8::{self, Vp8},
};
use rtc::{rtcp::payload_feedbacks::picture_loss_indication::PictureLossIndication, rtp::Packet};
use std::{
    sync::{Arc, Mutex, RwLock, atomic::Ordering::Relaxed},
    time::{Duration, Instant},
};
use tokio::time::{MissedTickBehavior, interval};
use webrtc::media_stream::track_remote::{TrackRemote, TrackRemoteEvent};

/// How often it is looked at which layer goes to whom.
const CHOOSE: Duration = Duration::from_millis(200);
pub struct Track {
    /// Whose it is, by her number in the room.
    pub owner: u32,
    pub source: Source,
    gate: Arc<Gate>,
    remote: Arc<dyn TrackRemote>,
    layers: Mutex<Layers>,
    to: RwLock<Arc<Vec<Arc<Slot>>>>,
}

impl Track {
    pub fn new(owner: u32, source: Source, gate: Arc<Gate>, remote: Arc<dyn TrackRemote>) -> Arc<Track> {
        Arc::new(Track { owner, source, gate, remote, layers: Mutex::default(), to: RwLock::default() })
    }

    pub fn add(&self, slot: &Arc<Slot>) {
        let mut to = write(&self.to);
        let mut slots = (**to).clone();
        if !slots.iter().any(|it| Arc::ptr_eq(it, slot)) {
            slots.push(slot.clone());
        }
        *to = Arc::new(slots);
    }

    pub fn remove(&self, slot: &Arc<Slot>) {
        let mut to = write(&self.to);
        *to = Arc::new(to.iter().filter(|it| !Arc::ptr_eq(it, slot)).cloned().collect());
    }

    /// Until her connection ends.
    pub async fn run(self: Arc<Track>) {
        let mut choose = interval(CHOOSE);
        choose.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let event = tokio::select! {
                biased;
                _ = choose.tick(), if self.source == Source::Camera => { self.choose().await; continue }
                event = self.remote.poll() => event,
            };
            match event {
                Some(TrackRemoteEvent::OnRtpPacket(packet)) => self.fan_out(&packet),
                Some(TrackRemoteEvent::OnEnded) | None => return,
                Some(_) => {}
            }
        }
    }

    fn fan_out(&self, packet: &Packet) {
        let among = self.gate.sends(self.source);
        let (vp8, clock) = match self.source {
            Source::Voice => (None, 48_000),
            Source::Camera => (vp8::read(&packet.payload), 90_000),
        };
        if self.source == Source::Camera {
            let height = vp8.as_ref().map(|it| it.height);
            if !lock(&self.layers).note(Instant::now(), packet.header.ssrc, height, packet.payload.len()) {
                return;
            }
        }
        let to = read(&self.to).clone();
        for slot in to.iter() {
            if let Some(out) = self.pass(slot, packet, vp8.as_ref(), clock, among) {
                slot.outbox.push(out); // or she misses it
            }
        }
    }

    /// The packet as it leaves to this receiver.
    fn pass(&self, slot: &Slot, packet: &Packet, vp8: Option<&Vp8>, clock: u32, among: Option<Among>) -> Option<Packet> {
        let mut it = lock(&slot.state);
        if !among.is_some_and(|it| slot.gate.hears(it)) || !slot.outbox.is_open() {
            it.rewriter.stop();
            return None;
        }
        if it.rewriter.source() != Some(packet.header.ssrc) {
            // A picture is only entered where it needs no other; a voice anywhere.
            let may_enter = match self.source {
                Source::Voice => true,
                Source::Camera => it.wants == Some(packet.header.ssrc) && vp8.is_some_and(|it| it.is_start && it.is_key),
            };
            if !may_enter {
                return None;
            }
            it.rewriter.switch_to(packet, vp8, clock);
        }
        let mut out = it.rewriter.pass(packet, vp8, slot.ssrc)?;
        out.header.payload_type = slot.payload_type.load(Relaxed);
        Some(out)
    }

    async fn choose(&self) {
        lock(&self.layers).measure(Instant::now());
        let to = read(&self.to).clone();
        for slot in to.iter() {
            let highest = slot.highest.load(Relaxed);
            let is_seen = highest > 0 && self.gate.sends(self.source).is_some_and(|it| slot.gate.hears(it));
            let layers = if is_seen { lock(&self.layers).fitting(Instant::now(), highest) } else { Vec::new() };
            if let Some(missing) = slot.grant(&layers, self.gate.signs()) {
                self.ask_for_a_whole_picture(missing).await;
            }
        }
    }

    pub async fn ask_for_a_whole_picture(&self, ssrc: u32) {
        if lock(&self.layers).may_ask(Instant::now(), ssrc) {
            let _ = self.remote.write_rtcp(vec![Box::new(PictureLossIndication { sender_ssrc: 0, media_ssrc: ssrc })]).await;
        }
    }
}
