//! The decision record: the four questions to ask about any technology, what the chosen way of meeting means for each, and
//! what staff say to it. Versions are kept; it is opened again when the group is reviewed.
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    clock::Moment,
    id::{DecisionId, GroupId, PersonId},
    locale::Language,
    plugin::Consideration,
    refusals,
    store::Tx,
    table::{decision, group},
    vault::{Owner, Place},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

refusals! {
    /// Each of the four questions needs an answer.
    ANSWER_EACH = "group-decision-answer-each" => 422;
    /// The way of meeting comes first.
    NO_WAY_YET = "group-decision-no-way-yet" => 409;
}

/// A question of the record: its code (`group-decision-CODE` is its words) and the consideration that goes with it.
pub struct Section {
    pub code: &'static str,
    pub told: fn(&Consideration) -> &'static str,
}

/// The same four for every way of meeting.
pub const SECTIONS: [Section; 4] = [
    Section { code: "access", told: |it| it.access },
    Section { code: "anonymity", told: |it| it.anonymity },
    Section { code: "devices", told: |it| it.devices },
    Section { code: "confidentiality", told: |it| it.confidentiality },
];

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    pub modality: String,
    /// In the order of [`SECTIONS`].
    pub sections: Vec<Answer>,
    /// The version of the group's configuration that was decided about.
    pub config: i32,
    #[serde(skip)]
    pub at: Option<Moment>,
    #[serde(skip)]
    pub version: i32,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub code: String,
    /// What staff were told, as it was worded then.
    pub told_en: String,
    pub told_fr: String,
    pub answer: String,
}

/// The last record.
pub async fn find(kernel: &Kernel, group: GroupId) -> Result<Option<Decision>> {
    let rows = decision::Entity::find().filter(decision::Column::Group.eq(group)).order_by_desc(decision::Column::Version);
    let Some(row) = rows.one(kernel.store.reader()).await? else { return Ok(None) };
    let Some(key) = kernel.vault.find(Owner::Group(group)).await? else { return Ok(None) };
    let opened: Decision = key.open(place(group, row.id), &row.content)?;
    Ok(Some(Decision { at: Some(row.at), version: row.version, ..opened }))
}

fn place(group: GroupId, id: DecisionId) -> Place {
    Place::of("decisions", "content", id.0).within(group.0)
}

/// Writes the next version: one answer for each section, in their order.
pub async fn record(kernel: &Kernel, by: PersonId, group: &group::Model, answers: Vec<String>) -> Result<()> {
    let modality = group.modality.clone().ok_or(NO_WAY_YET)?;
    if answers.len() != SECTIONS.len() || answers.iter().any(|it| it.trim().is_empty()) {
        return Err(ANSWER_EACH.into());
    }
    let considerations = kernel.plugin(&modality).and_then(|it| it.considerations);
    let told = |section: &Section, language| considerations.as_ref().map_or(String::new(), |it| kernel.words.say(language, (section.told)(it), &[]));
    let sections = SECTIONS
        .iter()
        .zip(answers)
        .map(|(it, answer)| Answer {
            code: it.code.into(),
            told_en: told(it, Language::En),
            told_fr: told(it, Language::Fr),
            answer: answer.trim().to_owned(),
        })
        .collect();
    let (id, now, kernel_in, group_id) = (DecisionId::new(), kernel.clock.now(), kernel.clone(), group.id);
    let new = Decision { modality, sections, config: group.config, ..Default::default() };
    kernel
        .store
        .write(async move |tx: &Tx| {
            let last = decision::Entity::find().filter(decision::Column::Group.eq(group_id)).order_by_desc(decision::Column::Version).one(tx).await?;
            let key = kernel_in.vault.key_in(tx, Owner::Group(group_id)).await?;
            let row = decision::ActiveModel {
                id: Set(id),
                group: Set(group_id),
                version: Set(last.map_or(1, |it| it.version + 1)),
                content: Set(key.seal(place(group_id, id), &new)?),
                at: Set(now),
                by: Set(by),
            };
            row.insert(tx).await?;
            super::change::bump(tx, group_id).await?;
            let act = Act { actor: Some(by), act: "decision.recorded", subject: Some(id.0), group: Some(group_id), reason: None };
            audit::record(&kernel_in, tx, act).await
        })
        .await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group.id));
    Ok(())
}
