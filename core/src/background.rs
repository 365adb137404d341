//! Work that goes on for as long as the house stands. A panic breaks off what it does, and it begins anew: nobody would miss it before
//! doors stay shut, or words away.
use crate::{Kernel, plugin::host::inside};
use actix::Arbiter;
use futures_util::FutureExt;
use std::{
    panic::AssertUnwindSafe,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::{runtime::Handle, task::spawn_blocking, time::sleep};

/// Before it begins anew.
const REST: Duration = Duration::from_secs(1);

/// Begins it, and again wherever it comes to an end.
pub async fn keep<W: Future<Output = ()>>(kernel: Kernel, what: &'static str, begin: impl Fn(Kernel) -> W) {
    loop {
        let broke = AssertUnwindSafe(begin(kernel.clone())).catch_unwind().await.is_err();
        tracing::error!(what, broke, "what never ends came to an end, and begins anew");
        sleep(REST).await;
    }
}

/// Such work on a thread of its own, so that no page waits for it and it waits for none.
pub struct Background(Mutex<Option<Arbiter>>);

impl Background {
    /// Call it inside an actix system and the kernel's runtime.
    pub fn begin<W>(kernel: &Kernel, what: &'static str, begin: impl Fn(Kernel) -> W + Send + 'static) -> Background
    where
        W: Future<Output = ()> + Send + 'static,
    {
        let thread = Arbiter::new();
        thread.spawn(inside(Handle::current(), keep(kernel.clone(), what, begin)));
        Background(Mutex::new(Some(thread)))
    }

    /// Ends it, where it stands; gone when this returns.
    pub async fn stop(&self) {
        if let Some(thread) = self.ending() {
            let _ = spawn_blocking(move || thread.join()).await;
        }
    }

    /// The thread, which was told to end; none where it was told before.
    fn ending(&self) -> Option<Arbiter> {
        let thread = self.0.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        thread.stop();
        Some(thread)
    }
}

/// What it holds of the kernel's runtime is to be let go of before that ends.
impl Drop for Background {
    fn drop(&mut self) {
        if let Some(thread) = self.ending() {
            let _ = thread.join();
        }
    }
}
