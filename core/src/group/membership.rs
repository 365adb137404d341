//! A person's place in a group.
use crate::{
    Kernel, Result,
    table::membership,
    vault::{Owner, Place},
};

/// Where an alias is sealed.
pub fn alias_place(membership: &membership::Model) -> Place {
    Place::of("memberships", "alias", membership.id.0).within(membership.group.0)
}

/// The alias, opened. Empty once its key is destroyed.
pub async fn alias(kernel: &Kernel, membership: &membership::Model) -> Result<String> {
    match kernel.vault.key(Owner::Membership(membership.group, membership.id)).await {
        Ok(key) => Ok(key.open(alias_place(membership), &membership.alias)?),
        Err(_) => Ok(String::new()),
    }
}
