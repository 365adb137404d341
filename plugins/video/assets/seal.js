// The code of a meeting, and what is sealed by it. People type it into the page; it is drawn on a device, told by voice or on paper, and
// stands in no request: neither it nor a key ever reaches the house. It is kept nowhere: whoever loads the page again types it again.

/** Letters and digits that are read out and typed without a mistake: no i, l, o and u. Each is worth 5 bits. */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';
/** 55 bits of chance, and a sign that shows a slip of the finger. */
const DRAWN = 11;

/** Odd weights: no single wrong sign goes unnoticed. */
const check = (signs) => SIGNS[signs.reduce((sum, it, at) => sum + SIGNS.indexOf(it) * (2 * at + 1), 0) % SIGNS.length];
const shown = (code) => code.replace(/(....)(?=.)/g, '$1 ');
export function draw() {
  const signs = Array.from(crypto.getRandomValues(new Uint8Array(DRAWN)), (it) => SIGNS[it % SIGNS.length]);
  return signs.join('') + check(signs);
}
/** What somebody typed, as it is meant; none where it is no code. */
export function read(typed) {
  const code = typed.toLowerCase().replace(/[^a-z0-9]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  const signs = Array.from(code);
  const isOne = signs.length === DRAWN + 1 && signs.every((it) => SIGNS.includes(it));
  return isOne && check(signs.slice(0, DRAWN)) === signs[DRAWN] ? code : '';
}

/** A document makes such a policy once. It lets this one script be started. */
let policy = null;
function worker(address) {
  const trusted = /** @type {any} */ (window).trustedTypes;
  if (!trusted) return new Worker(address);
  policy = policy || trusted.createPolicy('seal', { createScriptURL: (it) => { if (it !== address) throw new TypeError(it); return it; } });
  return new Worker(policy.createScriptURL(address));
}

/**
 * Begins to seal, for one stay in the room.
 * @param {{send: (what: object) => void, words: (name: string) => string}} room
 */
export function begin({ send, words }) {
  const box = /** @type {HTMLDetailsElement} */ (document.getElementById('seal'));
  const mode = box.dataset.mode;
  const news = document.getElementById('seal-news');
  const field = /** @type {HTMLInputElement} */ (document.getElementById('seal-code'));
  const transforms = /** @type {any} */ (window).RTCRtpScriptTransform;
  const isAble = Boolean(transforms && crypto.subtle);
  const beside = isAble ? worker(box.dataset.worker) : null;
  /** @type {any} */
  let stands = null;
  let hasTyped = false;
  let isSlip = false;
  const say = (it) => { if (news.textContent !== it) news.textContent = it; };
  const tell = () => {
    if (!isAble) return say(words('seal-old'));
    if (isSlip) return say(words('seal-typo'));
    if (!hasTyped) return say(words(mode === 'required' ? 'seal-first' : 'seal-off'));
    if (!stands || !stands.isSealed) return say(words('seal-wait'));
    const many = (name, them) => (them.length ? ' ' + words(name).replace('@', String(them.length)) : '');
    say(words('seal-on') + many('seal-without', stands.none) + many('seal-other', stands.other));
  };
  const take = () => {
    const code = read(field.value);
    isSlip = !code;
    if (isSlip) { tell(); return; }
    field.value = '';
    hasTyped = true;
    // Folded: the room is hers now, and one line says how it stands.
    box.open = false;
    news.focus({ preventScroll: true });
    beside.postMessage({ code });
    tell();
  };
  const press = (event) => {
    const button = /** @type {Element} */ (event.target).closest('[data-seal]');
    if (!button) return;
    if (/** @type {HTMLElement} */ (button).dataset.seal === 'take') take();
    else { field.value = shown(draw()); field.focus(); }
  };
  const type = (event) => { if (event.key === 'Enter') { event.preventDefault(); take(); } };
  box.querySelectorAll('input, button').forEach((it) => it.toggleAttribute('disabled', !isAble));
  box.addEventListener('click', press);
  field.addEventListener('keydown', type);
  if (beside) {
    beside.onmessage = ({ data }) => {
      if (data.send) send(data.send);
      if (data.stands) { stands = data.stands; tell(); }
    };
    beside.postMessage({ mode, group: box.dataset.group });
  }
  tell();
  return {
    /** Everything that the house says. */
    heard(frame) { if (beside) beside.postMessage({ frame }); },
    /** Why nothing of hers can be switched on yet; empty where it can. */
    stops() {
      if (!isAble) return mode === 'required' ? words('seal-old') : '';
      return mode === 'required' && !hasTyped ? words('seal-first') : '';
    },
    /** What leaves by this sender is sealed. `of`: `voice` or `camera`. */
    sealSender(sender, of) { if (beside) sender.transform = new transforms(beside, { of }); },
    /** What comes in this place is opened. */
    openReceiver(receiver, of, slot) { if (beside) receiver.transform = new transforms(beside, { of, slot }); },
    /** The keys are gone. */
    end() {
      box.removeEventListener('click', press);
      field.removeEventListener('keydown', type);
      if (beside) beside.terminate();
    },
  };
}
