//! That the world of mail is one: what is well is brought and marked as such, and what is false is not. Nothing of Hearth is in it.
use super::Provider;
use std::process::Command;

fn letter(from: &str, to: &str, words: &str) -> Vec<u8> {
    format!("From: <{from}>\nTo: <{to}>\nSubject: Tuesday\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMessage-ID: <{words}@test.example>\n\n{words}\n.\nafter a point alone\n").into_bytes()
}

fn said(letter: &[u8]) -> String {
    String::from_utf8_lossy(letter).into_owned()
}

#[tokio::test]
async fn a_member_writes_to_another_and_to_a_mailbox_that_takes_everything() {
    let Some(provider) = Provider::start().await else { return };
    assert!(provider.inbox("bea").is_empty(), "nobody wrote to her yet");
    provider.send_as("amina", "bea@mail.example", &letter("amina@mail.example", "bea@mail.example", "hello")).await.expect("taken");
    let letters = provider.letters("bea", 1).await;
    let words = said(&letters[0]);
    assert!(words.contains("DKIM-Signature:") && words.contains("d=mail.example"), "{words}");
    assert!(words.contains("hello\n.\nafter a point alone") || words.contains("hello\r\n.\r\nafter a point alone"), "{words}");
    provider.send_as("amina", "abcdef@box.example", &letter("amina@mail.example", "abcdef@box.example", "kept")).await.expect("taken");
    let words = said(&provider.letters("box", 1).await[0]);
    assert!(words.contains("X-Original-To: abcdef@box.example"), "{words}");
    let refused = provider.send_as("amina", "nobody@mail.example", &letter("amina@mail.example", "nobody@mail.example", "lost")).await;
    assert!(refused.expect_err("there is nobody").contains("550"));
    provider.settled().await;
    assert_eq!(provider.inbox("bea").len(), 1);
}

#[tokio::test]
async fn the_relay_brings_what_the_shelter_sends_and_nobody_elses() {
    let Some(provider) = Provider::start().await else { return };
    let from_the_shelter = letter("list@list.example", "camille@mail.example", "news");
    let by_the_relay = async |password: &str| {
        let login =
            format!("-tls --tls-verify --tls-ca-path {} --auth PLAIN --auth-user hearth --auth-password {password}", provider.authority().display());
        let how = format!("--server {}:587 {login} --from list@list.example --to camille@mail.example", Provider::RELAY);
        provider.send(&how, &from_the_shelter).await
    };
    by_the_relay("wrong").await.expect_err("somebody else");
    by_the_relay("secret").await.expect("taken");
    let words = said(&provider.letters("camille", 1).await[0]);
    assert!(words.contains("dmarc=pass") && words.contains("header.from=list.example"), "{words}");
    let open = provider.send_falsely("relay.list.example:25", "list@list.example", "camille@mail.example", &from_the_shelter).await;
    assert!(open.expect_err("it is no open relay").contains("554"));
}

#[tokio::test]
async fn a_false_letter_is_refused_by_the_policy_of_the_domain() {
    let Some(provider) = Provider::start().await else { return };
    let false_letter = letter("list@list.example", "bea@mail.example", "false");
    let refused = provider.send_falsely("mx.mail.example:25", "list@list.example", "bea@mail.example", &false_letter).await.expect_err("false");
    assert!(refused.contains("rejected by DMARC policy"), "{refused}");
    // The same letter, where the domain does not mind: a record that is published counts at once.
    provider.publish("_dmarc.list.example", "v=DMARC1; p=none").await;
    provider.send_falsely("mx.mail.example:25", "list@list.example", "bea@mail.example", &false_letter).await.expect("taken");
    assert!(said(&provider.letters("bea", 1).await[0]).contains("dmarc=fail"));
}

#[tokio::test]
async fn a_key_that_is_published_is_the_one_that_is_found() {
    let Some(provider) = Provider::start().await else { return };
    let key = provider.folder.join("dkim/house.pem");
    let run = |program: &str, how: &[&str]| Command::new(program).args(how).output().expect("it runs");
    let file = key.to_str().expect("a path");
    assert!(run("openssl", &["genrsa", "-out", file, "2048"]).status.success());
    let public = run("bash", &["-c", &format!("openssl rsa -in {file} -pubout -outform DER | base64 -w0")]).stdout;
    let settings = provider.folder.join("opendkim.conf");
    let is_found =
        || run("opendkim-testkey", &["-x", settings.to_str().expect("a path"), "-d", "list.example", "-s", "h1", "-k", file]).status.success();
    provider.publish("h1._domainkey.list.example", "v=DKIM1; k=rsa; p=MIIB").await;
    assert!(!is_found(), "it is another one");
    provider.publish("h1._domainkey.list.example", &format!("v=DKIM1; k=rsa; p={}", said(&public))).await;
    assert!(is_found());
}
