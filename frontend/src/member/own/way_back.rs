//! New words to come back with. The old ones stop as the new ones are shown.
use super::{
    super::frame,
    ask::{Ask, Told},
};
use actix_web::HttpResponse;
use hearth_core::{
    Result,
    page::Here,
    person::passphrase,
    web::{Member, answer},
};

pub async fn ask(member: Member) -> Result<HttpResponse> {
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let lines = ["own-way-back-what", "own-way-back-paper"].map(|it| page.say(it)).to_vec();
    answer::page(&Ask::new(page, "way-back", "/choices/way-back", lines))
}

pub async fn make(member: Member) -> Result<HttpResponse> {
    let seven = passphrase::issue(&member.visitor.kernel, member.person, member.visitor.language).await?;
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let lines = vec![page.say("own-way-back-once")];
    let advice = ["own-way-back-write", "own-way-back-no-picture", "own-way-back-lost"].map(|it| page.say(it)).to_vec();
    let mut told = Told::new(page.clone(), page.say("own-way-back-new"), lines);
    told.seven = seven;
    told.parts = vec![(page.say("own-way-back-keep"), advice)];
    told.links = vec![("/choices".into(), page.say("own-way-back-have"))];
    answer::page(&told)
}
