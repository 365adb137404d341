// With the keyboard alone: first the way past the top, then the way out; reading, answering and leaving without a pointer.
import { expect, test } from '@playwright/test';
import { MEMBER, base, go, visit } from '../support/people.mjs';

const at = (page) => page.evaluate(() => {
  const it = document.activeElement;
  return { words: it.textContent.trim(), isSkip: it.matches('.skip'), form: it.form ? it.form.id : '', address: it.getAttribute('href') || '', name: it.getAttribute('name') || '' };
});

/** Whether what has the focus is drawn as such: by itself, or by the line of a list that it opens. */
const isSeen = (page) => page.evaluate(() => [null, '::after'].some((part) => {
  const s = getComputedStyle(document.activeElement, part);
  return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
}));

/** Tab until something has the focus, as often as somebody would have the patience for. */
async function tabTo(page, is) {
  for (let count = 0; count < 60; count++) {
    await page.keyboard.press('Tab');
    const on = await at(page);
    if (is(on)) {
      expect(await isSeen(page), 'the focus is seen on ' + on.words).toBe(true);
      return on;
    }
  }
  throw new Error('not reached by Tab');
}

test('the skip link comes first and the exit second; the exit comes again at the end', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  for (const path of ['/home', '/services', '/nowhere-at-all']) {
    await go(page, path);
    await page.keyboard.press('Tab');
    expect((await at(page)).isSkip, path).toBe(true);
    await page.keyboard.press('Tab');
    expect((await at(page)).form, path).toBe('exit');
    expect(await page.evaluate(() => { const all = [...document.querySelectorAll('a[href], button')].filter((it) => !it.closest('.cover')); return all[all.length - 1].form.id; })).toBe('exit');
  }
  await page.context().close();
});

test('she opens a topic, answers and leaves without touching anything but keys', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  await go(page, '/home');
  await tabTo(page, (on) => on.address.includes('/forum/t/'));
  await page.keyboard.press('Enter');
  // The new page begins at its main part, past what she has heard before.
  await expect(page.locator('#main')).toBeFocused();
  await expect(page.locator('#live article').first()).toBeVisible();
  await tabTo(page, (on) => on.words === 'Reply');
  await page.keyboard.press('Enter');
  await expect(page.locator('#words')).toBeVisible();
  await tabTo(page, (on) => on.name === 'words');
  const words = 'Written with keys alone, ' + Date.now().toString(36);
  await page.keyboard.type(words);
  await tabTo(page, (on) => on.words === 'Send');
  await page.keyboard.press('Enter');
  await expect(page.locator('article', { hasText: words })).toBeVisible();
  await tabTo(page, (on) => on.form === 'exit');
  await page.keyboard.press('Enter', { noWaitAfter: true });
  await page.waitForURL((url) => url.origin !== base());
  await page.context().close();
});
