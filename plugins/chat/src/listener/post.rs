//! The pages that one thread serves, woken together. To wake a page from another thread is a call to the system, and a thread that
//! sleeps may wake, serve that page and fall asleep again before the next: a line to ten people cost more than what it said.
use std::{
    cell::RefCell,
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    task::{Poll, Waker},
};

/// Of one thread. Whoever brings something to its pages gives their wakers here, and the thread wakes them itself.
#[derive(Debug, Default)]
pub struct Post(Mutex<Rack>);

#[derive(Debug, Default)]
struct Rack {
    wakers: Vec<Waker>,
    carrier: Carrier,
}

#[derive(Debug, Default)]
enum Carrier {
    /// Nobody does: pages are woken from wherever they are called.
    #[default]
    None,
    Busy,
    Asleep(Waker),
}

thread_local! { static HERE: RefCell<Weak<Post>> = const { RefCell::new(Weak::new()) }; }

impl Post {
    /// Of the thread that asks. Call it where an actor could be started.
    pub fn here() -> Arc<Post> {
        HERE.with_borrow_mut(|here| {
            if let Some(post) = here.upgrade().filter(|it| !matches!(it.rack().carrier, Carrier::None)) {
                return post;
            }
            let post = Arc::new(Post::default());
            post.rack().carrier = Carrier::Busy;
            actix_web::rt::spawn(carry(Carried(post.clone())));
            *here = Arc::downgrade(&post);
            post
        })
    }

    /// Wakes these pages: all of them by one call.
    pub fn wake(&self, pages: Vec<Waker>) {
        if pages.is_empty() {
            return;
        }
        let mut rack = self.rack();
        if matches!(rack.carrier, Carrier::None) {
            drop(rack);
            return pages.into_iter().for_each(Waker::wake);
        }
        rack.wakers.extend(pages);
        // One that is busy looks once more before it sleeps.
        if let Carrier::Asleep(carrier) = std::mem::replace(&mut rack.carrier, Carrier::Busy) {
            drop(rack);
            carrier.wake();
        }
    }

    /// Those who are to be woken, and what becomes of their carrier.
    fn take(&self, carrier: Carrier) -> Vec<Waker> {
        let mut rack = self.rack();
        rack.carrier = carrier;
        std::mem::take(&mut rack.wakers)
    }

    fn rack(&self) -> MutexGuard<'_, Rack> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes whoever is to be woken, for as long as the thread serves anybody.
async fn carry(carried: Carried) {
    poll_fn(|context| {
        let pages = carried.0.take(Carrier::Asleep(context.waker().clone()));
        pages.into_iter().for_each(Waker::wake);
        Poll::Pending
    })
    .await
}

/// However the thread ends, nobody's waker stays here.
struct Carried(Arc<Post>);

impl Drop for Carried {
    fn drop(&mut self) {
        self.0.take(Carrier::None).into_iter().for_each(Waker::wake);
    }
}

#[cfg(test)]
mod tests {
    use super::Post;
    use std::{
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering::SeqCst},
        },
        task::{Wake, Waker},
        thread,
    };

    #[derive(Default)]
    struct Woken(AtomicUsize);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, SeqCst);
        }
    }

    fn pages(of: &Arc<Woken>, many: usize) -> Vec<Waker> {
        (0..many).map(|_| Waker::from(of.clone())).collect()
    }

    async fn turns() {
        for _ in 0..4 {
            tokio::task::yield_now().await;
        }
    }

    #[actix_web::test]
    async fn whoever_is_given_from_another_thread_is_woken_by_this_one_each_time() {
        let (post, woken) = (Post::here(), Arc::new(Woken::default()));
        assert!(Arc::ptr_eq(&post, &Post::here()), "a thread has one");
        turns().await;
        for round in 1..=3 {
            let (there, pages) = (post.clone(), pages(&woken, 5));
            thread::spawn(move || there.wake(pages)).join().expect("given");
            assert_eq!(woken.0.load(SeqCst), 5 * (round - 1), "woken where they were given");
            turns().await;
            assert_eq!(woken.0.load(SeqCst), 5 * round);
        }
    }

    #[test]
    fn where_the_thread_has_ended_they_are_woken_all_the_same() {
        let woken = Arc::new(Woken::default());
        let left = pages(&woken, 2);
        let post = thread::spawn(|| {
            let system = actix_web::rt::System::new();
            system.block_on(async {
                let post = Post::here();
                turns().await;
                post.wake(left); // and it ends before its carrier has a turn
                post
            })
        });
        let post = post.join().expect("ended");
        assert_eq!(woken.0.load(SeqCst), 2, "what lay there is left asleep");
        post.wake(pages(&woken, 3));
        assert_eq!(woken.0.load(SeqCst), 5);
    }
}
