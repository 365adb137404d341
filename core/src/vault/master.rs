//! The master key: 32 random bytes outside the data folder. Whoever has the data folder alone has nothing.
use super::{DataKey, random};
use anyhow::{Context, Result, bail};
use base64::{Engine, prelude::BASE64_STANDARD};
use std::{
    fs,
    io::Write,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Where the master key is found.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file that only its owner can read: also a Docker or Kubernetes secret.
    File(PathBuf),
    /// In the configuration's own words, base64: for a secret that arrives as an environment variable.
    Given(String),
}

pub struct MasterKey(pub(super) DataKey);

impl MasterKey {
    /// For tests, and for the throw-away demonstration.
    pub fn throw_away() -> Result<MasterKey> {
        Ok(MasterKey(DataKey::random()?))
    }

    /// Reads the key. `may_create`: only where there is no database yet, for a fresh key opens nothing that is old.
    pub fn read(source: &Source, data: &Path, may_create: bool) -> Result<MasterKey> {
        match source {
            Source::Given(text) => parse(text).context("the master key that was given"),
            Source::File(path) => {
                if path.starts_with(data) {
                    bail!(
                        "the master key {} lies inside the data folder; put it elsewhere, so that a copy of the one is not a copy of both",
                        path.display()
                    );
                }
                match fs::read_to_string(path) {
                    Ok(text) => {
                        let mode = fs::metadata(path)?.mode();
                        if mode & 0o077 != 0 && !is_secret_mount(path) {
                            bail!(
                                "the master key {} can be read by others (mode {:o}); run: chmod 600 {}",
                                path.display(),
                                mode & 0o777,
                                path.display()
                            );
                        }
                        parse(&Zeroizing::new(text)).with_context(|| format!("the master key {}", path.display()))
                    }
                    Err(fault) if fault.kind() == std::io::ErrorKind::NotFound && may_create => create(path),
                    Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
                        bail!(
                            "the master key {} is missing; without it nothing that was kept can be read. Put it back from where you keep its copy",
                            path.display()
                        )
                    }
                    Err(fault) => Err(fault).with_context(|| format!("the master key {}", path.display())),
                }
            }
        }
    }
}

/// Docker mounts secrets as files that all of the container's users may read; nobody else is in there. systemd hands them over in a
/// folder that only the service can enter, and lets it read them by an access list, which looks like the rights of a group.
pub(super) fn is_secret_mount(path: &Path) -> bool {
    ["/run/secrets", "/run/credentials"].iter().any(|it| path.starts_with(it))
}

fn create(path: &Path) -> Result<MasterKey> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let bytes = Zeroizing::new(random::<32>()?);
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("cannot write the master key {}", path.display()))?;
    writeln!(file, "{}", BASE64_STANDARD.encode(bytes.as_slice()))?;
    file.sync_all()?;
    Ok(MasterKey(DataKey::new(*bytes)))
}

fn parse(text: &str) -> Result<MasterKey> {
    let bytes = Zeroizing::new(BASE64_STANDARD.decode(text.trim()).ok().context("is not base64")?);
    let bytes: [u8; 32] = bytes.as_slice().try_into().ok().context("is not 32 bytes long")?;
    Ok(MasterKey(DataKey::new(bytes)))
}
