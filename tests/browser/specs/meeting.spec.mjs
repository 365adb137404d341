// A meeting: by its link to the door, let in by one key, talking, held up, and back at the door. Its demonstration goes on for three
// hours, so nothing here ends it.
import { expect, test } from '@playwright/test';
import fs from 'node:fs';
import { leads } from '../support/meeting.mjs';
import { base, go, people, visit } from '../support/people.mjs';

test.describe.configure({ mode: 'serial' });

const unique = () => Math.random().toString(36).slice(2, 6).replace(/[^a-z]/g, 'x');

/** A facilitator beside the door, the meeting begun. */
const facilitator = (browser, options) => leads(browser, 'Kitchen table', options);

/** Somebody whom nobody knows, at the door under a name. */
async function guest(browser, name, options = {}) {
  const page = await visit(browser, null, options);
  await page.goto(people().meeting);
  await page.locator('main button.button').first().click();
  await expect(page.locator('#own')).toBeVisible();
  await page.fill('#own', name);
  await page.check('input[name=agree]');
  await page.locator('main form .button').last().click();
  await expect(page.locator('input[name=near]').first()).toBeVisible();
  return page;
}

test('a guest comes by a link, waits at the door, is let in by one key and talks', async ({ browser }) => {
  const name = 'Quiet ' + unique();
  const [denise, amina] = [await facilitator(browser), await guest(browser, name, { viewport: { width: 360, height: 640 } })];
  expect(amina.url()).toBe(base() + '/');
  await amina.check('input[value=maybe]');
  await amina.locator('main form .button').first().click();
  await expect(amina.locator('main h1')).toHaveText('You are at the door');
  const waiting = denise.locator('.at-the-door', { hasText: name });
  await expect(waiting).toContainText('Someone may come near');
  // Whoever came before her is let in first, by the same key.
  while (await denise.locator('.at-the-door').count()) {
    const before = await denise.locator('.at-the-door').count();
    await denise.locator('h1').click();
    await denise.keyboard.press('i');
    await expect(denise.locator('.at-the-door')).toHaveCount(before - 1);
  }
  await expect(amina.locator('#say')).toBeVisible();
  await go(denise, '/g/' + denise.group + '/chat');
  await expect(denise.locator('#meeting-console')).toContainText(name);
  const words = 'two cups ' + unique();
  await amina.fill('#words', words);
  await amina.click('#say .button');
  await expect(denise.locator('#waits')).toContainText(words);
  // One key lets the first that waits through; the words of somebody before her may be it.
  const waits = denise.locator('#waits > li');
  while (await waits.filter({ hasText: words }).count()) {
    const first = await waits.first().getAttribute('data-i');
    await denise.keyboard.press('r');
    await expect(denise.locator(`#waits > li[data-i="${first}"]`)).toHaveCount(0);
  }
  await expect(amina.locator('#lines > li[data-n]', { hasText: words })).toHaveCount(1);
  await denise.locator('#meeting-console button[value=pause]').click();
  await expect(amina.locator('#stopped')).toBeVisible();
  await denise.locator('#meeting-console button[value=resume]').click();
  await expect(amina.locator('#stopped')).toBeHidden();
  // Who steps away is shown as away to those who lead, until she is back.
  const hers = denise.locator('#meeting-console li', { hasText: name });
  await amina.click('[data-do=away]');
  await expect(hers).toContainText('Away');
  await amina.click('[data-do=away]');
  await expect(hers).not.toContainText('Away');
  // Put out, her page is the door again, within seconds and by itself.
  await denise.locator('#meeting-console li', { hasText: name }).locator('button[value=put-out]').click();
  await expect(amina.locator('#say')).toHaveCount(0);
  await expect(amina.locator('main h1')).toHaveText('The door is open');
  expect([...amina.problems, ...denise.problems]).toEqual([]);
  await amina.context().close();
  await denise.context().close();
});

test('what a facilitator presses counts, also while her page is looking again', async ({ browser }) => {
  const denise = await facilitator(browser);
  let asks = 0;
  await denise.route('**/meeting', async (route) => {
    if (route.request().method() !== 'GET' || ++asks > 1) return route.continue();
    await new Promise((done) => setTimeout(done, 4000)); // a bad line, at the worst moment
    await route.continue().catch(() => {});
  });
  const amina = await guest(browser, 'Brief ' + unique());
  await amina.locator('main form .button').first().click();
  await expect.poll(() => asks).toBe(1);
  await denise.locator('button[value=pause]').click();
  await expect(denise.locator('button[value=resume]')).toBeVisible({ timeout: 3000 });
  await denise.locator('button[value=resume]').click();
  await expect(denise.locator('button[value=pause]')).toBeVisible();
  await amina.context().close();
  await denise.context().close();
});

test('what happens while the console beside the room is being renewed is shown as well', async ({ browser }) => {
  const name = 'Swift ' + unique();
  const [denise, amina] = [await facilitator(browser), await guest(browser, name)];
  await amina.locator('main form .button').first().click();
  await denise.locator('.at-the-door', { hasText: name }).locator('button[value=let-in]').click();
  await expect(amina.locator('#say')).toBeVisible();
  await go(denise, '/g/' + denise.group + '/chat');
  const hers = denise.locator('#meeting-console li', { hasText: name });
  await expect(hers).toBeVisible();
  let asks = 0;
  await denise.route('**/chat', async (route) => { // a slow line: each answer is old when it comes
    if (route.request().method() !== 'GET') return route.continue();
    asks++;
    const answer = await route.fetch();
    await new Promise((done) => setTimeout(done, 1500));
    await route.fulfill({ response: answer }).catch(() => {});
  });
  await amina.click('[data-do=away]');
  await expect.poll(() => asks).toBe(1);
  await amina.click('[data-do=away]');
  await expect(hers).toContainText('Away');
  await expect(hers).not.toContainText('Away');
  await amina.context().close();
  await denise.context().close();
});

test('what happened while a page was on its way is shown by it, however late it begins to listen', async ({ browser }) => {
  const name = 'Early ' + unique();
  const denise = await facilitator(browser);
  let isHeld = 0;
  let go = () => {};
  const gone = new Promise((done) => { go = done; });
  await denise.route('**/meeting/live?*', async (route) => { isHeld++; await gone; await route.continue(); });
  const amina = await guest(browser, name);
  await denise.reload();
  await expect.poll(() => isHeld).toBe(1);
  await amina.locator('main form .button').first().click();
  await expect(amina.locator('main h1')).toHaveText('You are at the door');
  await expect(denise.locator('.at-the-door', { hasText: name })).toHaveCount(0);
  go();
  await expect(denise.locator('.at-the-door', { hasText: name })).toBeVisible();
  await amina.context().close();
  await denise.context().close();
});

test('whose phone keeps another time reads the hour by her own clock too, and it is told to nobody', async ({ browser }) => {
  const doors = Date.UTC(2026, 11, 1, 23, 50); // 18:50 in Toronto; Phoenix has no summer time, and plans none
  for (const [zone, shown] of [['America/Phoenix', /4:50/], ['America/Toronto', null]]) {
    const page = await visit(browser, null, { timezoneId: zone });
    await page.goto(base() + '/come');
    await page.waitForLoadState('networkidle');
    const asked = [];
    page.on('request', (it) => asked.push(it.url()));
    await page.evaluate(([at, code]) => {
      const line = Object.assign(document.createElement('p'), { id: 'own-time', hidden: true });
      Object.assign(line.dataset, { doors: String(at), ahead: '-300', words: 'By the clock of this device: @.' });
      document.getElementById('main').append(line);
      (0, eval)(code);
    }, [doors, fs.readFileSync(new URL('../../../frontend/js/own-time.js', import.meta.url), 'utf8')]);
    const line = page.locator('#own-time');
    if (shown) await expect(line).toHaveText(shown);
    else await expect(line).toBeHidden();
    expect(asked).toEqual([]);
    await page.context().close();
  }
});

test('without a script the door and the room are forms', async ({ browser }) => {
  const name = 'Plain ' + unique();
  const denise = await facilitator(browser);
  const amina = await visit(browser, null, { javaScriptEnabled: false });
  // The secret stands in the fragment, which only a script can read: without one the code is typed.
  await amina.goto(base() + '/come');
  await amina.fill('#code', people().meeting.split('#i=')[1]);
  await amina.locator('main form .button').first().click();
  await amina.fill('#own', name);
  await amina.check('input[name=agree]');
  await amina.locator('main form .button').last().click();
  await amina.locator('main form .button').first().click();
  await expect(amina.locator('main h1')).toHaveText('You are at the door');
  await denise.goto(base() + '/g/' + denise.group + '/meeting');
  await denise.locator('.at-the-door', { hasText: name }).locator('button[value=let-in]').click();
  await expect(denise.locator('li', { hasText: name }).locator('button[value=put-out]')).toBeVisible();
  await amina.goto(base() + '/');
  await expect(amina.locator('#say')).toBeVisible();
  const words = 'plain words ' + unique();
  await amina.fill('#words', words);
  await amina.click('#say .button');
  await expect(amina.locator('#lines')).toContainText(words);
  await amina.context().close();
  await denise.context().close();
});
