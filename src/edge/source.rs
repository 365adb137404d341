//! Where a request comes from. `X-Forwarded-For` counts only when a proxy that the configuration names sent it; otherwise
//! anyone could claim any address. The address is used to count with and is never written down.
use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web::Data,
};
use anyhow::{Context, bail};
use std::{net::IpAddr, str::FromStr};

/// Where a request comes from; in the request's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct From(pub Option<IpAddr>);

/// The proxies that may say where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(pub Vec<Network>);

/// `10.0.0.0/8`, or a single address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl FromStr for Network {
    type Err = anyhow::Error;
    fn from_str(text: &str) -> anyhow::Result<Network> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.trim().parse().ok().with_context(|| format!("\"{text}\" is not an address or a network such as 10.0.0.0/8"))?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits.trim().parse().ok().with_context(|| format!("\"{text}\" is not a network such as 10.0.0.0/8"))?,
            None => most,
        };
        if bits > most {
            bail!("\"{text}\" has more than {most} bits");
        }
        Ok(Network { address, bits })
    }
}

impl Network {
    pub fn contains(&self, address: IpAddr) -> bool {
        let (mine, its) = match (self.address, address.to_canonical()) {
            (IpAddr::V4(mine), IpAddr::V4(its)) => (u128::from(mine.to_bits()) << 96, u128::from(its.to_bits()) << 96),
            (IpAddr::V6(mine), IpAddr::V6(its)) => (mine.to_bits(), its.to_bits()),
            _ => return false,
        };
        // Shifted by the whole width, nothing is left to compare: every address is in it.
        let shift = 128 - u32::from(self.bits);
        mine.checked_shr(shift) == its.checked_shr(shift)
    }
}

impl TrustedProxies {
    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|it| it.contains(address))
    }

    /// The nearest address that no trusted proxy has.
    pub fn source(&self, peer: Option<IpAddr>, forwarded: &str) -> Option<IpAddr> {
        let mut source = peer?;
        for claimed in forwarded.rsplit(',').map(str::trim).filter(|it| !it.is_empty()) {
            if !self.trusts(source) {
                break;
            }
            match claimed.parse() {
                Ok(address) => source = address,
                Err(_) => break,
            }
        }
        Some(source)
    }
}

/// Middleware: finds it, for whatever counts.
pub async fn find(request: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let peer = request.peer_addr().map(|it| it.ip());
    let source = request.app_data::<Data<TrustedProxies>>().and_then(|it| {
        let forwarded: Vec<&str> = request.headers().get_all("x-forwarded-for").filter_map(|it| it.to_str().ok()).collect();
        it.source(peer, &forwarded.join(","))
    });
    request.extensions_mut().insert(From(source));
    request.extensions_mut().insert(hearth_core::web::Source(source.or(peer)));
    next.call(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(networks: &[&str]) -> TrustedProxies {
        TrustedProxies(networks.iter().map(|it| it.parse().unwrap()).collect())
    }

    fn source(proxies: &TrustedProxies, peer: &str, forwarded: &str) -> String {
        proxies.source(Some(peer.parse().unwrap()), forwarded).unwrap().to_string()
    }

    #[test]
    fn a_stranger_cannot_claim_an_address() {
        assert_eq!(source(&proxies(&[]), "203.0.113.9", "198.51.100.1"), "203.0.113.9");
        assert_eq!(source(&proxies(&["10.0.0.0/8"]), "203.0.113.9", "198.51.100.1"), "203.0.113.9");
    }

    #[test]
    fn behind_proxies_it_is_the_nearest_address_that_is_none_of_them() {
        let proxies = proxies(&["10.0.0.0/8", "::1"]);
        assert_eq!(source(&proxies, "10.1.2.3", "198.51.100.1"), "198.51.100.1");
        // What the client itself put in front is not believed.
        assert_eq!(source(&proxies, "10.1.2.3", "192.0.2.66, 198.51.100.1, 10.9.9.9"), "198.51.100.1");
        assert_eq!(source(&proxies, "::1", "not an address"), "::1");
    }

    #[test]
    fn networks_are_read_exactly() {
        for wrong in ["10.0.0.0/33", "10.0.0/8", "", "10.0.0.0/x", "::/129"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
        let all: Network = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains("203.0.113.9".parse().unwrap()));
        let one: Network = "192.0.2.128/25".parse().unwrap();
        assert!(one.contains("192.0.2.200".parse().unwrap()) && !one.contains("192.0.2.100".parse().unwrap()));
        assert!(one.contains("::ffff:192.0.2.200".parse().unwrap()));
    }
}
