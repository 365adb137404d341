//! What others say of it: the libraries that the networks give to their users, where they are installed (`judges/requirements.txt`).
//! `JUDGES_PYTHON` is the interpreter that has them.
use crate::fakes::{
    Coming, Fake, HER, HOUSE, Made, Told, WORDS, joined, telegram,
    telegram::{Asking, Telegram},
    text,
    twilio::{ADDRESS, TOKEN, Twilio, sign},
    whatsapp,
};
use hearth_text::carrier::{Event, Network, http::sha256_hex};
use serde_json::{Value, json};
use std::{
    io::Write,
    process::{Command, Stdio},
};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contract/judges/judge.py");

/// What they say; none where they are not here.
fn judged(cases: &Value) -> Option<Value> {
    let python = std::env::var("JUDGES_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut judge = Command::new(python).arg(SCRIPT).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    // Where something is missing it goes before it has read all.
    let _ = judge.stdin.take().unwrap().write_all(cases.to_string().as_bytes());
    let said = judge.wait_with_output().unwrap();
    assert!(said.status.success());
    let said: Value = serde_json::from_slice(&said.stdout).unwrap();
    if let Some(missing) = said.get("missing") {
        eprintln!("not judged: {missing} is not installed");
        return None;
    }
    Some(said)
}

fn made(told: Told) -> Made {
    let Told::Call(made) = told else { panic!("it does not call") };
    made
}

fn fields(made: &Made) -> Vec<(String, String)> {
    url::form_urlencoded::parse(&made.body).into_owned().collect()
}

#[tokio::test]
async fn libraries_of_the_networks_agree() {
    let (twilio, telegram, asking) = (Twilio::start().await, Telegram::start().await, Asking::start().await);
    let coming = |from, is_picture| Coming { from, words: WORDS, is_picture, number: 7 };

    let calls: Vec<_> = [twilio.tells(coming(HER, true)), twilio.reports("SM1", true).unwrap()].map(made).into();
    let of_call = |it: &Made| json!({ "url": it.url, "fields": fields(it), "signature": it.headers[0].1 });
    let body = json!({ "MessageSid": "SM9", "From": HER, "To": HOUSE, "Body": WORDS }).to_string();
    let url = format!("{ADDRESS}?bodySHA256={}", sha256_hex(body.as_bytes()));
    let odd = [("MessageSid", "SM1"), ("From", HER), ("Body", ""), ("body", "a=b&c é 🌙\u{fffd}"), ("Aé", "x"), ("_", "~"), ("0", " ")];
    let to_sign = [(ADDRESS.to_owned(), odd.to_vec()), (format!("{ADDRESS}?w=1&x=%20é#y"), odd[..2].to_vec())];

    for asked in [&*joined(&telegram), &*joined(&asking)] {
        let sent = asked.send(&text(Network::Telegram, "33700900123")).await.unwrap();
        asked.recall(&text(Network::Telegram, "33700900123").to, &sent.references[0]).await.unwrap();
    }
    let (inbox, _taken) = crate::fakes::basket(0);
    let listening = joined(&asking);
    let _ = tokio::time::timeout(std::time::Duration::from_millis(200), listening.listen(&inbox)).await;
    let raw = [telegram.state().get().raw.clone(), asking.state().get().raw.clone()].concat();
    let asked: Vec<_> = raw.iter().map(|it| (it.split([' ', '/']).nth(3).unwrap(), it.find("{").map(|at| &it[at..]).unwrap())).collect();
    let asked: Vec<_> = asked.iter().map(|it| json!([it.0, serde_json::from_str::<Value>(it.1).unwrap()])).collect();

    let texts = [whatsapp::message(coming(HER, false)), whatsapp::message(coming(HER, true))].map(|it| it.to_string());
    let statuses = [whatsapp::status("wamid.1", false), whatsapp::status("wamid.2", true)].map(|it| it.to_string());
    let signed = |it: &String| json!({ "body": it, "signature": whatsapp::call(it.clone().into_bytes()).headers[0].1 });
    let cases = json!({
        "twilio": {
            "token": TOKEN,
            "made": calls.iter().map(of_call).collect::<Vec<_>>(),
            "made_json": [{ "url": url, "body": body, "signature": sign(&url, &[]) }],
            "to_sign": to_sign.iter().map(|it| json!({ "url": it.0, "fields": it.1 })).collect::<Vec<_>>(),
        },
        "whatsapp": { "number": whatsapp::NUMBER, "secret": whatsapp::SECRET, "made": texts.iter().map(signed).collect::<Vec<_>>(), "texts": texts, "statuses": statuses },
        "telegram": { "updates": [telegram::update(coming("33700900123", false)), telegram::update(coming("33700900123", true))], "asked": asked },
    });
    let Some(said) = judged(&cases) else { return };

    assert_eq!(said["twilio_accepts"], json!([true, true]));
    assert_eq!(said["twilio_accepts_json"], json!([true]));
    for ((url, fields), signature) in to_sign.iter().zip(said["twilio_signs"].as_array().unwrap()) {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes();
        let headers = vec![("x-twilio-signature", signature.as_str().unwrap().to_owned())];
        let heard = Made { method: "POST", url: url.clone(), headers, body }.hear(&*joined(&twilio)).unwrap();
        assert!(matches!(&heard.events[..], [Event::Arrived(it)] if it.from.at == HER));
    }
    assert_eq!(said["whatsapp_signed"], json!([true, true]));
    assert_eq!(said["whatsapp_texts"], json!([[&HER[1..], "wamid.in7", WORDS, false], [&HER[1..], "wamid.in7", WORDS, true]]));
    assert_eq!(said["whatsapp_statuses"], json!([["wamid.1", "delivered", "word"], ["wamid.2", "failed", "word"]]));
    assert_eq!(said["telegram_updates"], json!([[5007, 33_700_900_123_i64, WORDS, false], [5007, 33_700_900_123_i64, WORDS, true]]));
    assert_eq!(said["telegram_unknown_fields"], json!([]));
}
