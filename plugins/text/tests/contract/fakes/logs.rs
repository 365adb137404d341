//! All that anything says into any log, kept to be looked through.
use std::{
    io::{self, Write},
    sync::{Mutex, Once},
};

static SAID: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static BEGUN: Once = Once::new();

struct Keeper;

impl Write for Keeper {
    fn write(&mut self, said: &[u8]) -> io::Result<usize> {
        SAID.lock().unwrap().extend_from_slice(said);
        Ok(said.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// From here on everything is kept, of the libraries too.
pub fn keep() {
    BEGUN.call_once(|| tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false).with_writer(|| Keeper).init());
}

pub fn said() -> String {
    String::from_utf8_lossy(&SAID.lock().unwrap()).into_owned()
}
