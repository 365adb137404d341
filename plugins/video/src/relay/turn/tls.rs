//! The certificate, from files that whoever renews it writes anew.
use crate::relay::{RelayError, lock::lock};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::SystemTime,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

pub struct Certificate {
    certificate: PathBuf,
    key: PathBuf,
    read: Mutex<(Option<SystemTime>, TlsAcceptor)>,
}

impl Certificate {
    pub fn read(certificate: &Path, key: &Path) -> Result<Certificate, RelayError> {
        let read = (written(certificate), acceptor(certificate, key)?);
        Ok(Certificate { certificate: certificate.into(), key: key.into(), read: Mutex::new(read) })
    }

    /// The one that stands in the files now; the one before, while they are being written.
    pub fn acceptor(&self) -> TlsAcceptor {
        let mut read = lock(&self.read);
        let now = written(&self.certificate);
        if now != read.0 {
            match acceptor(&self.certificate, &self.key) {
                Ok(it) => *read = (now, it),
                Err(fault) => tracing::warn!(%fault, "the certificate before is used"),
            }
        }
        read.1.clone()
    }
}

fn written(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|it| it.modified()).ok()
}

fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor, RelayError> {
    let wrong = |file: &Path, why: String| RelayError::Certificate { file: file.into(), why };
    let chain: Vec<CertificateDer<'static>> =
        CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect).map_err(|it| wrong(certificate, it.to_string()))?;
    let private = PrivateKeyDer::from_pem_file(key).map_err(|it| wrong(key, it.to_string()))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|it| it.with_no_client_auth().with_single_cert(chain, private))
        .map_err(|it| wrong(certificate, it.to_string()))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
