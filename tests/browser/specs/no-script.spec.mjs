// Everything works without JavaScript: reading, writing, choosing a language.
import { expect, test } from '@playwright/test';
import { MEMBER, base, go, visit } from '../support/people.mjs';

const open = (browser, options = {}) => visit(browser, MEMBER(), { javaScriptEnabled: false, ...options });

/** Follows the first link of the page whose address matches. */
async function follow(page, address) {
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((it) => it.getAttribute('href'))).catch(() => []);
  const html = links.length ? links : [...(await page.content()).matchAll(/<a\b[^>]*\shref="([^"]+)"/g)].map((it) => it[1]);
  const path = html.find((it) => address.test(it));
  expect(path, 'a link like ' + address).toBeTruthy();
  await page.locator(`a[href="${path}"]`).first().click();
  await page.waitForLoadState('load');
}

test('a member reads a topic and writes a reply', async ({ browser }) => {
  const page = await open(browser);
  await go(page, '/home');
  await follow(page, /^\/g\/[^/]+\/forum/);
  await follow(page, /\/forum\/t\//);
  const words = 'The soup kitchen opens at noon, ' + Date.now().toString(36);
  const field = page.locator('main textarea').first();
  if (!(await field.count())) await follow(page, /\/reply/);
  await page.locator('main textarea').first().fill(words);
  await page.locator('main form:has(textarea) button').first().click();
  await page.waitForLoadState('load');
  await expect(page.locator('main')).toContainText(words);
  expect(new URL(page.url()).origin).toBe(base());
  await page.context().close();
});

test('the address and the title stay the same from page to page', async ({ browser }) => {
  const page = await open(browser);
  await go(page, '/home');
  const title = await page.title();
  for (const path of ['/services', '/device', '/choices', '/home']) {
    await go(page, path);
    expect(await page.title()).toBe(title);
    expect(new URL(page.url()).pathname, path).toBe('/');
  }
  await page.context().close();
});

test('the language changes with one button and stays changed', async ({ browser }) => {
  const page = await open(browser);
  await go(page, '/home');
  await page.click('.language button');
  await page.waitForLoadState('load');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await go(page, '/services');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await page.click('.language button');
  await page.waitForLoadState('load');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.context().close();
});
