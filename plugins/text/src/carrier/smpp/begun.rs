//! Texts of which some parts went, or may have gone. Who tries one again sends only what is missing: she gets no part twice, and the house
//! pays for none twice. It is kept in memory only; after a restart all parts go again under the same reference, which phones know.
use super::lock;
use std::{
    collections::{HashMap, VecDeque},
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::time::Instant;

const MOST: usize = 4096;
const KEPT_FOR: Duration = Duration::from_secs(3600);

/// What the network calls each part that it took.
pub struct Progress {
    gone: Mutex<Vec<Option<String>>>,
    of: u64,
}

impl Progress {
    pub fn went(&self, part: usize, reference: String) {
        if let Some(it) = lock(&self.gone).get_mut(part) {
            *it = Some(reference);
        }
    }

    pub fn has(&self, part: usize) -> bool {
        lock(&self.gone).get(part).is_some_and(Option::is_some)
    }

    /// Some networks give no name: then there is none.
    pub fn references(&self) -> Vec<String> {
        lock(&self.gone).iter().flatten().filter(|it| !it.is_empty()).cloned().collect()
    }
}

/// To whom, and the key of the text.
pub type Name = (String, String);

#[derive(Default)]
pub struct Begun {
    of: HashMap<Name, (Instant, Arc<Progress>)>,
    order: VecDeque<(Instant, Name)>,
}

impl Begun {
    pub fn begin(&mut self, name: &Name, parts: &[Vec<u8>]) -> Arc<Progress> {
        let now = Instant::now();
        while self.order.front().is_some_and(|it| self.order.len() > MOST || it.0 + KEPT_FOR < now) {
            let Some((at, name)) = self.order.pop_front() else { break };
            // It may have been begun anew since.
            if self.of.get(&name).is_some_and(|it| it.0 == at) {
                self.of.remove(&name);
            }
        }
        let mut hasher = DefaultHasher::new();
        parts.hash(&mut hasher);
        let of = hasher.finish();
        if let Some((_, known)) = self.of.get(name)
            && known.of == of
        {
            return known.clone();
        }
        let progress = Arc::new(Progress { gone: Mutex::new(vec![None; parts.len()]), of });
        self.of.insert(name.clone(), (now, progress.clone()));
        self.order.push_back((now, name.clone()));
        progress
    }

    pub fn end(&mut self, name: &Name) {
        self.of.remove(name);
    }
}
