// What every part of the page shares: the room as it stands now, its words, and how something is asked of the house.

/** @typedef {{a: number, name: string, shape: number, staff: boolean, lane?: string, signs?: boolean, voice: boolean, camera: boolean, away: boolean, types: boolean, aside?: number}} Person */
/** @typedef {'all' | 'small' | 'none'} Cap */

export const id = (name) => document.getElementById(name);
export const words = (name) => { const call = id('call'); return (call && call.dataset[name.replace(/-(\w)/g, (_, it) => it.toUpperCase())]) || ''; };
export const KINDS = { voice: 'audio', camera: 'video' };
export const BOTH = ['voice', 'camera'];
/** The code of a line whose sound and picture are lost. */
export const UNHEARD = 4005;

/**
 * Null: she is not in. `slots`: what comes in which place; `tracks`: what is heard and seen there; `heights`: what was asked for;
 * `reached`: sound and picture came through on this line; `media`: her own devices that are on; `asked`: those of which the house has not yet said that they are on.
 * @type {any}
 */
export let room = null;
export function begin() {
  room = { line: null, me: 0, people: new Map(), slots: new Map(), tracks: new Map(), heights: new Map(), paused: new Set(), receives: null, sends: {}, media: {}, asked: new Set(), state: {}, away: false, later: 0, again: 0, ticks: 0, began: 0, reached: false, carries: true, ways: [], seal: null, lit: 0, turns: [], cap: 'all', loud: new Map(), heard: new Map(), unsent: new Map(), blurs: false, lost: (_) => {} };
}
export function leave() { room = null; }

export function send(what) {
  if (room && room.line && room.line.readyState === 1) room.line.send(JSON.stringify(what));
}
export function say(text) {
  const news = id('call-news');
  if (!news) return;
  news.textContent = text;
  news.hidden = !text;
}
/** For a reader's ear alone. */
export const status = (text) => { id('call-status').textContent = text; };
export const nameOf = (who) => (who && who.name) || words('someone');
export const own = () => room && room.people.get(room.me);
export const slotOf = (a, of) => { for (const [slot, it] of room.slots) if (it && it.a === a && it.of === of) return slot; return ''; };

export function make(name, kind, text) {
  const it = document.createElement(name);
  if (kind) it.className = kind;
  if (text !== undefined) it.textContent = text;
  return it;
}
export function chip(text, whose, does) {
  const it = make('button', 'chip', text);
  it.setAttribute('type', 'button');
  if (whose) it.append(make('span', 'for-reader', ' ' + whose));
  it.addEventListener('click', does);
  return it;
}
/** Some browsers let nothing be heard before something was pressed. */
export function play(element) {
  const played = element.play();
  if (played) played.catch((why) => { if (why.name === 'NotAllowedError') id('hear').hidden = false; });
}
/** The device itself is let go of, so that its light goes out. */
export function stop(media) {
  media.getTracks().forEach((it) => { it.onended = null; it.stop(); });
}
