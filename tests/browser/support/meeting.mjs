// A meeting of the demonstration, and who leads it.
import { expect } from '@playwright/test';
import { base, kind, visit } from './people.mjs';

/** A facilitator beside the door of this group, the meeting begun. */
export async function leads(browser, name, options = {}) {
  const page = await visit(browser, kind('facilitator (denise'), options);
  await page.goto(base() + '/staff/groups');
  const group = (await page.locator('a', { hasText: name }).first().getAttribute('href')).split('/')[3];
  await page.goto(base() + '/g/' + group + '/meeting');
  const begin = page.locator('button[value=begin]');
  if (await begin.count()) await begin.click();
  await expect(page.locator('button[value=pause], button[value=resume]').first()).toBeVisible();
  page.group = group;
  return page;
}
