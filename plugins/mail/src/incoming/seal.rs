//! The certificate that lines are sealed with, read again when its files change: a renewed one counts at once, and one that cannot be read
//! does not take the place of one that could.
use super::listener::Seal;
use anyhow::{Context, anyhow};
use hearth_core::Result;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};
use tokio::{sync::watch, time::sleep};
use tokio_rustls::rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(60);

/// The certificate as it is now, and the task that goes on looking at its files.
pub fn read(certificate: &Path, key: &Path) -> Result<(Seal, impl Future<Output = ()> + Send + use<>)> {
    let files = [certificate.to_owned(), key.to_owned()];
    let (gives, seal) = watch::channel(config(&files)?);
    let watch = async move {
        let mut known = written(&files);
        loop {
            sleep(LOOK).await;
            let now = written(&files);
            if now == known {
                continue;
            }
            known = now;
            match config(&files) {
                Ok(config) => drop(gives.send(config)),
                Err(fault) => tracing::error!(%fault, "the new certificate for letters is not used"),
            }
        }
    };
    Ok((seal, watch))
}

fn written(files: &[PathBuf; 2]) -> [Option<SystemTime>; 2] {
    [&files[0], &files[1]].map(|it| fs::metadata(it).and_then(|it| it.modified()).ok())
}

fn config([certificate, key]: &[PathBuf; 2]) -> anyhow::Result<Arc<ServerConfig>> {
    let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect);
    let chain = chain.map_err(|_| anyhow!("the certificate for letters cannot be read"))?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(|_| anyhow!("the key of the certificate for letters cannot be read"))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions()?;
    Ok(Arc::new(config.with_no_client_auth().with_single_cert(chain, key).context("certificate and key for letters do not belong together")?))
}
