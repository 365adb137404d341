//! What a run comes to: how late each message was, and what the server took for it. CPU is what the kernel's scheduler charged
//! to each of its threads: the figure that neighbours bend least.
use std::{collections::HashMap, time::Instant};

thread_local! { static BEGAN: Instant = Instant::now(); }

pub fn now_us() -> u64 {
    BEGAN.with(|it| it.elapsed().as_micros() as u64)
}

#[derive(Default)]
pub struct Tally {
    /// What is counted: messages of the warm-up are not.
    phase: char,
    pub deliveries: u64,
    pub bytes: u64,
    /// A message that came before an earlier one of the same sender, or twice.
    pub disorder: u64,
    pub last: u64,
    pub lag: Vec<u32>,
    seen: HashMap<((usize, usize), usize), usize>,
}

impl Tally {
    pub fn begin(&mut self) {
        *self = Tally { phase: 'm', ..Tally::default() };
    }

    /// One message, read by one member.
    pub fn count(&mut self, reader: (usize, usize), phase: char, sender: usize, number: usize, said: u64, bytes: usize) {
        if phase != self.phase {
            return;
        }
        let now = now_us();
        self.deliveries += 1;
        self.bytes += bytes as u64;
        self.last = now;
        self.lag.push(now.saturating_sub(said) as u32);
        if self.seen.insert((reader, sender), number).is_some_and(|before| before >= number) {
            self.disorder += 1;
        }
    }
}

/// In milliseconds.
pub fn percentile(of: &mut [u32], part: f64) -> f64 {
    if of.is_empty() {
        return f64::NAN;
    }
    of.sort_unstable();
    f64::from(of[((of.len() - 1) as f64 * part) as usize]) / 1000.0
}

/// A process and all that it started.
fn tree(pids: &[i32]) -> Vec<i32> {
    let mut parents = HashMap::new();
    for file in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = file.file_name().to_str().and_then(|it| it.parse::<i32>().ok()) else { continue };
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let parent = stat.rfind(')').and_then(|at| stat[at + 2..].split(' ').nth(1)?.parse::<i32>().ok());
        parents.extend(parent.map(|it| (pid, it)));
    }
    let mut found = pids.to_vec();
    let mut at = 0;
    while let Some(one) = found.get(at).copied() {
        let more: Vec<i32> = parents.iter().filter(|(pid, parent)| **parent == one && !found.contains(pid)).map(|(pid, _)| *pid).collect();
        found.extend(more);
        at += 1;
    }
    found
}

pub fn cpu_ms(pids: &[i32]) -> f64 {
    let of = |pid: i32| {
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
        tasks.filter_map(|it| std::fs::read_to_string(it.path().join("schedstat")).ok()?.split(' ').next()?.parse::<u64>().ok()).sum::<u64>()
    };
    tree(pids).into_iter().map(of).sum::<u64>() as f64 / 1e6
}

/// What it holds alone, and its share of what it holds with others.
pub fn memory_kb(pids: &[i32]) -> u64 {
    let of = |pid: i32| {
        let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        text.lines().find(|it| it.starts_with("Pss:")).and_then(|it| it.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0)
    };
    tree(pids).into_iter().map(of).sum()
}
