// A room with sound and picture for a test: who leads, and one person with devices; and what every page of it must be.
import { expect } from '@playwright/test';
import { AXE, check } from './checks.mjs';
import { kind, visit } from './people.mjs';
import { eavesdrop, facilitator, start } from './video.mjs';

export const PHONE = { width: 360, height: 640 };
export const permissions = ['microphone', 'camera'];

/** Everything that a device gave to the page; whether any of it goes on. */
async function watchDevices(page) {
  await page.addInitScript(() => {
    const given = window.__given = [];
    if (!navigator.mediaDevices) return;
    const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (what) => { const it = await own(what); given.push(...it.getTracks()); return it; };
  });
}
export const live = (page) => page.evaluate(() => window.__given.filter((it) => it.readyState === 'live').length);
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
export async function flawless(page, where) {
  await page.evaluate(AXE);
  expect(await check(page), where).toEqual([]);
  expect(await fits(page), where + ': nothing sideways').toBe(true);
}
/** One to lead, one person; each test ends what it began. */
export async function withTwo(what, options = {}) {
  const [hers, staffs] = await Promise.all([start(), start([])]);
  try {
    const denise = await facilitator(staffs, { viewport: { width: 1366, height: 768 } });
    const amina = await visit(hers, kind('robin'), { permissions, viewport: PHONE, ...options });
    await eavesdrop(amina);
    await watchDevices(amina);
    await what({ amina, denise, hers, staffs });
    expect(amina.problems).toEqual([]);
  } finally {
    await Promise.all([hers, staffs].map((it) => it.close()));
  }
}
