//! The network of another's making (`tests/support/smsc.mjs`), as a process of its own that ends with the test.
use super::*;
use serde_json::{Value, json};
use std::process::Stdio;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

pub struct Smsc {
    pub port: u16,
    orders: ChildStdin,
    happened: Lines<BufReader<ChildStdout>>,
    _process: Child,
}

impl Smsc {
    pub async fn start() -> Smsc {
        Smsc::start_with(&[]).await
    }

    pub async fn start_with(environment: &[(&str, &str)]) -> Smsc {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/smsc.mjs");
        let mut process = Command::new("node")
            .arg(script)
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("node, with npm's smpp beside the script");
        let (orders, out) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        let mut smsc = Smsc { port: 0, orders, happened: BufReader::new(out).lines(), _process: process };
        smsc.port = u16::try_from(smsc.expect("listening").await["port"].as_u64().unwrap()).unwrap();
        smsc
    }

    pub async fn order(&mut self, order: Value) {
        self.orders.write_all(format!("{order}\n").as_bytes()).await.unwrap();
    }

    /// Sets how it behaves from now on.
    pub async fn behave(&mut self, how: Value) {
        self.order(how).await;
        // What was ordered before is done when this is answered: one line after the other.
        self.order(json!({ "order": "ask" })).await;
        self.expect("there").await;
    }

    pub async fn deliver(&mut self, label: &str, what: Value) {
        let mut order = json!({ "order": "deliver", "label": label });
        order.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        self.order(order).await;
    }

    /// The next that happened, of any kind.
    pub async fn next(&mut self) -> Value {
        let line = timeout(Duration::from_secs(10), self.happened.next_line()).await.expect("something happens").unwrap();
        serde_json::from_str(&line.expect("the network still runs")).unwrap()
    }

    /// The next of this kind; others are passed over.
    pub async fn expect(&mut self, event: &str) -> Value {
        loop {
            let it = self.next().await;
            if it["event"] == event {
                return it;
            }
        }
    }

    pub async fn expect_answer(&mut self, label: &str) -> u64 {
        loop {
            let it = self.expect("answer").await;
            if it["label"] == label {
                return it["status"].as_u64().unwrap();
            }
        }
    }

    pub fn config(&self) -> Config {
        config(self.port)
    }
}
