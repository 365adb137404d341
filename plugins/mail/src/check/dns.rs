//! A name server for the tests, which says what a test wrote down: over UDP, on this machine alone.
use hickory_resolver::proto::{
    op::{Message, ResponseCode},
    rr::{
        Name, RData, Record,
        rdata::{MX, PTR, TXT},
    },
};
use std::net::{IpAddr, SocketAddr};
use tokio::{net::UdpSocket, task::JoinHandle};

/// What stands where. A text of no pieces stands for trouble.
pub struct Zone(Vec<(String, RData)>);

impl Zone {
    pub fn empty() -> Zone {
        Zone(Vec::new())
    }

    pub fn text(mut self, name: &str, value: &str) -> Zone {
        // As in a real zone: no more than 255 bytes in one piece (RFC 1035, 3.3).
        let pieces = value.as_bytes().chunks(255).collect();
        self.0.push((name.into(), RData::TXT(TXT::from_bytes(pieces))));
        self
    }

    pub fn exchange(mut self, name: &str, preference: u16, host: &str) -> Zone {
        self.0.push((name.into(), RData::MX(MX::new(preference, self::name(host)))));
        self
    }

    pub fn address(mut self, name: &str, address: &str) -> Zone {
        self.0.push((name.into(), RData::from(address.parse::<IpAddr>().expect("an address"))));
        self
    }

    pub fn reverse(mut self, address: &str, host: &str) -> Zone {
        let at = Name::from(address.parse::<IpAddr>().expect("an address"));
        self.0.push((at.to_ascii().trim_end_matches('.').into(), RData::PTR(PTR(self::name(host)))));
        self
    }

    /// It has trouble with this name, and says so.
    pub fn fails(mut self, name: &str) -> Zone {
        self.0.push((name.into(), RData::TXT(TXT::new(Vec::new()))));
        self
    }

    pub async fn served(self) -> Served {
        let socket = UdpSocket::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = socket.local_addr().expect("its address");
        let answering = tokio::spawn(async move {
            let mut bytes = [0; 1232];
            while let Ok((length, whom)) = socket.recv_from(&mut bytes).await {
                let Ok(asked) = Message::from_vec(&bytes[..length]) else { continue };
                let answer = self.answer(asked).to_vec().expect("an answer");
                socket.send_to(&answer, whom).await.expect("sent");
            }
        });
        Served { address, answering }
    }

    fn answer(&self, asked: Message) -> Message {
        let mut answer = asked.into_response();
        let Some(query) = answer.queries.first().cloned() else { return answer };
        let wanted = query.name().to_ascii().trim_end_matches('.').to_ascii_lowercase();
        let there: Vec<&RData> = self.0.iter().filter(|(name, _)| *name == wanted).map(|it| &it.1).collect();
        answer.metadata.recursion_available = true;
        answer.metadata.response_code = match there.as_slice() {
            [] => ResponseCode::NXDomain,
            some if some.iter().any(|it| matches!(it, RData::TXT(text) if text.txt_data.is_empty())) => ResponseCode::ServFail,
            _ => ResponseCode::NoError,
        };
        if answer.metadata.response_code == ResponseCode::NoError {
            let of_the_kind = there.into_iter().filter(|it| it.record_type() == query.query_type());
            answer.answers = of_the_kind.map(|it| Record::from_rdata(query.name().clone(), 60, it.clone())).collect();
        }
        answer
    }
}

/// Dropped, it answers no more.
pub struct Served {
    pub address: SocketAddr,
    answering: JoinHandle<()>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.answering.abort();
    }
}

fn name(host: &str) -> Name {
    Name::from_ascii(format!("{}.", host.trim_end_matches('.'))).expect("a name")
}
