//! A line to the daemon: JSON-RPC 2.0, one object in each line. What is longer than any text is skipped, unread.
use super::Config;
use crate::carrier::{
    LONGEST_BODY,
    http::{Lost, Patience},
};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    time::{Instant, timeout, timeout_at},
};

pub const NOT_READ: i64 = -32600;
pub const NO_SUCH_METHOD: i64 = -32601;
pub const NO_SUCH_ACCOUNT: i64 = -32602;
pub const NOT_POSSIBLE: i64 = -1;
pub const OTHER_KEY: i64 = -4;

/// So long nothing may be heard until it is asked whether anybody is there.
const SILENCE: Duration = Duration::from_secs(60);

/// Why there is no result. The daemon's own words are not kept: they hold numbers.
#[derive(Debug)]
pub enum Failed {
    Lost(Lost),
    /// What it says of each recipient, where it says anything, is a word of its list.
    Fault {
        code: i64,
        results: Vec<String>,
    },
}

pub struct Line {
    reader: BufReader<OwnedReadHalf>,
    writer: OwnedWriteHalf,
    /// The beginning of a line whose end is to come.
    begun: Vec<u8>,
    is_too_long: bool,
    asked: u64,
}

impl Line {
    pub async fn open(config: &Config, patience: Patience) -> Result<Line, Lost> {
        let opening = TcpStream::connect((config.host.as_str(), config.port));
        let stream = timeout(patience.connect, opening).await.map_err(|_| Lost::Before)?.map_err(|_| Lost::Before)?;
        let (reader, writer) = stream.into_split();
        Ok(Line { reader: BufReader::new(reader), writer, begun: Vec::new(), is_too_long: false, asked: 0 })
    }

    /// Asks, and waits for the answer to just this; what else is said meanwhile is for others.
    pub async fn ask(&mut self, method: &str, params: &Value, patience: Patience) -> Result<Value, Failed> {
        let until = Instant::now() + patience.whole;
        let id = timeout_at(until, self.say(method, params)).await.map_err(|_| Failed::Lost(Lost::After))?.map_err(Failed::Lost)?;
        loop {
            let said = timeout_at(until, self.read()).await.map_err(|_| Failed::Lost(Lost::After))?.map_err(Failed::Lost)?;
            if said.get("id").and_then(Value::as_str) == Some(id.as_str()) && said.get("method").is_none() {
                return answer(said);
            }
        }
    }

    /// The next thing that is said. After a long silence it asks for a sign of life: a line may be dead and nobody is told.
    pub async fn next(&mut self, patience: Patience) -> Result<Value, Lost> {
        if let Ok(said) = timeout(SILENCE, self.read()).await {
            return said;
        }
        self.say("version", &json!({})).await?;
        timeout(patience.whole, self.read()).await.map_err(|_| Lost::After)?
    }

    async fn say(&mut self, method: &str, params: &Value) -> Result<String, Lost> {
        self.asked += 1;
        let id = self.asked.to_string();
        let said = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.writer.write_all(format!("{said}\n").as_bytes()).await.map_err(|_| Lost::After)?;
        Ok(id)
    }

    /// One line that is JSON. It may be dropped in between: what was read is kept.
    async fn read(&mut self) -> Result<Value, Lost> {
        loop {
            let piece = self.reader.fill_buf().await.map_err(|_| Lost::After)?;
            if piece.is_empty() {
                return Err(Lost::After);
            }
            let end = piece.iter().position(|it| *it == b'\n');
            let taken = end.unwrap_or(piece.len());
            self.is_too_long |= self.begun.len() + taken > LONGEST_BODY;
            if self.is_too_long {
                self.begun.clear();
            } else {
                self.begun.extend_from_slice(&piece[..taken]);
            }
            self.reader.consume(taken + usize::from(end.is_some()));
            if end.is_some() {
                let (line, was_too_long) = (std::mem::take(&mut self.begun), std::mem::take(&mut self.is_too_long));
                if was_too_long {
                    tracing::warn!("a line of this carrier was too long, and was not read");
                }
                if let Ok(said) = serde_json::from_slice(&line) {
                    return Ok(said);
                }
            }
        }
    }
}

fn answer(mut said: Value) -> Result<Value, Failed> {
    let Some(fault) = said.get("error").filter(|it| !it.is_null()) else { return Ok(said.get_mut("result").map(Value::take).unwrap_or_default()) };
    let results = fault.pointer("/data/response/results").and_then(Value::as_array);
    let results = results.into_iter().flatten().filter_map(|it| it.get("type").and_then(Value::as_str)).map(str::to_owned).collect();
    Err(Failed::Fault { code: fault.get("code").and_then(Value::as_i64).unwrap_or_default(), results })
}
