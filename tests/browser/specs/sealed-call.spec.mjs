// A meeting whose sound and picture are sealed, in real browsers and in a shelter of its own: who has the code is heard and seen, who
// has another opens nothing, what the house carries is no voice and no picture, and the code stands in no request.
import { expect, test } from '@playwright/test';
import { base, kind, visit } from '../support/people.mjs';
import { comeIn, comes, eavesdrop, facilitator, press, start } from '../support/video.mjs';
import { own } from '../support/instance.mjs';
import { script, unhex } from '../support/sealing.mjs';

test.describe.configure({ mode: 'serial' });

let house;
test.beforeAll(async () => { test.setTimeout(150000); house = await own(); });
test.afterAll(() => house && house.stop());

const permissions = ['microphone', 'camera'];

/** Staff choose how it is sealed. */
async function choose(page, group, value) {
  await page.goto(base() + '/staff/groups/' + group + '/settings');
  await page.check('input[name=sealing][value=' + value + ']');
  await page.locator('main form button.button').first().click();
  await page.goto(base() + '/staff/groups/' + group + '/settings');
  await expect(page.locator('input[name=sealing][value=' + value + ']')).toBeChecked();
}

/** Everything that a page sends to the house: addresses, heads, bodies, and what it says over its line. */
function record(page) {
  page.traffic = [];
  page.on('request', (it) => page.traffic.push(it.url(), JSON.stringify(it.headers()), String(it.postData() || '')));
}

/** Instead of opening what comes, this page notes it as the house carries it, and gives it to the decoder as it is. */
const TAP = () => {
  const Own = window.RTCRtpScriptTransform;
  const text = `self.onrtctransform = ({ transformer }) => {
    transformer.readable.pipeThrough(new TransformStream({ transform(frame, out) {
      postMessage({ of: transformer.options.of, slot: transformer.options.slot, hex: Array.from(new Uint8Array(frame.data), (it) => it.toString(16).padStart(2, '0')).join('') });
      out.enqueue(frame);
    } })).pipeTo(transformer.writable);
  };`;
  const kept = window.__carried = [];
  let beside = null;
  window.RTCRtpScriptTransform = class {
    constructor(worker, options) {
      if (options.slot === undefined) return new Own(worker, options);
      beside = beside || new Worker(URL.createObjectURL(new Blob([text])));
      beside.onmessage = ({ data }) => { if (kept.length < 3000) kept.push(data); };
      return new Own(beside, options);
    }
  };
};
const carried = (page, of) => page.evaluate((kind) => window.__carried.filter((it) => it.of === kind).map((it) => it.hex), of).then((all) => all.filter(Boolean).map(unhex));
const forget = (page) => page.evaluate(() => { window.__carried.length = 0; });
/** How far from noise, for each of its places the share of the commonest first bytes: about 1/256 in noise. */
function commonest(frames, from) {
  const counts = new Map();
  let all = 0;
  for (const frame of frames) for (const byte of frame.subarray(from(frame), from(frame) + 8)) { counts.set(byte, (counts.get(byte) || 0) + 1); all++; }
  return Math.max(...counts.values()) / all;
}

const type = async (page, code) => {
  if (!(await page.locator('#seal-code').isVisible())) await page.locator('#seal-news').click();
  await page.locator('#seal-code').fill(code);
  await page.locator('#seal-code').press('Enter');
};

test('with the same code they hear and see each other, with another nothing is opened, and the house carries noise @chromium', async () => {
  const [hers, theirs, staffs] = await Promise.all([start(), start(), start()]);
  try {
    const admin = await visit(staffs, kind('administrator'));
    const denise = await facilitator(staffs, { permissions, bypassCSP: true });
    await choose(admin, denise.group, 'required');
    const amina = await visit(hers, kind('robin'), { permissions });
    const bea = await visit(theirs, kind('swift'), { permissions, viewport: { width: 360, height: 640 } });
    for (const page of [amina, bea, denise]) { record(page); await eavesdrop(page); }
    for (const page of [amina, bea]) await comeIn(page, denise);
    // Before the code: a sentence, and nothing leaves.
    for (const page of [amina, bea]) {
      await expect(page.locator('#seal-news')).toContainText('Type the code of this meeting first');
      await press(page, 'voice');
      await expect(page.locator('#call-news')).toContainText('Type the code of this meeting first');
      await expect(page.locator('[data-do=voice] span')).toHaveText('Mic off');
    }
    expect(await bea.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sideways').toBe(true);
    // Who leads draws a code, on her own device, and tells it by voice.
    const leads = await visit(staffs, null, { permissions, bypassCSP: true, storageState: await denise.context().storageState() });
    record(leads);
    await eavesdrop(leads);
    await leads.addInitScript(TAP);
    await leads.goto(base() + '/g/' + denise.group + '/video');
    await expect(leads.locator('.tile.mine')).toBeVisible();
    await leads.locator('[data-seal=draw]').click();
    const shown = await leads.locator('#seal-code').inputValue();
    expect(shown).toMatch(/^[0-9a-z]{4} [0-9a-z]{4} [0-9a-z]{4}$/);
    const code = shown.replace(/ /g, '');
    // A slip of the finger is noticed here, and a code of capitals, with an o for a zero, is the same code.
    await type(amina, (code[0] === 'a' ? 'b' : 'a') + code.slice(1));
    await expect(amina.locator('#seal-news')).toContainText('This is not a code');
    await type(amina, shown.toUpperCase().replace(/0/g, 'O'));
    await type(bea, code);
    for (const page of [amina, bea]) {
      await expect(page.locator('#seal-code')).toHaveValue('');
      await expect(page.locator('#seal-news')).toContainText('Your sound and picture are sealed.', { timeout: 15000 });
    }
    // Who leads has typed another one.
    await leads.locator('[data-seal=draw]').click();
    const another = (await leads.locator('#seal-code').inputValue()).replace(/ /g, '');
    await leads.locator('[data-seal=take]').click();
    await expect(amina.locator('#seal-news')).toContainText('People here with another code: 1.', { timeout: 15000 });
    await expect(leads.locator('#seal-news')).toContainText('People here with another code: 2.', { timeout: 15000 });
    await press(amina, 'voice');
    await press(bea, 'voice');
    for (const page of [amina, bea]) await expect.poll(async () => (await comes(page)).energy, { timeout: 20000 }).toBeGreaterThan(0);
    await press(amina, 'camera');
    await expect.poll(async () => (await comes(bea)).frames, { timeout: 20000 }).toBeGreaterThan(20);
    // What the house carries: each frame names its key and its number, and then comes noise, whoever listens in.
    await expect.poll(async () => (await carried(leads, 'voice')).length, { timeout: 20000 }).toBeGreaterThan(300);
    await expect.poll(async () => (await carried(leads, 'camera')).length, { timeout: 20000 }).toBeGreaterThan(20);
    const { parse } = script(() => {});
    const numbers = (frames) => new Set(frames.map((it) => parse(it)).map((it) => it && it.kid));
    const voices = await carried(leads, 'voice');
    const keys = [...numbers(voices)].filter(Boolean);
    expect(voices.every((it) => parse(it) && parse(it).kid >= 2 ** 24 && it.length > parse(it).length + 15), 'the head of every frame').toBe(true);
    expect(commonest(voices, (it) => parse(it).length)).toBeLessThan(0.03);
    const pictures = await carried(leads, 'camera');
    expect(commonest(pictures, (it) => (it[0] & 1 ? 3 : 10) + parse(it.subarray(it[0] & 1 ? 3 : 10)).length)).toBeLessThan(0.1);
    expect((await comes(leads)).packets, 'the witness: it is carried to her').toBeGreaterThan(100);
    // She, with her own page as it is, hears and sees nothing.
    const deaf = await visit(staffs, null, { permissions, storageState: await denise.context().storageState() });
    record(deaf);
    await eavesdrop(deaf);
    await leads.close();
    await deaf.goto(base() + '/g/' + denise.group + '/video');
    await expect(deaf.locator('.tile.mine')).toBeVisible();
    await type(deaf, another);
    await expect(deaf.locator('#seal-news')).toContainText('People here with another code: 2.', { timeout: 15000 });
    await expect.poll(async () => (await comes(deaf)).packets, { timeout: 20000 }).toBeGreaterThan(200);
    const got = await comes(deaf);
    expect([got.energy, got.frames]).toEqual([0, 0]);
    // She types the right one, and is with them.
    await type(deaf, code);
    await expect.poll(async () => (await comes(deaf)).energy, { timeout: 20000 }).toBeGreaterThan(0);
    await expect.poll(async () => (await comes(deaf)).frames, { timeout: 20000 }).toBeGreaterThan(5);
    await deaf.close();
    // Each who left left a new key behind.
    const watches = await visit(staffs, null, { permissions, bypassCSP: true, storageState: await denise.context().storageState() });
    await watches.addInitScript(TAP);
    await watches.goto(base() + '/g/' + denise.group + '/video');
    await expect(watches.locator('.tile.mine')).toBeVisible();
    await expect.poll(async () => (await carried(watches, 'voice')).length, { timeout: 20000 }).toBeGreaterThan(100);
    const now = [...numbers(await carried(watches, 'voice'))].filter(Boolean);
    for (const kid of now) expect(keys.some((it) => it === kid), 'a key of before is used still').toBe(false);
    expect(now.length).toBeGreaterThan(0);
    // Neither code stands in anything that left a page.
    for (const page of [amina, bea, denise, leads, deaf]) {
      const all = [...(page.traffic || []), ...(page.sent || [])].join('\n').toLowerCase();
      for (const one of [code, another]) for (const form of [one, one.replace(/(....)/g, '$1 ').trim(), one.replace(/(....)/g, '$1%20'), one.replace(/(....)/g, '$1+'), Buffer.from(one).toString('base64').toLowerCase()]) expect(all).not.toContain(form);
      expect(page.problems || []).toEqual([]);
    }
    expect(amina.sent.some((it) => it.includes('"t":"key"')) && amina.sent.some((it) => it.includes('"t":"seal"')), 'the witness: the line was recorded').toBe(true);
    const stored = await amina.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie, JSON.stringify(history.state), name, location.href]);
    expect(stored.join(' ')).not.toContain(code);
  } finally {
    await Promise.all([hers, theirs, staffs].map((it) => it.close()));
  }
});

test('where people may choose, it is said to each how it is; and an old browser gets a sentence @chromium', async () => {
  const [hers, theirs, staffs] = await Promise.all([start(), start(), start()]);
  try {
    const admin = await visit(staffs, kind('administrator'));
    const denise = await facilitator(staffs);
    await choose(admin, denise.group, 'optional');
    const amina = await visit(hers, kind('robin'), { permissions, bypassCSP: true });
    await amina.addInitScript(TAP);
    const bea = await visit(theirs, kind('swift'), { permissions });
    for (const page of [amina, bea]) { await eavesdrop(page); await comeIn(page, denise); }
    await expect(bea.locator('#seal-news')).toContainText('are not sealed');
    await press(bea, 'voice');
    // The witness for the measure of noise: an open voice is none.
    await expect.poll(async () => (await carried(amina, 'voice')).length, { timeout: 20000 }).toBeGreaterThan(300);
    expect(commonest(await carried(amina, 'voice'), () => 0)).toBeGreaterThan(0.05);
    await expect.poll(async () => (await comes(amina)).energy, { timeout: 20000 }).toBeGreaterThan(0);
    await forget(amina);
    await type(bea, 'aaaa aaaa aaat');
    await expect(bea.locator('#seal-news')).toContainText('People here without a code: 1.', { timeout: 15000 });
    await forget(amina);
    await expect.poll(async () => (await carried(amina, 'voice')).length, { timeout: 20000 }).toBeGreaterThan(100);
    const { parse } = script(() => {});
    expect(commonest(await carried(amina, 'voice'), (it) => parse(it).length)).toBeLessThan(0.03);
    // Staff make it a must: every page begins again, and one that cannot seal says so.
    await choose(admin, denise.group, 'required');
    await expect(bea.locator('#seal')).toHaveAttribute('data-mode', 'required', { timeout: 20000 });
    const old = await visit(hers, null, { permissions, storageState: await amina.context().storageState() });
    await old.addInitScript(() => { delete window.RTCRtpScriptTransform; });
    await old.goto(base() + '/g/' + denise.group + '/video');
    await press(old, 'go-in');
    await expect(old.locator('.tile.mine')).toBeVisible();
    await expect(old.locator('#seal-news')).toContainText('This browser cannot seal');
    await press(old, 'voice');
    await expect(old.locator('#call-news')).toContainText('This browser cannot seal');
    await expect(old.locator('[data-do=voice] span')).toHaveText('Mic off');
    await expect(old.locator('#seal-code')).toBeDisabled();
  } finally {
    await Promise.all([hers, theirs, staffs].map((it) => it.close()));
  }
});
