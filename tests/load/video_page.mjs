#!/usr/bin/env node
// How a meeting with sound and picture feels on a page, in a real Chromium with made-up devices against `hearth demo`.
//
//   node tests/load/video_page.mjs [let-in|rejoin|weight|twelve]...      all when none is named; each row is one JSON line
//
// It needs tests/browser's packages (npm ci there) and a built binary (HEARTH_TEST_BINARY, or target/debug/hearth; each row names it).
// RUNS (5) measurements each: all of them and the one in the middle, in milliseconds, beside what is promised.
// let-in: from the facilitator's press to the first picture of another's camera on the newcomer's page. Her page waits for one press
//   of hers ("go in"); here it is pressed as soon as it is there. `pressed` says when that was.
// rejoin: everything of one person's is cut for five seconds (her HTTP, her line and every packet of sound and picture), then it
//   is there again, and her browser says so. From that moment to the next picture.
// weight: what a listener's page weighs on the wire, heads included, with all that it loads until she is in; nothing is in its cache.
// twelve: twelve people in one room, each in a window of her own, all with their voices on and CAMERAS (3) with their pictures: how many
//   others each hears and how many pictures she sees, all of them while SECONDS (10) pass.
import { createRequire } from 'node:module';
import dgram from 'node:dgram';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TESTS = path.join(path.dirname(fileURLToPath(import.meta.url)), '../browser');
const from = (name) => import(path.join(TESTS, 'support', name));
const { chromium } = createRequire(path.join(TESTS, 'package.json'))('playwright-core');
const { BINARY, instance, place, port } = await from('instance.mjs');
const { base, go, kind, visit } = await from('people.mjs');
const { leads } = await from('meeting.mjs');
const { comeIn: newcomer, enter } = await from('journey.mjs');
const { line } = await from('line.mjs');
const { eavesdrop } = await from('video.mjs');

const RUNS = Number(process.env.RUNS || 5);
const [PEOPLE, CAMERAS, SECONDS] = [12, Number(process.env.CAMERAS || 3), Number(process.env.SECONDS || 10)];
const PROMISED = { 'let-in': 1500, rejoin: 3000, weight: 60 * 1024, twelve: 'each hears eleven' };
const CUT = 5000;
const parts = process.argv.slice(2);
const wants = (part) => !parts.length || parts.includes(part);
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const row = (part, values) => console.log(JSON.stringify({ part, binary: path.basename(path.dirname(BINARY)), ...values, promised: PROMISED[part] }));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Sound and picture go through here, what each page sends from a port of its own. While it is cut all is dropped but of those who are spared. */
async function media(house) {
  const open = new Map();
  const spared = new Set();
  const front = dgram.createSocket('udp4');
  let isCut = false;
  front.on('message', (packet, page) => {
    const name = page.address + ':' + page.port;
    let back = open.get(name);
    if (!back) {
      back = dgram.createSocket('udp4');
      back.on('message', (answer) => { if (!isCut || spared.has(name)) front.send(answer, page.port, page.address); });
      open.set(name, back);
    }
    if (!isCut || spared.has(name)) back.send(packet, house, '127.0.0.1');
  });
  await new Promise((done) => front.bind(0, '127.0.0.1', done));
  return { port: front.address().port, spare() { open.forEach((_, name) => spared.add(name)); }, cut() { isCut = true; }, mend() { isCut = false; }, end() { front.close(); open.forEach((it) => it.close()); } };
}

const DEVICES = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--allow-loopback-in-peer-connection'];
const QUIET = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', ...(process.getuid() === 0 ? ['--no-sandbox'] : [])];
const start = (more = {}) => chromium.launch({ executablePath: process.env.HEARTH_TEST_CHROMIUM || '/usr/bin/chromium', args: [...QUIET, ...DEVICES], ...more });
const permissions = ['microphone', 'camera'];

/** When what happened first, each by the clock of this machine: from when her page began, or from when her network came back. Goes in by itself where told to. */
const watch = (goesIn) => {
  window.__seen = {};
  addEventListener('online', () => { window.__seen = { online: Date.now() }; });
  const Line = window.WebSocket;
  window.WebSocket = class extends Line { constructor(...to) { super(...to); note('asked'); this.addEventListener('message', ({ data }) => { note('hello'); for (const what of ['offer', 'slot', 'paused']) if (data.includes('"t":"' + what + '"')) note(what); }); } };
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(...how) { super(...how); this.addEventListener('connectionstatechange', () => { if (this.connectionState === 'connected') note('connected'); }); }
  };
  const note = (what) => { if (!window.__seen[what]) window.__seen[what] = Date.now(); };
  setInterval(() => {
    const way = /** @type {HTMLElement} */ (document.querySelector('#call.waits [data-do=go-in]'));
    if (way && goesIn) { note('pressed'); way.click(); }
    for (const video of document.querySelectorAll('#tiles .tile:not(.mine) video')) {
      if (video.dataset.watched) continue;
      const since = Date.now();
      video.dataset.watched = 'yes';
      // A picture of the connection before is none of this one.
      const shown = () => { window.__last = Date.now(); if (since >= (window.__seen.online || 0)) note('picture'); video.requestVideoFrameCallback(shown); };
      video.requestVideoFrameCallback(shown);
    }
  }, 10);
};
const seen = (page) => page.waitForFunction(() => window.__seen && window.__seen.picture, null, { timeout: 30000, polling: 50 }).then(() => page.evaluate(() => window.__seen));

/** What came to a page so far, by stream: sound by its energy, pictures by their number. */
const came = (page) => page.evaluate(async () => {
  const streams = {};
  for (const one of window.__connections.filter((it) => it.connectionState === 'connected')) {
    (await one.getStats()).forEach((it) => {
      if (it.type === 'inbound-rtp') streams[it.kind + it.ssrc] = { kind: it.kind, of: it.kind === 'audio' ? it.totalAudioEnergy : it.framesDecoded, lost: it.packetsLost, all: it.packetsReceived };
    });
  }
  return streams;
});

/** She is at the door, and who leads sees it. */
async function knocks(page, denise) {
  await go(page, '/g/' + denise.group + '/meeting');
  await page.check('input[name=near][value=no]');
  await page.locator('main form .button').first().click();
  await denise.locator('.at-the-door').first().waitFor();
}
const letIn = (denise) => denise.locator('.at-the-door button[value=let-in]').first().evaluate((it) => { const at = Date.now(); it.click(); return at; });
async function leaves(page) {
  await page.locator('#call-leave .button').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/video')).catch(() => {});
  await page.context().close();
}
async function comesIn(page, denise) {
  await knocks(page, denise);
  await letIn(denise);
  await page.locator('#call.waits [data-do=go-in]').click();
  await page.locator('.tile.mine').waitFor();
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-video-page-'));
const own = await port();
const relay = await media(own);
const config = path.join(folder, 'hearth.toml');
fs.writeFileSync(config, `media_listen = "127.0.0.1:${own}"\nmedia_address = "127.0.0.1:${relay.port}"\n`);
const stop = await instance(place(''), { config });
const road = await line();
const [staffs, hers, theirs] = await Promise.all([start(), start(), start({ proxy: road.proxy })]);
try {
  await measure();
} finally {
  await Promise.all([staffs, hers, theirs].map((it) => it.close()));
  await road.end();
  await stop();
  relay.end();
  fs.rmSync(folder, { recursive: true, force: true });
}

async function measure() {
  const denise = await leads(staffs, 'Window seat');
  // Somebody whose camera is on.
  const amina = await visit(hers, kind('robin'), { permissions });
  await comesIn(amina, denise);
  await amina.locator('[data-do=camera]').click();
  await amina.locator('.tile.mine.seen').waitFor();

  if (wants('let-in')) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      const bea = await visit(theirs, kind('swift'), { permissions });
      await bea.addInitScript(watch, true);
      await knocks(bea, denise);
      const pressed = await letIn(denise);
      const at = await seen(bea);
      runs.push({ pressed: at.pressed - pressed, picture: at.picture - pressed });
      await leaves(bea);
    }
    row('let-in', { ms: middle(runs.map((it) => it.picture)), pressed: middle(runs.map((it) => it.pressed)), runs });
  }

  if (wants('rejoin') || wants('weight')) {
    const bea = await visit(theirs, kind('swift'), { permissions });
    await bea.addInitScript(watch, false);
    // Nobody else loses anything.
    relay.spare();
    await comesIn(bea, denise);
    await seen(bea);
    if (wants('rejoin')) {
      const runs = [];
      for (let run = 0; run < RUNS; run++) {
        relay.cut();
        road.cut();
        await bea.context().setOffline(true);
        await pause(CUT);
        // No picture is from before: what was shown last was shown long ago.
        const silent = Date.now() - await bea.evaluate(() => window.__last);
        if (silent < CUT - 1500) throw new Error('pictures came while everything was cut: the last ' + silent + ' ms ago');
        relay.mend();
        road.mend();
        const mended = Date.now();
        await bea.context().setOffline(false);
        await bea.waitForFunction((mended) => window.__seen.online >= mended && window.__seen.picture, mended, { timeout: 60000, polling: 20 });
        const at = await bea.evaluate(() => window.__seen);
        runs.push(Object.fromEntries(Object.entries(at).map(([what, when]) => [what, when - mended])));
        await pause(3000);
      }
      row('rejoin', { ms: middle(runs.map((it) => it.picture)), longest: Math.max(...runs.map((it) => it.picture)), runs });
    }
    if (wants('weight')) {
      const wire = await bea.context().newCDPSession(bea);
      await wire.send('Network.enable');
      await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
      const kinds = new Map();
      const bytes = {};
      wire.on('Network.responseReceived', (it) => kinds.set(it.requestId, it.type.toLowerCase()));
      wire.on('Network.loadingFinished', (it) => { const of = kinds.get(it.requestId) || 'other'; bytes[of] = (bytes[of] || 0) + it.encodedDataLength; });
      await bea.reload();
      await bea.locator('#call.waits [data-do=go-in]').click();
      await bea.locator('.tile.mine').waitFor();
      await pause(2000);
      row('weight', { bytes: Object.values(bytes).reduce((sum, it) => sum + it, 0), ...bytes });
    }
    await leaves(bea);
  }

  // The last: twelve browsers leave nothing of the machine to the others.
  if (wants('twelve')) row('twelve', await twelve(denise, amina));
}

/** `first` is in the room already, with her camera on. */
async function twelve(denise, first) {
  const pages = [first];
  for (let at = 1; at < PEOPLE; at++) {
    const { page } = await newcomer(theirs, { to: 'Window seat', permissions });
    await enter(page);
    await eavesdrop(page);
    await comesIn(page, denise);
    if (at < CAMERAS) { await page.locator('[data-do=camera]').click(); await page.locator('.tile.mine.seen').waitFor(); }
    pages.push(page);
  }
  for (const page of pages) await page.locator('[data-do=voice]').click();
  await pause(5000);
  const [others, before, began] = [pages.slice(1), [], Date.now()];
  for (const page of others) before.push(await came(page));
  await pause(SECONDS * 1000);
  const heard = [], seen = [];
  let [lost, all] = [0, 0];
  for (const [at, page] of others.entries()) {
    const more = Object.entries(await came(page)).map(([name, it]) => ({ ...it, more: it.of - (before[at][name] || { of: 0 }).of }));
    heard.push(more.filter((it) => it.kind === 'audio' && it.more > 0).length);
    seen.push(more.filter((it) => it.kind === 'video' && it.more > 0).length);
    for (const it of more) { lost += it.lost; all += it.all; }
  }
  return { others: PEOPLE - 1, heard, cameras: CAMERAS, seen, lost, packets: all, seconds: Math.round((Date.now() - began) / 1000) };
}
