//! What many ask at the same moment: while one statement is on its way, whoever asks the same of other rows waits, and the next
//! statement is for all of them. Nothing is kept: every answer was read after it was asked for.
use super::{Reader, Store};
use crate::Result;
use dashmap::DashMap;
use sea_orm::{ColumnTrait, EntityTrait, IdenStatic, ModelTrait, QueryFilter, QueryOrder, QuerySelect, Value};
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::{Arc, Mutex, MutexGuard},
};
use tokio::sync::oneshot;

/// Questions of one statement.
const MOST: usize = 200;
/// So many keys stand in a statement, the last of them several times where there are fewer: a connection keeps the statements that it
/// made ready, and one for each number of keys would push out all others.
const KEYS: [usize; 5] = [1, 4, 16, 64, MOST];

/// Where people stand who ask: a line for each kind of question about a column.
#[derive(Default)]
pub(super) struct Together(DashMap<(TypeId, &'static str), Arc<dyn Any + Send + Sync>>);

/// Something that many ask. Two that are equal have one answer.
trait Question: Clone + Eq + Hash + Send + Sync + 'static {
    type Answer: Clone + Send + 'static;
    /// What each comes to, in their order. No two of them are equal.
    fn ask(of: &[Self], reader: &Reader) -> impl Future<Output = Result<Vec<Self::Answer>>> + Send;
}

/// The rows in which a column is a key.
struct Rows<E: EntityTrait> {
    column: E::Column,
    key: Value,
}

/// What stands after a place in the list of a key.
struct After<E: EntityTrait> {
    list: E::Column,
    key: Value,
    place: E::Column,
    after: i64,
    many: u64,
}

impl Store {
    /// The rows in which this column is this key, in no order; asked together with others. For what is asked once for each of many people.
    pub async fn rows<E: EntityTrait<Model: Sync, Column: Sync>>(&self, column: E::Column, key: impl Into<Value>) -> Result<Vec<E::Model>> {
        self.together(column.as_str(), Rows::<E> { column, key: key.into() }).await
    }

    /// The only row in which it is.
    pub async fn row<E: EntityTrait<Model: Sync, Column: Sync>>(&self, column: E::Column, key: impl Into<Value>) -> Result<Option<E::Model>> {
        Ok(self.rows::<E>(column, key).await?.pop())
    }

    /// Of the rows in which `list` is this key those whose `place` comes after this one, in their order and at most so many. Many who stand
    /// at the same place are answered by one statement.
    pub async fn after<E: EntityTrait<Model: Sync, Column: Sync>>(
        &self,
        list: E::Column,
        key: impl Into<Value>,
        place: E::Column,
        after: i64,
        many: u64,
    ) -> Result<Vec<E::Model>> {
        self.together(list.as_str(), After::<E> { list, key: key.into(), place, after, many }).await
    }

    async fn together<Q: Question>(&self, column: &'static str, question: Q) -> Result<Q::Answer> {
        if let Ok(answer) = self.line::<Q>(column).ask(question.clone(), &self.reader).await {
            return Ok(answer);
        }
        // The statement failed, or whoever looked after it is gone: asked alone, and told what is wrong.
        let answer = Q::ask(&[question], &self.reader).await?.pop();
        Ok(answer.ok_or_else(|| anyhow::anyhow!("a question has no answer"))?)
    }

    fn line<Q: Question>(&self, column: &'static str) -> Arc<Line<Q>> {
        let name = (TypeId::of::<Q>(), column);
        let known = self.together.0.get(&name).map(|it| it.clone());
        let fresh = || Arc::new(Line::<Q>(Mutex::new(Asks { waiting: Vec::new(), is_served: false })));
        let line = known.unwrap_or_else(|| self.together.0.entry(name).or_insert_with(|| fresh()).clone());
        // Of this type always: the question is part of the name.
        line.downcast().unwrap_or_else(|_| fresh())
    }
}

impl<E: EntityTrait> Clone for Rows<E> {
    fn clone(&self) -> Self {
        Rows { column: self.column, key: self.key.clone() }
    }
}

/// Of one line: the column is the same.
impl<E: EntityTrait> PartialEq for Rows<E> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<E: EntityTrait> Eq for Rows<E> {}

impl<E: EntityTrait> Hash for Rows<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl<E: EntityTrait<Model: Sync, Column: Sync>> Question for Rows<E> {
    type Answer = Vec<E::Model>;

    async fn ask(of: &[Self], reader: &Reader) -> Result<Vec<Vec<E::Model>>> {
        let places: HashMap<&Value, usize> = of.iter().enumerate().map(|(at, it)| (&it.key, at)).collect();
        let mut found: Vec<Vec<E::Model>> = of.iter().map(|_| Vec::new()).collect();
        let Some(last) = of.last() else { return Ok(Vec::new()) };
        let (column, many) = (last.column, KEYS.into_iter().find(|it| *it >= of.len()).unwrap_or(of.len()));
        let keys = of.iter().chain(std::iter::repeat(last)).take(many).map(|it| it.key.clone());
        for row in E::find().filter(column.is_in(keys)).all(reader).await? {
            if let Some(rows) = places.get(&row.get(column)).and_then(|at| found.get_mut(*at)) {
                rows.push(row);
            }
        }
        Ok(found)
    }
}

impl<E: EntityTrait> Clone for After<E> {
    fn clone(&self) -> Self {
        After { key: self.key.clone(), ..*self }
    }
}

impl<E: EntityTrait> PartialEq for After<E> {
    fn eq(&self, other: &Self) -> bool {
        (self.place.as_str(), self.after, self.many, &self.key) == (other.place.as_str(), other.after, other.many, &other.key)
    }
}

impl<E: EntityTrait> Eq for After<E> {}

impl<E: EntityTrait> Hash for After<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.place.as_str(), self.after, self.many, &self.key).hash(state);
    }
}

impl<E: EntityTrait<Model: Sync, Column: Sync>> Question for After<E> {
    type Answer = Vec<E::Model>;

    async fn ask(of: &[Self], reader: &Reader) -> Result<Vec<Vec<E::Model>>> {
        let mut found = Vec::with_capacity(of.len());
        for it in of {
            let rows = E::find().filter(it.list.eq(it.key.clone())).filter(it.place.gt(it.after));
            found.push(rows.order_by_asc(it.place).limit(it.many).all(reader).await?);
        }
        Ok(found)
    }
}

struct Line<Q: Question>(Mutex<Asks<Q>>);

struct Asks<Q: Question> {
    waiting: Vec<Ask<Q>>,
    /// Somebody looks after those who wait.
    is_served: bool,
}

struct Ask<Q: Question> {
    question: Q,
    answer: oneshot::Sender<Q::Answer>,
}

impl<Q: Question> Line<Q> {
    fn ask(self: &Arc<Self>, question: Q, reader: &Reader) -> oneshot::Receiver<Q::Answer> {
        let (answer, answered) = oneshot::channel();
        let mut asks = self.asks();
        asks.waiting.push(Ask { question, answer });
        if !asks.is_served {
            asks.is_served = true;
            tokio::spawn(serve(Serving { line: self.clone(), is_over: false }, reader.clone()));
        }
        answered
    }

    fn asks(&self) -> MutexGuard<'_, Asks<Q>> {
        self.0.lock().unwrap_or_else(|it| it.into_inner())
    }
}

/// Whoever looks after a line. Gone in the middle, it leaves nobody waiting.
struct Serving<Q: Question> {
    line: Arc<Line<Q>>,
    is_over: bool,
}

impl<Q: Question> Serving<Q> {
    /// Those who wait now; none: it is over, and the next who asks begins anew.
    fn take(&mut self) -> Vec<Ask<Q>> {
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

impl<Q: Question> Drop for Serving<Q> {
    fn drop(&mut self) {
        if !self.is_over {
            let mut asks = self.line.asks();
            asks.waiting.clear();
            asks.is_served = false;
        }
    }
}

async fn serve<Q: Question>(mut serving: Serving<Q>, reader: Reader) {
    loop {
        // Whoever is about to ask comes first.
        tokio::task::yield_now().await;
        let asks = serving.take();
        if asks.is_empty() {
            return;
        }
        let mut known: HashMap<Q, usize> = HashMap::with_capacity(asks.len());
        let mut questions: Vec<Q> = Vec::with_capacity(asks.len());
        let mut waiting = Vec::with_capacity(asks.len());
        for Ask { question, answer } in asks {
            let at = *known.entry(question).or_insert_with_key(|new| {
                questions.push(new.clone());
                questions.len() - 1
            });
            waiting.push((at, answer));
        }
        // Where it fails, the answers are let go of: see `together`.
        let Ok(answers) = Q::ask(&questions, &reader).await else { continue };
        for (at, answer) in waiting {
            if let Some(known) = answers.get(at) {
                let _ = answer.send(known.clone());
            }
        }
    }
}
