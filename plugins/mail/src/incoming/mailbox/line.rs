//! The line to the server of a mailbox: sealed, or to this machine itself. What is not so is not spoken on, since the first thing said
//! is a passphrase.
use super::{ANSWER, Failed, Mailbox, Seal};
use async_imap::Client;
use std::sync::Arc;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring::default_provider,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};

/// Whatever carries it.
pub trait Carries: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug> Carries for T {}
pub type Line = Box<dyn Carries>;

/// Opens it, as far as the server's first word.
pub async fn open(mailbox: &Mailbox) -> Result<Client<Line>, Failed> {
    timeout(ANSWER, reach(mailbox)).await.map_err(|_| Failed::Unreachable)?
}

async fn reach(mailbox: &Mailbox) -> Result<Client<Line>, Failed> {
    let stream = TcpStream::connect((mailbox.host.as_str(), mailbox.port)).await.map_err(|_| Failed::Unreachable)?;
    match mailbox.seal {
        Seal::Tls => greeted(seal(mailbox, stream).await?).await,
        Seal::Starttls => {
            let mut client = greeted(stream).await?;
            client.run_command_and_check_ok("STARTTLS", None).await.map_err(|_| Failed::Unsealed)?;
            // What came before the seal goes with the buffer that it lies in: it could be from anybody (CVE-2011-0411).
            Ok(Client::new(seal(mailbox, client.into_inner()).await?))
        }
        // It is asked of the line itself: a name can mean any machine.
        Seal::None if stream.peer_addr().is_ok_and(|it| it.ip().to_canonical().is_loopback()) => greeted(Box::new(stream) as Line).await,
        Seal::None => Err(Failed::Unsealed),
    }
}

async fn greeted<T: Carries>(stream: T) -> Result<Client<T>, Failed> {
    let mut client = Client::new(stream);
    match client.read_response().await {
        Ok(Some(_)) => Ok(client),
        _ => Err(Failed::Unreachable),
    }
}

async fn seal(mailbox: &Mailbox, stream: TcpStream) -> Result<Line, Failed> {
    let connector = TlsConnector::from(Arc::new(trust(mailbox.authority.as_deref())?));
    let name = ServerName::try_from(mailbox.host.clone()).map_err(|_| Failed::Unsealed)?;
    Ok(Box::new(connector.connect(name, stream).await.map_err(|_| Failed::Unsealed)?))
}

/// Who is believed: whom the system believes, and whom the shelter named.
fn trust(authority: Option<&[u8]>) -> Result<ClientConfig, Failed> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    for it in CertificateDer::pem_slice_iter(authority.unwrap_or_default()) {
        roots.add(it.map_err(|_| Failed::Unsealed)?).map_err(|_| Failed::Unsealed)?;
    }
    let versions = ClientConfig::builder_with_provider(Arc::new(default_provider())).with_safe_default_protocol_versions();
    Ok(versions.map_err(|_| Failed::Unsealed)?.with_root_certificates(roots).with_no_client_auth())
}
