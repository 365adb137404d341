//! Waiting for what others do: other programs, and tasks of the house's own.
use std::time::{Duration, Instant};

/// It is looked again and again. What the house does every so often it may have taken up in this very moment, before a test asks
/// for it: then the test has to wait for the house.
pub async fn until(what: &str, mut there: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !there().await {
        assert!(begun.elapsed() < Duration::from_secs(60), "it never came: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
