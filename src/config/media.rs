//! Where sound and picture arrive, as the configuration says it.
use super::Config;
use anyhow::{Result, anyhow};
use hearth_core::Media;
use std::net::SocketAddr;

impl Config {
    /// Where sound and picture arrive. Whoever tries it on her own machine has them without a word; whoever serves others says where,
    /// for a port that browsers cannot reach would look like a meeting and be silent.
    pub fn media(&self) -> Result<Option<Media>> {
        let public = match self.media_address.as_str() {
            "" => None,
            given => match given.parse::<SocketAddr>() {
                Ok(it) if !it.ip().is_unspecified() && it.port() != 0 => Some(it),
                _ => return Err(anyhow!("`media_address` is \"{given}\"; it must be an address and a port, such as 203.0.113.7:3478.")),
            },
        };
        if self.media_listen.is_empty() {
            if public.is_some() {
                return Err(anyhow!("`media_address` is given, and `media_listen` is not: say where sound and picture arrive."));
            }
            if self.turn()?.is_some() {
                return Err(anyhow!("There is a way round, and `media_listen` is not given: say where it leads to."));
            }
            let listen = self.listen().ok().filter(|it| it.ip().is_loopback());
            let is_own_machine = self.address().is_ok_and(|it| it.scheme() == "http");
            return Ok(listen.filter(|_| is_own_machine).map(|it| Media { listen: SocketAddr::new(it.ip(), 0), public: None, turn: None }));
        }
        match self.media_listen.parse::<SocketAddr>() {
            Ok(it) if it.port() == 0 => Err(anyhow!("`media_listen` is \"{}\"; it must name a port.", self.media_listen)),
            Ok(it) if it.ip().is_unspecified() && public.is_none() => {
                Err(anyhow!("`media_listen` is \"{}\", which no browser can call: `media_address` must say what browsers call.", self.media_listen))
            }
            Ok(listen) => Ok(Some(Media { listen, public, turn: self.turn()? })),
            Err(_) => Err(anyhow!("`media_listen` is \"{}\"; it must be an address and a port, such as 0.0.0.0:3478.", self.media_listen)),
        }
    }
}
