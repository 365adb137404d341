//! With the daemon of signal-cli itself, where it is: `SIGNAL_CLI` is its start script (and `JAVA_HOME` its Java). Nothing can be sent
//! without Signal's servers; what is seen is that it speaks as the fake does.
use crate::fakes::{HER, HOUSE, basket, text};
use hearth_text::carrier::{
    Carrier, Network, NotSent, Outbound, Trouble,
    http::Patience,
    signal::{Config, Signal},
};
use std::{
    fs,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn the_daemon_speaks_as_the_fake_does() {
    let Ok(program) = std::env::var("SIGNAL_CLI") else {
        eprintln!("not tried: signal-cli is not here");
        return;
    };
    let folder = std::env::temp_dir().join(format!("signal-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let place = format!("127.0.0.1:{port}");
    let mut command = Command::new("bash");
    command.arg(program).args(["--config", folder.to_str().unwrap(), "daemon", "--tcp", &place, "--receive-mode=manual"]);
    let _running = Running(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    let patience = Patience { connect: Duration::from_secs(1), whole: Duration::from_secs(10) };
    let carrier = Signal::new(Config { host: "127.0.0.1".to_owned(), port, account: HOUSE.to_owned() }, patience).unwrap();
    for _ in 0..200 {
        if carrier.check().await != Err(Trouble::OutOfReach) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(carrier.check().await, Err(Trouble::NoSuchNumber));
    let stranger = Err(NotSent::Never("it does not have our account"));
    let hers = text(Network::Signal, HER);
    assert_eq!(carrier.send(&hers).await, stranger);
    assert_eq!(carrier.send(&Outbound { timer: Some(Duration::from_secs(60)), ..hers.clone() }).await, stranger);
    assert_eq!(carrier.recall(&hers.to, "5").await.map_err(Some), Err(stranger.err()));
    let (inbox, _taken) = basket(0);
    assert!(tokio::time::timeout(Duration::from_millis(500), carrier.listen(&inbox)).await.is_err());
    let _ = fs::remove_dir_all(&folder);
}
