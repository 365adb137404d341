//! What a line carries, on lines that are computed.
use super::*;
use rtc::rtcp::transport_feedbacks::cc_feedback_report::Ecn;

const VOICE_LAYER: (usize, Duration) = (120, Duration::from_millis(40));
const LOW: (u32, f64) = (1, 120_000.0);
const HIGH: (u32, f64) = (2, 450_000.0);
const TICK: Duration = Duration::from_millis(10);

/// A line that carries so many bits a second and holds half a second of them; the rest is lost, as at a real router.
struct Slow {
    bits: f64,
    free_at: f64,
}

impl Slow {
    /// When it arrives, in seconds.
    fn carries(&mut self, now: f64, bytes: usize) -> Option<f64> {
        let begins = self.free_at.max(now);
        (begins - now < 0.5).then(|| {
            self.free_at = begins + bytes as f64 * 8.0 / self.bits;
            self.free_at
        })
    }
}

#[derive(Default)]
struct Seen {
    voices: u32,
    voices_lost: u32,
    /// Seconds with the low and with the high picture.
    low: f64,
    high: f64,
}

/// A voice, and one camera of two layers, over that line from second `from` to second `to`.
fn over(bits: f64, from: f64, to: f64) -> Seen {
    let (line, begin) = (Arc::new(Line::default()), Instant::now());
    let mut estimate = Estimate::new(line.clone());
    let mut slow = Slow { bits, free_at: 0.0 };
    let mut under_way: Vec<PacketReport> = Vec::new();
    let (mut seen, mut layer, mut number, mut owed) = (Seen::default(), None, 0_u16, 0.0);
    for tick in 0..(to / TICK.as_secs_f64()) as u32 {
        let departs = TICK * tick;
        let (now, at) = (departs.as_secs_f64(), begin + departs);
        let is_counted = now >= from;
        let mut sizes = Vec::new();
        if departs.as_millis().is_multiple_of(VOICE_LAYER.1.as_millis()) {
            sizes.push((VOICE_LAYER.0 + 58, true));
        }
        owed += layer.map_or(0.0, |it| if it == 1 { LOW.1 } else { HIGH.1 }) * TICK.as_secs_f64() / 8.0;
        while owed >= 1000.0 {
            owed -= 1000.0;
            sizes.push((1000, false));
        }
        for (size, is_voice) in sizes {
            let arrival = slow.carries(now, size).map(Duration::from_secs_f64);
            if is_voice && is_counted {
                seen.voices += 1;
                seen.voices_lost += u32::from(arrival.is_none());
            }
            let (id, arrived) = (u64::from(number), arrival.is_some());
            let report = PacketReport {
                ssrc: 1,
                id,
                rtp_sequence_number: number,
                is_twcc: true,
                twcc_sequence_number: number,
                size,
                arrived,
                departure: at,
                arrival,
                ecn: Ecn::default(),
            };
            under_way.push(report);
            number = number.wrapping_add(1);
        }
        if tick % 10 == 0 {
            // What has arrived by now, or been lost before it, is reported.
            let (told, waiting) = under_way.drain(..).partition(|it| it.arrival.unwrap_or_else(|| it.departure.duration_since(begin)) <= departs);
            (under_way, _) = (waiting, estimate.on_reports(at, &Vec::from_iter(told)));
        }
        if tick % 20 == 0 {
            layer = line.grant(at, 1, false, &[LOW, HIGH]);
        }
        if is_counted {
            match layer {
                Some(1) => seen.low += TICK.as_secs_f64(),
                Some(_) => seen.high += TICK.as_secs_f64(),
                None => {}
            }
        }
    }
    seen
}

#[test]
fn on_a_line_of_forty_kilobits_the_picture_goes_and_the_voice_stays() {
    let seen = over(40_000.0, 5.0, 125.0);
    let lost = f64::from(seen.voices_lost) / f64::from(seen.voices);
    assert!(lost < 0.05, "{lost} of the voice is lost");
    assert!(seen.low + seen.high < 6.0, "pictures for {} of 120 s", seen.low + seen.high);
}

#[test]
fn a_line_that_carries_the_small_picture_gets_that() {
    let seen = over(250_000.0, 20.0, 80.0);
    let lost = f64::from(seen.voices_lost) / f64::from(seen.voices);
    assert!(lost < 0.02 && seen.low > 40.0, "{lost} lost, {} s of 60 small, {} large", seen.low, seen.high);
}

#[test]
fn a_good_line_has_the_large_picture_from_the_first_second() {
    let seen = over(3_000_000.0, 1.0, 60.0);
    assert!(seen.voices_lost == 0 && seen.high > 58.9, "{} lost, {} s of 59", seen.voices_lost, seen.high);
}

/// One that was found to carry so much.
fn line(now: Instant, bits: f64) -> Line {
    let line = Line::default();
    line.falls(now, bits);
    line
}

#[test]
fn the_small_pictures_of_many_go_before_the_large_one_of_one() {
    let now = Instant::now();
    let line = line(now, 700_000.0);
    let grant = |place| line.grant(now, place, false, &[LOW, HIGH]);
    assert_eq!(grant(1), Some(2), "alone it gets the large one");
    assert_eq!(grant(2), Some(1));
    assert_eq!(grant(1), Some(1), "and not, where there are two");
    assert_eq!((3..9).filter_map(grant).count(), 3, "as many as fit");
    (1..4).for_each(|it| line.release(it));
    assert_eq!(grant(8), Some(1), "who goes leaves room");
}

#[test]
fn who_signs_stays_large_while_the_pictures_of_all_others_go() {
    let now = Instant::now();
    let line = line(now, 700_000.0);
    let speaks = |place| line.grant(now, place, false, &[LOW]);
    let signs = || line.grant(now, 9, true, &[LOW, HIGH]);
    assert_eq!((1..5).filter_map(speaks).count(), 4, "four small ones have most of it");
    assert_eq!(signs(), Some(2), "hers is large, whatever they have");
    assert_eq!((1..5).filter_map(speaks).count(), 1, "they make room");
    line.falls(now, 400_000.0);
    assert_eq!(signs(), Some(1), "it is small only where the line is too narrow for it alone");
    line.falls(now, 170_000.0);
    assert_eq!((signs(), (1..5).filter_map(speaks).count()), (Some(1), 0), "and the last that goes");
}

#[test]
fn as_long_as_nothing_was_too_much_everything_comes() {
    let (line, now) = (Line::default(), Instant::now());
    assert!((0..12).all(|it| line.grant(now, it, false, &[LOW, HIGH]) == Some(2)));
}

#[test]
fn less_is_believed_at_once_and_more_is_tried_ever_more_seldom() {
    let mut now = Instant::now();
    let line = line(now, 50_000.0);
    let grant = |now| line.grant(now, 1, false, &[LOW, HIGH]);
    for waits in [5, 10, 20, 40, 60, 60] {
        assert_eq!(grant(now), None, "at once");
        assert_eq!(grant(now + Duration::from_secs(waits) - TICK), None, "not before {waits} s");
        now += Duration::from_secs(waits);
        assert_eq!(grant(now), Some(1), "one step after {waits} s");
        assert_eq!(grant(now + TICK), Some(1), "it stays, and no second step");
        now += Duration::from_secs(1);
        line.falls(now, 50_000.0);
    }
    let steps: Vec<(u32, f64)> = (1..9).map(|it| (it, f64::from(it) * 100_000.0)).collect();
    for (step, waits) in (1..).zip([60.0, 60.0, 30.0, 15.0, 7.5, 5.0]) {
        let due = now + Duration::from_secs_f64(waits);
        assert_ne!(line.grant(due - TICK, 1, false, &steps), Some(step), "step {step} not before {waits} s");
        assert_eq!(line.grant(due, 1, false, &steps), Some(step), "what holds makes the next come sooner");
        now = due;
    }
}
