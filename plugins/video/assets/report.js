// One line of what was written, for staff to look at: its own page, shown within the room, so that nobody has to leave the meeting for it.
import { chip, id, make, room, say, words } from './call.js';
import { lane } from './words.js';

function ask(how, address, fields, done) {
  const [mine, xhr] = [room, new XMLHttpRequest()];
  xhr.open(how, address);
  xhr.setRequestHeader('X-Visit', '1');
  if (fields) xhr.setRequestHeader('Accept', 'application/json');
  xhr.responseType = fields ? 'json' : 'document';
  xhr.onload = () => { if (mine && room === mine) done(xhr); };
  xhr.onerror = () => { if (mine && room === mine) say(words('cut')); };
  xhr.send(fields);
}
/** The lane makes room for it, and is there again when it closes. */
export function openLine(i) {
  ask('GET', id('call').dataset.base + '/e/' + i, null, (xhr) => {
    const part = xhr.response && xhr.response.getElementById('one-line');
    if (!part) { say(words('cut')); return; }
    const box = id('line');
    lane(false);
    box.replaceChildren(document.adoptNode(part));
    // What leads back to the room on a page of its own only closes it here.
    box.querySelectorAll('a').forEach((it) => it.remove());
    (box.querySelector('.actions') || box).append(chip(words('close'), '', () => { closeLine(); lane(true); }));
    box.hidden = false;
    box.scrollTop = 0;
    box.focus({ preventScroll: true });
  });
}
export function closeLine() {
  id('line').hidden = true;
  id('line').replaceChildren();
}
/** @param {HTMLFormElement} form */
export function report(form) {
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => fields.append(name, String(value)));
  ask('POST', form.getAttribute('action'), fields, (xhr) => {
    if (xhr.status < 300) { closeLine(); lane(true); say(words('reported')); return; }
    const wrong = form.querySelector('.error') || form.insertBefore(make('p', 'error'), form.firstChild);
    wrong.setAttribute('role', 'alert');
    wrong.textContent = (xhr.response && xhr.response.words) || words('cut');
    id('line').scrollTop = 0;
  });
}
