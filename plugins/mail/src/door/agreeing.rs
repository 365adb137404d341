//! Her second yes, and how she takes it back, for whoever takes part by mail alone: she asks for the words, reads what that means in her
//! own language, and says yes to that very text. The answer's address says which text it was, so a yes to another is none.
use super::member::Letter;
use crate::{
    incoming::session::Outcome,
    seat::{self, Choice, NOTICE, SHOWN},
    table::seat::Mode,
};
use hearth_core::{
    Kernel, Result,
    contact::{self, Medium},
    locale::Language,
};

/// What a yes brings.
const BRINGS_WORDS: [Mode; 2] = [Mode::Whole, Mode::Digest];

/// She asks for the words. Nothing is changed yet.
pub(super) async fn asks(letter: &Letter<'_>, mode: Mode) -> Result<Outcome> {
    let language = letter.language().await?;
    let shown = shown(letter.kernel, mode, language);
    let asked = bound(letter, mode, language);
    contact::ask_member(letter.kernel, letter.place.id, Medium::Email, shown, asked, language).await?;
    Ok(Outcome::Taken)
}

/// Her answer to that. Anything but a yes alone changes nothing: whether "yes, but" is one is not for a program to say.
pub(super) async fn answered(letter: &Letter<'_>, is_yes: bool) -> Result<Outcome> {
    let all = BRINGS_WORDS.into_iter().flat_map(|mode| Language::ALL.map(|language| (mode, language)));
    let read = all.into_iter().find(|(mode, language)| letter.token.number == bound(letter, *mode, *language));
    let answer = match read.filter(|_| is_yes) {
        // Recorded in the language in which she read it.
        Some((mode, language)) if chooses(letter, mode, true, language).await? => match mode {
            Mode::Digest => "mail-answer-daily",
            _ => "mail-answer-words",
        },
        _ => "mail-answer-unchanged",
    };
    letter.answer(answer).await?;
    Ok(Outcome::Taken)
}

/// A sentence again, or nothing: her yes is over. Needs no question; what to answer.
pub(super) async fn takes_back(letter: &Letter<'_>, mode: Mode) -> Result<&'static str> {
    let is_done = chooses(letter, mode, false, letter.language().await?).await?;
    Ok(if is_done { "mail-answer-note" } else { "mail-answer-unchanged" })
}

/// Whether it could be.
async fn chooses(letter: &Letter<'_>, mode: Mode, agrees: bool, language: Language) -> Result<bool> {
    let seat = seat::of(letter.kernel, letter.place).await?;
    let choice = Choice::as_before(letter.kernel, &seat, mode, agrees).await?;
    match seat::change_of(letter.kernel, letter.place, choice, language, Medium::Email.code()).await {
        // She asks for something to come, so a rest is over.
        Ok(()) => seat::resume(letter.kernel, letter.place.id).await.map(|()| true),
        Err(error) if error.refusal().is_some() => Ok(false),
        Err(error) => Err(error),
    }
}

/// All of what she says yes to, as on the page, and what to do.
fn shown(kernel: &Kernel, mode: Mode, language: Language) -> String {
    let say = |key: &str| kernel.words.say(language, key, &[]);
    let notice = say(SHOWN).lines().map(|it| format!("- {it}")).collect::<Vec<_>>().join("\n");
    let asks = if mode == Mode::Digest { "mail-answer-daily-ask" } else { "mail-answer-words-ask" };
    format!("{}\n\n{notice}\n\n{}", say(asks), say("mail-answer-yes-alone"))
}

/// Binds her answer to what she asked for and to the words that she read.
fn bound(letter: &Letter<'_>, mode: Mode, language: Language) -> u32 {
    let read = format!("{NOTICE}\n{}\n{}", language.code(), shown(letter.kernel, mode, language));
    letter.ready.addresses.short_hash(read.as_bytes())
}
