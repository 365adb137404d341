// Who is here, as tiles. A tile that stays is kept: a picture that is moved begins anew. Who interprets is pinned first, and no
// speaker moves her; then the one whom staff show large; then the others, in the order in which they came.
import { BOTH, KINDS, id, make, nameOf, own, play, room, send, slotOf, words } from './call.js';
import { drawAbout, drawAside, opens, together } from './about.js';

/** Pixels of height below which a tile has no use for a larger picture. */
const LOW = 180;
const ANY = 4294967295;

export function draw() {
  const tiles = id('tiles');
  if (!tiles || !room) return;
  for (const tile of Array.from(tiles.children)) if (!room.people.has(Number(/** @type {HTMLElement} */ (tile).dataset.a))) tile.remove();
  for (const who of room.people.values()) {
    const tile = tiles.querySelector('[data-a="' + who.a + '"]') || tiles.appendChild(made(who));
    fill(tile, who);
  }
  voices();
  controls();
  drawAbout();
  drawAside();
}

function controls() {
  const mine = own();
  const usable = Boolean(room.line && mine && room.carries && !room.state.stopped);
  for (const of of BOTH) {
    const button = /** @type {HTMLButtonElement} */ (document.querySelector('[data-do="' + of + '"]'));
    const isOn = Boolean(room.media[of]);
    button.classList.toggle('on', isOn);
    button.querySelector('span').textContent = words(of + (isOn ? '-on' : '-off'));
    button.disabled = !usable || room.away;
    if (of === 'camera') button.hidden = room.state.cameras === 0;
  }
  const away = /** @type {HTMLButtonElement} */ (document.querySelector('[data-do="away"]'));
  away.classList.toggle('on', room.away);
  away.querySelector('span').textContent = words(room.away ? 'come-back' : 'step-away');
  away.disabled = !room.line || !mine;
  id('begin').hidden = Boolean(mine && (mine.voice || mine.camera || mine.types || room.away));
  id('quiet-all').hidden = !(mine && mine.staff && Array.from(room.people.values()).some((it) => it.voice && !it.staff && !it.lane));
}

function made(who) {
  const tile = make('li', 'tile' + (who.a === room.me ? ' mine' : '') + (who.lane === undefined ? '' : ' pinned'));
  tile.dataset.a = who.a;
  if (!who.staff) {
    const drawn = /** @type {Element} */ (/** @type {HTMLTemplateElement} */ (id('shapes')).content.children[who.shape % 6].cloneNode(true));
    drawn.setAttribute('class', 'shape c' + (Math.floor(who.shape / 6) % 6 + 1));
    tile.append(drawn);
  }
  const name = make('p', 'name');
  name.append(make('b', '', nameOf(who)));
  if (who.a === room.me) name.append(make('span', 'quiet', words('you')));
  if (who.staff) name.append(make('span', 'role', words('staff')));
  if (who.lane !== undefined) name.append(make('span', 'role', words('interpreter')));
  name.append(make('span', 'turn'), make('span', 'has'));
  tile.append(name);
  return tile;
}
const put = (part, text) => { if (part.textContent !== text) part.textContent = text; };
export function fill(tile, who) {
  const has = !together(who) ? (who.aside === undefined ? 'apart' : 'aside') : who.away ? 'away' : !who.voice ? (who.types ? 'types' : 'muted') : tile.classList.contains('talks') ? 'talks' : 'open';
  put(tile.querySelector('.has'), words(has));
  const turn = room.turns.indexOf(who.a);
  put(tile.querySelector('.turn'), turn === 0 ? words('turn-now') : turn === 1 ? words('turn-next') : '');
  tile.classList.toggle('lit', room.lit === who.a);
  if (!who.voice || who.away) tile.classList.remove('talks');
  const mine = own();
  const isLed = Boolean(mine && mine.staff);
  tile.classList.toggle('led', isLed);
  if (isLed && !tile.querySelector('[data-do="about"]')) tile.append(opens(who));
  const slot = slotOf(who.a, 'camera');
  const isOwn = who.a === room.me;
  const track = isOwn ? room.media.camera && room.media.camera.getTracks()[0] : slot && room.tracks.get(slot);
  const isSeen = Boolean(track && (isOwn || (who.camera && !room.paused.has(slot) && together(who))) && !room.away && !who.away && (isOwn || room.cap !== 'none'));
  if (slot && !isOwn) want(slot, most(tile, who));
  let video = tile.querySelector('video');
  if (!isSeen) { if (video) video.remove(); tile.classList.remove('seen'); return; }
  if (!video) {
    video = document.createElement('video');
    video.muted = true;
    video.autoplay = true;
    video.playsInline = true;
    tile.prepend(video);
  }
  if (!video.srcObject || video.srcObject.getTracks()[0] !== track) { video.srcObject = new MediaStream([track]); play(video); }
  tile.classList.add('seen');
}
/** A small tile needs no large picture, and nobody gets more than she wants. Signs need every line: those of an interpreter are only small where she wants no picture at all. */
function most(tile, who) {
  if (room.cap === 'none') return 0;
  if (who.lane !== undefined) return ANY;
  if (room.cap === 'small') return LOW;
  return tile.clientHeight * (window.devicePixelRatio || 1) > LOW * 1.5 ? ANY : LOW;
}
function want(slot, height) {
  if (room.heights.get(slot) === height) return;
  room.heights.set(slot, height);
  send({ t: 'height', slot, most: height });
}

/** How loud she wants what somebody says: interpreters by their language, everybody else together. From 0 to 1. */
export function loudness(who) {
  const of = who && who.lane !== undefined ? who.lane : 'room';
  if (room.loud.has(of)) return room.loud.get(of);
  // Unless she chooses it, another language is not laid over what everybody hears. Who signs says aloud what is signed to everybody.
  return of === 'room' || who.signs || of === document.documentElement.lang ? 1 : 0;
}
/** What is heard: one element for each place in which a voice comes. */
export function voices() {
  const box = id('voices');
  for (const [slot, track] of room.tracks) {
    if (track.kind !== KINDS.voice) continue;
    let audio = /** @type {HTMLAudioElement} */ (box.querySelector('[data-slot="' + slot + '"]'));
    if (!audio) {
      audio = document.createElement('audio');
      audio.dataset.slot = slot;
      audio.autoplay = true;
      audio.srcObject = new MediaStream([track]);
      box.append(audio);
      play(audio);
    }
    const of = room.slots.get(slot);
    const loud = of ? loudness(room.people.get(of.a)) : 0;
    audio.volume = loud;
    audio.muted = room.away || loud === 0;
  }
}
