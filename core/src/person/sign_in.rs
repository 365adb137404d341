//! A signed-in device: found by its cookie's digest, kept open in memory, lapsing on its own.
use crate::{
    Kernel, Result,
    bus::Signal,
    clock::{DAY, HOUR, MINUTE, Moment},
    id::{PersonId, SignInId},
    locale::Language,
    store::Tx,
    table::{
        person::{self, PersonState},
        sign_in::{self, Door},
    },
    vault::digest,
};
use dashmap::DashMap;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// Someone who is signed in, on one device.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub id: SignInId,
    pub person: PersonId,
    pub door: Door,
    pub language: Language,
    pub begun: Moment,
    pub until: Moment,
    /// Last use, to the minute: written now and then, not with every request.
    used: Moment,
}

/// Open sign-ins, by the cookie's digest.
#[derive(Default)]
pub struct SignIns {
    open: DashMap<Vec<u8>, Arc<SignedIn>>,
    /// How many endings were heard of: who reads a sign-in while one is heard of does not keep what was read before it.
    endings: AtomicU64,
}

impl SignIns {
    pub fn forget(&self, id: SignInId) {
        self.endings.fetch_add(1, Ordering::SeqCst);
        self.open.retain(|_, it| it.id != id);
    }

    /// Whose it is, if it is open.
    pub fn person_of(&self, id: SignInId) -> Option<PersonId> {
        self.open.iter().find(|it| it.id == id).map(|it| it.person)
    }

    pub fn forget_all(&self, person: PersonId) {
        self.endings.fetch_add(1, Ordering::SeqCst);
        self.open.retain(|_, it| it.person != person);
    }

    /// Open ones are read again, with the new language.
    pub fn change_language(&self, person: PersonId, language: Language) {
        for mut open in self.open.iter_mut().filter(|it| it.person == person) {
            *open = Arc::new(SignedIn { language, ..SignedIn::clone(&open) });
        }
    }

    fn endings(&self) -> u64 {
        self.endings.load(Ordering::SeqCst)
    }

    /// Keeps one that was read after so many endings. Whichever comes second, its ending or this, takes it away.
    fn keep(&self, token: &[u8], read: &Arc<SignedIn>, endings: u64) {
        self.open.insert(token.to_vec(), read.clone());
        if self.endings() != endings {
            self.open.remove(token);
        }
    }

    /// It was used. One that has ended meanwhile stays ended.
    fn used(&self, token: &[u8], minute: Moment) {
        if let Some(mut open) = self.open.get_mut(token) {
            *open = Arc::new(SignedIn { used: minute, ..SignedIn::clone(&open) });
        }
    }
}

/// How long a sign-in lives unused, and at most (safety.md IA-12: members 30 minutes idle, staff 15, and 12 hours).
fn limits(door: Door) -> (Duration, Duration) {
    match door {
        Door::Member => (30 * MINUTE, DAY),
        Door::Staff | Door::Rehearsal => (15 * MINUTE, 12 * HOUR),
    }
}

/// Who holds this cookie, if the sign-in is alive.
pub async fn find(kernel: &Kernel, token: &[u8]) -> Result<Option<Arc<SignedIn>>> {
    let now = kernel.clock.now();
    let known = kernel.sign_ins.open.get(token).map(|it| it.clone());
    let found = match known {
        Some(known) => known,
        None => match load(kernel, token).await? {
            Some(loaded) => loaded,
            None => return Ok(None),
        },
    };
    let (idle, _) = limits(found.door);
    if found.until <= now || found.used + idle <= now {
        kernel.visits.set_lapsed(token, found.person, now);
        end(kernel, found.id).await?;
        return Ok(None);
    }
    if found.used < now.minute() {
        touch(kernel, token, &found, now).await?;
    }
    Ok(Some(found))
}

async fn load(kernel: &Kernel, token: &[u8]) -> Result<Option<Arc<SignedIn>>> {
    let (reader, endings) = (kernel.store.reader(), kernel.sign_ins.endings());
    let Some(row) = sign_in::Entity::find().filter(sign_in::Column::Token.eq(token.to_vec())).one(reader).await? else { return Ok(None) };
    let Some(person) = person::Entity::find_by_id(row.person).one(reader).await? else { return Ok(None) };
    if person.state != PersonState::Active {
        return Ok(None);
    }
    let language = Language::from_code(&person.language).unwrap_or_default();
    let loaded = Arc::new(SignedIn { id: row.id, person: row.person, door: row.door, language, begun: row.begun, until: row.until, used: row.used });
    kernel.sign_ins.keep(token, &loaded, endings);
    Ok(Some(loaded))
}

/// Once a minute at most, so that reading costs no write.
async fn touch(kernel: &Kernel, token: &[u8], found: &SignedIn, now: Moment) -> Result<()> {
    let (id, minute, day, person) = (found.id, now.minute(), now.day(), found.person);
    kernel.sign_ins.used(token, minute);
    kernel
        .store
        .write(async move |tx: &Tx| {
            sign_in::Entity::update_many().col_expr(sign_in::Column::Used, Expr::value(minute.0)).filter(sign_in::Column::Id.eq(id)).exec(tx).await?;
            person::Entity::update_many().col_expr(person::Column::Seen, Expr::value(day.0)).filter(person::Column::Id.eq(person)).exec(tx).await?;
            Ok(())
        })
        .await
}

/// Signs a person in under a fresh token, which becomes the cookie.
pub async fn begin(kernel: &Kernel, person: PersonId, door: Door, token: &str) -> Result<SignInId> {
    let (now, id, token) = (kernel.clock.now(), SignInId::new(), digest(token.as_bytes()));
    let until = now + limits(door).1;
    kernel
        .store
        .write(async move |tx: &Tx| {
            // Frozen in this very moment: what froze her has ended all sign-ins before this one, or waits for it.
            if person::Entity::find_by_id(person).one(tx).await?.is_none_or(|it| it.state != PersonState::Active) {
                return Err(super::passphrase::FROZEN.into());
            }
            let row = sign_in::ActiveModel {
                id: Set(id),
                person: Set(person),
                token: Set(token.clone()),
                door: Set(door),
                begun: Set(now),
                used: Set(now.minute()),
                until: Set(until),
            };
            row.insert(tx).await?;
            Ok(())
        })
        .await?;
    Ok(id)
}

/// Every device on which a person is signed in.
pub async fn list(kernel: &Kernel, person: PersonId) -> Result<Vec<sign_in::Model>> {
    Ok(sign_in::Entity::find().filter(sign_in::Column::Person.eq(person)).all(kernel.store.reader()).await?)
}

/// Ends one sign-in, everywhere, now.
pub async fn end(kernel: &Kernel, id: SignInId) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            sign_in::Entity::delete_by_id(id).exec(tx).await?;
            Ok(())
        })
        .await?;
    kernel.bus.tell(kernel, Signal::SignInEnded(id));
    Ok(())
}

/// Ends all of a person's sign-ins.
pub async fn end_all(kernel: &Kernel, person: PersonId) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            sign_in::Entity::delete_many().filter(sign_in::Column::Person.eq(person)).exec(tx).await?;
            Ok(())
        })
        .await?;
    kernel.bus.tell(kernel, Signal::SignInsEnded(person));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{SignIns, SignedIn};
    use crate::{
        clock::Moment,
        id::{PersonId, SignInId},
        locale::Language,
        table::sign_in::Door,
    };
    use std::sync::Arc;

    fn one() -> Arc<SignedIn> {
        let (begun, until) = (Moment(0), Moment(1));
        Arc::new(SignedIn { id: SignInId::new(), person: PersonId::new(), door: Door::Member, language: Language::En, begun, until, used: begun })
    }

    #[test]
    fn what_was_read_before_its_ending_is_not_kept_after_it() {
        let (open, read) = (SignIns::default(), one());
        let before = open.endings();
        open.forget(read.id);
        open.keep(b"token", &read, before);
        assert!(open.open.is_empty(), "she has left, and her cookie would go on");
        open.keep(b"token", &read, open.endings());
        assert_eq!(open.person_of(read.id), Some(read.person));
        open.forget_all(read.person);
        open.used(b"token", Moment(60_000));
        assert!(open.open.is_empty(), "its last use, written late, opens it again");
    }
}
