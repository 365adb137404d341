//! Groups that meet: planned in the kernel, walked through the front door.
use crate::{Browser, GroupOf, NOON, Person, Shelter};
use hearth_core::{
    clock::MINUTE,
    group::meeting::{
        self,
        plan::{self, Ask},
        watch,
    },
    id::MeetingId,
    joining::interpreter,
    site::Zone,
    table::{
        group::{self, Timing},
        meeting_staff::Part,
        membership::{self, MembershipState},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

impl Shelter {
    /// A group that meets today at one, an hour from now, for an hour; the doors open ten minutes before. Ruth leads it.
    pub async fn group_that_meets(&self, modality: &'static str) -> (GroupOf, MeetingId) {
        self.group_that_meets_with(modality, |_| {}).await
    }

    pub async fn group_that_meets_with(
        &self,
        modality: &'static str,
        how: impl Fn(&mut group::Model) + Send + Sync + 'static,
    ) -> (GroupOf, MeetingId) {
        let group = self
            .open_group_with(modality, move |it| {
                it.timing = Some(Timing::Synchronous);
                how(it);
            })
            .await;
        let meeting = self.plans(&group, &[(group.facilitator.id, Part::Facilitator)]).await;
        (group, meeting)
    }

    /// One meeting today at one.
    pub async fn plans(&self, group: &GroupOf, staff: &[(hearth_core::id::PersonId, Part)]) -> MeetingId {
        let day = Zone::named("America/Toronto").day_number(self.clock.now());
        let ask = Ask {
            rule: None,
            day,
            minute: 13 * 60,
            doors: 10,
            length: 60,
            grace: 10,
            capacity: 12,
            languages: "en,fr".into(),
            staff: staff.to_vec(),
        };
        plan::plan(&self.kernel, group.facilitator.id, group.id, ask).await.expect("planned");
        meeting::next(&self.kernel, group.id).await.expect("read").expect("a meeting").id
    }

    /// Another meeting, an hour after the first.
    pub async fn plans_again(&self, group: &GroupOf) {
        let day = Zone::named("America/Toronto").day_number(self.clock.now());
        let staff = vec![(group.facilitator.id, Part::Facilitator)];
        let ask = Ask { rule: None, day, minute: 15 * 60, doors: 10, length: 60, grace: 10, capacity: 12, languages: "en".into(), staff };
        plan::plan(&self.kernel, group.facilitator.id, group.id, ask).await.expect("planned");
    }

    /// It is three o’clock, and Ruth begins the second meeting.
    pub async fn begins_next(&self, group: &GroupOf) -> Browser {
        self.pass((NOON + 180 * MINUTE).since(self.clock.now()));
        self.looks().await;
        let mut ruth = self.facilitator_of(group).await;
        ruth.does(group, "begin", None).await;
        ruth
    }

    /// So many minutes go by, and the house looks at its clock.
    pub async fn minutes_pass(&self, minutes: u32) {
        self.pass(minutes * MINUTE);
        self.looks().await;
    }

    pub async fn looks(&self) {
        watch::look(&self.kernel).await.expect("looked");
    }

    /// It is one o’clock, the doors are open and Ruth has begun. Her browser.
    pub async fn begins(&self, group: &GroupOf) -> Browser {
        self.pass((NOON + 60 * MINUTE).since(self.clock.now()));
        self.looks().await;
        let mut ruth = self.facilitator_of(group).await;
        let console = ruth.get(&format!("{}/meeting", group.address())).await;
        assert!(console.body.contains("value=\"begin\""), "{}", console.body);
        ruth.does(group, "begin", None).await;
        ruth
    }

    /// Somebody of the group, in the room: she knocked, and Ruth let her in.
    pub async fn comes_in(&self, group: &GroupOf, ruth: &mut Browser, alias: &str) -> (Person, Browser) {
        let (person, mut browser) = self.member_of(group, alias).await;
        browser.post(&format!("{}/meeting", group.address()), &[("near", "no")]).await;
        ruth.does(group, "let-in", person.membership.map(|it| it.to_string()).as_deref()).await;
        (person, browser)
    }

    /// An interpreter into Spanish who promised, knocked and was let in.
    pub async fn interpreter_comes_in(&self, group: &GroupOf, meeting: MeetingId, ruth: &mut Browser) -> Browser {
        let secret = interpreter::make(&self.kernel, group.facilitator.id, group.id, meeting, "es").await.expect("made");
        let mut pilar = self.browser();
        pilar.get("/come").await;
        pilar.post("/come", &[("code", &secret)]).await;
        pilar.post("/interpret", &[("promise", "yes")]).await;
        pilar.post(&format!("{}/meeting", group.address()), &[]).await;
        let hers = membership::Column::Why.eq(interpreter::WHY);
        let places = membership::Entity::find().filter(hers).filter(membership::Column::State.ne(MembershipState::Ended));
        let place = places.one(self.kernel.store.reader()).await.expect("read").expect("a seat");
        ruth.does(group, "let-in", Some(&place.id.to_string())).await;
        pilar
    }
}

impl Browser {
    /// A facilitator's act on the meeting, by the console's form.
    pub async fn does(&mut self, group: &GroupOf, act: &str, who: Option<&str>) -> crate::Page {
        let page = format!("{}/meeting", group.address());
        self.get(&page).await;
        let mut fields = vec![("act", act)];
        fields.extend(who.map(|it| ("who", it)));
        self.post(&format!("{page}/do"), &fields).await
    }
}
