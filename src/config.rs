//! What the installation decides, as opposed to the shelter: read here and nowhere else, from defaults, then the file
//! `hearth.toml`, then the environment (`HEARTH__LISTEN`), then the command line. Declared once: the manual and the example
//! file are made of the comments below.
mod letters;
mod media;
mod turn;

use crate::edge::source::{Network, TrustedProxies};
use anyhow::{Context, Result, anyhow};
use garde::Validate;
use hearth_core::{settings::Settings, vault::Source};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};
use url::{Host, Url};

/// Everything that the installation may decide. Everything has a default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the server listens. Behind a reverse proxy leave it on loopback; in a container use 0.0.0.0:8080.
    #[garde(length(max = 100))]
    pub listen: String,
    /// The address in people's browsers. Anything but this machine itself must begin with https.
    #[garde(length(max = 300))]
    pub address: String,
    /// The folder of the database. Copy it to keep it safe, but never together with the master key.
    #[garde(length(max = 1000))]
    pub data: String,
    /// Where the database is, if it is not in the data folder: postgres://user:password@host/name.
    #[garde(length(max = 1000))]
    pub database: String,
    /// The file of the master key, outside the data folder. Without it nothing that was kept can be read. Empty: beside the
    /// data folder, with .key at the end. It is made at the first start.
    #[garde(length(max = 1000))]
    pub master_key_file: String,
    /// The master key itself, 32 bytes in base64, where it arrives as an environment variable instead of a file.
    #[garde(length(max = 100))]
    pub master_key: String,
    /// Reverse proxies whose X-Forwarded-For is believed: addresses or networks, with commas between them.
    #[garde(length(max = 2000))]
    pub trusted_proxies: String,
    /// How much the log says. It never says who, what or from where, at any level.
    #[garde(skip)]
    pub log: Level,
    /// How the log is written.
    #[garde(skip)]
    pub log_format: LogFormat,
    /// Where traces go, by OTLP over HTTP, such as http://127.0.0.1:4318/v1/traces. Empty: nowhere. Ids and counts only.
    #[garde(length(max = 300))]
    pub otlp: String,
    /// Where counts can be read for monitoring, such as 127.0.0.1:9464. Empty: nowhere. Loopback only.
    #[garde(length(max = 100))]
    pub metrics_listen: String,
    /// Where sound and picture of meetings arrive, over UDP and TCP alike, such as 0.0.0.0:3478. Browsers must reach this port. Empty:
    /// on this machine itself a port that is free, and otherwise nowhere: then there are no meetings with sound and picture.
    #[garde(length(max = 100))]
    pub media_listen: String,
    /// The address and port under which browsers find `media_listen`, such as 203.0.113.7:3478, where that is another: behind a router,
    /// in a container, or where it listens on 0.0.0.0. People in a meeting can see it, and no other address.
    #[garde(length(max = 100))]
    pub media_address: String,
    /// Where the way round arrives, over UDP and TCP alike, such as 0.0.0.0:3479: for networks that let only little through. It is TURN, and
    /// leads to `media_listen` and nowhere else. Empty: not here.
    #[garde(length(max = 100))]
    pub media_turn_listen: String,
    /// The name or address, and the port, under which browsers find `media_turn_listen`, such as relay.example.org:3479. Empty: they are not
    /// told of it, because something in front takes TLS off and brings them here.
    #[garde(length(max = 300))]
    pub media_turn_address: String,
    /// Where the way round arrives by TLS, such as 0.0.0.0:443. Empty: nowhere, or something in front takes TLS off.
    #[garde(length(max = 100))]
    pub media_turn_tls_listen: String,
    /// The name and port under which browsers find the way round by TLS, such as relay.example.org:443. The certificate must be for this name.
    #[garde(length(max = 300))]
    pub media_turn_tls_address: String,
    /// The file of the certificate for `media_turn_tls_listen`, in PEM, with those above it. It is read again when it changes.
    #[garde(length(max = 1000))]
    pub media_turn_certificate: String,
    /// The file of its key, in PEM.
    #[garde(length(max = 1000))]
    pub media_turn_key: String,
    /// Where letters arrive from a mail server on the same machine, by LMTP, such as 127.0.0.1:2424. Empty: not so.
    #[garde(length(max = 100))]
    pub letters_lmtp_listen: String,
    /// Where letters arrive from anywhere, by SMTP, such as 0.0.0.0:25. Empty: not so. Without either, a mailbox can be named on the
    /// administrator's page.
    #[garde(length(max = 100))]
    pub letters_smtp_listen: String,
    /// The file of the certificate for `letters_smtp_listen`, in PEM, with those above it. It is read again when it changes.
    #[garde(length(max = 1000))]
    pub letters_certificate: String,
    /// The file of its key, in PEM.
    #[garde(length(max = 1000))]
    pub letters_key: String,
    /// The resolver that is asked about the senders of letters, such as 127.0.0.1:53. Empty: the machine's own.
    #[garde(length(max = 100))]
    pub letters_resolver: String,
    /// A file of certificates, in PEM, that are trusted beside the machine's own: of a relay or a mailbox that the shelter runs itself.
    #[garde(length(max = 1000))]
    pub letters_authority: String,
    /// What /.well-known/security.txt names as contact, such as mailto:it@example.org. Empty: there is no such file.
    #[garde(length(max = 300))]
    pub security_contact: String,
    /// Threads that answer requests. 0: one for each two processors, at most 8.
    #[garde(range(min = 0, max = 64))]
    pub workers: u32,
}

/// How much the log says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Error,
    Warn,
    Info,
    Debug,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    Text,
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            listen: "127.0.0.1:8080".into(),
            address: "http://localhost:8080".into(),
            data: "./hearth-data".into(),
            database: String::new(),
            master_key_file: String::new(),
            master_key: String::new(),
            trusted_proxies: String::new(),
            log: Level::Info,
            log_format: LogFormat::Text,
            otlp: String::new(),
            metrics_listen: String::new(),
            media_listen: String::new(),
            media_address: String::new(),
            media_turn_listen: String::new(),
            media_turn_address: String::new(),
            media_turn_tls_listen: String::new(),
            media_turn_tls_address: String::new(),
            media_turn_certificate: String::new(),
            media_turn_key: String::new(),
            letters_lmtp_listen: String::new(),
            letters_smtp_listen: String::new(),
            letters_certificate: String::new(),
            letters_key: String::new(),
            letters_resolver: String::new(),
            letters_authority: String::new(),
            security_contact: String::new(),
            workers: 0,
        }
    }
}

impl Settings for Config {
    const NAMESPACE: &'static str = "hearth";
}

/// What the command line says about it.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Given {
    /// The configuration file. Without this: hearth.toml here, if there is one.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Where the server listens.
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    pub listen: Option<String>,
    /// The address in people's browsers.
    #[arg(long, global = true, value_name = "URL")]
    pub address: Option<String>,
    /// The folder of the database.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data: Option<String>,
}

/// Reads all of it.
pub fn read(given: &Given) -> Result<Config> {
    let file = match &given.config {
        Some(file) => config::File::from(file.as_path()).format(config::FileFormat::Toml).required(true),
        None => config::File::from(Path::new("hearth.toml")).format(config::FileFormat::Toml).required(false),
    };
    let environment = config::Environment::with_prefix("HEARTH").prefix_separator("__").separator("__").try_parsing(false);
    let mut read: Config = config::Config::builder()
        .add_source(file)
        .add_source(environment)
        .build()
        .and_then(config::Config::try_deserialize)
        .map_err(|fault| anyhow!("The configuration cannot be read: {fault}."))?;
    for (field, given) in [(&mut read.listen, &given.listen), (&mut read.address, &given.address), (&mut read.data, &given.data)] {
        if let Some(given) = given {
            field.clone_from(given);
        }
    }
    Ok(read)
}

impl Config {
    /// Everything that is wrong with it, each a sentence. Empty: nothing.
    pub fn problems(&self) -> Vec<String> {
        let found = [
            self.listen().err(),
            self.address().err(),
            self.trusted_proxies().err(),
            self.metrics_listen().err(),
            self.media().err(),
            self.letters().err(),
            self.otlp().err(),
            self.database_is_known().err(),
            self.validate().err().map(|report| anyhow!("A value is out of bounds: {report}")),
        ];
        found.into_iter().flatten().map(|it| format!("{it:#}")).collect()
    }

    pub fn listen(&self) -> Result<SocketAddr> {
        self.listen
            .parse()
            .ok()
            .with_context(|| format!("`listen` is \"{}\"; it must be an address and a port, such as 127.0.0.1:8080.", self.listen))
    }

    /// Plain HTTP only for this machine itself: anything else would send the sign-in in clear.
    pub fn address(&self) -> Result<Url> {
        let address: Url = self
            .address
            .parse()
            .ok()
            .with_context(|| format!("`address` is \"{}\"; it must be a web address, such as https://notes.example.org.", self.address))?;
        let is_loopback = match address.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(it)) => it.is_loopback(),
            Some(Host::Ipv6(it)) => it.is_loopback(),
            None => false,
        };
        match address.scheme() {
            "https" if address.path() == "/" => Ok(address),
            "http" if is_loopback && address.path() == "/" => Ok(address),
            "http" if !is_loopback => Err(anyhow!(
                "`address` is \"{}\": over plain http anyone on the way could read along. Use https; see deploy/README.md for a reverse proxy that does it.",
                self.address
            )),
            "http" | "https" => Err(anyhow!("`address` is \"{}\"; nothing may come after the host and port.", self.address)),
            _ => Err(anyhow!("`address` is \"{}\"; it must begin with https.", self.address)),
        }
    }

    pub fn trusted_proxies(&self) -> Result<TrustedProxies> {
        let parts = self.trusted_proxies.split(',').map(str::trim).filter(|it| !it.is_empty());
        let networks: Result<Vec<Network>> = parts.map(str::parse).collect();
        Ok(TrustedProxies(networks.context("`trusted_proxies` is wrong")?))
    }

    /// Loopback only: counts of a small house tell something, too.
    pub fn metrics_listen(&self) -> Result<Option<SocketAddr>> {
        if self.metrics_listen.is_empty() {
            return Ok(None);
        }
        match self.metrics_listen.parse::<SocketAddr>() {
            Ok(it) if it.ip().is_loopback() => Ok(Some(it)),
            _ => Err(anyhow!("`metrics_listen` is \"{}\"; it must be a loopback address and a port, such as 127.0.0.1:9464.", self.metrics_listen)),
        }
    }

    pub fn otlp(&self) -> Result<Option<Url>> {
        if self.otlp.is_empty() {
            return Ok(None);
        }
        let url = self
            .otlp
            .parse()
            .ok()
            .with_context(|| format!("`otlp` is \"{}\"; it must be a web address, such as http://127.0.0.1:4318/v1/traces.", self.otlp))?;
        Ok(Some(url))
    }

    fn database_is_known(&self) -> Result<()> {
        let known = self.database.is_empty() || ["sqlite://", "postgres://", "postgresql://"].iter().any(|it| self.database.starts_with(it));
        // The address of a database holds a password: it is not repeated.
        known.then_some(()).context("`database` must begin with postgres:// or sqlite://, or be empty for SQLite in the data folder.")
    }

    pub fn data(&self) -> PathBuf {
        PathBuf::from(&self.data)
    }

    pub fn database(&self) -> String {
        match self.database.is_empty() {
            true => format!("sqlite://{}", self.data().join("hearth.db").display()),
            false => self.database.clone(),
        }
    }

    pub fn master_key(&self) -> Source {
        let beside = format!("{}.key", self.data.trim_end_matches('/'));
        match (self.master_key.is_empty(), self.master_key_file.is_empty()) {
            (false, _) => Source::Given(self.master_key.clone()),
            (true, false) => Source::File(PathBuf::from(&self.master_key_file)),
            (true, true) => Source::File(PathBuf::from(beside)),
        }
    }

    /// The example file: every key with its comment, and its default commented out.
    pub fn example() -> String {
        let defaults = serde_json::to_value(Config::default()).unwrap_or_default();
        let mut text =
            String::from("# Everything has a default; uncomment what you change. Each key can also be set in the environment: HEARTH__LISTEN.\n");
        for field in hearth_core::settings::declared::fields::<Config>() {
            text.push_str(&format!("\n# {}\n# {} = {}\n", field.about, field.name, defaults[&field.name]));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(how: impl FnOnce(&mut Config)) -> Vec<String> {
        let mut config = Config::default();
        how(&mut config);
        config.problems()
    }

    #[test]
    fn as_downloaded_nothing_is_wrong() {
        assert_eq!(Config::default().problems(), Vec::<String>::new());
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for fine in ["https://notes.example.org", "http://localhost:8080", "http://127.0.0.1:9", "http://[::1]:80"] {
            assert!(with(|it| it.address = fine.into()).is_empty(), "{fine}");
        }
        for wrong in [
            "http://notes.example.org",
            "http://192.168.1.4:8080",
            "notes.example.org",
            "https://example.org/notes",
            "ftp://localhost",
            "http://localhost.example.org",
        ] {
            assert_eq!(with(|it| it.address = wrong.into()).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong = with(|it| {
            it.listen = "8080".into();
            it.address = "nowhere".into();
            it.trusted_proxies = "10.0.0.0/8, proxy".into();
            it.metrics_listen = "0.0.0.0:9464".into();
            it.database = "mysql://root:secret@db".into();
        });
        assert_eq!(wrong.len(), 5, "{wrong:?}");
        assert!(!wrong.concat().contains("secret"), "a password in a message");
    }

    #[test]
    fn sound_and_picture_arrive_where_it_is_said_or_on_this_machine_alone() {
        let media = |listen: &str, address: &str, house: &str| {
            let mut config = Config { media_listen: listen.into(), media_address: address.into(), ..Config::default() };
            if !house.is_empty() {
                config.address = house.into();
            }
            config.media()
        };
        let own = media("", "", "").unwrap().expect("on this machine");
        assert!(own.listen.ip().is_loopback() && own.public.is_none(), "{own:?}");
        assert_eq!(media("", "", "https://notes.example.org").unwrap(), None, "nothing is open that nobody asked for");
        let served = media("0.0.0.0:3478", "203.0.113.7:3478", "https://notes.example.org").unwrap().expect("served");
        assert_eq!(served.public, Some("203.0.113.7:3478".parse().unwrap()));
        for (listen, address) in
            [("0.0.0.0:3478", ""), ("3478", ""), ("10.0.0.1:0", ""), ("", "203.0.113.7:3478"), ("0.0.0.0:1", "0.0.0.0:1"), ("0.0.0.0:1", "x")]
        {
            assert!(media(listen, address, "").is_err(), "{listen} {address}");
        }
    }

    #[test]
    fn the_example_is_the_default() {
        let text: String =
            Config::example().lines().filter_map(|it| it.strip_prefix("# ")).filter(|it| it.contains(" = ")).map(|it| format!("{it}\n")).collect();
        let read: Config =
            config::Config::builder().add_source(config::File::from_str(&text, config::FileFormat::Toml)).build().unwrap().try_deserialize().unwrap();
        assert_eq!(read, Config::default());
    }
}
