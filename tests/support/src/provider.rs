//! The world of mail that a test lives in: the members' provider, the shelter's relay and the names of both, all of them the real
//! programs, in a network of the test's own (tests/support/mail.sh says who is in it).
//!
//! ```text
//! #[actix_web::test]
//! async fn a_letter_comes_back() {
//!     let Some(provider) = support::Provider::start().await else { return };
//!     provider.send_as("amina", "token@list.example", letter).await.expect("taken");
//!     let letters = provider.letters("bea", 1).await;
//! }
//! ```
//!
//! The test runs twice: the first time it only makes the network and runs itself in there.
use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, Instant},
};
use uuid::Uuid;

/// Tells the test that it is in there, and where the world's folder is.
const INSIDE: &str = "HEARTH_TEST_MAIL";
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/mail.sh");
/// However busy the machine is, what has not happened until then does not happen.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the rest of the world needs no more than a look at.
pub struct Provider {
    folder: PathBuf,
}

impl Provider {
    /// The address that stands for the shelter: what it listens at for SMTP (25) and LMTP (24), as mx.list.example.
    pub const SHELTER: &str = "198.51.100.10";
    /// Takes what the shelter sends (587 with STARTTLS, 465 sealed from the first byte; `hearth`, `secret`).
    pub const RELAY: &str = "relay.list.example";
    /// Where the relay sends from.
    pub const RELAY_ADDRESS: &str = "198.51.100.25";
    /// Has the mailbox `box` with all that is sent to box.example (IMAP, 993; `box`, `secret`), and those of the members.
    pub const MAILBOXES: &str = "mx.mail.example";
    /// Whom everything in here asks for names.
    pub const NAMES: &str = "127.0.0.1:53";

    /// None: this is over. Either the test has run in there, and well, or it could not be run here, which is then said.
    pub async fn start() -> Option<Provider> {
        if let Some(folder) = std::env::var_os(INSIDE) {
            return Some(Provider { folder: folder.into() });
        }
        let lacks = run(Command::new("bash").args([SCRIPT, "missing"])).await;
        if !lacks.stdout.is_empty() || !lacks.status.success() {
            println!("NOT CHECKED: {}{}", String::from_utf8_lossy(&lacks.stdout).trim(), String::from_utf8_lossy(&lacks.stderr).trim());
            return None;
        }
        let test =
            std::thread::current().name().map(ToString::to_string).filter(|it| it != "main").expect("a test in a thread of its own has its name");
        let folder = std::env::temp_dir().join(format!("hearth-mail-{}", Uuid::new_v4().simple()));
        let mut inside = Command::new("bash");
        inside.args([SCRIPT, "inside"]).arg(&folder).arg(std::env::current_exe().expect("this program")).args(["--exact", &test, "--nocapture"]);
        // A second database is on the machine's own network, which nothing in there reaches.
        inside.env(INSIDE, &folder).env_remove("HEARTH_TEST_DATABASE");
        let ended = run(&mut inside).await;
        print!("{}{}", String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
        std::fs::remove_dir_all(&folder).expect("its folder goes");
        // No test by that name would be no failure.
        assert!(ended.status.success() && String::from_utf8_lossy(&ended.stdout).contains("1 passed"), "it failed in a network of its own");
        None
    }

    /// Who vouches for the relay and the mailboxes: a file with a certificate.
    pub fn authority(&self) -> PathBuf {
        self.folder.join("authority.pem")
    }

    /// Sets the text record of a name.
    pub async fn publish(&self, name: &str, text: &str) {
        let said = run(Command::new("bash").args([SCRIPT, "publish"]).arg(&self.folder).args([name, text])).await;
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    }

    /// A member sends a letter by her provider, which signs it. Refused: what the provider said.
    pub async fn send_as(&self, who: &str, to: &str, letter: &[u8]) -> Result<(), String> {
        let login = format!("-tls --auth LOGIN --auth-user {who} --auth-password secret");
        self.send(&format!("--server mx.mail.example:587 {login} --from {who}@mail.example --to {to}"), letter).await
    }

    /// Somebody elsewhere sends a letter in another's name, straight to the server `at` (with its port).
    pub async fn send_falsely(&self, at: &str, from: &str, to: &str, letter: &[u8]) -> Result<(), String> {
        self.send(&format!("--server {at} --local-interface 203.0.113.66 --ehlo elsewhere.example --from {from} --to {to}"), letter).await
    }

    /// What lies in her mailbox now, in the order in which it came.
    pub fn inbox(&self, who: &str) -> Vec<Vec<u8>> {
        let folders = ["new", "cur"].map(|it| self.folder.join("mail").join(who).join(it));
        let mut files: Vec<PathBuf> =
            folders.iter().filter_map(|it| std::fs::read_dir(it).ok()).flatten().map(|it| it.expect("a file").path()).collect();
        files.sort_by_key(|it| it.metadata().and_then(|it| it.modified()).expect("when it came"));
        files.iter().map(|it| std::fs::read(it).expect("a letter")).collect()
    }

    /// Waits until there are so many letters in her mailbox, or more.
    pub async fn letters(&self, who: &str, count: usize) -> Vec<Vec<u8>> {
        until(|| Some(self.inbox(who)).filter(|it| it.len() >= count)).await.unwrap_or_else(|| {
            panic!("{who} has {} letters, and not {count}\n{}", self.inbox(who).len(), self.sent_log());
        })
    }

    /// Waits until neither server has anything left to bring: what has not arrived by now will not.
    pub async fn settled(&self) {
        let waiting = |it: &str| {
            let queues = ["maildrop", "incoming", "active", "deferred"].map(|queue| self.folder.join(it).join("queue").join(queue));
            queues.iter().any(|it| holds_files(it))
        };
        until(|| (!waiting("provider") && !waiting("relay")).then_some(()))
            .await
            .unwrap_or_else(|| panic!("letters still wait\n{}", self.sent_log()));
    }

    /// What both servers wrote down of what they did.
    pub fn sent_log(&self) -> String {
        ["provider", "relay"].map(|it| std::fs::read_to_string(self.folder.join(it).join("log")).unwrap_or_default()).concat()
    }

    /// `how`: the words that swaks is called with.
    async fn send(&self, how: &str, letter: &[u8]) -> Result<(), String> {
        let file = self.folder.join(format!("letter-{}", Uuid::new_v4().simple()));
        std::fs::write(&file, on_the_line(letter)).expect("written");
        let data = format!("@{}", file.display());
        let quietly = ["--no-data-fixup", "--hide-informational", "--silent", "2", "--data", &data];
        let said = run(Command::new("swaks").args(how.split_ascii_whitespace()).args(quietly)).await;
        std::fs::remove_file(file).expect("it goes");
        if said.status.success() { Ok(()) } else { Err([said.stdout, said.stderr].iter().map(|it| String::from_utf8_lossy(it)).collect()) }
    }
}

/// A letter as it goes over a line: whole ends of lines, a point more before a point, and a point alone at its end (RFC 5321, 4.5.2).
fn on_the_line(letter: &[u8]) -> Vec<u8> {
    let letter = letter.strip_suffix(b"\n").unwrap_or(letter);
    let mut whole = Vec::with_capacity(letter.len() + 64);
    for line in letter.split(|it| *it == b'\n') {
        if line.first() == Some(&b'.') {
            whole.push(b'.');
        }
        whole.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
        whole.extend_from_slice(b"\r\n");
    }
    whole.extend_from_slice(b".");
    whole
}

/// What a queue of Postfix holds lies in it, or in folders of it.
fn holds_files(folder: &Path) -> bool {
    std::fs::read_dir(folder).into_iter().flatten().flatten().any(|it| it.path().is_file() || holds_files(&it.path()))
}

/// These are other programs, which tell nobody here when they are done: it is looked again and again.
async fn until<T>(mut there: impl FnMut() -> Option<T>) -> Option<T> {
    let begun = Instant::now();
    loop {
        if let Some(it) = there() {
            return Some(it);
        }
        if begun.elapsed() > PATIENCE {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The shelter may be what it talks to, and lives in this thread.
async fn run(command: &mut Command) -> Output {
    let mut command = std::mem::replace(command, Command::new("false"));
    tokio::task::spawn_blocking(move || command.output().expect("it runs")).await.expect("it ended")
}

#[cfg(test)]
#[path = "provider/tests.rs"]
mod tests;
