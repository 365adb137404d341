// A page that waits: before a meeting, at its door, or beside it. When something is different for whoever waits, the page is
// asked for again by an ordinary link, so that the server says where she is now. What is being written is never taken away.

const LATER = 10000;
const WAIT = 20000;
let ear = null;
let soon = 0;
let renewing = false;
let changed = false; // since the renewal that is on its way was asked for

function listen() {
  const part = /** @type {HTMLElement} */ (document.querySelector('main [data-door]'));
  if (ear) { ear.close(); ear = null; }
  clearTimeout(soon);
  if (!part) return;
  if (!('EventSource' in window)) { soon = setTimeout(look, LATER); return; }
  ear = new EventSource(part.dataset.door);
  ear.onmessage = () => { clearTimeout(soon); soon = setTimeout(look, 200); };
  // The stream has ended, or the line is bad: an ordinary request tells which.
  ear.onerror = () => { clearTimeout(soon); soon = setTimeout(ear && ear.readyState === 2 ? afresh : look, LATER); };
}

function look() {
  const part = /** @type {HTMLElement} */ (document.querySelector('main [data-door]'));
  if (!part) return;
  const at = document.activeElement;
  const within = part.dataset.part ? part : document.getElementById('main');
  if (at && at.matches('input, textarea, select') && within.contains(at)) { soon = setTimeout(look, 3000); return; }
  if (part.dataset.part) { renew(part); return; }
  const link = document.createElement('a');
  link.href = part.dataset.here;
  link.dataset.again = '';
  link.hidden = true;
  part.append(link);
  link.click();
  link.remove();
  // Something that she presses goes first; then, or on a bad line, it looks again. The page that comes ends this wait.
  soon = setTimeout(look, LATER);
}

/** Shut for whoever waits here: the one address shows where she is now. */
function afresh() {
  const at = document.activeElement;
  if (at && at.matches('input, textarea, select')) { soon = setTimeout(afresh, 3000); return; }
  location.reload();
}

/** Beside a room only its own part is renewed: the room goes on. */
function renew(part) {
  // One at a time: two answers could come in the wrong order, and the first would take away what the second was for.
  if (renewing) { changed = true; return; }
  renewing = true;
  changed = false;
  const xhr = new XMLHttpRequest();
  xhr.open('GET', part.dataset.here);
  xhr.responseType = 'document';
  xhr.setRequestHeader('X-Visit', '1');
  xhr.setRequestHeader('X-Quiet', '1');
  xhr.onload = () => {
    renewing = false;
    put(part, xhr);
    if (changed) look();
  };
  xhr.timeout = WAIT;
  xhr.onerror = xhr.ontimeout = () => { renewing = false; clearTimeout(soon); soon = setTimeout(look, LATER); };
  xhr.send();
}

/** What came takes the place of what stands there. */
function put(part, xhr) {
  const next = xhr.status === 200 && xhr.response && xhr.response.getElementById(part.dataset.part);
  if (!part.isConnected) return;
  if (!next) { location.reload(); return; }
  if (part.querySelector(':active')) { clearTimeout(soon); soon = setTimeout(look, 500); return; } // never from under a finger
  // What staff opened stays open.
  const open = Array.from(part.querySelectorAll('details'), (it) => it.open);
  next.querySelectorAll('details').forEach((it, at) => { it.open = Boolean(open[at]); });
  part.replaceWith(document.adoptNode(next));
}

/** One key for what a facilitator does most. Never while somebody writes. */
addEventListener('keydown', (event) => {
  const on = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || (on instanceof Element && on.matches('input, textarea, select'))) return;
  const button = [.../** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('main [data-key]'))].find((it) => it.dataset.key === event.key.toLowerCase());
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});

document.addEventListener('visit', listen);
listen();
