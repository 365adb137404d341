//! What waits leaves in its order, together, and what cannot leave keeps nothing else back.
use super::*;
fn socket() -> UdpSocket {
    let it = UdpSocket::bind("127.0.0.1:0").unwrap();
    it.set_nonblocking(true).unwrap();
    it
}

fn got(receiver: &UdpSocket) -> Vec<Vec<u8>> {
    let mut bytes = [0; 100];
    std::iter::from_fn(|| receiver.recv(&mut bytes).ok().map(|length| bytes[..length].to_vec())).collect()
}

#[tokio::test]
async fn what_waits_leaves_by_one_call_in_its_order() {
    let (socket, one, other) = (socket(), socket(), socket());
    let leaving = Leaving::of(thread::current().id());
    for at in 0..4_u8 {
        let to = if at % 2 == 0 { &one } else { &other };
        assert_eq!(leaving.push(&socket, &[at; 3], to.local_addr().unwrap()), 0);
    }
    leaving.is_due().await;
    assert!(got(&one).is_empty(), "nothing has left yet");
    assert_eq!(leaving.send(&socket), 0);
    assert_eq!((got(&one), got(&other)), (vec![vec![0; 3], vec![2; 3]], vec![vec![1; 3], vec![3; 3]]));
    assert_eq!(leaving.send(&socket), 0);
    assert!(got(&one).is_empty(), "once");
}

#[test]
fn no_more_wait_than_leave_together() {
    let (socket, one) = (socket(), socket());
    let leaving = Leaving::of(thread::current().id());
    for at in 0..=MOST {
        assert_eq!(leaving.push(&socket, &[at as u8], one.local_addr().unwrap()), 0);
    }
    assert_eq!(got(&one).len(), MOST);
    leaving.send(&socket);
    assert_eq!(got(&one), [[MOST as u8]]);
}

#[test]
fn what_cannot_go_keeps_nothing_back() {
    let (socket, one) = (socket(), socket());
    let leaving = Leaving::of(thread::current().id());
    let to = one.local_addr().unwrap();
    // A socket of one family sends nothing to the other.
    for to in [to, "[::1]:9".parse().unwrap(), to, "[::1]:9".parse().unwrap()] {
        leaving.push(&socket, b"word", to);
    }
    assert_eq!(leaving.send(&socket), 2);
    assert_eq!(got(&one).len(), 2);
}

#[test]
fn it_is_of_its_thread_alone() {
    let leaving = Leaving::of(thread::current().id());
    assert!(leaving.is_here());
    assert!(!thread::spawn(move || leaving.is_here()).join().unwrap());
}
