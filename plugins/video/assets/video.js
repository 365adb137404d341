// A meeting with sound and picture. Nobody is heard or seen before she switches it on herself. Nothing is kept.
// The parts: what they share (call), what can be done about one person (about), tiles, devices, the line, what is written (words), one line of it (report), what she wants to get (wishes), the check before.
import { BOTH, begin, id, play, room, say, send, words } from './call.js';
import { blur, off, on, step } from './devices.js';
import { about } from './about.js';
import { cap, forget, listen } from './wishes.js';
import { draw } from './tiles.js';
import { again, hush, looked, network, open } from './line.js';
import { lane, larger, write } from './words.js';
import { check, endCheck } from './before.js';
import { closeLine, openLine, report } from './report.js';

function enter() {
  endAll();
  const call = id('call');
  // A browser lets a document use its microphone or not, once, as it is loaded. So this room is a document of its own, and so is what
  // comes after it.
  if (Boolean(call) !== Boolean(document.querySelector('meta[name="hears-and-sees"]'))) { location.reload(); return; }
  if (!call) return;
  document.querySelectorAll('.no-script').forEach((it) => it.toggleAttribute('hidden', true));
  if (!window.RTCPeerConnection || !window.WebSocket || !navigator.mediaDevices) { say(words('old')); return; }
  document.querySelectorAll('.with-script').forEach((it) => it.removeAttribute('hidden'));
  // Who leads is awaited inside, and goes in at once.
  if (call.dataset.leads === 'yes') { goIn(); return; }
  call.classList.add('waits');
}
function goIn() {
  endCheck();
  id('call').classList.remove('waits');
  begin();
  let last = Date.now();
  room.ticks = setInterval(() => { looked(Date.now() - last); last = Date.now(); listen(); }, 500);
  load();
  draw();
  forget();
  id('begin').focus();
}
/** What seals is fetched only where the group seals. Nothing is said or sent before it is there. */
async function load() {
  const mine = room;
  try {
    const seals = id('seal') && await import(id('seal').dataset.module);
    if (room !== mine) return;
    if (seals) mine.seal = seals.begin({ send, words });
  } catch (_) {
    if (room !== mine) return;
    say(words('cut'));
    mine.later = setTimeout(() => location.reload(), 5000);
    return;
  }
  open();
  draw();
}
/** Whoever goes is gone with the press, and not only when the house has answered. */
function endAll() { endCheck(); hush(); }

/** One key, one button: nothing is heard, said or seen any more, and the page turns neutral, in this moment. */
function panic() {
  endCheck();
  if (room) step(true);
  document.dispatchEvent(new Event('cover'));
}

/** One thing is open below the tiles at a time: a small screen has room for no more. */
function shut(but) {
  if (but !== 'about') about(0);
  if (but !== 'written') lane(false);
  if (but !== 'more') wishes(false);
  closeLine();
}
function wishes(isOpen) {
  const button = document.querySelector('[data-do="more"]');
  id('more').hidden = !isOpen;
  button.classList.toggle('on', isOpen);
  button.setAttribute('aria-expanded', String(isOpen));
  if (isOpen) id('more').focus({ preventScroll: true });
}

/** @type {Record<string, (button: HTMLElement) => void>} */
const DOES = {
  away: () => step(!room.away),
  about(button) { shut('about'); about(Number(/** @type {HTMLElement} */ (button.closest('.tile')).dataset.a)); },
  write() { const isShut = id('written').hidden; shut('written'); lane(isShut); },
  line(button) { openLine(button.dataset.i); },
  larger,
  again,
  // Nothing more of hers goes out from this moment; the house then lets her back.
  back() { BOTH.forEach(off); send({ t: 'aside' }); draw(); },
  'quiet-all': () => send({ t: 'quiet', of: 'voice' }),
  blur: (button) => { blur(button.getAttribute('aria-pressed') !== 'true'); },
  hear() { document.querySelectorAll('#call audio, #call #tiles video').forEach((it) => play(it)); id('hear').hidden = true; },
  more() { const isShut = id('more').hidden; shut('more'); wishes(isShut); },
};

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element && /** @type {HTMLElement} */ (event.target.closest('#call [data-do], #call [data-check]'));
  if (!button) return;
  const what = button.dataset.do;
  if (button.dataset.check) { check(button.dataset.check); return; }
  if (what === 'panic') { panic(); return; }
  if (what === 'go-in') { if (id('call').classList.contains('waits')) goIn(); return; }
  if (!room) return;
  if (DOES[what]) DOES[what](button);
  else if (room.media[what]) { off(what); draw(); } else on(what);
});
document.addEventListener('change', (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!room) return;
  if (field.name === 'cap') cap(/** @type {any} */ (field.value));
  if (field.id === 'types') send({ t: 'types', on: field.checked });
});
// A browser that lets nothing be heard before something was pressed: whatever she presses first will do.
for (const press of ['pointerup', 'keyup']) addEventListener(press, () => { if (room && !id('hear').hidden) DOES.hear(id('hear')); });
addEventListener('keydown', (event) => {
  if (!id('call')) return;
  if (event.key === 'Escape') { event.preventDefault(); panic(); }
  if (event.key === 'Enter' && event.target === id('words') && !event.shiftKey && !event.isComposing) { event.preventDefault(); write(); }
});

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.id === 'call-leave' || form.id === 'exit') { endAll(); return; }
  if (!room) return;
  if (form.id === 'say') { event.preventDefault(); write(); return; }
  if (form.closest('#line')) { event.preventDefault(); report(form); return; }
  if (!form.closest('[data-stays]')) return;
  // What is done beside the room does not end it: the page stays, and only the part beside it is drawn again.
  event.preventDefault();
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => fields.append(name, String(value)));
  const button = /** @type {HTMLButtonElement} */ (event.submitter || document.activeElement);
  if (button && button.name) fields.append(button.name, button.value);
  const xhr = new XMLHttpRequest();
  xhr.open('POST', (button && button.getAttribute('formaction')) || form.getAttribute('action'));
  xhr.responseType = 'document';
  xhr.setRequestHeader('X-Visit', '1');
  xhr.onload = () => {
    const [now, next] = [id('meeting-part'), xhr.response && xhr.response.getElementById('meeting-part')];
    if (now && next) now.replaceWith(document.adoptNode(next));
  };
  xhr.onerror = () => say(words('cut'));
  xhr.send(fields);
});

document.addEventListener('visit', enter);
addEventListener('pagehide', endAll);
document.addEventListener('leaving', endAll);
addEventListener('offline', () => network(false));
addEventListener('online', () => network(true));
enter();
