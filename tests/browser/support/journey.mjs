// Coming in, as a person does it: staff make an invitation, somebody goes all the way from its link to the group.
import { expect } from '@playwright/test';
import { go, kind, people, visit } from './people.mjs';

/** An invitation to a group of the demonstration, made by the one who facilitates it: its link, and the code that can be spoken. */
export async function invite(browser, name = 'Open topics') {
  const page = await visit(browser, kind('denise'));
  await go(page, '/staff/groups');
  const group = (await page.getByRole('link', { name }).first().getAttribute('href')).split('/').pop();
  await go(page, `/staff/groups/${group}/invitations`);
  await page.check('input[name=interest][value=in-person]');
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const link = (await page.locator('dd b', { hasText: '#i=' }).textContent()).trim();
  const code = (await page.locator('dd b.nowrap').textContent()).trim();
  await page.context().close();
  expect(new URL(link).origin).toBe(new URL(Object.values(people())[0]).origin);
  return { link, code, group };
}

const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const heading = (page) => page.locator('main h1').first();

/**
 * From the first page of an invitation to the seven words. `look` is called on every page. Gives back the words and the alias.
 * @param {(page: import('@playwright/test').Page) => Promise<void>} look
 */
export async function goThrough(page, look = async () => {}) {
  await expect(heading(page)).toHaveText('An invitation to write and talk with a few others');
  await look(page);
  await press(page, 'Continue');
  await expect(heading(page)).toHaveText('Whose phone or computer is this?');
  await look(page);
  await page.locator('main input[type=radio]').first().check();
  await press(page, 'Show me the advice');
  const on = page.locator('main').getByRole('link', { name: 'Continue on this device' });
  await expect(on).toBeVisible();
  await look(page);
  await on.click();
  const agreement = page.getByRole('heading', { name: 'What we promise each other' });
  for (let asked = 0; asked < 12; asked++) {
    await expect(agreement.or(page.locator('#question'))).toBeVisible();
    if (await agreement.isVisible()) break;
    const question = await page.locator('#question').textContent();
    expect(await page.locator('main input:checked').count(), 'nothing is ticked beforehand').toBe(0);
    await look(page);
    await page.check('main input[name=answer][value=yes]');
    await press(page, 'Continue');
    await expect(page.locator('#question', { hasText: question })).toHaveCount(0);
  }
  await look(page);
  await page.check('main input[name=agree]');
  await press(page, 'Continue');
  await expect(heading(page)).toHaveText('Choose the name others will see');
  await look(page);
  const first = page.locator('main label.option').first();
  const alias = (await first.innerText()).trim();
  await first.locator('input').check();
  await press(page, 'Continue');
  await expect(heading(page)).toHaveText('How to come back');
  await look(page);
  const words = (await page.locator('.words-card li').allTextContents()).map((it) => it.trim());
  expect(words.length).toBe(7);
  return { words: words.join(' '), alias };
}

/** Somebody new, in her own window, at home. `to`: the group, where it is not the first. */
export async function comeIn(browser, options = {}) {
  const { to, ...window } = options;
  const { link, code, group } = await invite(browser, to);
  const page = await visit(browser, null, window);
  await page.goto(link);
  if (options.javaScriptEnabled === false) await page.fill('#code', code);
  await press(page, 'Continue');
  const { words, alias } = await goThrough(page);
  return { page, words, alias, group };
}

/** She has her words and goes in. */
export const enter = (page) => press(page, 'I have them. Go in');

/** The seven words, at the door. */
export async function signIn(page, words) {
  await page.fill('#words', words);
  await press(page, 'Go in');
}
