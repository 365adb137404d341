//! A room with people in it, and a line into it as a page has one.
use futures_util::{SinkExt, StreamExt};
use hearth::{edge::rates::Rates, serving::Options};
use hearth_core::{
    clock::days,
    settings,
    table::group::{self, Duration as Length},
};
use serde_json::{Value, json};
use std::{collections::HashMap, time::Duration};
use support::{Browser, GroupOf, Shelter};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, http::Request},
};

/// Longer than anything takes, shorter than a person's patience.
pub const SOON: Duration = Duration::from_secs(8);

/// A shelter that does not mind how fast a test clicks and writes.
pub async fn patient() -> Shelter {
    let mut options = Options { workers: 2, ..Options::default() };
    options.edge.rates = actix_web::web::Data::new(Rates::new(false));
    let shelter = Shelter::open_with(options).await;
    shelter.set_up(|_| {}).await;
    shelter.lets_newcomers_talk().await;
    let wide = hearth_chat::Settings { messages_per_minute: 1_000_000, ..Default::default() };
    settings::change(&shelter.kernel, None, None, &wide).await.expect("set");
    shelter
}

/// A chat whose words are kept, or never are.
pub async fn chat(shelter: &Shelter, is_kept: bool) -> GroupOf {
    chat_with(shelter, is_kept, |_| {}).await
}

pub async fn chat_with(shelter: &Shelter, is_kept: bool, how: impl Fn(&mut group::Model) + Send + Sync + 'static) -> GroupOf {
    let ends = shelter.clock.now() + days(7);
    shelter
        .open_group_with("chat", move |it| {
            if !is_kept {
                it.keep_hours = None;
                it.duration = Some(Length::TimeLimited);
                it.ends = Some(ends);
            }
            how(it);
        })
        .await
}

/// The line of an open page.
pub struct Line {
    pub socket: WebSocketStream<TcpStream>,
    /// The room's life and the last number that this page has.
    pub life: String,
    pub n: u64,
    pub me: u64,
    /// Aliases by number.
    pub names: HashMap<u64, String>,
    /// The log as the page shows it.
    pub shows: Vec<(u64, String)>,
}

/// As a page of ours asks for it.
pub fn request(shelter: &Shelter, group: &GroupOf, browser: &Browser, after: &str) -> Request<()> {
    shelter.line(browser, &format!("{}/chat/live{after}", group.address()))
}

impl Line {
    pub async fn open(shelter: &Shelter, group: &GroupOf, browser: &Browser) -> Line {
        let socket = shelter.connect(request(shelter, group, browser, "")).await.expect("a line");
        let mut line = Line { socket, life: String::new(), n: 0, me: 0, names: HashMap::new(), shows: Vec::new() };
        line.hears("hello").await;
        line
    }

    /// Comes back after the line was cut. The last number of the room, up to which there is something to read.
    pub async fn reopen(&mut self, shelter: &Shelter, group: &GroupOf, browser: &Browser) -> u64 {
        let after = format!("?life={}&n={}", self.life, self.n);
        self.socket = shelter.connect(request(shelter, group, browser, &after)).await.expect("a line");
        self.hears("hello").await["n"].as_u64().unwrap_or_default()
    }

    pub async fn sends(&mut self, value: Value) {
        self.socket.send(Message::text(value.to_string())).await.expect("sent");
    }

    pub async fn says(&mut self, c: &str, words: &str) {
        self.sends(json!({ "t": "say", "c": c, "b": words })).await;
    }

    /// The next frame; none where the line has ended. What it says stands on the page afterwards.
    pub async fn next(&mut self) -> Option<Value> {
        loop {
            let text = match timeout(SOON, self.socket.next()).await.expect("something within a while")? {
                Ok(Message::Text(text)) => text,
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => continue,
            };
            let frame: Value = serde_json::from_str(&text).expect("a frame");
            self.take(&frame);
            return Some(frame);
        }
    }

    /// As the page's script does.
    fn take(&mut self, frame: &Value) {
        let number = |name: &str| frame[name].as_u64().unwrap_or_default();
        match frame["t"].as_str().unwrap_or_default() {
            "hello" => {
                (self.life, self.me) = (frame["life"].as_str().unwrap_or_default().to_owned(), number("me"));
                if frame["fresh"] == true {
                    self.shows.clear();
                    self.n = 0;
                }
            }
            "who" => drop(self.names.insert(number("a"), frame["name"].as_str().unwrap_or_default().to_owned())),
            "said" => {
                assert!(number("n") > self.n, "{frame} after {}", self.n);
                assert!(self.names.contains_key(&number("a")), "nobody said who {frame} is by");
                self.n = number("n");
                self.shows.push((self.n, frame["b"].as_str().unwrap_or_default().to_owned()));
            }
            "gone" => {
                let gone: Vec<u64> = frame["n"].as_array().expect("numbers").iter().filter_map(Value::as_u64).collect();
                self.shows.retain(|(n, _)| !gone.contains(n));
            }
            _ => {}
        }
    }

    /// Everything up to a frame of this kind.
    pub async fn hears(&mut self, what: &str) -> Value {
        loop {
            let frame = self.next().await.unwrap_or_else(|| panic!("the line ended before {what}"));
            if frame["t"] == what {
                return frame;
            }
        }
    }

    /// Everything up to these words.
    pub async fn reads(&mut self, words: &str) -> Value {
        loop {
            let frame = self.hears("said").await;
            if frame["b"] == words {
                return frame;
            }
        }
    }

    pub fn words(&self) -> Vec<&str> {
        self.shows.iter().map(|(_, it)| it.as_str()).collect()
    }

    /// The code that the line is closed with.
    pub async fn ends(&mut self) -> u16 {
        loop {
            match timeout(SOON, self.socket.next()).await.expect("it ends within a while") {
                Some(Ok(Message::Close(why))) => return why.map_or(1005, |it| it.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return 1006,
            }
        }
    }
}
