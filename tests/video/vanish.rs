//! Somebody who is gone without a word, and many who come and go: nothing of them stays.
use crate::arrange::{Ear, Line, SOON, STEP, Voice, request, two};
use futures_util::StreamExt;
use hearth_video::rooms::Rooms;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use support::{Browser, GroupOf, Shelter, connect};
use tokio::{
    sync::oneshot,
    time::{interval, timeout},
};
use tokio_tungstenite::tungstenite::Message;

/// What is promised for who vanishes without a word: three pings of ten seconds (`plugins/video/src/socket.rs`), and a moment.
const GONE: Duration = Duration::from_secs(35);
/// Of the short soak. `SOAK=500` makes it the long one: tests/load/README.md.
const CYCLES: u32 = 40;
/// What the memory may still grow by for each cycle after the first half, in KB. A connection that stayed would be some hundred.
const CREEP: u64 = 60;

/// Open sockets of this process, the test's own as well.
fn sockets() -> usize {
    let open = std::fs::read_dir("/proc/self/fd").expect("Linux").flatten();
    open.filter(|it| std::fs::read_link(it.path()).is_ok_and(|it| it.to_string_lossy().starts_with("socket:"))).count()
}

/// KB of this process.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).expect("its memory");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// Waits for it, and says how it was instead.
async fn becomes<T: PartialEq + std::fmt::Debug>(what: &str, wanted: T, now: impl Fn() -> T) {
    let mut step = interval(STEP);
    let waits = async {
        while now() != wanted {
            step.tick().await;
        }
    };
    assert!(timeout(SOON, waits).await.is_ok(), "{what}: {:?} instead of {wanted:?}", now());
}

/// A device that is in the meeting and speaks, on a thread of its own; then it stands still, and nothing is closed.
struct Device {
    freezes: oneshot::Sender<()>,
    thread: std::thread::JoinHandle<()>,
    ends: std::sync::mpsc::Sender<()>,
}

impl Device {
    fn joins(shelter: &Shelter, group: &GroupOf, browser: &Browser) -> Device {
        let (address, request) = (shelter.address, request(shelter, group, browser));
        let (freezes, frozen) = oneshot::channel();
        let (ends, ended) = std::sync::mpsc::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            let kept = runtime.block_on(async {
                let socket = connect(address, request).await.expect("a line");
                let mut line = Line { socket, me: 0, heard: Vec::new() };
                let voice = Voice::begins(&mut line).await;
                line.switches("voice", true).await;
                let _ = frozen.await;
                (line, voice)
            });
            let _ = ended.recv();
            runtime.block_on(async move { drop(kept) });
        });
        Device { freezes, thread, ends }
    }
}

#[actix_web::test]
async fn who_vanishes_without_a_word_is_gone_after_half_a_minute_with_all_that_was_hers() {
    let (shelter, group, _ruth, first, second) = two().await;
    let mut hears = Line::open(&shelter, &group, &second).await;
    let rooms = shelter.kernel.held::<Rooms>();
    let ear = Ear::new().await;
    let device = Device::joins(&shelter, &group, &first);
    ear.agrees(&mut hears).await;
    ear.gets(10).await;
    let (with_her, tasks) = (sockets(), rooms.tasks());
    let known = rooms.ports().expect("a port").1;
    device.freezes.send(()).expect("it stands still");
    let began = Instant::now();
    // The witness answers the pings, as a browser does of itself.
    let told = async {
        while !matches!(hears.socket.next().await.expect("the line stays").expect("the line stays"), Message::Text(text) if text.contains("\"gone\""))
        {
        }
    };
    timeout(GONE, told).await.expect("the others are told");
    assert!(began.elapsed() > Duration::from_secs(15), "a short silence puts nobody out");
    // Her voice was known by a name and an address. What she receives has neither yet: nobody else speaks.
    becomes("what the ports know", (known.0 - 1, known.1 - 1), || rooms.ports().map(|it| (it.1.0, it.1.1)).expect("a port")).await;
    becomes("the house's end of her line is closed", true, || sockets() < with_her).await;
    becomes("her tasks are over", true, || rooms.tasks() < tasks).await;
    let _ = device.ends.send(());
    device.thread.join().expect("the device ends");
}

/// Comes, is heard, and goes.
async fn cycle(shelter: &Shelter, group: &GroupOf, browser: &Browser, hears: &mut Line, ear: &Ear, is_first: bool) {
    let mut speaks = Line::open(shelter, group, browser).await;
    let voice = Voice::begins(&mut speaks).await;
    if is_first {
        ear.agrees(hears).await;
    }
    speaks.switches("voice", true).await;
    ear.gets(3).await;
    let me = speaks.me;
    drop(speaks);
    voice.connection.close().await.expect("closed");
    hears.hears_of("gone", |it| it["a"].as_u64() == Some(me)).await;
    hears.heard.clear();
}

#[actix_web::test]
async fn many_who_come_and_go_leave_no_socket_no_task_and_no_memory() {
    let cycles = std::env::var("SOAK").ok().map_or(CYCLES, |it| it.parse().expect("a number"));
    let (shelter, group, _ruth, first, second) = two().await;
    let mut hears = Line::open(&shelter, &group, &second).await;
    let (ear, rooms): (Ear, Arc<Rooms>) = (Ear::new().await, shelter.kernel.held::<Rooms>());
    cycle(&shelter, &group, &first, &mut hears, &ear, true).await;
    let now = || (sockets(), rooms.tasks(), rooms.ports().expect("a port").1);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let before = now();
    let mut half = 0;
    for number in 0..cycles {
        cycle(&shelter, &group, &first, &mut hears, &ear, false).await;
        if number == cycles / 2 {
            half = memory();
        }
    }
    becomes("sockets, tasks, and what the ports know", before, now).await;
    let creep = memory().saturating_sub(half) / u64::from(cycles - cycles / 2);
    println!("{cycles} cycles: {before:?}, {} KB, {creep} KB a cycle", memory());
    assert!(creep <= CREEP, "{creep} KB a cycle stay");
}
