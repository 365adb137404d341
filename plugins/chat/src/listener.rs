//! What waits for one open page: frames that everybody gets, and frames of her own, in their order. Bounded: who is too slow is
//! let go of, comes back and gets what she missed.
mod post;

pub use post::Post;

use actix_web::web::Bytes;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

/// The most that waits for one page. Its pieces are small while many write at once: the bytes are the bound that a slow line meets.
const MOST: usize = 512;
const MOST_BYTES: usize = 256 * 1024;

/// Why nothing more comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// More waited than may.
    TooSlow,
    /// The room is gone, or came undone. Another takes its place.
    RoomGone,
    /// The seat is over.
    Unseated,
    /// The room is closed.
    Closed,
}

/// How frames are written for this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    WebSocket,
    /// Server-Sent Events.
    Events,
    /// One frame a line.
    Lines,
}

#[derive(Debug)]
pub struct Queue {
    pub writing: Writing,
    /// Of the thread that serves the page.
    pub post: Arc<Post>,
    waiting: Mutex<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    frames: VecDeque<Bytes>,
    bytes: usize,
    end: Option<End>,
    waker: Option<Waker>,
}

/// What became of something that was put into a queue.
#[derive(Debug)]
pub enum Put {
    /// It waits there, and this page is to be woken; none where it is awake.
    Waits(Option<Waker>),
    /// Nothing more is wanted.
    Over,
}

impl Queue {
    pub fn new(writing: Writing, post: Arc<Post>) -> Queue {
        Queue { writing, post, waiting: Mutex::default() }
    }

    /// Adds to what waits, and wakes the page. False: nothing more is wanted.
    pub fn push(&self, frames: Bytes) -> bool {
        match self.put(frames) {
            Put::Waits(page) => {
                page.into_iter().for_each(Waker::wake);
                true
            }
            Put::Over => false,
        }
    }

    /// Adds to what waits. The page is yet to be woken: with others of its thread, by its [`Post`].
    pub fn put(&self, frames: Bytes) -> Put {
        let mut it = self.lock();
        if it.end.is_some() {
            return Put::Over;
        }
        it.bytes += frames.len();
        it.frames.push_back(frames);
        // A first answer may be long: who has just come is not slow.
        if it.frames.len() > MOST || it.bytes > MOST_BYTES && it.frames.len() > 1 {
            end(it, End::TooSlow);
            return Put::Over;
        }
        Put::Waits(it.waker.take())
    }

    /// Ends it, unless it has ended.
    pub fn end(&self, why: End) {
        end(self.lock(), why);
    }

    /// What comes next; the reason once nothing more does.
    pub fn poll_next(&self, context: &mut Context<'_>) -> Poll<Result<Bytes, End>> {
        let mut it = self.lock();
        if let Some(frames) = it.frames.pop_front() {
            it.bytes -= frames.len();
            return Poll::Ready(Ok(frames));
        }
        if let Some(why) = it.end {
            return Poll::Ready(Err(why));
        }
        if !it.waker.as_ref().is_some_and(|it| it.will_wake(context.waker())) {
            it.waker = Some(context.waker().clone());
        }
        Poll::Pending
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn end(mut it: MutexGuard<'_, Waiting>, why: End) {
    if it.end.is_none() {
        it.end = Some(why);
        // What she did not take by now she asks for when she is back.
        if why == End::TooSlow {
            it.frames.clear();
            it.bytes = 0;
        }
    }
    let page = it.waker.take();
    drop(it);
    page.into_iter().for_each(Waker::wake);
}

#[cfg(test)]
mod tests {
    use super::{End, MOST, MOST_BYTES, Queue, Writing};
    use actix_web::web::Bytes;
    use std::{
        sync::Arc,
        task::{Context, Poll, Waker},
    };

    fn next(queue: &Queue) -> Poll<Result<Bytes, End>> {
        queue.poll_next(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn so_many_small_pieces_wait_and_one_more_is_too_slow() {
        let queue = Queue::new(Writing::WebSocket, Arc::default());
        assert!((0..MOST).all(|_| queue.push(Bytes::from_static(b"a line"))), "a burst put a fast reader out");
        assert!(!queue.push(Bytes::from_static(b"a line")));
        assert_eq!(next(&queue), Poll::Ready(Err(End::TooSlow)), "what waited is let go of: she asks for it again");
        assert!(!queue.push(Bytes::from_static(b"a line")), "nothing is taken after the end");
    }

    #[test]
    fn so_many_bytes_wait_however_few_the_pieces() {
        let queue = Queue::new(Writing::WebSocket, Arc::default());
        assert!(queue.push(Bytes::from(vec![b'a'; 2 * MOST_BYTES])), "a first answer may be long");
        assert!(!queue.push(Bytes::from_static(b"a line")));
        assert_eq!(next(&queue), Poll::Ready(Err(End::TooSlow)));
    }
}
