//! Work that goes on for as long as the house stands. A panic breaks off what it does, and it begins anew: nobody would miss it before
//! doors stay shut, or words away.
use crate::Kernel;
use futures_util::FutureExt;
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio::time::sleep;

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
