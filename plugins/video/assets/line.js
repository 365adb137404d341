// The line to the room: what the house says, in its order. Where it is lost it comes back by itself, and everybody comes in again as
// at the beginning: muted, with no camera.
import { BOTH, KINDS, UNHEARD, id, leave, nameOf, room, say, send, status, stop, words } from './call.js';
import { bare, connect, off } from './devices.js';
import { draw } from './tiles.js';
import { captioned, said, unsaid, waits, wrote, writeAgain } from './words.js';
import { lanes } from './wishes.js';

/** Milliseconds until the line is asked for again; it grows. */
let wait = 500;
/** Longer between two of its looks, and this device was asleep. Milliseconds. */
const ASLEEP = 20000;
/** The code of a line that ended without one (RFC 6455, 7.1.5). */
const CUT = 1006;
/** Lines after which sound and picture are left alone for a while: what is written goes on. */
const MISSES = 2;
/** Lines in a row on which neither came through. */
let misses = 0;
/** Milliseconds until they are tried again; it grows. */
const [SOONEST, LATEST] = [120000, 600000];
let patience = SOONEST;
let isLate = false;
/** Called with the time since the last look. */
export function looked(passed) { if (passed > ASLEEP) isLate = true; }

/** Everything stops, in this moment: the devices first. */
export function hush() {
  if (!room) return;
  const was = room;
  leave();
  clearTimeout(was.later);
  clearTimeout(was.again);
  clearInterval(was.ticks);
  Object.values(was.media).forEach((it) => stop(it));
  if (was.seal) was.seal.end();
  letGo(was);
  if (was.line) { was.line.onclose = null; was.line.onmessage = null; was.line.close(); }
}
function letGo(of) {
  Object.values(of.sends).forEach((it) => it.connection.close());
  if (of.receives) of.receives.close();
  of.sends = {};
  of.receives = null;
  of.slots.clear();
  of.tracks.clear();
  of.heights.clear();
  of.paused.clear();
  const voices = id('voices');
  while (voices && voices.firstChild) voices.firstChild.remove();
}

export function open() {
  const mine = room;
  clearTimeout(mine.later);
  clearTimeout(mine.again);
  mine.reached = false;
  const isWritten = misses >= MISSES;
  const line = mine.line = new WebSocket(location.origin.replace(/^http/, 'ws') + id('call').dataset.base + '/live' + (isWritten ? '?written' : ''));
  let chain = Promise.resolve();
  mine.began = Date.now();
  // One after the other: an answer belongs to the offer before it.
  line.onmessage = (event) => {
    const frame = JSON.parse(event.data);
    if (room === mine && mine.seal) mine.seal.heard(frame);
    chain = chain.then(() => (room === mine && mine.line === line && TAKES[frame.t] ? TAKES[frame.t](frame) : null)).catch(() => { if (room === mine && mine.line === line) line.close(); });
  };
  line.onclose = (event) => { if (room === mine && mine.line === line) closed(event.code); };
  if (isWritten) {
    mine.again = setTimeout(again, patience);
    patience = Math.min(patience * 2, LATEST);
  }
  // Not waited for until the other end agrees that it is over: there may be no other end.
  mine.lost = (code) => {
    if (room !== mine || mine.line !== line) return;
    line.onclose = null;
    line.close();
    closed(code);
  };
}
/** Sound and picture are tried once more: at her word, or when their time is up. */
export function again() {
  misses = MISSES - 1;
  if (room.line) { room.lost(CUT); open(); }
}
/** Says why the line ended, and comes back where that makes sense. */
function closed(code) {
  room.line = null;
  if (code === UNHEARD) misses = room.reached ? 0 : misses + 1;
  BOTH.forEach(off);
  letGo(room);
  room.people.clear();
  draw();
  if (code === 4001 || code === 4002) {
    say(words('over'));
    room.later = setTimeout(() => location.reload(), Date.now() - room.began < 3000 ? 5000 : 300);
    return;
  }
  if (code === 4004) { say(words('elsewhere')); return; }
  const isWrong = [1002, 1003, 1007, 1009, 4003].includes(code);
  say(words(isWrong ? 'wrong' : navigator.onLine === false ? 'offline' : isLate ? 'slept' : 'cut'));
  isLate = false;
  if (isWrong) wait = 60000;
  room.later = setTimeout(open, wait * (0.75 + Math.random() / 2));
  wait = Math.min(wait * 2, 30000);
}
/** The network of this device went, or another came: the line is tried at once and not when its time is up. */
export function network(isThere) {
  if (!room) return;
  if (!isThere) { say(words('offline')); return; }
  if (wait < 60000) wait = 500;
  [misses, patience] = [0, SOONEST];
  if (room.line) room.lost(CUT);
  else open();
}

/** @type {Record<string, (frame: any) => any>} */
const TAKES = {
  hello(it) {
    wait = 500;
    room.me = it.me;
    room.state = {};
    room.lit = 0;
    room.turns = [];
    room.carries = it.carries;
    room.ways = it.ways ? [it.ways] : [];
    const isUnreached = !it.carries && misses >= MISSES;
    id('unreached').hidden = !isUnreached;
    say(room.away ? words('away-now') : it.carries || isUnreached ? '' : words('none'));
    if (it.carries) receive();
    state(it.state);
    // Whoever stepped away, or types, does so still.
    if (room.away) send({ t: 'away', on: true });
    if (/** @type {HTMLInputElement} */ (id('types')).checked) send({ t: 'types', on: true });
    writeAgain();
  },
  who(it) {
    const isNew = !room.people.has(it.a);
    room.people.set(it.a, it);
    if (isNew && room.state.known && it.a !== room.me) status(words('came').replace('@', nameOf(it)));
    if (it.a === room.me) room.state.known = true;
    lanes();
    draw();
  },
  is(it) {
    const who = room.people.get(it.a);
    if (!who) return;
    const wasAside = who.aside !== undefined;
    Object.assign(who, { voice: it.voice, camera: it.camera, away: it.away, types: it.types, aside: it.aside });
    // Back with everybody: what she was just saying was meant for one. She is muted, with no camera, as when she came in.
    if (it.a === room.me && wasAside && it.aside === undefined) { BOTH.forEach(off); say(words(room.away ? 'away-now' : 'aside-over')); }
    if (it.a === room.me && it.aside !== undefined) say('');
    // Switched off by the house: then this device is off as well.
    if (it.a === room.me) {
      BOTH.forEach((of) => {
        if (it[of]) room.asked.delete(of);
        else if (!room.asked.has(of) && room.media[of]) {
          off(of);
          if (!room.state.stopped) say(words('quiet-' + of));
        }
      });
    }
    draw();
  },
  gone(it) {
    const who = room.people.get(it.a);
    room.people.delete(it.a);
    if (room.lit === it.a) room.lit = 0;
    if (who) status(words('went').replace('@', nameOf(who)));
    lanes();
    draw();
  },
  state(it) { state(it.state); },
  // Names for the way round are good for ten minutes: what is begun from now on goes by these.
  ways(it) { room.ways = [it.ways]; },
  async offer(it) {
    const receives = room.receives;
    await receives.setRemoteDescription({ type: 'offer', sdp: it.sdp });
    await receives.setLocalDescription(await receives.createAnswer());
    send({ t: 'answer', sdp: bare(receives.localDescription.sdp) });
  },
  async answer(it) {
    const sends = room.sends[it.of];
    if (sends && sends.connection.signalingState === 'have-local-offer') await sends.connection.setRemoteDescription({ type: 'answer', sdp: it.sdp });
  },
  slot(it) {
    room.paused.delete(it.slot);
    room.slots.set(it.slot, it.a ? { a: it.a, of: it.of } : null);
    draw();
  },
  // Her line does not carry it: the shape stands there instead of a picture that does not move.
  paused(it) {
    if (it.on && !room.paused.size) say(words('paused'));
    room.paused[it.on ? 'add' : 'delete'](it.slot);
    if (!room.paused.size && id('call-news').textContent === words('paused')) say('');
    draw();
  },
  no(it) {
    off(it.of);
    say(it.words);
    draw();
  },
  lit(it) { room.lit = it.a || 0; draw(); },
  turns(it) { room.turns = it.a; draw(); },
  said,
  unsaid,
  wrote,
  waits,
  caption: captioned,
};

function state(it) {
  // Staff changed whether it is sealed: everybody begins again.
  if (it.sealing !== (id('seal') ? id('seal').dataset.mode : 'off')) { location.reload(); return; }
  room.state = Object.assign({ known: room.state.known }, it);
  const stopped = id('stopped');
  stopped.hidden = !it.stopped;
  stopped.firstElementChild.textContent = it.stopped || '';
  if (it.stopped) BOTH.forEach(off);
  for (const name of ['stage', 'prompt', 'turn']) {
    id(name).textContent = it[name] || '';
    id(name).hidden = !it[name];
  }
  draw();
}

/** The connection on which everybody's sound and picture come. */
function receive() {
  const receives = room.receives = connect();
  receives.ontrack = (event) => {
    const slot = event.streams[0] && event.streams[0].id;
    if (!room || room.receives !== receives || !slot) return;
    room.tracks.set(slot, event.track);
    if (room.seal) room.seal.openReceiver(event.receiver, event.track.kind === KINDS.voice ? 'voice' : 'camera', slot);
    draw();
  };
}
