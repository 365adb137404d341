//! What the process denies itself: nothing of its memory is ever written to a disk by a crash (safety.md DAR-6).
use nix::sys::{
    prctl,
    resource::{Resource, setrlimit},
};

/// No core dumps, and no other process of this user may read the memory.
pub fn no_core_dumps() {
    let outcomes = [setrlimit(Resource::RLIMIT_CORE, 0, 0), prctl::set_dumpable(false)];
    for fault in outcomes.into_iter().filter_map(Result::err) {
        tracing::warn!(%fault, "core dumps could not be switched off");
    }
}
