//! Conversations over real sockets, in raw bytes: with servers that mean well, in a hurry, slow, too many, and with such as lie.
use super::*;
use async_trait::async_trait;
use tokio::{io::BufReader, net::tcp::OwnedWriteHalf};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring::default_provider,
        pki_types::{PrivateKeyDer, ServerName},
    },
};

/// Takes what is for a name that begins with k; the name k-later has to wait.
#[derive(Default)]
struct Hall {
    letters: Mutex<Vec<Came>>,
}

#[async_trait]
impl Door for Hall {
    async fn is_ours(&self, address: &str) -> bool {
        address.starts_with('k')
    }

    async fn take(&self, came: Came) -> Vec<Outcome> {
        let outcomes = came.recipients.iter().map(|it| if it.starts_with("k-later") { Outcome::Later } else { Outcome::Taken }).collect();
        self.letters.lock().unwrap().push(came);
        outcomes
    }
}

impl Hall {
    fn bodies(&self) -> Vec<String> {
        self.letters.lock().unwrap().iter().map(|it| String::from_utf8_lossy(&it.bytes).into_owned()).collect()
    }
}

struct Served {
    hall: Arc<Hall>,
    address: std::net::SocketAddr,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn served(speaks: Protocol, seal: Option<Seal>, bounds: Bounds) -> Served {
    let hall = Arc::new(Hall::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let house = House { speaks, host: "house.example".into(), seal, door: hall.clone(), bounds, guests: Guests::default() };
    Served { hall, address, task: tokio::spawn(house.serve(listener)) }
}

async fn smtp() -> Served {
    served(Protocol::Smtp, None, Bounds::of(Protocol::Smtp)).await
}

/// Says everything at once, and listens to the end.
async fn heard(served: &Served, said: &[u8]) -> String {
    let mut stream = TcpStream::connect(served.address).await.unwrap();
    stream.write_all(said).await.unwrap();
    stream.shutdown().await.unwrap();
    to_the_end(&mut stream).await
}

async fn to_the_end(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut heard = Vec::new();
    let _ = stream.read_to_end(&mut heard).await;
    String::from_utf8(heard).unwrap()
}

/// Listens until these words came.
async fn until(stream: &mut (impl AsyncRead + Unpin), words: &str) -> String {
    let mut heard = String::new();
    while !heard.ends_with(words) {
        let byte = stream.read_u8().await.unwrap_or_else(|_| panic!("it ended: {heard}"));
        heard.push(byte.into());
    }
    heard
}

fn codes(heard: &str) -> Vec<&str> {
    heard.lines().filter(|it| it.as_bytes().get(3) == Some(&b' ')).map(|it| &it[..3]).collect()
}

fn letter(to: &str, text: &str) -> String {
    format!("EHLO mail.example\r\nMAIL FROM:<jane@mail.example>\r\nRCPT TO:<{to}>\r\nDATA\r\n{text}\r\n.\r\n")
}

#[tokio::test]
async fn a_letter_arrives_whole_in_one_breath() {
    let house = smtp().await;
    let said = format!("{}QUIT\r\n", letter("k7@list.example", "From: jane@mail.example\r\n\r\nI walked.\r\n..\r\n...and back"));
    let heard = heard(&house, said.as_bytes()).await;
    assert_eq!(codes(&heard), ["220", "250", "250", "250", "354", "250", "221"], "{heard}");
    let letters = house.hall.letters.lock().unwrap();
    assert_eq!(letters.len(), 1);
    assert_eq!(String::from_utf8_lossy(&letters[0].bytes), "From: jane@mail.example\r\n\r\nI walked.\r\n.\r\n..and back\r\n");
    assert_eq!((letters[0].sender.as_str(), letters[0].recipients.as_slice()), ("jane@mail.example", ["k7@list.example".to_owned()].as_slice()));
    assert!(
        letters[0].by == Some(Peer { address: [127, 0, 0, 1].into(), greeting: "mail.example".into() }),
        "who brought it is what SPF is asked about"
    );
}

#[tokio::test]
async fn a_server_beside_it_is_answered_for_each_and_is_nobody_to_ask_about() {
    let house = served(Protocol::Lmtp, None, Bounds::of(Protocol::Lmtp)).await;
    let said = "LHLO mx\r\nMAIL FROM:<jane@mail.example>\r\nRCPT TO:<k7@list.example>\r\nRCPT TO:<nobody@list.example>\r\nRCPT TO:<k-later@list.example>\r\nDATA\r\nA: b\r\n\r\nx\r\n.\r\nQUIT\r\n";
    let heard = heard(&house, said.as_bytes()).await;
    assert_eq!(codes(&heard), ["220", "250", "250", "250", "550", "250", "354", "250", "451", "221"], "{heard}");
    assert!(house.hall.letters.lock().unwrap()[0].by.is_none());
}

#[tokio::test]
async fn what_the_door_cannot_take_now_stays_with_who_brought_it() {
    let house = smtp().await;
    let heard = heard(&house, letter("k-later@list.example", "A: b\r\n\r\nx").as_bytes()).await;
    assert_eq!(codes(&heard), ["220", "250", "250", "250", "354", "451"], "{heard}");
    assert!(!heard.contains("jane"), "nothing of it is said again: {heard}");
}

/// A letter that is cut off is no letter.
#[tokio::test]
async fn half_a_letter_is_not_taken() {
    let house = smtp().await;
    let whole = letter("k7@list.example", "A: b\r\n\r\nhalf");
    heard(&house, whole.trim_end_matches("\r\n.\r\n").as_bytes()).await;
    assert!(house.hall.bodies().is_empty());
}

#[tokio::test]
async fn one_letter_is_never_two() {
    let ends = [
        "\n.\n",
        "\n.\r\n",
        "\r\n.\n",
        "\r.\r",
        "\r\n.\r",
        "\n.\r",
        "\r.\r\n",
        "\r\n\0.\r\n",
        "\r\n.\0\r\n",
        "\n\n.\n\n",
        "\r\r\n.\r\r\n",
        "\r\n.\r\r\n",
        "\n\r.\n\r",
        "\u{85}.\u{85}",
        "\r\n .\r\n",
        "\r\n. \r\n",
        "\u{2028}.\u{2028}",
        "\0\r\n.\0\n",
    ];
    let house = smtp().await;
    for end in ends {
        let said = format!(
            "EHLO mail.example\r\nMAIL FROM:<jane@mail.example>\r\nRCPT TO:<k7@list.example>\r\nDATA\r\nA: b\r\n\r\nfirst{end}MAIL FROM:<kim@mail.example>\r\nRCPT TO:<k8@list.example>\r\nDATA\r\nA: b\r\n\r\nsecond\r\n.\r\nQUIT\r\n"
        );
        let heard = heard(&house, said.as_bytes()).await;
        let letters = std::mem::take(&mut *house.hall.letters.lock().unwrap());
        assert!(letters.len() <= 1 && letters.iter().all(|it| it.sender.starts_with("jane")), "{end:?}: {heard}");
        assert_eq!(codes(&heard).last(), Some(&"221"), "{end:?}: the conversation went on, so that nothing here is true for its being cut: {heard}");
    }
}

#[tokio::test]
async fn five_hundred_letters_at_once_all_arrive() {
    let house = Arc::new(smtp().await);
    let mut servers = JoinSet::new();
    for number in 0..500 {
        let house = house.clone();
        servers.spawn(async move {
            let said = letter("k7@list.example", &format!("Message-ID: <{number}@mail.example>\r\n\r\n{}", "I walked.\r\n".repeat(100)));
            // As a server does: until it is told that it was taken.
            while !heard(&house, format!("{said}QUIT\r\n").as_bytes()).await.contains("250 2.0.0 Ok") {
                tokio::task::yield_now().await;
            }
        });
    }
    servers.join_all().await;
    let mut ids: Vec<_> = house.hall.bodies().iter().map(|it| it.lines().next().unwrap_or_default().to_owned()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 500);
}

#[tokio::test]
async fn too_many_at_once_are_asked_to_come_later() {
    let house = served(Protocol::Smtp, None, Bounds { of_one: 3, ..Bounds::of(Protocol::Smtp) }).await;
    let mut inside = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(house.address).await.unwrap();
        until(&mut stream, "220 house.example ESMTP\r\n").await;
        inside.push(stream);
    }
    assert!(to_the_end(&mut TcpStream::connect(house.address).await.unwrap()).await.starts_with("421 "));
    // One leaves, and has been told goodbye: there is room again.
    let mut leaving = inside.pop().unwrap();
    leaving.write_all(b"QUIT\r\n").await.unwrap();
    assert!(to_the_end(&mut leaving).await.starts_with("221 "));
    drop(leaving);
    while !heard(&house, b"QUIT\r\n").await.starts_with("220 ") {
        tokio::task::yield_now().await;
    }
    let guests = Guests::default();
    let bounds = Bounds { at_once: 2, ..Bounds::of(Protocol::Smtp) };
    let two = [guests.enter([192, 0, 2, 1].into(), bounds), guests.enter([192, 0, 2, 2].into(), bounds)];
    assert!(two.iter().all(Option::is_some) && guests.enter([192, 0, 2, 3].into(), bounds).is_none(), "from wherever they come");
    drop(two);
    assert!(guests.enter([192, 0, 2, 3].into(), bounds).is_some() && guests.0.lock().unwrap().is_empty());
    assert_eq!(origin("2001:db8::1".parse().unwrap()), origin("2001:db8::2:3".parse().unwrap()), "one network is one guest");
    assert_ne!(origin("2001:db8::1".parse().unwrap()), origin("2001:db8:0:1::1".parse().unwrap()));
}

#[tokio::test]
async fn who_says_nothing_or_goes_on_for_ever_is_not_waited_for() {
    let house = served(Protocol::Smtp, None, Bounds { idle: Duration::from_millis(50), ..Bounds::of(Protocol::Smtp) }).await;
    let mut stream = TcpStream::connect(house.address).await.unwrap();
    assert!(to_the_end(&mut stream).await.ends_with("421 4.4.2 Too slow\r\n"));
    let house = served(Protocol::Smtp, None, Bounds { longest: Duration::from_millis(200), ..Bounds::of(Protocol::Smtp) }).await;
    let mut stream = TcpStream::connect(house.address).await.unwrap();
    until(&mut stream, "220 house.example ESMTP\r\n").await;
    // Always a word, never a pause: it ends all the same.
    let mut heard = String::new();
    while stream.write_all(b"NOOP\r\n").await.is_ok() {
        match stream.read_u8().await {
            Ok(byte) => heard.push(byte.into()),
            Err(_) => break,
        }
    }
    assert!(heard.contains("250 "), "{heard}");
}

#[tokio::test]
async fn who_does_not_listen_cannot_hold_it() {
    let house = served(Protocol::Smtp, None, Bounds { idle: Duration::from_millis(100), ..Bounds::of(Protocol::Smtp) }).await;
    let stream = TcpStream::connect(house.address).await.unwrap();
    let (mut deaf, mut says): (_, OwnedWriteHalf) = stream.into_split();
    // Asks and asks and takes no answer; at the end the house no longer reads either, and then goes.
    while says.write_all("NOOP\r\n".repeat(1000).as_bytes()).await.is_ok() {}
    drop(says);
    let _ = to_the_end(&mut deaf).await;
    assert!(house.hall.bodies().is_empty());
}

fn seal() -> (Seal, watch::Sender<Arc<ServerConfig>>, TlsConnector) {
    let made = rcgen::generate_simple_self_signed(vec!["house.example".into()]).unwrap();
    let provider = Arc::new(default_provider());
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let ours = ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let ours = ours.with_single_cert(vec![made.cert.der().clone()], key).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let theirs = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let (sender, seal) = watch::channel(Arc::new(ours));
    (seal, sender, TlsConnector::from(Arc::new(theirs)))
}

#[tokio::test]
async fn a_line_is_sealed_and_nothing_said_before_counts() {
    let (seal, _renewal, connector) = seal();
    let house = served(Protocol::Smtp, Some(seal), Bounds::of(Protocol::Smtp)).await;
    let mut stream = TcpStream::connect(house.address).await.unwrap();
    // Somebody on the way puts words behind the command: they would be heard as hers once it is sealed.
    let smuggled = format!("EHLO mail.example\r\nSTARTTLS\r\n{}", letter("k7@list.example", "A: b\r\n\r\nsmuggled"));
    stream.write_all(smuggled.as_bytes()).await.unwrap();
    let before = until(&mut stream, "220 2.0.0 Go ahead\r\n").await;
    assert!(before.contains("250 STARTTLS") && codes(&before).len() == 3, "{before}");
    let mut stream = connector.connect(ServerName::try_from("house.example").unwrap(), stream).await.unwrap();
    stream
        .write_all(format!("MAIL FROM:<jane@mail.example>\r\n{}QUIT\r\n", letter("k7@list.example", "A: b\r\n\r\nsealed")).as_bytes())
        .await
        .unwrap();
    let heard = to_the_end(&mut BufReader::new(stream)).await;
    assert_eq!(codes(&heard), ["503", "250", "250", "250", "354", "250", "221"], "{heard}");
    assert!(!heard.contains("STARTTLS"), "{heard}");
    assert_eq!(house.hall.bodies(), ["A: b\r\n\r\nsealed\r\n"]);
}

#[tokio::test]
async fn a_renewed_certificate_counts_at_once() {
    let (seal, renewal, old) = seal();
    let house = served(Protocol::Smtp, Some(seal), Bounds::of(Protocol::Smtp)).await;
    let sealed = async |connector: &TlsConnector| {
        let mut stream = TcpStream::connect(house.address).await.unwrap();
        stream.write_all(b"STARTTLS\r\n").await.unwrap();
        until(&mut stream, "220 2.0.0 Go ahead\r\n").await;
        connector.connect(ServerName::try_from("house.example").unwrap(), stream).await.is_ok()
    };
    assert!(sealed(&old).await);
    let (next, _, new) = self::seal();
    renewal.send(next.borrow().clone()).unwrap();
    assert!(sealed(&new).await && !sealed(&old).await);
}

#[tokio::test]
async fn it_ends_with_who_started_it() {
    let house = smtp().await;
    let mut stream = TcpStream::connect(house.address).await.unwrap();
    until(&mut stream, "220 house.example ESMTP\r\n").await;
    house.task.abort();
    assert_eq!(to_the_end(&mut stream).await, "");
}
