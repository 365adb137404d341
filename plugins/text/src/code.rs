//! A code that she is shown on her page and writes from the phone that she wants to use: it proves that the phone is hers, and no number is
//! typed anywhere. For a first phone, for another one, for another network.
use crate::{
    carrier::Address,
    phone, seat,
    table::code::{ActiveModel, Column, Entity, Model},
};
use data_encoding::HEXLOWER;
use hearth_core::{
    Kernel, Result,
    clock::{MINUTE, Moment},
    contact::{
        Medium,
        decision::NOTICE_WORDS,
        quiet_hours::Hours,
        safe_contact::{self, Label, SafeContact, Way},
    },
    locale::Language,
    store::Tx,
    table::membership,
    vault::{Owner, random},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::time::Duration;

/// Eight digits, for half an hour, and five tries an hour from one phone: one in ten million guesses it.
const DIGITS: usize = 8;
const HOLDS: Duration = Duration::from_secs(30 * 60);
/// Until she says otherwise: what is sent to her comes by day (safety.md NOT-1).
const FROM: i32 = 9 * 60;
const UNTIL: i32 = 20 * 60;

/// As she reads it: in fours.
pub struct Shown {
    pub code: String,
    pub until: Moment,
}

async fn hash(kernel: &Kernel, code: &str) -> Result<String> {
    Ok(HEXLOWER.encode(&kernel.vault.key(Owner::Site).await?.keyed_hash("text-code", code.as_bytes())))
}

/// A new one for this place, in place of any other. `label` is what she says of the number.
pub async fn make(kernel: &Kernel, place: &membership::Model, label: Label) -> Result<Shown> {
    let mut code = String::new();
    while code.len() < DIGITS {
        // Bytes that would make some digits likelier are left out.
        let fair = random::<32>()?.into_iter().filter(|it| *it < 250).map(|it| char::from(b'0' + it % 10));
        code.extend(fair.take(DIGITS - code.len()));
    }
    let (hash, until) = (hash(kernel, &code).await?, kernel.clock.now() + HOLDS);
    let place = place.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::delete_by_id(place.id).exec(tx).await?;
            let row = ActiveModel {
                membership: Set(place.id),
                person: Set(place.person),
                hash: Set(hash.clone()),
                label: Set(label.code().into()),
                until: Set(until),
            };
            row.insert(tx).await?;
            Ok(())
        })
        .await?;
    Ok(Shown { code: format!("{} {}", &code[..4], &code[4..]), until })
}

/// The digits of a text that is nothing but a code.
pub fn digits(words: &str) -> Option<String> {
    let is_code = words.trim().chars().all(|it| it.is_ascii_digit() || it.is_whitespace() || "-.".contains(it));
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    Some(digits).filter(|it| is_code && it.len() == DIGITS)
}

/// Whose code it is, while it holds.
pub async fn find(kernel: &Kernel, code: &str) -> Result<Option<Model>> {
    let rows = Entity::find().filter(Column::Hash.eq(hash(kernel, code).await?)).filter(Column::Until.gt(kernel.clock.now()));
    Ok(rows.one(kernel.store.reader()).await?)
}

/// The phone that the code came from is hers now, in this place, instead of any other; her record says so, and her yes to a neutral sentence.
pub async fn redeem(kernel: &Kernel, code: &Model, place: &membership::Model, from: &Address, language: Language) -> Result<()> {
    let label = Label::ALL.into_iter().find(|it| it.code() == code.label).unwrap_or(Label::Safe);
    begin(kernel, place, from, label, language).await?;
    let membership = code.membership;
    kernel.store.write(async move |tx: &Tx| Entity::delete_by_id(membership).exec(tx).await.map(|_| ()).map_err(Into::into)).await
}

/// She takes part by texts from this phone.
pub async fn begin(kernel: &Kernel, place: &membership::Model, from: &Address, label: Label, language: Language) -> Result<()> {
    let kept = safe_contact::find(kernel, place.person).await?.map(|it| it.content);
    let mut record = kept.unwrap_or_else(|| SafeContact {
        hours: Hours { days: (1..=7).collect(), from: FROM, to: UNTIL },
        words: NOTICE_WORDS[0].into(),
        ..SafeContact::default()
    });
    record.ways.retain(|it| it.medium != Medium::Text);
    record.ways.push(Way { medium: Medium::Text, address: phone::write(from), label, knows_primary: label == Label::Primary });
    if record.hours.days.is_empty() {
        record.hours = Hours { days: (1..=7).collect(), from: FROM, to: UNTIL };
    }
    if record.words.is_empty() {
        record.words = NOTICE_WORDS[0].into();
    }
    safe_contact::change(kernel, place.person, record, language).await?;
    let hash = phone::hash(kernel, from).await?;
    let (kernel_in, place) = (kernel.clone(), place.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            phone::bind(&kernel_in, tx, &hash, place.id, place.person).await?;
            seat::begin(&kernel_in, tx, &place).await
        })
        .await
}

pub async fn sweep(kernel: &Kernel) -> Result<()> {
    let before = Moment(kernel.clock.now().0 - MINUTE.as_millis() as i64);
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::delete_many().filter(Column::Until.lt(before)).exec(tx).await?;
            Ok(())
        })
        .await
}

pub async fn forget(tx: &Tx, membership: hearth_core::id::MembershipId) -> Result<()> {
    Entity::delete_by_id(membership).exec(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_text_of_eight_digits_and_nothing_else() {
        for text in ["4827 1190", "48271190", " 4827-1190 "] {
            assert_eq!(digits(text).as_deref(), Some("48271190"), "{text}");
        }
        for text in ["4827 119", "482711901", "call 48271190", ""] {
            assert_eq!(digits(text), None, "{text}");
        }
    }
}
