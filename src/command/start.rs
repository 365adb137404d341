//! What every command that opens the house does first, and what it says when it cannot. Each trouble is one sentence; nothing
//! is touched before all of it is found in order.
use super::{Ended, WRONG_CONFIGURATION};
use crate::{
    config::Config,
    opening::{self, Plan},
};
use hearth_core::{Kernel, Plugin, clock::Clock, vault::MasterKey};
use std::{
    fs::{self, File, TryLockError},
    io::{ErrorKind, Write},
    net::TcpListener,
    os::unix::fs::DirBuilderExt,
    path::Path,
};

/// Held as long as the house is open: a second server on the same folder would not know what the first one changes.
pub struct Lock(#[expect(dead_code, reason = "it is held, not used")] File);

/// Refuses a wrong configuration.
pub fn refuse_wrong(config: &Config) -> Result<(), Ended> {
    let problems = config.problems();
    match problems.is_empty() {
        true => Ok(()),
        false => Err(Ended { code: WRONG_CONFIGURATION, why: problems.join("\n") }),
    }
}

/// The socket, before anything is opened: a busy port must not cost a migration.
pub fn listen(config: &Config) -> Result<TcpListener, Ended> {
    let address = config.listen()?;
    TcpListener::bind(address).map_err(|fault| {
        Ended::failed(match fault.kind() {
            ErrorKind::AddrInUse => format!(
                "Port {} is in use: another program, or another Hearth, listens on {address}. Stop it, or choose another port with `listen`.",
                address.port()
            ),
            ErrorKind::PermissionDenied => {
                format!("This user may not listen on {address}. Choose a port above 1023 with `listen`, and let a reverse proxy take 443.")
            }
            ErrorKind::AddrNotAvailable => format!("This machine has no address {}. Correct `listen`.", address.ip()),
            _ => format!("The server cannot listen on {address}: {fault}."),
        })
    })
}

/// The data folder, made if need be, ours alone, and writable.
pub fn prepare(data: &Path) -> Result<Lock, Ended> {
    let shown = data.display();
    if let Err(fault) = fs::DirBuilder::new().recursive(true).mode(0o700).create(data) {
        return Err(Ended::failed(match fault.kind() {
            ErrorKind::PermissionDenied => format!("The data folder {shown} cannot be made: this user may not write there."),
            ErrorKind::StorageFull => full(data),
            _ => format!("The data folder {shown} cannot be made: {fault}."),
        }));
    }
    let unreadable =
        || format!("The data folder {shown} cannot be read and written by this user. Give it to the user that runs Hearth: chown -R USER {shown}");
    fs::read_dir(data).map_err(|_| Ended::failed(unreadable()))?;
    probe(data).map_err(|fault| {
        Ended::failed(match fault.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => full(data),
            ErrorKind::ReadOnlyFilesystem => format!("The data folder {shown} is on a disk that is mounted read-only."),
            ErrorKind::PermissionDenied => unreadable(),
            _ => format!("The data folder {shown} cannot be written: {fault}."),
        })
    })?;
    let lock = File::create(data.join("lock")).map_err(|_| Ended::failed(unreadable()))?;
    match lock.try_lock() {
        Ok(()) => Ok(Lock(lock)),
        Err(TryLockError::WouldBlock) => Err(Ended::failed(format!("Another Hearth is using the data folder {shown}. Stop it first."))),
        Err(TryLockError::Error(fault)) => Err(Ended::failed(format!("The data folder {shown} cannot be locked: {fault}."))),
    }
}

fn full(data: &Path) -> String {
    format!("The disk that holds {} is full. Free some space and start again; nothing was changed.", data.display())
}

/// Writes a little and takes it away again: as much as a start needs at least.
fn probe(data: &Path) -> std::io::Result<()> {
    let path = data.join("probe");
    let outcome = File::create(&path).and_then(|mut file| {
        file.write_all(&[0; 256 * 1024])?;
        file.sync_all()
    });
    let _ = fs::remove_file(&path);
    outcome
}

/// Opens the house.
pub async fn open(config: &Config, plugins: &[Box<dyn Plugin>]) -> Result<Kernel, Ended> {
    let data = config.data();
    // A fresh key opens nothing that is old: one is made only where there is nothing yet.
    let is_fresh = match config.database.is_empty() {
        true => !data.join("hearth.db").exists(),
        false => !data.join("opened").exists(),
    };
    let master = MasterKey::read(&config.master_key(), &absolute(&data), is_fresh).map_err(|fault| Ended::failed(sentence(&format!("{fault:#}"))))?;
    let (address, media, letters) = (config.address()?, config.media()?, config.letters()?);
    let plan = Plan { database: config.database(), master, address, clock: Clock::default(), media, letters };
    let kernel = opening::open(plan, plugins).await.map_err(|fault| Ended::failed(sentence(&format!("{fault:#}"))))?;
    let _ = File::create(data.join("opened"));
    Ok(kernel)
}

fn absolute(path: &Path) -> std::path::PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// A fault's text as a sentence.
pub fn sentence(text: &str) -> String {
    if text.contains("database or disk is full") || text.contains("No space left") {
        return "The disk is full. Free some space and start again; nothing was changed.".into();
    }
    if text.contains("file is not a database") || text.contains("malformed") {
        return format!("The database is damaged or is not one of ours ({text}). Put back a copy of the data folder.");
    }
    let mut letters = text.chars();
    let start: String = letters.next().map(|it| it.to_uppercase().collect()).unwrap_or_default();
    format!("{start}{}.", letters.as_str().trim_end_matches('.'))
}
