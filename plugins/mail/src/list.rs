//! The address of a group's list: a word that says nothing, before the shelter's domain. People who are in write to addresses of their
//! own; this one is for whoever comes with a code, and for a self-introduction on paper.
use crate::table::list::{self, Column, Entity};
use hearth_core::{Kernel, Result, id::GroupId, store::Tx, vault::random};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// Plants and weather, the same in both languages as far as an ear goes: what any club might have.
const WORDS: [&str; 32] = [
    "acacia", "alpine", "amande", "ambre", "azalea", "banane", "basil", "bonsai", "cactus", "canyon", "cedre", "citron", "corail", "dahlia", "delta",
    "ficus", "granite", "iris", "jasmin", "lagune", "lavande", "lilas", "mango", "marina", "menthe", "mimosa", "olive", "orchid", "papaya",
    "plateau", "safran", "vanille",
];

/// The word of a group; none where nobody has asked for it yet.
pub async fn known(kernel: &Kernel, group: GroupId) -> Result<Option<String>> {
    Ok(Entity::find_by_id(group).one(kernel.store.reader()).await?.map(|it| it.word))
}

/// The word of a group, made when it is first asked for.
pub async fn word(kernel: &Kernel, group: GroupId) -> Result<String> {
    if let Some(word) = known(kernel, group).await? {
        return Ok(word);
    }
    let [which, high, low] = random::<3>()?;
    let word = format!("{}{:04}", WORDS[usize::from(which) % WORDS.len()], (u16::from(high) << 8 | u16::from(low)) % 10_000);
    kernel
        .store
        .write(async move |tx: &Tx| {
            if let Some(row) = Entity::find_by_id(group).one(tx).await? {
                return Ok(row.word);
            }
            list::ActiveModel { group: Set(group), word: Set(word.clone()) }.insert(tx).await?;
            Ok(word.clone())
        })
        .await
}

/// The group of a word, in any case of letters.
pub async fn group_of(kernel: &Kernel, word: &str) -> Result<Option<GroupId>> {
    let row = Entity::find().filter(Column::Word.eq(word.to_lowercase())).one(kernel.store.reader()).await?;
    Ok(row.map(|it| it.group))
}
