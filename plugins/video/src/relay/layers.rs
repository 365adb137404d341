//! The layers of one camera, as they arrive: how high each is, how much it takes, and when it was last asked for a whole picture.
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

/// A layer of which nothing came for so long is there no more: browsers stop those that their line does not carry.
const DEAD_AFTER: Duration = Duration::from_millis(600);
/// A layer is asked for a whole picture no more often, however many receivers ask: each costs its sender several ordinary ones.
const ASK_AGAIN: Duration = Duration::from_millis(400);
/// Layers of one camera. A sender that has more is none of ours.
const MOST_LAYERS: usize = 4;
/// How much the newest measurement counts: a whole picture is not taken for the usual.
const NEWEST: f64 = 0.3;

struct Layer {
    height: u32,
    last: Instant,
    asked: Option<Instant>,
    /// Since it was last measured.
    bytes: usize,
    /// Bits a second.
    rate: Option<f64>,
}

#[derive(Default)]
pub struct Layers {
    by_ssrc: HashMap<u32, Layer>,
    measured: Option<Instant>,
}

impl Layers {
    /// Whether it is a layer that is known, or may become one. `height`: where this packet says it.
    pub fn note(&mut self, now: Instant, ssrc: u32, height: Option<u32>, bytes: usize) -> bool {
        if !self.by_ssrc.contains_key(&ssrc) && self.by_ssrc.len() >= MOST_LAYERS {
            self.by_ssrc.retain(|_, it| now.duration_since(it.last) < DEAD_AFTER);
            if self.by_ssrc.len() >= MOST_LAYERS {
                return false;
            }
        }
        let layer = self.by_ssrc.entry(ssrc).or_insert(Layer { height: 1, last: now, asked: None, bytes: 0, rate: None });
        layer.last = now;
        layer.bytes += bytes;
        if let Some(height) = height.filter(|it| *it > 0) {
            layer.height = height;
        }
        true
    }

    /// Counts what came since it was counted last.
    pub fn measure(&mut self, now: Instant) {
        let Some(seconds) = self.measured.replace(now).map(|it| now.duration_since(it).as_secs_f64()).filter(|it| *it > 0.0) else { return };
        for it in self.by_ssrc.values_mut() {
            let rate = std::mem::take(&mut it.bytes) as f64 * 8.0 / seconds;
            it.rate = Some(it.rate.map_or(rate, |before| before * (1.0 - NEWEST) + rate * NEWEST));
        }
    }

    /// Those that come now and are no higher than that, lowest first, with their bits a second; where all are higher, the lowest.
    pub fn fitting(&self, now: Instant, highest: u32) -> Vec<(u32, f64)> {
        let mut live: Vec<(&u32, &Layer)> = self.by_ssrc.iter().filter(|(_, it)| now.duration_since(it.last) < DEAD_AFTER).collect();
        live.sort_by_key(|(_, it)| it.height);
        let count = live.iter().filter(|(_, it)| it.height <= highest).count().max(1);
        live.into_iter().take(count).map(|(ssrc, it)| (*ssrc, it.rate.unwrap_or_default())).collect()
    }

    /// Whether its sender may be asked for a whole picture now; then it counts as asked.
    pub fn may_ask(&mut self, now: Instant, ssrc: u32) -> bool {
        let Some(layer) = self.by_ssrc.get_mut(&ssrc) else { return false };
        let is_fine = layer.asked.is_none_or(|it| now.duration_since(it) >= ASK_AGAIN);
        if is_fine {
            layer.asked = Some(now);
        }
        is_fine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICK: Duration = Duration::from_millis(10);

    #[test]
    fn however_many_ask_a_camera_is_asked_for_a_whole_picture_three_times_a_second_at_most() {
        let (mut layers, begin) = (Layers::default(), Instant::now());
        layers.note(begin, 1, Some(360), 1000);
        let asked = (0..100).flat_map(|tick| vec![begin + TICK * tick; 40]).filter(|now| layers.may_ask(*now, 1)).count();
        assert_eq!(asked, 3);
        assert!(!layers.may_ask(begin, 2), "nobody is asked for what does not come");
    }

    #[test]
    fn a_layer_is_known_by_its_height_and_by_what_it_takes() {
        let (mut layers, begin) = (Layers::default(), Instant::now());
        let mut now = begin;
        for tick in 0..400 {
            now = begin + TICK * tick;
            assert!(layers.note(now, 1, Some(360), 500) && layers.note(now, 2, None, 125));
            layers.note(now, 2, Some(180), 0);
            if tick % 20 == 0 {
                layers.measure(now);
            }
        }
        let all = layers.fitting(now, u32::MAX);
        assert_eq!(all.iter().map(|it| it.0).collect::<Vec<_>>(), [2, 1]);
        assert!((all[0].1 - 100_000.0).abs() < 5_000.0 && (all[1].1 - 400_000.0).abs() < 20_000.0, "{all:?}");
        assert_eq!(layers.fitting(now, 180).len(), 1);
        assert_eq!(layers.fitting(now, 90)[0].0, 2, "the lowest, where all are higher");
        assert!(layers.fitting(now + DEAD_AFTER, u32::MAX).is_empty(), "what comes no more is not offered");
    }

    #[test]
    fn no_sender_fills_the_memory_with_layers() {
        let (mut layers, now) = (Layers::default(), Instant::now());
        assert_eq!((0..1000).filter(|it| layers.note(now, *it, None, 1)).count(), MOST_LAYERS);
        assert!(layers.note(now + DEAD_AFTER, 2000, None, 1), "one that stopped makes room");
    }
}
