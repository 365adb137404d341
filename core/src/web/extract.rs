//! Permission in the signature: a handler that takes a [`Member`] or [`Staff`] cannot be reached by anyone else.
use super::Visitor;
use crate::{
    Error, Kernel, Result,
    admission::{self, Admission, Intent},
    id::{GroupId, PersonId},
    permission::{self, NOT_SIGNED_IN, Permission},
    table::{membership::Role, sign_in::Door},
};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use std::{future::Future, pin::Pin};

/// Someone signed in by the members' door.
#[derive(Clone)]
pub struct Member {
    pub visitor: Visitor,
    pub person: PersonId,
}

/// Someone signed in by the staff's door.
#[derive(Clone)]
pub struct Staff {
    pub visitor: Visitor,
    pub person: PersonId,
    pub kernel: Kernel,
}

impl Staff {
    /// Refuses anyone who may not.
    pub async fn may(&self, permission: Permission) -> Result<()> {
        permission::require(&self.kernel, self.person, permission).await
    }

    /// A facilitator of this group; for everyone else the group does not exist.
    pub async fn facilitates(&self, group: GroupId) -> Result<Admission> {
        let admission = admission::admit(&self.kernel, self.person, group, Intent::Help).await?;
        match admission.role() == Role::Facilitator {
            true => Ok(admission),
            false => Err(admission::UNKNOWN_GROUP.into()),
        }
    }
}

impl FromRequest for Member {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Member>>>>;
    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = Visitor::from_request(request, payload);
        Box::pin(async move {
            let visitor = visitor.await?;
            let signed_in = visitor.signed_in.clone().filter(|it| it.door != Door::Staff).ok_or(NOT_SIGNED_IN)?;
            Ok(Member { visitor, person: signed_in.person })
        })
    }
}

impl FromRequest for Staff {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Staff>>>>;
    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = Visitor::from_request(request, payload);
        Box::pin(async move {
            let visitor = visitor.await?;
            let signed_in = visitor.signed_in.clone().filter(|it| it.door == Door::Staff).ok_or(permission::STAFF_SIGN_IN)?;
            Ok(Staff { kernel: visitor.kernel.clone(), person: signed_in.person, visitor })
        })
    }
}

/// The group in the address. A wrong one is a wrong address.
pub struct GroupPath(pub GroupId);

impl FromRequest for GroupPath {
    type Error = Error;
    type Future = std::future::Ready<Result<GroupPath>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let group = request.match_info().get("group").and_then(|it| it.parse().ok());
        std::future::ready(group.map(GroupPath).ok_or_else(|| admission::UNKNOWN_GROUP.into()))
    }
}
