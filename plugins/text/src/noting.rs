//! What is written down of a text that went: what a receipt and a deletion need, what it cost, and how far she has come by it. Texts go side
//! by side, and while one transaction is on its way to the disk those that went meanwhile wait for the next, which is for all of them.
use crate::{
    seat,
    table::sent::{ActiveModel, Entity},
    unread::Piece,
};
use hearth_core::{Kernel, Result, id::MembershipId, store::Tx};
use sea_orm::EntityTrait;
use std::{
    collections::HashMap,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::oneshot;
use uuid::Uuid;

/// Texts of one transaction. SQLite takes 32,766 values in a statement; a text has some ten parts at most, and each has nine.
const MOST: usize = 200;

/// Of one text.
#[derive(Clone)]
pub struct Note {
    pub membership: MembershipId,
    /// One for each part that the carrier names.
    pub rows: Vec<ActiveModel>,
    /// What it brought, where that was somebody's words.
    pub piece: Option<Piece>,
    /// It is of another conversation than the one that she was in.
    pub moves: bool,
}

/// One for each kernel: see [`Kernel::held`].
#[derive(Default)]
pub struct Notes(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    notes: Vec<(Note, oneshot::Sender<()>)>,
    /// Somebody looks after those who wait.
    is_served: bool,
}

impl Notes {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes it down. Where what was to be written with it fails, it is written alone, and told what is wrong.
pub async fn keep(kernel: &Kernel, note: Note) -> Result<()> {
    let (done, is_done) = oneshot::channel();
    let notes = kernel.held::<Notes>();
    let was_served = {
        let mut it = notes.waiting();
        it.notes.push((note.clone(), done));
        mem::replace(&mut it.is_served, true)
    };
    if !was_served {
        tokio::spawn(Serving { notes, is_over: false }.serve(kernel.clone()));
    }
    match is_done.await {
        Ok(()) => Ok(()),
        Err(_) => write(kernel, vec![note]).await,
    }
}

/// Whoever looks after those who wait. Gone in the middle, it leaves nobody waiting.
struct Serving {
    notes: Arc<Notes>,
    is_over: bool,
}

impl Serving {
    async fn serve(mut self, kernel: Kernel) {
        loop {
            // Whoever has just sent one comes first.
            tokio::task::yield_now().await;
            let (notes, waiting) = self.take();
            if notes.is_empty() {
                return;
            }
            if write(&kernel, notes).await.is_ok() {
                for it in waiting {
                    let _ = it.send(());
                }
            }
        }
    }

    /// Those that wait now; none: it is over, and the next begins anew.
    fn take(&mut self) -> (Vec<Note>, Vec<oneshot::Sender<()>>) {
        let mut it = self.notes.waiting();
        let count = it.notes.len().min(MOST);
        let taken = it.notes.drain(..count).unzip();
        if count == 0 {
            it.is_served = false;
            self.is_over = true;
        }
        taken
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if !self.is_over {
            *self.notes.waiting() = Waiting::default();
        }
    }
}

async fn write(kernel: &Kernel, notes: Vec<Note>) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::insert_many(notes.iter().flat_map(|it| it.rows.clone())).exec_without_returning(tx).await?;
            Piece::are_sent(notes.iter().filter_map(|it| it.piece.as_ref()), tx).await?;
            let mut moved: HashMap<Option<Uuid>, Vec<MembershipId>> = HashMap::new();
            for (note, piece) in notes.iter().filter(|it| it.moves).filter_map(|it| Some((it, it.piece.as_ref()?))) {
                moved.entry(piece.thread).or_default().push(note.membership);
            }
            for (thread, who) in moved {
                seat::are_in(tx, who, thread).await?;
            }
            Ok(())
        })
        .await
}
