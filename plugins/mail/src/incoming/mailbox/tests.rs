//! With a real Dovecot, where there is one on this machine: letters brought to it as a provider brings them, and read out of it.
use super::*;
use crate::incoming::session::Outcome;
use async_trait::async_trait;
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    os::unix::{fs::PermissionsExt, net::UnixStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
};
use tokio::sync::mpsc;

/// Takes everything, or nothing now. What it was handed can be awaited.
struct Hall {
    is_open: AtomicBool,
    told: mpsc::UnboundedSender<Came>,
}

#[async_trait]
impl Door for Hall {
    async fn is_ours(&self, address: &str) -> bool {
        address.starts_with("list+k")
    }

    async fn take(&self, came: Came) -> Vec<Outcome> {
        let is_taken = self.is_open.load(Ordering::SeqCst) || !came.recipients.iter().any(|it| it.contains("later"));
        let outcomes = vec![if is_taken { Outcome::Taken } else { Outcome::Later }; came.recipients.len()];
        self.told.send(came).unwrap();
        outcomes
    }
}

fn hall() -> (Arc<Hall>, mpsc::UnboundedReceiver<Came>) {
    let (told, came) = mpsc::unbounded_channel();
    (Arc::new(Hall { is_open: false.into(), told }), came)
}

/// A mail server in a private folder. Dropped, it ends and its folder goes.
struct Dovecot {
    folder: PathBuf,
    ports: [u16; 2],
    certificate: String,
    child: Option<Child>,
}

impl Dovecot {
    /// None where it is not on this machine, or this test may not give it the people that it runs as.
    fn start() -> Option<Dovecot> {
        let is_there = Command::new("dovecot").arg("--version").stdout(Stdio::null()).status().is_ok_and(|it| it.success());
        let is_root = fs::metadata("/proc/self").is_ok_and(|it| std::os::unix::fs::MetadataExt::uid(&it) == 0);
        if !is_there || !is_root {
            println!("NOT CHECKED: letters out of a mailbox, since there is no Dovecot here that this test may start");
            return None;
        }
        let folder = std::env::temp_dir().join(format!("hearth-{}", uuid::Uuid::new_v4()));
        fs::create_dir_all(folder.join("mail")).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(Command::new("chown").args(["-R", "mail:mail"]).arg(folder.join("mail")).status().unwrap().success());
        let made = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
        fs::write(folder.join("certificate"), made.cert.pem()).unwrap();
        fs::write(folder.join("key"), made.signing_key.serialize_pem()).unwrap();
        let held = [(); 2].map(|_| TcpListener::bind("127.0.0.1:0").unwrap());
        let ports = held.map(|it| it.local_addr().unwrap().port());
        fs::write(folder.join("dovecot.conf"), configuration(&folder, ports)).unwrap();
        let mut dovecot = Dovecot { folder, ports, certificate: made.cert.pem(), child: None };
        dovecot.run();
        Some(dovecot)
    }

    fn run(&mut self) {
        let child = Command::new("dovecot").arg("-F").arg("-c").arg(self.folder.join("dovecot.conf")).stderr(Stdio::null()).spawn().unwrap();
        self.child = Some(child);
        // It is there once it says its first word, on both of its doors.
        while !self.is_up() {
            let ended = self.child.as_mut().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "{}", fs::read_to_string(self.folder.join("log")).unwrap_or_default());
            std::thread::yield_now();
        }
    }

    fn is_up(&self) -> bool {
        let greets = |stream: std::io::Result<std::net::TcpStream>| {
            stream.is_ok_and(|it| BufReader::new(it).read_line(&mut String::new()).is_ok_and(|it| it > 0))
        };
        greets(std::net::TcpStream::connect(("127.0.0.1", self.ports[0]))) && UnixStream::connect(self.folder.join("lmtp")).is_ok()
    }

    fn end(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
            let _ = child.wait();
        }
    }

    fn mailbox(&self, seal: Seal) -> Mailbox {
        let port = self.ports[usize::from(seal == Seal::Tls)];
        Mailbox {
            host: "localhost".into(),
            port,
            seal,
            name: "list".into(),
            passphrase: "a \"secret\\".into(),
            authority: Some(self.certificate.clone().into_bytes()),
        }
    }

    /// As a provider's server brings a letter: to the mailbox, with the address that it was written to on top.
    fn brings(&self, to: &str, letter: &str) {
        let mut stream = UnixStream::connect(self.folder.join("lmtp")).unwrap();
        stream.write_all(format!("LHLO mx\r\nMAIL FROM:<jane@mail.example>\r\nRCPT TO:<list@list.example>\r\nDATA\r\nX-Original-To: {to}@list.example\r\n{letter}\r\n.\r\nQUIT\r\n").as_bytes()).unwrap();
        let heard: Vec<String> = BufReader::new(stream).lines().map_while(Result::ok).collect();
        assert!(heard.iter().any(|it| it.starts_with("250 2.0.0")), "{heard:?}");
    }

    fn letters(&self) -> usize {
        let count = |it: &str| fs::read_dir(self.folder.join("mail/list").join(it)).map_or(0, |it| it.count());
        count("new") + count("cur")
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        self.end();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn configuration(folder: &Path, [plain, sealed]: [u16; 2]) -> String {
    let folder = folder.display();
    format!(
        "base_dir = {folder}/run\nlog_path = {folder}/log\nprotocols = imap lmtp\nlisten = 127.0.0.1\nssl = yes\nssl_cert = <{folder}/certificate\nssl_key = <{folder}/key\ndisable_plaintext_auth = no\n\
         first_valid_uid = 1\nmail_location = maildir:{folder}/mail/%n\n\
         passdb {{\n  driver = static\n  args = password={{PLAIN.HEX}}{}\n}}\nuserdb {{\n  driver = static\n  args = uid=mail gid=mail home={folder}/mail/%n allow_all_users=yes\n}}\n\
         service lmtp {{\n  unix_listener {folder}/lmtp {{\n    mode = 0666\n  }}\n}}\n\
         service imap-login {{\n  inet_listener imap {{\n    port = {plain}\n  }}\n  inet_listener imaps {{\n    port = {sealed}\n    ssl = yes\n  }}\n}}\n",
        "a \"secret\\".bytes().map(|it| format!("{it:02x}")).collect::<String>()
    )
}

const LETTER: &str = "From: Jane <jane@mail.example>\r\nTo: list@list.example\r\n\r\nI walked.";

#[tokio::test]
async fn a_mailbox_is_emptied_and_what_cannot_be_taken_stays() {
    let Some(dovecot) = Dovecot::start() else { return };
    let (door, mut came) = hall();
    dovecot.brings("list+k7", LETTER);
    dovecot.brings("list+k-later", LETTER);
    dovecot.brings("list+k8", &format!("{LETTER}\r\n{}", "0123456789\r\n".repeat(100_000)));
    dovecot.brings("list", &LETTER.replace("list@list.example", "jane@mail.example"));
    assert_eq!(dovecot.letters(), 4);
    assert_eq!(once(&dovecot.mailbox(Seal::Starttls), &*door).await, Ok(Pass { taken: 2, left: 1, too_long: 1 }));
    let first = came.try_recv().unwrap();
    assert_eq!((first.sender.as_str(), first.recipients.as_slice()), ("jane@mail.example", ["list+k7@list.example".to_owned()].as_slice()));
    assert!(String::from_utf8_lossy(&first.bytes).ends_with("\r\n\r\nI walked.\r\n") && first.by.is_none());
    assert_eq!(came.try_recv().unwrap().recipients, ["list+k-later@list.example"]);
    assert_eq!(came.try_recv().unwrap().recipients, ["list@list.example"], "of what is not ours the door says what becomes");
    assert_eq!(dovecot.letters(), 1, "what the door cannot take now is there, and nothing else");
    assert_eq!(once(&dovecot.mailbox(Seal::Tls), &*door).await, Ok(Pass { taken: 0, left: 1, too_long: 0 }));
    door.is_open.store(true, Ordering::SeqCst);
    assert_eq!(once(&dovecot.mailbox(Seal::None), &*door).await, Ok(Pass { taken: 1, left: 0, too_long: 0 }));
    assert_eq!(dovecot.letters(), 0);
}

#[tokio::test]
async fn letters_are_fetched_as_they_arrive_and_after_the_server_was_away() {
    let Some(mut dovecot) = Dovecot::start() else { return };
    let (door, mut came) = hall();
    let mailbox = dovecot.mailbox(Seal::Tls);
    let watching = tokio::spawn(watch(mailbox, door));
    for number in 0..5 {
        dovecot.brings("list+k7", &format!("Message-ID: <{number}@mail.example>\r\n{LETTER}"));
        assert!(String::from_utf8_lossy(&came.recv().await.unwrap().bytes).contains(&format!("<{number}@mail")));
    }
    (0..50).for_each(|it| dovecot.brings("list+k8", &format!("Message-ID: <many-{it}@mail.example>\r\n{LETTER}")));
    let mut many = HashSet::new();
    for _ in 0..50 {
        many.insert(came.recv().await.unwrap().bytes);
    }
    assert_eq!(many.len(), 50, "each once");
    dovecot.end();
    dovecot.run();
    dovecot.brings("list+k9", LETTER);
    assert_eq!(came.recv().await.unwrap().recipients, ["list+k9@list.example"]);
    while dovecot.letters() > 0 {
        tokio::task::yield_now().await;
    }
    assert!(came.try_recv().is_err(), "no letter twice");
    watching.abort();
}

#[tokio::test]
async fn a_passphrase_is_said_to_nobody_else() {
    let (door, _came) = hall();
    let Some(dovecot) = Dovecot::start() else { return };
    for seal in [Seal::Tls, Seal::Starttls] {
        let stranger = Mailbox { authority: None, ..dovecot.mailbox(seal) };
        assert_eq!(once(&stranger, &*door).await, Err(Failed::Unsealed), "a certificate of nobody's");
        let other = Mailbox { host: "127.0.0.1".into(), ..dovecot.mailbox(seal) };
        assert_eq!(once(&other, &*door).await, Err(Failed::Unsealed), "a certificate for another name");
    }
    let wrong = Mailbox { passphrase: "guessed".into(), ..dovecot.mailbox(Seal::Tls) };
    assert_eq!(once(&wrong, &*door).await, Err(Failed::Refused));
    let broken = Mailbox { passphrase: "a\r\nb DELETE INBOX".into(), ..dovecot.mailbox(Seal::Tls) };
    assert_eq!(once(&broken, &*door).await, Err(Failed::Refused), "no passphrase is a command");
    assert!(!format!("{wrong:?}").contains("guessed") && !format!("{wrong:?}").contains("list"));
}

/// Somebody on the way answers in the server's place.
#[tokio::test]
async fn a_line_that_is_not_sealed_ends_before_anything_is_said() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (door, _came) = hall();
    let mailbox = Mailbox { host: "localhost".into(), port, seal: Seal::Starttls, name: "list".into(), passphrase: "canary".into(), authority: None };
    let between = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, b"* PREAUTH welcome\r\nA0001 NO not here\r\n").await.unwrap();
        let mut heard = String::new();
        let _ = tokio::io::AsyncReadExt::read_to_string(&mut stream, &mut heard).await;
        heard
    });
    assert_eq!(once(&mailbox, &*door).await, Err(Failed::Unsealed));
    assert_eq!(between.await.unwrap().trim(), "A0001 STARTTLS");
    let nobody = Mailbox { port: 1, ..mailbox };
    assert_eq!(once(&nobody, &*door).await, Err(Failed::Unreachable));
}

/// A server that tells of letters at the worst moments: one while it answers a search that does not find it yet, one while it is asked to
/// tell of letters and does not do so yet. Whoever misses that waits for ten minutes.
#[tokio::test]
async fn a_letter_that_is_told_of_between_two_questions_is_not_missed() {
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (reads, mut writes) = stream.into_split();
        writes.write_all(b"* OK\r\n").await.unwrap();
        // The letter that lies there, and how many have come so far.
        let (mut letter, mut count) = (None, 0);
        let mut lines = BufReader::new(reads).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            let (tag, asked) = line.split_once(' ').unwrap_or((&line, ""));
            let says = match asked {
                it if it.starts_with("CAPABILITY") => "* CAPABILITY IMAP4rev1 IDLE UIDPLUS\r\n".to_owned(),
                it if it.starts_with("UID SEARCH") => {
                    let found = letter.map_or(String::new(), |it| format!(" {it}"));
                    let told = if count == 0 { "* 1 EXISTS\r\n" } else { "" };
                    if count == 0 {
                        (letter, count) = (Some(1), 1);
                    }
                    format!("* SEARCH{found}\r\n{told}")
                }
                it if it.contains("RFC822.SIZE") => format!("* 1 FETCH (UID {} RFC822.SIZE 6)\r\n", letter.unwrap()),
                it if it.contains("BODY.PEEK") => format!("* 1 FETCH (UID {0} BODY[]<0> {{11}}\r\nA: {0}\r\n\r\nx\r\n)\r\n", letter.unwrap()),
                it if it.starts_with("UID EXPUNGE") => {
                    letter = None;
                    String::new()
                }
                "IDLE" => {
                    let is_next = letter.is_none() && count == 1;
                    if is_next {
                        (letter, count) = (Some(2), 2);
                    }
                    writes.write_all(format!("{}+ idling\r\n", if is_next { "* 1 EXISTS\r\n" } else { "" }).as_bytes()).await.unwrap();
                    assert_eq!(lines.next_line().await.unwrap().as_deref(), Some("DONE"));
                    String::new()
                }
                _ => String::new(),
            };
            writes.write_all(format!("{says}{tag} OK\r\n").as_bytes()).await.unwrap();
        }
    };
    let (door, mut came) = hall();
    let mailbox = Mailbox { host: "127.0.0.1".into(), port, seal: Seal::None, name: "list".into(), passphrase: "x".into(), authority: None };
    let both = async {
        for number in 1..=2 {
            assert_eq!(came.recv().await.unwrap().bytes, format!("A: {number}\r\n\r\nx\r\n").into_bytes());
        }
    };
    let heard = tokio::select! {
        heard = timeout(Duration::from_secs(20), both) => heard,
        () = watch(mailbox, door) => unreachable!("it never ends"),
        () = server => unreachable!("the line is open"),
    };
    assert!(heard.is_ok(), "a letter lies there and nobody fetches it");
}
