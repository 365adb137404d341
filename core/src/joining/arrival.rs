//! Coming in, and coming back: the moments in which a journey in memory becomes rows. Each is one transaction, and uses up its
//! invitation in it.
use super::{
    CODE_REFUSED, JOURNEY_LOST, Journey, NOT_THIS_GROUP, WRONG_WORD, conflict, gate, invitation,
    place::{self, Begin, Called},
};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    group::membership::keep_suitability,
    id::{GroupId, InvitationId, MembershipId, PersonId},
    locale::Language,
    moderation::personal_details::Moderation,
    person::{self, code_word, sign_in},
    settings,
    store::Tx,
    table::{
        credential::{self, CredentialKind},
        group,
        invitation::InvitationKind,
        membership::{self, MembershipState, Role},
        person::PersonState,
    },
    vault::Owner,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// Someone who has come in.
#[derive(Debug, Clone, Copy)]
pub struct Arrived {
    pub person: PersonId,
    pub membership: MembershipId,
    pub group: GroupId,
    /// She was nobody before: she needs a way to come back.
    pub is_new: bool,
}

/// Makes the membership. `person`: someone who is signed in already and comes into a second group.
pub async fn arrive(kernel: &Kernel, journey: Journey, person: Option<PersonId>, language: Language) -> Result<Arrived> {
    if journey.next() != "return" {
        return Err(JOURNEY_LOST.into());
    }
    if person.is_some() {
        conflict::ask(kernel, journey.group, None, person).await?;
    }
    let membership = MembershipId::new();
    let kernel_in = kernel.clone();
    let most = settings::get::<Moderation>(kernel, Some(journey.group)).await?.joins_per_hour;
    let enter = async move |tx: &Tx| {
        gate::is_calm(tx, journey.group, most, kernel_in.clock.now()).await?;
        begin(&kernel_in, tx, &journey, person, membership, language).await
    };
    let arrived = kernel.store.write(enter).await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(arrived.person));
    kernel.outbox.wake();
    Ok(arrived)
}

async fn begin(kernel: &Kernel, tx: &Tx, journey: &Journey, person: Option<PersonId>, id: MembershipId, language: Language) -> Result<Arrived> {
    let now = kernel.clock.now();
    let used = invitation::consume(kernel, tx, journey.invitation).await?;
    let group = group::Entity::find_by_id(journey.group).one(tx).await?.ok_or(CODE_REFUSED)?;
    gate::takes_one_more(tx, &group, now).await?;
    let is_new = person.is_none();
    let person = match person {
        Some(person) => is_not_there(tx, person, group.id).await.map(|()| person)?,
        None => person::create_participant(kernel, tx, language).await?,
    };
    let suitability = match &used.suitability {
        Some(note) => {
            let key = kernel.vault.key_in(tx, Owner::Group(group.id)).await?;
            let words: String = key.open(invitation::note_place(used.id, group.id), note)?;
            Some(words)
        }
        None => None,
    };
    if let (Some(word), true) = (&used.code_word, is_new) {
        let hash: String = kernel.vault.key_in(tx, Owner::Site).await?.open(invitation::word_place(used.id), word)?;
        code_word::keep(kernel, tx, person, &hash).await?;
    }
    let begin = Begin {
        group: &group,
        id,
        person,
        role: Role::Participant,
        called: Called::Unlike(journey.alias.as_deref()),
        why: None,
        invited_by: Some(used.created_by),
        answers: &journey.answers,
        agreed: journey.agreed.as_ref().ok_or(JOURNEY_LOST)?,
        language,
    };
    let row = place::begin(kernel, tx, begin).await?;
    if let Some(note) = suitability {
        keep_suitability(kernel, tx, &row, &note).await?;
    }
    Ok(Arrived { person, membership: id, group: group.id, is_new })
}

async fn is_not_there(tx: &Tx, person: PersonId, group: GroupId) -> Result<()> {
    let there = membership::Entity::find()
        .filter(membership::Column::Person.eq(person))
        .filter(membership::Column::Group.eq(group))
        .filter(membership::Column::State.ne(MembershipState::Ended))
        .count(tx)
        .await?;
    if there == 0 { Ok(()) } else { Err(NOT_THIS_GROUP.into()) }
}

/// Whether who comes back has to say the word that she agreed on with staff.
pub async fn asks_for_word(kernel: &Kernel, id: InvitationId) -> Result<bool> {
    let found = invitation::find_by_id(kernel, id).await?;
    let (InvitationKind::Return, Some(person)) = (found.kind, found.person) else { return Err(CODE_REFUSED.into()) };
    if found.interest.as_deref() != Some("code-word") {
        return Ok(false);
    }
    let words = credential::Entity::find()
        .filter(credential::Column::Person.eq(person))
        .filter(credential::Column::Kind.eq(CredentialKind::CodeWord))
        .count(kernel.store.reader())
        .await?;
    Ok(words > 0)
}

/// She comes back: every way in that she had before is gone, and every device is signed out. New words are for the caller to
/// issue.
pub async fn come_back(kernel: &Kernel, id: InvitationId, word: &str) -> Result<PersonId> {
    let asks = asks_for_word(kernel, id).await?;
    let person = invitation::find_by_id(kernel, id).await?.person.ok_or(CODE_REFUSED)?;
    if person::create::get(kernel, person).await?.state != PersonState::Active {
        return Err(CODE_REFUSED.into());
    }
    if asks && !code_word::is(kernel, person, word).await? {
        return Err(WRONG_WORD.into());
    }
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            invitation::consume(&kernel_in, tx, id).await?;
            credential::Entity::delete_many()
                .filter(credential::Column::Person.eq(person))
                .filter(credential::Column::Kind.is_in([CredentialKind::Passphrase, CredentialKind::Passkey]))
                .exec(tx)
                .await?;
            audit::record(&kernel_in, tx, Act { act: "way-back.used", subject: Some(id.0), ..Act::default() }).await
        })
        .await?;
    sign_in::end_all(kernel, person).await?;
    Ok(person)
}
