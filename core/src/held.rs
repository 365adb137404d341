//! What a plugin keeps in memory for its pages and its modality alike, such as the rooms that are open: one instance of a
//! type for each kernel, made when it is first asked for. Never on a disk; gone when the server stops.
use dashmap::DashMap;
use std::{
    any::{Any, TypeId},
    sync::Arc,
};

/// The instances, by their type. A plugin names a type of its own, so none reaches another's.
#[derive(Default)]
pub struct Held(DashMap<TypeId, Arc<dyn Any + Send + Sync>>);

impl Held {
    pub fn get<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let key = TypeId::of::<T>();
        let known = self.0.get(&key).map(|it| it.value().clone());
        let held = known.unwrap_or_else(|| self.0.entry(key).or_insert_with(|| Arc::new(T::default())).clone());
        held.downcast().unwrap_or_else(|_| unreachable!("held under its own type"))
    }
}

#[cfg(test)]
mod tests {
    use super::Held;
    use std::sync::Mutex;

    #[test]
    fn there_is_one_of_each_type() {
        let held = Held::default();
        *held.get::<Mutex<u32>>().lock().expect("alone") = 7;
        assert_eq!(*held.get::<Mutex<u32>>().lock().expect("alone"), 7);
        assert_eq!(*held.get::<Mutex<u64>>().lock().expect("alone"), 0);
    }
}
