//! What waits for a receiver: taken at once, told once, and bounded.
use super::*;
use rtc::rtp::header::Header;
use std::{
    sync::{Arc, atomic::AtomicUsize},
    task::Wake,
};

#[derive(Default)]
struct Woken(AtomicUsize);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Relaxed);
    }
}

fn packet(number: u16) -> Packet {
    Packet { header: Header { sequence_number: number, ..Default::default() }, payload: vec![7; 10].into() }
}

fn numbers(outbox: &Outbox) -> Vec<u16> {
    outbox.take().iter().map(|it| it.header.sequence_number).collect()
}

#[test]
fn a_loop_that_sleeps_is_woken_once_and_takes_all_in_their_order() {
    let (outbox, woken) = (Outbox::default(), Arc::new(Woken::default()));
    let waker = Waker::from(woken.clone());
    let context = Context::from_waker(&waker);
    outbox.open();
    assert!(outbox.poll_news(&context).is_pending());
    assert!((1..=5).all(|it| outbox.push(packet(it))));
    assert_eq!(woken.0.load(Relaxed), 1);
    assert!(outbox.poll_news(&context).is_ready());
    assert!(outbox.poll_news(&context).is_pending(), "told twice of the same: a loop that cannot take it would turn for ever");
    assert_eq!(numbers(&outbox), [1, 2, 3, 4, 5]);
    outbox.push(packet(6));
    assert_eq!(numbers(&outbox), [6]);
    assert!(outbox.poll_news(&context).is_pending(), "told of what it took already");
    outbox.push(packet(7));
    assert_eq!(woken.0.load(Relaxed), 3, "what came while it was awake wakes it as well: it may have looked before");
}

#[test]
fn what_comes_before_the_connection_stands_or_is_too_much_is_missed() {
    let outbox = Outbox::default();
    assert!(!outbox.push(packet(1)));
    outbox.open();
    let many = MOST_WAITING as u16;
    assert_eq!((0..2 * many).filter(|it| outbox.push(packet(*it))).count(), MOST_WAITING);
    assert_eq!(numbers(&outbox), (0..many).collect::<Vec<_>>(), "the first are sent, so that none is late for nothing");
    assert!(outbox.push(packet(1)), "there is room again");
    outbox.close();
    assert!(numbers(&outbox).is_empty() && !outbox.push(packet(2)) && !outbox.is_open(), "nothing goes to who has left");
}
