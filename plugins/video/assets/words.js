// What is written: the lane of those who type, and the captions. Nothing of it is kept in the browser: what was not taken yet stands
// in the box, or waits here until the line is back.
import { chip, id, make, nameOf, own, room, say, send, status, words } from './call.js';

/** The lines that a page shows; the house remembers no more. */
const MOST = 200;
/** Captions that can be read back. */
const MOST_CAPTIONS = 60;

/** At the end, and in view where she reads the end; what she reads further up stays where it is. */
function place(log, list, item, most) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  list.append(item);
  while (list.children.length > most) list.firstElementChild.remove();
  if (atEnd) log.scrollTop = log.scrollHeight;
}

/** @param {{i: string, name: string, shape: number, staff: boolean, own: boolean, b: string}} it */
export function said(it) {
  const list = id('lines');
  if (list.querySelector('[data-i="' + CSS.escape(it.i) + '"]')) return;
  const item = make('li', 'line' + (it.own ? ' mine' : '') + (it.staff ? ' from-staff' : ''));
  item.dataset.i = it.i;
  const who = make('p', 'who');
  who.append(make('b', '', nameOf(it)));
  if (it.own) who.append(' ', make('span', 'quiet', words('you')));
  if (it.staff) who.append(' ', make('span', 'role', words('staff')));
  // Who leads sees at the desk what others ask staff to look at.
  if (!it.own && !it.staff && id('call').dataset.leads !== 'yes') {
    const more = chip(words('report'), nameOf(it), null);
    more.dataset.do = 'line';
    more.dataset.i = it.i;
    more.className = 'link more';
    who.append(more);
  }
  item.append(who, make('p', 'said', it.b));
  id('no-lines').hidden = true;
  place(id('log'), list, item, MOST);
  const button = document.querySelector('[data-do="write"]');
  if (!id('written').hidden || button.classList.contains('new')) return;
  // Told once, and not each time: she opens the lane when she likes.
  button.classList.add('new');
  status(words('new-lines'));
}
export function unsaid(it) {
  const item = id('lines').querySelector('[data-i="' + CSS.escape(it.i) + '"]');
  if (item) item.remove();
}
/** Taken, held, or not taken: then it is back in the box, before whatever stands there by now. */
export function wrote(it) {
  const b = room.unsent.get(it.c);
  room.unsent.delete(it.c);
  if (it.words) {
    const box = /** @type {HTMLTextAreaElement} */ (id('words'));
    if (b) box.value = b + (box.value ? '\n' + box.value : '');
    say(it.words);
  } else id('held').hidden = !it.held;
}
/** For who leads: something waits at the desk. */
export function waits(it) {
  const news = id('waits');
  news.querySelector('span').textContent = words('waits').replace('@', nameOf(it));
  news.hidden = false;
}

export function write() {
  const box = /** @type {HTMLTextAreaElement} */ (id('words'));
  const b = box.value.trim();
  if (!b || !room) return;
  const mine = own();
  id('held').hidden = true;
  box.value = '';
  const captions = /** @type {HTMLInputElement} */ (id('as-caption'));
  // Aside nothing else of hers can be read by those two alone.
  if (mine && mine.lane !== undefined && (captions.checked || mine.aside !== undefined)) { send({ t: 'caption', b }); return; }
  // Any number that no other line of hers has.
  const c = Array.from(crypto.getRandomValues(new Uint32Array(4)), (it) => it.toString(36)).join('-');
  room.unsent.set(c, b);
  send({ t: 'say', c, b });
}
/** The line is back: what was under way goes again, under the same number, and stands there once. */
export function writeAgain() {
  room.unsent.forEach((b, c) => send({ t: 'say', c, b }));
}

/** Who speaks is named where it is another than before. */
let last = 0;
export function captioned(it) {
  const list = id('caption-lines');
  id('captions').hidden = false;
  const item = make('p');
  if (last !== it.a) item.append(make('b', '', nameOf(room.people.get(it.a))), ' ');
  last = it.a;
  const who = room.people.get(it.a);
  if (who && who.lane && !who.signs) item.lang = who.lane;
  item.append(it.b);
  place(id('captions'), list, item, MOST_CAPTIONS);
}
/** Rem, as the page's own sizes. */
const SIZES = ['1', '1.25', '1.6', '2'];
let size = 0;
export function larger() {
  size = (size + 1) % SIZES.length;
  id('captions').style.fontSize = SIZES[size] + 'rem';
}

/** The lane opens below the tiles, and the box has the focus; or it closes. */
export function lane(isOpen) {
  const button = document.querySelector('[data-do="write"]');
  id('written').hidden = !isOpen;
  button.setAttribute('aria-expanded', String(isOpen));
  button.classList.toggle('on', isOpen);
  id('call').classList.toggle('writes', isOpen);
  if (isOpen) button.classList.remove('new');
  if (isOpen) { id('log').scrollTop = id('log').scrollHeight; id('words').focus(); }
}
