//! The binary itself: what it says when it cannot start, that nothing is damaged then, and how soon it stops.
use sea_orm::ConnectionTrait;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};
use uuid::Uuid;

/// A folder of its own, a free port, and the binary.
struct House {
    folder: PathBuf,
    port: u16,
    /// In people's browsers.
    address: String,
}

impl House {
    fn new() -> House {
        let folder = std::env::temp_dir().join(format!("hearth-start-{}", Uuid::new_v4().simple()));
        fs::create_dir_all(&folder).expect("a folder");
        let port = support::free_port();
        House { folder, port, address: format!("http://localhost:{port}") }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearth"));
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env_clear()
            .env("HEARTH__LISTEN", format!("127.0.0.1:{}", self.port))
            .env("HEARTH__ADDRESS", &self.address)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn ends(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("it runs")
    }

    /// Starts it and waits for its first line.
    fn starts(&self) -> (Child, String) {
        let mut child = self.command(&[]).spawn().expect("it runs");
        let mut first = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        out.read_line(&mut first).expect("a line");
        // The rest is read so that the pipe never closes under it.
        std::thread::spawn(move || {
            let mut rest = String::new();
            let _ = out.read_to_string(&mut rest);
        });
        assert!(!first.is_empty(), "it ended: {}", said(&child.wait_with_output().expect("ended")));
        (child, first)
    }

    /// What it answers to one request.
    fn asked(&self, request: &str) -> String {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port)).expect("open");
        socket.write_all(format!("{request} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes()).expect("sent");
        let mut answer = String::new();
        socket.read_to_string(&mut answer).expect("an answer");
        answer.to_lowercase()
    }

    fn started_and_stopped(&self) {
        let (child, _) = self.starts();
        assert!(stop(child).0.success());
    }

    fn data(&self) -> PathBuf {
        self.folder.join("hearth-data")
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

/// SIGTERM, as Docker and systemd send it; how it ended, and how long it took.
fn stop(mut child: Child) -> (std::process::ExitStatus, Duration) {
    let begun = Instant::now();
    let sent = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    (child.wait().expect("it ends"), begun.elapsed())
}

/// One clear sentence, no trace of the code.
fn assert_clear(output: &Output, code: i32, words: &str) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(words), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!said.contains("panicked") && !said.contains(".rs:"), "{said}");
}

/// Every file of the database as it is now.
fn bytes(data: &Path) -> Vec<u8> {
    fs::read(data.join("hearth.db")).expect("a database")
}

#[test]
fn the_first_start_needs_nothing_and_prints_the_way_in() {
    let house = House::new();
    let mut child = house.command(&[]).spawn().expect("it runs");
    let mut out = BufReader::new(child.stdout.take().expect("its output")).lines();
    let lines: Vec<String> = out.by_ref().take(3).map_while(Result::ok).collect();
    assert!(lines.first().is_some_and(|it| it.contains(&format!("http://localhost:{}", house.port))), "{lines:?}");
    assert!(lines.last().is_some_and(|it| it.contains("/setup#")), "{lines:?}");
    let key = house.folder.join("hearth-data.key");
    assert_eq!(fs::metadata(&key).expect("a master key").permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(house.data()).expect("a folder").permissions().mode() & 0o777, 0o700);
    let check = house.ends(&["check", "--health"]);
    assert!(check.status.success(), "{}", said(&check));
    let (status, took) = stop(child);
    assert!(status.success());
    assert!(took < Duration::from_secs(8), "{took:?}");
    assert!(!house.ends(&["check", "--health"]).status.success(), "nobody answers any more");
}

/// DAR-6: a crash writes nothing of the memory to a disk.
#[test]
fn it_may_leave_no_core_behind() {
    let house = House::new();
    let (child, _) = house.starts();
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).expect("its limits");
    let core: Vec<_> = limits.lines().find_map(|it| it.strip_prefix("Max core file size")).expect("a limit").split_whitespace().collect();
    assert_eq!(core, ["0", "0", "bytes"], "neither now nor later");
    assert!(stop(child).0.success());
}

/// On plain HTTP, which is for this machine alone, the header would shut people out of whatever else runs here.
#[test]
fn browsers_are_told_to_stay_with_https_where_the_address_is_https_and_nowhere_else() {
    for (address, is_https) in [(Some("https://notes.example.org"), true), (None, false)] {
        let mut house = House::new();
        house.address = address.map_or(house.address.clone(), str::to_owned);
        let (child, _) = house.starts();
        for request in ["GET /health", "GET /sign-in", "GET /nowhere", "POST /leave", "PUT /"] {
            let answer = house.asked(request);
            assert!(answer.starts_with("http/1.1 "), "{request}: {answer}");
            let says = answer.contains("\r\nstrict-transport-security: max-age=63072000; includesubdomains\r\n");
            assert_eq!(says, is_https, "{request} at {}: {answer}", house.address);
            let cookie = answer.lines().find(|it| it.starts_with("set-cookie:") && !it.contains("max-age=0"));
            assert!(cookie.is_none_or(|it| it.contains("; secure") == is_https), "{request}: {cookie:?}");
        }
        assert!(stop(child).0.success());
    }
}

#[test]
fn it_stops_within_eight_seconds_whatever_is_open() {
    let house = House::new();
    let (child, _) = house.starts();
    let mut open: Vec<TcpStream> = (0..8).map(|_| TcpStream::connect(("127.0.0.1", house.port)).expect("open")).collect();
    for (count, socket) in open.iter_mut().enumerate() {
        let start: &[u8] =
            if count % 2 == 0 { b"GET /health HTTP/1.1\r\nHost:" } else { b"POST /x HTTP/1.1\r\nHost: l\r\nContent-Length: 100\r\n\r\na" };
        socket.write_all(start).expect("sent");
    }
    let (status, took) = stop(child);
    assert!(status.success());
    assert!(took < Duration::from_secs(8), "{took:?}");
}

#[test]
fn a_busy_port_is_said_before_anything_is_touched() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("taken");
    let mut house = House::new();
    house.port = taken.local_addr().expect("an address").port();
    house.address = format!("http://localhost:{}", house.port);
    assert_clear(&house.ends(&[]), 1, &format!("Port {} is in use", house.port));
    assert!(!house.data().exists(), "nothing was made");
}

#[test]
fn a_missing_master_key_damages_nothing() {
    let house = House::new();
    house.started_and_stopped();
    let before = bytes(&house.data());
    let (key, aside) = (house.folder.join("hearth-data.key"), house.folder.join("aside"));
    fs::rename(&key, &aside).expect("moved");
    assert_clear(&house.ends(&[]), 1, "is missing");
    assert!(!key.exists(), "no new key was made over an old database");
    assert_eq!(bytes(&house.data()), before);
    fs::rename(&aside, &key).expect("moved back");
    house.started_and_stopped();
}

#[test]
fn another_master_key_is_refused() {
    let house = House::new();
    house.started_and_stopped();
    let other = House::new();
    other.started_and_stopped();
    fs::copy(other.folder.join("hearth-data.key"), house.folder.join("hearth-data.key")).expect("copied");
    assert_clear(&house.ends(&[]), 1, "does not open this database");
}

#[test]
fn a_key_that_others_can_read_is_refused() {
    let house = House::new();
    house.started_and_stopped();
    fs::set_permissions(house.folder.join("hearth-data.key"), fs::Permissions::from_mode(0o644)).expect("changed");
    assert_clear(&house.ends(&[]), 1, "can be read by others");
}

#[actix_web::test]
async fn a_database_from_a_newer_version_is_left_alone() {
    let house = House::new();
    house.started_and_stopped();
    let url = format!("sqlite://{}", house.data().join("hearth.db").display());
    let database = sea_orm::Database::connect(&url).await.expect("open");
    let sql = "INSERT INTO migrations_core (version, applied_at) VALUES ('m9999_from_the_future', 0)";
    database.execute_unprepared(sql).await.expect("written");
    let before = contents(&database).await;
    database.close().await.expect("closed");
    assert_clear(&house.ends(&[]), 1, "newer version");
    let database = sea_orm::Database::connect(&url).await.expect("open");
    assert_eq!(contents(&database).await, before);
}

/// The schema, the migrations and the keys.
async fn contents(database: &sea_orm::DatabaseConnection) -> Vec<String> {
    let mut found = Vec::new();
    for sql in [
        "SELECT coalesce(sql, '') FROM sqlite_master ORDER BY 1",
        "SELECT version FROM migrations_core ORDER BY 1",
        "SELECT hex(wrapped) FROM keys ORDER BY 1",
    ] {
        let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql);
        let rows = database.query_all_raw(statement).await.expect("read");
        found.extend(rows.iter().map(|it| it.try_get_by_index::<String>(0).expect("text")));
    }
    assert!(found.len() > 10, "{found:?}");
    found
}

#[test]
fn a_damaged_database_is_said_to_be_one() {
    let house = House::new();
    house.started_and_stopped();
    fs::write(house.data().join("hearth.db"), b"this is not a database at all, whatever its name says").expect("written");
    assert_clear(&house.ends(&[]), 1, "damaged");
}

#[test]
fn a_second_server_on_the_same_folder_is_refused() {
    let house = House::new();
    let (child, _) = house.starts();
    let second = house.command(&[]).env("HEARTH__LISTEN", "127.0.0.1:0").output().expect("it runs");
    assert_clear(&second, 1, "Another Hearth is using");
    assert!(stop(child).0.success());
}

#[test]
fn a_data_folder_that_cannot_be_made_is_said() {
    let house = House::new();
    fs::write(house.folder.join("file"), b"").expect("written");
    let output = house.command(&[]).env("HEARTH__DATA", "file/data").output().expect("it runs");
    assert_clear(&output, 1, "cannot be made");
}

/// A file system of one block stands for a full disk; where the machine lets nobody mount one, /dev/full cannot stand in.
#[test]
fn a_full_disk_is_said() {
    let house = House::new();
    let small = house.folder.join("small");
    fs::create_dir(&small).expect("made");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&small).status();
    if !mounted.is_ok_and(|it| it.success()) {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    }
    let output = house
        .command(&[])
        .env("HEARTH__DATA", small.join("data"))
        .env("HEARTH__MASTER_KEY_FILE", house.folder.join("key"))
        .output()
        .expect("it runs");
    let unmounted = Command::new("umount").arg(&small).status().expect("umount runs");
    assert!(unmounted.success());
    assert_clear(&output, 1, "is full");
}

#[test]
fn a_wrong_configuration_is_explained_all_at_once() {
    let house = House::new();
    fs::write(house.folder.join("hearth.toml"), "address = \"http://notes.example.org\"\ntrusted_proxies = \"proxy\"\n").expect("written");
    let output = house.command(&["check"]).env_remove("HEARTH__ADDRESS").output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let said = said(&output);
    assert!(said.contains("Use https") && said.contains("`trusted_proxies` is wrong"), "{said}");
    fs::write(house.folder.join("hearth.toml"), "adress = \"https://notes.example.org\"\n").expect("written");
    let output = house.ends(&["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("adress"));
    fs::write(house.folder.join("hearth.toml"), "").expect("written");
    assert!(house.ends(&["check"]).status.success());
    assert!(!house.data().exists(), "checking changes nothing");
}

#[test]
fn the_generated_manual_is_not_stale() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, text) in hearth::command::docs::generated().expect("generated") {
        let kept = fs::read_to_string(root.join(path)).unwrap_or_default();
        assert!(kept == text, "{path} is stale: run `cargo run -- docs`");
    }
}
