//! What is owed to those who take part by a medium goes on being sent, whatever one message of it does to its carrier.
use super::{PHONE, at_noon, says, shelter};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    admission::{self, Intent},
    clock::{HOUR, MINUTE, Moment},
    contact::{
        Medium,
        owed::{self, Attendance, Attends, Mode},
        quiet_hours::Hours,
        safe_contact::{SafeContact, Way},
    },
    contribution::{self, Draft},
    id::{GroupId, MembershipId},
    table::membership::{self, Model as Place},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::time::Duration;
use support::Carried;

/// Everybody in the group takes part by text, and gets a sentence of each entry.
struct Everybody;

fn attends(place: &Place) -> Attends {
    Attends { membership: place.id, person: place.person, mode: Mode::Notice, is_open: true, told: None }
}

#[async_trait]
impl Attendance for Everybody {
    fn medium(&self) -> Medium {
        Medium::Text
    }

    async fn of_group(&self, kernel: &Kernel, group: GroupId) -> Result<Vec<Attends>> {
        let places = membership::Entity::find().filter(membership::Column::Group.eq(group));
        Ok(places.all(kernel.store.reader()).await?.iter().map(attends).collect())
    }

    async fn of(&self, kernel: &Kernel, id: MembershipId) -> Result<Option<Attends>> {
        Ok(kernel.store.row::<membership::Entity>(membership::Column::Id, id).await?.as_ref().map(attends))
    }

    async fn told(&self, _: &Kernel, _: &Attends, _: Moment) -> Result<bool> {
        Ok(true)
    }

    async fn gathers_until(&self, _: &Kernel, _: GroupId, now: Moment) -> Result<Moment> {
        Ok(now)
    }
}

/// Until so many went out, however they are brought.
async fn went(carried: &Carried, many: usize) -> bool {
    for _ in 0..500 {
        if carried.sent().len() >= many {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    false
}

#[actix_web::test]
async fn a_message_that_breaks_its_carrier_keeps_no_other_back_and_comes_later() {
    let (mut shelter, carried) = shelter().await;
    let group = shelter.open_group("carrier").await;
    for (alias, phone) in [("Amina", PHONE), ("Bea", "+1 514 555 0143"), ("Chloe", "+1 514 555 0144")] {
        let (her, _) = shelter.member_of(&group, alias).await;
        let ways = vec![Way { address: phone.into(), ..at_noon().ways.remove(0) }];
        says(&shelter, &her, SafeContact { ways, hours: Hours { days: (1..=7).collect(), from: 0, to: 1440 }, ..at_noon() }).await;
    }
    let (author, _) = shelter.member_of(&group, "Dana").await;
    // The house's own sender would take what is owed for its own.
    shelter.stop().await;
    let kernel = &shelter.kernel;
    carried.breaks_for(Some(PHONE));
    let sending = tokio::spawn(owed::keep_sending(kernel.clone(), &Everybody));
    let admission = admission::admit(kernel, author.id, group.id, Intent::Write).await.unwrap();
    let entry = contribution::submit(kernel, &admission, "carrier", Draft::to_group("Tonight at seven.", "first")).await.unwrap();
    owed::owe(kernel, &Everybody, &entry).await.unwrap();
    assert!(went(&carried, 2).await, "one that broke kept the others back: {:?}", carried.sent());
    assert!(carried.sent().iter().all(|it| it.1 != PHONE));

    carried.breaks_for(None);
    shelter.pass(HOUR + MINUTE);
    owed::wake(kernel, Medium::Text);
    assert!(went(&carried, 3).await, "nobody tries it again");
    assert_eq!(carried.sent().iter().filter(|it| it.1 == PHONE).count(), 1);
    sending.abort();
}
