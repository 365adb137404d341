//! The one path of a connection: by which its packets come, and by which they go.
//!
//! A browser tries several at once, over UDP and TCP and from each of its networks. Some, such as Firefox, choose the first that works
//! and soon after a better one. The library stays with the first (rtc-ice 0.21.1): it would send by one path while the page sends by
//! another, hear nothing by its own, and half a minute later call a connection lost that works. So the first that a page chooses is
//! the path. While it lives, what the page tries by others is not answered, and it does not choose them: both ends stay together.
use super::{lock::lock, sdp::Way};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

/// A page asks every five seconds or so whether its path still works. One that did not ask three times lives no more.
const SILENT: Duration = Duration::from_secs(15);

#[derive(Default)]
struct State {
    chosen: Option<(Way, SocketAddr, Instant)>,
    /// Something was tried over UDP.
    has_udp: bool,
}

impl State {
    fn is(&self, from: SocketAddr) -> bool {
        self.chosen.is_some_and(|(way, at, _)| (way, at) == (Way::Udp, from))
    }

    fn lives(&self, now: Instant) -> bool {
        self.chosen.is_some_and(|(way, _, last)| way == Way::Tcp || now.duration_since(last) < SILENT)
    }
}

#[derive(Default)]
pub struct Path(Mutex<State>);

impl Path {
    pub fn is(&self, from: SocketAddr) -> bool {
        lock(&self.0).is(from)
    }

    /// Whether this request, which came over UDP and is proved, is answered. `chooses`: with it, the page chooses this path.
    pub fn answers(&self, now: Instant, from: SocketAddr, chooses: bool) -> bool {
        let mut it = lock(&self.0);
        it.has_udp = true;
        let is_it = it.is(from);
        if !is_it && it.lives(now) {
            return false;
        }
        if is_it || chooses {
            it.chosen = Some((Way::Udp, from, now));
        }
        true
    }

    /// Whether UDP works at least in one direction, and the page has not chosen yet.
    pub fn is_open_for_udp(&self, now: Instant) -> bool {
        let it = lock(&self.0);
        it.has_udp && !it.lives(now)
    }

    /// From now on it is this stream, as long as what is given lives; none where there is a path.
    pub fn by_stream(self: &Arc<Path>, now: Instant, from: SocketAddr) -> Option<ByStream> {
        let mut it = lock(&self.0);
        if it.lives(now) {
            return None;
        }
        it.chosen = Some((Way::Tcp, from, now));
        Some(ByStream(self.clone()))
    }
}

pub struct ByStream(Arc<Path>);

impl Drop for ByStream {
    fn drop(&mut self) {
        lock(&self.0.0).chosen = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(port: u16) -> SocketAddr {
        SocketAddr::from(([192, 0, 2, 7], port))
    }

    #[test]
    fn the_first_that_is_chosen_is_the_path_as_long_as_it_lives() {
        let (path, begin) = (Path::default(), Instant::now());
        assert!(path.answers(begin, address(1), false) && path.answers(begin, address(2), false), "all are tried");
        assert!(path.answers(begin, address(2), true));
        assert!(path.is(address(2)) && !path.is(address(1)));
        for after in [0, 5, 10, 15, 20] {
            let now = begin + Duration::from_secs(after);
            assert!(!path.answers(now, address(1), true) && !path.answers(now, address(1), false), "another is chosen after {after} s");
            assert!(path.answers(now, address(2), false), "its own is not answered after {after} s");
        }
        let now = begin + Duration::from_secs(20) + SILENT;
        assert!(path.answers(now, address(1), true) && path.is(address(1)), "one that is silent holds nobody");
    }

    #[test]
    fn a_stream_is_the_path_where_udp_is_not_and_until_it_ends() {
        let (path, now) = (Arc::new(Path::default()), Instant::now());
        assert!(!path.is_open_for_udp(now), "nothing came over UDP");
        let stream = path.by_stream(now, address(1)).unwrap();
        assert!(path.by_stream(now, address(2)).is_none(), "a second stream");
        assert!(!path.answers(now + 2 * SILENT, address(1), true), "UDP comes too late");
        drop(stream);
        assert!(path.answers(now, address(3), false) && path.is_open_for_udp(now));
        assert!(path.answers(now, address(3), true) && !path.is_open_for_udp(now));
        assert!(path.by_stream(now, address(1)).is_none(), "UDP was first");
    }
}
