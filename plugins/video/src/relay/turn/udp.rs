//! Clients that come over UDP.
use super::{Client, Line, Out, Turn};
use std::{io, net::UdpSocket, sync::Arc, time::Instant};

/// Longer than any packet on the way.
const LONGEST: usize = 2048;
/// Answers a second to whoever has nothing here yet. A forged sender gets somebody else an answer three times as long as the question:
/// a house that answers few is no weapon.
const STRANGERS: u32 = 200;

pub fn serve(turn: &Arc<Turn>, socket: UdpSocket) -> io::Result<()> {
    socket.set_nonblocking(true)?;
    let socket = Arc::new(tokio::net::UdpSocket::from_std(socket)?);
    let turn = turn.clone();
    tokio::spawn(async move {
        let mut room = vec![0; LONGEST];
        let mut budget = Budget::new(Instant::now());
        loop {
            // An error is word of a client that is gone.
            let Ok((length, address)) = socket.recv_from(&mut room).await else { continue };
            let client = Client { line: Line::Udp, address };
            if !turn.knows(client) && !budget.takes(Instant::now()) {
                continue;
            }
            let back = socket.clone();
            // What finds no room is lost, as on any line.
            let out = Out::new(move |packet| drop(back.try_send_to(packet, address)));
            turn.hear(room.get(..length).unwrap_or_default(), client, &out);
        }
    });
    Ok(())
}

struct Budget {
    since: Instant,
    left: u32,
}

impl Budget {
    fn new(now: Instant) -> Budget {
        Budget { since: now, left: STRANGERS }
    }

    fn takes(&mut self, now: Instant) -> bool {
        if now.duration_since(self.since).as_secs() > 0 {
            *self = Budget::new(now);
        }
        let is_fine = self.left > 0;
        self.left = self.left.saturating_sub(1);
        is_fine
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_flood_of_strangers_gets_few_answers() {
        let begin = Instant::now();
        let mut budget = Budget::new(begin);
        assert_eq!((0..1000).filter(|_| budget.takes(begin)).count(), STRANGERS as usize);
        assert_eq!((0..1000).filter(|_| budget.takes(begin + Duration::from_secs(1))).count(), STRANGERS as usize);
    }
}
