//! The house's own relay, as `video_house` runs it alone: lines of JSON, one way and the other.
use crate::{Relay, page::Arrived, page::Page};
use anyhow::{Context, bail};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

const SOON: Duration = Duration::from_secs(5);

pub struct House {
    child: Child,
    asks: ChildStdin,
    says: Receiver<Value>,
}

impl House {
    pub fn open(program: &str, address: &str) -> anyhow::Result<House> {
        // The hand's own way of taking turns is not the relay's.
        let mut child = Command::new("chrt").args(["--other", "0", program, address]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (asks, out) = (child.stdin.take().context("a way in")?, child.stdout.take().context("a way out")?);
        let (tells, says) = channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(out).lines().map_while(Result::ok);
            lines.filter_map(|it| serde_json::from_str(&it).ok()).all(|it| tells.send(it).is_ok())
        });
        says.recv_timeout(SOON).context("it did not begin")?;
        Ok(House { child, asks, says })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    fn ask(&mut self, asked: Value) -> anyhow::Result<()> {
        Ok(writeln!(self.asks, "{asked}")?)
    }

    /// What is said to this page.
    fn hears(&mut self, who: u32, what: &str) -> anyhow::Result<String> {
        loop {
            let said = self.says.recv_timeout(SOON).with_context(|| format!("no {what}"))?;
            if said["who"] == who && said["lost"] == true {
                bail!("the relay let go of {who}");
            }
            if said["who"] == who
                && let Some(sdp) = said[what].as_str()
            {
                return Ok(sdp.to_owned());
            }
        }
    }
}

impl Relay for House {
    fn publish(&mut self, page: &mut Page, who: u32, arrived: &mut Arrived) -> anyhow::Result<()> {
        self.ask(json!({ "who": who, "do": "send", "sdp": page.offers()? }))?;
        page.is_answered(&self.hears(who, "answer")?, arrived)
    }

    fn subscribe(&mut self, page: &mut Page, who: u32, arrived: &mut Arrived) -> anyhow::Result<()> {
        self.ask(json!({ "who": who, "do": "enter" }))?;
        let offer = self.hears(who, "offer")?;
        let answer = page.takes(&offer, arrived)?;
        self.ask(json!({ "who": who, "do": "agree", "sdp": answer }))
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
