// A page that says where to listen (data-live) renews its part quietly when something changes. What is heard is an id; the
// words come by an ordinary request. Nothing is renewed under a reader's hands: then one line says that there is more.

const AWAKE = 10 * 60 * 1000; // longer without a hand on the page, and it stops: an open page must not keep a sign-in alive
let ear = null;
let soon = 0;
let touched = Date.now();

function listen() {
  const part = document.getElementById('live');
  if (ear && (!part || ear.url !== new URL(part.dataset.live, location.href).href)) hush();
  if (!part || ear || !('EventSource' in window)) return;
  let wasOpen = false;
  let isLate = false;
  ear = new EventSource(part.dataset.live);
  ear.onopen = () => { wasOpen = true; if (isLate) later(0); isLate = false; };
  ear.onmessage = () => later(400);
  ear.onerror = () => {
    isLate = true; // what is said meanwhile is asked for when the connection is back, which the browser tries by itself
    const isShut = ear && ear.readyState === 2;
    if (isShut || Date.now() - touched > AWAKE) hush();
    // The stream ends when she may no longer read: whether it is that, or a bad line, an ordinary request tells.
    if (wasOpen || isShut) later(isShut ? 5000 : 300);
    wasOpen = false;
  };
}

function hush() { if (ear) ear.close(); ear = null; }
function later(time) { clearTimeout(soon); soon = setTimeout(renew, time); }

/** What the server says to who may not read this, now or any longer. */
const SHUT = [401, 403, 404, 410];

function renew() {
  const part = document.getElementById('live');
  if (!part || Date.now() - touched > AWAKE) return;
  const here = part.dataset.here;
  const xhr = new XMLHttpRequest();
  xhr.open('GET', here);
  xhr.responseType = 'document';
  xhr.setRequestHeader('X-Visit', '1');
  xhr.setRequestHeader('X-Quiet', '1');
  xhr.onload = () => {
    const now = document.getElementById('live');
    if (!now || now.dataset.here !== here) return;
    // The words leave her screen: the one address shows what is hers to see now.
    if (SHUT.includes(xhr.status)) { hush(); location.reload(); return; }
    if (!ear) listen();
    const next = xhr.status === 200 && xhr.response && xhr.response.getElementById('live');
    if (!next || next.textContent === now.textContent) return;
    if (now.contains(document.activeElement) || now.querySelector('details[open]')) {
      const news = document.getElementById('live-news');
      if (news) { news.textContent = news.dataset.words; news.hidden = false; }
      return;
    }
    now.replaceWith(document.adoptNode(next));
  };
  xhr.onerror = () => { if (!ear) later(5000); }; // the line is still bad
  xhr.send();
}

const wake = () => { touched = Date.now(); if (!ear) listen(); };
for (const it of ['pointerdown', 'keydown', 'scroll']) addEventListener(it, wake, { passive: true, capture: true });
document.addEventListener('visit', listen);
listen();
