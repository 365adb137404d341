//! What every page of the list needs: who reads, her page with the group's tabs, and how the group's list is set.
use crate::{NAME, settings};
use hearth_core::{
    Kernel, Result,
    admission::{Admission, UNKNOWN_GROUP},
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
    pub settings: settings::Mail,
    /// `/g/{group}/mail`.
    pub base: String,
    /// The group meets by the list, and not by something that the list is only another door to.
    pub is_own: bool,
}

impl Reader {
    pub async fn new(visitor: &Visitor, admission: Admission) -> Result<Reader> {
        let is_own = admission.standing().group.modality.as_deref() == Some(NAME);
        let page = Page::new(visitor, page::Face::Member).of_group(&admission, if is_own { Here::Modality } else { Here::Beside });
        let settings = get::<settings::Mail>(&visitor.kernel, Some(admission.group())).await?;
        let base = format!("/g/{}/{NAME}", admission.group());
        Ok(Reader { kernel: visitor.kernel.clone(), page, admission, settings, base, is_own })
    }

    /// For everyone else these pages do not exist.
    pub async fn facilitator(visitor: &Visitor, admission: Admission) -> Result<Reader> {
        match admission.is_facilitator() {
            true => Reader::new(visitor, admission).await,
            false => Err(UNKNOWN_GROUP.into()),
        }
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

    /// Where she talks to staff.
    pub fn staff_address(&self) -> String {
        format!("/g/{}/staff", self.admission.group())
    }
}
