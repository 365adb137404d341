// What a visit leaves on the device: one neutral entry in the history, and nothing else.
import { chromium, expect, test } from '@playwright/test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MEMBER, base, go, people, visit, walk } from '../support/people.mjs';

const entries = async (page) => {
  const cdp = await page.context().newCDPSession(page);
  const history = await cdp.send('Page.getNavigationHistory');
  return history.entries.slice(0, history.currentIndex + 1).map((it) => it.url + ' ' + it.title);
};

test('a visit of many pages is one entry in the history, one address, one title', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  await go(page, '/home');
  const title = await page.title();
  const before = (await entries(page)).length;
  let followed = 0;
  for (let i = 0; i < 12; i++) {
    const links = page.locator('#top a[href^="/"]:visible, main a[href^="/"]:visible, #foot a[href^="/"]:visible');
    const count = await links.count();
    if (!count) break;
    const link = links.nth((i * 5 + 1) % count);
    if (/\/(demo|leave)/.test(await link.getAttribute('href'))) continue;
    const answer = page.waitForResponse((it) => it.request().method() === 'GET' && it.request().headers()['x-visit'] === '1');
    await link.click();
    await answer;
    await expect(page.locator('html')).not.toHaveClass(/busy/);
    expect(await page.title()).toBe(title);
    expect(new URL(page.url()).pathname).toBe('/');
    followed++;
  }
  expect(followed).toBeGreaterThan(6);
  expect((await entries(page)).length).toBe(before);
  // Reloading the one address shows the same page.
  const heading = await page.locator('h1').first().textContent();
  await page.reload();
  await expect(page.locator('h1').first()).toHaveText(heading);
  expect(page.problems).toEqual([]);
  await page.context().close();
});

test('nothing is stored in the browser, and the one cookie dies with it', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  for await (const { path } of walk(page, 30)) expect(path).toBeTruthy();
  const stored = await page.evaluate(async () => ({
    local: localStorage.length, visit: sessionStorage.length, script: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(stored).toEqual({ local: 0, visit: 0, script: '', databases: 0, caches: 0, workers: 0 });
  const cookies = await page.context().cookies();
  for (const cookie of cookies) {
    expect(cookie.expires, cookie.name).toBe(-1);
    expect(cookie.httpOnly, cookie.name).toBe(true);
    expect(cookie.sameSite, cookie.name).toBe('Strict');
  }
  expect(cookies.length).toBe(1);
  await page.context().close();
});

test('words are covered when the tab is hidden, the exit stays, and one tap brings them back', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  await go(page, '/home');
  const took = await page.evaluate(() => {
    const began = performance.now();
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    return getComputedStyle(document.querySelector('.page')).visibility === 'hidden' ? performance.now() - began : -1;
  });
  expect(took).toBeGreaterThanOrEqual(0);
  expect(took).toBeLessThan(200);
  await expect(page.locator('#exit button')).toBeVisible();
  await page.click('#uncover');
  await expect(page.locator('h1').first()).toBeVisible();
  await page.context().close();
});

test('offline, the page stays as it is and says what happened', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  await go(page, '/home');
  const heading = await page.locator('h1').first().textContent();
  await page.context().setOffline(true);
  await page.locator('#foot a').first().click();
  await expect(page.locator('#visit-news')).toBeVisible();
  await expect(page.locator('h1').first()).toHaveText(heading);
  await page.context().setOffline(false);
  await page.context().close();
});

test('a page of a member prints blank', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  await go(page, '/home');
  await page.emulateMedia({ media: 'print' });
  expect((await page.locator('body').innerText()).trim()).toBe('');
  await page.context().close();
});

test('her browser profile holds none of the words after a visit', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-profile-'));
  const { project } = test.info();
  const context = await chromium.launchPersistentContext(folder, { ...project.use.launchOptions, headless: true, locale: 'en-CA' });
  await context.route((url) => url.origin !== base(), (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }));
  const page = await context.newPage();
  await page.goto(people()[MEMBER()]);
  const said = new Set();
  for await (const { path } of walk(page, 25)) {
    if (path.startsWith('/staff')) continue;
    for (const words of await page.locator('main h1, main h2, main .words p').allTextContents()) if (words.trim().length > 14) said.add(words.trim().slice(0, 40));
  }
  expect(said.size).toBeGreaterThan(5);
  await page.click('#exit button', { noWaitAfter: true });
  await page.waitForURL((url) => url.origin !== base());
  await context.close();
  const hits = [];
  const search = (dir) => {
    for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
      const file = path.join(dir, entry.name);
      if (entry.isDirectory()) { search(file); continue; }
      if (!entry.isFile()) continue;
      const bytes = fs.readFileSync(file);
      for (const words of said) if (bytes.includes(Buffer.from(words, 'utf8')) || bytes.includes(Buffer.from(words, 'utf16le'))) hits.push(path.relative(folder, file) + ': ' + words);
    }
  };
  search(folder);
  fs.rmSync(folder, { recursive: true, force: true });
  expect(hits).toEqual([]);
});
