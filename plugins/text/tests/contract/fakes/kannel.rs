//! Kannel's smsbox as the Kannel 1.4 User Guide says: "Using HTTP to send SMS" (POST with X-Kannel headers), "Delivery Reports",
//! "SMS-service group".
use super::{
    Coming, Fake, HOUSE, Made, Mood, State, Told, http_client,
    server::{Answered, Asked, serve},
};
use async_trait::async_trait;
use hearth_text::carrier::{
    Carrier,
    kannel::{Config, Kannel as Ours},
};
use std::sync::Arc;

const SECRET: &str = "secretcanary5";
const ADDRESS: &str = "https://house.example/texts/kannel";

pub struct Kannel {
    pub state: State,
    port: u16,
}

fn answer(asked: &Asked, state: &State) -> Answered {
    let mut seen = state.get();
    let is_known = asked.header("x-kannel-username") == "name-canary-5" && asked.header("x-kannel-password") == "pass-canary-5";
    match seen.mood {
        Mood::Busy => return (429, "Too many".to_owned()),
        Mood::Broken => return (503, "Temporal failure, try again later.".to_owned()),
        Mood::Stranger => return (403, "Authorization failed for sendsms".to_owned()),
        _ if asked.path != "/cgi-bin/sendsms" => return (404, "Unknown request.".to_owned()),
        _ if !is_known => return (403, "Authorization failed for sendsms".to_owned()),
        _ if asked.header("x-kannel-to").is_empty() => return (400, "Missing receiver number, rejected".to_owned()),
        _ => {}
    }
    assert_eq!(asked.header("x-kannel-dlr-mask"), "31");
    seen.texts.push((asked.header("x-kannel-to").to_owned(), asked.body.clone()));
    (202, "0: Accepted for delivery".to_owned())
}

pub fn config(port: u16) -> Config {
    Config {
        base: format!("http://127.0.0.1:{port}/cgi-bin/sendsms"),
        name: "name-canary-5".to_owned(),
        passphrase: "pass-canary-5".to_owned(),
        from: HOUSE.to_owned(),
        report_to: ADDRESS.to_owned(),
        secret: SECRET.to_owned(),
    }
}

/// A call with these fields, as Kannel fills them in.
pub fn call(fields: &[(&str, &str)]) -> Made {
    let url = format!("{ADDRESS}?{}", url::form_urlencoded::Serializer::new(String::new()).append_pair("k", SECRET).extend_pairs(fields).finish());
    Made { method: "GET", url, headers: Vec::new(), body: Vec::new() }
}

#[async_trait]
impl Fake for Kannel {
    /// SMS brings none.
    const BRINGS_PICTURES: bool = false;

    async fn start() -> Kannel {
        let state = State::default();
        let port = serve(state.clone(), answer).await;
        Kannel { state, port }
    }

    fn state(&self) -> &State {
        &self.state
    }

    fn port(&self) -> u16 {
        self.port
    }

    fn carrier(&self, port: u16) -> (Arc<dyn Carrier>, String) {
        let ours = Ours::new(config(port), http_client()).unwrap();
        let printed = format!("{ours:?} {:?}", config(port));
        (Arc::new(ours), printed)
    }

    fn tells(&self, coming: Coming<'_>) -> Told {
        let id = format!("0000-{}", coming.number);
        Told::Call(call(&[("id", &id), ("from", coming.from), ("to", HOUSE), ("charset", "UTF-8"), ("text", coming.words)]))
    }

    fn reports(&self, reference: &str, is_gone: bool) -> Option<Told> {
        let said = if is_gone { "NACK/0x0000000b/Invalid Destination Address" } else { "id:1 stat:DELIVRD" };
        Some(Told::Call(call(&[("ref", reference), ("dlr", if is_gone { "16" } else { "1" }), ("said", said)])))
    }

    fn forgeries(&self, made: &Made) -> Vec<Made> {
        let with = |it: &str| Made { url: made.url.replace(&format!("k={SECRET}"), it), ..made.clone() };
        vec![with("x=1"), with("k="), with("k=secretcanary6"), with("k=secretcanary5x"), with("K=secretcanary5")]
    }
}
