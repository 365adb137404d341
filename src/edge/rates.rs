//! How often one may ask: a bucket for each visit, and a larger one for each network. Kept in memory only, under keyed hashes
//! whose key is new each day and with each start: no address is ever on a disk (safety.md LOG-2, WEB-9).
use super::source;
use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web::Data,
};
use hearth_core::{refusals, vault::DataKey};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::Mutex,
    time::{Duration, Instant},
};

refusals! {
    /// More was asked in a short time than anyone reads.
    TOO_FAST = "frontend-refused-fast" => 429;
}

/// Requests a second that a visit may make for long, and how many at once.
const VISIT: Bucket = Bucket { rate: 5.0, burst: 60.0 };
/// The same for everyone in one network together: a whole shelter may sit behind one address.
const NETWORK: Bucket = Bucket { rate: 50.0, burst: 600.0 };
const MOST: usize = 50_000;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Clone, Copy)]
struct Bucket {
    rate: f64,
    burst: f64,
}

/// What is left in each bucket.
pub struct Rates {
    is_on: bool,
    kept: Mutex<Kept>,
}

struct Kept {
    key: Option<DataKey>,
    since: Instant,
    left: HashMap<[u8; 8], (f64, Instant)>,
}

impl Default for Rates {
    fn default() -> Self {
        Rates::new(true)
    }
}

impl Rates {
    /// `is_on`: benchmarks of the pages themselves, from one address, switch it off.
    pub fn new(is_on: bool) -> Rates {
        Rates { is_on, kept: Mutex::new(Kept { key: DataKey::random().ok(), since: Instant::now(), left: HashMap::new() }) }
    }

    /// Whether this visit, from this network, may ask once more now.
    pub fn take(&self, source: Option<IpAddr>, visit: &str, now: Instant) -> bool {
        if !self.is_on {
            return true;
        }
        let mut kept = self.kept.lock().unwrap_or_else(|it| it.into_inner());
        if now.duration_since(kept.since) > DAY {
            *kept = Kept { key: DataKey::random().ok(), since: now, left: HashMap::new() };
        }
        // Loopback is the reverse proxy on the same machine, or the shelter's own desk.
        let network = match source {
            Some(it) if it.is_loopback() => None,
            Some(IpAddr::V4(it)) => Some(it.octets()[..3].to_vec()),
            Some(IpAddr::V6(it)) => Some(it.octets()[..6].to_vec()),
            None => None,
        };
        let by_network = network.is_none_or(|it| kept.take("network", &it, NETWORK, now));
        let by_visit = visit.is_empty() || kept.take("visit", visit.as_bytes(), VISIT, now);
        by_network && by_visit
    }
}

impl Kept {
    fn take(&mut self, what: &str, name: &[u8], bucket: Bucket, now: Instant) -> bool {
        let Some(key) = &self.key else { return true };
        let hash = key.keyed_hash(what, name);
        let mut short = [0; 8];
        short.copy_from_slice(&hash[..8]);
        if self.left.len() >= MOST {
            // Full buckets tell nothing that a new one would not.
            self.left.retain(|_, (_, last)| now.duration_since(*last).as_secs_f64() < NETWORK.burst / NETWORK.rate);
        }
        let (left, last) = self.left.get(&short).copied().unwrap_or((bucket.burst, now));
        let filled = (left + now.duration_since(last).as_secs_f64() * bucket.rate).min(bucket.burst);
        let allowed = filled >= 1.0;
        self.left.insert(short, (if allowed { filled - 1.0 } else { filled }, now));
        allowed
    }
}

/// Leaving, files and health are never counted.
fn is_counted(path: &str) -> bool {
    !(path == "/leave" || path == "/gone" || path == "/health" || path == "/ready" || path.starts_with("/assets/"))
}

/// Middleware.
pub async fn not_too_many(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, Error> {
    let allowed = !is_counted(request.path())
        || request.app_data::<Data<Rates>>().is_none_or(|rates| {
            let source = request.extensions().get::<source::From>().and_then(|it| it.0);
            let cookie = request.headers().get("cookie").and_then(|it| it.to_str().ok()).unwrap_or_default();
            rates.take(source, cookie, Instant::now())
        });
    match allowed {
        true => Ok(next.call(request).await?.map_into_right_body()),
        false => Ok(request.error_response(hearth_core::Error::from(TOO_FAST)).map_into_left_body()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_that_asks_too_fast_rests_and_then_goes_on() {
        let (rates, begun) = (Rates::new(true), Instant::now());
        let allowed = (0..100).filter(|_| rates.take(None, "session=a", begun)).count();
        assert_eq!(allowed, 60);
        assert!(rates.take(None, "session=b", begun), "another visit is not held up");
        assert!(rates.take(None, "session=a", begun + Duration::from_secs(1)));
    }

    #[test]
    fn a_network_has_a_larger_measure_than_a_visit() {
        let (rates, begun) = (Rates::new(true), Instant::now());
        let from: Option<IpAddr> = "198.51.100.7".parse().ok();
        let allowed = (0..2000).filter(|it| rates.take(from, &format!("session={it}"), begun)).count();
        assert_eq!(allowed, 600);
        assert!(!rates.take("198.51.100.200".parse().ok(), "session=x", begun), "the same network");
        assert!(rates.take("203.0.113.7".parse().ok(), "session=y", begun), "another network");
    }
}
