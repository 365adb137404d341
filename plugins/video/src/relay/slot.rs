//! A place at a receiver in which somebody's voice or camera comes to her. It is kept when that person goes, and given to the next:
//! nothing is negotiated again, and descriptions do not grow for ever.
use super::{News, Source, Tell, gate::Gate, line::Line, lock::lock, outbox::Outbox, rewrite::Rewriter, track::Track};
use std::{
    sync::{
        Arc, Mutex, Weak,
        atomic::{AtomicBool, AtomicU8, AtomicU32},
    },
    time::{Duration, Instant},
};
use webrtc::media_stream::track_local::{TrackLocal, TrackLocalEvent, static_rtp::TrackLocalStaticRTP};

/// A place that is not used yet says nothing; it is asked again after this.
const QUIET: Duration = Duration::from_millis(200);

#[derive(Default)]
pub struct SlotState {
    pub track: Option<Arc<Track>>,
    /// The layer that it is to have.
    pub wants: Option<u32>,
    /// Her line does not carry it.
    pub is_paused: bool,
    pub rewriter: Rewriter,
}

pub struct Slot {
    /// As the description names it.
    pub name: String,
    pub source: Source,
    pub ssrc: u32,
    pub local: Arc<TrackLocalStaticRTP>,
    /// Of the person who receives.
    pub gate: Arc<Gate>,
    /// Hers as well.
    pub line: Arc<Line>,
    pub outbox: Arc<Outbox>,
    pub tell: Tell,
    pub is_agreed: AtomicBool,
    pub payload_type: AtomicU8,
    /// The highest picture that she wants; 0: none.
    pub highest: AtomicU32,
    pub state: Mutex<SlotState>,
}

impl Slot {
    pub fn new(name: String, source: Source, ssrc: u32, local: Arc<TrackLocalStaticRTP>, of: (Arc<Gate>, Arc<Line>, Arc<Outbox>, Tell)) -> Arc<Slot> {
        let (gate, line, outbox, tell) = of;
        Arc::new(Slot {
            name,
            source,
            ssrc,
            local,
            gate,
            line,
            outbox,
            tell,
            is_agreed: AtomicBool::new(false),
            payload_type: AtomicU8::new(0),
            highest: AtomicU32::new(u32::MAX),
            state: Mutex::default(),
        })
    }

    pub fn track(&self) -> Option<Arc<Track>> {
        lock(&self.state).track.clone()
    }

    /// Empty from now on, where it held this track.
    pub fn empty_of(&self, track: &Arc<Track>) -> bool {
        let mut it = lock(&self.state);
        let is_its = it.track.as_ref().is_some_and(|it| Arc::ptr_eq(it, track));
        if is_its {
            it.track = None;
            it.wants = None;
            it.is_paused = false;
            it.rewriter.stop();
            self.line.release(self.ssrc);
        }
        is_its
    }

    /// Which of these layers her line carries now, lowest first with their bits a second; whether their sender signs. She is told when
    /// there is none any more.
    pub fn grant(&self, layers: &[(u32, f64)], signs: bool) -> Option<u32> {
        let is_wanted = !layers.is_empty();
        let granted = if is_wanted { self.line.grant(Instant::now(), self.ssrc, signs, layers) } else { None };
        if !is_wanted {
            self.line.release(self.ssrc);
        }
        let is_paused = is_wanted && granted.is_none();
        let mut it = lock(&self.state);
        it.wants = granted;
        if granted.is_none() {
            it.rewriter.stop();
        }
        if std::mem::replace(&mut it.is_paused, is_paused) != is_paused {
            (self.tell)(News::Paused(self.name.clone(), is_paused));
        }
        granted.filter(|layer| it.rewriter.source() != Some(*layer))
    }

    /// Where she lost a picture, whoever sends it is asked for a whole one.
    pub async fn listen(self: Arc<Slot>) {
        let (slot, local, gate) = (Arc::downgrade(&self), self.local.clone(), self.gate.clone());
        drop(self);
        while !gate.is_over() {
            match local.poll().await {
                Some(TrackLocalEvent::OnRtcpPacket(_)) => {
                    let Some(slot) = Weak::upgrade(&slot) else { return };
                    let (track, layer) = {
                        let it = lock(&slot.state);
                        (it.track.clone(), it.rewriter.source())
                    };
                    if let (Some(track), Some(layer)) = (track, layer) {
                        track.ask_for_a_whole_picture(layer).await;
                    }
                }
                Some(_) => {}
                None => tokio::time::sleep(QUIET).await,
            }
        }
    }
}
