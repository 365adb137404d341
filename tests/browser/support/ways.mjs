// A group of the demonstration that meets in another way from now on; and what every page of that way must be.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect } from '@playwright/test';
import { go, kind, visit } from './people.mjs';

// A group in which people are takes another way only where the house is ready for it and two agree. No house of a browser's test
// is ready: no letter leaves it. So it is arranged in the database, as the Rust tests do; tests/groups has the rule.
const ARRANGED = `import sqlite3, sys, uuid
house = sqlite3.connect(sys.argv[1], timeout=20)
done = house.execute("UPDATE groups SET " + sys.argv[4] + " = ? WHERE id IN (?, ?)", (sys.argv[2], uuid.UUID(sys.argv[3]).bytes, sys.argv[3]))
house.commit()
sys.exit(0 if done.rowcount == 1 else 1)`;

/** The English group of this house, as somebody who facilitates it sees it, after this was arranged for it. */
async function arranged(browser, column, way, { folder }) {
  const page = await visit(browser, kind('denise'));
  await go(page, '/staff/groups');
  const staff = await page.getByRole('link', { name: 'Open topics' }).first().getAttribute('href');
  const group = staff.split('/').pop();
  execFileSync('python3', ['-c', ARRANGED, path.join(folder, 'data', 'hearth.db'), way, group, column]);
  // Kept as it is, the house forgets what it knew of the group.
  await go(page, staff + '/way');
  await expect(page.locator(column === 'linked' ? `input[name=beside-${way}]` : `input[name=way][value=${way}]`)).toBeChecked();
  await press(page, 'Keep this');
  await expect(page.locator('h1').first()).toContainText('Open topics');
  return { page, staff, group };
}

/** That group, which meets like this from now on: the window of who facilitates it, and where the pages are. */
export async function meetsBy(browser, way, house) {
  const { page, staff, group } = await arranged(browser, 'modality', way, house);
  return { page, staff, base: '/g/' + group + '/' + way };
}

/** That group, into which this is another door from now on. */
export const hasDoor = (browser, way, house) => arranged(browser, 'linked', way, house);

/** The page without what stands around it; what it says is wrong; what it says is done. */
export const main = (page) => page.locator('main');
export const says = (page) => main(page).locator('.panel[role=alert]');
export const done = (page) => main(page).locator('.panel.good[role=status]');

/** Presses what stands in the page, not above it. */
export const press = (page, name) => main(page).getByRole('button', { name, exact: true }).click();

/** By how many pixels it is too wide. */
export const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Nothing lies sideways on a small phone, in neither language; the page is then English again. */
export async function fits(page, path) {
  await page.setViewportSize({ width: 360, height: 640 });
  for (const language of ['fr', 'en']) {
    // Pages of staff have no button for it.
    if (!(await page.locator('.language button').count())) await go(page, '/services');
    await page.click('.language button');
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await go(page, path);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    expect(await wide(page), path + ' in ' + language).toBeLessThanOrEqual(0);
  }
}

/** She asks staff to look at what somebody said; why is asked for, and what she wrote stays until it is there. */
export async function reports(page, article) {
  await article.getByRole('link', { name: 'Report to staff' }).click();
  await expect(main(page).locator('h1')).toHaveText('Report to staff');
  await page.fill('#words', 'Please look.');
  await main(page).locator('form .button').first().click();
  await expect(says(page)).toBeVisible();
  await expect(page.locator('#words')).toHaveValue('Please look.');
  expect(await wide(page)).toBeLessThanOrEqual(0);
  await main(page).locator('input[name=why]').first().check();
  await main(page).locator('form .button').first().click();
  await expect(main(page).locator('h1')).toHaveText('Staff will look at it');
}
