// What she wants to get: how much picture, how loud the room and each interpreter, and what it costs her line. Nothing of it is kept.
import { id, make, nameOf, room, slotOf, words } from './call.js';
import { draw, fill, loudness, voices } from './tiles.js';

/** Above this loudness (of 1) somebody talks. */
const LOUD = 0.02;
/** What an hour costs is reckoned from the last so many looks; one is half a second. */
const LOOKS = 40;
/** Bytes sent and received, newest last, with the milliseconds of each. */
let looks = [];
/** Of connections that are over. */
let before = 0;
let now = 0;

/** A choice for each language that somebody interprets into, beside the one for the room. */
export function lanes() {
  const box = id('mix');
  const all = new Map();
  for (const who of room.people.values()) if (who.lane !== undefined && who.a !== room.me && !all.has(who.lane)) all.set(who.lane, who);
  for (const row of Array.from(box.querySelectorAll('[data-lane]'))) if (!all.has(/** @type {HTMLElement} */ (row).dataset.lane)) row.remove();
  for (const [lane, who] of all) if (!box.querySelector('[data-lane="' + CSS.escape(lane) + '"]')) box.append(slider(lane, nameOf(who), who));
  if (!box.querySelector('[data-of="room"]')) { const it = slider('room', words('mix-room'), null); it.removeAttribute('data-lane'); it.dataset.of = 'room'; box.prepend(it); }
  id('mix-part').hidden = all.size === 0;
}
function slider(of, text, who) {
  const row = make('label', 'mix-row');
  row.dataset.lane = of;
  const range = document.createElement('input');
  range.type = 'range';
  range.min = '0';
  range.max = '100';
  range.step = '10';
  range.value = String(100 * loudness(who));
  range.addEventListener('input', () => { if (room) { room.loud.set(of, Number(range.value) / 100); voices(); } });
  row.append(make('span', '', text), range);
  return row;
}

/** @param {import('./call.js').Cap} cap */
export function cap(cap) {
  room.cap = cap;
  draw();
}

/** Who talks, by how loud it comes; and what all of it costs. */
export async function listen() {
  const mine = room;
  if (!mine) return;
  const connections = [mine.receives, ...Object.values(mine.sends).map((it) => it.connection)].filter(Boolean);
  const all = await Promise.all(connections.map((it) => it.getStats()));
  if (room !== mine) return;
  const loud = new Map();
  let bytes = 0;
  for (const stats of all) {
    stats.forEach((it) => {
      if (it.type === 'inbound-rtp') bytes += (it.bytesReceived || 0) + (it.headerBytesReceived || 0);
      if (it.type === 'outbound-rtp') bytes += (it.bytesSent || 0) + (it.headerBytesSent || 0);
      if (it.type === 'inbound-rtp' && it.kind === 'audio') loud.set(it.trackIdentifier, since(it));
    });
  }
  cost(bytes);
  for (const who of mine.people.values()) {
    if (who.a === mine.me) continue;
    const track = mine.tracks.get(slotOf(who.a, 'voice'));
    const tile = id('tiles').querySelector('[data-a="' + who.a + '"]');
    if (!tile) continue;
    tile.classList.toggle('talks', Boolean(track && who.voice && (loud.get(track.id) || 0) > LOUD));
    fill(tile, who);
  }
}
/** How loud it was since the last look, as W3C's webrtc-stats says to reckon it: a level of this moment misses what falls between two. */
function since(it) {
  const [energy, long] = [it.totalAudioEnergy || 0, it.totalSamplesDuration || 0];
  const [was, then] = room.heard.get(it.trackIdentifier) || [0, 0];
  room.heard.set(it.trackIdentifier, [energy, long]);
  return long > then ? Math.sqrt(Math.max(0, energy - was) / (long - then)) : 0;
}
/** Measured, not guessed: what went through in the last twenty seconds, as if it went on for an hour. */
function cost(bytes) {
  // A line that began anew counts from nothing.
  if (bytes < now) before += now;
  now = bytes;
  const at = Date.now();
  looks.push({ at, sum: before + now });
  if (looks.length > LOOKS) looks.shift();
  const first = looks[0];
  if (at - first.at < 3000) return;
  const hour = (before + now - first.sum) / (at - first.at) * 3600000 / 1e6;
  const so = (it) => (it < 10 ? it.toFixed(1) : String(Math.round(it))).replace('.', words('decimal'));
  const text = words('meter').replace('@1', so(hour)).replace('@2', so((before + now) / 1e6));
  if (id('meter').textContent !== text) id('meter').textContent = text;
}
export function forget() { looks = []; before = 0; now = 0; }
