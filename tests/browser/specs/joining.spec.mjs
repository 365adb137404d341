// Coming in on a small phone, in a real browser: by a link whose secret no server sees in an address, and by asking.
import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import { base, exitIsFree, go, people, visit } from '../support/people.mjs';
import { enter, goThrough, invite } from '../support/journey.mjs';

/**
 * What holds on every page on the way. Without a script the advice is the answer to a form, for what she said about her
 * device is kept nowhere: that one page cannot be moved to the one address.
 */
const fits = async (page) => {
  expect(await exitIsFree(page)).toBe('');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const { pathname, hash } = new URL(page.url());
  expect(pathname.replace(page.noScript ? '/join/device' : /^$/, '/') + hash).toBe('/');
};

/** Writes her first entry. Nobody who is new sees what was said before she came, so she begins a topic of her own. */
async function firstEntry(page, words) {
  await expect(page.locator('main h1')).toHaveText('Topics');
  await page.locator('main').getByRole('link', { name: 'Write', exact: true }).click();
  await page.fill('#title', 'Hello');
  await page.fill('#words', words);
  await page.locator('main').getByRole('button', { name: 'Send', exact: true }).click();
  const post = page.locator('article', { hasText: words });
  await expect(post).toBeVisible();
  await expect(post).toHaveClass(/held/); // the first one is read by staff before others see it
}

test('someone invited comes from the link to her first entry, and the secret is in no address that a server sees', async ({ browser }) => {
  const { link } = await invite(browser);
  const secret = link.split('#i=')[1];
  const page = await visit(browser, null);
  const asked = [];
  page.on('request', (it) => asked.push({ url: it.url(), method: it.method(), body: it.postData() || '', from: it.headers().referer || '' }));
  await page.goto(link);
  await expect(page.locator('#code-read')).toBeVisible();
  expect(page.url()).toBe(base() + '/');
  // Until she presses the button, nothing has happened: who only looks uses nothing up.
  expect(asked.filter((it) => it.method !== 'GET')).toEqual([]);
  await page.locator('main').getByRole('button', { name: 'Continue' }).click();
  const { alias } = await goThrough(page, fits);
  await enter(page);
  await firstEntry(page, 'Seed catalogues carried me too.');
  await expect(page.locator('article.held b').first()).toContainText(alias);
  expect(asked.filter((it) => (it.url + it.from).includes(secret))).toEqual([]);
  // Firefox does not tell its driver what a form held.
  if (test.info().project.name === 'chromium') expect(asked.filter((it) => it.body.includes(secret)).length).toBe(1);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length + history.length)).toBeLessThanOrEqual(2);
  expect(page.problems).toEqual([]);
  // The link is used: whoever finds it finds one kind page.
  const other = await visit(browser, null);
  await other.goto(link);
  await other.locator('main').getByRole('button', { name: 'Continue' }).click();
  await expect(other.getByRole('alert').locator('h2')).toBeVisible();
  await other.context().close();
  await page.context().close();
});

test('without a script she types the code instead, and comes as far', async ({ browser }) => {
  const { code } = await invite(browser);
  const page = await visit(browser, null, { javaScriptEnabled: false });
  page.noScript = true;
  await page.goto(base() + '/');
  await page.fill('#code', code.toUpperCase());
  await page.locator('main').getByRole('button', { name: 'Continue' }).click();
  const { alias } = await goThrough(page, fits);
  await enter(page);
  await firstEntry(page, 'I read the labels of jam jars.');
  await expect(page.locator('article.held b', { hasText: alias }).first()).toBeVisible();
  await page.context().close();
});

/** Asks to come in; gives back the page that says it was sent. */
async function apply(browser, options) {
  const page = await visit(browser, null, options);
  await page.goto(people().application);
  await page.locator('main').getByRole('button', { name: /^(Begin|Commencer)$/ }).click();
  return page;
}

/** Answers every question but the last, and that one too, without sending it. */
async function answerAll(page) {
  for (let question = 1; question <= 5; question++) {
    await expect(page.locator('main .step')).toHaveText(new RegExp('^\\D*' + question + '\\D'));
    await page.locator('main textarea').fill('A few words, number ' + question);
    if (await page.locator('main form[data-work]').count()) return;
    await page.locator('main').getByRole('button', { name: 'Continue', exact: true }).click();
  }
}

test('someone unknown asks to come: her browser works for it unseen, and she gets a code @chromium', async ({ browser }) => {
  const page = await apply(browser, {});
  await answerAll(page);
  const form = page.locator('form[data-work]');
  const [question, bits] = [await form.getAttribute('data-work'), Number(await form.getAttribute('data-bits'))];
  expect(bits).toBeGreaterThanOrEqual(10);
  await expect(page.locator('input[name=w]')).toHaveValue(/^\d+$/, { timeout: 30000 });
  const hash = createHash('sha256').update(question + ':' + await page.inputValue('input[name=w]')).digest();
  expect(Math.clz32(hash.readUInt32BE(0))).toBeGreaterThanOrEqual(bits);
  const sent = page.waitForRequest((it) => it.method() === 'POST');
  await page.locator('main').getByRole('button', { name: 'Send', exact: true }).click();
  expect(new URLSearchParams((await sent).postData()).get('w')).toMatch(/^\d+$/);
  await expect(page.locator('h1')).toHaveText('Thank you. It was sent.');
  await expect(page.locator('.panel.large b')).not.toBeEmpty();
  expect(page.problems).toEqual([]);
  await page.context().close();
});

test('without a script she asks as well: no puzzle stands in the way', async ({ browser }) => {
  const page = await apply(browser, { javaScriptEnabled: false });
  await answerAll(page);
  await expect(page.locator('input[name=w]')).toHaveValue('');
  await page.locator('main').getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.locator('h1')).toHaveText('Thank you. It was sent.');
  const code = (await page.locator('.panel.large b').textContent()).trim();
  // With it she learns how it stands.
  await go(page, '/come');
  await page.fill('#code', code);
  await page.locator('main').getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.locator('main')).not.toContainText('could not be used');
  await expect(page.locator('main').getByRole('button')).not.toHaveCount(0);
  await page.context().close();
});
