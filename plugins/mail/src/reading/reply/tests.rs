//! What programs put around what people write: every way of announcing a quote, times every place where she writes.
use super::own_words;

/// As it stands above a quote whose lines begin with `>`.
const ANNOUNCEMENTS: &[&str] = &[
    // Gmail, Apple Mail, Thunderbird, K-9, Fastmail, Proton, Roundcube, mutt, in their languages.
    "On Mon, Nov 23, 2026 at 9:14 AM Wren <k7@list.example> wrote:",
    "On Mon, 23 Nov 2026 at 09:14, Wren <k7@list.example> wrote:",
    "On Nov 23, 2026, at 9:14 AM, Wren <k7@list.example> wrote:",
    "On 11/23/26 9:14 AM, Wren wrote:",
    "On 2026-11-23 09:14, Wren wrote:",
    "On Monday, November 23rd, 2026 at 9:14 AM, Wren <k7@list.example>\nwrote:",
    "On Mon, Nov 23, 2026 at 9:14 AM Wren via something quite long that does not fit\n<k7@list.example> wrote:",
    "On Mon, Nov 23, 2026 at 09:14:00AM -0500, Wren wrote:",
    "Wren <k7@list.example> wrote:",
    "Wren writes:",
    "Le lun. 23 nov. 2026 à 09:14, Wren <k7@list.example> a écrit :",
    "Le lun. 23 nov. 2026 à 09:14, Wren <k7@list.example> a\nécrit\u{a0}:",
    "Le 23 nov. 2026 à 09:14, Wren <k7@list.example> a écrit\u{202f}:",
    "Le 23/11/2026 à 09:14, Wren a écrit :",
    "Le lundi 23 novembre 2026, 09:14:00 UTC−5, Wren <k7@list.example> a écrit :",
    "Wren a écrit :",
    "Am 23.11.26 um 09:14 schrieb Wren:",
    "Am Mo., 23. Nov. 2026 um 09:14 Uhr schrieb Wren <k7@list.example>:",
    "El lun, 23 nov 2026 a las 9:14, Wren (<k7@list.example>) escribió:",
    "Em seg., 23 de nov. de 2026 às 09:14, Wren <k7@list.example> escreveu:",
    "Il giorno lun 23 nov 2026 alle ore 09:14 Wren <k7@list.example> ha scritto:",
    "Op ma 23 nov 2026 om 09:14 schreef Wren <k7@list.example>:",
    "Den mån 23 nov. 2026 kl 09:14 skrev Wren <k7@list.example>:",
    "W dniu 23.11.2026 o 09:14, Wren pisze:",
    "23.11.2026 09:14, Wren пишет:",
    "Wren <k7@list.example> 于2026年11月23日周一 09:14写道：",
];

/// What stands above a letter that is copied in whole, as Outlook and webmails do.
const LETTERS: &[&str] = &[
    "-----Original Message-----\nFrom: Wren <k7@list.example>\nSent: Monday, November 23, 2026 9:14 AM\nTo: me@mail.example\nSubject: Re: Notes",
    "________________________________\nFrom: Wren <k7@list.example>\nSent: Monday, November 23, 2026 9:14 AM\nTo: me@mail.example\nSubject: Re: Notes",
    "From: Wren <k7@list.example>\nDate: Monday, 23 November 2026 at 09:14\nTo: me@mail.example\nSubject: Re: Notes",
    "*From:* Wren <k7@list.example>\n*Sent:* Monday, November 23, 2026 9:14 AM\n*To:* me@mail.example\n*Subject:* Re: Notes",
    "-----Message d'origine-----\nDe : Wren <k7@list.example>\nEnvoyé : lundi 23 novembre 2026 09:14\nÀ : me@mail.example\nObjet : Re: Notes",
    "-------- Message original --------\nDe : Wren <k7@list.example>\nDate : 2026-11-23 09 h 14 (GMT-05:00)\nÀ : me@mail.example\nObjet : Re: Notes",
    "________________________________\nDe : Wren <k7@list.example>\nEnvoyé : 23 novembre 2026 09:14\nÀ : me@mail.example\nObjet : Re: Notes",
    "De\u{a0}: Wren <k7@list.example>\nDate\u{a0}: lundi, 23 novembre 2026 à 09:14\nÀ\u{a0}: me@mail.example\nObjet\u{a0}: Re: Notes",
    "-------- Original message --------\nFrom: Wren <k7@list.example>\nDate: 2026-11-23 9:14 a.m. (GMT-05:00)",
    "---------- Forwarded message ---------\nFrom: Wren <k7@list.example>\nDate: Mon, Nov 23, 2026 at 9:14 AM\nSubject: Re: Notes",
    "---------- Message transféré ---------\nDe : Wren <k7@list.example>\nDate: lun. 23 nov. 2026 à 09:14",
    "Begin forwarded message:\n\nFrom: Wren <k7@list.example>\nSubject: Re: Notes\nDate: November 23, 2026 at 9:14:00 AM EST",
    "Début du message réexpédié :\n\nDe: Wren <k7@list.example>\nObjet: Re: Notes",
    "-----Ursprüngliche Nachricht-----\nVon: Wren <k7@list.example>\nGesendet: Montag, 23. November 2026 09:14\nAn: me@mail.example\nBetreff: Re: Notes",
    "-----Mensaje original-----\nDe: Wren <k7@list.example>\nEnviado: lunes, 23 de noviembre de 2026 9:14\nPara: me@mail.example\nAsunto: Re: Notes",
];

const SIGNATURES: &[&str] = &[
    "",
    "-- \nJane Roe\n555 0123\njane.roe@mail.example",
    "--\nJane Roe, 12 Elm Street",
    "Sent from my iPhone",
    "Sent from my Galaxy",
    "Envoyé de mon iPhone",
    "Envoyé de mon appareil Galaxy",
    "Get Outlook for Android<https://aka.ms/ghei36>",
    "Télécharger Outlook pour iOS<https://aka.ms/o0ukef>",
    "Sent from Yahoo Mail on Android",
    "Envoyé à partir de Yahoo Courriel sur Android",
    "Sent from Mail for Windows",
    "Provenance : Courrier pour Windows",
    "Sent with Proton Mail secure email.",
    "________________________________\n",
];

const OWN: &str = "I walked to the river today.\n\nOn Monday I will go again.";
const QUOTED: &str = "> canary-quoted: my street is Elm\n>\n> > canary-deeper <jane@mail.example>\n";
const COPIED: &str = "canary-copied: my street is Elm\n\njane@mail.example\n";

fn is_clean(text: &str, from: &str) {
    let own = own_words(text);
    assert_eq!(own, OWN, "from:\n{from}");
}

#[test]
fn two_hundred_ways_of_answering_leave_what_she_wrote_and_nothing_else() {
    let mut tried = 0;
    for announced in ANNOUNCEMENTS {
        for signature in SIGNATURES.iter().take(5) {
            let above = format!("{OWN}\n\n{signature}\n\n{announced}\n\n{QUOTED}");
            let tight = format!("{OWN}\n{announced}\n{QUOTED}");
            let below = format!("{announced}\n{QUOTED}\n{OWN}\n\n{signature}\n");
            for text in [&above, &tight, &below] {
                is_clean(text, text);
                is_clean(&text.replace('\n', "\r\n"), text);
                tried += 1;
            }
        }
        let (first, last) = OWN.split_once("\n\n").unwrap();
        let between = format!("{announced}\n> one\n\n{first}\n\n> two\n\n{last}\n");
        is_clean(&between, &between);
        tried += 1;
    }
    for letter in LETTERS {
        for signature in SIGNATURES {
            let above = format!("{OWN}\n\n{signature}\n\n{letter}\n\n{COPIED}");
            is_clean(&above, &above);
            tried += 1;
        }
    }
    for signature in SIGNATURES {
        let alone = format!("{OWN}\n\n{signature}\n");
        is_clean(&alone, &alone);
        tried += 1;
    }
    assert!(tried >= 200, "{tried}");
}

#[test]
fn what_only_looks_like_an_announcement_stays() {
    for own in [
        "On Monday he wrote:\nI will come.",
        "She always wrote: never give up.",
        "Le soir elle a écrit :\nje pars.",
        "From: nobody. I am from here.",
        "My list:\n- to call\n- to: rest",
        "Date: I had one, and it was fine.",
        "Sent from my heart, all of this.\n\nAnd more.\n\nAnd more.\n\nThe end.",
        "5 > 3, as we said.",
    ] {
        assert_eq!(own_words(own), own);
    }
}

#[test]
fn where_nothing_is_hers_nothing_is_left() {
    assert_eq!(own_words(&format!("{}\n{QUOTED}", ANNOUNCEMENTS[0])), "");
    assert_eq!(own_words(&format!("\n\n{}\n{COPIED}", LETTERS[0])), "");
    assert_eq!(own_words("Sent from my iPhone\n"), "");
    assert_eq!(own_words(""), "");
}
