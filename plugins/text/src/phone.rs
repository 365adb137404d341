//! Phones: how they are written down, and whose they are. A number is looked up by a keyed hash; in clear it stands in her sealed record
//! of how she may be reached, and nowhere else (safety.md SMS-5).
use crate::{
    carrier::{Address, Network},
    number,
    settings::Text as Settings,
    table::{address, stop},
};
use dashmap::DashMap;
use data_encoding::HEXLOWER;
use hearth_core::{
    Kernel, Result,
    id::{MembershipId, PersonId},
    settings,
    store::Tx,
    vault::Owner,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

/// Before an address that is not simply a number.
const NETWORKS: [(&str, Network); 3] = [("signal:", Network::Signal), ("whatsapp:", Network::Whatsapp), ("telegram:", Network::Telegram)];

/// Reads what stands in her record; none where it is no number.
pub fn read(written: &str, home: number::Region) -> Option<Address> {
    read_with_country(written, home).map(|it| it.0)
}

/// The same, with the country of its number where that was found on the way.
pub fn read_with_country(written: &str, home: number::Region) -> Option<(Address, Option<number::Region>)> {
    for (before, network) in NETWORKS {
        if let Some(at) = written.strip_prefix(before) {
            return Some((Address { network, at: at.to_owned() }, None)).filter(|_| !at.is_empty());
        }
    }
    number::read(written, home).map(|(at, country)| (Address { network: Network::Sms, at }, Some(country)))
}

/// Countries of numbers, by the hash of one: which country's a number is takes dozens of patterns. One for each kernel: see [`Kernel::held`].
#[derive(Default)]
struct Countries(DashMap<String, number::Region>);

/// More than a house sends to in a day.
const MOST_KNOWN: usize = 10_000;

/// A phone, and what many questions are about.
pub struct Phone {
    pub at: Address,
    /// What it is looked up by: see [`hash`].
    pub hash: String,
    /// Of its number, where it was found on the way.
    pub country: Option<number::Region>,
}

impl Phone {
    pub async fn of(kernel: &Kernel, at: Address) -> Result<Phone> {
        Ok(Phone { hash: hash(kernel, &at).await?, at, country: None })
    }
}

/// [`read_with_country`], for what stands in a record and was read before: a number that is written whole is looked at once.
pub async fn read_again(kernel: &Kernel, written: &str) -> Result<Option<Phone>> {
    let known = kernel.held::<Countries>();
    if number::is_whole(written) {
        let phone = Phone::of(kernel, Address { network: Network::Sms, at: written.to_owned() }).await?;
        let country = known.0.get(&phone.hash).map(|it| *it);
        if country.is_some() {
            return Ok(Some(Phone { country, ..phone }));
        }
    }
    let Some((at, country)) = read_with_country(written, home(kernel).await?) else { return Ok(None) };
    let phone = Phone { country, ..Phone::of(kernel, at).await? };
    if let Some(country) = country {
        if known.0.len() >= MOST_KNOWN {
            known.0.clear();
        }
        known.0.insert(phone.hash.clone(), country);
    }
    Ok(Some(phone))
}

/// Where a number is at home that is written without its country: in the first of those to which texts go.
pub async fn home(kernel: &Kernel) -> Result<number::Region> {
    let set = settings::shared::<Settings>(kernel, None).await?;
    Ok(set.countries.split_whitespace().find_map(|it| it.parse().ok()).unwrap_or(number::Region::CA))
}

/// As it stands in her record.
pub fn write(address: &Address) -> String {
    let before = NETWORKS.into_iter().find(|it| it.1 == address.network).map_or("", |it| it.0);
    format!("{before}{}", address.at)
}

/// What it is looked up by. A number is the same on every network: who says STOP on one has said it on all.
pub async fn hash(kernel: &Kernel, address: &Address) -> Result<String> {
    let key = kernel.vault.key(Owner::Site).await?;
    let named = match address.at.starts_with('+') && address.network != Network::Telegram {
        true => address.at.clone(),
        false => write(address),
    };
    Ok(HEXLOWER.encode(&key.keyed_hash("text-address", named.as_bytes())))
}

/// Whose place it is.
pub async fn find(kernel: &Kernel, hash: &str) -> Result<Option<address::Model>> {
    kernel.store.row::<address::Entity>(address::Column::Hash, hash).await
}

/// From now on what comes from it is hers, in this place; what she wrote from before is hers no more.
pub async fn bind(kernel: &Kernel, tx: &Tx, hash: &str, membership: MembershipId, person: PersonId) -> Result<()> {
    forget(tx, membership).await?;
    let row =
        address::ActiveModel { hash: Set(hash.to_owned()), membership: Set(membership), person: Set(person), since: Set(kernel.clock.now().day()) };
    row.insert(tx).await?;
    Ok(())
}

/// No phone is of this place any more.
pub async fn forget(tx: &Tx, membership: MembershipId) -> Result<()> {
    address::Entity::delete_many().filter(address::Column::Membership.eq(membership)).exec(tx).await?;
    Ok(())
}

/// Whether whoever has it said that nothing may come.
pub async fn is_stopped(kernel: &Kernel, hash: &str) -> Result<bool> {
    Ok(kernel.store.row::<stop::Entity>(stop::Column::Hash, hash).await?.is_some())
}

/// Nothing is sent to it from now on, whoever it is of, by whichever carrier.
pub async fn stop(kernel: &Kernel, tx: &Tx, hash: &str) -> Result<()> {
    let row = stop::ActiveModel { hash: Set(hash.to_owned()), since: Set(kernel.clock.now().day()) };
    let once = OnConflict::column(stop::Column::Hash).do_nothing().to_owned();
    stop::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await?;
    Ok(())
}

/// Whoever has it said that texts may come again. Whether it was stopped.
pub async fn start(kernel: &Kernel, hash: &str) -> Result<bool> {
    let hash = hash.to_owned();
    kernel.store.write(async move |tx: &Tx| Ok(stop::Entity::delete_by_id(hash.clone()).exec(tx).await?.rows_affected == 1)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_is_read_again() {
        for (written, network, at) in [
            ("+1 514 555-0142", Network::Sms, "+15145550142"),
            ("signal:+15145550142", Network::Signal, "+15145550142"),
            ("telegram:48151623", Network::Telegram, "48151623"),
        ] {
            let read = read(written, number::Region::CA).unwrap();
            assert_eq!((read.network, read.at.as_str()), (network, at));
            assert_eq!(self::read(&write(&read), number::Region::CA), Some(read));
        }
        let country = |written| read_with_country(written, number::Region::CA).and_then(|it| it.1);
        assert_eq!(country("+33 6 12 34 56 78"), Some(number::Region::FR));
        assert_eq!(country("telegram:48151623"), None, "a name of an account is of no country");
        assert_eq!(read("signal:", number::Region::CA), None);
        assert_eq!(read("nobody", number::Region::CA), None);
    }
}
