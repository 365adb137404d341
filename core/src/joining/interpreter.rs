//! An interpreter's seat in one meeting: a link that works once, a promise to keep what is said to herself, and a place that ends
//! with the meeting. She hears what everybody hears from the moment that she is let in, and sees no list of who is there.
use super::{
    CODE_REFUSED, SHOWN_CHANGED,
    agreement::Agreed,
    arrival,
    place::{self, Begin, Called},
    secret,
    secret::Entered,
};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    group::{
        self, agreement_text,
        meeting::{self as meetings, course},
    },
    id::{GroupId, InterpreterSeatId, MeetingId, MembershipId, PersonId},
    locale::Language,
    person,
    personal_data::erasure::{self, Leaving},
    refusals,
    store::Tx,
    table::{
        group as group_table, interpreter_seat, meeting,
        membership::{self, Role},
    },
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};

refusals! {
    /// An interpreter keeps what is said there to herself, or does not come in.
    CONFIDENTIALITY_NEEDED = "joining-confidentiality-needed" => 422;
    /// No such language is interpreted into.
    WRONG_LANGUAGE = "joining-wrong-language" => 422;
}

/// What her membership says in `why`.
pub const WHY: &str = "interpreter";

/// Languages of a lane: BCP 47 tags, and keys of words (`joining-language-…`). Those that are spoken or written.
const LANGUAGES: &[&str] = &["ar", "en", "es", "fa", "fr", "hi", "iu", "ko", "pa", "pt", "ru", "so", "ti", "tl", "tr", "uk", "ur", "vi", "zh"];

/// Those that are signed, and need a picture: American Sign Language and Langue des signes québécoise.
const SIGNED: &[&str] = &["ase", "fcs"];

pub fn is_signed(language: &str) -> bool {
    SIGNED.contains(&language)
}

/// What can be interpreted into where a group meets.
pub fn languages(kernel: &Kernel, group: &group_table::Model) -> impl Iterator<Item = &'static str> + use<> {
    let modality = group.modality.as_deref().and_then(|it| kernel.modality(it));
    let signed: &[&str] = if modality.is_some_and(|it| it.capabilities().carries_pictures) { SIGNED } else { &[] };
    LANGUAGES.iter().chain(signed).copied()
}

/// Makes a seat, and gives its secret: the only moment in which it can be read.
pub async fn make(kernel: &Kernel, by: PersonId, group: GroupId, id: MeetingId, language: &str) -> Result<String> {
    let arranged = group::arranged_by(kernel, by, group).await?;
    meetings::get(kernel, group, id).await?;
    let language = languages(kernel, &arranged).find(|it| *it == language).ok_or(WRONG_LANGUAGE)?;
    let secret = secret::link()?;
    let hash = Entered::Link(secret.clone()).hash(kernel).await?;
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = interpreter_seat::ActiveModel {
                id: Set(InterpreterSeatId::new()),
                meeting: Set(id),
                language: Set(language.to_owned()),
                secret: Set(hash.clone()),
                created_by: Set(by),
                used: Set(None),
                membership: Set(None),
            };
            row.insert(tx).await?;
            let act = Act { actor: Some(by), act: "meeting.interpreter-invited", subject: Some(id.0), group: Some(group), reason: None };
            audit::record(&kernel_in, tx, act).await
        })
        .await?;
    Ok(secret)
}

/// The seats of a meeting.
pub async fn list(kernel: &Kernel, meeting: MeetingId) -> Result<Vec<interpreter_seat::Model>> {
    let rows = interpreter_seat::Entity::find().filter(interpreter_seat::Column::Meeting.eq(meeting));
    Ok(rows.all(kernel.store.reader()).await?)
}

/// A seat that nobody has taken, and its meeting, which is not over. Looking uses nothing up.
pub async fn find(kernel: &Kernel, typed: &str) -> Result<(interpreter_seat::Model, meeting::Model)> {
    let Some(entered @ Entered::Link(_)) = Entered::read(typed) else { return Err(CODE_REFUSED.into()) };
    let hash = entered.hash(kernel).await?;
    let found = interpreter_seat::Entity::find().filter(interpreter_seat::Column::Secret.eq(hash)).one(kernel.store.reader()).await?;
    free(kernel, found.ok_or(CODE_REFUSED)?).await
}

pub async fn find_by_id(kernel: &Kernel, id: InterpreterSeatId) -> Result<(interpreter_seat::Model, meeting::Model)> {
    let found = interpreter_seat::Entity::find_by_id(id).one(kernel.store.reader()).await?;
    free(kernel, found.ok_or(CODE_REFUSED)?).await
}

async fn free(kernel: &Kernel, seat: interpreter_seat::Model) -> Result<(interpreter_seat::Model, meeting::Model)> {
    use meeting::MeetingState::{Cancelled, Closed};
    let meeting = meeting::Entity::find_by_id(seat.meeting).one(kernel.store.reader()).await?;
    let meeting = meeting.filter(|it| seat.used.is_none() && !matches!(it.state, Closed | Cancelled)).ok_or(CODE_REFUSED)?;
    Ok((seat, meeting))
}

/// She takes the seat: from here on its link leads nowhere.
pub async fn arrive(kernel: &Kernel, id: InterpreterSeatId, has_promised: bool, language: Language) -> Result<arrival::Arrived> {
    if !has_promised {
        return Err(CONFIDENTIALITY_NEEDED.into());
    }
    let (seat, meeting) = find_by_id(kernel, id).await?;
    if !course::is_running(meeting.state) {
        return Err(meetings::NOT_NOW.into());
    }
    let group = group::get(kernel, meeting.group).await?;
    let holds = agreement_text::current(kernel, group.id).await?.ok_or(SHOWN_CHANGED)?;
    let agreed = Agreed { agreement: holds.id, digest: holds.digest };
    let tongue = kernel.words.say(language, &format!("joining-language-{}", seat.language), &[]);
    let alias = kernel.words.say(language, "joining-interpreter-alias", &[("language", tongue.into())]);
    let (membership, kernel_in) = (MembershipId::new(), kernel.clone());
    let arrived = kernel
        .store
        .write(async move |tx: &Tx| {
            let seat = interpreter_seat::Entity::find_by_id(id).one(tx).await?.filter(|it| it.used.is_none()).ok_or(CODE_REFUSED)?;
            let now = kernel_in.clock.now();
            let person = person::create_participant(&kernel_in, tx, language).await?;
            let begin = Begin {
                group: &group,
                id: membership,
                person,
                role: Role::Interpreter,
                // Two interpreters of one language are called alike, and stand apart by their role.
                called: Called::ByRole(alias.clone()),
                why: Some(WHY),
                invited_by: Some(seat.created_by),
                answers: &[],
                agreed: &agreed,
                language,
            };
            place::begin(&kernel_in, tx, begin).await?;
            let mut taken = seat.into_active_model();
            taken.used = Set(Some(now));
            taken.membership = Set(Some(membership));
            taken.update(tx).await?;
            Ok(arrival::Arrived { person, membership, group: group.id, is_new: true })
        })
        .await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(arrived.person));
    kernel.outbox.wake();
    Ok(arrived)
}

/// The language of somebody's lane, where she interprets.
pub async fn lane_of(kernel: &Kernel, membership: MembershipId) -> Result<Option<String>> {
    let found = interpreter_seat::Entity::find().filter(interpreter_seat::Column::Membership.eq(membership));
    Ok(found.one(kernel.store.reader()).await?.map(|it| it.language))
}

/// The meeting is over: its interpreters are known no longer, and links that nobody used lead nowhere.
pub(crate) async fn end(kernel: &Kernel, meeting: &meeting::Model) -> Result<()> {
    for seat in list(kernel, meeting.id).await? {
        if let Some(place) = seat.membership
            && let Some(row) = membership::Entity::find_by_id(place).one(kernel.store.reader()).await?
        {
            erasure::leave_for_good(kernel, row.person, Leaving::LeaveWords).await?;
        }
    }
    let (id, now) = (meeting.id, kernel.clock.now());
    kernel
        .store
        .write(async move |tx: &Tx| {
            interpreter_seat::Entity::update_many()
                .col_expr(interpreter_seat::Column::Used, Expr::value(Some(now.0)))
                .col_expr(interpreter_seat::Column::Membership, Expr::value(Option::<uuid::Uuid>::None))
                .filter(interpreter_seat::Column::Meeting.eq(id))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await
}
