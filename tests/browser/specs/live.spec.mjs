// A topic that is open renews itself: others' words come by themselves, a lost connection is made up for, and when her place
// ends the words leave her screen.
import { expect, test } from '@playwright/test';
import { MEMBER, base, go, kind, visit } from '../support/people.mjs';
import { line } from '../support/line.mjs';
import { comeIn, enter } from '../support/journey.mjs';

/** Opens a topic as Sparrow, whose words stand at once; gives back her window on it and its address. */
async function openTopic(browser, title) {
  const page = await visit(browser, MEMBER());
  const forum = await page.locator('a[href$="/forum"]').first().getAttribute('href');
  await go(page, forum + '/new');
  await page.fill('#title', title);
  await page.fill('#words', 'Who has an answer to this?');
  await page.locator('main').getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.locator('h1')).toHaveText(title);
  await expect(page.locator('article.held')).toHaveCount(0);
  return { page, address: (await page.locator('#live').getAttribute('data-here')).split('?')[0] };
}

async function reply(page, words) {
  await page.locator('main').getByRole('link', { name: 'Reply' }).click();
  await page.fill('#words', words);
  await page.locator('main').getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.locator('article', { hasText: words })).toBeVisible();
}

/** Opens the topic and waits until the page listens. (Firefox does not tell its driver of an answer that has no end.) */
async function listenIn(page, address) {
  const ear = page.waitForRequest((it) => new URL(it.url()).pathname.endsWith('/live'));
  await go(page, address);
  await ear;
  await expect(page.locator('h1')).toBeVisible();
}

test('what someone else writes appears by itself, and under the hands of a reader only as a line', async ({ browser }) => {
  const writer = await openTopic(browser, 'About soup');
  const reader = await visit(browser, kind('newcomer'));
  await listenIn(reader, writer.address);
  let loaded = 0;
  reader.on('load', () => loaded++);
  await reply(writer.page, 'Leeks and patience.');
  await expect(reader.locator('article', { hasText: 'Leeks and patience.' })).toBeVisible();
  expect(loaded).toBe(0);
  // She is at an entry with the keyboard: nothing moves away from under her, one line says that there is more.
  await reader.locator('article a').first().focus();
  await reply(writer.page, 'And a bay leaf.');
  await expect(reader.locator('#live-news')).toBeVisible();
  expect(await reader.locator('article', { hasText: 'bay leaf' }).count()).toBe(0);
  expect(reader.problems).toEqual([]);
  await reader.context().close();
  await writer.page.context().close();
});

test('what was said while the connection was lost is there once it is back @chromium', async ({ browser }) => {
  const writer = await openTopic(browser, 'About trains');
  const between = await line();
  const reader = await visit(browser, kind('newcomer'), { proxy: between.proxy });
  await listenIn(reader, writer.address);
  between.cut();
  await reply(writer.page, 'The slow one has the better view.');
  between.mend();
  await expect(reader.locator('article', { hasText: 'better view' })).toBeVisible({ timeout: 20000 });
  // And it listens again.
  await reply(writer.page, 'It stops at the lake.');
  await expect(reader.locator('article', { hasText: 'the lake' })).toBeVisible({ timeout: 20000 });
  await reader.context().close();
  await between.end();
  await writer.page.context().close();
});

test('when her place ends, the words leave her screen and the page stops to listen', async ({ browser }) => {
  const her = await comeIn(browser);
  await enter(her.page);
  const writer = await openTopic(browser, 'About doors');
  await listenIn(her.page, writer.address);
  const staff = await visit(browser, kind('denise'));
  await go(staff, `/staff/groups/${her.group}/people`);
  await staff.getByRole('link', { name: her.alias, exact: true }).click();
  await staff.locator('summary', { hasText: 'End the place' }).click();
  await staff.getByRole('button', { name: 'End the place' }).click();
  await expect(staff.locator('h1 .state')).toContainText('Ended');
  await expect(her.page.locator('body')).not.toContainText('Who has an answer to this?', { timeout: 10000 });
  await expect(her.page.locator('#exit button')).toBeVisible();
  let asked = 0;
  her.page.on('request', (it) => { if (it.url().startsWith(base()) && new URL(it.url()).pathname.endsWith('/live')) asked++; });
  await reply(writer.page, 'Some stay closed.');
  await expect(her.page.locator('body')).not.toContainText('Some stay closed.');
  expect(asked).toBe(0);
  await her.page.context().close();
  await staff.context().close();
  await writer.page.context().close();
});
