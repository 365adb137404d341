//! Whom a letter in a mailbox was brought to, and by whom: the envelope is gone, and what the server that put it there wrote above the
//! letter has to do. Each server writes on top, so that only the topmost head of a name can be its own; those below came with the
//! letter. Nothing is believed for it: addresses of ours are secrets, and a letter is proved apart from them.
use crate::incoming::Door;
use mail_parser::{Message, MessageParser};

/// Addresses of one letter (safety.md EML-8).
const MOST: usize = 10;

pub struct Envelope {
    /// Empty where nothing says so.
    pub sender: String,
    pub recipients: Vec<String>,
}

/// Those of the addresses that are ours; where none is, all, so that the door can say what is to become of the letter.
pub async fn of(bytes: &[u8], door: &dyn Door) -> Envelope {
    let Some(message) = MessageParser::default().parse_headers(bytes) else { return Envelope { sender: String::new(), recipients: Vec::new() } };
    let sender = topmost(&message, bytes, "Return-Path").pop().unwrap_or_default();
    let mut brought: Vec<String> = Vec::new();
    for it in ["X-Original-To", "Envelope-To", "Delivered-To"].into_iter().flat_map(|it| topmost(&message, bytes, it)) {
        if !brought.contains(&it) {
            brought.push(it);
        }
    }
    let named: Vec<String> =
        [message.to(), message.cc()].into_iter().flatten().flat_map(|it| it.iter()).filter_map(|it| it.address()).map(str::to_lowercase).collect();
    for addresses in [&brought, &named] {
        let ours = ours(addresses, door).await;
        if !ours.is_empty() {
            return Envelope { sender, recipients: ours };
        }
    }
    let all = if brought.is_empty() { named } else { brought };
    Envelope { sender, recipients: all.into_iter().take(MOST).collect() }
}

async fn ours(addresses: &[String], door: &dyn Door) -> Vec<String> {
    let mut ours = Vec::new();
    for it in addresses.iter().take(MOST) {
        if !ours.contains(it) && door.is_ours(it).await {
            ours.push(it.clone());
        }
    }
    ours
}

/// The addresses in the topmost head of this name.
fn topmost(message: &Message<'_>, bytes: &[u8], name: &str) -> Vec<String> {
    let head = message.headers().iter().find(|it| it.name().eq_ignore_ascii_case(name));
    let said = head.and_then(|it| bytes.get(it.offset_start as usize..it.offset_end as usize)).map(String::from_utf8_lossy).unwrap_or_default();
    said.split(',').map(|it| it.trim().trim_start_matches('<').trim_end_matches('>').trim().to_lowercase()).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incoming::{Came, session::Outcome};
    use async_trait::async_trait;

    struct Hall;

    #[async_trait]
    impl Door for Hall {
        async fn is_ours(&self, address: &str) -> bool {
            address.starts_with('k')
        }

        async fn take(&self, _: Came) -> Vec<Outcome> {
            Vec::new()
        }
    }

    #[tokio::test]
    async fn what_the_last_server_wrote_counts_and_what_came_with_the_letter_does_not() {
        let list = "list@provider.example";
        for (heads, sender, recipients) in [
            (
                "Return-Path: <Jane@mail.example>\nX-Original-To: K7@list.example\nDelivered-To: list@provider.example\n",
                "jane@mail.example",
                ["k7@list.example"].as_slice(),
            ),
            ("Return-Path: <>\nEnvelope-to: k7@list.example, k8@list.example\n", "", &["k7@list.example", "k8@list.example"]),
            ("Delivered-To: <k7@list.example>\nDelivered-To: k9@list.example\nTo: k8@list.example\n", "", &["k7@list.example"]),
            ("X-Original-To: k7@list.example\nDelivered-To: k7@list.example\n", "", &["k7@list.example"]),
            (
                "Delivered-To: list@provider.example\nTo: Wren <k7@list.example>, jane@mail.example\nCc: k8@list.example\n",
                "",
                &["k7@list.example", "k8@list.example"],
            ),
            ("To: k7@list.example\n", "", &["k7@list.example"]),
            ("Delivered-To: list@provider.example\nTo: jane@mail.example\n", "", &[list]),
            ("Subject: x\n", "", &[]),
            (
                "Return-Path: <jane@mail.example>\nReturn-Path: <kim@mail.example>\nDelivered-To:\n k7@list.example\n",
                "jane@mail.example",
                &["k7@list.example"],
            ),
        ] {
            let envelope = of(format!("{heads}\nx\n").replace('\n', "\r\n").as_bytes(), &Hall).await;
            assert_eq!(
                (envelope.sender.as_str(), envelope.recipients.iter().map(String::as_str).collect::<Vec<_>>().as_slice()),
                (sender, recipients),
                "{heads}"
            );
        }
        let crowd = (0..50).map(|it| format!("k{it}@list.example")).collect::<Vec<_>>().join(", ");
        assert_eq!(of(format!("To: {crowd}\r\n\r\nx\r\n").as_bytes(), &Hall).await.recipients.len(), MOST);
        assert!(of(b"", &Hall).await.recipients.is_empty());
    }
}
