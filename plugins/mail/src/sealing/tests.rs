//! With keys as a woman has them, made by the program that most of them use; and what it opens is what was sealed.
use super::*;
use pgp::{
    composed::{EncryptionCaps, KeyType, Message, SecretKeyParamsBuilder, SignedSecretKey, SubkeyParamsBuilder},
    crypto::ecc_curve::ECCCurve,
    types::Password,
};
use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

/// A key made here, for what needs no other program.
pub(crate) fn pair(name: &str, seals: bool) -> SignedSecretKey {
    let mut key = SecretKeyParamsBuilder::default();
    key.key_type(KeyType::Ed25519Legacy).can_certify(true).can_sign(true).primary_user_id(name.into());
    if seals {
        let subkey = SubkeyParamsBuilder::default().key_type(KeyType::ECDH(ECCCurve::Curve25519Legacy)).can_encrypt(EncryptionCaps::All).build();
        key.subkey(subkey.unwrap());
    }
    key.build().unwrap().generate(OsRng).unwrap()
}

pub(crate) fn public(key: &SignedSecretKey) -> String {
    key.to_public_key().to_armored_string(ArmorOptions::default()).unwrap()
}

pub(crate) fn opened(key: &SignedSecretKey, seal: &str) -> Option<Vec<u8>> {
    let (message, _) = Message::from_string(seal).ok()?;
    message.decrypt(&Password::empty(), key).ok()?.as_data_vec().ok()
}

/// Read today: the keys of these tests are made today.
pub fn read_now(armored: &str) -> Result<Key, BadKey> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    Key::read(armored, hearth_core::clock::Moment(now as i64))
}

#[test]
fn only_she_opens_it() {
    let (ruth, kim) = (pair("Ruth <ruth@mail.example>", true), pair("Kim <kim@mail.example>", true));
    let key = read_now(&public(&ruth)).unwrap();
    let seal = key.seal(b"I walked.\r\n").unwrap();
    assert_eq!(opened(&ruth, &seal).as_deref(), Some(b"I walked.\r\n".as_slice()));
    assert_eq!(opened(&kim, &seal), None);
    assert_ne!(seal, key.seal(b"I walked.\r\n").unwrap(), "the same words look different each time");
    assert_eq!(format!("{key:?}"), "Key");
}

#[test]
fn a_private_key_is_refused_whatever_stands_around_it() {
    let ruth = pair("Ruth <ruth@mail.example>", true);
    let private = ruth.to_armored_string(ArmorOptions::default()).unwrap();
    for pasted in [private.clone(), format!("{}\n{private}", public(&ruth)), private.to_lowercase(), "-----BEGIN RSA PRIVATE KEY BLOCK-----".into()] {
        assert_eq!(read_now(&pasted).err(), Some(BadKey::Private));
    }
    // Nor is it taken under another name.
    assert_eq!(read_now(&private.replace("PRIVATE", "PUBLIC")).err(), Some(BadKey::NotAKey));
}

#[test]
fn what_is_no_key_is_none() {
    let ruth = public(&pair("Ruth", true));
    let seal = read_now(&ruth).unwrap().seal(b"x").unwrap();
    let two = format!("{ruth}\n{}", public(&pair("Kim", true)));
    for pasted in [
        "",
        "ruth",
        &ruth[..ruth.len() / 2],
        &seal,
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----",
        &" ".repeat(600_000),
    ] {
        assert_eq!(read_now(pasted).err(), Some(BadKey::NotAKey), "{} bytes", pasted.len());
    }
    // Of two that were pasted one after the other, the first counts, as with other programs.
    assert!(read_now(&two).is_ok_and(|it| it == read_now(&ruth).unwrap()));
    assert_eq!(read_now(&public(&pair("Ruth", false))).err(), Some(BadKey::NoEncryption));
}

/// Somebody else's subkey put into her key would open her letters.
#[test]
fn a_part_that_she_did_not_sign_is_not_hers() {
    let (ruth, kim) = (pair("Ruth", true).to_public_key(), pair("Kim", true).to_public_key());
    let mut mixed = ruth.clone();
    mixed.public_subkeys = kim.public_subkeys.clone();
    let read = |it: &SignedPublicKey| read_now(&it.to_armored_string(ArmorOptions::default()).unwrap());
    assert_eq!(read(&mixed).err(), Some(BadKey::NoEncryption));
    mixed.public_subkeys.extend(ruth.public_subkeys.clone());
    assert!(read(&mixed).unwrap() == read(&ruth).unwrap());
    let mut named = ruth.clone();
    named.details = kim.details.clone();
    assert_eq!(read(&named).err(), Some(BadKey::NotAKey));
}

/// A house of its own for gpg, that goes with the test.
struct Gpg(PathBuf);

impl Gpg {
    fn new() -> Option<Gpg> {
        let there = Command::new("gpg").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|it| it.success());
        // Short: the path of a socket in it may have 107 letters.
        let house = std::env::temp_dir().join(format!("hearth-gpg-{}", uuid::Uuid::new_v4().simple()));
        std::fs::create_dir(&house).unwrap();
        std::fs::set_permissions(&house, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        there.then_some(Gpg(house))
    }

    fn says(&self, arguments: &[&str], given: &[u8]) -> Vec<u8> {
        let mut gpg = Command::new("gpg");
        gpg.env("GNUPGHOME", &self.0)
            .args(["--batch", "--yes", "--no-tty", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""])
            .args(arguments);
        let mut gpg = gpg.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        gpg.stdin.take().unwrap().write_all(given).unwrap();
        let out = gpg.wait_with_output().unwrap();
        assert!(out.status.success(), "gpg {arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    }

    /// Its key's number.
    fn number(&self, name: &str) -> String {
        let list = String::from_utf8(self.says(&["--with-colons", "--list-keys", name], b"")).unwrap();
        list.lines().find_map(|it| it.strip_prefix("fpr:")).unwrap().trim_matches(':').to_owned()
    }

    fn makes(&self, name: &str, kind: &[&str], subkey: Option<&str>) -> String {
        self.says(&[&["--quick-generate-key", name], kind].concat(), b"");
        if let Some(subkey) = subkey {
            self.says(&["--quick-add-key", &self.number(name), subkey, "encr", "0"], b"");
        }
        self.public(name)
    }

    fn public(&self, name: &str) -> String {
        String::from_utf8(self.says(&["--armor", "--export", name], b"")).unwrap()
    }
}

impl Drop for Gpg {
    fn drop(&mut self) {
        // Its helper stays otherwise, in a house that is gone.
        let _ = Command::new("gpgconf").env("GNUPGHOME", &self.0).args(["--kill", "all"]).status();
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn gpg_opens_what_is_sealed_here() {
    let Some(gpg) = Gpg::new() else {
        eprintln!("NOT CHECKED: gpg is not here");
        return;
    };
    let inner = "Content-Type: text/plain\r\nSubject: Notes\r\n\r\nI walked — and back.\r\n\0\n.\r\n".repeat(200);
    for (name, kind, subkey) in [
        ("rsa@mail.example", ["rsa3072", "cert,sign", "0"], Some("rsa3072")),
        ("whole@mail.example", ["rsa2048", "cert,sign,encr", "0"], None),
        ("curve@mail.example", ["future-default", "default", "0"], None),
        ("nist@mail.example", ["nistp256", "cert,sign", "0"], Some("nistp384")),
    ] {
        let pasted = gpg.makes(name, &kind, subkey);
        let key = read_now(&format!("Here is my key:\r\n\r\n{}\r\nRuth", pasted.replace('\n', "\r\n"))).unwrap();
        assert_eq!(key.fingerprint().replace(' ', ""), gpg.number(name));
        let kept = read_now(&key.armored().unwrap()).unwrap();
        assert!(kept == key, "what is kept is the same key");
        assert_eq!(gpg.says(&["--decrypt"], kept.seal(inner.as_bytes()).unwrap().as_bytes()), inner.as_bytes(), "{name}");
    }
}

#[test]
fn a_key_is_refused_for_what_gpg_would_refuse_it_for() {
    let Some(gpg) = Gpg::new() else {
        eprintln!("NOT CHECKED: gpg is not here");
        return;
    };
    let why = |pasted: &str| read_now(pasted).err();
    let curve = ["future-default", "default", "0"];
    // Over since 2021, and gone on with.
    let then = ["--faked-system-time", "20200101T000000"];
    gpg.says(&[&then[..], &["--quick-generate-key", "old@mail.example", "future-default", "default", "1y"]].concat(), b"");
    assert_eq!(why(&gpg.public("old@mail.example")), Some(BadKey::Expired));
    gpg.says(&["--quick-set-expire", &gpg.number("old@mail.example"), "0"], b"");
    assert_eq!(why(&gpg.public("old@mail.example")), None);
    // Only the part that seals is over; then there is a new one.
    gpg.says(&[&then[..], &["--quick-generate-key", "part@mail.example", "ed25519", "cert,sign", "0"]].concat(), b"");
    let number = gpg.number("part@mail.example");
    gpg.says(&[&then[..], &["--quick-add-key", &number, "cv25519", "encr", "1y"]].concat(), b"");
    assert_eq!(why(&gpg.public("part@mail.example")), Some(BadKey::Expired));
    gpg.says(&["--quick-add-key", &number, "cv25519", "encr", "0"], b"");
    let kept = read_now(&gpg.public("part@mail.example")).unwrap();
    assert_eq!(gpg.says(&["--decrypt"], kept.seal(b"x").unwrap().as_bytes()), b"x");
    // Called back.
    gpg.makes("gone@mail.example", &curve, None);
    let file = gpg.0.join("openpgp-revocs.d").join(format!("{}.rev", gpg.number("gone@mail.example")));
    let paper = std::fs::read_to_string(file).unwrap().replace(":-----BEGIN", "-----BEGIN");
    gpg.says(&["--import"], paper.as_bytes());
    assert_eq!(why(&gpg.public("gone@mail.example")), Some(BadKey::Revoked));
    assert_eq!(why(&gpg.makes("sign@mail.example", &["rsa2048", "sign", "0"], None)), Some(BadKey::NoEncryption));
    assert_eq!(why(&gpg.makes("short@mail.example", &["rsa1024", "cert,sign", "0"], Some("rsa2048"))), Some(BadKey::TooWeak));
    assert_eq!(why(&gpg.makes("half@mail.example", &["rsa2048", "cert,sign", "0"], Some("rsa1024"))), Some(BadKey::TooWeak));
    let private = gpg.says(&["--armor", "--export-secret-keys", "sign@mail.example"], b"");
    assert_eq!(why(&String::from_utf8(private).unwrap()), Some(BadKey::Private));
    // Of several names and parts, no more is kept than is needed.
    gpg.makes("ruth@mail.example", &curve, Some("cv25519"));
    let number = gpg.number("ruth@mail.example");
    gpg.says(&["--quick-add-uid", &number, "Ruth at work <ruth@office.example>"], b"");
    let kept = read_now(&gpg.public("ruth@mail.example")).unwrap();
    assert_eq!((kept.public.details.users.len(), kept.public.public_subkeys.len()), (1, 1));
    assert!(kept.public.details.users[0].signatures.len() == 1 && kept.public.public_subkeys[0].signatures.len() == 1);
}
