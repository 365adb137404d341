//! What every page of the forum needs: who reads, her page with the group's tabs, and how the group's forum is set.
use crate::settings;
use hearth_core::{
    Kernel, Result,
    admission::Admission,
    contribution::{Entry, Face},
    id::MembershipId,
    page::{
        self, Here, Page, next_read,
        post::{Author, Post, author, posts},
    },
    settings::get,
    web::Visitor,
};
use std::{collections::HashMap, sync::Arc};

/// Who reads, in which group.
pub struct Reader {
    pub kernel: Kernel,
    pub admission: Admission,
    pub page: Page,
    pub settings: settings::Forum,
    /// `/g/{group}/forum`.
    pub base: String,
}

impl Reader {
    pub async fn new(visitor: &Visitor, admission: Admission) -> Result<Reader> {
        let page = Page::new(visitor, page::Face::Member).of_group(&admission, Here::Modality);
        let settings = get::<settings::Forum>(&visitor.kernel, Some(admission.group())).await?;
        let base = format!("/g/{}/forum", admission.group());
        Ok(Reader { kernel: visitor.kernel.clone(), page, admission, settings, base })
    }

    /// When staff read here next, in words.
    pub async fn next_read(&self) -> Result<String> {
        next_read(&self.page, &self.admission).await
    }

    /// Entries as she sees them.
    pub async fn posts(&self, entries: Vec<Entry>) -> Result<Vec<Post>> {
        posts(&self.page, &self.admission, self.settings.edit_window(), entries).await
    }

    /// How the author of an entry appears to her.
    pub fn author(&self, of: MembershipId, known: &HashMap<MembershipId, Arc<Face>>) -> Author {
        author(&self.page, &self.admission, of, known)
    }
}
