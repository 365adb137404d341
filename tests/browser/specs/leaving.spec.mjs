// Leaving at once: from every page, three ways, with nothing left behind.
import { expect, test } from '@playwright/test';
import { MEMBER, SIZES, addresses, base, exitIsFree, go, kinds, people, visit } from '../support/people.mjs';

test('the exit is in view and uncovered on every page, at every size, at the top and at the bottom @chromium', async ({ browser }) => {
  test.setTimeout(600000);
  const wrong = [];
  let count = 0;
  for (const who of [null, ...kinds()]) {
    const page = await visit(browser, who);
    for (const path of await addresses(page)) {
      await go(page, path);
      if (page.url().includes('/leave') || !(await page.locator('#exit').count())) { wrong.push((who || 'nobody') + ' ' + path + ': no exit'); continue; }
      count++;
      for (const size of SIZES) {
        await page.setViewportSize(size);
        for (const where of ['top', 'bottom']) {
          await page.evaluate((it) => scrollTo(0, it === 'top' ? 0 : document.body.scrollHeight), where);
          const why = await exitIsFree(page);
          if (why) wrong.push([who || 'nobody', path, size.width, where, why].join(' '));
        }
      }
    }
    await page.context().close();
  }
  expect(count).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

test('nothing of a page lies under the exit bar, and no focused control does @chromium', async ({ browser }) => {
  test.setTimeout(300000);
  const page = await visit(browser, MEMBER());
  const wrong = [];
  for (const path of await addresses(page)) {
    await go(page, path);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const under = await page.evaluate(() => {
      const bar = document.getElementById('exit').getBoundingClientRect();
      return [...document.querySelectorAll('main a, main button, main input:not([type=hidden]), main textarea, main select, main summary, .foot a')].filter((it) => it.offsetParent).filter((it) => {
        it.focus();
        const r = it.getBoundingClientRect();
        // In a field it is the line she writes in that must be seen: browsers bring the caret into view, not the whole field.
        const bottom = it.matches('input, textarea') ? Math.min(r.bottom, r.top + 36) : r.bottom;
        return Math.min(r.right, bar.right) - Math.max(r.left, bar.left) > 1 && Math.min(bottom, bar.bottom) - Math.max(r.top, bar.top) > 1;
      }).map((it) => it.textContent.trim().slice(0, 20) || it.id);
    });
    if (under.length) wrong.push(path + ': ' + under.join(', '));
  }
  expect(wrong).toEqual([]);
});

test('a page shows nothing within 100 ms of the button, the hidden button and the third Shift @chromium', async ({ browser }) => {
  for (const way of ['button', 'end', 'shift']) {
    const page = await visit(browser, MEMBER());
    const said = [];
    page.on('console', (it) => said.push(it.text()));
    // From the input's own time stamp to the end of the frame that shows nothing.
    await page.addInitScript(() => {
      let began = 0;
      const left = () => document.documentElement.classList.contains('leaving');
      for (const type of ['keydown', 'keyup', 'pointerup', 'click']) addEventListener(type, (event) => { if (!left() && event.timeStamp) began = event.timeStamp; }, true);
      addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
        if (left()) requestAnimationFrame(() => requestAnimationFrame(() => console.log('gone after ' + (performance.now() - began))));
      }).observe(document.documentElement, { attributes: true }));
    });
    await go(page, '/home');
    // A slow way out, so that the frame in between can be seen.
    await page.context().route((url) => url.origin !== base(), async (route) => { await new Promise((f) => setTimeout(f, 300)); await route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }).catch(() => {}); });
    if (way === 'button') await page.click('#exit button', { noWaitAfter: true });
    if (way === 'end') { await page.focus('button.skip'); await page.keyboard.press('Enter', { noWaitAfter: true }); }
    if (way === 'shift') for (let i = 0; i < 3; i++) await page.keyboard.press('Shift');
    await page.waitForURL((url) => url.origin !== base());
    const line = said.find((it) => it.startsWith('gone after'));
    expect(line, way + ': a frame that shows nothing').toBeTruthy();
    expect(parseFloat(line.split(' ')[2]), way).toBeLessThanOrEqual(100);
    await page.context().close();
  }
});

test('Shift three times leaves; three presses over more than five seconds, and capitals, do not', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  await go(page, '/home');
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift');
  await expect(page.locator('#exit-news')).not.toBeEmpty();
  await expect(page.locator('#exit-news')).toBeEmpty({ timeout: 8000 }); // five seconds later it has forgotten
  await page.keyboard.press('Shift');
  await go(page, '/sign-in');
  const field = page.locator('main input:not([type=hidden]), main textarea').first();
  if (await field.count()) await field.focus();
  for (const key of ['Shift+A', 'Shift+B', 'Shift+C', 'Shift+D']) await page.keyboard.press(key);
  expect(new URL(page.url()).origin).toBe(base());
  await go(page, '/home');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift');
  await page.waitForURL((url) => url.origin !== base());
  await page.context().close();
});

test('after leaving, her sign-in is dead on the server and Back shows nothing of the page', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  await go(page, '/home');
  const heading = await page.locator('h1').first().textContent();
  const words = await page.locator('main').innerText();
  const cookies = await page.context().cookies();
  expect(cookies.length).toBeGreaterThan(0);
  const told = page.waitForRequest((it) => it.url().endsWith('/leave'));
  await page.click('#exit button', { noWaitAfter: true });
  await page.waitForURL((url) => url.origin !== base());
  await told;
  await page.goBack().catch(() => {});
  await page.waitForLoadState('load').catch(() => {});
  const shown = await page.locator('body').innerText().catch(() => '');
  expect(shown).not.toContain(words.slice(0, 200));
  // The same cookie, as a thief of it would send it.
  const other = await browser.newContext();
  await other.addCookies(cookies);
  const answer = await (await other.newPage()).goto(base() + '/home');
  expect(await answer.text()).not.toContain(heading.trim() + '</h1>');
  await other.close();
  await page.context().close();
});

test('the skip link comes first and the exit second; the exit comes again at the end @chromium', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  await go(page, '/home');
  const first = async () => page.evaluate(() => document.activeElement.className + ' ' + (document.activeElement.closest('form') || {}).id);
  await page.keyboard.press('Tab');
  expect(await first()).toContain('skip');
  await page.keyboard.press('Tab');
  expect(await first()).toContain('exit');
  expect(await page.evaluate(() => { const all = [...document.querySelectorAll('a[href], button')].filter((it) => !it.closest('.cover')); return all[all.length - 1].form.id; })).toBe('exit');
  await page.context().close();
});

test('without a script, leaving ends the sign-in and goes on to the neutral site', async ({ browser }) => {
  const page = await visit(browser, MEMBER(), { javaScriptEnabled: false });
  await go(page, '/home');
  const cookies = await page.context().cookies();
  const words = (await page.locator('main').textContent()).trim().slice(0, 60);
  await page.click('#exit button');
  await page.waitForURL((url) => url.origin !== base(), { timeout: 15000 });
  await page.goBack().catch(() => {});
  expect(await page.locator('body').textContent().catch(() => '')).not.toContain(words);
  const other = await browser.newContext({ javaScriptEnabled: false });
  await other.addCookies(cookies);
  const again = await other.newPage();
  await again.goto(base() + '/choices');
  expect(await again.locator('body').textContent()).not.toContain(words);
  await other.close();
  await page.context().close();
});

test('leaving works while the server does not answer @chromium', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  await go(page, '/home');
  await page.context().route('**/leave', () => {}); // never answered
  await page.click('#exit button', { noWaitAfter: true });
  await page.waitForURL((url) => url.origin !== base(), { timeout: 4000 });
  await page.context().close();
});
