// For everyone: what a checker can see of WCAG 2.2 AA on every page, on a phone and a desktop, by day and by night.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { addresses, go, kinds, visit } from '../support/people.mjs';

for (const colorScheme of ['light', 'dark']) {
  test(`no page breaks a rule of WCAG 2.2 AA, ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(900000);
    const wrong = [];
    for (const who of [null, ...kinds()]) {
      const page = await visit(browser, who, { colorScheme, viewport: colorScheme === 'light' ? { width: 360, height: 640 } : { width: 1280, height: 800 } });
      for (const path of await addresses(page)) {
        await go(page, path);
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
        for (const it of violations) wrong.push([who || 'nobody', path, it.id, it.nodes.slice(0, 2).map((node) => node.target + ' ' + (node.any[0] ? node.any[0].message : '')).join(' | ')].join(' '));
      }
      await page.context().close();
    }
    expect(wrong).toEqual([]);
  });
}

test('no page scrolls sideways at 320 pixels, which is a zoom of 400 per cent', async ({ browser }) => {
  test.setTimeout(300000);
  const wrong = [];
  for (const who of [null, ...kinds()]) {
    const page = await visit(browser, who, { viewport: { width: 320, height: 640 } });
    for (const path of await addresses(page)) {
      await go(page, path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) wrong.push((who || 'nobody') + ' ' + path + ': ' + wide + ' too wide');
    }
    await page.context().close();
  }
  expect(wrong).toEqual([]);
});

test('what is touched is at least 44 pixels high on a phone', async ({ browser }) => {
  test.setTimeout(300000);
  const wrong = [];
  for (const who of kinds()) {
    const page = await visit(browser, who);
    for (const path of await addresses(page)) {
      await go(page, path);
      const small = await page.evaluate(() => [...document.querySelectorAll('a, button, summary, label.option, input:not([type=radio]):not([type=checkbox]):not([type=hidden]), select')]
        .filter((it) => it.offsetParent && !it.closest('p, dd, .skip, td, .help') && !it.matches('.skip'))
        .filter((it) => (it.closest('.topic') || it).getBoundingClientRect().height < 43.5).map((it) => it.textContent.trim().slice(0, 30) || it.name));
      if (small.length) wrong.push(who + ' ' + path + ': ' + small.join(', '));
    }
    await page.context().close();
  }
  expect(wrong).toEqual([]);
});
