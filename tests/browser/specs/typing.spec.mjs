// What she typed is not lost: not when the connection is, not when her visit ends meanwhile. And it is never in the browser's
// stores. (A sign-in that lapses by itself is in tests/edge.rs, where the clock can be moved.)
import { expect, test } from '@playwright/test';
import { base, visit } from '../support/people.mjs';
import { comeIn, enter, signIn } from '../support/journey.mjs';
import { line } from '../support/line.mjs';

const stored = (page) => page.evaluate(async () => localStorage.length + sessionStorage.length + (await indexedDB.databases()).length + (await caches.keys()).length + document.cookie.length);
const send = (page) => page.locator('main').getByRole('button', { name: 'Send', exact: true }).click();

test('what she typed is still there after a lost connection and after her visit ended, and nothing is in the browser @chromium', async ({ browser }) => {
  const between = await line();
  const { page, words } = await comeIn(browser, { proxy: between.proxy });
  await enter(page);
  await page.locator('main').getByRole('link', { name: 'Write', exact: true }).click();
  const title = 'A long evening';
  const text = 'It took me an hour to write this.\nI do not want to write it twice.';
  await page.fill('#title', title);
  await page.fill('#words', text);

  between.cut();
  await send(page);
  await expect(page.locator('#visit-news')).toHaveText('That page did not load. Everything you typed is still here. Try again.');
  await expect(page.locator('#words')).toHaveValue(text);
  expect(await stored(page)).toBe(0);
  between.mend();

  // Meanwhile her visit is over: she ended it from another device.
  const other = await visit(browser, null);
  await other.goto(base() + '/sign-in');
  await signIn(other, words);
  await other.getByRole('link', { name: 'My choices' }).click();
  await other.locator('form[action="/choices/devices"] button').click();
  await expect(other.locator('h1')).toBeVisible();
  await other.context().close();

  await send(page);
  await expect(page.locator('h1')).toHaveText('Come back in');
  await expect(page.locator('body')).not.toContainText('write it twice');
  expect(await stored(page)).toBe(0);
  await signIn(page, words);
  await expect(page.locator('#title')).toHaveValue(title);
  await expect(page.locator('#words')).toHaveValue(text);
  expect(await stored(page)).toBe(0);
  await send(page);
  await expect(page.locator('article .words')).toContainText('I do not want to write it twice.');
  await page.context().close();
  await between.end();
});
