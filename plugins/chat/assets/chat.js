// A room: lines come and go by themselves. Over a WebSocket; where none gets through, over a stream of events; where that does
// not either, by asking again and again. Without this file the same page is a list and a form. Nothing is kept in the browser:
// what was not sent yet stands in the box, and what is on its way stands in the log.

/** @typedef {{life: string, n: number, me: number, names: Map<number, any>, wait: number, failed: number, way: number, ear: any, later: number, away: boolean, state: any, beside: string}} Room */

/** @type {Room | null} */
let room = null;
const WAYS = ['socket', 'events', 'poll'];
const id = (name) => document.getElementById(name);
const words = (name) => { const log = id('log'); return (log && log.dataset[name]) || ''; };
const base = () => { const log = id('log'); return log ? log.dataset.base : ''; };

function enter() {
  const log = id('log');
  if (room && room.ear) hush();
  room = null;
  if (!log || !log.dataset.base) return;
  room = { life: log.dataset.life, n: Number(log.dataset.n), me: 0, names: new Map(), wait: 500, failed: 0, way: 'WebSocket' in window ? 0 : 1, ear: null, later: 0, away: false, state: {}, beside: '' };
  document.querySelectorAll('.no-script').forEach((it) => it.toggleAttribute('hidden', true));
  document.querySelectorAll('.with-script').forEach((it) => it.removeAttribute('hidden'));
  log.scrollTop = log.scrollHeight;
  tell({ t: 'open' });
  listen();
}
function hush() {
  if (!room) return;
  clearTimeout(room.later);
  const ear = room.ear;
  room.ear = null;
  if (ear && ear.abort) ear.abort();
  else if (ear) ear.close();
}
const after = () => '?life=' + encodeURIComponent(room.life) + '&n=' + room.n + '&beside=' + room.beside;

function listen() {
  if (!room || room.ear || room.away) return;
  if (WAYS[room.way] === 'socket') socket();
  else if (WAYS[room.way] === 'events' && 'EventSource' in window) events();
  else poll();
}

function socket() {
  const mine = room;
  const ear = mine.ear = new WebSocket(location.origin.replace(/^http/, 'ws') + base() + '/live' + after());
  let opened = false;
  ear.onopen = () => { opened = true; };
  ear.onmessage = (event) => { if (room === mine && mine.ear === ear) take(JSON.parse(event.data)); };
  ear.onclose = (event) => {
    if (room !== mine || mine.ear !== ear) return;
    mine.ear = null;
    mine.failed = opened ? 0 : mine.failed + 1;
    if (mine.failed >= 2) mine.way = 1;
    ended(event.code);
  };
}
function events() {
  const mine = room;
  const ear = mine.ear = new EventSource(base() + '/live' + after());
  let opened = false;
  ear.onopen = () => { opened = true; };
  ear.onmessage = (event) => { if (room === mine && mine.ear === ear) take(JSON.parse(event.data)); };
  ear.onerror = () => {
    if (room !== mine || mine.ear !== ear) return;
    ear.close(); // its own way back would ask from where it began
    mine.ear = null;
    if (!opened) mine.way = 2;
    ended(1006);
  };
}
function poll() {
  const mine = room;
  const ear = mine.ear = new XMLHttpRequest();
  ear.open('GET', base() + '/poll/live' + after());
  ear.onload = () => {
    if (room !== mine || mine.ear !== ear) return;
    mine.ear = null;
    if (ear.status !== 200) { ended(ear.status < 500 ? 4001 : 1006); return; }
    ear.responseText.split('\n').filter(Boolean).forEach((it) => take(JSON.parse(it)));
    if (room === mine && !mine.ear) listen();
  };
  ear.onerror = () => { if (room === mine && mine.ear === ear) { mine.ear = null; ended(1006); } };
  ear.send();
}

/** The line ended: comes back by itself, or says why it does not. */
function ended(code) {
  if (!room) return;
  if (code === 4001 || code === 4002) { say(words('over')); room.later = setTimeout(check, 300); return; }
  if ([1002, 1003, 1007, 1008, 1009].includes(code)) { say(words('wrong')); giveBack(); room.wait = 60000; }
  else if (code === 4003) { say(words('many')); giveBack(); room.wait = 60000; }
  else say(words('cut'));
  clearTimeout(room.later);
  room.later = setTimeout(listen, room.wait * (0.75 + Math.random() / 2));
  room.wait = Math.min(room.wait * 2, 30000);
}
/** May she still be here? A request that moves nobody tells; if not, the one address shows where she is now. */
function check() {
  const mine = room;
  const xhr = new XMLHttpRequest();
  xhr.open('GET', base() + '/poll/live');
  xhr.setRequestHeader('Accept', 'application/json'); // refused, and not led to another page
  xhr.setRequestHeader('X-Visit', '1');
  xhr.setRequestHeader('X-Quiet', '1');
  xhr.onload = () => { if (room !== mine) return; if (xhr.status === 200) { room.later = setTimeout(listen, 1000); } else location.reload(); };
  xhr.onerror = () => { if (room === mine) room.later = setTimeout(listen, 5000); };
  xhr.send();
}
function say(text) {
  const news = id('room-news');
  if (!news) return;
  news.textContent = text;
  news.hidden = !text;
}
function take(frame) {
  if (frame.n && typeof frame.n === 'number' && frame.t === 'said') {
    if (frame.n <= room.n) return;
    room.n = frame.n;
  }
  if (frame.i) frame.i = frame.i.replace(/-/g, ''); // as the page writes it
  const what = TAKES[frame.t];
  if (what) what(frame);
}

/** @type {Record<string, (frame: any) => void>} */
const TAKES = {
  hello(it) {
    room.wait = 500;
    room.me = it.me;
    room.life = it.life;
    say('');
    if (it.fresh) { room.n = 0; document.querySelectorAll('#lines > li[data-n]').forEach((line) => line.remove()); }
    state(it.state);
    // What was on its way when the line was cut: said again under the same id, it stands there once.
    document.querySelectorAll('#lines > li[data-c]').forEach((line) => send(/** @type {HTMLElement} */ (line).dataset.c, line.querySelector('.said').textContent));
  },
  state(it) { state(it.state); },
  who(it) { room.names.set(it.a, it); },
  said(it) {
    const c = it.a === room.me && it.c;
    drop(c ? '[data-c="' + CSS.escape(c) + '"]' : '');
    if (it.i) drop('[data-i="' + CSS.escape(it.i) + '"]');
    place(line(it));
  },
  sent(it) { drop('[data-c="' + CSS.escape(it.c) + '"]'); },
  gone(it) { it.n.forEach((n) => drop('[data-n="' + Number(n) + '"]')); },
  held(it) {
    const mine = /** @type {HTMLElement} */ (document.querySelector('#lines > [data-c="' + CSS.escape(it.c) + '"]'));
    if (!mine) return;
    mine.removeAttribute('data-c');
    mine.dataset.i = it.i;
    mine.classList.add('held');
    mine.querySelector('.small').textContent = words('held');
  },
  no(it) { back(it.c); say(it.words); },
  line(it) { aside(it); },
  beside(it) { room.beside = it.mark; },
  waits(it) { tell(it); },
  done(it) { drop('[data-i="' + CSS.escape(it.i) + '"]'); tell(it); },
  end(it) { if (WAYS[room.way] !== 'socket') { hush(); ended(it.code); } },
  react(it) { reacted(it); },
  typing(it) { typing(it.a); },
};

function state(it) {
  room.state = it;
  const stopped = id('stopped');
  stopped.hidden = !it.stopped;
  stopped.firstElementChild.textContent = it.stopped || '';
  document.querySelectorAll('.react').forEach((bar) => bar.toggleAttribute('hidden', !it.react));
  for (const name of ['stage', 'prompt', 'turn']) {
    const part = id(name);
    if (!part) continue;
    part.textContent = it[name] || '';
    part.hidden = !it[name];
  }
}
function drop(which) {
  if (which) document.querySelectorAll('#lines > li' + which).forEach((it) => it.remove());
}
function make(name, kind, text) {
  const it = document.createElement(name);
  if (kind) it.className = kind;
  if (text !== undefined) it.textContent = text;
  return it;
}

/** Who wrote, as the page shows her. */
function header(who, isMine) {
  const head = make('p', 'who');
  if (!who.staff) {
    const drawn = /** @type {HTMLTemplateElement} */ (id('shapes')).content.children[who.shape % 6].cloneNode(true);
    /** @type {Element} */ (drawn).setAttribute('class', 'shape c' + (Math.floor(who.shape / 6) % 6 + 1));
    head.append(drawn, ' ');
  }
  const name = make('b', '', who.name || words('someone'));
  if (isMine) name.append(' ', make('span', 'quiet', words('you')));
  head.append(name);
  if (who.staff) head.append(' ', make('span', 'role', words('staff')));
  return head;
}
function line(it) {
  const who = room.names.get(it.a) || { name: '', shape: 0 };
  const item = make('li', 'line' + (it.a === room.me ? ' mine' : '') + (who.staff ? ' from-staff' : ''));
  item.dataset.n = it.n;
  const head = header(who, it.a === room.me);
  const more = make('a', 'more', words('more'));
  more.setAttribute('href', base() + '/n/' + room.life + '/' + it.n);
  more.append(make('span', 'for-reader', ' ' + (who.name || '')));
  head.append(more);
  item.append(head);
  if (it.lane) {
    id('show-lanes').hidden = false;
    item.dataset.lane = '';
    const lane = make('p', 'lane');
    lane.lang = it.lane.lang;
    lane.append(make('span', 'tag', words('lane')), ' ', it.b);
    item.append(lane);
    const of = document.querySelector('#lines > [data-n="' + Number(it.lane.n) + '"]');
    if (of) of.append(lane.cloneNode(true));
  } else item.append(make('p', 'said', it.b));
  if (it.card) item.append(card(it.card));
  if (it.a !== room.me) item.append(reactions(it.n));
  return item;
}
function card(it) {
  const french = document.documentElement.lang === 'fr';
  const box = make('div', 'card');
  box.append(make('b', '', french ? it.title_fr : it.title_en), ' ', french ? it.words_fr : it.words_en);
  if (it.phone) { const call = make('a', '', it.phone); call.setAttribute('href', 'tel:' + it.phone.replace(/[^+\d]/g, '')); box.append(' ', call); }
  if (it.link) box.append(' ', make('span', 'small', it.link));
  return box;
}
function reactions(n) {
  const bar = make('p', 'react');
  bar.hidden = !room.state.react;
  for (const k of [0, 1, 2]) {
    const sign = make('button', 'chip', words('react' + k));
    sign.setAttribute('type', 'button');
    sign.addEventListener('click', () => { if (room.ear && room.ear.send) room.ear.send(JSON.stringify({ t: 'react', n, k })); });
    bar.append(sign);
  }
  return bar;
}
function reacted(it) {
  const bar = document.querySelector('#lines > [data-n="' + Number(it.n) + '"] .react');
  if (bar && bar.children[it.k]) bar.children[it.k].textContent = words('react' + it.k) + (it.count ? ' ' + it.count : '');
}
let typingUntil = 0;
function typing(a) {
  const who = room.names.get(a);
  const news = id('typing');
  if (!who || !news || !room.state.typing) return;
  news.textContent = words('typing').replace('@', who.name);
  clearTimeout(typingUntil);
  typingUntil = setTimeout(() => { news.textContent = ''; }, 4000);
}

/** At the end of the log; what she reads further up stays where it is. */
function place(item) {
  const log = id('log');
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  const waiting = document.querySelector('#lines > li:not([data-n])');
  id('lines').insertBefore(item, waiting);
  const empty = id('empty');
  if (empty) empty.remove();
  while (id('lines').children.length > 300) id('lines').firstElementChild.remove();
  if (atEnd) log.scrollTop = log.scrollHeight;
}

function send(c, b) {
  if (room.ear && room.ear.send && room.ear.readyState === 1) { room.ear.send(JSON.stringify({ t: 'say', c, b })); return; }
  if (WAYS[room.way] === 'socket') return; // it goes when the line is back
  post(base(), { words: b, id: c }, (said) => {
    // The line is bad: it goes again, under the same id, as long as it stands there.
    if (said.cut) { setTimeout(() => { if (room && document.querySelector('#lines > [data-c="' + CSS.escape(c) + '"]')) send(c, b); }, 3000); return; }
    if (said.held) TAKES.held({ c, i: said.i });
    else if (said.words) { back(c); say(said.words); }
  });
}

/** A form of this page, without leaving it. */
function post(address, fields, then) {
  const token = /** @type {HTMLInputElement} */ (document.querySelector('#say input[name=t]')).value;
  const xhr = new XMLHttpRequest();
  xhr.open('POST', address);
  xhr.setRequestHeader('Accept', 'application/json');
  xhr.setRequestHeader('X-Visit', '1');
  xhr.onload = () => {
    let said = {};
    try { said = JSON.parse(xhr.responseText || '{}'); } catch (_) { said = { words: words('failed') }; }
    if (xhr.status >= 400 && !said.words) said.words = words('failed');
    then(said);
  };
  xhr.onerror = () => then({ words: words('failed'), cut: true });
  xhr.send(new URLSearchParams(Object.assign({ t: token }, fields)));
}

/** Not taken: back into the box, before whatever stands there by now. */
function back(c) {
  const mine = document.querySelector('#lines > [data-c="' + CSS.escape(c) + '"]');
  if (!mine) return;
  const box = /** @type {HTMLTextAreaElement} */ (id('words'));
  const text = mine.querySelector('.said').textContent;
  box.value = box.value ? text + '\n' + box.value : text;
  mine.remove();
}
function giveBack() {
  document.querySelectorAll('#lines > li[data-c]').forEach((it) => back(/** @type {HTMLElement} */ (it).dataset.c));
}
function speak(text) {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  const c = Array.from(bytes, (it) => it.toString(36)).join('');
  const item = make('li', 'line mine');
  item.dataset.c = c;
  item.append(make('p', 'said', text), make('p', 'small quiet', words('sending')));
  id('lines').append(item);
  const empty = id('empty');
  if (empty) empty.remove();
  const log = id('log');
  log.scrollTop = log.scrollHeight;
  const box = /** @type {HTMLTextAreaElement} */ (id('words'));
  box.value = '';
  box.focus();
  send(c, text);
}

/** This may show who or where she is: asked about before it is sent, where it could be so at all. */
function ask(text) {
  if (!('asks' in id('log').dataset) || !/[0-9@]|[^][A-ZÀ-Ý]| (?:at|arobase) /.test(text)) { speak(text); return; }
  post(base() + '/look', { words: text }, (found) => {
    if (!found.found || !found.found.length) { speak(text); return; }
    const list = id('found');
    while (list.firstChild) list.firstChild.remove();
    for (const it of found.found) {
      const item = make('li');
      item.append(it.kind + words('colon') + ' ', make('q', '', it.words));
      list.append(item);
    }
    id('nudge').hidden = false;
    id('nudge').focus();
    id('send-out').onclick = () => { id('nudge').hidden = true; speak(found.without); };
    id('send-as-is').onclick = () => { id('nudge').hidden = true; speak(text); };
  });
}
function aside(it) {
  const list = id(it.back ? 'back' : 'asides');
  if (!list || list.querySelector('[data-i="' + CSS.escape(it.i) + '"]')) return;
  const item = make('li', 'line');
  item.dataset.i = it.i;
  const head = make('p', 'who');
  head.append(make('b', '', it.name));
  if (it.staff) head.append(' ', make('span', 'role', words('staff')));
  item.append(head, make('p', 'said', it.b));
  list.append(item);
  const panel = /** @type {HTMLDetailsElement} */ (list.closest('details.aside'));
  if (panel && it.staff && !it.back) panel.open = true;
}

/** What is for the console: its own script has it, where there is one. */
const tell = (frame) => document.dispatchEvent(new CustomEvent('room-frame', { detail: { frame, post, make, say, words, base } }));

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !room) return;
  const name = form.getAttribute('id'); // not form.id: a field of that name stands in its place
  if (name === 'say') {
    const box = /** @type {HTMLTextAreaElement} */ (id('words'));
    event.preventDefault();
    if (box.value.trim()) ask(box.value.trim());
  } else if (name === 'to-staff-form') {
    const box = form.querySelector('textarea');
    event.preventDefault();
    if (!box.value.trim()) return;
    post(base(), { to_staff: box.value }, (said) => { if (said.words) say(said.words); else { box.value = ''; say(words('told')); } });
  }
});
addEventListener('keydown', (event) => {
  if (!room || !id('log') || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (event.key === 'Escape') { document.dispatchEvent(new Event('cover')); return; }
  if (event.key === 'Enter' && !event.shiftKey && at === id('words') && !event.isComposing) {
    event.preventDefault();
    /** @type {HTMLElement} */ (document.querySelector('#say .button')).click();
    return;
  }
});
let typed = 0;
document.addEventListener('input', (event) => {
  if (!room || event.target !== id('words') || !room.state.typing || Date.now() - typed < 3000 || !room.ear || !room.ear.send) return;
  typed = Date.now();
  room.ear.send('{"t":"typing"}');
});
document.addEventListener('click', (event) => {
  const on = event.target instanceof Element ? event.target.closest('[data-do]') : null;
  if (!on || !room) return;
  const what = /** @type {HTMLElement} */ (on).dataset.do;
  if (what === 'lanes') {
    const hides = id('lines').classList.toggle('no-lanes');
    on.setAttribute('aria-pressed', String(!hides));
  }
  if (what === 'hide') document.dispatchEvent(new Event('cover'));
  if (what === 'away') {
    room.away = !room.away;
    on.setAttribute('aria-pressed', String(room.away));
    on.textContent = words(room.away ? 'return' : 'away');
    say(room.away ? words('stepped') : '');
    // Those who look after the meeting see that she is away, and nobody else.
    if (id('log').dataset.meeting) post(id('log').dataset.meeting + '/tell', { away: room.away ? 'yes' : 'no' }, () => {});
    if (room.away) hush();
    else listen();
  }
});

document.addEventListener('room-console', () => { if (room) tell({ t: 'open' }); });
document.addEventListener('visit', enter);
enter();
