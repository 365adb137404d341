// Seals sound and picture before they leave this device, and opens those of others: frame by frame, in the layout of SFrame (RFC 9605).
// All keys live here, in memory, and end with this script. It runs beside the page, asks nobody for anything, and says over the room's
// line only what others need: by which key it is handed things, and boxes that one other page opens.

/** AES-256-GCM with SHA-512 and a tag of 16 bytes (RFC 9605, 8.1). */
const SUITE = 5;
const KEY = 32;
const SALT = 12;
/** What a hash gives, and so how long a key is that others are derived from (RFC 9605, 5.1). */
const BASE = 64;
/** A code has 55 bits; deriving from it costs a guess this many rounds more (OWASP's figure for PBKDF2 with SHA-256, 2023). */
const ROUNDS = 600000;
/** A point on P-256, uncompressed. */
const POINT = 65;
/** The number of a key: who (the rest), which of her keys (16 bits), and how often it was moved on (8 bits). */
const STEPS = 256;
const GENERATIONS = 65536;
/** Milliseconds from handing a new key over until it is used: it goes by another way than what it opens. */
const AHEAD = 400;
/** Keys are handed over no more often (milliseconds): who comes and goes without end makes nobody else's page say too much. */
const SELDOM = 1000;
/** How far back a frame may come late. */
const LATE = 512;

const text = new TextEncoder();
const join = (...parts) => {
  const all = new Uint8Array(parts.reduce((sum, it) => sum + it.length, 0));
  parts.reduce((at, it) => { all.set(it, at); return at + it.length; }, 0);
  return all;
};
/** A number in so many bytes, the highest first; without a length: as few as it takes. */
function big(number, length) {
  const bytes = [];
  for (let left = number; length === undefined ? left > 0 || !bytes.length : bytes.length < length; left = Math.floor(left / 256)) bytes.unshift(left % 256);
  return Uint8Array.from(bytes);
}
const small = (bytes) => bytes.reduce((sum, it) => sum * 256 + it, 0);
const to64 = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const from64 = (it) => Uint8Array.from(atob(it.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));
const chance = (length) => crypto.getRandomValues(new Uint8Array(length));

async function expand(secret, label, length) {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-512', salt: new Uint8Array(0), info: label }, key, length * 8));
}
/** What frames are sealed with under this number (RFC 9605, 4.4.2). */
async function keyOf(base, kid) {
  const tail = join(big(kid, 8), big(SUITE, 2));
  const raw = await expand(base, join(text.encode('SFrame 1.0 Secret key '), tail), KEY);
  const salt = await expand(base, join(text.encode('SFrame 1.0 Secret salt '), tail), SALT);
  return { kid, base, salt, key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']), used: 0, top: -1, seen: new Set() };
}
/** One step on: who has the new key cannot open what was sealed before (RFC 9605, 5.1). */
const moved = async (it) => keyOf(await expand(it.base, text.encode('SFrame 1.0 Ratchet'), BASE), it.kid + 1);

function header(kid, ctr) {
  const parts = [kid, ctr].map((it) => (it < 8 ? { bits: it, bytes: new Uint8Array(0) } : { bits: 8 + big(it).length - 1, bytes: big(it) }));
  return join([parts[0].bits * 16 + parts[1].bits], parts[0].bytes, parts[1].bytes);
}
function parse(bytes) {
  let at = 1;
  const [kid, ctr] = [bytes[0] >> 4, bytes[0] & 15].map((bits) => {
    if (bits < 8) return bits;
    at += bits - 7;
    return small(bytes.subarray(at - (bits - 7), at));
  });
  return bytes.length > at && Number.isSafeInteger(kid) && Number.isSafeInteger(ctr) ? { kid, ctr, length: at } : null;
}
const cipher = (key, ctr, head, beside) => ({ name: 'AES-GCM', iv: big(ctr, SALT).map((it, at) => it ^ key.salt[at]), additionalData: join(head, beside) });
async function seal(key, ctr, beside, plain) {
  const head = header(key.kid, ctr);
  return join(head, new Uint8Array(await crypto.subtle.encrypt(cipher(key, ctr, head, beside), key.key, plain)));
}
async function unseal(key, head, beside, bytes) {
  return new Uint8Array(await crypto.subtle.decrypt(cipher(key, head.ctr, bytes.subarray(0, head.length), beside), key.key, bytes.subarray(head.length)));
}
/** What stays readable of a frame. Of a picture as much as the house needs to know where one begins and how high it is (RFC 7741, 4.3);
 *  it is not secret then, but nobody can change it unnoticed. Of a voice nothing. */
const clear = (of, bytes) => (of !== 'camera' || !bytes.length ? 0 : Math.min(bytes.length, bytes[0] & 1 ? 3 : 10));
const beside = (of, bytes) => join(text.encode(of), bytes);

/** `people`: by number, what her page told and handed over. `used`: what she seals with; `newest`: what she has handed over last. */
const it = { mode: 'required', group: '', me: 0, hasTyped: false, code: null, pair: null, told: null, used: null, newest: null, people: new Map(), slots: new Map(), due: 0, later: 0, last: 0, isLeft: false, newcomers: new Set() };
const post = (what) => postMessage(what);
const proof = (a, point) => join(text.encode('hearth seal 1 ' + it.group + ' ' + a + ' '), point);

async function learn(code) {
  const words = await crypto.subtle.importKey('raw', text.encode(code), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: text.encode('hearth seal 1 ' + it.group), iterations: ROUNDS };
  it.code = await crypto.subtle.deriveKey(how, words, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign', 'verify']);
  if (it.me) await begin();
}
/** Tells everybody by which key this page is handed things. The code proves that it is no page of the house's. */
async function begin() {
  it.pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', it.pair.publicKey));
  it.told = point;
  it.used = null;
  it.newest = await keyOf(chance(BASE), it.me * STEPS * GENERATIONS);
  post({ send: { t: 'key', key: to64(join(point, new Uint8Array(await crypto.subtle.sign('HMAC', it.code, proof(it.me, point))))) } });
  for (const [a, who] of it.people) if (who.key) await meet(a, who);
  use(true);
  tell();
}
/** Whether she has the same code; then what is between her page and this one alone. */
async function meet(a, who) {
  Object.assign(who, { shared: null, keys: [] });
  if (!it.code || !it.told) return;
  const bytes = from64(who.key);
  const point = bytes.subarray(0, POINT);
  if (!await crypto.subtle.verify('HMAC', it.code, bytes.subarray(POINT), proof(a, point))) return;
  const hers = await crypto.subtle.importKey('raw', point, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
  const both = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: hers }, it.pair.privateKey, 256));
  const points = it.me < a ? join(it.told, point) : join(point, it.told);
  const raw = await expand(join(both, new Uint8Array(await crypto.subtle.sign('HMAC', it.code, points))), text.encode('hearth seal 1 between two'), KEY);
  who.shared = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  it.newcomers.add(a);
  change();
}
/** Keys are handed over soon, and seldom. */
function change() {
  if (it.due) return;
  it.due = setTimeout(() => later(hand), Math.max(0, it.last + SELDOM - Date.now()));
}
/** Somebody left: a new key for everybody who stays. Somebody came: this one is moved on, and she gets it from here on. */
async function hand() {
  it.due = 0;
  it.last = Date.now();
  if (!it.newest) return;
  const known = [...it.people.keys()].filter((a) => it.people.get(a).shared);
  const isNew = it.isLeft || (it.newest.kid + 1) % STEPS === 0;
  const to = isNew ? known : known.filter((a) => it.newcomers.has(a));
  it.isLeft = false;
  it.newcomers.clear();
  if (!to.length && !isNew) return;
  it.newest = isNew ? await keyOf(chance(BASE), (Math.floor(it.newest.kid / STEPS) + 1) * STEPS) : await moved(it.newest);
  const what = join(big(it.newest.kid, 8), it.newest.base);
  const boxes = [];
  for (const a of to) {
    const iv = chance(SALT);
    const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: join(big(it.me, 4), big(a, 4)) }, it.people.get(a).shared, what);
    boxes.push([a, to64(join(iv, new Uint8Array(box)))]);
  }
  if (boxes.length) post({ send: { t: 'seal', to: boxes } });
  use(isNew);
}
/** What was handed over last is what is sealed with, from now on or in a moment. */
function use(isLater) {
  if (isLater) { clearTimeout(it.later); it.later = setTimeout(() => { it.later = 0; it.used = it.newest; tell(); }, AHEAD); }
  else if (!it.later) it.used = it.newest;
}
/** How it stands: who has the same code, who another, who none. */
function tell() {
  const of = { same: [], other: [], none: [] };
  for (const [a, who] of it.people) if (a !== it.me) of[who.shared ? 'same' : who.key ? 'other' : 'none'].push(a);
  post({ stands: Object.assign({ isSealed: Boolean(it.used) }, of) });
}

/** @type {Record<string, (frame: any) => any>} */
const TAKES = {
  async hello(frame) {
    clearTimeout(it.due);
    clearTimeout(it.later);
    Object.assign(it, { me: frame.me, used: null, newest: null, due: 0, later: 0, isLeft: false });
    it.people.clear();
    it.slots.clear();
    it.newcomers.clear();
    if (it.code) await begin();
  },
  who(frame) { if (!it.people.has(frame.a)) it.people.set(frame.a, { key: '', shared: null, keys: [] }); },
  gone(frame) {
    const who = it.people.get(frame.a);
    it.people.delete(frame.a);
    it.newcomers.delete(frame.a);
    if (who && who.shared) { it.isLeft = true; change(); }
  },
  async key(frame) {
    const who = it.people.get(frame.a);
    if (!who || who.key === frame.key) return;
    // Another page of hers, or of somebody who says so: what the one before could open is of the past.
    if (who.shared) it.isLeft = true;
    who.key = frame.key;
    await meet(frame.a, who);
  },
  async seal(frame) {
    const who = it.people.get(frame.a);
    if (!who || !who.shared) return;
    const bytes = from64(frame.seal);
    const how = { name: 'AES-GCM', iv: bytes.subarray(0, SALT), additionalData: join(big(frame.a, 4), big(it.me, 4)) };
    const what = new Uint8Array(await crypto.subtle.decrypt(how, who.shared, bytes.subarray(SALT)));
    const kid = small(what.subarray(0, 8));
    // Hers, and newer than what is known: an old one played again opens nothing.
    if (Math.floor(kid / (STEPS * GENERATIONS)) !== frame.a || (who.keys[0] && who.keys[0].kid >= kid)) return;
    who.keys = [await keyOf(what.subarray(8), kid), ...who.keys].slice(0, 3);
  },
  slot(frame) { it.slots.set(frame.slot, frame.a || 0); },
};
let chain = Promise.resolve();
/** One after the other. What cannot be read changes nothing. */
const later = (work) => { chain = chain.then(work).catch(() => {}); };
onmessage = (event) => {
  const { frame, code, mode, group } = event.data;
  if (mode) Object.assign(it, { mode, group });
  // From this moment nothing leaves open, also while the key is still being made.
  if (code) { it.hasTyped = true; later(() => learn(code)); }
  if (frame && TAKES[frame.t]) later(async () => { await TAKES[frame.t](frame); tell(); });
};

/** As it leaves; none where it must not. */
async function leaves(of, data) {
  const bytes = new Uint8Array(data);
  if (!it.used) return it.hasTyped || it.mode !== 'optional' ? null : data;
  const key = it.used;
  const head = bytes.subarray(0, clear(of, bytes));
  return join(head, await seal(key, key.used++, beside(of, head), bytes.subarray(head.length))).buffer;
}
/** As it is heard and seen; none where it is not what it must be. */
async function comes(of, slot, data) {
  const who = it.people.get(it.slots.get(slot));
  if (!who) return null;
  if (!who.key) return it.mode === 'optional' ? data : null;
  const bytes = new Uint8Array(data);
  const clean = bytes.subarray(0, clear(of, bytes));
  const rest = bytes.subarray(clean.length);
  const head = rest.length ? parse(rest) : null;
  if (!head) return null;
  let key = who.keys.find((one) => one.kid === head.kid);
  // She moved her key on for somebody who came.
  const newest = who.keys[0];
  const isMoved = !key && newest && head.kid > newest.kid && Math.floor(head.kid / STEPS) === Math.floor(newest.kid / STEPS);
  if (isMoved) for (key = newest; key.kid < head.kid;) key = await moved(key);
  if (!key || head.ctr <= key.top - LATE || key.seen.has(head.ctr)) return null;
  const plain = await unseal(key, head, beside(of, clean), rest);
  if (isMoved && who.keys[0] === newest) who.keys = [key, ...who.keys].slice(0, 3);
  key.seen.add(head.ctr);
  key.top = Math.max(key.top, head.ctr);
  if (key.seen.size > 2 * LATE) key.seen.forEach((one) => { if (one <= key.top - LATE) key.seen.delete(one); });
  return join(clean, plain).buffer;
}

/** @type {any} */ (self).onrtctransform = (event) => {
  const { transformer } = event;
  const { of, slot } = transformer.options;
  let isMissed = false;
  const transform = async (frame, out) => {
    const data = await (slot === undefined ? leaves(of, frame.data) : comes(of, slot, frame.data)).catch(() => null);
    // A picture that builds on missed ones is of no use: a whole one is asked for.
    if (data && isMissed && slot !== undefined && of === 'camera') transformer.sendKeyFrameRequest().catch(() => {});
    isMissed = !data;
    if (!data) return;
    frame.data = data;
    out.enqueue(frame);
  };
  transformer.readable.pipeThrough(new TransformStream({ transform })).pipeTo(transformer.writable).catch(() => {});
};
