//! A shelter: its own folder, its own clock that stands still, and the real server on a port of its own.
use crate::{Browser, until};
use hearth::{
    opening::{self, Plan},
    plugins,
    serving::{self, Options, Serving},
};
use hearth_core::{
    Kernel, Letters, Media, Plugin, Turn,
    clock::{Clock, Moment},
    moderation::personal_details::Moderation,
    settings,
    site::Site,
    table::outbox,
    vault::{MasterKey, Source},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use std::{
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use uuid::Uuid;

/// Monday 23 November 2026, 17:00 UTC: noon in Toronto, where the shelter is.
pub const NOON: Moment = Moment(1_795_453_200_000);

/// Dropped, its server stops and its folder goes.
pub struct Shelter {
    pub kernel: Kernel,
    pub clock: Clock,
    pub address: SocketAddr,
    pub(crate) folder: PathBuf,
    /// Where its database is.
    pub(crate) database: String,
    serving: Option<Serving>,
    more: More,
    letters: Letters,
}

/// Plugins of a test's own, beside those that the house has.
pub type More = Arc<dyn Fn() -> Vec<Box<dyn Plugin>> + Send + Sync>;

impl Shelter {
    /// A shelter that is set up, with nobody in it.
    pub async fn open() -> Shelter {
        let shelter = Shelter::open_as_downloaded().await;
        shelter.set_up(|_| {}).await;
        shelter
    }

    /// A shelter that nobody has set up.
    pub async fn open_as_downloaded() -> Shelter {
        Shelter::open_with(Options { workers: 1, ..Options::default() }).await
    }

    pub async fn open_with(options: Options) -> Shelter {
        let folder = std::env::temp_dir().join(format!("hearth-test-{}", Uuid::new_v4().simple()));
        std::fs::create_dir_all(folder.join("data")).expect("a folder for the test");
        let clock = Clock::standing_at(NOON);
        Shelter::start(folder, clock, options, Arc::new(Vec::new), Letters::default()).await
    }

    /// A shelter in this folder: the one that [`Shelter::leave`] left there, or a fresh one.
    pub async fn open_at(folder: PathBuf, options: Options) -> Shelter {
        std::fs::create_dir_all(folder.join("data")).expect("a folder for the test");
        Shelter::start(folder, Clock::standing_at(NOON), options, Arc::new(Vec::new), Letters::default()).await
    }

    /// Stops its server and leaves its folder where it is.
    pub async fn leave(mut self) {
        if let Some(serving) = self.serving.take() {
            serving.stop().await;
        }
        self.folder = PathBuf::new();
    }

    /// A shelter that is set up, with plugins of the test's own.
    pub async fn open_with_plugins(more: impl Fn() -> Vec<Box<dyn Plugin>> + Send + Sync + 'static) -> Shelter {
        let folder = std::env::temp_dir().join(format!("hearth-test-{}", Uuid::new_v4().simple()));
        std::fs::create_dir_all(folder.join("data")).expect("a folder for the test");
        let shelter =
            Shelter::start(folder, Clock::standing_at(NOON), Options { workers: 1, ..Options::default() }, Arc::new(more), Letters::default()).await;
        shelter.set_up(|_| {}).await;
        shelter
    }

    /// A shelter that is set up, where letters arrive like this.
    pub async fn open_for_letters(letters: Letters) -> Shelter {
        let folder = std::env::temp_dir().join(format!("hearth-test-{}", Uuid::new_v4().simple()));
        std::fs::create_dir_all(folder.join("data")).expect("a folder for the test");
        let options = Options { workers: 1, ..Options::default() };
        let shelter = Shelter::start(folder, Clock::standing_at(NOON), options, Arc::new(Vec::new), letters).await;
        shelter.set_up(|_| {}).await;
        shelter
    }

    /// A shelter that is set up and lives today, by the machine's clock: for handing it over to the binary.
    pub async fn open_today() -> Shelter {
        Shelter::open_today_for_letters(Letters::default()).await
    }

    /// The same, where letters arrive like this.
    pub async fn open_today_for_letters(letters: Letters) -> Shelter {
        let folder = std::env::temp_dir().join(format!("hearth-test-{}", Uuid::new_v4().simple()));
        std::fs::create_dir_all(folder.join("data")).expect("a folder for the test");
        let options = Options { workers: 1, ..Options::default() };
        let shelter = Shelter::start(folder, Clock::default(), options, Arc::new(Vec::new), letters).await;
        shelter.set_up(|_| {}).await;
        shelter
    }

    /// The shelter that lies in this folder, today.
    pub(crate) async fn on_folder(folder: PathBuf) -> Shelter {
        Shelter::start(folder, Clock::default(), Options { workers: 1, ..Options::default() }, Arc::new(Vec::new), Letters::default()).await
    }

    async fn start(folder: PathBuf, clock: Clock, options: Options, more: More, letters: Letters) -> Shelter {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let data = folder.join("data");
        let database = database(&data).await;
        let own = SocketAddr::from(([127, 0, 0, 1], 0));
        let kept = letters.clone();
        let turn = Turn { listen: Some(own), address: Some(own.to_string()), ..Turn::default() };
        let plan = Plan {
            database: database.clone(),
            master: MasterKey::read(&Source::File(folder.join("key")), &data, true).expect("a master key"),
            address: format!("http://localhost:{}", address.port()).parse().expect("an address"),
            clock: clock.clone(),
            media: Some(Media { listen: own, public: None, turn: Some(turn) }),
            letters,
        };
        // The test's own come first: what they carry, the house's own leave alone.
        let mut plugins = more();
        plugins.extend(plugins::all());
        let kernel = opening::open(plan, &plugins).await.expect("the house opens");
        let serving = serving::start(&kernel, plugins, listener, options).await.expect("the server starts");
        // The house's own hook drops the message of every panic, and with it what a failed test says.
        drop(std::panic::take_hook());
        Shelter { kernel, clock, address, folder, database, serving: Some(serving), more, letters: kept }
    }

    /// The same shelter after its server was stopped and started.
    pub async fn restarted(mut self) -> Shelter {
        self.stop().await;
        let folder = std::mem::take(&mut self.folder);
        let (clock, more, letters) = (self.clock.clone(), self.more.clone(), self.letters.clone());
        drop(self);
        Shelter::start(folder, clock, Options { workers: 1, ..Options::default() }, more, letters).await
    }

    /// Stops its server and whatever runs beside it; the kernel can still be asked.
    pub async fn stop(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.stop().await;
        }
    }

    /// Finishes the setup, with what else the test wants of the site.
    pub async fn set_up(&self, how: impl FnOnce(&mut Site)) {
        let mut site = Site { public_name: "Harbour House".into(), staff_phone: "555-0100".into(), is_set_up: true, ..Site::default() };
        how(&mut site);
        settings::change(&self.kernel, None, None, &site).await.expect("the site is set up");
    }

    /// Nobody is slowed on her first day: for pages of conversation that take a moment here, and days in a house.
    pub async fn lets_newcomers_talk(&self) {
        let many = Moderation { first_day_entries: 10_000, ..Moderation::default() };
        settings::change(&self.kernel, None, None, &many).await.expect("set");
    }

    /// Somebody who has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    pub fn pass(&self, length: Duration) {
        self.clock.pass(length);
    }

    /// Waits until everybody was told everything that happened.
    pub async fn all_told(&self) {
        self.kernel.outbox.wake();
        until("everybody is told", async || !self.owes_events().await).await;
    }

    pub async fn owes_events(&self) -> bool {
        outbox::Entity::find().count(self.kernel.store.reader()).await.expect("counted") > 0
    }

    /// Where everything that is on the disk lies: for searching it.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The files of the shelter, the master key's too, in which these words stand.
    pub fn files_with(&self, words: &str) -> Vec<String> {
        files_with(&self.folder, words)
    }
}

impl Drop for Shelter {
    fn drop(&mut self) {
        drop(self.serving.take());
        if !self.folder.as_os_str().is_empty() {
            forget(&self.folder, &self.database);
        }
    }
}

/// Takes away what a shelter of a test left: its folder, and its database on PostgreSQL. Hundreds of those are more than a small
/// disk holds.
pub(crate) fn forget(folder: &Path, database: &str) {
    let _ = std::fs::remove_dir_all(folder);
    let (Ok(server), Some((_, name))) = (std::env::var("HEARTH_TEST_DATABASE"), database.rsplit_once('/')) else { return };
    let gone = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    // Where a shelter is dropped, the test's own runtime may not wait.
    let dropped = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let connection = sea_orm::Database::connect(&server).await.map_err(std::io::Error::other)?;
            sea_orm::ConnectionTrait::execute_unprepared(&connection, &gone).await.map_err(std::io::Error::other)
        })
    });
    match dropped.join() {
        Ok(Ok(_)) => {}
        other => eprintln!("the test's database stays: {other:?}"),
    }
}

/// The files under a folder in which these words stand, in any case of letters.
pub fn files_with(folder: &Path, words: &str) -> Vec<String> {
    let (mut found, wanted) = (Vec::new(), words.to_lowercase().into_bytes());
    for file in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = file.path();
        if path.is_dir() {
            found.extend(files_with(&path, words));
        } else if std::fs::read(&path).is_ok_and(|it| it.to_ascii_lowercase().windows(wanted.len()).any(|it| it == wanted)) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// SQLite in the shelter's folder; or, where `HEARTH_TEST_DATABASE` names a PostgreSQL server, a database of its own there.
async fn database(data: &Path) -> String {
    let Ok(server) = std::env::var("HEARTH_TEST_DATABASE") else {
        return format!("sqlite://{}", data.join("hearth.db").display());
    };
    let folder = data.parent().and_then(Path::file_name).expect("the shelter's folder").to_string_lossy().replace('-', "_");
    let connection = sea_orm::Database::connect(&server).await.expect("the test's PostgreSQL");
    // A shelter that starts again finds what it had.
    let _ = sea_orm::ConnectionTrait::execute_unprepared(&connection, &format!("CREATE DATABASE {folder}")).await;
    let (start, _) = server.rsplit_once('/').expect("an address with a database");
    format!("{start}/{folder}")
}
