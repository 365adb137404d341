//! The link of the library's chain that is ours. What goes to a receiver enters here, out of her box, all that waits at once. What she
//! missed is sent again, and her request for a whole picture comes to the relay, for the library keeps all reports to itself unless told
//! otherwise. One link and not three: each moves every packet.
use super::{again::Again, outbox::Outbox};
use rtc::{
    interceptor::{Attribute, AttributedPacket, Interceptor, Packet, StreamInfo, TaggedPacket},
    rtcp::{
        self,
        payload_feedbacks::{full_intra_request::FullIntraRequest, picture_loss_indication::PictureLossIndication},
        transport_feedbacks::transport_layer_nack::TransportLayerNack,
    },
    rtp::Packet as Rtp,
    sansio::Protocol,
    shared::TransportContext,
};
use std::{collections::VecDeque, sync::Arc, time::Instant};

#[derive(Default)]
pub struct Feedback {
    pub(super) again: Again,
    outbox: Arc<Outbox>,
    reads: VecDeque<TaggedPacket>,
    writes: VecDeque<TaggedPacket>,
}

impl Feedback {
    pub fn new(outbox: Arc<Outbox>) -> Feedback {
        Feedback { outbox, ..Feedback::default() }
    }

    /// A packet that goes to her from now on.
    pub(super) fn enter(&mut self, now: Instant, packet: Rtp) {
        self.again.keep(now, &packet);
        self.send(now, AttributedPacket::new(Packet::Rtp(packet)));
    }

    fn send(&mut self, now: Instant, message: AttributedPacket) {
        self.writes.push_back(TaggedPacket { now, transport: TransportContext::default(), message });
    }

    fn repeat(&mut self, now: Instant, missed: &TransportLayerNack) {
        for number in missed.nacks.iter().flat_map(|it| (*it).into_iter()) {
            let Some(packet) = self.again.again(now, missed.media_ssrc, number) else { continue };
            self.send(now, AttributedPacket::new(Packet::Rtp(packet)).with(Attribute::Retransmission));
        }
    }
}

impl Protocol<TaggedPacket, TaggedPacket, ()> for Feedback {
    type Rout = TaggedPacket;
    type Wout = TaggedPacket;
    type Eout = ();
    type Error = rtc::shared::error::Error;
    type Time = Instant;

    fn handle_read(&mut self, mut message: TaggedPacket) -> Result<(), Self::Error> {
        if let Packet::Rtcp(reports) = &message.message.packet {
            for missed in reports.iter().filter_map(|it| it.as_any().downcast_ref::<TransportLayerNack>()) {
                self.repeat(message.now, missed);
            }
            let asking: Vec<Box<dyn rtcp::Packet>> =
                reports.iter().filter(|it| it.as_any().is::<PictureLossIndication>() || it.as_any().is::<FullIntraRequest>()).cloned().collect();
            if asking.is_empty() {
                return Ok(());
            }
            message.message.packet = Packet::Rtcp(asking);
            message.message.add(Attribute::DeliverToApplication);
        }
        self.reads.push_back(message);
        Ok(())
    }

    fn poll_read(&mut self) -> Option<TaggedPacket> {
        self.reads.pop_front()
    }

    /// Reports of the house's own. What people send does not come this way.
    fn handle_write(&mut self, message: TaggedPacket) -> Result<(), Self::Error> {
        self.writes.push_back(message);
        Ok(())
    }

    fn poll_write(&mut self) -> Option<TaggedPacket> {
        if self.writes.is_empty() {
            let (packets, now) = (self.outbox.take(), Instant::now());
            packets.into_iter().for_each(|it| self.enter(now, it));
        }
        self.writes.pop_front()
    }
}

impl Interceptor for Feedback {
    fn bind_local_stream(&mut self, about: &StreamInfo) {
        self.again.begin(about);
    }

    fn unbind_local_stream(&mut self, about: &StreamInfo) {
        self.again.end(about.ssrc);
    }

    fn bind_remote_stream(&mut self, _: &StreamInfo) {}
    fn unbind_remote_stream(&mut self, _: &StreamInfo) {}
}
