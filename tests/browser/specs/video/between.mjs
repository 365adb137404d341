// What happens between people in a meeting beside its sound and picture: a private word, and a line that staff are asked to look at.
import { expect, test } from '@playwright/test';
import { base, kind, visit } from '../../support/people.mjs';
import { comeIn, comes, eavesdrop, press, start } from '../../support/video.mjs';
import { PHONE, flawless, live, permissions, withTwo } from '../../support/room.mjs';

export function between() {
  test('a private word: the page says so all the while, one press ends it, and the third hears nothing of it @chromium', async ({}) => {
    await withTwo(async ({ amina, denise }) => {
      const theirs = await start();
      try {
        const bea = await visit(theirs, kind('swift'), { permissions, viewport: PHONE });
        for (const page of [bea, denise]) await eavesdrop(page);
        for (const page of [amina, bea]) await comeIn(page, denise);
        await denise.goto(base() + '/g/' + denise.group + '/video');
        const robin = (page) => page.locator('.tile', { hasText: 'Robin' });
        await expect(robin(denise)).toBeVisible();
        for (const what of ['voice', 'camera']) await press(amina, what);
        await expect.poll(async () => (await comes(bea)).energy, { timeout: 20000 }).toBeGreaterThan(0);
        // Nothing lies over her face: what can be done about her is below the tiles.
        await expect(robin(denise).locator('button')).toHaveCount(1);
        await robin(denise).locator('[data-do=about]').click();
        await flawless(denise, 'about one person');
        await denise.locator('#about').getByRole('button', { name: 'Speak privately' }).click();
        await expect(amina.locator('#aside-now')).toContainText('You are speaking privately with Denise. The others do not hear or see you.');
        await expect(denise.locator('#aside-now')).toContainText('You are speaking privately with Robin.');
        await expect(robin(bea).locator('.has')).toHaveText('speaking privately');
        await expect(robin(bea).locator('video')).toHaveCount(0);
        await expect(bea.locator('#aside-now')).toBeHidden();
        // Her microphone is on as it was; the third gets nothing of it, and who leads does.
        await expect(amina.locator('[data-do=voice] span')).toHaveText('Mic on');
        await amina.waitForTimeout(500);
        const before = await Promise.all([bea, denise].map(comes));
        await amina.waitForTimeout(2000);
        const after = await Promise.all([bea, denise].map(comes));
        expect(after[0].packets - before[0].packets, 'the third hears').toBe(0);
        expect(after[0].frames - before[0].frames, 'the third sees').toBe(0);
        expect(after[1].packets, 'who leads hears her').toBeGreaterThan(before[1].packets + 10);
        await press(amina, 'write');
        await expect(amina.locator('#say')).toBeHidden();
        await expect(amina.locator('#aside-closed')).toBeVisible();
        await flawless(amina, 'a private word');
        for (const what of ['[data-do=back]', '[data-do=panic]', '#exit button']) {
          const box = await amina.locator(what).boundingBox();
          expect(box.y + box.height, what + ' in view on the smallest phone').toBeLessThanOrEqual(640);
          expect(box.height).toBeGreaterThanOrEqual(44);
        }
        await press(amina, 'back');
        for (const page of [amina, denise]) await expect(page.locator('#aside-now')).toBeHidden();
        await expect(amina.locator('#call-news')).toHaveText('You are back with everyone. Your microphone and camera are off.');
        expect(await live(amina)).toBe(0);
        await expect(amina.locator('#say')).toBeVisible();
        await expect(robin(bea).locator('.has')).toHaveText('muted');
        expect(bea.problems).toEqual([]);
      } finally {
        await theirs.close();
      }
    });
  });

  test('a line is shown to staff from within the room, which nobody leaves for it @chromium', async ({}) => {
    await withTwo(async ({ amina, denise }) => {
      const theirs = await start();
      try {
        const bea = await visit(theirs, kind('swift'), { permissions, viewport: PHONE });
        for (const page of [amina, bea]) await comeIn(page, denise);
        await denise.goto(base() + '/g/' + denise.group + '/meeting');
        await press(bea, 'write');
        const words = 'I know that street, by the river ' + Date.now();
        await bea.locator('#words').fill(words);
        await bea.locator('#say .button').click();
        await expect(bea.locator('#words')).toHaveValue('');
        // Somebody's first words wait for staff.
        await denise.goto(base() + '/staff/desk');
        const waits = denise.locator('.queue a', { hasText: 'Swift' });
        for (let left = await waits.count(); left > 0; left--) {
          await waits.first().click();
          await denise.locator('form[action$=let-through] button').click();
          await expect(waits).toHaveCount(left - 1);
        }
        await press(amina, 'write');
        const line = amina.locator('#lines .line', { hasText: words });
        await expect(line).toBeVisible();
        await expect(bea.locator('#lines .mine [data-do=line]'), 'nobody reports herself').toHaveCount(0);
        await line.locator('[data-do=line]').click();
        await expect(amina.locator('#line')).toContainText(words);
        await flawless(amina, 'one line');
        await amina.locator('#line .button').click();
        await expect(amina.locator('#line .error')).toHaveText('Choose what staff should look at.');
        await amina.locator('#line .option').first().click();
        await amina.locator('#line .button').click();
        await expect(amina.locator('#call-news')).toHaveText('Staff will look at it. Nobody else knows that you asked.');
        await expect(amina.locator('#line')).toBeHidden();
        await expect(line).toBeVisible();
        await expect(amina.locator('.tile')).toHaveCount(2);
        expect(bea.problems).toEqual([]);
      } finally {
        await theirs.close();
      }
    });
  });
}
