//! Janus's VideoRoom, by its WebSocket protocol: https://janus.conf.meetecho.com/docs/videoroom.html
use crate::{Relay, page::Arrived, page::Page};
use anyhow::{Context, bail};
use serde_json::{Value, json};
use std::net::TcpStream;
use tungstenite::{Message, WebSocket, client::IntoClientRequest};

pub struct Janus {
    socket: WebSocket<TcpStream>,
    session: u64,
    asked: u64,
    room: u64,
    feeds: Vec<Value>,
}

impl Janus {
    pub fn open(address: &str, room: u64) -> anyhow::Result<Janus> {
        let mut request = format!("ws://{address}/").into_client_request()?;
        request.headers_mut().insert("Sec-WebSocket-Protocol", "janus-protocol".parse()?);
        let (socket, _) = tungstenite::client::client(request, TcpStream::connect(address)?).map_err(|it| anyhow::anyhow!("{it}"))?;
        let mut it = Janus { socket, session: 0, asked: 0, room, feeds: Vec::new() };
        it.session = it.ask(json!({ "janus": "create" }), false)?["data"]["id"].as_u64().context("a session")?;
        let handle = it.attach()?;
        // As light as it can be: no bound on the rate, no reports for each packet.
        let room = json!({ "request": "create", "room": room, "publishers": 100, "videocodec": "vp8", "bitrate": 0, "notify_joining": false,
            "transport_wide_cc_ext": false, "permanent": false });
        it.ask(json!({ "janus": "message", "handle_id": handle, "body": room }), false)?;
        Ok(it)
    }

    /// The answer; or the event that follows it.
    fn ask(&mut self, mut asked: Value, is_event: bool) -> anyhow::Result<Value> {
        self.asked += 1;
        let name = json!(format!("t{}", self.asked));
        asked["transaction"] = name.clone();
        if self.session != 0 {
            asked["session_id"] = json!(self.session);
        }
        self.socket.send(Message::text(asked.to_string()))?;
        loop {
            let Message::Text(text) = self.socket.read()? else { continue };
            let said: Value = serde_json::from_str(&text)?;
            if said["janus"] == "error" || said["plugindata"]["data"]["error"].is_string() {
                bail!("Janus says {said}");
            }
            if said["transaction"] == name && said["janus"] != "ack" && (!is_event || said["janus"] == "event") {
                return Ok(said);
            }
        }
    }

    fn attach(&mut self) -> anyhow::Result<u64> {
        self.ask(json!({ "janus": "attach", "plugin": "janus.plugin.videoroom" }), false)?["data"]["id"].as_u64().context("a handle")
    }
}

fn sdp(said: &Value) -> anyhow::Result<&str> {
    said["jsep"]["sdp"].as_str().context("a description")
}

impl Relay for Janus {
    fn publish(&mut self, page: &mut Page, _: u32, arrived: &mut Arrived) -> anyhow::Result<()> {
        let handle = self.attach()?;
        let body = json!({ "request": "joinandconfigure", "room": self.room, "ptype": "publisher", "audio": false, "video": true });
        let offer = json!({ "type": "offer", "sdp": page.offers()? });
        let said = self.ask(json!({ "janus": "message", "handle_id": handle, "body": body, "jsep": offer }), true)?;
        self.feeds.push(said["plugindata"]["data"]["id"].clone());
        page.is_answered(sdp(&said)?, arrived)
    }

    fn subscribe(&mut self, page: &mut Page, _: u32, arrived: &mut Arrived) -> anyhow::Result<()> {
        let handle = self.attach()?;
        let streams: Vec<Value> = self.feeds.iter().map(|it| json!({ "feed": it })).collect();
        let body = json!({ "request": "join", "room": self.room, "ptype": "subscriber", "streams": streams });
        let said = self.ask(json!({ "janus": "message", "handle_id": handle, "body": body }), true)?;
        let answer = json!({ "type": "answer", "sdp": page.takes(sdp(&said)?, arrived)? });
        self.ask(json!({ "janus": "message", "handle_id": handle, "body": { "request": "start" }, "jsep": answer }), true).map(drop)
    }
}
