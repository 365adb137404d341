// What seals sound and picture, by itself: the layout of RFC 9605, who opens what, and from when on not. No browser is needed for it.
import { expect, test } from '@playwright/test';
import { hex, house, script, unhex } from '../support/sealing.mjs';

const CODE = 'k7m29pqr4txw';
const VOICE = Uint8Array.from([0x78, 1, 2, 3, 4, 5, 6, 7]).buffer;
const plain = hex(VOICE);
const soon = (what) => expect.poll(what, { timeout: 20000 });
const same = (it) => (it.stands ? it.stands.same : []);
/** Until she has the keys of all these, and seals herself. */
async function ready(...all) {
  for (const who of all) {
    await soon(() => same(who).length).toBe(all.length - 1);
    await soon(() => Boolean(who.stands.isSealed)).toBe(true);
  }
  for (const who of all) for (const other of all) if (who !== other) await soon(async () => hex((await who.hears(other, await other.says(VOICE))) || '')).toBe(plain);
}

test('frames are laid out as the test vector of RFC 9605 says @chromium', async () => {
  const it = script(() => {});
  const key = await it.keyOf(unhex('000102030405060708090a0b0c0d0e0f'), 0x123);
  const beside = Buffer.from('IETF SFrame WG');
  const sealed = await it.seal(key, 0x4567, beside, Buffer.from('draft-ietf-sframe-enc'));
  expect(hex(sealed)).toBe('990123456794f509d36e9beacb0e261d99c7d1e972f1fed787d4049f17ca21353c1cc24d56ceabced279');
  expect(Buffer.from(await it.unseal(key, it.parse(sealed), beside, sealed)).toString()).toBe('draft-ietf-sframe-enc');
  for (const [kid, ctr] of [[0, 0], [7, 7], [8, 255], [2 ** 24 + 513, 256], [2 ** 40, 2 ** 33 + 1]]) {
    const head = it.header(kid, ctr);
    expect(it.parse(Uint8Array.from([...head, 0]))).toEqual({ kid, ctr, length: head.length });
  }
  // Whatever comes, it is read or refused.
  let noise = 7;
  for (let round = 0; round < 50000; round++) {
    const bytes = Uint8Array.from({ length: 1 + round % 20 }, () => { noise = (noise * 1103515245 + 12345) % 2147483648; return noise >> 16; });
    const head = it.parse(bytes);
    expect(!head || (head.length < bytes.length && Number.isSafeInteger(head.kid))).toBe(true);
  }
});

test('who has the code opens it, who has another or none does not, and no frame is changed unnoticed @chromium', async () => {
  const room = house();
  const [amina, bea] = [room.comes(CODE), room.comes(CODE)];
  await ready(amina, bea);
  const other = room.comes('a'.repeat(12));
  const none = room.comes('');
  await soon(() => amina.stands.other).toEqual([other.a]);
  expect(amina.stands.none).toEqual([none.a]);
  const sealed = new Uint8Array(await amina.says(VOICE));
  expect(hex(sealed)).not.toContain(plain.slice(0, 8));
  expect(hex(await bea.hears(amina, sealed.buffer))).toBe(plain);
  expect(await bea.hears(amina, sealed.buffer), 'the same once more').toBe(null);
  expect(await other.hears(amina, sealed.buffer)).toBe(null);
  expect(await none.hears(amina, sealed.buffer)).toBe(null);
  // What is not sealed is neither sent nor heard where all must be.
  expect(await none.says(VOICE)).toBe(null);
  expect(await bea.hears(none, VOICE)).toBe(null);
  expect(await bea.hears(amina, VOICE)).toBe(null);
  // In the place of somebody else, or as a picture instead of a voice: refused.
  const again = await amina.says(VOICE);
  expect(await bea.hears(other, again)).toBe(null);
  expect(await bea.hears(amina, again, 'camera')).toBe(null);
  for (let at = 0; at < new Uint8Array(again).length; at++) {
    const bytes = new Uint8Array(again.slice(0));
    bytes[at] ^= 1;
    expect(await bea.hears(amina, bytes.buffer), 'byte ' + at).toBe(null);
  }
  expect(hex(await bea.hears(amina, again)), 'the witness').toBe(plain);
  // Of a picture the house reads where it begins and how high it is, and can change neither.
  const picture = Uint8Array.from([0x10, 0x20, 0x30, 0x9d, 1, 0x2a, 0x80, 2, 0x68, 1, ...Array(40).fill(9)]);
  const seen = new Uint8Array(await amina.says(picture.buffer, 'camera'));
  expect(hex(seen.subarray(0, 10))).toBe(hex(picture.subarray(0, 10)));
  expect(hex(seen.subarray(10))).not.toContain('090909');
  const higher = seen.slice();
  higher[8] ^= 1;
  expect(await bea.hears(amina, higher.buffer, 'camera')).toBe(null);
  expect(hex(await bea.hears(amina, seen.buffer, 'camera'))).toBe(hex(picture));
  // The house heard neither the code nor what opens anything.
  const told = room.told.join('\n');
  expect(told).not.toContain(CODE);
  expect(room.told.map((it) => JSON.parse(it).t).every((it) => it === 'key' || it === 'seal')).toBe(true);
});

test('who comes opens nothing from before, and who has left nothing from after @chromium', async () => {
  const room = house();
  const [amina, bea] = [room.comes(CODE), room.comes(CODE)];
  await ready(amina, bea);
  const before = await amina.says(VOICE);
  const third = room.comes(CODE);
  await ready(amina, bea, third);
  expect(await third.hears(amina, before), 'from before she came').toBe(null);
  expect(hex(await bea.hears(amina, before)), 'the witness').toBe(plain);
  const was = amina.script.it.used.kid;
  expect(hex(await third.hears(amina, await amina.says(VOICE)))).toBe(plain);
  room.goesAndListens(third);
  await soon(() => amina.script.it.used.kid >> 8).toBeGreaterThan(was >> 8);
  await ready(amina, bea);
  const after = await amina.says(VOICE);
  expect(await third.hears(amina, after), 'from after she left').toBe(null);
  expect(hex(await bea.hears(amina, after)), 'the witness').toBe(plain);
  // An old box played again brings no old key back.
  const kid = bea.script.it.people.get(amina.a).keys[0].kid;
  const boxes = room.told.map((it) => JSON.parse(it)).filter((it) => it.t === 'seal').flatMap((it) => it.to);
  boxes.filter(([to]) => to === bea.a).reverse().forEach(([, seal]) => bea.script.takes({ frame: { t: 'seal', a: amina.a, seal } }));
  await ready(amina, bea);
  expect(bea.script.it.people.get(amina.a).keys[0].kid).toBe(kid);
});

test('who may choose hears who did not seal, and never sends open once she typed the code @chromium', async () => {
  const room = house();
  const [amina, bea, open] = [room.comes(CODE, 'optional'), room.comes(CODE, 'optional'), room.comes('', 'optional')];
  // From the moment that it is typed: nothing, then sealed.
  const said = [];
  await soon(async () => { said.push(hex((await amina.says(VOICE)) || '')); return said[said.length - 1]; }).not.toBe('');
  expect(said[0]).toBe('');
  expect(said).not.toContain(plain);
  await soon(async () => hex((await bea.hears(amina, (await amina.says(VOICE)) || new ArrayBuffer(0))) || '')).toBe(plain);
  expect(hex(await open.says(VOICE))).toBe(plain);
  expect(hex(await amina.hears(open, VOICE))).toBe(plain);
  expect(await open.hears(amina, await amina.says(VOICE)), 'noise').toBe(null);
  expect(hex(await amina.says(VOICE))).not.toContain(plain);
});

test('who comes and goes without end makes nobody’s page say more than once a second @chromium', async () => {
  const room = house();
  const [amina, bea] = [room.comes(CODE), room.comes(CODE)];
  await ready(amina, bea);
  // Keys that the code proves, for numbers that come and go.
  const keys = new Map();
  const many = script(({ send }) => { if (send) keys.set(100 + keys.size, send.key); });
  many.takes({ mode: 'required', group: '/g/one/video', code: CODE });
  for (let a = 100; a < 140; a++) many.takes({ frame: { t: 'hello', me: a } });
  await soon(() => keys.size).toBe(40);
  const before = room.told.length;
  for (const [a, key] of keys) {
    amina.script.takes({ frame: { t: 'who', a } });
    amina.script.takes({ frame: { t: 'key', a, key } });
    await new Promise((done) => setTimeout(done, 25));
    amina.script.takes({ frame: { t: 'gone', a } });
  }
  const said = room.told.slice(before).filter((it) => JSON.parse(it).t === 'seal').length;
  expect(said).toBeLessThan(10);
  await ready(amina, bea);
});
