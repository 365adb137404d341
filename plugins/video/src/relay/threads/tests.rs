//! Where rooms live, and what is left of a thread's work when it ends.
use super::*;
use std::{sync::mpsc, thread::ThreadId, time::Duration};

const SOON: Duration = Duration::from_secs(5);

fn thread_of(seat: &Seat) -> ThreadId {
    let (tells, told) = mpsc::channel();
    seat.leaves.handle.spawn(async move { tells.send(thread::current().id()) });
    told.recv_timeout(SOON).expect("the thread works")
}

#[test]
fn one_room_is_where_everything_arrives_and_others_wait_for_none_of_it() {
    let threads = Threads::start().unwrap();
    let alone = threads.seat();
    assert_eq!(thread_of(&alone), alone.arrives.id(), "nobody has to be woken for it");
    let (one, other) = (threads.seat(), threads.seat());
    assert_ne!(thread_of(&one), thread_of(&other), "two more have a thread each");
    assert!([&one, &other].iter().all(|it| it.arrives.id() != thread_of(it)), "what arrives waits for nothing of theirs that leaves");
    drop(alone);
    assert_eq!(thread_of(&threads.seat()), one.arrives.id(), "it has ended, and the next has its place");
}

#[test]
fn a_room_beside_others_opens_where_the_fewest_people_are() {
    let threads = Threads::start().unwrap();
    let _alone = threads.seat();
    let (one, other) = (threads.seat(), threads.seat());
    let first: Vec<_> = (0..3).map(|_| one.weigh()).collect();
    let _second: Vec<_> = (0..2).map(|_| other.weigh()).collect();
    let third = threads.seat();
    assert_eq!(thread_of(&third), thread_of(&other));
    drop(first);
    assert_eq!(thread_of(&threads.seat()), thread_of(&one), "who is gone counts no more");
}

#[test]
fn a_task_that_fails_ends_alone() {
    let threads = Threads::start().unwrap();
    let seat = threads.seat();
    let (tells, told) = mpsc::channel::<()>();
    seat.leaves.handle.spawn(async move {
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
    for seat in [threads.seat(), threads.seat(), threads.seat()] {
        let kept = kept.clone();
        seat.leaves.handle.spawn(async move {
            std::future::pending::<()>().await;
            drop(kept);
        });
    }
    drop(kept);
    drop(threads);
    assert_eq!(gone.recv_timeout(SOON), Err(mpsc::RecvTimeoutError::Disconnected), "something goes on");
}
