// Two engines in one meeting: what Chromium sends arrives in Firefox and the other way round, and between two Firefoxes, sound and
// picture. The house is in a network of its own: Firefox pairs 127.0.0.1 with no address of its own, and reaches nobody there (RFC 8445,
// 5.1.1.1). @chromium: its devices are made up by switches of that browser; Firefox is started beside it.
import { expect, test } from '@playwright/test';
import { HOUSE, apart, missing } from '../support/apart.mjs';
import { port } from '../support/instance.mjs';
import { kind, visit } from '../support/people.mjs';
import { FIREFOX, comeIn, comes, eavesdrop, facilitator, press, start, startFirefox } from '../support/video.mjs';
import { settings, shelter } from '../support/turn.mjs';

test.describe.configure({ mode: 'serial' });
let [stop, lab, remove] = [async () => {}, { remove() {} }, () => {}];
test.beforeAll(async () => {
  test.setTimeout(150000);
  const why = FIREFOX ? missing() : 'Firefox is not installed';
  test.skip(why !== '', 'NOT CHECKED: ' + why);
  const at = await port();
  const made = settings('', { media_listen: HOUSE + ':3478' });
  remove = made.remove;
  lab = apart(at);
  lab.here();
  stop = await shelter({ config: made.file, listen: '0.0.0.0:' + at, by: lab.inside('house') });
});
test.afterAll(async () => {
  await stop();
  lab.remove();
  remove();
});

/** Both with everything on; what comes to each of them goes on coming. */
async function meet(begin) {
  const [hers, theirs, staffs] = await Promise.all([begin[0](), begin[1](), start([])]);
  const permissions = (browser) => (browser.browserType().name() === 'chromium' ? { permissions: ['microphone', 'camera'] } : {});
  try {
    const denise = await facilitator(staffs);
    const amina = await visit(hers, kind('robin'), permissions(hers));
    const bea = await visit(theirs, kind('swift'), permissions(theirs));
    for (const page of [amina, bea]) { await eavesdrop(page); await comeIn(page, denise); }
    for (const page of [amina, bea]) {
      await press(page, 'voice');
      await expect(page.locator('[data-do=voice] span')).toHaveText('Mic on');
      await press(page, 'camera');
      await expect(page.locator('[data-do=camera] span')).toHaveText('Camera on');
    }
    for (const [name, page] of [['to the first', amina], ['to the second', bea]]) {
      await expect.poll(async () => (await comes(page)).frames, { timeout: 20000, message: 'pictures ' + name }).toBeGreaterThan(10);
      await expect.poll(async () => (await comes(page)).energy, { timeout: 20000, message: 'sound ' + name }).toBeGreaterThan(0);
      const before = await comes(page);
      await expect.poll(async () => (await comes(page)).frames, { timeout: 20000, message: 'pictures go on ' + name }).toBeGreaterThan(before.frames + 30);
      await expect.poll(async () => (await comes(page)).energy, { timeout: 20000, message: 'sound goes on ' + name }).toBeGreaterThan(before.energy);
      await expect(page.locator('.tile.seen:not(.mine) video')).toBeVisible();
      expect(await page.locator('.tile.seen:not(.mine) video').evaluate((it) => it.videoWidth)).toBeGreaterThan(100);
      expect(page.problems).toEqual([]);
    }
  } finally {
    await Promise.all([hers, theirs, staffs].map((it) => it.close()));
  }
}

test('Chromium and Firefox hear and see each other @chromium', async () => { await meet([start, startFirefox]); });

test('two Firefoxes hear and see each other @chromium', async () => { await meet([startFirefox, startFirefox]); });
