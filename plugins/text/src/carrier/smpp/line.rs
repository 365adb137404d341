//! One line that is open: what goes out over it waits here for its answer, what comes in is sorted.
//!
//! All of it is one future. Whoever lets it go closes the line, and everything that waited is answered "later" at once.
use super::{
    Smpp, State,
    begun::Progress,
    connection::{Connection, Reads, Writes},
    deliverer::{Came, deliver},
    delivery, lock,
    status::{Outcome, of_text},
    wire::{Frame, answer_delivery, write},
};
use crate::carrier::{Holds, Inbox, NotSent};
use futures_util::StreamExt;
use rusmpp::{CommandId, CommandStatus, Pdu, pdus::SubmitSm};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::AsyncWriteExt,
    sync::{Semaphore, mpsc, oneshot},
    time::{Instant, timeout, timeout_at},
};
use tokio_util::bytes::{Bytes, BytesMut};

/// Deliveries that wait to be handed over; what comes beyond is to be brought again.
const MOST_DELIVERIES: usize = 64;
/// Texts without an answer that are remembered, in case it comes late.
const MOST_WAITING: usize = 4096;
const BROKE: NotSent = NotSent::Later("the line broke");

pub struct Line {
    pub number: u64,
    out: mpsc::Sender<Bytes>,
    /// By sequence number. Nothing once the line is closed.
    waiting: Mutex<Option<HashMap<u32, Waiting>>>,
    places: Semaphore,
    sequence: AtomicU32,
}

struct Waiting {
    tell: oneshot::Sender<Outcome>,
    /// Where it is noted that a part went, also if nobody waits any more.
    progress: Arc<Progress>,
    part: usize,
}

impl Line {
    /// Says something without waiting for what comes of it. Where the line is closed nothing does.
    pub async fn say(&self, bytes: Bytes) {
        let _ = self.out.send(bytes).await;
    }

    /// Gives one part to the network and waits for its answer.
    pub async fn submit(&self, smpp: &Smpp, message: SubmitSm, holds: &Holds, progress: &Arc<Progress>, part: usize) -> Outcome {
        let Ok(_place) = self.places.acquire().await else { return Outcome::No(BROKE) };
        smpp.pace.wait().await;
        if let Err(changed) = holds.check() {
            return Outcome::No(changed);
        }
        let sequence = self.next();
        let (tell, told) = oneshot::channel();
        match &mut *lock(&self.waiting) {
            None => return Outcome::No(BROKE),
            Some(waiting) => {
                if waiting.len() >= MOST_WAITING {
                    waiting.retain(|_, it| !it.tell.is_closed());
                }
                waiting.insert(sequence, Waiting { tell, progress: progress.clone(), part });
            }
        }
        self.say(write(CommandStatus::EsmeRok, sequence, message)).await;
        match timeout(smpp.patience.answer, told).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Outcome::No(BROKE),
            Err(_) => Outcome::No(NotSent::Later("no answer in time")),
        }
    }

    /// 1 to 0x7fffffff (SMPP 3.4, 5.1.4).
    fn next(&self) -> u32 {
        self.sequence.fetch_add(1, Ordering::Relaxed) % 0x7fff_ffff + 1
    }

    /// The answer to a text. One that nobody waits for is noted, or means nothing.
    fn answered(&self, frame: &Frame) {
        let Some(it) = lock(&self.waiting).as_mut().and_then(|it| it.remove(&frame.sequence)) else { return };
        let outcome = match of_text(frame.status) {
            // "The header is wrong", which is no yes whatever it says. Some say so that it is too much.
            Outcome::Taken if frame.kind != u32::from(CommandId::SubmitSmResp) => Outcome::No(NotSent::Never("the network does not understand it")),
            Outcome::Taken => {
                let reference = match frame.read(&frame.body) {
                    Some(Pdu::SubmitSmResp(it)) => it.message_id().as_str().to_owned(),
                    // It has it, whatever it calls it.
                    _ => String::new(),
                };
                it.progress.went(it.part, reference);
                Outcome::Taken
            }
            other => other,
        };
        let _ = it.tell.send(outcome);
    }
}

/// Ends the line for all who wait for something on it.
struct Open<'a>(&'a Smpp, Arc<Line>);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        lock(&self.0.line).take();
        self.1.places.close();
        lock(&self.1.waiting).take();
    }
}

/// Holds the line until it ends. `number`: which one since the house began.
pub async fn hold(smpp: &Smpp, connection: Connection, number: u64, inbox: &dyn Inbox) {
    let (out, said) = mpsc::channel(64);
    let line = Arc::new(Line {
        number,
        out,
        waiting: Mutex::new(Some(HashMap::new())),
        places: Semaphore::new(usize::from(smpp.config.window.max(1))),
        sequence: AtomicU32::new(connection.sequence),
    });
    let (deliveries, queue) = mpsc::channel(MOST_DELIVERIES);
    let _open = Open(smpp, line.clone());
    *lock(&smpp.line) = Some(line.clone());
    smpp.state.send_replace(State::Up);
    // Each of them ends the line. What is still to be said is said where that can be done.
    let Connection { reads, mut writes, .. } = connection;
    let mut said = said;
    tokio::select! {
        () = hear(smpp, &line, reads, &deliveries) => {}
        () = speak(&mut said, &mut writes, smpp.patience.answer) => return,
        () = deliver(smpp, &line, queue, inbox) => {}
    }
    said.close();
    let _ = timeout(Duration::from_secs(1), speak(&mut said, &mut writes, smpp.patience.answer)).await;
}

async fn speak(said: &mut mpsc::Receiver<Bytes>, writes: &mut Writes, most: Duration) {
    let (mut some, mut bytes) = (Vec::new(), BytesMut::new());
    while said.recv_many(&mut some, 64).await > 0 {
        some.drain(..).for_each(|it| bytes.extend_from_slice(&it));
        // A network that does not read is not there.
        let written = timeout(most, async {
            writes.write_all(&bytes).await?;
            writes.flush().await
        });
        if !matches!(written.await, Ok(Ok(()))) {
            return;
        }
        bytes.clear();
    }
}

async fn hear(smpp: &Smpp, line: &Line, mut reads: Reads, deliveries: &mpsc::Sender<Came>) {
    // "Are you there", by its number, and until when it is to be answered.
    let mut asked: Option<(u32, Instant)> = None;
    loop {
        let until = asked.map_or_else(|| Instant::now() + smpp.patience.silence, |it| it.1);
        if asked.is_some() && until <= Instant::now() {
            tracing::warn!("the network of texts does not answer any more");
            return;
        }
        let frame = match timeout_at(until, reads.next()).await {
            Ok(Some(Ok(frame))) => frame,
            Ok(Some(Err(_)) | None) => return,
            Err(_) if asked.is_some() => continue,
            Err(_) => {
                let sequence = line.next();
                line.say(write(CommandStatus::EsmeRok, sequence, Pdu::EnquireLink)).await;
                asked = Some((sequence, Instant::now() + smpp.patience.answer));
                continue;
            }
        };
        match CommandId::from(frame.kind) {
            CommandId::SubmitSmResp | CommandId::GenericNack => line.answered(&frame),
            CommandId::EnquireLinkResp => asked = asked.filter(|it| it.0 != frame.sequence),
            CommandId::EnquireLink => line.say(write(CommandStatus::EsmeRok, frame.sequence, Pdu::EnquireLinkResp)).await,
            CommandId::DeliverSm => {
                let came = Came { sequence: frame.sequence, at: Instant::now(), what: delivery::read(&frame, &smpp.config.source) };
                if deliveries.try_send(came).is_err() {
                    line.say(answer_delivery(CommandStatus::EsmeRxTAppn, frame.sequence)).await;
                }
            }
            CommandId::Unbind => {
                line.say(write(CommandStatus::EsmeRok, frame.sequence, Pdu::UnbindResp)).await;
                return;
            }
            // Somebody has their phone on again: it has no answer (SMPP 3.4, 4.12.1).
            CommandId::AlertNotification => {}
            // An answer to nothing is nothing. A question that we do not know is told so.
            _ if frame.kind & 0x8000_0000 != 0 => {}
            _ => line.say(write(CommandStatus::EsmeRinvcmdid, frame.sequence, Pdu::GenericNack)).await,
        }
    }
}
