//! The binary itself on a shelter's folder: started, killed without warning, started again. People are arranged before, in the
//! test's own process; what the binary left behind is looked at after, in the test's own process again.
use crate::{Browser, Shelter, shelter::forget};
use std::{
    io::{BufRead, BufReader, Read},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread::JoinHandle,
};
use uuid::Uuid;

/// Dropped, it is killed and its folder goes.
pub struct Installed {
    pub address: SocketAddr,
    program: PathBuf,
    folder: PathBuf,
    database: Option<String>,
    environment: Vec<(String, String)>,
    running: Option<(Child, Vec<JoinHandle<()>>)>,
    said: Arc<Mutex<Vec<u8>>>,
}

impl Installed {
    /// What it is told beside where it is.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Installed {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// Starts it, and returns once it answers.
    pub fn start(&mut self) {
        let mut command = Command::new(&self.program);
        command
            .current_dir(&self.folder)
            .env_clear()
            .env("HEARTH__LISTEN", self.address.to_string())
            .env("HEARTH__ADDRESS", format!("http://localhost:{}", self.address.port()))
            .env("HEARTH__DATA", self.data())
            .env("HEARTH__MASTER_KEY_FILE", self.folder.join("key"))
            .envs(self.database.iter().map(|it| ("HEARTH__DATABASE", it)))
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let heard = listen(child.stderr.take().expect("its log"), self.said.clone());
        let mut first = String::new();
        out.read_line(&mut first).expect("a line");
        self.said.lock().expect("what it said").extend_from_slice(first.as_bytes());
        let threads = vec![heard, listen(out, self.said.clone())];
        if first.is_empty() {
            threads.into_iter().for_each(|it| it.join().expect("all was read"));
            panic!("it ended ({:?}): {}", child.wait(), self.said());
        }
        self.running = Some((child, threads));
    }

    /// Ends it in the middle of whatever it does: SIGKILL.
    pub fn kill(&mut self) {
        let Some((mut child, threads)) = self.running.take() else { return };
        child.kill().expect("killed");
        child.wait().expect("ended");
        threads.into_iter().for_each(|it| it.join().expect("all was read"));
    }

    /// Asks it to end, as Docker and systemd do: SIGTERM.
    pub fn stop(&mut self) {
        let Some((mut child, threads)) = self.running.take() else { return };
        let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill runs");
        assert!(asked.success() && child.wait().expect("ended").success(), "{}", self.said());
        threads.into_iter().for_each(|it| it.join().expect("all was read"));
    }

    /// Everything that it printed and logged so far, in all its lives.
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&self.said.lock().expect("what it said")).into_owned()
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// The folder of the shelter, in which the data folder and the master key lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The same shelter, looked at from the test's own process, once the binary has ended.
    pub async fn looked_into(mut self) -> Shelter {
        assert!(self.running.is_none(), "it still runs");
        Shelter::on_folder(std::mem::take(&mut self.folder)).await
    }
}

impl Drop for Installed {
    fn drop(&mut self) {
        self.kill();
        if !self.folder.as_os_str().is_empty() {
            forget(&self.folder, self.database.as_deref().unwrap_or_default());
        }
    }
}

impl Shelter {
    /// Hands the shelter over to the binary, which is not started yet. The shelter must live today: see `open_today`.
    pub async fn installed(mut self, program: &str) -> Installed {
        self.stop().await;
        let folder = std::mem::take(&mut self.folder);
        let port = free_port();
        let database = Some(self.database.clone()).filter(|it| !it.starts_with("sqlite"));
        // Whatever answered the shelter has ended before the binary begins.
        drop(self);
        Installed {
            address: SocketAddr::from(([127, 0, 0, 1], port)),
            program: program.into(),
            folder,
            database,
            environment: Vec::new(),
            running: None,
            said: Arc::default(),
        }
    }
}

/// A free one, and not of those that the system gives to whoever opens a connection: it must still be free when a program
/// begins that was told of it, and after it ended.
pub fn free_port() -> u16 {
    let tries = (0..100).map(|_| 10_000 + (Uuid::new_v4().as_u128() % 20_000) as u16);
    tries.into_iter().find(|it| TcpListener::bind(("127.0.0.1", *it)).is_ok()).expect("a port")
}

/// Reads until the end, so that the pipe never fills up.
fn listen(mut from: impl Read + Send + 'static, said: Arc<Mutex<Vec<u8>>>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            said.lock().expect("what it said").extend_from_slice(&bytes[..count]);
        }
    })
}
