//! The way round, as the configuration says it.
use super::Config;
use anyhow::{Result, anyhow};
use hearth_core::{Turn, TurnTls};
use std::net::SocketAddr;
use url::Host;

impl Config {
    /// The way round; none where nothing is said about it. What is said about half of it would look like one and lead nowhere.
    pub(super) fn turn(&self) -> Result<Option<Turn>> {
        let given = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
        let socket = |name: &str, it: &str| -> Result<Option<SocketAddr>> {
            let read = given(it).map(|it| it.parse::<SocketAddr>()).transpose();
            read.map_err(|_| anyhow!("`{name}` is \"{it}\"; it must be an address and a port, such as 0.0.0.0:3479."))
        };
        let told = |name: &str, it: &str| match it.rsplit_once(':') {
            _ if it.is_empty() => Ok(None),
            Some((host, port)) if Host::parse(host).is_ok() && port.parse::<u16>().is_ok() => given(it).map(Ok).transpose(),
            _ => Err(anyhow!("`{name}` is \"{it}\"; it must be a name and a port, such as relay.example.org:443.")),
        };
        let files = [&self.media_turn_certificate, &self.media_turn_key].map(|it| given(it));
        let tls = match (socket("media_turn_tls_listen", &self.media_turn_tls_listen)?, files) {
            (Some(listen), [Some(certificate), Some(key)]) => Some(TurnTls { listen, certificate: certificate.into(), key: key.into() }),
            (None, [None, None]) => None,
            _ => {
                return Err(anyhow!(
                    "`media_turn_tls_listen`, `media_turn_certificate` and `media_turn_key` belong together: give all three or none."
                ));
            }
        };
        let turn = Turn {
            listen: socket("media_turn_listen", &self.media_turn_listen)?,
            address: told("media_turn_address", &self.media_turn_address)?,
            tls,
            tls_address: told("media_turn_tls_address", &self.media_turn_tls_address)?,
        };
        if turn == Turn::default() {
            return Ok(None);
        }
        if turn.address.is_none() && turn.tls_address.is_none() {
            return Err(anyhow!("The way round is not told to anybody: give `media_turn_address`, `media_turn_tls_address` or both."));
        }
        if turn.address.is_some() && turn.listen.is_none() {
            return Err(anyhow!("`media_turn_address` is given, and `media_turn_listen` is not: say where it arrives."));
        }
        if turn.tls_address.is_some() && turn.tls.is_none() && turn.listen.is_none() {
            return Err(anyhow!(
                "`media_turn_tls_address` is given, and nothing listens: give `media_turn_tls_listen`, or `media_turn_listen` behind whatever takes TLS off."
            ));
        }
        if turn.tls.is_some() && turn.tls_address.is_none() {
            return Err(anyhow!("`media_turn_tls_listen` is given, and `media_turn_tls_address` is not: say under which name browsers find it."));
        }
        Ok(Some(turn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_round_is_said_whole_or_not_at_all() {
        let turn = |[listen, address, tls_listen, tls_address, certificate, key]: [&str; 6], media: &str| {
            let own = String::from;
            Config {
                media_listen: media.into(),
                media_turn_listen: own(listen),
                media_turn_address: own(address),
                media_turn_tls_listen: own(tls_listen),
                media_turn_tls_address: own(tls_address),
                media_turn_certificate: own(certificate),
                media_turn_key: own(key),
                ..Config::default()
            }
            .media()
        };
        const MEDIA: &str = "203.0.113.7:3478";
        assert_eq!(turn([""; 6], MEDIA).unwrap().expect("media").turn, None, "off unless it is asked for");
        let behind = ["127.0.0.1:3479", "", "", "relay.example.org:443", "", ""];
        let all = ["0.0.0.0:3479", "203.0.113.7:3479", "0.0.0.0:443", "relay.example.org:443", "/c.pem", "/k.pem"];
        for given in [behind, all, ["0.0.0.0:3479", "[2001:db8::7]:3479", "", "", "", ""]] {
            assert!(turn(given, MEDIA).unwrap().expect("media").turn.is_some(), "{given:?}");
            assert!(turn(given, "").is_err(), "it leads nowhere: {given:?}");
        }
        for wrong in [
            ["0.0.0.0:3479", "", "", "", "", ""],
            ["", "relay.example.org:3479", "", "", "", ""],
            ["", "", "", "relay.example.org:443", "", ""],
            ["3479", "relay.example.org:3479", "", "", "", ""],
            ["0.0.0.0:3479", "relay.example.org", "", "", "", ""],
            ["0.0.0.0:3479", "https://relay.example.org:443", "", "", "", ""],
            ["0.0.0.0:3479", "", "", "relay.example.org:https", "", ""],
            ["", "", "0.0.0.0:443", "relay.example.org:443", "/c.pem", ""],
            ["", "", "0.0.0.0:443", "relay.example.org:443", "", "/k.pem"],
            ["", "", "0.0.0.0:443", "", "/c.pem", "/k.pem"],
            ["0.0.0.0:3479", "", "", "relay.example.org:443", "/c.pem", "/k.pem"],
        ] {
            assert!(turn(wrong, MEDIA).is_err(), "{wrong:?}");
        }
    }
}
