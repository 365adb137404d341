//! Where rooms live, and what is left of a thread's work when it ends.
use super::*;
use std::{sync::mpsc, thread::ThreadId, time::Duration};

const SOON: Duration = Duration::from_secs(5);

fn thread_of(seat: &Seat) -> ThreadId {
    let (tells, told) = mpsc::channel();
    seat.handle.spawn(async move { tells.send(thread::current().id()) });
    told.recv_timeout(SOON).expect("the thread works")
}

#[test]
fn a_room_opens_where_the_fewest_people_are() {
    let threads = Threads::start().unwrap();
    let (one, other) = (threads.seats(), threads.seats());
    let first: Vec<_> = (0..3).map(|_| one.take()).collect();
    let second: Vec<_> = (0..2).map(|_| other.take()).collect();
    assert_ne!(thread_of(&first[0]), thread_of(&second[0]), "two rooms have a thread each");
    let third = threads.seats();
    assert_eq!(thread_of(&third.take()), thread_of(&second[0]));
    let at = thread_of(&first[0]);
    drop(first);
    assert_eq!(thread_of(&threads.seats().take()), at, "who is gone counts no more");
    drop((one, other));
}

#[test]
fn a_small_room_is_on_one_thread_and_a_large_one_on_both() {
    let threads = Threads::start().unwrap();
    let room = threads.seats();
    let mut people: Vec<_> = (0..TOGETHER).map(|_| room.take()).collect();
    let home = thread_of(&people[0]);
    assert!(people.iter().all(|it| thread_of(it) == home));
    people.extend((0..16).map(|_| room.take()));
    assert_eq!(people.iter().filter(|it| thread_of(it) == home).count(), 10);
    people.retain(|it| thread_of(it) != home);
    let back = room.take();
    assert_eq!(thread_of(&back), home, "where the fewest are by now");
}

#[test]
fn a_task_that_fails_ends_alone() {
    let threads = Threads::start().unwrap();
    let seat = threads.seats().take();
    let (tells, told) = mpsc::channel::<()>();
    seat.handle.spawn(async move {
        let _tells = tells;
        panic!("of one connection")
    });
    assert_eq!(told.recv_timeout(SOON), Err(mpsc::RecvTimeoutError::Disconnected), "what it held is let go");
    thread_of(&seat);
}

#[test]
fn what_they_carry_ends_with_them() {
    let threads = Threads::start().unwrap();
    let (kept, gone) = mpsc::channel::<()>();
    let room = threads.seats();
    for seat in std::iter::repeat_with(|| room.take()).take(2 * TOGETHER) {
        let kept = kept.clone();
        seat.handle.spawn(async move {
            std::future::pending::<()>().await;
            drop(kept);
        });
    }
    drop(kept);
    drop(threads);
    assert_eq!(gone.recv_timeout(SOON), Err(mpsc::RecvTimeoutError::Disconnected), "something goes on");
}
