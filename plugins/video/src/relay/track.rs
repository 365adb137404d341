//! What one person sends, and how it comes to everybody else: packet by packet, to each receiver the layer that she can take.
//! Nobody is ever waited for. A receiver that cannot take a packet now misses it, and nobody else notices.
use super::{
    Source,
    gate::Gate,
    lock::{lock, read, write},
    slot::Slot,
    vp8::{self, Vp8},
};
use futures_util::FutureExt;
use rtc::{rtcp::payload_feedbacks::picture_loss_indication::PictureLossIndication, rtp::Packet};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, RwLock, atomic::Ordering::Relaxed},
    time::{Duration, Instant},
};
use tokio::time::{MissedTickBehavior, interval};
use webrtc::media_stream::{
    track_local::TrackLocal,
    track_remote::{TrackRemote, TrackRemoteEvent},
};

/// A layer of which nothing came for so long is there no more: browsers stop those that their line does not carry.
const DEAD_AFTER: Duration = Duration::from_millis(600);
/// A sender is asked for a whole picture no more often.
const ASK_AGAIN: Duration = Duration::from_millis(400);
/// How often it is looked at which layer goes to whom.
const CHOOSE: Duration = Duration::from_millis(200);
/// Layers of one camera. A sender that has more is none of ours.
const MOST_LAYERS: usize = 4;

struct Layer {
    height: u32,
    last: Instant,
    asked: Option<Instant>,
}

pub struct Track {
    /// Whose it is, by her number in the room.
    pub owner: u32,
    pub source: Source,
    gate: Arc<Gate>,
    remote: Arc<dyn TrackRemote>,
    layers: Mutex<HashMap<u32, Layer>>,
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
        let is_open = self.gate.sends(self.source);
        let (vp8, clock) = match self.source {
            Source::Voice => (None, 48_000),
            Source::Camera => (vp8::read(&packet.payload), 90_000),
        };
        if self.source == Source::Camera && !self.note(packet.header.ssrc, vp8.as_ref()) {
            return;
        }
        let to = read(&self.to).clone();
        for slot in to.iter() {
            let Some(out) = self.pass(slot, packet, vp8.as_ref(), clock, is_open) else { continue };
            // Not awaited: the library would wait until there is room, and everybody else with it.
            match slot.local.write_rtp(out).now_or_never() {
                Some(Ok(())) => slot.passed.fetch_add(1, Relaxed),
                _ => slot.missed.fetch_add(1, Relaxed),
            };
        }
    }

    /// The packet as it leaves to this receiver.
    fn pass(&self, slot: &Slot, packet: &Packet, vp8: Option<&Vp8>, clock: u32, is_open: bool) -> Option<Packet> {
        let mut it = lock(&slot.state);
        if !is_open || !slot.gate.hears() {
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

    /// Whether it is a layer that is known, or may become one.
    fn note(&self, ssrc: u32, vp8: Option<&Vp8>) -> bool {
        let mut layers = lock(&self.layers);
        if !layers.contains_key(&ssrc) && layers.len() >= MOST_LAYERS {
            layers.retain(|_, it| it.last.elapsed() < DEAD_AFTER);
            if layers.len() >= MOST_LAYERS {
                return false;
            }
        }
        let layer = layers.entry(ssrc).or_insert(Layer { height: 1, last: Instant::now(), asked: None });
        layer.last = Instant::now();
        if let Some(height) = vp8.map(|it| it.height).filter(|it| *it > 0) {
            layer.height = height;
        }
        true
    }

    /// The best layer no higher than that; where all are higher, the lowest.
    fn best(&self, highest: u32) -> Option<u32> {
        if highest == 0 || !self.gate.sends(self.source) {
            return None;
        }
        let layers = lock(&self.layers);
        let live = || layers.iter().filter(|(_, it)| it.last.elapsed() < DEAD_AFTER);
        let fitting = live().filter(|(_, it)| it.height <= highest).max_by_key(|(_, it)| it.height);
        fitting.or_else(|| live().min_by_key(|(_, it)| it.height)).map(|(ssrc, _)| *ssrc)
    }

    async fn choose(&self) {
        let to = read(&self.to).clone();
        for slot in to.iter() {
            let highest = if slot.gate.hears() { slot.highest.load(Relaxed) } else { 0 };
            let wants = self.best(highest);
            let missing = {
                let mut it = lock(&slot.state);
                if highest == 0 {
                    it.rewriter.stop();
                }
                it.wants = wants;
                wants.filter(|it_| it.rewriter.source() != Some(*it_))
            };
            if let Some(ssrc) = missing {
                self.ask_for_a_whole_picture(ssrc).await;
            }
        }
    }

    pub async fn ask_for_a_whole_picture(&self, ssrc: u32) {
        {
            let mut layers = lock(&self.layers);
            let Some(layer) = layers.get_mut(&ssrc) else { return };
            if layer.asked.is_some_and(|it| it.elapsed() < ASK_AGAIN) {
                return;
            }
            layer.asked = Some(Instant::now());
        }
        let _ = self.remote.write_rtcp(vec![Box::new(PictureLossIndication { sender_ssrc: 0, media_ssrc: ssrc })]).await;
    }
}
