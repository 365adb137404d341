//! Locks that nobody's panic closes for the others: what stands behind them is whole at any moment at which it could be left.
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

pub fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

pub fn read<T>(it: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    it.read().unwrap_or_else(PoisonError::into_inner)
}

pub fn write<T>(it: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    it.write().unwrap_or_else(PoisonError::into_inner)
}
