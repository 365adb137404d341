//! Whether a letter of hers was meant for here. What proves that it is hers says nothing about whom she wrote it to: whoever got another
//! letter of hers could bring it to her secret address, and it would stand in the group in her name. So it has to name the address itself,
//! where her provider signed whom it is to. Some providers sign no `To` at all (Outlook among them): then anybody could have written it
//! anew, and the letter has also to be of today, as its signed date says, so that no old one can be brought.
use super::Writer;
use crate::{
    addresses::{Token, Use},
    list,
    post::Ready,
    proof::Covers,
};
use hearth_core::{
    Kernel, Result,
    clock::{DAY, Moment},
    table::membership,
};
use mail_parser::{Address, Message};

/// Who answers reads it within a day; a clock that goes wrong is not hers to mend.
const FRESH: u64 = DAY.as_secs() * 1000;

/// Whom a letter says that it is to, and when it was written.
pub(super) struct Says {
    to: Vec<String>,
    cc: Vec<String>,
    at: Option<Moment>,
}

impl Says {
    pub(super) fn of(message: &Message<'_>) -> Says {
        // Of two heads of one name another reader may see the other.
        let is_one = |name: &str| message.headers().iter().filter(|it| it.name().trim().eq_ignore_ascii_case(name)).count() == 1;
        let all = |name: &str, of: Option<&Address<'_>>| match of.filter(|_| is_one(name)) {
            Some(of) => of.iter().filter_map(|it| it.address()).map(|it| it.trim().to_lowercase()).collect(),
            None => Vec::new(),
        };
        let at = message.date().filter(|_| is_one("Date")).map(|it| Moment(it.to_timestamp().saturating_mul(1000)));
        Says { to: all("To", message.to()), cc: all("Cc", message.cc()), at }
    }

    fn names(&self, covers: Covers, now: Moment, is_here: impl Fn(&String) -> bool) -> bool {
        let (to, cc) = (self.to.iter().any(&is_here), self.cc.iter().any(&is_here));
        if covers.to || covers.cc {
            return (covers.to && to) || (covers.cc && cc);
        }
        let is_fresh = self.at.is_some_and(|at| now.0.abs_diff(at.0) <= FRESH);
        covers.date && is_fresh && (to || cc)
    }
}

/// Whether it names an address of hers, or the list's own.
pub(super) async fn for_here(kernel: &Kernel, ready: &Ready, place: &membership::Model, writer: &Writer<'_>) -> Result<bool> {
    let now = kernel.clock.now();
    let list = list::known(kernel, place.group).await?.map(|it| format!("{it}@{}", ready.addresses.domain()));
    let is_hers = |token: Token| token.of == place.id.0 && matches!(token.is_for, Use::Own | Use::Answer | Use::Agree);
    let is_here = |it: &String| list.as_ref() == Some(it) || ready.addresses.read(it, now).is_some_and(is_hers);
    Ok(writer.says.names(writer.covers, now, is_here))
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    const HERE: &str = "k7@list.example";
    const NOW: Moment = Moment(1_795_453_200_000);

    fn is_named(heads: &str, covers: (bool, bool, bool)) -> bool {
        let letter = format!("From: a@b.example\r\n{heads}\r\n\r\nx\r\n");
        let message = MessageParser::default().parse(letter.as_bytes()).expect("a letter");
        let covers = Covers { to: covers.0, cc: covers.1, date: covers.2 };
        Says::of(&message).names(covers, NOW, |it| it == HERE)
    }

    #[test]
    fn a_letter_is_for_here_where_what_was_signed_says_so() {
        let all = (true, true, true);
        assert!(is_named("To: Somebody <K7@List.Example>", all));
        assert!(is_named("To: b@c.example, k7@list.example", all) && is_named("To: b@c.example\r\nCc: k7@list.example", all));
        assert!(!is_named("To: b@c.example", all) && !is_named("Subject: x", all), "to somebody else, or in secret (Bcc)");
        assert!(!is_named("To: \"k7@list.example\" <b@c.example>", all), "as a name");
        assert!(!is_named("To: b@c.example\r\nCc: k7@list.example", (true, false, true)), "written above it later");
        assert!(!is_named("To: k7@list.example\r\nTo: b@c.example", all) && !is_named("To: b@c.example\r\nTo : k7@list.example", all));
    }

    #[test]
    fn where_nobody_signs_whom_it_is_to_it_has_to_be_of_today() {
        let dated = |date: &str, covers| is_named(&format!("To: k7@list.example\r\nDate: {date}"), covers);
        let (signed, today) = ((false, false, true), "Mon, 23 Nov 2026 17:00:00 +0000");
        assert!(dated(today, signed));
        assert!(!dated("Sat, 21 Nov 2026 17:00:00 +0000", signed) && !dated("Wed, 25 Nov 2026 18:00:00 +0000", signed), "another day");
        assert!(!dated(today, (false, false, false)) && !is_named("To: k7@list.example", signed), "nobody says when");
        assert!(!dated(&format!("{today}\r\nDate: {today}"), signed));
    }
}
