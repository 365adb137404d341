// Every page that somebody of each kind can reach is opened once, and all that every page promises is looked at there: what a
// checker can see of WCAG 2.2 AA by day and by night, the exit, room on the smallest phone, nothing from elsewhere, no traces.
import { expect, test } from '@playwright/test';
import { AXE, check } from '../support/checks.mjs';
import { SIZES, everybody, exitIsFree, visit, walk } from '../support/people.mjs';

const [PHONE] = SIZES;

/** The exit at the top and at the bottom of the page, at this size. */
async function exits(page, size) {
  const wrong = [];
  for (const where of ['top', 'bottom']) {
    await page.evaluate((it) => scrollTo(0, it === 'top' ? 0 : document.body.scrollHeight), where);
    const why = await exitIsFree(page);
    if (why) wrong.push([size.width, where, why].join(' '));
  }
  return wrong;
}

/** What can be touched and is too low for a thumb. */
const small = (page) => page.evaluate(() => [...document.querySelectorAll('a, button, summary, label.option, input:not([type=radio]):not([type=checkbox]):not([type=hidden]), select')]
  .filter((it) => it.checkVisibility() && !it.closest('p, dd, .skip, td, .help') && !it.matches('.skip'))
  .filter((it) => (it.closest('.topic') || it).getBoundingClientRect().height < 43.5).map((it) => it.textContent.trim().slice(0, 30) || it.name));

/** What lies under the exit when it has the focus at the bottom of the page. */
const under = (page) => page.evaluate(() => {
  const bar = document.getElementById('exit').getBoundingClientRect();
  scrollTo(0, document.body.scrollHeight);
  return [...document.querySelectorAll('main a, main button, main input:not([type=hidden]), main textarea, main select, main summary, .foot a')].filter((it) => it.checkVisibility()).filter((it) => {
    it.focus();
    const r = it.getBoundingClientRect();
    // In a field it is the line she writes in that must be seen: browsers bring the caret into view, not the whole field.
    const bottom = it.matches('input, textarea') ? Math.min(r.bottom, r.top + 36) : r.bottom;
    return Math.min(r.right, bar.right) - Math.max(r.left, bar.left) > 1 && Math.min(bottom, bar.bottom) - Math.max(r.top, bar.top) > 1;
  }).map((it) => it.textContent.trim().slice(0, 20) || it.id);
});

const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

for (const who of ['nobody', ...everybody()]) {
  test(`every page of ${who}: WCAG 2.2 AA, the exit in view, nothing sideways, kept nowhere, nothing from elsewhere`, async ({ browser }) => {
    test.setTimeout(300000);
    const page = await visit(browser, who === 'nobody' ? null : who, { viewport: PHONE, colorScheme: 'light' });
    const found = { access: [], exit: [], under: [], small: [], wide: [], kept: [] };
    const titles = new Set();
    let count = 0;
    for await (const { path, answer } of walk(page)) {
      count++;
      const note = (list, words) => { for (const it of [].concat(words)) list.push(path + ' ' + it); };
      if (!(await page.locator('#exit').count())) { note(found.exit, 'there is none'); continue; }
      if (answer && !(answer.headers()['cache-control'] || '').includes('no-store')) note(found.kept, 'may be kept');
      if (await page.locator('html[data-address]').count()) titles.add(await page.title());
      await page.evaluate(AXE);
      note(found.access, await check(page));
      note(found.exit, await exits(page, PHONE));
      note(found.small, await small(page));
      note(found.under, await under(page));
      await page.setViewportSize({ width: 320, height: 640 });
      const over = await wide(page);
      if (over > 0) note(found.wide, over + ' too wide');
      await page.emulateMedia({ colorScheme: 'dark' });
      for (const size of SIZES.slice(1)) {
        await page.setViewportSize(size);
        note(found.exit, await exits(page, size));
      }
      // By night and on a desktop it is the colours and the sizes that differ.
      note(found.access, await check(page, ['color-contrast', 'target-size', 'scrollable-region-focusable']));
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(PHONE);
    }
    expect(count).toBeGreaterThan(5);
    expect.soft(found.access, 'a rule of WCAG 2.2 AA').toEqual([]);
    expect.soft(found.exit, 'the exit').toEqual([]);
    expect.soft(found.under, 'a focused control lies under the exit').toEqual([]);
    expect.soft(found.small, 'less than 44 pixels high on a phone').toEqual([]);
    expect.soft(found.wide, 'scrolls sideways at 320 pixels, which is a zoom of 400 per cent').toEqual([]);
    expect.soft(found.kept, 'a page that a browser may keep').toEqual([]);
    expect.soft(titles.size, 'titles of pages of members: ' + [...titles]).toBeLessThanOrEqual(1);
    expect.soft([...titles].join(' ')).not.toMatch(/hearth|shelter|group|support/i);
    expect.soft(page.context().outside, 'asked for elsewhere').toEqual([]);
    expect.soft(page.problems, 'errors').toEqual([]);
    if (process.env.HEARTH_TEST_COUNT) console.log(who + ': ' + count + ' pages');
    await page.context().close();
  });
}
