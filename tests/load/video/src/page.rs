//! One page: a connection by str0m in its RTP mode, so that no picture is made or read, but ICE, DTLS and SRTP are real. All pages
//! of a run share one thread, which never waits for one of them.
use nix::sys::socket::{ControlMessageOwned, MsgFlags, SockaddrIn, recvmsg, setsockopt, sockopt::ReceiveTimestampns};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::{
    io::IoSliceMut,
    net::{IpAddr, SocketAddr, UdpSocket},
    os::fd::AsRawFd,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use str0m::{
    Candidate, Event, Input, Output, Rtc,
    change::{SdpAnswer, SdpOffer, SdpPendingOffer},
    media::{Direction, MediaKind, Mid, Pt},
    net::{Protocol, Receive},
    rtp::RtpWrite,
};

/// What no packet but ours has there.
const OURS: u8 = 0xab;
/// VP8 (RFC 7741): a picture that stands by itself, of 640 to 360, so that a receiver may begin with any packet.
const PICTURE: [u8; 11] = [0x10, 0x10, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0x68, 1];
const SENT_AT: usize = PICTURE.len();
const MARK_AT: usize = SENT_AT + 8;

/// What arrived, by all pages.
#[derive(Default)]
pub struct Arrived {
    /// Packets sent earlier than this do not count; none counts before the run.
    pub from: Option<Duration>,
    /// How long each took until it was at the receiver's socket, in microseconds: as the system stamps it (`SO_TIMESTAMPNS`). A receiver
    /// has a device to herself; here one thread opens what comes to all of them, and that is not the relay's time.
    pub took: Vec<u32>,
    /// How long until that thread had opened it.
    pub opened: Vec<u32>,
}

/// By the clock by which the system stamps what arrives.
pub fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

impl Arrived {
    fn note(&mut self, payload: &[u8], at: Duration) {
        let Some(from) = self.from else { return };
        let (Some(&OURS), Some(sent)) = (payload.get(MARK_AT), payload.get(SENT_AT..MARK_AT)) else { return };
        let sent = Duration::from_nanos(u64::from_be_bytes(sent.try_into().unwrap_or_default()));
        if sent >= from {
            self.took.push(at.saturating_sub(sent).as_micros() as u32);
            self.opened.push(now().saturating_sub(sent).as_micros() as u32);
        }
    }
}

pub struct Page {
    rtc: Rtc,
    socket: UdpSocket,
    address: SocketAddr,
    due: Instant,
    pub is_connected: bool,
    camera: Option<(Mid, Option<Pt>)>,
    pending: Option<SdpPendingOffer>,
    number: u64,
}

impl Page {
    pub fn new(ip: IpAddr) -> anyhow::Result<Page> {
        let socket = UdpSocket::bind((ip, 0))?;
        socket.set_nonblocking(true)?;
        setsockopt(&socket, ReceiveTimestampns, &true)?;
        let (address, now) = (socket.local_addr()?, Instant::now());
        let mut rtc = Rtc::builder().clear_codecs().enable_vp8(true).set_rtp_mode(true).build(now);
        rtc.add_local_candidate(Candidate::host(address, "udp")?);
        Ok(Page { rtc, socket, address, due: now, is_connected: false, camera: None, pending: None, number: 0 })
    }

    /// Offers a camera.
    pub fn offers(&mut self) -> anyhow::Result<String> {
        let mut api = self.rtc.sdp_api();
        let mid = api.add_media(MediaKind::Video, Direction::SendOnly, None, None, None);
        let (offer, pending) = api.apply().ok_or_else(|| anyhow::anyhow!("nothing to offer"))?;
        (self.camera, self.pending) = (Some((mid, None)), Some(pending));
        Ok(offer.to_sdp_string())
    }

    pub fn is_answered(&mut self, answer: &str, arrived: &mut Arrived) -> anyhow::Result<()> {
        let pending = self.pending.take().ok_or_else(|| anyhow::anyhow!("it did not offer"))?;
        self.rtc.sdp_api().accept_answer(pending, SdpAnswer::from_sdp_string(answer)?)?;
        let Some((mid, pt)) = &mut self.camera else { return Ok(()) };
        *pt = self.rtc.media(*mid).and_then(|it| it.remote_pts().first().copied());
        self.begins(arrived)
    }

    /// Takes what the relay offers.
    pub fn takes(&mut self, offer: &str, arrived: &mut Arrived) -> anyhow::Result<String> {
        let answer = self.rtc.sdp_api().accept_offer(SdpOffer::from_sdp_string(offer)?)?;
        self.begins(arrived)?;
        Ok(answer.to_sdp_string())
    }

    /// The library looks for no way before it is told the time once.
    fn begins(&mut self, arrived: &mut Arrived) -> anyhow::Result<()> {
        self.rtc.handle_input(Input::Timeout(Instant::now()))?;
        self.drain(arrived, Duration::ZERO);
        Ok(())
    }

    /// One packet of so many bytes.
    pub fn sends(&mut self, size: usize, arrived: &mut Arrived) -> anyhow::Result<()> {
        let Some((mid, Some(pt))) = self.camera else { return Ok(()) };
        let mut payload = vec![0; size];
        payload[..SENT_AT].copy_from_slice(&PICTURE);
        payload[SENT_AT..MARK_AT].copy_from_slice(&(now().as_nanos() as u64).to_be_bytes());
        payload[MARK_AT] = OURS;
        self.number += 1;
        let (number, now) = (self.number, Instant::now());
        if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(mid, None) {
            stream.write_rtp(RtpWrite::new(pt, number.into(), (number * 800) as u32, now, payload).marker(true).nackable(true));
        }
        self.rtc.handle_input(Input::Timeout(now))?;
        self.drain(arrived, Duration::ZERO);
        Ok(())
    }

    /// `at`: when what was told last arrived.
    fn drain(&mut self, arrived: &mut Arrived, at: Duration) {
        loop {
            match self.rtc.poll_output() {
                Ok(Output::Timeout(due)) => {
                    self.due = due;
                    return;
                }
                Ok(Output::Transmit(it)) => drop(self.socket.send_to(&it.contents, it.destination)),
                Ok(Output::Event(Event::Connected)) => self.is_connected = true,
                Ok(Output::Event(Event::RtpPacket(packet))) => arrived.note(&packet.payload, at),
                Ok(Output::Event(_)) => {}
                Err(fault) => {
                    eprintln!("a page ended: {fault}");
                    self.due = Instant::now() + Duration::from_secs(3600);
                    return;
                }
            }
        }
    }

    fn reads(&mut self, arrived: &mut Arrived) {
        let mut bytes = [0; 2000];
        // Not more at once, so that no page keeps the others waiting.
        for _ in 0..64 {
            let Some((length, source, at)) = received(&self.socket, &mut bytes) else { return };
            let Ok(contents) = bytes[..length].try_into() else { continue };
            let receive = Receive { proto: Protocol::Udp, source, destination: self.address, contents };
            let _ = self.rtc.handle_input(Input::Receive(Instant::now(), receive));
            self.drain(arrived, at);
        }
    }
}

/// How long it is, where it is from, and when it arrived.
fn received(socket: &UdpSocket, bytes: &mut [u8]) -> Option<(usize, SocketAddr, Duration)> {
    let mut stamp = nix::cmsg_space!(nix::sys::time::TimeSpec);
    let mut pieces = [IoSliceMut::new(bytes)];
    let it = recvmsg::<SockaddrIn>(socket.as_raw_fd(), &mut pieces, Some(&mut stamp), MsgFlags::empty()).ok()?;
    let at = it.cmsgs().ok()?.find_map(|it| if let ControlMessageOwned::ScmTimestampns(at) = it { Some(at.into()) } else { None })?;
    Some((it.bytes, std::net::SocketAddrV4::from(it.address?).into(), at))
}

/// Does what is due on all pages, and waits for more until then at most.
pub fn step(pages: &mut [Page], arrived: &mut Arrived, until: Instant) {
    let now = Instant::now();
    let mut next = until;
    for page in pages.iter_mut() {
        if page.due <= now {
            let _ = page.rtc.handle_input(Input::Timeout(now));
            page.drain(arrived, Duration::ZERO);
        }
        next = next.min(page.due);
    }
    let wait = next.saturating_duration_since(Instant::now());
    let wait = Timespec { tv_sec: wait.as_secs() as i64, tv_nsec: wait.subsec_nanos().into() };
    let mut polled: Vec<PollFd> = pages.iter().map(|it| PollFd::new(&it.socket, PollFlags::IN)).collect();
    let _ = poll(&mut polled, Some(&wait));
    let ready: Vec<bool> = polled.iter().map(|it| !it.revents().is_empty()).collect();
    for (page, _) in pages.iter_mut().zip(ready).filter(|(_, it)| *it) {
        page.reads(arrived);
    }
}
