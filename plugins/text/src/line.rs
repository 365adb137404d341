//! The house's numbers and accounts, as an administrator sets them: with which carrier, under which name and secret, in which order.
use crate::{
    carrier::{Carrier, Trouble},
    lines::{self, Lines, Running},
    offered,
    table::line::{ActiveModel, Column, Entity, Model},
};
use hearth_core::{
    Kernel, Result,
    audit::{self, Act},
    clock::{HOUR, Moment},
    id::PersonId,
    refusals,
    store::Tx,
    vault::{Owner, Place, random},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

refusals! {
    /// Something that the carrier needs was not given.
    INCOMPLETE = "text-line-incomplete" => 422;
    /// There is no such line, or no such carrier.
    NO_SUCH_LINE = "text-no-such-line" => 404;
}

/// What an administrator changed is written down; what she wrote is not.
pub const CHANGED: &str = "text.line-changed";

/// No more often a refusal is written down.
const SELDOM: Duration = HOUR;

/// What is said of a line.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Code of the carrier: see [`offered`].
    pub carrier: String,
    /// What people write to: a number, or a name.
    pub number: String,
    /// What the carrier needs, secrets among it.
    pub config: Value,
    /// What the last look found; none where nobody has looked since it was changed.
    pub looked: Option<Looked>,
    /// When its carrier last refused a text for good; none where it has not since somebody looked.
    #[serde(default)]
    pub refused: Option<Moment>,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Looked {
    pub at: Moment,
    /// A key of words; none: nothing is wrong.
    pub trouble: Option<String>,
}

impl Line {
    /// It was looked at, and nothing was wrong.
    pub fn is_ready(&self) -> bool {
        self.looked.as_ref().is_some_and(|it| it.trouble.is_none())
    }
}

/// A line where it stands.
#[derive(Clone)]
pub struct Kept {
    pub id: Uuid,
    pub line: Line,
}

fn place(id: Uuid) -> Place {
    Place::of("text_lines", "content", id)
}

/// All of them, in their order.
pub async fn all(kernel: &Kernel) -> Result<Vec<Kept>> {
    let rows: Vec<Model> = Entity::find().order_by_asc(Column::Position).order_by_asc(Column::Id).all(kernel.store.reader()).await?;
    let key = kernel.vault.key(Owner::Site).await?;
    rows.into_iter().map(|it| Ok(Kept { id: it.id, line: key.open(place(it.id), &it.content)? })).collect()
}

pub async fn find(kernel: &Kernel, id: Uuid) -> Result<Kept> {
    let row = Entity::find_by_id(id).one(kernel.store.reader()).await?.ok_or(NO_SUCH_LINE)?;
    Ok(Kept { id, line: kernel.vault.key(Owner::Site).await?.open(place(id), &row.content)? })
}

/// Keeps a new line, last in order, or one that is there in another way.
pub async fn keep(kernel: &Kernel, by: PersonId, id: Option<Uuid>, line: Line) -> Result<Uuid> {
    let carrier = offered::by_code(&line.carrier).ok_or(NO_SUCH_LINE)?;
    if line.number.trim().is_empty() || !carrier.is_complete(&line.config) {
        return Err(INCOMPLETE.into());
    }
    let before = match id {
        Some(id) if find(kernel, id).await?.line.config != line.config => running(kernel, id).await?,
        _ => None,
    };
    let is_new = id.is_none();
    let id = match id {
        Some(id) => id,
        // Whoever knows it can knock at the line's door: it is drawn like a secret.
        None => Uuid::from_bytes(random()?),
    };
    let content = kernel.vault.key(Owner::Site).await?.seal(place(id), &line)?;
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            if is_new {
                let last = Entity::find().order_by_desc(Column::Position).one(tx).await?.map_or(0, |it| it.position);
                ActiveModel { id: Set(id), position: Set(last + 1), content: Set(content.clone()) }.insert(tx).await?;
            } else {
                write(tx, id, content.clone()).await?;
            }
            audit::record(&kernel_in, tx, Act { actor: Some(by), act: CHANGED, subject: Some(id), group: None, reason: None }).await
        })
        .await?;
    lines::changed(kernel);
    leave(before).await;
    Ok(id)
}

/// As it runs now, where it does.
async fn running(kernel: &Kernel, id: Uuid) -> Result<Option<Arc<Running>>> {
    Ok(kernel.held::<Lines>().running(kernel).await?.iter().find(|it| it.id == id).cloned())
}

/// Its carrier has nothing to bring here any more. Where it cannot be told, it finds nobody who listens.
async fn leave(line: Option<Arc<Running>>) {
    if let Some(line) = line
        && let Err(why) = line.carrier.leave().await
    {
        tracing::warn!(line = %line.id, %why, "a carrier was not told that it has nothing to bring any more");
    }
}

async fn write(tx: &Tx, id: Uuid, content: hearth_core::vault::Sealed) -> Result<()> {
    Entity::update_many().col_expr(Column::Content, Expr::value(content.0)).filter(Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Takes it away: nothing goes by it, and nothing is taken from it.
pub async fn remove(kernel: &Kernel, by: PersonId, id: Uuid) -> Result<()> {
    let (before, kernel_in) = (running(kernel, id).await?, kernel.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::delete_by_id(id).exec(tx).await?;
            audit::record(&kernel_in, tx, Act { actor: Some(by), act: CHANGED, subject: Some(id), group: None, reason: None }).await
        })
        .await?;
    lines::changed(kernel);
    leave(before).await;
    Ok(())
}

/// It is tried before all others of its network.
pub async fn first(kernel: &Kernel, id: Uuid) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            let least = Entity::find().order_by_asc(Column::Position).one(tx).await?.map_or(0, |it| it.position);
            Entity::update_many().col_expr(Column::Position, Expr::value(least - 1)).filter(Column::Id.eq(id)).exec(tx).await?;
            Ok(())
        })
        .await?;
    lines::changed(kernel);
    Ok(())
}

/// Asks the carrier whether it would work, and keeps what it said.
pub async fn look(kernel: &Kernel, id: Uuid) -> Result<()> {
    let kept = find(kernel, id).await?;
    let trouble = match running(kernel, id).await? {
        Some(it) => settled_and_checked(it.carrier.as_ref()).await.err().map(|why| trouble(why).to_owned()),
        None => Some("text-trouble-strange".to_owned()),
    };
    change(kernel, id, Line { looked: Some(Looked { at: kernel.clock.now(), trouble }), refused: None, ..kept.line }).await
}

/// Its carrier refused a text for good: staff read it beside the line. Written down now and then, not for each of many.
pub async fn refused(kernel: &Kernel, id: Uuid) -> Result<()> {
    let (kept, now) = (find(kernel, id).await?, kernel.clock.now());
    match kept.line.refused {
        Some(at) if at + SELDOM > now => Ok(()),
        _ => change(kernel, id, Line { refused: Some(now), ..kept.line }).await,
    }
}

async fn change(kernel: &Kernel, id: Uuid, line: Line) -> Result<()> {
    let content = kernel.vault.key(Owner::Site).await?.seal(place(id), &line)?;
    kernel.store.write(async move |tx: &Tx| write(tx, id, content.clone()).await).await
}

async fn settled_and_checked(carrier: &dyn Carrier) -> std::result::Result<(), Trouble> {
    carrier.settle().await?;
    carrier.check().await
}

/// Tells its carrier where to bring texts. What goes wrong is said by the next look.
pub async fn settle(kernel: &Kernel, id: Uuid) -> Result<()> {
    if let Some(line) = running(kernel, id).await?
        && let Err(why) = line.carrier.settle().await
    {
        tracing::warn!(line = %id, %why, "a carrier was not told where to bring texts");
    }
    Ok(())
}

/// Its words for staff.
fn trouble(why: Trouble) -> &'static str {
    match why {
        Trouble::OutOfReach => "text-trouble-out-of-reach",
        Trouble::NotKnown => "text-trouble-not-known",
        Trouble::NoSuchNumber => "text-trouble-no-such-number",
        Trouble::Strange => "text-trouble-strange",
        Trouble::NoTemplate => "text-trouble-no-template",
        Trouble::NotBrought => "text-trouble-not-brought",
        Trouble::CannotBring => "text-trouble-cannot-bring",
    }
}

/// Whether people can be reached by texts at all.
pub async fn is_any_ready(kernel: &Kernel) -> Result<bool> {
    Ok(all(kernel).await?.iter().any(|it| it.line.is_ready()))
}
