// People of the demonstration, and a walk through all that one of them can see.
import { expect, test } from '@playwright/test';
import { place } from './instance.mjs';

/** Outside a test there is but the first browser's shelter; the kinds of people are the same in each. */
const browser = () => { try { return test.info().project.name; } catch { return ''; } };
export const people = () => JSON.parse(process.env[place(browser())] || '{}');
export const base = () => new URL(Object.values(people())[0]).origin;
/** The first kind whose name holds one of these words. */
export const kind = (...words) => Object.keys(people()).find((it) => words.some((word) => it.toLowerCase().includes(word)));
export const MEMBER = () => kind('participant');
/** One person of each role. */
export const kinds = () => {
  const roles = new Map();
  for (const it of Object.keys(people())) if (people()[it].includes('/demo/') && !roles.has(it.split(' ')[0])) roles.set(it.split(' ')[0], it);
  return [...roles.values()];
};
export const everybody = () => Object.keys(people()).filter((it) => people()[it].includes('/demo/'));

export const SIZES = [{ width: 360, height: 640 }, { width: 768, height: 1024 }, { width: 1366, height: 768 }];

/** A browser window of this person's, signed in. Everything outside is answered here, so that no test reaches the internet. */
export async function visit(browser, who, options = {}) {
  const context = await browser.newContext({ locale: 'en-CA', ...options });
  context.outside = [];
  await context.route((url) => url.origin !== base(), (route) => {
    context.outside.push(route.request().url());
    return route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Weather</title><h1>Weather</h1>' });
  });
  // Its driver cannot switch scripts off there. No page has one of its own: without the files there are none.
  if (options.javaScriptEnabled === false && browser.browserType().name() === 'firefox') await context.route(/\.js(\?|$)/, (route) => route.abort());
  const page = await context.newPage();
  page.problems = [];
  page.who = who;
  page.on('console', (it) => { if (it.type() === 'error' && !/status of [345]\d\d/.test(it.text())) page.problems.push(it.text()); });
  page.on('pageerror', (it) => page.problems.push(String(it)));
  if (who) {
    await page.goto(people()[who]);
    await expect(page.locator('h1').first()).toBeVisible();
  }
  return page;
}

const shape = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{}').replace(/\/[0-9a-f]{12,}/g, '/{}').replace(/=[^&]+/g, '=…').replace(/\/\d+/g, '/#');

/** Pages that no link leads to, or that end a visit when followed. */
const ALWAYS = ['/', '/come', '/services', '/device', '/sign-in', '/staff/sign-in', '/nowhere-at-all'];
const NEVER = /^\/(assets|leave|gone|demo|health|ready)/;

/** Opens one page of each shape that this person can reach by links, errors among them. */
export async function* walk(page, most = 80) {
  const found = new Set();
  const queue = page.url().includes('/staff') ? ['/staff', ...ALWAYS] : ['/home', ...ALWAYS];
  while (queue.length && found.size < most) {
    const path = queue.shift();
    if (found.has(shape(path)) || NEVER.test(path)) continue;
    found.add(shape(path));
    const answer = await page.goto(base() + path);
    yield { path, answer };
    const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((it) => it.getAttribute('href').split('#')[0]));
    for (const link of links) if (!found.has(shape(link)) && !NEVER.test(link)) queue.push(link);
  }
}

/** The addresses of such a walk, found once for each person: the demonstration does not change while it is looked at. */
const walked = new Map();
export async function addresses(page, most = 70) {
  const who = page.who || 'nobody';
  if (!walked.has(who)) {
    const paths = [];
    for await (const { path } of walk(page)) paths.push(path);
    walked.set(who, paths);
  }
  return walked.get(who).slice(0, most);
}

/** Whether the exit control is whole, large enough, inside the view, and lies on top of everything. */
export const exitIsFree = (page) => page.evaluate(() => {
  const button = document.querySelector('#exit button');
  if (!button) return 'there is none';
  const r = button.getBoundingClientRect();
  if (r.height < 44) return 'it is ' + r.height + ' high';
  if (r.left < 0 || r.top < 0 || r.right > innerWidth || r.bottom > innerHeight) return 'it is out of view: ' + [r.left, r.top, r.right, r.bottom].map(Math.round);
  for (const [x, y] of [[.1, .5], [.5, .5], [.9, .5], [.5, .15], [.5, .85]]) {
    const on = document.elementFromPoint(r.left + r.width * x, r.top + r.height * y);
    if (!on || !on.closest('#exit')) return 'covered by ' + (on ? on.outerHTML.slice(0, 80) : 'nothing');
  }
  return '';
});

/** Opens an address as someone who typed it would. */
export async function go(page, path) {
  const answer = await page.goto(base() + path);
  await page.waitForLoadState('load');
  return answer;
}
