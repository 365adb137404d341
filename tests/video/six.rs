//! A house whose port of sound and picture has an address of IPv6.
use crate::arrange::{Ear, Line, Voice, group, patient};
use hearth_core::Media;
use hearth_video::rooms::Rooms;
use std::net::{Ipv6Addr, SocketAddr};

/// Listens everywhere, and tells one address, as behind a container's ports. A port that is free for one protocol may be taken for
/// the other by whatever runs beside this test: then another is looked for.
fn open(rooms: &Rooms) -> u16 {
    let opened = (0..20).find_map(|_| {
        let free = std::net::UdpSocket::bind((Ipv6Addr::LOCALHOST, 0)).and_then(|it| it.local_addr()).expect("this machine has IPv6").port();
        let public = Some(SocketAddr::from((Ipv6Addr::LOCALHOST, free)));
        rooms.carry(&Media { listen: SocketAddr::from((Ipv6Addr::UNSPECIFIED, free)), public, turn: None }).ok().map(|()| free)
    });
    opened.expect("a port")
}

#[actix_web::test]
async fn a_voice_comes_through_a_port_of_ipv6() {
    let shelter = patient().await;
    let rooms = shelter.kernel.held::<Rooms>();
    let port = open(&rooms);
    let (group, _) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (_, first) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let (_, second) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let mut speaks = Line::open(&shelter, &group, &first).await;
    let mut hears = Line::open(&shelter, &group, &second).await;
    let ear = Ear::new().await;
    let _voice = Voice::begins(&mut speaks).await;
    let offer = ear.agrees(&mut hears).await;
    let told: Vec<&str> = offer.lines().filter(|it| it.starts_with("a=candidate:")).collect();
    assert!(told.len() >= 2 && told.iter().all(|it| it.contains(&format!(" ::1 {} typ host", port))), "{told:?}");
    speaks.switches("voice", true).await;
    ear.gets(30).await;
    // And not any other way.
    assert_eq!(ear.gets_within(5).await.min(1), 1);
    assert!(rooms.ports().is_some_and(|(address, _)| address.is_ipv6()));
}
