// A meeting with sound and picture in real browsers, with made-up devices: both hear each other, a camera that is switched on is
// seen, and no page learns an address but the house's. @chromium: its devices are made up by switches of that browser.
import { expect, test } from '@playwright/test';
import { base, kind, visit } from '../support/people.mjs';
import { comeIn, comes, eavesdrop, facilitator, press, start } from '../support/video.mjs';
import { between as betweenPeople } from './video/between.mjs';
import { page as ofThePage } from './video/page.mjs';

test.describe.configure({ mode: 'serial' });

test('two people hear each other, see a camera that is switched on, and learn no address but the house’s @chromium', async ({}) => {
  const [hers, theirs, staffs] = await Promise.all([start(), start(), start([])]);
  try {
    const permissions = ['microphone', 'camera'];
    const denise = await facilitator(staffs);
    const amina = await visit(hers, kind('robin'), { permissions, viewport: { width: 360, height: 640 } });
    const bea = await visit(theirs, kind('swift'), { permissions });
    for (const page of [amina, bea]) { await eavesdrop(page); await comeIn(page, denise); }
    // She comes in muted, with her camera off, and nothing is asked of her device.
    for (const page of [amina, bea]) {
      await expect(page.locator('[data-do=voice] span')).toHaveText('Mic off');
      await expect(page.locator('[data-do=camera] span')).toHaveText('Camera off');
      await expect(page.locator('.tile')).toHaveCount(2);
      await expect(page.locator('.tile.mine .has')).toHaveText('muted');
    }
    await expect(amina.locator('.tile', { hasText: 'Swift' })).toBeVisible();
    await expect(bea.locator('.tile', { hasText: 'Robin' })).toBeVisible();
    await press(amina, 'voice');
    await press(bea, 'voice');
    for (const page of [amina, bea]) {
      await expect(page.locator('[data-do=voice] span')).toHaveText('Mic on');
      await expect.poll(async () => (await comes(page)).energy, { timeout: 20000 }).toBeGreaterThan(0);
    }
    // Who talks is told in words.
    await expect(amina.locator('.tile:not(.mine) .has')).toHaveText('talking', { timeout: 15000 });
    expect((await comes(bea)).frames).toBe(0);
    await press(amina, 'camera');
    await expect.poll(async () => (await comes(bea)).frames, { timeout: 20000 }).toBeGreaterThan(10);
    await expect(bea.locator('.tile.seen:not(.mine) video')).toBeVisible();
    expect(await bea.locator('.tile.seen video').evaluate((it) => it.videoWidth)).toBeGreaterThan(100);
    // Off again, nothing more comes.
    await press(amina, 'camera');
    await expect(bea.locator('.tile.seen')).toHaveCount(0);
    await expect(amina.locator('.tile.seen')).toHaveCount(0);
    await press(bea, 'camera');
    await expect.poll(async () => (await comes(amina)).frames, { timeout: 20000 }).toBeGreaterThan(10);
    // One address, the house's, in every description and in every pair that a page has.
    const house = new Set();
    for (const page of [amina, bea]) {
      const candidates = page.told.join('\n').split('\\r\\n').filter((it) => it.startsWith('a=candidate:'));
      expect(candidates.length).toBeGreaterThan(1);
      candidates.forEach((it) => house.add(it.split(' ').slice(4, 6).join(':')));
      expect(page.sent.join('\n'), 'a page told its own address').not.toContain('a=candidate:');
      for (const pair of (await comes(page)).pairs) house.add(pair);
      expect(page.context().outside, 'asked of somebody else').toEqual([]);
    }
    expect([...house].length, [...house].join(' ')).toBe(1);
    // Put out by the facilitator, she is heard no more, and her page is the door.
    await denise.goto(base() + '/g/' + denise.group + '/meeting');
    await denise.locator('#meeting-console li', { hasText: 'Robin' }).locator('button[value=put-out]').click();
    await expect(amina.locator('#call')).toHaveCount(0);
    await expect(bea.locator('.tile', { hasText: 'Robin' })).toHaveCount(0);
    const before = (await comes(bea)).packets;
    await bea.waitForTimeout(1500);
    expect((await comes(bea)).packets - before).toBeLessThan(5);
    expect([...amina.problems, ...bea.problems, ...denise.problems]).toEqual([]);
  } finally {
    await Promise.all([hers, theirs, staffs].map((it) => it.close()));
  }
});

test('by keyboard alone, on a small phone, and with a sentence for a device that is missing or refused @chromium', async ({}) => {
  const [none, staffs] = await Promise.all([start(['--allow-loopback-in-peer-connection']), start([])]);
  try {
    const denise = await facilitator(staffs);
    const amina = await visit(none, kind('robin'), { viewport: { width: 360, height: 640 } });
    await eavesdrop(amina);
    await comeIn(amina, denise);
    expect(await amina.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sideways').toBe(true);
    for (const control of await amina.locator('.control:visible, #call-leave .button').all()) {
      const box = await control.boundingBox();
      expect(box.height).toBeGreaterThanOrEqual(44);
      expect(box.y + box.height).toBeLessThanOrEqual(640);
    }
    await amina.locator('[data-do=voice]').focus();
    await amina.keyboard.press('Enter');
    // This browser has no device, or nobody there to allow it: either is told, and she can go on listening.
    await expect(amina.locator('#call-news')).toContainText('You can still listen');
    await expect(amina.locator('[data-do=voice] span')).toHaveText('Mic off');
    await amina.keyboard.press('Tab');
    await amina.keyboard.press('Tab');
    expect(await amina.evaluate(() => document.activeElement.getAttribute('data-do'))).toBe('away');
    await amina.keyboard.press('Space');
    await expect(amina.locator('[data-do=away] span')).toHaveText('Come back');
    await expect(amina.locator('.tile.mine .has')).toHaveText('away');
    await amina.keyboard.press('Space');
    await expect(amina.locator('[data-do=away] span')).toHaveText('Step away');
    await amina.locator('#call-leave .button').focus();
    await amina.keyboard.press('Enter');
    await expect(amina.locator('#call')).toHaveCount(0);
    // What comes after the room may not use her devices any more.
    await expect(amina.locator('meta[name="hears-and-sees"]')).toHaveCount(0);
    expect(amina.problems).toEqual([]);
  } finally {
    await Promise.all([none, staffs].map((it) => it.close()));
  }
});

// One after the other with these: they meet in the same room.
ofThePage();
betweenPeople();
