// A page that says where to listen (data-live) renews its part quietly when something changes. What is heard is an id; the
// words come by an ordinary request. Nothing is renewed under a reader's hands: then one line says that there is more.

const AWAKE = 10 * 60 * 1000; // longer without a hand on the page, and it stops: an open page must not keep a sign-in alive
let ear = null;
let soon = 0;
let touched = Date.now();

function listen() {
  const part = document.getElementById('live');
  if (ear && (!part || ear.url !== new URL(part.dataset.live, location.href).href)) { ear.close(); ear = null; }
  if (!part || ear || !('EventSource' in window)) return;
  ear = new EventSource(part.dataset.live);
  ear.onmessage = () => { clearTimeout(soon); soon = setTimeout(renew, 400); };
  ear.onerror = () => { if (Date.now() - touched > AWAKE || (ear && ear.readyState === 2)) { ear.close(); ear = null; } };
}

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
    const next = xhr.status === 200 && xhr.response && xhr.response.getElementById('live');
    const now = document.getElementById('live');
    if (!next || !now || now.dataset.here !== here || next.textContent === now.textContent) return;
    if (now.contains(document.activeElement) || now.querySelector('details[open]')) {
      const news = document.getElementById('live-news');
      if (news) { news.textContent = news.dataset.words; news.hidden = false; }
      return;
    }
    now.replaceWith(document.adoptNode(next));
  };
  xhr.send();
}

const wake = () => { touched = Date.now(); if (!ear) listen(); };
for (const it of ['pointerdown', 'keydown', 'scroll']) addEventListener(it, wake, { passive: true, capture: true });
document.addEventListener('visit', listen);
listen();
