//! When the loop's alarm rings: at its time, at once where something waits, and never because the one before was set earlier.
use super::*;
use rtc::rtp::Packet;
use tokio::time::timeout;

const SOON: Duration = Duration::from_millis(200);
const LATE: Duration = Duration::from_secs(60);

fn alarm() -> (Arc<Outbox>, Arc<Alarm>) {
    let outbox = Arc::new(Outbox::default());
    outbox.open();
    (outbox.clone(), Alarm::new(outbox))
}

#[tokio::test(start_paused = true)]
async fn each_rings_at_its_own_time_whichever_was_set_before() {
    let (_, alarm) = alarm();
    for length in [LATE, SOON, LATE, SOON / 2, LATE * 2] {
        let began = Instant::now();
        assert!(timeout(SOON / 4, alarm.after(LATE * 3)).await.is_err(), "asked for and dropped, as with each packet");
        alarm.after(length).await;
        let took = began.elapsed();
        assert!(took >= length && took <= length + SOON / 2, "{length:?} took {took:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn it_rings_at_once_for_what_waits_to_go_out() {
    let (outbox, alarm) = alarm();
    let began = Instant::now();
    outbox.push(Packet::default());
    alarm.after(LATE).await;
    let waits = tokio::spawn(alarm.after(LATE));
    tokio::time::sleep(SOON).await;
    assert!(!waits.is_finished(), "it rang for nothing");
    outbox.push(Packet::default());
    waits.await.expect("it rings");
    assert!(began.elapsed() < LATE, "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn who_asks_beside_the_loop_takes_nothing_from_it() {
    let (outbox, alarm) = alarm();
    let of_the_loop = tokio::spawn(alarm.after(LATE));
    let beside = tokio::spawn(alarm.after(SOON));
    tokio::task::yield_now().await;
    outbox.push(Packet::default());
    let began = Instant::now();
    timeout(LATE * 2, of_the_loop).await.expect("the loop is told").expect("the loop is told");
    assert!(began.elapsed() < SOON);
    beside.await.expect("it rings at its time");
    assert!(began.elapsed() >= SOON / 2);
}
