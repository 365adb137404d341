//! A relay that does what a script says, and remembers what was said to it.
use super::super::*;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufStream},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, pki_types::PrivateKeyDer},
};

/// What it answers. Empty: it hangs up instead; three points: it says nothing, for ever.
#[derive(Clone)]
pub(super) struct Script {
    pub(super) greeting: &'static str,
    pub(super) offers: &'static str,
    pub(super) starttls: &'static str,
    pub(super) auth: &'static str,
    pub(super) mail: &'static str,
    pub(super) rcpt: &'static str,
    pub(super) data: &'static str,
    pub(super) end: &'static str,
    pub(super) seals: bool,
    pub(super) is_sealed_at_once: bool,
    /// Letters that it takes on one line before it hangs up.
    pub(super) patience: usize,
}

pub(super) const KIND: Script = Script {
    greeting: "220 relay",
    offers: "250 AUTH PLAIN LOGIN",
    starttls: "220 go",
    auth: "235 2.7.0 in",
    mail: "250 2.1.0 ok",
    rcpt: "250 2.1.5 ok",
    data: "354 go",
    end: "250 2.0.0 queued",
    seals: true,
    is_sealed_at_once: false,
    patience: 1000,
};
pub(super) const SEALS: &str = "250-STARTTLS\r\n250 AUTH PLAIN LOGIN";
/// It takes commands together.
pub(super) const GROUPS: &str = "250-PIPELINING\r\n250 AUTH PLAIN LOGIN";
pub(super) const SEALS_AND_GROUPS: &str = "250-STARTTLS\r\n250-PIPELINING\r\n250 AUTH PLAIN LOGIN";

/// What was said to it, each with how: `clear` or `sealed`.
pub(super) struct Server {
    port: u16,
    pub(super) authority: String,
    pub(super) heard: Arc<Mutex<Vec<(bool, String)>>>,
    pub(super) letters: Arc<Mutex<Vec<Vec<u8>>>>,
    /// Lines that were opened and closed, and letters that came.
    pub(super) counts: watch::Receiver<[usize; 3]>,
}

impl Server {
    pub(super) async fn start(script: Script) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.with_no_client_auth().with_single_cert(vec![cert.der().clone()], key).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let (count, counts) = watch::channel([0; 3]);
        let server =
            Server { port: listener.local_addr().unwrap().port(), authority: cert.pem(), heard: Arc::default(), letters: Arc::default(), counts };
        let (heard, letters, count) = (server.heard.clone(), server.letters.clone(), Arc::new(count));
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                count.send_modify(|it| it[0] += 1);
                let talk = talk(line, script.clone(), acceptor.clone(), heard.clone(), letters.clone(), count.clone());
                let count = count.clone();
                tokio::spawn(async move {
                    talk.await;
                    count.send_modify(|it| it[1] += 1);
                });
            }
        });
        server
    }

    pub(super) fn way(&self, seal: Seal) -> Way {
        Way {
            host: "localhost".into(),
            port: self.port,
            seal,
            name: "house".into(),
            passphrase: "word".into(),
            authority: Some(self.authority.clone()),
        }
    }

    pub(super) fn relay(&self, seal: Seal) -> Relay {
        Relay::new(&self.way(seal)).unwrap()
    }

    pub(super) fn opened(&self) -> usize {
        self.counts.borrow()[0]
    }

    /// What it heard in the clear, the first word of each.
    pub(super) fn heard_in_the_clear(&self) -> Vec<String> {
        let heard = self.heard.lock().unwrap();
        heard.iter().filter(|it| !it.0).map(|it| it.1.split(' ').next().unwrap_or_default().to_owned()).collect()
    }
}

trait Line: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Line for T {}

async fn talk(
    line: TcpStream,
    script: Script,
    acceptor: TlsAcceptor,
    heard: Arc<Mutex<Vec<(bool, String)>>>,
    letters: Arc<Mutex<Vec<Vec<u8>>>>,
    count: Arc<watch::Sender<[usize; 3]>>,
) -> Option<()> {
    let mut is_sealed = script.is_sealed_at_once;
    let mut line: BufStream<Box<dyn Line>> = BufStream::new(if is_sealed { Box::new(acceptor.accept(line).await.ok()?) } else { Box::new(line) });
    let mut taken = 0;
    answer(&mut line, script.greeting).await?;
    loop {
        let mut said = String::new();
        if line.read_line(&mut said).await.ok()? == 0 {
            return None;
        }
        heard.lock().unwrap().push((is_sealed, said.trim_end().to_owned()));
        match said.split([' ', '\r']).next()? {
            "EHLO" if is_sealed => answer(&mut line, &format!("250-relay\r\n{}", script.offers.replace("250-STARTTLS\r\n", ""))).await?,
            "EHLO" => answer(&mut line, &format!("250-relay\r\n{}", script.offers)).await?,
            "STARTTLS" => {
                answer(&mut line, script.starttls).await?;
                if script.starttls.starts_with("220") && script.seals {
                    line = BufStream::new(Box::new(acceptor.accept(line.into_inner()).await.ok()?));
                    is_sealed = true;
                }
            }
            "AUTH" => answer(&mut line, script.auth).await?,
            "MAIL" if taken == script.patience => answer(&mut line, "").await?,
            "MAIL" => answer(&mut line, script.mail).await?,
            "RCPT" => answer(&mut line, script.rcpt).await?,
            "DATA" => {
                answer(&mut line, script.data).await?;
                if script.data.starts_with("354") {
                    let letter = letter(&mut line).await?;
                    letters.lock().unwrap().push(letter);
                    count.send_modify(|it| it[2] += 1);
                    answer(&mut line, script.end).await?;
                    taken += 1;
                }
            }
            "NOOP" => answer(&mut line, "250 2.0.0 here").await?,
            "QUIT" => return answer(&mut line, "221 2.0.0 bye").await,
            _ => answer(&mut line, "502 5.5.1 what").await?,
        }
    }
}

async fn answer(line: &mut BufStream<Box<dyn Line>>, what: &str) -> Option<()> {
    match what {
        "" => return None,
        "…" => std::future::pending().await,
        _ => {}
    }
    line.write_all(format!("{what}\r\n").as_bytes()).await.ok()?;
    line.flush().await.ok()
}

/// To the point that stands alone; one point is taken off each line that begins with one.
async fn letter(line: &mut BufStream<Box<dyn Line>>) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let mut one = Vec::new();
        line.read_until(b'\n', &mut one).await.ok()?;
        match one.as_slice() {
            b"" => return None,
            b".\r\n" => return Some(whole),
            [b'.', rest @ ..] => whole.extend_from_slice(rest),
            _ => whole.extend_from_slice(&one),
        }
    }
}
