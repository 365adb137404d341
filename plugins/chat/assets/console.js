// A facilitator's console beside the room: what waits comes and goes by itself, and one key lets the first of it through.
// chat.js has the line and tells what came over it; without either, each is an ordinary form.

let tools = null;
const list = () => document.getElementById('waits');
const of = (i) => (list() ? list().querySelector('[data-i="' + CSS.escape(i) + '"]') : null);

function release(i) {
  if (tools) tools.post(tools.base() + '/e/' + i + '/staff', { act: 'release' }, (said) => { if (said.words) tools.say(said.words); });
}

function add(it) {
  if (!list() || of(it.i)) return;
  const item = tools.make('li', 'line');
  item.dataset.i = it.i;
  const head = tools.make('p', 'who');
  head.append(tools.make('b', '', it.name));
  const whys = list().dataset;
  const why = it.why.map((code) => whys[code.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] || '').join(' ');
  const button = tools.make('button', 'button second', tools.words('release'));
  button.setAttribute('type', 'button');
  button.addEventListener('click', () => release(it.i));
  const more = tools.make('a', '', tools.words('more'));
  more.setAttribute('href', tools.base() + '/e/' + it.i);
  const acts = tools.make('p', 'actions');
  acts.append(button, ' ', more);
  item.append(head, tools.make('p', 'said', it.b), tools.make('p', 'small quiet', why), acts);
  list().append(item);
}

document.addEventListener('room-frame', (event) => {
  tools = /** @type {CustomEvent} */ (event).detail;
  const it = tools.frame;
  if (it.t === 'waits') add(it);
  if (it.t === 'done' && of(it.i)) of(it.i).remove();
  const nothing = document.getElementById('nothing-waits');
  if (nothing && list()) nothing.hidden = list().children.length > 0;
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!tools || !(form instanceof HTMLFormElement) || !form.closest('#waits')) return;
  event.preventDefault();
  release(/** @type {HTMLElement} */ (form.closest('li')).dataset.i);
});

addEventListener('keydown', (event) => {
  const at = event.target;
  const first = list() && /** @type {HTMLElement} */ (list().firstElementChild);
  if (!first || event.key !== 'r' || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (at instanceof HTMLElement && at.matches('input, textarea, select')) return;
  event.preventDefault();
  release(first.dataset.i);
});

// It may have come after the room: asks for what it needs.
document.dispatchEvent(new Event('room-console'));
