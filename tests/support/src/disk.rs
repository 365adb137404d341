//! A disk of the tests' own under the binary: the power can go, it can be full, and it can be gone. See `disk.c`. It is made with the C compiler
//! that also made the database's library.
use crate::Installed;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// Everything in the data folder that belongs to the database.
const FILES: [&str; 3] = ["hearth.db", "hearth.db-wal", "hearth.db-shm"];

pub struct Disk {
    data: PathBuf,
    /// What has reached it.
    reached: PathBuf,
    full: PathBuf,
    gone: PathBuf,
}

impl Disk {
    /// Puts it under a folder in which the databases of the tests lie, and says what a program must be told to use it.
    pub fn under(folder: &Path, data: &Path) -> (Disk, Vec<(&'static str, String)>) {
        let disk = Disk { data: data.into(), reached: folder.join("reached"), full: folder.join("full"), gone: folder.join("gone") };
        fs::create_dir_all(&disk.reached).expect("a folder");
        disk.copy(&disk.data, &disk.reached);
        let told = vec![
            ("LD_PRELOAD", library().display().to_string()),
            ("DISK_REACHED", disk.reached.display().to_string()),
            ("DISK_FULL", disk.full.display().to_string()),
            ("DISK_GONE", disk.gone.display().to_string()),
        ];
        (disk, told)
    }

    /// The power goes, and comes back: what had not reached the disk was never there. The binary has been killed.
    pub fn power_goes(&self) {
        for name in FILES {
            let _ = fs::remove_file(self.data.join(name));
        }
        self.copy(&self.reached, &self.data);
    }

    pub fn fills_up(&self) {
        fs::write(&self.full, b"").expect("a sign");
    }

    pub fn has_space_again(&self) {
        fs::remove_file(&self.full).expect("the sign");
    }

    /// Nothing of the database can be read or written any more.
    pub fn is_pulled_out(&self) {
        fs::write(&self.gone, b"").expect("a sign");
    }

    fn copy(&self, from: &Path, to: &Path) {
        for name in FILES.iter().take(2).filter(|it| from.join(it).exists()) {
            fs::copy(from.join(name), to.join(name)).expect("copied");
        }
    }
}

impl Installed {
    /// The same on a disk of the tests' own.
    pub fn on_a_disk_of_ours(self) -> (Installed, Disk) {
        let (disk, told) = Disk::under(self.folder(), &self.data());
        (told.into_iter().fold(self, |it, (name, value)| it.with(name, value)), disk)
    }
}

/// Made once for each test program.
fn library() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let to = std::env::temp_dir().join(format!("hearth-test-disk-{}.so", std::process::id()));
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("disk.c");
        let made = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).args([&to, &from]).arg("-ldl").status().expect("cc runs");
        assert!(made.success(), "disk.c was not compiled");
        to
    })
}
