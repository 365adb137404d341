#!/usr/bin/env node
// What a first visit costs over the wire, and how long it takes on a slow line, in a real Chromium against `hearth demo`.
//
//   node tests/load/weight.mjs [first-visit|slow3g]...      both when none is named; each row is one JSON line, tables come last
//
// It needs tests/browser's packages (npm ci there) and a built binary (HEARTH_TEST_BINARY, or target/debug/hearth).
// first-visit: bytes as Chromium counts them on the wire (headers and bodies), with an empty cache. tests/weight.rs holds the limits.
// slow3g: WebPageTest's "3G Slow", 400 kbit/s and 400 ms there and back, by Chromium's own emulation (SLOWER=4 makes its
//   processor four times slower as well). The emulation delays requests, not the making of a connection: TCP and TLS 1.3 take
//   two journeys more, which the table adds. Usable: words and styles are painted, the scripts ran, and the third Shift leaves.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TESTS = path.join(path.dirname(fileURLToPath(import.meta.url)), '../browser');
const { chromium } = createRequire(path.join(TESTS, 'package.json'))('playwright-core');
const { default: start } = await import(path.join(TESTS, 'support/instance.mjs'));

const SLOW = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const CONNECTING = 2 * SLOW.latency;
const SLOWER = Number(process.env.SLOWER || 1);
const RUNS = Number(process.env.RUNS || 5);
const LIMIT = { link: 14 * 1024, topic: 30 * 1024 };

const parts = process.argv.slice(2);
const wants = (part) => !parts.length || parts.includes(part);
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const stop = await start();
const people = JSON.parse(process.env.HEARTH_TEST_PEOPLE);
const base = new URL(people.ready).origin;
const browser = await chromium.launch({
  executablePath: process.env.HEARTH_TEST_CHROMIUM || '/usr/bin/chromium',
  args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', ...(process.getuid() === 0 ? ['--no-sandbox'] : [])],
});

/** A window of its own, nothing in its cache. */
async function window(language, cookies) {
  const context = await browser.newContext({ locale: language + '-CA', viewport: { width: 360, height: 640 } });
  if (cookies) await context.addCookies(cookies);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  return { context, page, wire };
}

/** A participant's sign-in, and the topic of hers that has most in it. */
async function reader(language) {
  const who = Object.keys(people).find((it) => it.startsWith('participant') && it.includes(language));
  const { context, page } = await window(language);
  await page.goto(people[who]);
  let best = null;
  const links = (html, form) => [...new Set([...html.matchAll(form)].map((it) => it[1]))];
  const get = async (at) => (await page.request.get(base + at, { headers: { 'X-Visit': '1' } })).text();
  for (const forum of links(await get('/home'), /href="(\/g\/[^"/]+\/forum)"/g)) {
    for (const topic of links(await get(forum), /href="(\/g\/[^"/]+\/forum\/t\/[0-9a-f]+)/g)) {
      const entries = (await get(topic)).split('<article').length - 1;
      if (!best || entries > best.entries) best = { topic, entries };
    }
  }
  if (!best) throw new Error('no topic for ' + who);
  await get(best.topic); // the place that her one address shows from now on
  const cookies = await context.cookies();
  await context.close();
  return { cookies, ...best };
}

/** What each answer weighed, by its kind, from now on. */
function scale(wire) {
  const kinds = new Map();
  const bytes = {};
  wire.on('Network.responseReceived', (it) => kinds.set(it.requestId, it.type.toLowerCase()));
  wire.on('Network.loadingFinished', (it) => {
    const kind = kinds.get(it.requestId) || 'other';
    bytes[kind] = (bytes[kind] || 0) + it.encodedDataLength;
  });
  return bytes;
}

const rows = [];
function row(values) {
  rows.push(values);
  console.log(JSON.stringify(values));
}

try {
  await measure();
} finally {
  await browser.close();
  await stop();
}

for (const part of ['first-visit', 'slow3g']) {
  const some = rows.filter((it) => it.part === part).map(({ part: _, ...it }) => it);
  if (some.length) { console.log('\n' + part); console.table(some); }
}

async function measure() {
  const CASES = [];
  for (const language of ['en', 'fr']) {
    const { cookies, entries } = await reader(language);
    CASES.push({ what: 'link', language, at: people.invitation });
    CASES.push({ what: 'topic', language, at: base + '/', cookies, entries });
  }

  if (wants('first-visit')) {
    for (const { what, language, at, cookies, entries } of CASES) {
      const { context, page, wire } = await window(language, cookies);
      const bytes = scale(wire);
      await page.goto(at);
      await page.waitForLoadState('networkidle').catch(() => {});
      const { document = 0, stylesheet = 0, script = 0, other: icon = 0 } = bytes;
      row({ part: 'first-visit', what, language, ...(entries && { entries }), document, stylesheet, script, icon, bytes: document + stylesheet + script + icon, limit: LIMIT[what] });
      if (what === 'link') {
        // The page to which the link's button leads: no file is fetched again.
        const then = scale(wire);
        await Promise.all([page.waitForSelector('form[action="/join/start"]'), page.click('form[action="/come"] button')]);
        await page.waitForLoadState('networkidle');
        row({ part: 'first-visit', what: 'and on to the invitation', language, document: then.xhr, bytes: then.xhr });
      }
      await context.close();
    }
  }

  if (wants('slow3g')) {
    for (const { what, language, at, cookies } of CASES.filter((it) => it.language === 'en')) {
      const runs = [];
      for (let run = 0; run < RUNS; run++) {
        const { context, page, wire } = await window(language, cookies);
        await wire.send('Network.emulateNetworkConditions', SLOW);
        await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
        await page.addInitScript(() => addEventListener('DOMContentLoaded', () => { window.name = String(getComputedStyle(document.getElementById('exit')).position === 'fixed'); }));
        await page.goto(at, { waitUntil: 'domcontentloaded' });
        await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length);
        const seen = await page.evaluate(() => {
          const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
          return { ready: visit.domContentLoadedEventEnd, painted: performance.getEntriesByName('first-contentful-paint')[0].startTime, styled: window.name === 'true' };
        });
        // Where leaving leads is answered here: nothing asks the internet. (Not before: to look at every request takes time.)
      await context.route((url) => url.origin !== base, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }));
      for (let i = 0; i < 3; i++) await page.keyboard.press('Shift');
        await page.waitForURL((url) => url.origin !== base);
        if (!seen.styled) throw new Error(what + ': the words stood there before their styles');
        runs.push(seen);
        await context.close();
      }
      const usable = middle(runs.map((it) => Math.max(it.ready, it.painted)));
      row({ part: 'slow3g', what, language, runs: RUNS, painted: Math.round(middle(runs.map((it) => it.painted))), usable: Math.round(usable), with_connecting: Math.round(usable + CONNECTING), limit: 2000 });
    }
  }
}
