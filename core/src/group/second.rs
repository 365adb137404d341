//! A second member of staff who agrees to what makes a group less careful. Where nobody else could, a day stands in.
use crate::{
    Kernel, Result, approval,
    clock::days,
    id::{GroupId, PersonId},
    table,
};
use serde_json::{Value, json};

/// What was agreed to holds for so long: later somebody looks again.
const HOLDS: std::time::Duration = days(7);

/// The agreement to exactly this, if there is one.
pub async fn find(kernel: &Kernel, group: GroupId, act: &str, subject: &Value) -> Result<Option<table::approval::Model>> {
    let now = kernel.clock.now();
    let found = approval::find(kernel, act, &about(group, subject)).await?;
    Ok(found.filter(|it| approval::holds(it, now) && now.since(it.asked) < HOLDS))
}

/// Asks for it, once: the question waits where staff see what needs a second person.
pub async fn ask(kernel: &Kernel, group: GroupId, act: &'static str, subject: Value, by: PersonId) -> Result<()> {
    approval::ask(kernel, by, act, about(group, &subject), Some(group)).await?;
    Ok(())
}

/// The same act in another group is another question.
fn about(group: GroupId, subject: &Value) -> Value {
    json!({ "group": group.to_string(), "what": subject })
}
