//! The daemon of signal-cli as signal-cli-jsonrpc(5) and signal-cli(1) say: send, updateContact, remoteDelete, subscribeReceive,
//! listAccounts, version. In manual mode it tells only who has subscribed.
use super::{Coming, Fake, HER, HOUSE, Mood, PATIENCE, State, Told};
use async_trait::async_trait;
use hearth_text::carrier::{
    Carrier,
    signal::{Config, Signal as Ours},
};
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

pub struct Signal {
    pub state: State,
    port: u16,
}

/// One that is somebody's failure is told with an error of its own kind.
fn failed(code: i64, fate: &str) -> Value {
    let results = json!([{ "recipientAddress": { "uuid": null, "number": HER }, "type": fate }]);
    json!({ "code": code, "message": "said with the number", "data": { "response": { "timestamp": 5, "results": results } } })
}

fn answer(method: &str, params: &Value, state: &State) -> Result<Value, Value> {
    let mut seen = state.get();
    let fault = |code: i64, why: &str| Err(json!({ "code": code, "message": why, "data": null }));
    let account = params["account"].as_str();
    match (seen.mood, method) {
        (_, "version") => return Ok(json!({ "version": "0.13.19" })),
        (Mood::Stranger, "listAccounts") => return Ok(json!([])),
        (_, "listAccounts") => return Ok(json!([{ "number": HOUSE }])),
        (Mood::Stranger, _) => return fault(-32602, "Specified account does not exist"),
        _ if account != Some(HOUSE) => return fault(-32602, "Specified account does not exist"),
        (Mood::Busy, _) => return Err(failed(-5, "RATE_LIMIT_FAILURE")),
        (Mood::Broken, _) => return fault(-32603, "a fault"),
        _ => {}
    }
    let sent = |at: u64| json!({ "timestamp": at, "results": [{ "recipientAddress": { "uuid": "u", "number": HER }, "type": "SUCCESS" }] });
    match method {
        "send" if seen.mood == Mood::OtherKey => Err(failed(-4, "IDENTITY_FAILURE")),
        "send" if seen.mood == Mood::Dead => Err(failed(-1, "UNREGISTERED_FAILURE")),
        "send" => {
            seen.texts.push((params["recipient"][0].as_str().unwrap().to_owned(), params["message"].as_str().unwrap().to_owned()));
            seen.count += 1;
            Ok(sent(1_700_000_000_000 + seen.count))
        }
        "updateContact" => {
            seen.timers.push((params["recipient"].as_str().unwrap().to_owned(), params["expiration"].as_u64().unwrap()));
            Ok(json!({}))
        }
        "remoteDelete" => {
            seen.recalled.push(params["targetTimestamp"].to_string());
            Ok(sent(7))
        }
        "subscribeReceive" => Ok(json!(0)),
        _ => fault(-32601, "Method not implemented"),
    }
}

async fn one(line: TcpStream, state: State) -> Option<()> {
    let (reader, mut writer) = line.into_split();
    let mut lines = BufReader::new(reader).lines();
    loop {
        let asked = lines.next_line().await.ok()??;
        let asked: Value = serde_json::from_str(&asked).unwrap();
        let (method, mood) = (asked["method"].as_str().unwrap(), state.get().mood);
        state.get().raw.push(asked.to_string());
        let said = match mood {
            Mood::Silent => {
                tokio::time::sleep(Duration::from_secs(60)).await;
                return None;
            }
            Mood::Closes | Mood::Redirects => return None,
            Mood::Swallows => {
                answer(method, &asked["params"], &state).ok();
                return None;
            }
            Mood::Endless => "x".repeat(100_000),
            Mood::Babbles => "hello".to_owned(),
            _ => {
                let mut said = json!({ "jsonrpc": "2.0", "id": asked["id"] });
                match answer(method, &asked["params"], &state) {
                    Ok(result) => said["result"] = result,
                    Err(error) => said["error"] = error,
                }
                // Whoever is on the line may hear of others in between.
                format!("{}\n{said}", json!({ "jsonrpc": "2.0", "method": "receive", "params": { "envelope": {} } }))
            }
        };
        writer.write_all(format!("{said}\n").as_bytes()).await.ok()?;
        if method == "subscribeReceive" && mood == Mood::Fine {
            loop {
                let waiting = std::mem::take(&mut state.get().waiting);
                for it in waiting {
                    if it == json!("hang up") {
                        return None;
                    }
                    let said = if it.is_string() { it.as_str().unwrap().to_owned() } else { it.to_string() };
                    writer.write_all(format!("{said}\n").as_bytes()).await.ok()?;
                }
                // Who hangs up is told no more.
                if let Ok(said) = tokio::time::timeout(Duration::from_millis(10), lines.next_line()).await {
                    said.ok()??;
                }
            }
        }
    }
}

pub fn config(port: u16) -> Config {
    Config { host: "127.0.0.1".to_owned(), port, account: HOUSE.to_owned() }
}

pub fn told(envelope: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": "receive", "params": { "subscription": 0, "result": { "envelope": envelope, "account": HOUSE } } })
}

pub fn envelope(coming: Coming<'_>) -> Value {
    let at = 1_700_000_000_000_u64 + u64::from(coming.number);
    let picture = json!({ "contentType": "image/jpeg", "filename": "name-canary.jpg", "id": "x", "size": 3 });
    let attachments: Vec<_> = coming.is_picture.then_some(picture).into_iter().collect();
    let message = json!({ "timestamp": at, "message": coming.words, "expiresInSeconds": 0, "viewOnce": false, "mentions": [], "attachments": attachments, "contacts": [] });
    json!({ "source": coming.from, "sourceNumber": coming.from, "sourceUuid": "5f0c-canary", "sourceName": "name-canary", "sourceDevice": 1, "timestamp": at, "dataMessage": message })
}

#[async_trait]
impl Fake for Signal {
    async fn start() -> Signal {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let (state, port) = (State::default(), listener.local_addr().unwrap().port());
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(one(line, shared.clone()));
            }
        });
        Signal { state, port }
    }

    fn state(&self) -> &State {
        &self.state
    }

    fn port(&self) -> u16 {
        self.port
    }

    fn carrier(&self, port: u16) -> (Arc<dyn Carrier>, String) {
        let ours = Ours::new(config(port), PATIENCE).unwrap();
        let printed = format!("{ours:?} {:?}", config(port));
        (Arc::new(ours), printed)
    }

    fn tells(&self, coming: Coming<'_>) -> Told {
        self.state.get().waiting.push(told(&envelope(coming)));
        Told::Line
    }

    fn reports(&self, reference: &str, is_gone: bool) -> Option<Told> {
        if is_gone {
            return None;
        }
        let receipt = json!({ "when": 1, "isDelivery": true, "isRead": false, "isViewed": false, "timestamps": [reference.parse::<u64>().unwrap()] });
        self.state.get().waiting.push(told(&json!({ "sourceNumber": HER, "sourceUuid": "5f0c-canary", "timestamp": 1, "receiptMessage": receipt })));
        Some(Told::Line)
    }
}
