//! One letter on a line. A server that takes commands together (RFC 2920) is waited for twice, and not four times.
use super::{Failed, NotSent, Patience, lines::Line, step};
use lettre::{
    Address,
    transport::smtp::{
        Error,
        client::AsyncSmtpConnection,
        commands::{Data, Ehlo, Mail, Rcpt},
        extension::ClientId,
        response::Response,
    },
};
use std::fmt::Display;

/// Whether the server takes commands together. lettre keeps nothing of what it said about that, so it is greeted once more.
pub(super) async fn takes_groups(smtp: &mut AsyncSmtpConnection, greeting: &ClientId) -> Result<bool, Error> {
    match smtp.command(Ehlo::new(greeting.clone())).await {
        // The first line is its name.
        Ok(said) => Ok(said.message().skip(1).filter_map(|it| it.split_whitespace().next()).any(|it| it.eq_ignore_ascii_case("PIPELINING"))),
        // Who does not want to be greeted twice is spoken to step by step.
        Err(error) if error.status().is_some() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Begins a letter: the answer is the one to our own address. In a group, the others are still to come.
pub(super) async fn begin(line: &mut Line, from: &Address, to: &Address) -> Result<(), Error> {
    let from = Mail::new(Some(from.clone()), Vec::new());
    if line.takes_groups {
        let to = Rcpt::new(to.clone(), Vec::new());
        line.smtp.command(format!("{from}{to}{Data}")).await?;
    } else {
        line.smtp.command(from).await?;
    }
    Ok(())
}

/// Whom it is for, and the letter, whose lines all end in CRLF. Where it fails, answers may be still to come: the line is of no more use.
/// If the letter is asked for although her address was refused, it is never ended: nothing is sent.
pub(super) async fn say(line: &mut Line, to: &Address, letter: &str, patience: Patience) -> Result<(), NotSent> {
    let answer = step(patience.step, answered(line, Rcpt::new(to.clone(), Vec::new()))).await;
    answer.map_err(|it| refused(it, |it| if is_about_us(it) { NotSent::Wrong } else { NotSent::Never }))?;
    let answer = step(patience.step, answered(line, Data)).await.map_err(|it| refused(it, |_| NotSent::Never))?;
    // The one answer that asks for the letter: another yes would be the answer to something that was said before, and so would be the next.
    if !answer.has_code(354) {
        return Err(NotSent::Later);
    }
    let answer = step(patience.letter, line.smtp.command(framed(letter))).await.map_err(|it| refused(it, |_| NotSent::Never))?;
    if answer.has_code(250) { Ok(()) } else { Err(NotSent::Later) }
}

/// The answer to a command, which was said already where it was one of a group.
async fn answered(line: &mut Line, command: impl Display) -> Result<Response, Error> {
    if line.takes_groups { line.smtp.read_response().await } else { line.smtp.command(command).await }
}

/// The letter as it goes over the line, with its end (RFC 5321, 4.5.2), in one piece. lettre sends the end by itself. Nagle's algorithm
/// holds that back until the letter is acknowledged, and Linux takes 40 ms over it: for each letter.
fn framed(letter: &str) -> String {
    let letter = letter.strip_suffix("\r\n").unwrap_or(letter);
    let point = if letter.starts_with('.') { "." } else { "" };
    format!("{point}{}\r\n.\r\n", letter.replace("\r\n.", "\r\n.."))
}

fn refused(failed: Failed, for_ever: impl Fn(&Error) -> NotSent) -> NotSent {
    match failed {
        Failed::No(error) if error.is_permanent() => for_ever(&error),
        Failed::No(_) | Failed::Silence => NotSent::Later,
    }
}

/// An address refused because of who asks (sign in first; 5.7.x of RFC 3463: not allowed) and not because nobody is there. If this were
/// said of the address, a relay that is set up wrongly would take every woman's letters from her.
fn is_about_us(error: &Error) -> bool {
    let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    error.status().is_some_and(|it| [530, 535, 538].contains(&u16::from(it))) || said.starts_with("5.7.")
}
