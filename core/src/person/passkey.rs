//! Passkeys: made and used with user verification, without a user name, and saying nothing on the device about where they lead.
use crate::Result;
use url::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

pub struct Passkeys {
    /// None where the address is no host name: an IP address cannot have passkeys.
    webauthn: Option<Webauthn>,
}

impl Passkeys {
    pub fn new(address: &Url) -> Result<Passkeys> {
        let Some(host) = address.domain() else { return Ok(Passkeys { webauthn: None }) };
        Ok(Passkeys { webauthn: Some(WebauthnBuilder::new(host, address)?.build()?) })
    }

    pub fn are_possible(&self) -> bool {
        self.webauthn.is_some()
    }
}
