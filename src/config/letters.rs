//! Where letters arrive, as the configuration says it.
use super::Config;
use anyhow::{Result, anyhow};
use hearth_core::{Letters, LettersTls};
use std::net::SocketAddr;

impl Config {
    /// What the house needs for letters, as far as it is the installation's to say. The rest stands on the administrator's page.
    pub fn letters(&self) -> Result<Letters> {
        let given = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
        let socket = |name: &str, it: &str, example: &str| -> Result<Option<SocketAddr>> {
            match given(it).map(|it| it.parse::<SocketAddr>()).transpose() {
                Ok(Some(at)) if at.port() == 0 => Err(anyhow!("`{name}` is \"{it}\"; it must name a port.")),
                Ok(at) => Ok(at),
                Err(_) => Err(anyhow!("`{name}` is \"{it}\"; it must be an address and a port, such as {example}.")),
            }
        };
        let lmtp = socket("letters_lmtp_listen", &self.letters_lmtp_listen, "127.0.0.1:2424")?;
        let smtp = socket("letters_smtp_listen", &self.letters_smtp_listen, "0.0.0.0:25")?;
        // Whoever brings letters by LMTP is believed to have taken them from somewhere: it must be this machine's own server.
        if let Some(at) = lmtp.filter(|it| !it.ip().is_loopback() && !is_private(it)) {
            return Err(anyhow!(
                "`letters_lmtp_listen` is \"{at}\"; only a server beside this one may reach it: give a loopback or private address."
            ));
        }
        let tls = match [&self.letters_certificate, &self.letters_key].map(|it| given(it)) {
            [Some(certificate), Some(key)] => Some(LettersTls { certificate: certificate.into(), key: key.into() }),
            [None, None] => None,
            _ => return Err(anyhow!("`letters_certificate` and `letters_key` belong together: give both or none.")),
        };
        if tls.is_some() && smtp.is_none() {
            return Err(anyhow!("`letters_certificate` is given, and `letters_smtp_listen` is not: say where letters arrive."));
        }
        let resolver = socket("letters_resolver", &self.letters_resolver, "127.0.0.1:53")?;
        Ok(Letters { lmtp, smtp, tls, resolver, authority: given(&self.letters_authority).map(Into::into) })
    }
}

/// Of a network inside a house or between containers (RFC 1918, RFC 4193).
fn is_private(at: &SocketAddr) -> bool {
    match at {
        SocketAddr::V4(it) => it.ip().is_private(),
        SocketAddr::V6(it) => it.ip().is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(how: impl FnOnce(&mut Config)) -> Result<Letters> {
        let mut config = Config::default();
        how(&mut config);
        config.letters()
    }

    #[test]
    fn nothing_said_is_nowhere_and_half_said_is_a_mistake() {
        assert_eq!(with(|_| {}).expect("nothing is fine"), Letters::default());
        let both = with(|it| {
            it.letters_smtp_listen = "0.0.0.0:25".into();
            it.letters_lmtp_listen = "127.0.0.1:2424".into();
        });
        assert!(both.expect("both are fine").lmtp.is_some());
        let wrong: [fn(&mut Config); 5] = [
            |it| it.letters_smtp_listen = "25".into(),
            |it| it.letters_smtp_listen = "0.0.0.0:0".into(),
            |it| it.letters_lmtp_listen = "203.0.113.7:24".into(),
            |it| it.letters_certificate = "cert.pem".into(),
            |it| {
                it.letters_certificate = "cert.pem".into();
                it.letters_key = "key.pem".into();
            },
        ];
        for how in wrong {
            assert!(with(how).is_err());
        }
    }
}
