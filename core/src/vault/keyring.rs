//! Every data key: made, kept wrapped in the database, held open in memory, destroyed.
use super::{DataKey, MasterKey, Place, Sealed};
use crate::{
    Error, Result,
    id::{GroupId, MembershipId, PersonId},
    store::Store,
    table::key::{self, KeyKind},
};
use anyhow::Context;
use dashmap::DashMap;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait};
use std::{fmt, sync::Arc};
use uuid::Uuid;

/// Whose key it is. A membership's key is wrapped by its group's: without the group's, it opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Site,
    Person(PersonId),
    Group(GroupId),
    Membership(GroupId, MembershipId),
}

impl Owner {
    fn id(self) -> Uuid {
        match self {
            Owner::Site => Uuid::nil(),
            Owner::Person(it) => it.0,
            Owner::Group(it) => it.0,
            Owner::Membership(_, it) => it.0,
        }
    }

    fn kind(self) -> KeyKind {
        match self {
            Owner::Site => KeyKind::Site,
            Owner::Person(_) => KeyKind::Person,
            Owner::Group(_) => KeyKind::Group,
            Owner::Membership(..) => KeyKind::Membership,
        }
    }
}

/// Cheap to clone.
#[derive(Clone)]
pub struct Vault(Arc<Inner>);

struct Inner {
    master: DataKey,
    store: Store,
    open: DashMap<Uuid, Arc<DataKey>>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    /// Opens the vault: proves that this master key is the one that the database was made with.
    pub async fn open(master: MasterKey, store: Store) -> Result<Vault> {
        let vault = Vault(Arc::new(Inner { master: master.0, store: store.clone(), open: DashMap::new() }));
        if key::Entity::find_by_id(Uuid::nil()).one(store.reader()).await?.is_none() {
            let maker = vault.clone();
            store.write(async move |tx: &DatabaseTransaction| maker.make(tx, Owner::Site).await).await?;
        }
        match vault.key(Owner::Site).await {
            Ok(_) => Ok(vault),
            Err(Error::Fault(fault)) => Err(fault.context("this master key does not open this database").into()),
            Err(refusal) => Err(refusal),
        }
    }

    /// Makes a key, in the transaction that makes its owner.
    pub async fn make(&self, tx: &DatabaseTransaction, owner: Owner) -> Result<Arc<DataKey>> {
        let fresh = DataKey::random()?;
        let wrapped = match owner {
            Owner::Membership(group, _) => self.key_in(tx, Owner::Group(group)).await?.seal_bytes(wrapping(owner), fresh.bytes())?,
            _ => self.0.master.seal_bytes(wrapping(owner), fresh.bytes())?,
        };
        key::ActiveModel { id: Set(owner.id()), kind: Set(owner.kind()), wrapped: Set(wrapped.0) }.insert(tx).await?;
        // Not remembered here: the transaction may yet be rolled back, or run twice.
        Ok(Arc::new(fresh))
    }

    /// The owner's key.
    pub async fn key(&self, owner: Owner) -> Result<Arc<DataKey>> {
        Ok(self.find(owner).await?.context("this key was destroyed")?)
    }

    /// The owner's key; none where it was destroyed, or the one above it. A database that does not answer is an error: what cannot be opened
    /// now is not gone.
    pub async fn find(&self, owner: Owner) -> Result<Option<Arc<DataKey>>> {
        if let Some(known) = self.known(owner) {
            return Ok(Some(known));
        }
        let Some(row) = self.0.store.row::<key::Entity>(key::Column::Id, owner.id()).await? else { return Ok(None) };
        let above = match owner {
            Owner::Membership(group, _) => match Box::pin(self.find(Owner::Group(group))).await? {
                None => return Ok(None),
                above => above,
            },
            _ => None,
        };
        self.unwrap(owner, above.as_deref(), row).map(Some)
    }

    /// The same inside a transaction, which may have made the key just now.
    pub async fn key_in(&self, tx: &DatabaseTransaction, owner: Owner) -> Result<Arc<DataKey>> {
        Ok(self.find_in(tx, owner).await?.context("this key was destroyed")?)
    }

    /// [`Vault::find`] inside a transaction.
    pub async fn find_in(&self, tx: &DatabaseTransaction, owner: Owner) -> Result<Option<Arc<DataKey>>> {
        if let Some(known) = self.known(owner) {
            return Ok(Some(known));
        }
        let Some(row) = key::Entity::find_by_id(owner.id()).one(tx).await? else { return Ok(None) };
        let above = match owner {
            Owner::Membership(group, _) => match Box::pin(self.find_in(tx, Owner::Group(group))).await? {
                None => return Ok(None),
                above => above,
            },
            _ => None,
        };
        Ok(Some(Arc::new(self.open_wrapped(owner, above.as_deref(), &row)?)))
    }

    /// The key if it is open already: for what must not wait.
    pub fn known(&self, owner: Owner) -> Option<Arc<DataKey>> {
        self.0.open.get(&owner.id()).map(|it| it.clone())
    }

    /// Destroys a key, in the transaction that ends its owner; then call [`Vault::forget`].
    pub async fn destroy(&self, tx: &DatabaseTransaction, owner: Owner) -> Result<()> {
        key::Entity::delete_by_id(owner.id()).exec(tx).await?;
        Ok(())
    }

    /// After the commit: lets go of the open key.
    pub fn forget(&self, owner: Owner) {
        self.0.open.remove(&owner.id());
    }

    fn unwrap(&self, owner: Owner, above: Option<&DataKey>, row: key::Model) -> Result<Arc<DataKey>> {
        let opened = Arc::new(self.open_wrapped(owner, above, &row)?);
        self.0.open.insert(owner.id(), opened.clone());
        Ok(opened)
    }

    fn open_wrapped(&self, owner: Owner, above: Option<&DataKey>, row: &key::Model) -> Result<DataKey> {
        let bytes = above.unwrap_or(&self.0.master).open_bytes(wrapping(owner), &Sealed(row.wrapped.clone()))?;
        Ok(DataKey::new(bytes.as_slice().try_into().ok().context("a key of the wrong length")?))
    }
}

fn wrapping(owner: Owner) -> Place {
    Place::of("keys", "wrapped", owner.id())
}
