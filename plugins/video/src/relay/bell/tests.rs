//! Who is woken from another thread, and who from the same.
use super::*;
use std::{
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    task::Wake,
    time::Duration,
};
use tokio::time::timeout;

#[derive(Default)]
struct Woken(AtomicUsize);

impl Wake for Woken {
    fn wake(self: Arc<Woken>) {
        self.0.fetch_add(1, SeqCst);
    }
}

#[tokio::test]
async fn on_its_own_thread_somebody_is_woken_at_once_and_from_another_all_by_one_ring() {
    let (bell, woken) = (Bell::new(thread::current().id()), Arc::new(Woken::default()));
    bell.wake(woken.clone().into());
    assert_eq!(woken.0.load(SeqCst), 1);
    let (other, there) = (bell.clone(), woken.clone());
    thread::spawn(move || (0..5).for_each(|_| other.wake(there.clone().into()))).join().unwrap();
    assert_eq!(woken.0.load(SeqCst), 1, "not before the bell is answered");
    timeout(Duration::from_millis(50), bell.clone().answer()).await.unwrap_err();
    assert_eq!(woken.0.load(SeqCst), 6);
    let (other, there) = (bell.clone(), woken.clone());
    thread::spawn(move || other.wake(there.into())).join().unwrap();
    timeout(Duration::from_millis(50), bell.answer()).await.unwrap_err();
    assert_eq!(woken.0.load(SeqCst), 7, "it is rung again");
}
