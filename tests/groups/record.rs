//! The decision record (S51): four questions about the way in which a group meets, what that way means for each, and what staff say.
use super::{act, arrange, keep, rehearse, team};
use hearth_core::{
    clock::days,
    group::decision,
    locale::Language,
    table::{group::GroupState, sign_in::Door},
};
use support::Shelter;

/// Each way of meeting says something about each question, in each language, and not what is said of another question.
#[actix_web::test]
async fn every_way_of_meeting_answers_all_four_questions() {
    let shelter = Shelter::open().await;
    let mut ways = 0;
    for key in shelter.kernel.modality_keys() {
        let told = shelter.kernel.plugin(key).and_then(|it| it.considerations.as_ref()).unwrap_or_else(|| panic!("{key} says nothing"));
        let mut of_this = Vec::new();
        for (section, language) in decision::SECTIONS.iter().flat_map(|it| [(it, Language::En), (it, Language::Fr)]) {
            let words = shelter.kernel.words.say(language, (section.told)(told), &[]);
            assert!(words.split_whitespace().count() > 3, "{key} says little about {}: {words:?}", section.code);
            assert!(!of_this.contains(&words), "{key} says the same of two questions: {words}");
            of_this.push(words);
        }
        ways += 1;
    }
    assert!(ways >= 2, "fewer ways of meeting than there are");
}

/// Kept with the version of the group that it is about, to be read and printed; opened again when the group is looked at anew.
#[actix_web::test]
async fn the_record_is_a_page_of_its_own_and_is_opened_again_at_its_day() {
    let shelter = Shelter::open().await;
    let mut team = team(&shelter).await;
    let group = arrange(&mut team).await;
    let at = &mut team.anne_at;
    let page = at.get(&format!("/staff/groups/{group}/record")).await;
    for answer in ["Most.", "Nobody.", "Little.", "Staff."] {
        assert!(page.says(answer), "{answer} is not in the record: {}", page.body);
    }
    assert_eq!(page.body.matches("<section>").count(), 4);
    let about = hearth_core::group::get(&shelter.kernel, group).await.expect("the group").config;
    let first = decision::find(&shelter.kernel, group).await.expect("read").expect("a record");
    assert!(first.version == 1 && first.config <= about && first.config > 0, "{first:?}");

    // The day on which staff wanted to look at the group anew.
    assert_eq!(act(&mut team.anne_at, group, "rehearse").await, 303);
    rehearse(&shelter, &team.anne, &mut team.anne_at, group).await;
    rehearse(&shelter, &team.denise, &mut team.denise_at, group).await;
    assert_eq!(act(&mut team.anne_at, group, "open").await, 303);
    assert_eq!(hearth_core::group::get(&shelter.kernel, group).await.expect("the group").state, GroupState::Open);
    let to_record = format!("/staff/groups/{group}/decision");
    let mut at = shelter.signed_in(team.anne.id, Door::Staff).await;
    assert!(!at.get("/staff").await.says(&to_record), "nothing is due yet");
    let review = hearth_core::group::get(&shelter.kernel, group).await.expect("the group").review.expect("a day");
    shelter.pass(review.since(shelter.clock.now()) + days(1));
    let mut at = shelter.signed_in(team.anne.id, Door::Staff).await;
    assert!(at.get("/staff").await.says(&to_record), "staff are led to the record at its day");
    keep(&mut at, group, "decision", &[("access", "Fewer now."), ("anonymity", "b"), ("devices", "c"), ("confidentiality", "d")]).await;
    let second = decision::find(&shelter.kernel, group).await.expect("read").expect("a record");
    assert_eq!((second.version, second.sections[0].answer.as_str()), (2, "Fewer now."));
}
