//! A shelter with a number of its own, the company that carries its texts, and people with phones.
use crate::fakes::{
    Fake,
    twilio::{ACCOUNT, TOKEN, Twilio, call},
};
use hearth_core::{
    admission::{self, Admission, Intent},
    contact::{
        Medium, SendWaiting,
        quiet_hours::Hours,
        safe_contact::{self, Label},
    },
    contribution::{self, Draft},
    group::membership,
    id::{EntryId, MembershipId},
    job::Job,
    locale::Language,
    settings,
    table::{
        entry::{self, Audience},
        group as groups,
        membership::Model as Place,
    },
};
use hearth_text::{
    code,
    line::{self, Line},
    queue, seat,
    settings::Text as Settings,
    table::seat::Mode,
};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::json;
use support::{GroupOf, Shelter, posts};
use uuid::Uuid;

/// What people write to. The companies' documents keep such numbers free for examples.
pub const HOUSE: &str = "+15145550100";

pub struct World {
    pub shelter: Shelter,
    pub group: GroupOf,
    pub company: Twilio,
    pub line: Uuid,
}

/// Somebody in the group.
pub struct Member {
    pub place: Place,
}

impl World {
    pub async fn new() -> World {
        World::of("text", "").await
    }

    /// With a group that meets by this, and another door beside it.
    pub async fn of(modality: &'static str, linked: &'static str) -> World {
        let shelter = Shelter::open().await;
        let group = shelter.open_group_with(modality, move |it| it.linked = linked.into()).await;
        World::around(shelter, group).await
    }

    /// With a chat that meets today at one, and texts as another door into it. Its words are kept, or never are.
    pub async fn that_meets(is_kept: bool) -> World {
        let shelter = Shelter::open().await;
        shelter.lets_newcomers_talk().await;
        let how = move |it: &mut groups::Model| {
            it.linked = "text".into();
            it.keep_hours = it.keep_hours.filter(|_| is_kept);
        };
        let (group, _) = shelter.group_that_meets_with("chat", how).await;
        World::around(shelter, group).await
    }

    async fn around(shelter: Shelter, group: GroupOf) -> World {
        let company = Twilio::start().await;
        let said = Line {
            carrier: "twilio".into(),
            number: HOUSE.into(),
            config: json!({ "account": ACCOUNT, "token": TOKEN, "base": format!("http://127.0.0.1:{}", company.port()) }),
            looked: None,
            refused: None,
        };
        let line = line::keep(&shelter.kernel, group.facilitator.id, None, said).await.unwrap();
        World { shelter, group, company, line }
    }

    /// Another of the same kind, tried after it.
    pub async fn second_line(&self, company: &Twilio) -> Uuid {
        let said = Line {
            carrier: "twilio".into(),
            number: "+15145550101".into(),
            config: json!({ "account": ACCOUNT, "token": TOKEN, "base": format!("http://127.0.0.1:{}", company.port()) }),
            looked: None,
            refused: None,
        };
        line::keep(&self.shelter.kernel, self.group.facilitator.id, None, said).await.unwrap()
    }

    /// Somebody who takes part by texts from this phone, at any hour, and to whom this comes.
    pub async fn member(&self, alias: &str, phone: &'static str, mode: Mode) -> Member {
        let member = self.without_phone(alias).await;
        assert_eq!(self.writes(phone, &self.code(&member).await).await, 200);
        self.at_any_hour(&member).await;
        seat::choose(&self.shelter.kernel, &member.place, mode, true, Language::En, "web").await.unwrap();
        self.forgets();
        member
    }

    pub async fn without_phone(&self, alias: &str) -> Member {
        let (person, _) = self.shelter.member_of(&self.group, alias).await;
        Member { place: self.place(person.membership.unwrap()).await }
    }

    pub async fn place(&self, id: MembershipId) -> Place {
        membership::get(&self.shelter.kernel, id).await.unwrap()
    }

    /// Shown to her on her page.
    pub async fn code(&self, member: &Member) -> String {
        code::make(&self.shelter.kernel, &member.place, Label::Safe).await.unwrap().code
    }

    pub async fn at_any_hour(&self, member: &Member) {
        let kernel = &self.shelter.kernel;
        let mut record = safe_contact::find(kernel, member.place.person).await.unwrap().unwrap().content;
        assert!(record.way(Medium::Text).is_some());
        record.hours = Hours { days: (1..=7).collect(), from: 0, to: 24 * 60 };
        safe_contact::change(kernel, member.place.person, record, Language::En).await.unwrap();
    }

    pub async fn seat(&self, member: &Member) -> hearth_text::table::seat::Model {
        seat::by_membership(&self.shelter.kernel, member.place.id).await.unwrap().expect("a seat")
    }

    pub async fn set(&self, how: impl FnOnce(&mut Settings)) {
        let kernel = &self.shelter.kernel;
        let mut set = settings::get::<Settings>(kernel, Some(self.group.id)).await.unwrap();
        how(&mut set);
        settings::change(kernel, Some(self.group.id), None, &set).await.unwrap();
    }

    /// Ruth, who facilitates.
    pub async fn facilitates(&self) -> Admission {
        admission::admit(&self.shelter.kernel, self.group.facilitator.id, self.group.id, Intent::Write).await.unwrap()
    }

    /// She says it on the page, or by whatever her group meets.
    pub async fn says(&self, member: &Member, body: &str) -> EntryId {
        let kernel = &self.shelter.kernel;
        let admission = admission::admit(kernel, member.place.person, self.group.id, Intent::Write).await.unwrap();
        let mut draft = Draft::to_group(body, body);
        match self.group.modality {
            "text" => (draft.thread, draft.shape) = (Some(self.group.id.0), Draft::opening(false)),
            "chat" => {}
            _ => {
                (draft.thread, draft.shape) = (Some(Uuid::new_v4()), Draft::opening(true));
                draft.words.heading = Some("A title".into());
            }
        }
        contribution::submit(kernel, &admission, self.group.modality, draft).await.unwrap().id
    }

    /// Somebody writes from a phone. What the house answered to the company, as a status.
    pub async fn writes(&self, phone: &str, words: &str) -> u16 {
        self.brings(phone, words, &format!("SM{:032x}", Uuid::new_v4().as_u128())).await
    }

    /// The company brings a text under this name.
    pub async fn brings(&self, phone: &str, words: &str, sid: &str) -> u16 {
        let fields = [
            ("MessageSid", sid),
            ("SmsStatus", "received"),
            ("AccountSid", ACCOUNT),
            ("From", phone),
            ("To", HOUSE),
            ("Body", words),
            ("NumMedia", "0"),
        ];
        self.calls(&fields).await
    }

    /// The company says what became of a text.
    pub async fn reports(&self, sid: &str, status: &str, code: &str) -> u16 {
        self.calls(&[("MessageSid", sid), ("MessageStatus", status), ("ErrorCode", code)]).await
    }

    async fn calls(&self, fields: &[(&str, &str)]) -> u16 {
        let path = format!("/webhooks/text/{}", self.line.as_simple());
        let address = self.shelter.kernel.house.address.as_str().trim_end_matches('/').to_owned();
        let made = call(&format!("{address}{path}"), fields);
        self.posts(&path, &made.headers, &made.body).await
    }

    pub async fn posts(&self, path: &str, headers: &[(&str, String)], body: &[u8]) -> u16 {
        posts(self.shelter.address, path, headers, body).await
    }

    /// Everything that is owed now goes; what the company has by then: to whom, and what.
    pub async fn sent(&self) -> Vec<(String, String)> {
        let kernel = &self.shelter.kernel;
        for _ in 0..500 {
            while queue::send_due(kernel).await.unwrap() > 0 {}
            let told = !self.shelter.owes_events().await;
            let taken = hearth_core::contact::owed::taken_up(kernel, Medium::Text).await.unwrap();
            if told && taken == 0 && hearth_core::contact::owed::waits(kernel, Medium::Text).await.unwrap().owed == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        self.company.state().get().texts.clone()
    }

    /// What came to this phone.
    pub async fn got(&self, phone: &str) -> Vec<String> {
        self.sent().await.into_iter().filter(|it| it.0 == phone).map(|it| it.1).collect()
    }

    /// Until a text that begins like this came to it.
    pub async fn waits_for(&self, phone: &str, words: &str) {
        for _ in 0..500 {
            if self.got(phone).await.iter().any(|it| it.starts_with(words)) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("“{words}” did not come: {:?}", self.got(phone).await);
    }

    /// The last that came to it.
    pub async fn last(&self, phone: &str) -> String {
        self.got(phone).await.pop().unwrap_or_default()
    }

    /// What the company has until now is of no interest.
    pub fn forgets(&self) {
        self.company.state().get().texts.clear();
    }

    /// What waits for an hour, or for the company, is asked about again.
    pub async fn waits_are_over(&self) {
        SendWaiting.run(&self.shelter.kernel).await.unwrap();
    }

    /// What stands in the group, oldest first.
    pub async fn said(&self) -> Vec<hearth_core::contribution::Entry> {
        let rows = entry::Entity::find().order_by_asc(entry::Column::Seq).all(self.shelter.kernel.store.reader()).await.unwrap();
        contribution::open_all(&self.shelter.kernel, rows).await.unwrap()
    }

    /// The words that the whole group sees.
    pub async fn group_words(&self) -> Vec<String> {
        self.said().await.into_iter().filter(|it| it.audience == Audience::Group).filter_map(|it| it.words.map(|it| it.body)).collect()
    }
}
