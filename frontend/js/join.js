// Two small things for people who come in. Loaded before visit.js, which takes the fragment out of the address.
// 1. The secret of an invitation stands in the fragment, which browsers never send. It is put into the form; nothing happens
//    until she presses the button.
// 2. The proof of work of an application: counts in the background while she writes.

const found = /#i=([A-Za-z0-9_-]{27})$/.exec(location.hash);
let secret = found ? found[1] : '';
if (secret) history.replaceState(null, '', location.pathname + location.search);

/** Puts the secret into the form for codes, if this page has it. */
function fill() {
  const field = /** @type {HTMLInputElement} */ (document.getElementById('code'));
  if (!secret || !field) return false;
  field.value = secret;
  secret = '';
  document.getElementById('code-field').hidden = true;
  document.getElementById('code-read').hidden = false;
  return true;
}

/** Another page was shown at this address: goes to the one with the form, by an ordinary link, so that no history is added. */
function bring() {
  if (!secret || fill()) return;
  const link = document.createElement('a');
  link.href = '/come';
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

async function work(form) {
  const question = form.dataset.work;
  const bits = Number(form.dataset.bits);
  const answer = form.elements.namedItem('w');
  if (!crypto.subtle || !answer) return;
  const encoder = new TextEncoder();
  for (let count = 0; form.isConnected && count < 1 << 22; count++) {
    const hash = new Uint32Array(await crypto.subtle.digest('SHA-256', encoder.encode(question + ':' + count)));
    const first = new DataView(hash.buffer).getUint32(0);
    if (Math.clz32(first) >= bits) { answer.value = String(count); return; }
  }
}

function look() {
  fill();
  const form = document.querySelector('form[data-work]');
  if (form) work(form);
}

look();
addEventListener('load', bring);
document.addEventListener('visit', look);
