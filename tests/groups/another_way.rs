//! Another way of meeting: chosen at once while nobody is in the group. Once people are, what it needs must be there, a second
//! member of staff agrees, and everyone agrees anew before they write.
use super::{keep, new_group, team};
use hearth_core::{
    admission::{self, AGREEMENT_NEEDED, Intent},
    approval,
    group::{self, agreement_text, decision},
    locale::Language,
    table::role::SiteRole,
};
use support::Shelter;

const ANSWERS: [(&str, &str); 5] =
    [("way", "forum"), ("access", "Most of them here."), ("anonymity", "Nobody."), ("devices", "Little."), ("confidentiality", "Us.")];

#[actix_web::test]
async fn a_draft_takes_another_way_at_once() {
    let shelter = Shelter::open().await;
    let mut team = team(&shelter).await;
    let id = new_group(&mut team.anne_at).await;
    for way in ["forum", "text", "chat"] {
        keep(&mut team.anne_at, id, "way", &[("way", way)]).await;
        assert_eq!(group::get(&shelter.kernel, id).await.expect("the group").modality.as_deref(), Some(way));
    }
}

#[actix_web::test]
async fn an_open_group_takes_no_way_for_which_the_house_or_the_time_is_not_ready() {
    let shelter = Shelter::open().await;
    let of = shelter.open_group("forum").await;
    let other = shelter.staff("Anne", &[SiteRole::Administrator]).await;
    let mut ruth_at = shelter.facilitator_of(&of).await;
    let path = format!("/staff/groups/{}/way", of.id);
    for (fields, why) in [
        (&[("way", "text")][..], "What this way of meeting needs in the house"),
        (&[("way", "forum"), ("beside-mail", "on")][..], "What this way of meeting needs in the house"),
        (&[("way", "video")][..], "A way of meeting that fits the time"),
    ] {
        ruth_at.get(&path).await;
        let refused = ruth_at.post_once(&path, fields).await;
        assert_eq!(refused.status, 422, "{fields:?}");
        assert!(refused.says(why), "{fields:?} is told why: {}", refused.body);
    }
    let group = group::get(&shelter.kernel, of.id).await.expect("the group");
    assert_eq!((group.modality.as_deref(), group.linked.as_str()), (Some("forum"), ""));
    assert!(approval::list_open(&shelter.kernel, other.id).await.expect("questions").is_empty(), "nobody is asked about what could not be");
}

#[actix_web::test]
async fn an_open_group_takes_another_way_when_two_agree_and_people_agree_anew() {
    let shelter = Shelter::open().await;
    let of = shelter.open_group("text").await;
    let (anne, mut anne_at) = shelter.staff_signed_in("Anne", &[SiteRole::Administrator]).await;
    let (juniper, _) = shelter.member_of(&of, "Juniper").await;
    let mut ruth_at = shelter.facilitator_of(&of).await;
    let (kernel, path) = (&shelter.kernel, format!("/staff/groups/{}/way", of.id));
    let way = async || group::get(kernel, of.id).await.expect("the group").modality;

    ruth_at.get(&path).await;
    let refused = ruth_at.post_once(&path, &[("way", "forum"), ("access", "Most of them here.")]).await;
    assert!(refused.status == 422 && refused.says("This needs an answer."), "why it is the right one is asked first: {}", refused.body);
    assert!(decision::find(kernel, of.id).await.expect("read").is_none(), "and half an answer is not kept");
    ruth_at.get(&path).await;
    let refused = ruth_at.post_once(&path, &ANSWERS).await;
    assert!(refused.status == 422 && refused.says("needs a second member of staff"), "alone she cannot: {}", refused.body);
    assert_eq!(way().await.as_deref(), Some("text"));
    assert!(admission::admit(kernel, juniper.id, of.id, Intent::Write).await.is_ok(), "nothing is different for anyone");

    let before = agreement_text::current(kernel, of.id).await.expect("read").expect("an agreement");
    let asked = approval::list_open(kernel, anne.id).await.expect("questions");
    assert_eq!(asked.len(), 1, "Anne is asked once");
    let page = anne_at.get("/staff/approvals").await;
    let forum = kernel.words.say(Language::En, "forum-name", &[]);
    assert!(page.says("Meet in another way") && page.says(&format!("Tuesday circle: {forum}")), "and reads of what: {}", page.body);
    approval::agree(kernel, anne.id, asked[0].id).await.expect("Anne agrees");
    assert!(ruth_at.get(&path).await.says("Most of them here."), "her answers were kept");
    keep(&mut ruth_at, of.id, "way", &ANSWERS).await;
    assert_eq!(way().await.as_deref(), Some("forum"));

    let after = agreement_text::current(kernel, of.id).await.expect("read").expect("an agreement");
    assert!(after.version > before.version && after.digest != before.digest);
    let keys: Vec<&str> = after.words.clauses.iter().map(|it| it.key.as_str()).collect();
    assert!(keys.contains(&"test"), "what staff had in it stays: {keys:?}");
    assert!(keys.iter().any(|it| it.starts_with("forum-clause-")), "the new way brings its clauses: {keys:?}");
    let refused = admission::admit(kernel, juniper.id, of.id, Intent::Write).await.err().and_then(|it| it.refusal());
    assert_eq!(refused, Some(AGREEMENT_NEEDED), "she agrees anew before she writes");
    assert!(admission::admit(kernel, juniper.id, of.id, Intent::Help).await.is_ok());
}
