// A room: words are there at once, on both screens; a bad line loses none; one key hides them; without a script it is a form.
import { expect, test } from '@playwright/test';
import { base, go, kind, people, visit } from '../support/people.mjs';
import { line } from '../support/line.mjs';

const WREN = () => Object.keys(people()).find((it) => it.includes('Wren'));
const HERON = () => Object.keys(people()).find((it) => it.includes('Heron'));
const unique = (words) => words + ' ' + Date.now().toString(36) + Math.random().toString(36).slice(2, 5);

/** Opens the room and waits until its line is there. */
async function enter(browser, who, options = {}) {
  const page = await visit(browser, who, options);
  const room = await page.locator('a[href$="/chat"]').first().getAttribute('href');
  await go(page, room);
  await expect(page.locator('#log')).toBeVisible();
  return page;
}

async function say(page, words) {
  await page.fill('#words', words);
  await page.click('#say .button');
}

const shown = (page, words) => page.locator('#lines > li[data-n]', { hasText: words });

test('two people talk, and the script asks before a number is sent', async ({ browser }) => {
  const [wren, heron] = [await enter(browser, WREN()), await enter(browser, HERON())];
  const words = unique('the kettle is on');
  await say(wren, words);
  await expect(shown(heron, words)).toHaveCount(1);
  await expect(shown(wren, words)).toHaveCount(1);
  await expect(wren.locator('#lines > li[data-c]')).toHaveCount(0);
  const answer = unique('two cups');
  await say(heron, answer);
  await expect(shown(wren, answer)).toHaveCount(1);
  await say(wren, 'Call 514 555 0188');
  await expect(wren.locator('#nudge')).toBeVisible();
  await expect(wren.locator('#found')).toContainText('514 555 0188');
  await wren.click('#send-out');
  await expect(heron.locator('#lines')).toContainText('Call […]');
  expect(await wren.title()).toBe(await heron.title());
  expect([...wren.problems, ...heron.problems]).toEqual([]);
  await wren.context().close();
  await heron.context().close();
});

test('two people talk, and the page stays as silent as any other', async ({ browser }) => {
  const [wren, heron] = [await enter(browser, WREN()), await enter(browser, HERON())];
  await heron.evaluate(() => {
    window.loud = [];
    for (const [owner, name] of [[window, 'Notification'], [window, 'AudioContext'], [window, 'Audio']]) {
      const real = owner[name];
      if (real) owner[name] = function loud() { window.loud.push(name); return Reflect.construct(real, arguments); };
    }
    if (navigator.setAppBadge) navigator.setAppBadge = () => { window.loud.push('badge'); return Promise.resolve(); };
  });
  const [title, icon] = [await heron.title(), await heron.locator('link[rel=icon]').getAttribute('href')];
  const words = unique('rain on the roof');
  await say(wren, words);
  await expect(shown(heron, words)).toHaveCount(1);
  expect(await heron.title()).toBe(title);
  expect(await heron.locator('link[rel=icon]').getAttribute('href')).toBe(icon);
  expect(await heron.evaluate(() => window.loud)).toEqual([]);
  expect(await heron.locator('audio, video').count()).toBe(0);
  await wren.context().close();
  await heron.context().close();
});

test('what was said while the line was cut is there once it is back @chromium', async ({ browser }) => {
  const between = await line();
  const wren = await enter(browser, WREN());
  const heron = await enter(browser, HERON(), { proxy: between.proxy });
  const before = unique('before');
  await say(wren, before);
  await expect(shown(heron, before)).toHaveCount(1);
  between.cut();
  const [meanwhile, hers] = [unique('meanwhile'), unique('from the tunnel')];
  await say(wren, meanwhile);
  await say(heron, hers);
  await expect(heron.locator('#lines > li[data-c]', { hasText: hers })).toHaveCount(1);
  between.mend();
  await expect(shown(heron, meanwhile)).toHaveCount(1, { timeout: 20000 });
  await expect(shown(heron, hers)).toHaveCount(1, { timeout: 20000 });
  await expect(shown(wren, hers)).toHaveCount(1);
  await expect(shown(heron, before)).toHaveCount(1);
  await heron.context().close();
  await wren.context().close();
  await between.end();
});

test('one key hides the words, one button brings them back; stepping away stops what is new', async ({ browser }) => {
  const [wren, heron] = [await enter(browser, WREN()), await enter(browser, HERON())];
  await wren.keyboard.press('Escape');
  await expect(wren.locator('#log')).not.toBeVisible();
  await expect(wren.locator('#exit button')).toBeVisible();
  await wren.click('#uncover');
  await expect(wren.locator('#log')).toBeVisible();
  await wren.click('[data-do=away]');
  const words = unique('while she is away');
  await say(heron, words);
  await expect(shown(heron, words)).toHaveCount(1);
  await expect(shown(wren, words)).toHaveCount(0);
  await wren.click('[data-do=away]');
  await expect(shown(wren, words)).toHaveCount(1);
  await wren.context().close();
  await heron.context().close();
});

test('who does not need the interpreter puts her words out of sight, for herself alone', async ({ browser }) => {
  const wren = await enter(browser, WREN());
  await expect(wren.locator('#show-lanes')).toBeHidden();
  // As the script draws a line that came in a lane; an interpreter's own way to it is tested with the server.
  await wren.evaluate(() => {
    document.getElementById('show-lanes').hidden = false;
    const item = Object.assign(document.createElement('li'), { className: 'line' });
    item.append(Object.assign(document.createElement('p'), { className: 'lane', textContent: 'Camino' }));
    document.getElementById('lines').append(item);
  });
  await expect(wren.locator('.lane')).toBeVisible();
  await wren.click('#show-lanes');
  await expect(wren.locator('#show-lanes')).toHaveAttribute('aria-pressed', 'false');
  await expect(wren.locator('.lane')).toBeHidden();
  await wren.click('#show-lanes');
  await expect(wren.locator('.lane')).toBeVisible();
  await wren.context().close();
});

test('without a script it is a form and a list', async ({ browser }) => {
  const page = await enter(browser, WREN(), { javaScriptEnabled: false });
  const words = unique('by hand');
  await page.fill('#words', words);
  await page.click('#say .button');
  await page.waitForLoadState('load');
  await expect(page.locator('#lines')).toContainText(words);
  expect(new URL(page.url()).origin).toBe(base());
  await page.context().close();
});

test('a facilitator lets a held message through with one key', async ({ browser }) => {
  const heron = await enter(browser, HERON());
  const room = await heron.locator('#log').getAttribute('data-base');
  const denise = await visit(browser, kind('denise'));
  await go(denise, room);
  await expect(denise.locator('#console')).toBeVisible();
  const words = unique('my number is 514 555 0199,');
  await say(heron, words);
  await heron.click('#send-as-is');
  await expect(heron.locator('#lines > li.held', { hasText: words })).toHaveCount(1);
  await expect(denise.locator('#waits li', { hasText: words })).toHaveCount(1);
  await denise.locator('h1').first().click({ force: true });
  await denise.keyboard.press('r');
  await expect(denise.locator('#waits li', { hasText: words })).toHaveCount(0);
  await expect(shown(heron, words)).toHaveCount(1);
  await heron.context().close();
  await denise.context().close();
});
