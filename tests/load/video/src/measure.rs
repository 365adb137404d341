//! What a process used, as the kernel counts it.
use std::fs;

/// CPU of all its threads, in nanoseconds.
pub fn cpu(pid: u32) -> u64 {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let used = threads.filter_map(|it| fs::read_to_string(it.path().join("schedstat")).ok()?.split(' ').next()?.parse::<u64>().ok());
    used.sum()
}

/// Proportional memory, in KB.
pub fn memory(pid: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    text.lines().find_map(|it| it.strip_prefix("Pss:")?.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// CPU of the thread that asks, in nanoseconds.
pub fn own_thread() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|it| it.parse().ok()).unwrap_or_default()
}
