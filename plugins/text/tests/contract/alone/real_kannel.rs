//! With Kannel itself, where it is installed (Debian: kannel, kannel-extras): words there and back, and what became of them.
use crate::fakes::{HER, HOUSE, Made, State, WORDS, http_client, server::serve, text};
use hearth_text::carrier::{Carrier, Event, Fate, Heard, Network, NotSent, Outbound, Trouble, kannel};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::time::{sleep, timeout};

const CENTRE: &str = "/usr/lib/kannel/test/fakesmsc";

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn run(program: &str, arguments: &[&str], said: &Path) -> Running {
    let said = fs::File::create(said).unwrap();
    let mut command = Command::new(program);
    Running(command.args(arguments).stdin(Stdio::null()).stderr(said.try_clone().unwrap()).stdout(said).spawn().unwrap())
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

async fn opens(port: u16) {
    let opened = async {
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(Duration::from_secs(10), opened).await.unwrap();
}

fn settings(ports: [u16; 4], house: u16) -> String {
    let [admin, boxes, sendsms, centre] = ports;
    let get = format!("http://127.0.0.1:{house}/texts?k=secret5&id=%I&from=%q&to=%Q&charset=%C&text=%b");
    format!(
        "group = core\nadmin-port = {admin}\nadmin-interface = 127.0.0.1\nadmin-password = t\nsmsbox-port = {boxes}\nsmsbox-interface = 127.0.0.1\n\
         box-allow-ip = \"127.0.0.1\"\n\ngroup = smsc\nsmsc = fake\nsmsc-id = s1\nhost = 127.0.0.1\nport = {centre}\nconnect-allow-ip = 127.0.0.1\n\n\
         group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = {sendsms}\nsendsms-interface = 127.0.0.1\n\n\
         group = sendsms-user\nusername = house\npassword = pass\nconcatenation = true\nmax-messages = 10\n\n\
         group = sms-service\nkeyword = default\ncatch-all = true\nmax-messages = 0\nget-url = \"{get}\"\n"
    )
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The calls of Kannel that hold this, as our side hears them.
async fn called(state: &State, what: &str, carrier: &kannel::Kannel) -> Heard {
    let found = async {
        loop {
            let path = state.get().raw.iter().find(|it| it.contains(what)).map(|it| it.split(' ').nth(1).unwrap().to_owned());
            if let Some(path) = path {
                return path;
            }
            sleep(Duration::from_millis(50)).await;
        }
    };
    let path = timeout(Duration::from_secs(15), found).await.unwrap();
    Made { method: "GET", url: format!("http://127.0.0.1{path}"), headers: Vec::new(), body: Vec::new() }.hear(carrier).unwrap()
}

#[tokio::test]
async fn words_go_there_and_back() {
    if !Path::new(CENTRE).exists() || !Path::new("/usr/sbin/bearerbox").exists() {
        eprintln!("not tried: kannel is not installed");
        return;
    }
    let folder = Folder(std::env::temp_dir().join(format!("kannel-{}", std::process::id())));
    fs::create_dir_all(&folder.0).unwrap();
    let (state, ports) = (State::default(), [free_port(), free_port(), free_port(), free_port()]);
    let house = serve(state.clone(), |_, _| (200, String::new())).await;
    let file = folder.0.join("kannel.conf");
    fs::write(&file, settings(ports, house)).unwrap();
    let settings = file.to_str().unwrap();
    let _bearer = run("/usr/sbin/bearerbox", &["-v", "4", settings], &folder.0.join("bearer"));
    opens(ports[1]).await;
    let _smsbox = run("/usr/sbin/smsbox", &["-v", "4", settings], &folder.0.join("smsbox"));
    opens(ports[2]).await;
    let phone = folder.0.join("phone");
    let coming = format!("{HER} {HOUSE} text Salut é € 100% & co");
    let _centre = run(CENTRE, &["-H", "127.0.0.1", "-r", &ports[3].to_string(), "-i", "1", "-m", "1", &coming], &phone);

    let config = |passphrase: &str| kannel::Config {
        base: format!("http://127.0.0.1:{}/cgi-bin/sendsms", ports[2]),
        name: "house".to_owned(),
        passphrase: passphrase.to_owned(),
        from: HOUSE.to_owned(),
        // With what Kannel might take for something to fill in.
        report_to: format!("http://127.0.0.1:{house}/texts?x=%C3%A9%20"),
        secret: "secret5".to_owned(),
    };
    let carrier = kannel::Kannel::new(config("pass"), http_client()).unwrap();
    assert_eq!(carrier.check().await, Ok(()));
    let stranger = kannel::Kannel::new(config("other"), http_client()).unwrap();
    assert_eq!(stranger.check().await, Err(Trouble::NotKnown));
    assert_eq!(stranger.send(&text(Network::Sms, HER)).await, Err(NotSent::Never("it does not know us")));

    let arrived = called(&state, "/texts?k=secret5&id=", &carrier).await;
    assert!(matches!(&arrived.events[..], [Event::Arrived(it)] if it.words == "Salut é € 100% & co" && it.from.at == HER && it.to == HOUSE));

    let small = Outbound { words: "small é @ [€]".to_owned(), key: "2".to_owned(), ..text(Network::Sms, HER) };
    let (large, small) = (carrier.send(&text(Network::Sms, HER)).await.unwrap(), carrier.send(&small).await.unwrap());
    for sent in [&large, &small] {
        let reference = &sent.references[0];
        let taken = called(&state, &format!("ref={reference}&dlr=8"), &carrier).await;
        assert_eq!(taken.events, []);
        let brought = called(&state, &format!("ref={reference}&dlr=1&"), &carrier).await;
        assert!(matches!(&brought.events[..], [Event::Receipt(it)] if it.fate == Fate::Delivered && it.reference == *reference));
    }
    // The address of the house came back as it was.
    assert!(state.get().raw.iter().any(|it| it.contains("/texts?x=%C3%A9%20&k=secret5&ref=")));
    // The phone prints what is not plain in its own way.
    let said = fs::read_to_string(&phone).unwrap();
    assert!(said.contains(&format!("<{HOUSE} {HER} text small é @ [€]>")), "{said}");
    let units: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let line = said.lines().find(|it| it.contains("ucs-2")).unwrap();
    let written = line.split("ucs-2 ").nth(1).unwrap().trim_end_matches('>').replace('+', "%20");
    let read: Vec<u8> = percent_decoded(&written);
    assert_eq!(read, units);
}

fn percent_decoded(written: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), written.as_bytes());
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        if *first == b'%' {
            bytes.push(u8::from_str_radix(str::from_utf8(&others[..2]).unwrap(), 16).unwrap());
            rest = &others[2..];
        } else {
            bytes.push(*first);
        }
    }
    bytes
}
