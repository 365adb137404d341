//! What the vault promises: nothing opens elsewhere, and nothing opens once its key is destroyed.
use super::{DataKey, MasterKey, Owner, Place, Source, Vault};
use crate::{
    id::{GroupId, MembershipId},
    store::Store,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use std::collections::HashSet;
use uuid::Uuid;

fn place() -> Place {
    Place::of("entries", "words", Uuid::from_u128(1)).within(Uuid::from_u128(2))
}

#[test]
fn what_is_sealed_opens_in_its_own_place_and_nowhere_else() {
    let key = DataKey::random().unwrap();
    let sealed = key.seal_bytes(place(), b"the words").unwrap();
    assert_eq!(key.open_bytes(place(), &sealed).unwrap().as_slice(), b"the words");
    let elsewhere = [
        Place { table: "reports", ..place() },
        Place { column: "proposal", ..place() },
        Place { row: Uuid::from_u128(3), ..place() },
        Place { group: Uuid::from_u128(3), ..place() },
    ];
    for other in elsewhere {
        assert!(key.open_bytes(other, &sealed).is_err(), "opened in {other:?}");
    }
    assert!(DataKey::random().unwrap().open_bytes(place(), &sealed).is_err(), "another key opened it");
}

#[test]
fn one_changed_byte_anywhere_is_noticed() {
    let key = DataKey::random().unwrap();
    let sealed = key.seal_bytes(place(), b"the words").unwrap();
    for at in 0..sealed.0.len() {
        let mut altered = sealed.clone();
        altered.0[at] ^= 1;
        assert!(key.open_bytes(place(), &altered).is_err(), "byte {at}");
    }
}

/// DAR-1 asks for unique nonces; a broken generator shows itself long before a million.
#[test]
fn no_nonce_comes_twice() {
    let key = DataKey::random().unwrap();
    let nonces: HashSet<Vec<u8>> = (0..100_000).map(|_| key.seal_bytes(place(), b"").unwrap().0[..24].to_vec()).collect();
    assert_eq!(nonces.len(), 100_000);
}

#[test]
fn a_fault_in_the_shape_never_quotes_the_words() {
    let key = DataKey::random().unwrap();
    let sealed = key.seal(place(), "canary-of-a-member").unwrap();
    let fault = format!("{:#}", key.open::<u64>(place(), &sealed).unwrap_err());
    assert!(!fault.contains("canary"), "{fault}");
}

#[test]
fn a_master_key_inside_the_data_folder_or_open_to_others_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = std::env::temp_dir().join(format!("vault-{}", Uuid::new_v4()));
    let data = folder.join("data");
    std::fs::create_dir_all(&data).unwrap();
    let read =
        |path: std::path::PathBuf, may_create| MasterKey::read(&Source::File(path), &data, may_create).map(|_| ()).map_err(|it| format!("{it:#}"));
    assert!(read(data.join("key"), true).unwrap_err().contains("inside the data folder"));
    let key = folder.join("key");
    assert!(read(key.clone(), false).unwrap_err().contains("missing"));
    read(key.clone(), true).unwrap();
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    read(key.clone(), false).unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(read(key, false).unwrap_err().contains("can be read by others"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_docker_and_systemd_hand_over_may_look_open_and_nothing_else_may() {
    let is_handed_over = |path: &str| super::master::is_secret_mount(std::path::Path::new(path));
    assert!(is_handed_over("/run/secrets/master_key") && is_handed_over("/run/credentials/hearth.service/master.key"));
    for other in ["/run/secrets.key", "/run/hearth.key", "/srv/run/secrets/master_key", "run/secrets/master_key"] {
        assert!(!is_handed_over(other), "{other}");
    }
}

async fn store() -> (Store, std::path::PathBuf) {
    let file = std::env::temp_dir().join(format!("vault-{}.db", Uuid::new_v4()));
    let store = Store::open(&format!("sqlite://{}", file.display())).await.unwrap();
    store
        .write(async |tx: &DatabaseTransaction| {
            tx.execute_unprepared("CREATE TABLE keys (id blob PRIMARY KEY NOT NULL, kind text NOT NULL, wrapped blob NOT NULL)").await?;
            Ok(())
        })
        .await
        .unwrap();
    (store, file)
}

/// A member of a group, both with keys.
async fn member(vault: &Vault, store: &Store) -> Owner {
    let (group, maker) = (GroupId::new(), vault.clone());
    let owner = Owner::Membership(group, MembershipId::new());
    store
        .write(async move |tx: &DatabaseTransaction| {
            maker.make(tx, Owner::Group(group)).await?;
            maker.make(tx, owner).await?;
            Ok(())
        })
        .await
        .unwrap();
    owner
}

#[tokio::test]
async fn a_destroyed_key_opens_nothing_any_more() {
    let (store, _) = store().await;
    let vault = Vault::open(MasterKey::throw_away().unwrap(), store.clone()).await.unwrap();
    let owner = member(&vault, &store).await;
    let sealed = vault.key(owner).await.unwrap().seal_bytes(place(), b"the words").unwrap();
    assert!(vault.key(owner).await.unwrap().open_bytes(place(), &sealed).is_ok());
    let destroyer = vault.clone();
    store.write(async move |tx: &DatabaseTransaction| destroyer.destroy(tx, owner).await).await.unwrap();
    vault.forget(owner);
    assert!(vault.key(owner).await.is_err());
    assert!(vault.find(owner).await.unwrap().is_none());
}

/// What cannot be opened now is not gone: whoever takes it for gone lets go of what it sealed.
#[tokio::test]
async fn a_database_that_does_not_answer_is_no_destroyed_key() {
    let (store, _) = store().await;
    let vault = Vault::open(MasterKey::throw_away().unwrap(), store.clone()).await.unwrap();
    let owner = member(&vault, &store).await;
    assert!(vault.find(owner).await.unwrap().is_some());
    let away = async move |tx: &DatabaseTransaction| Ok(tx.execute_unprepared("ALTER TABLE keys RENAME TO keys_away").await.map(|_| ())?);
    store.write(away).await.unwrap();
    vault.forget(owner);
    assert!(vault.find(owner).await.is_err());
}

#[tokio::test]
async fn another_master_key_does_not_open_the_database() {
    let (store, _) = store().await;
    Vault::open(MasterKey::throw_away().unwrap(), store.clone()).await.unwrap();
    let refused = Vault::open(MasterKey::throw_away().unwrap(), store).await.map(|_| ()).unwrap_err();
    assert!(refused.to_string().contains("does not open this database"), "{refused}");
}
