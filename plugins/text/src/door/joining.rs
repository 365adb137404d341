//! Somebody comes in by texts alone: with the code that she was given, in a few texts of which each is harmless to whoever else reads it.
//! What she agrees to she is sent whole; her yes is to those very words.
use super::{Rates, Writer};
use crate::{
    code,
    keyword::Keyword,
    phone,
    table::joining::{Column, Entity, Model},
};
use hearth_core::{
    Kernel, Result,
    clock::{DAY, Moment},
    contact::{self, Medium, safe_contact::Label},
    group,
    joining::{Journey, agreement, alias, arrival, consent, invitation},
    locale::Language,
    person,
    store::Tx,
    table::{group::Model as Group, invitation::InvitationKind, membership::MembershipState},
    vault::Owner,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Takes a text that is nothing but a code; whether it was one.
pub(super) async fn brings_code(kernel: &Kernel, writer: &Writer<'_>) -> Result<bool> {
    let (rates, now) = (kernel.held::<Rates>(), kernel.clock.now());
    if let Some(digits) = code::digits(&writer.arrival.words) {
        if !rates.may_try(writer.hash, now) {
            return Ok(true);
        }
        let Some(found) = code::find(kernel, &digits).await? else {
            rates.was_wrong(writer.hash, now);
            return answer(kernel, writer, Language::default(), "text-say-join-unknown").await.map(|()| true);
        };
        let place = group::membership::get(kernel, found.membership).await?;
        let is_anothers = phone::find(kernel, writer.hash).await?.is_some_and(|it| it.membership != place.id);
        // A phone is of one place: what comes from it can never be meant for another.
        if place.state == MembershipState::Ended || is_anothers {
            return answer(kernel, writer, Language::default(), "text-say-join-unknown").await.map(|()| true);
        }
        let language = person::language(kernel, place.person).await?;
        code::redeem(kernel, &found, &place, &writer.arrival.from, language).await?;
        return answer(kernel, writer, language, "text-say-join-done").await.map(|()| true);
    }
    let Some(code) = code_of(&writer.arrival.words) else { return Ok(false) };
    if !rates.may_try(writer.hash, now) || phone::find(kernel, writer.hash).await?.is_some() {
        return Ok(true);
    }
    let found = invitation::find(kernel, &code).await.ok().filter(|it| it.kind == InvitationKind::Member && it.group.is_some());
    let Some(found) = found else {
        rates.was_wrong(writer.hash, now);
        return answer(kernel, writer, Language::default(), "text-say-join-unknown").await.map(|()| true);
    };
    let (hash, until) = (writer.hash.to_owned(), now + DAY);
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::delete_by_id(hash.clone()).exec(tx).await?;
            let row =
                crate::table::joining::ActiveModel { hash: Set(hash.clone()), invitation: Set(found.id), language: Set(None), until: Set(until) };
            row.insert(tx).await?;
            Ok(())
        })
        .await?;
    answer(kernel, writer, Language::default(), "text-say-join-language").await.map(|()| true)
}

/// Sixteen digits with whatever stands between them, or after a word before them.
fn code_of(words: &str) -> Option<String> {
    let bare = words.trim().trim_start_matches(|it: char| it.is_alphabetic()).trim_start_matches([' ', ':']);
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    let is_code = bare.chars().all(|it| it.is_ascii_digit() || it.is_whitespace() || "-.".contains(it));
    Some(digits).filter(|it| is_code && it.len() == 16)
}

/// What somebody writes who brought a code and is not in yet; anybody else is a stranger, and gets no answer.
pub(super) async fn goes_on(kernel: &Kernel, writer: &Writer<'_>) -> Result<()> {
    let now = kernel.clock.now();
    let row = Entity::find_by_id(writer.hash).one(kernel.store.reader()).await?.filter(|it| it.until > now);
    let (Some(row), Some(said)) = (row, &writer.said) else { return Ok(()) };
    if said.keyword != Keyword::Yes {
        return Ok(());
    }
    let Ok(invitation) = invitation::find_by_id(kernel, row.invitation).await else {
        return answer(kernel, writer, said.language.unwrap_or_default(), "text-say-join-unknown").await;
    };
    let Some(id) = invitation.group else { return Ok(()) };
    let group = group::get(kernel, id).await?;
    match (row.language.as_deref().and_then(Language::from_code), said.number()) {
        // The language of her yes is the one in which she is asked.
        (_, None) => show(kernel, writer, &group, said.language.unwrap_or_default()).await,
        (Some(language), Some(number)) => {
            let Some(shown) = shown(kernel, &group, language).await? else { return Ok(()) };
            match number == bound(kernel, writer, &shown.words).await? {
                true => Arriving { kernel, group: &group, row, shown, language, writer }.arrive().await,
                // The words have changed since: she reads them again.
                false => show(kernel, writer, &group, language).await,
            }
        }
        (None, Some(_)) => Ok(()),
    }
}

/// All that she is to agree to.
struct Shown {
    words: Vec<String>,
    /// The mark of the agreement's version.
    agreement: String,
    notices: Vec<consent::Notice>,
}

/// The promises of the group, and what is kept for what: each a text of its own.
async fn shown(kernel: &Kernel, group: &Group, language: Language) -> Result<Option<Shown>> {
    let Some(agreement) = agreement::shown(kernel, group.id, language).await? else { return Ok(None) };
    let mut words = vec![agreement.promises.iter().map(|it| format!("- {it}")).collect::<Vec<_>>().join("\n")];
    let mut notices = Vec::new();
    for purpose in consent::purposes(kernel, group) {
        let notice = consent::notice(kernel, group, purpose, language).await?;
        let lines = notice.lines.iter().map(|(label, said)| format!("{label}: {said}"));
        words.push(std::iter::once(notice.question.clone()).chain(lines).collect::<Vec<_>>().join("\n"));
        notices.push(notice);
    }
    Ok(Some(Shown { words, agreement: agreement.digest, notices }))
}

/// Sends her what she is to agree to, between the two texts that tell what texts cannot promise and how to leave.
async fn show(kernel: &Kernel, writer: &Writer<'_>, group: &Group, language: Language) -> Result<()> {
    let Some(shown) = shown(kernel, group, language).await? else { return Ok(()) };
    let number = bound(kernel, writer, &shown.words).await?;
    let hash = writer.hash.to_owned();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = Entity::update_many().col_expr(Column::Language, Expr::value(language.code()));
            row.filter(Column::Hash.eq(hash.clone())).exec(tx).await?;
            Ok(())
        })
        .await?;
    answer(kernel, writer, language, "text-say-join-ask-1").await?;
    for words in shown.words {
        reply(kernel, writer, words).await?;
    }
    reply(kernel, writer, kernel.words.say(language, "text-say-join-ask-2", &[("number", number.to_string().into())])).await
}

/// The number of what she is asked: of these words, and of her phone.
async fn bound(kernel: &Kernel, writer: &Writer<'_>, words: &[String]) -> Result<u32> {
    let of = kernel.vault.key(Owner::Site).await?.keyed_hash("text-asked", format!("{}\n{}", writer.hash, words.join("\n")).as_bytes());
    let number = of.first_chunk::<4>().map_or(0, |it| u32::from_be_bytes(*it));
    // Four digits, and none of them is left out at the beginning.
    Ok(1000 + number % 9000)
}

/// Somebody who said yes.
struct Arriving<'a> {
    kernel: &'a Kernel,
    group: &'a Group,
    row: Model,
    shown: Shown,
    language: Language,
    writer: &'a Writer<'a>,
}

impl Arriving<'_> {
    /// She is in: by the same steps as on the pages, with a neutral sentence by text until she asks for more.
    async fn arrive(self) -> Result<()> {
        let Arriving { kernel, group, language, writer, .. } = self;
        let is_named = alias::are_chosen(group);
        let chosen = match is_named {
            true => alias::suggestions(kernel, group.id, language, 1).await?.pop().map(|it| it.name),
            false => None,
        };
        let mut journey = Journey::new(self.row.invitation, group.id, self.shown.notices.len(), is_named);
        (journey.has_read, journey.has_advice, journey.alias) = (true, true, chosen.clone());
        for notice in &self.shown.notices {
            journey.answer(consent::read(kernel, group, notice.purpose, Some("yes"), &notice.digest, language).await?);
        }
        journey.agreed = Some(agreement::read(kernel, group.id, true, &self.shown.agreement).await?);
        let arrived = match arrival::arrive(kernel, journey, None, language).await {
            Ok(arrived) => arrived,
            Err(error) if error.refusal().is_some() => return answer(kernel, writer, language, "text-say-join-unknown").await,
            Err(error) => return Err(error),
        };
        let place = group::membership::get(kernel, arrived.membership).await?;
        code::begin(kernel, &place, &writer.arrival.from, Label::Safe, language).await?;
        let hash = writer.hash.to_owned();
        kernel.store.write(async move |tx: &Tx| Entity::delete_by_id(hash.clone()).exec(tx).await.map(|_| ()).map_err(Into::into)).await?;
        answer(kernel, writer, language, "text-say-join-done").await?;
        match chosen {
            Some(name) => reply(kernel, writer, kernel.words.say(language, "text-say-join-name", &[("name", name.into())])).await,
            None => Ok(()),
        }
    }
}

async fn answer(kernel: &Kernel, writer: &Writer<'_>, language: Language, key: &str) -> Result<()> {
    reply(kernel, writer, kernel.words.say(language, key, &[])).await
}

async fn reply(kernel: &Kernel, writer: &Writer<'_>, words: String) -> Result<()> {
    contact::reply(kernel, Medium::Text, phone::write(&writer.arrival.from), words).await.map(|_| ())
}

pub(super) async fn sweep(tx: &Tx, now: Moment) -> Result<()> {
    Entity::delete_many().filter(Column::Until.lt(now)).exec(tx).await?;
    Ok(())
}
