// What who leads can do about one person: opened at her tile and shown below the tiles, so that nothing lies over anybody's face. It
// switches off what she has on, never on; shows her large; or takes her aside, and brings an interpreter there. And what an aside is for those who
// are in it.
import { BOTH, chip, id, nameOf, own, room, send, words } from './call.js';

/** Whom it is about; 0: nobody. */
let whom = 0;

/** A button that is there as long as it makes sense, and stays the same one, so that a finger or a reader's focus is not lost. */
function offers(box, what, isDue, text, does) {
  const button = box.querySelector('[data-offers="' + what + '"]');
  if (button && !isDue) button.remove();
  if (button || !isDue) return;
  const it = chip(text, '', does);
  it.dataset.offers = what;
  box.append(it);
}

const opener = (a) => /** @type {HTMLElement | null} */ (id('tiles').querySelector('[data-a="' + a + '"] [data-do="about"]'));
/** The button at a tile that opens it. */
export function opens(who) {
  const it = chip('\u22ef', words('about').replace('@', nameOf(who)), null);
  it.dataset.do = 'about';
  it.setAttribute('aria-controls', 'about');
  return it;
}
/** Opens it about this number, or closes it where it is open; 0 closes it. Who closes it there is at the tile again. */
export function about(a) {
  const [before, wasInside] = [whom, id('about').contains(document.activeElement)];
  whom = a === whom ? 0 : a;
  drawAbout();
  if (whom) id('about').focus({ preventScroll: true });
  else if (wasInside && opener(before)) opener(before).focus({ preventScroll: true });
}

export function drawAbout() {
  const box = id('about');
  const who = room && room.people.get(whom);
  const mine = own();
  const isOpen = Boolean(who && mine && mine.staff);
  if (!isOpen) whom = 0;
  box.hidden = !isOpen;
  if (room) for (const a of room.people.keys()) if (opener(a)) opener(a).setAttribute('aria-expanded', String(a === whom));
  if (!isOpen) return;
  const [title, deeds, help] = [box.querySelector('h2'), box.querySelector('.actions'), box.querySelector('.help')];
  if (Number(box.dataset.a) !== whom) { box.dataset.a = String(whom); deeds.textContent = ''; }
  if (title.textContent !== nameOf(who)) title.textContent = nameOf(who);
  const isOther = who.a !== room.me;
  const isLit = room.lit === who.a;
  const takesPart = isOther && !who.staff && who.lane === undefined;
  const isFree = (it) => it.aside === undefined && !it.away;
  const mayCome = isOther && room.carries && !room.state.stopped && isFree(who);
  const mayTake = mayCome && takesPart && isFree(mine);
  // To the two who speak privately already.
  const mayBring = mayCome && who.lane !== undefined && mine.aside !== undefined;
  /** @type {[string, boolean, string, object | null][]} */
  const all = [
    ...BOTH.map((of) => /** @type {[string, boolean, string, object]} */ (['quiet-' + of, isOther && who[of], words('switch-off-' + of), { t: 'quiet', a: who.a, of }])),
    ['light', !isLit, words('light'), { t: 'lit', a: who.a }],
    ['dim', isLit, words('dim'), { t: 'lit' }],
    ['aside', mayTake, words('take-aside'), { t: 'aside', a: who.a }],
    ['bring', mayBring, words('bring-aside'), { t: 'aside', a: who.a }],
    ['close', true, words('close'), null],
  ];
  for (const [what, isDue, text, asks] of all) {
    offers(deeds, what, isDue, text, () => { if (asks) send(asks); about(0); });
  }
  // The last is the last, whatever came meanwhile.
  const close = deeds.querySelector('[data-offers="close"]');
  if (close !== deeds.lastElementChild) deeds.append(close);
  /** @type {HTMLElement} */ (help).hidden = !mayTake;
}

/** Whether she and this person hear and see each other now. What is not together is carried by the house to neither. */
export function together(who) {
  const mine = own();
  if (!mine || who.a === mine.a) return true;
  // An interpreter speaks with who leads, as does the person for whom she came.
  return mine.aside === undefined ? who.aside === undefined : mine.aside === who.a || who.aside === mine.a || who.aside === mine.aside;
}
/** As long as she speaks privately her page says with whom, and how she ends it. */
export function drawAside() {
  const mine = own();
  const isAside = Boolean(mine) && mine.aside !== undefined;
  const others = isAside ? Array.from(room.people.values()).filter((it) => it !== mine && together(it)) : [];
  // Whoever interprets comes last: her name has a comma in it.
  others.sort((it, other) => Number(it.lane !== undefined) - Number(other.lane !== undefined));
  const text = isAside ? words('aside-now').replace('@', others.map(nameOf).join(' + ')) : '';
  const says = id('aside-now').querySelector('b');
  id('aside-now').hidden = !isAside;
  if (says.textContent !== text) says.textContent = text;
  id('call').classList.toggle('speaks-aside', isAside);
  // Those with whom she speaks are in view.
  for (const tile of Array.from(id('tiles').children)) tile.classList.toggle('with-her', others.some((it) => it.a === Number(/** @type {HTMLElement} */ (tile).dataset.a)));
  // What is written goes to everybody, so nothing can be written meanwhile but the captions of an interpreter. What stands in the box stays there.
  const isClosed = isAside && mine.lane === undefined;
  id('aside-closed').hidden = !isClosed;
  id('say').hidden = isClosed;
  id('caption-choice').hidden = !mine || mine.lane === undefined || isAside;
}
