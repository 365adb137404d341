//! What the line of one receiver carries, and which pictures it is used for. Sound is never held back: it goes on its own account, and
//! pictures share what is left. Where that is too little they stop, one after the other, before a voice does.
//!
//! Whoever signs has her picture reckoned first, as if there were no others: no second speaker and no poor line make it small before all
//! of theirs have gone.
//!
//! Browsers report when each packet arrived. A queue that grows, or a loss of more than a tenth, says that it was too much; what arrived
//! meanwhile is what the line carries. Less is believed at once. More is only learned by trying, one picture at a time and ever more
//! seldom where it fails, for each attempt costs whoever is on a poor line a moment of sound.
use super::lock::lock;
use rtc::interceptor::{BandwidthEstimator, OveruseDetector, PacketReport, RateCalculator, SlopeEstimator, Usage};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

/// Kept free of pictures, in bits a second: one voice with all its headers (`sdp.rs` says how much one may be).
const VOICE: f64 = 40_000.0;
/// Of what arrived while it was too much, so much is used: the rest empties the queue.
const USED: f64 = 0.85;
/// A queue that grows for so long is no chance.
const GROWS: Duration = Duration::from_millis(200);
/// Above this part of packets lost it was too much; below, a radio that loses some.
const LOSS: f64 = 0.1;
/// How much the newest report counts for the loss.
const NEWEST: f64 = 0.3;
/// A better picture has to fit with so much to spare, or it would come and go.
const TO_SPARE: f64 = 1.2;
/// More is not tried so long after it was too much: twice as long after each attempt that failed, half after one that held.
const PATIENCE: Duration = Duration::from_secs(5);
const LONGEST_PATIENCE: Duration = Duration::from_secs(60);

struct State {
    /// Bits a second that may be used; none as long as nothing was too much.
    may: Option<f64>,
    changed: Option<Instant>,
    is_attempt: bool,
    patience: Duration,
    granted: HashMap<u32, Granted>,
}

/// What a place that shows a picture has.
#[derive(Clone, Copy, Default)]
struct Granted {
    /// Bits a second; 0 where there is none for it now.
    bits: f64,
    /// In it somebody signs.
    signs: bool,
}

pub struct Line(Mutex<State>);

impl Default for Line {
    fn default() -> Self {
        Line(Mutex::new(State { may: None, changed: None, is_attempt: false, patience: PATIENCE, granted: HashMap::new() }))
    }
}

impl Line {
    /// It was too much; so many bits a second arrived.
    fn falls(&self, now: Instant, carries: f64) {
        let mut it = lock(&self.0);
        it.may = Some(it.may.map_or(carries, |may| may.min(carries)));
        it.changed = Some(now);
        if std::mem::take(&mut it.is_attempt) {
            it.patience = (it.patience * 2).min(LONGEST_PATIENCE);
        }
    }

    /// Which of a camera's layers this place gets, lowest first with their bits a second. The lowest where there is still room for it;
    /// a better one within an equal share, so that one large picture does not take the place of three small ones. Where somebody
    /// `signs` there is room for all that others have, and the share is of those who sign.
    pub fn grant(&self, now: Instant, place: u32, signs: bool, layers: &[(u32, f64)]) -> Option<u32> {
        let mut it = lock(&self.0);
        let has = it.granted.insert(place, Granted { bits: 0.0, signs }).unwrap_or_default().bits;
        let Some(may) = it.may else {
            let (layer, bits) = *layers.last()?;
            it.granted.insert(place, Granted { bits, signs });
            return Some(layer);
        };
        let among = || it.granted.values().filter(|it| it.signs || !signs);
        let (all, places) = (among().map(|it| it.bits).sum::<f64>(), among().count() as f64);
        let (free, share) = (may - VOICE - all, (may - VOICE) / places);
        let fits = |at: usize, bits: f64| {
            let needs = if bits > has { bits * TO_SPARE } else { bits };
            needs <= free && (at == 0 || bits <= share)
        };
        let fitting = layers.iter().enumerate().rposition(|(at, (_, bits))| fits(at, *bits));
        let next = fitting.map_or(0, |it| it + 1);
        let is_due = it.changed.is_none_or(|changed| now.duration_since(changed) >= it.patience);
        let (layer, bits) = match layers.get(next) {
            Some((layer, bits)) if is_due => {
                if std::mem::replace(&mut it.is_attempt, true) {
                    it.patience = (it.patience / 2).max(PATIENCE); // the attempt before held
                }
                it.may = Some(may.max(VOICE + all + bits).max(VOICE + bits * places));
                it.changed = Some(now);
                (layer, bits)
            }
            _ => fitting.and_then(|at| layers.get(at)).map(|(layer, bits)| (layer, bits))?,
        };
        it.granted.insert(place, Granted { bits: *bits, signs });
        Some(*layer)
    }

    /// No picture comes in this place.
    pub fn release(&self, place: u32) {
        lock(&self.0).granted.remove(&place);
    }
}

/// Reads what a browser reports, by the library's measures, and tells the line.
pub struct Estimate {
    line: Arc<Line>,
    delay: SlopeEstimator,
    queue: OveruseDetector,
    grows_since: Option<Instant>,
    loss: f64,
    arrived: RateCalculator,
    carries: f64,
}

impl Estimate {
    pub fn new(line: Arc<Line>) -> Estimate {
        let (delay, queue, arrived) = (SlopeEstimator::new(), OveruseDetector::new(), RateCalculator::default());
        Estimate { line, delay, queue, grows_since: None, loss: 0.0, arrived, carries: 0.0 }
    }
}

impl BandwidthEstimator for Estimate {
    fn on_reports(&mut self, now: Instant, reports: &[PacketReport]) {
        for report in reports {
            if report.arrived {
                self.arrived.add(now, report.size);
            }
            if let Some(trend) = self.delay.accumulate(report) {
                self.queue.update(trend.at, trend.estimate_ms);
            }
        }
        if reports.is_empty() {
            return;
        }
        let lost = reports.iter().filter(|it| !it.arrived).count() as f64 / reports.len() as f64;
        self.loss += (lost - self.loss) * NEWEST;
        self.carries = self.arrived.rate_bits_per_second(now).unwrap_or(self.carries);
        self.grows_since = if self.queue.usage() == Usage::Over { self.grows_since.or(Some(now)) } else { None };
        if self.loss > LOSS || self.grows_since.is_some_and(|it| now.duration_since(it) >= GROWS) {
            self.line.falls(now, self.carries * USED);
        }
    }

    fn target_bitrate(&self) -> f64 {
        self.carries
    }
}

#[cfg(test)]
#[path = "line/tests.rs"]
mod tests;
