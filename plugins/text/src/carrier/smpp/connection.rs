//! The way to the network: found, sealed where that is wanted, and signed in.
use super::{
    Config, Patience,
    status::of_bind,
    wire::{Frame, Frames, bind, write},
};
use crate::carrier::Trouble;
use futures_util::StreamExt;
use rusmpp::{CommandId, CommandStatus, Pdu};
use std::sync::Arc;
use tokio::{
    io::{AsyncRead, AsyncWrite, AsyncWriteExt, split},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use tokio_util::codec::FramedRead;

pub type Reads = FramedRead<Box<dyn AsyncRead + Send + Unpin>, Frames>;
pub type Writes = Box<dyn AsyncWrite + Send + Unpin>;

/// A line on which we are known.
pub struct Connection {
    pub reads: Reads,
    pub writes: Writes,
    /// The number that was used last.
    pub sequence: u32,
}

impl Connection {
    pub async fn open(config: &Config, patience: &Patience) -> Result<Connection, Trouble> {
        let mut connection = timeout(patience.answer, reach(config)).await.map_err(|_| Trouble::OutOfReach)??;
        timeout(patience.answer, connection.sign_in(config)).await.map_err(|_| Trouble::OutOfReach)??;
        Ok(connection)
    }

    async fn sign_in(&mut self, config: &Config) -> Result<(), Trouble> {
        self.say(&bind(config, self.sequence).ok_or(Trouble::NotKnown)?).await?;
        loop {
            let frame = self.hear().await?;
            match CommandId::from(frame.kind) {
                CommandId::BindTransceiverResp if frame.sequence == self.sequence => return of_bind(frame.status),
                // It does not know this way of signing in.
                CommandId::GenericNack => return Err(Trouble::Strange),
                CommandId::EnquireLink => self.say(&write(CommandStatus::EsmeRok, frame.sequence, Pdu::EnquireLinkResp)).await?,
                _ => {}
            }
        }
    }

    /// Says good-bye, so that the network does not take us for still there.
    pub async fn close(mut self, patience: &Patience) {
        self.sequence += 1;
        let sequence = self.sequence;
        let leaving = async {
            self.say(&write(CommandStatus::EsmeRok, sequence, Pdu::Unbind)).await?;
            while CommandId::from(self.hear().await?.kind) != CommandId::UnbindResp {}
            Ok::<(), Trouble>(())
        };
        let _ = timeout(patience.goodbye, leaving).await;
    }

    async fn say(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.writes.write_all(bytes).await.map_err(|_| Trouble::OutOfReach)?;
        self.writes.flush().await.map_err(|_| Trouble::OutOfReach)
    }

    async fn hear(&mut self) -> Result<Frame, Trouble> {
        self.reads.next().await.ok_or(Trouble::OutOfReach)?.map_err(|it| match it.kind() {
            // Its frames are none: something else answers there.
            std::io::ErrorKind::InvalidData => Trouble::Strange,
            _ => Trouble::OutOfReach,
        })
    }
}

async fn reach(config: &Config) -> Result<Connection, Trouble> {
    let stream = TcpStream::connect((config.host.as_str(), config.port)).await.map_err(|_| Trouble::OutOfReach)?;
    let _ = stream.set_nodelay(true);
    if !config.tls {
        return Ok(connection(stream));
    }
    let name = ServerName::try_from(config.host.clone()).map_err(|_| Trouble::OutOfReach)?;
    let sealed = TlsConnector::from(Arc::new(seal()?)).connect(name, stream).await;
    // Either it does not seal, or nobody vouches for it: it is not who it should be.
    Ok(connection(sealed.map_err(|_| Trouble::Strange)?))
}

fn connection(stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) -> Connection {
    let (reads, writes) = split(stream);
    Connection { reads: FramedRead::new(Box::new(reads), Frames), writes: Box::new(writes), sequence: 1 }
}

/// By the authorities that the machine trusts.
fn seal() -> Result<ClientConfig, Trouble> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    Ok(config.map_err(|_| Trouble::Strange)?.with_root_certificates(roots).with_no_client_auth())
}
