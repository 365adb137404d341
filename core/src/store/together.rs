//! Rows by a key, for many who ask at the same moment: while one statement is on its way, whoever asks the same of other rows waits, and the
//! next statement is for all of them. Nothing is kept: every answer was read after it was asked for.
use super::{Reader, Store};
use crate::Result;
use dashmap::DashMap;
use sea_orm::{ColumnTrait, EntityTrait, IdenStatic, ModelTrait, QueryFilter, Value};
use std::{
    any::{Any, TypeId},
    sync::{Arc, Mutex, MutexGuard},
};
use tokio::sync::oneshot;

/// Keys of one statement.
const MOST: usize = 200;

/// Where people stand who ask: a line for each column.
#[derive(Default)]
pub(super) struct Together(DashMap<(TypeId, &'static str), Arc<dyn Any + Send + Sync>>);

struct Line<E: EntityTrait> {
    column: E::Column,
    asks: Mutex<Asks<E>>,
}

struct Asks<E: EntityTrait> {
    waiting: Vec<Ask<E>>,
    /// Somebody looks after those who wait.
    is_served: bool,
}

struct Ask<E: EntityTrait> {
    key: Value,
    answer: oneshot::Sender<Vec<E::Model>>,
}

impl Store {
    /// The rows in which this column is this key, in no order; asked together with others. For what is asked once for each of many people.
    pub async fn rows<E>(&self, column: E::Column, key: impl Into<Value>) -> Result<Vec<E::Model>>
    where
        E: EntityTrait,
        E::Model: Sync,
        E::Column: Sync,
    {
        let key = key.into();
        let answered = self.line::<E>(column).ask(key.clone(), &self.reader);
        match answered.await {
            Ok(rows) => Ok(rows),
            // The statement failed, or whoever looked after it is gone: asked alone, and told what is wrong.
            Err(_) => Ok(E::find().filter(column.eq(key)).all(&self.reader).await?),
        }
    }

    /// The only row in which it is.
    pub async fn row<E>(&self, column: E::Column, key: impl Into<Value>) -> Result<Option<E::Model>>
    where
        E: EntityTrait,
        E::Model: Sync,
        E::Column: Sync,
    {
        Ok(self.rows::<E>(column, key).await?.pop())
    }

    fn line<E>(&self, column: E::Column) -> Arc<Line<E>>
    where
        E: EntityTrait,
        E::Model: Sync,
        E::Column: Sync,
    {
        let name = (TypeId::of::<E>(), column.as_str());
        let known = self.together.0.get(&name).map(|it| it.clone());
        let fresh = || Arc::new(Line::<E> { column, asks: Mutex::new(Asks { waiting: Vec::new(), is_served: false }) });
        let line = known.unwrap_or_else(|| self.together.0.entry(name).or_insert_with(|| fresh()).clone());
        // Of this type always: the entity is part of the name.
        line.downcast().unwrap_or_else(|_| fresh())
    }
}

impl<E> Line<E>
where
    E: EntityTrait,
    E::Model: Sync,
    E::Column: Sync,
{
    fn ask(self: &Arc<Self>, key: Value, reader: &Reader) -> oneshot::Receiver<Vec<E::Model>> {
        let (answer, answered) = oneshot::channel();
        let mut asks = self.asks();
        asks.waiting.push(Ask { key, answer });
        if !asks.is_served {
            asks.is_served = true;
            tokio::spawn(serve(Serving { line: self.clone(), is_over: false }, reader.clone()));
        }
        answered
    }
}

impl<E: EntityTrait> Line<E> {
    fn asks(&self) -> MutexGuard<'_, Asks<E>> {
        self.asks.lock().unwrap_or_else(|it| it.into_inner())
    }
}

/// Whoever looks after a line. Gone in the middle, it leaves nobody waiting.
struct Serving<E: EntityTrait> {
    line: Arc<Line<E>>,
    is_over: bool,
}

impl<E: EntityTrait> Serving<E> {
    /// Those who wait now; none: it is over, and the next who asks begins anew.
    fn take(&mut self) -> Vec<Ask<E>> {
        let mut asks = self.line.asks();
        let count = asks.waiting.len().min(MOST);
        let taken: Vec<_> = asks.waiting.drain(..count).collect();
        if taken.is_empty() {
            asks.is_served = false;
            self.is_over = true;
        }
        taken
    }
}

impl<E: EntityTrait> Drop for Serving<E> {
    fn drop(&mut self) {
        if !self.is_over {
            let mut asks = self.line.asks();
            asks.waiting.clear();
            asks.is_served = false;
        }
    }
}

async fn serve<E: EntityTrait>(mut serving: Serving<E>, reader: Reader)
where
    E::Model: Sync,
    E::Column: Sync,
{
    let column = serving.line.column;
    loop {
        // Whoever is about to ask comes first.
        tokio::task::yield_now().await;
        let asks = serving.take();
        if asks.is_empty() {
            return;
        }
        let mut keys: Vec<Value> = Vec::with_capacity(asks.len());
        for ask in &asks {
            if !keys.contains(&ask.key) {
                keys.push(ask.key.clone());
            }
        }
        // Where it fails, the answers are let go of: see `rows`.
        let Ok(rows) = E::find().filter(column.is_in(keys)).all(&reader).await else { continue };
        let found: Vec<Value> = rows.iter().map(|it| it.get(column)).collect();
        for ask in asks {
            let hers = rows.iter().zip(&found).filter(|(_, key)| **key == ask.key).map(|(row, _)| row.clone());
            let _ = ask.answer.send(hers.collect());
        }
    }
}
