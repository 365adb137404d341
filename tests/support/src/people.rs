//! People, arranged directly in the kernel: tests of joining go through the front door, all others begin when she is in.
use crate::{Browser, Shelter};
use hearth_core::{
    clock::{DAY, days},
    id::{AcceptanceId, AgreementId, ConsentId, GroupId, MembershipId, PersonId, RoleId},
    joining::invitation,
    locale::Language,
    person::sign_in,
    store::Tx,
    table::{
        acceptance, agreement,
        consent::{self, ConsentEvent},
        group::{self, Anonymity, Duration, GroupState, PreModeration, Timing, Vetting},
        membership::{self, MembershipState, Role},
        person::{self, PersonState},
        role::{self, SiteRole},
        sign_in::Door,
    },
    vault::{Owner, Place},
    web::fresh_cookie,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

/// Somebody, by the ids that a test may need.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: PersonId,
    /// Their place in the group of the test, if they are in one.
    pub membership: Option<MembershipId>,
    pub name: String,
}

/// An open group.
#[derive(Debug, Clone)]
pub struct GroupOf {
    pub id: GroupId,
    pub agreement: AgreementId,
    pub modality: &'static str,
    /// Ruth, who facilitates it.
    pub facilitator: Person,
}

impl GroupOf {
    /// `/g/{group}`, without a slash at the end.
    pub fn address(&self) -> String {
        format!("/g/{}", self.id)
    }
}

impl Shelter {
    /// Staff know her and give her a code, and she comes to the pages with it: however she took part before.
    pub async fn way_to_the_pages(&self, group: &GroupOf, of: MembershipId) -> Browser {
        let back = invitation::make_way_back(&self.kernel, group.facilitator.id, of, "in-person", true).await.expect("a code");
        let mut browser = self.browser();
        browser.get("/come").await;
        browser.post("/come", &[("code", &back.code.expect("one that is spoken"))]).await;
        let page = browser.post("/join/back", &[]).await;
        // In whichever language is hers.
        assert!(page.body.contains("words-card"), "{}", page.body);
        browser
    }

    /// Somebody of staff with these roles, not signed in.
    pub async fn staff(&self, name: &str, roles: &[SiteRole]) -> Person {
        let person = self.person(Some(name)).await;
        // They have been here for a while: who came today is nobody's second person.
        let (roles, since) = (roles.to_vec(), self.clock.now() - days(7));
        self.write(async move |tx: &Tx| {
            for role in &roles {
                let row = role::ActiveModel {
                    id: Set(RoleId::new()),
                    person: Set(person),
                    role: Set(*role),
                    asked_by: Set(person),
                    agreed_by: Set(Some(person)),
                    effective: Set(since),
                    ended: Set(None),
                };
                row.insert(tx).await?;
            }
            Ok(())
        })
        .await;
        Person { id: person, membership: None, name: name.into() }
    }

    /// The same, signed in at the staff's door.
    pub async fn staff_signed_in(&self, name: &str, roles: &[SiteRole]) -> (Person, Browser) {
        let person = self.staff(name, roles).await;
        let browser = self.signed_in(person.id, Door::Staff).await;
        (person, browser)
    }

    /// An open group that meets by this modality, with an agreement in force, which Ruth facilitates.
    pub async fn open_group(&self, modality: &'static str) -> GroupOf {
        self.open_group_with(modality, |_| {}).await
    }

    /// The same, with what else the test wants of it.
    pub async fn open_group_with(&self, modality: &'static str, how: impl Fn(&mut group::Model) + Send + Sync + 'static) -> GroupOf {
        let mut ruth = self.staff("Ruth", &[SiteRole::Facilitator]).await;
        let (id, agreement, now, kernel, by) = (GroupId::new(), AgreementId::new(), self.clock.now(), self.kernel.clone(), ruth.id);
        let opens = self
            .write(async move |tx: &Tx| {
                kernel.vault.make(tx, Owner::Group(id)).await?;
                let key = kernel.vault.key_in(tx, Owner::Group(id)).await?;
                let text = json!({ "name": "Tuesday circle", "purpose": "To talk.", "for_whom": "Women.", "method": "", "length": "Open." });
                let about = json!({ "languages": ["en", "fr"], "en": text, "fr": text });
                let mut row = group::Model {
                    id,
                    state: GroupState::Open,
                    about: key.seal(Place::of("groups", "about", id.0).within(id.0), &about)?,
                    modality: Some(modality.into()),
                    timing: Some(Timing::Asynchronous),
                    duration: Some(Duration::DropIn),
                    vetting: Some(Vetting::Invited),
                    anonymity: Anonymity::Alias,
                    keep_hours: Some(365 * 24),
                    starts: None,
                    intake_until: None,
                    ends: None,
                    purge: None,
                    review: Some(now + days(90)),
                    capacity: 100,
                    pre_moderation: PreModeration::After,
                    slow_seconds: 0,
                    linked: String::new(),
                    is_paused: false,
                    is_locked: false,
                    config: 1,
                    created: now,
                    created_by: by,
                    closed: None,
                };
                how(&mut row);
                // Opened once Ruth is in it: a group without a facilitator is paused by the house, at any moment.
                let opens = std::mem::replace(&mut row.state, GroupState::Draft);
                group::Entity::insert(group::ActiveModel::from(row).reset_all()).exec(tx).await?;
                let words = json!({ "clauses": [{ "key": "test", "en": "We keep what is said here.", "fr": "Ce qui est dit ici reste ici." }] });
                let agreement = agreement::ActiveModel {
                    id: Set(agreement),
                    group: Set(id),
                    version: Set(1),
                    words: Set(key.seal(Place::of("agreements", "words", agreement.0).within(id.0), &words)?),
                    digest: Set(vec![1; 32]),
                    created: Set(now),
                    created_by: Set(by),
                    why: Set(None),
                    agreed_by: Set(None),
                };
                agreement.insert(tx).await?;
                Ok(opens)
            })
            .await;
        ruth.membership = Some(self.join(id, agreement, ruth.id, Role::Facilitator, "Ruth", modality).await);
        self.write(async move |tx: &Tx| {
            group::ActiveModel { id: Set(id), state: Set(opens), ..Default::default() }.update(tx).await?;
            Ok(())
        })
        .await;
        GroupOf { id, agreement, modality, facilitator: ruth }
    }

    /// The facilitator's browser, signed in.
    pub async fn facilitator_of(&self, group: &GroupOf) -> Browser {
        self.signed_in(group.facilitator.id, Door::Staff).await
    }

    /// A participant under this alias, who has agreed and consented; and her browser, signed in.
    pub async fn member_of(&self, group: &GroupOf, alias: &str) -> (Person, Browser) {
        let person = self.person(None).await;
        let membership = self.join(group.id, group.agreement, person, Role::Participant, alias, group.modality).await;
        let browser = self.signed_in(person, Door::Member).await;
        (Person { id: person, membership: Some(membership), name: alias.into() }, browser)
    }

    /// The same person in another group, too.
    pub async fn also_in(&self, group: &GroupOf, person: PersonId, alias: &str) -> MembershipId {
        self.join(group.id, group.agreement, person, Role::Participant, alias, group.modality).await
    }

    /// Somebody known to the system, in no group.
    pub async fn person(&self, staff_name: Option<&str>) -> PersonId {
        let (id, now, kernel, name) = (PersonId::new(), self.clock.now(), self.kernel.clone(), staff_name.map(str::to_owned));
        self.write(async move |tx: &Tx| {
            kernel.vault.make(tx, Owner::Person(id)).await?;
            let key = kernel.vault.key_in(tx, Owner::Person(id)).await?;
            let place = Place::of("people", "staff_name", id.0);
            let row = person::ActiveModel {
                id: Set(id),
                state: Set(PersonState::Active),
                language: Set(Language::En.code().into()),
                staff_name: Set(name.as_ref().map(|it| key.seal(place, it)).transpose()?),
                created: Set(now.day()),
                seen: Set(None),
                frozen: Set(None),
            };
            row.insert(tx).await?;
            Ok(())
        })
        .await;
        id
    }

    /// A browser in which this person is signed in.
    pub async fn signed_in(&self, person: PersonId, door: Door) -> Browser {
        let (token, cookie) = fresh_cookie(&self.kernel).expect("a cookie");
        sign_in::begin(&self.kernel, person, door, &token).await.expect("signed in");
        self.browser().with_cookie(cookie.name(), cookie.value())
    }

    async fn join(&self, group: GroupId, agreement: AgreementId, person: PersonId, role: Role, alias: &str, modality: &'static str) -> MembershipId {
        let (id, now, kernel, alias) = (MembershipId::new(), self.clock.now(), self.kernel.clone(), alias.to_owned());
        self.write(async move |tx: &Tx| {
            kernel.vault.make(tx, Owner::Membership(group, id)).await?;
            let key = kernel.vault.key_in(tx, Owner::Membership(group, id)).await?;
            let row = membership::ActiveModel {
                id: Set(id),
                person: Set(person),
                group: Set(group),
                role: Set(role),
                state: Set(MembershipState::Active),
                alias: Set(key.seal(Place::of("memberships", "alias", id.0).within(group.0), &alias)?),
                likeness: Set(None),
                shape: Set(i32::from(id.0.as_bytes()[0] % 8)),
                joined: Set(now),
                ended: Set(None),
                why: Set(None),
                suitability: Set(None),
                shows_notes: Set(false),
                seen: Set(None),
                invited_by: Set(None),
            };
            row.insert(tx).await?;
            let accepted = acceptance::ActiveModel {
                id: Set(AcceptanceId::new()),
                membership: Set(id),
                agreement: Set(agreement),
                digest: Set(vec![1; 32]),
                language: Set("en".into()),
                modality: Set(modality.into()),
                at: Set(now),
            };
            accepted.insert(tx).await?;
            let consent = consent::ActiveModel {
                id: Set(ConsentId::new()),
                schema: Set(1),
                membership: Set(id),
                group: Set(group),
                purpose: Set("keep-words".into()),
                notice: Set("1".into()),
                digest: Set(vec![2; 32]),
                language: Set("en".into()),
                event: Set(ConsentEvent::Given),
                method: Set("web".into()),
                recipients: Set(String::new()),
                at: Set(now),
                until: Set(Some(now + 365 * DAY)),
            };
            consent.insert(tx).await?;
            Ok(())
        })
        .await;
        id
    }

    async fn write<T: Send + 'static>(&self, work: impl AsyncFn(&Tx) -> hearth_core::Result<T> + Send + Sync + 'static) -> T {
        self.kernel.store.write(work).await.expect("arranged")
    }
}
