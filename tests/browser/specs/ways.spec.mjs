// Whichever way she takes part: an invitation says which there are, she begins by the one that she chose, and is the same to everybody
// by each of them.
import { expect, test } from '@playwright/test';
import { go, kind, visit } from '../support/people.mjs';
import { hasDoor, main, press, wide } from '../support/ways.mjs';
import { gateway, keepsLine } from '../support/gateway.mjs';
import { enter, goThrough, invite } from '../support/journey.mjs';
import { own } from '../support/instance.mjs';

const PHONE = '+15145550163';
const ASKED = 'How do you want to take part?';
let house, gate, staff, calls;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150000);
  house = await own();
  gate = await gateway();
  ({ page: staff } = await hasDoor(browser, 'text', house));
});
test.afterAll(async () => {
  await staff?.context().close();
  await gate?.end();
  await house?.stop();
});

/** Somebody with an invitation, at what it opens. */
async function invited(browser) {
  const { link, group } = await invite(browser);
  const page = await visit(browser, null);
  await page.goto(link);
  await press(page, 'Continue');
  await expect(main(page).locator('h1')).toHaveText('An invitation to write and talk with a few others');
  return { page, group };
}

test('an invitation asks by which way she takes part, once there is more than one; she begins there and keeps her name', async ({ browser }) => {
  // No text can come to anybody yet: there is nothing to choose.
  const early = await invited(browser);
  await expect(main(early.page)).not.toContainText(ASKED);
  await early.page.context().close();

  const administrator = await visit(browser, kind('administrator'));
  await go(administrator, '/staff/plugins/text');
  calls = await keepsLine(administrator, gate);
  await administrator.context().close();

  const { page, group } = await invited(browser);
  await page.setViewportSize({ width: 360, height: 640 });
  await expect(main(page)).toContainText(ASKED);
  await expect(page.getByLabel('On these pages')).toBeChecked();
  expect(await wide(page)).toBeLessThanOrEqual(0);
  await page.locator('input[name=way][value=text]').check();
  await press(page, 'Continue');
  // Going back, what she chose stands there.
  await main(page).locator('a.back').click();
  await expect(page.locator('input[name=way][value=text]')).toBeChecked();
  const { alias } = await goThrough(page);
  await enter(page);
  await expect(main(page)).toContainText('No phone of yours is known here.');
  await page.check('input[name=label][value=safe]');
  await press(page, 'Make a code');
  expect(await gate.brings(calls, PHONE, await page.locator('#code .when').innerText())).toBe(200);
  await expect.poll(() => gate.took.filter((it) => it.to === PHONE).length).toBeGreaterThan(0);

  // From the phone, and then from the page: one person, under one name, in the same forum.
  expect(await gate.brings(calls, PHONE, 'Seeds in spring, by text.')).toBe(200);
  await go(page, `/g/${group}/forum/new`);
  await page.fill('#title', 'Hello');
  await page.fill('#words', 'And by the page.');
  await press(page, 'Send');
  await expect(page.locator('article', { hasText: 'And by the page.' })).toContainText(alias);
  await go(staff, '/staff/desk');
  await expect(main(staff).getByRole('link', { name: alias + ' Held' })).toHaveCount(2);
  expect(await staff.content()).not.toContain('0163');
  expect(page.problems).toEqual([]);
  await page.context().close();
});
