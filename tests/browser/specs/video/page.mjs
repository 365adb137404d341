// The meeting as people see it: the check before, the one key, the written lane, who interprets, what she gets and what it costs.
import { expect, test } from '@playwright/test';
import { base, kind, visit } from '../../support/people.mjs';
import { comeIn, comes, eavesdrop, letIn, press, start } from '../../support/video.mjs';
import { flawless, live, permissions, withTwo } from '../../support/room.mjs';

export function page() {
  test('before she goes in she sees and hears herself, nothing is sent or asked, and she can skip it with one press @chromium', async ({}) => {
    await withTwo(async ({ amina, denise }) => {
      await letIn(amina, denise);
      await expect(amina.locator('#before-title')).toBeVisible();
      await expect(amina.locator('.control').first()).toBeHidden();
      expect(await live(amina), 'a device is asked for before she wants it').toBe(0);
      await flawless(amina, 'before');
      const way = await amina.locator('[data-do=go-in]').boundingBox();
      expect(way.y + way.height, 'the way in is seen without scrolling').toBeLessThanOrEqual(640 - 64);
      await amina.locator('[data-check=voice]').click();
      await expect(amina.locator('#check-news')).toHaveText('Your microphone works.', { timeout: 15000 });
      expect(await amina.locator('#level').evaluate((it) => it.value)).toBeGreaterThanOrEqual(0);
      await amina.locator('[data-check=camera]').click();
      await expect.poll(() => amina.locator('#own-picture').evaluate((it) => it.videoWidth)).toBeGreaterThan(0);
      await flawless(amina, 'the check');
      expect(amina.sent, 'nothing is sent before she is in').toEqual([]);
      expect(await amina.evaluate(() => window.__connections.length)).toBe(0);
      expect(await live(amina)).toBe(2);
      await press(amina, 'go-in');
      await expect(amina.locator('.tile.mine .has')).toHaveText('muted');
      expect(await live(amina), 'she comes in muted, with no camera').toBe(0);
      expect(await amina.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    });
  });

  test('one key: sound and picture stop and the page is neutral within 200 ms; leaving stops them as well @chromium', async ({}) => {
    await withTwo(async ({ amina, denise }) => {
      await comeIn(amina, denise);
      for (const how of ['key', 'button', 'leave']) {
        await press(amina, 'voice');
        await press(amina, 'camera');
        await expect(amina.locator('.tile.mine.seen')).toBeVisible();
        expect(await live(amina)).toBe(2);
        const took = await amina.evaluate((how) => {
          const began = performance.now();
          const neutral = () => document.documentElement.matches('.covered, .leaving');
          const isDone = () => neutral() && window.__given.every((it) => it.readyState === 'ended') && [...document.querySelectorAll('#voices audio')].every((it) => it.muted) && !document.querySelector('#tiles video');
          if (how === 'key') document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
          if (how === 'button') document.querySelector('[data-do=panic]').click();
          if (how === 'leave') {
            // She stays where she is, so that it is the page that stops them and not its end.
            document.getElementById('exit').dataset.to = '#';
            document.querySelector('#exit button').click();
            return neutral() && window.__given.every((it) => it.readyState === 'ended') ? performance.now() - began : -1;
          }
          return isDone() ? performance.now() - began : -1;
        }, how);
        expect(took, how + ': at once, not later').toBeGreaterThanOrEqual(0);
        expect(took, how).toBeLessThan(how === 'leave' ? 500 : 200);
        if (how === 'leave') break;
        await expect(amina.locator('#call')).toBeHidden();
        await amina.locator('#uncover').click();
        // Back on the page she is still away, both ways, until she comes back herself.
        await expect(amina.locator('.tile.mine .has')).toHaveText('away');
        expect(amina.sent.some((it) => it.includes('"t":"away","on":true'))).toBe(true);
        await press(amina, 'away');
        await expect(amina.locator('.tile.mine .has')).toHaveText('muted');
      }
    });
  });

  test('who types has the same seat, by keyboard; and the whole page is light @chromium', async ({}) => {
    await withTwo(async ({ amina, denise }) => {
      let bytes = 0;
      const cdp = await amina.context().newCDPSession(amina);
      await cdp.send('Network.enable');
      await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
      cdp.on('Network.loadingFinished', (it) => { bytes += it.encodedDataLength; });
      await letIn(amina, denise);
      await expect(amina.locator('#before-title')).toBeVisible();
      bytes = 0;
      await amina.reload();
      await press(amina, 'go-in');
      await expect(amina.locator('.tile.mine')).toBeVisible();
      expect(bytes, 'a listener’s page').toBeGreaterThan(5000);
      expect(bytes, 'a listener’s page').toBeLessThan(60 * 1024);
      await denise.goto(base() + '/g/' + denise.group + '/video');
      await expect(denise.locator('.tile', { hasText: 'Robin' })).toBeVisible();
      await amina.locator('[data-do=write]').focus();
      await amina.keyboard.press('Enter');
      await expect(amina.locator('#words')).toBeFocused();
      await amina.keyboard.type('I would rather type today.');
      await amina.keyboard.press('Enter');
      await expect(amina.locator('#words')).toHaveValue('');
      // Somebody's first words wait for staff in this group, and both are told.
      await expect(amina.locator('#held')).toBeVisible();
      await expect(denise.locator('#waits')).toContainText('Words from Robin');
      await press(denise, 'write');
      await denise.locator('#words').fill('Good evening. Typing is fine here.');
      await denise.keyboard.press('Enter');
      await expect(denise.locator('#lines .mine .said')).toHaveText('Good evening. Typing is fine here.');
      await expect(amina.locator('#lines .said')).toHaveText('Good evening. Typing is fine here.');
      await expect(amina.locator('#lines .role')).toHaveText('Staff');
      await flawless(amina, 'the written lane');
      for (const control of await amina.locator('.control:visible, #call-leave .button:visible, #say .button:visible').all()) {
        const box = await control.boundingBox();
        expect(box.y + box.height, 'in view on the smallest phone').toBeLessThanOrEqual(640);
        expect(box.height).toBeGreaterThanOrEqual(44);
      }
      // One thing is open at a time on a small screen.
      await press(amina, 'write');
      await press(amina, 'more');
      await amina.locator('#types').check();
      await expect(denise.locator('.tile', { hasText: 'Robin' }).locator('.has')).toHaveText('types');
      await flawless(amina, 'more');
      await flawless(denise, 'who leads');
      // Nothing of a closed browser's page is kept, and the reload begins before the room.
      await amina.reload();
      await press(amina, 'go-in');
      await press(amina, 'write');
      await expect(amina.locator('#lines .said')).toHaveText('Good evening. Typing is fine here.');
    });
  });

  test('each chooses what she gets, and is told what it costs, as it is measured @chromium', async ({}) => {
    await withTwo(async ({ amina, denise }) => {
      const theirs = await start();
      try {
        const bea = await visit(theirs, kind('swift'), { permissions });
        await eavesdrop(bea);
        await comeIn(amina, denise);
        await comeIn(bea, denise);
        await press(bea, 'camera');
        await expect.poll(async () => (await comes(amina)).frames, { timeout: 20000 }).toBeGreaterThan(20);
        await expect(amina.locator('#meter')).toContainText('MB an hour', { timeout: 15000 });
        const hour = async () => Number((await amina.locator('#meter').textContent()).split(' ')[0]);
        await expect.poll(hour, { timeout: 15000 }).toBeGreaterThan(5);
        await press(amina, 'more');
        await amina.locator('input[name=cap][value=none]').check();
        await expect(amina.locator('.tile:not(.mine) video')).toHaveCount(0);
        await amina.waitForTimeout(1500);
        const before = (await comes(amina)).frames;
        await amina.waitForTimeout(2000);
        expect((await comes(amina)).frames - before, 'no picture comes where she wants none').toBeLessThan(3);
        await amina.locator('input[name=cap][value=all]').check();
        await expect.poll(async () => (await comes(amina)).frames, { timeout: 15000 }).toBeGreaterThan(before + 10);
        // Not offered where the device cannot do it: a made-up camera cannot.
        await expect(bea.locator('#blur')).toBeHidden();
      } finally {
        await theirs.close();
      }
    });
  });

  test('who interprets is pinned, and each listener mixes her with the room; captions are read as they come @chromium', async ({}) => {
    await withTwo(async ({ amina, denise }) => {
      const theirs = await start();
      try {
        await comeIn(amina, denise);
        await denise.goto(base() + '/staff/groups/' + denise.group + '/meetings');
        await denise.locator('main a[href*="/meetings/"]').first().click();
        await denise.selectOption('select[name=language]', 'es');
        await denise.locator('button[value=seat]').click();
        const link = (await denise.locator('main').innerText()).match(/https?:\/\/\S+#i=\S+/)[0];
        const pilar = await visit(theirs, null, { permissions });
        await eavesdrop(pilar);
        await pilar.goto(link);
        await expect(pilar.locator('#code-read')).toBeVisible();
        await pilar.locator('main form .button').first().click();
        await pilar.check('input[name=promise]');
        await pilar.locator('main form .button').first().click();
        await denise.goto(base() + '/g/' + denise.group + '/meeting');
        await comeIn(pilar, denise);
        await expect(amina.locator('#tiles .tile.pinned .role')).toHaveText('Interpreter');
        await press(amina, 'more');
        const mix = amina.locator('#mix input[type=range]');
        await expect(mix).toHaveCount(2);
        await press(pilar, 'voice');
        await press(pilar, 'camera');
        const audio = amina.locator('#voices audio');
        await expect(audio).toHaveCount(1, { timeout: 20000 });
        // Another language is not laid over the room until she chooses it; then as loud as she likes.
        expect(await audio.evaluate((it) => it.muted)).toBe(true);
        await amina.locator('[data-lane=es] input').fill('60');
        expect(await audio.evaluate((it) => [it.muted, it.volume])).toEqual([false, 0.6]);
        // Hers stays large where she wants small ones.
        await expect(amina.locator('.pinned.seen')).toBeVisible({ timeout: 15000 });
        await amina.locator('input[name=cap][value=small]').check();
        await amina.waitForTimeout(500);
        const asked = amina.sent.filter((it) => it.includes('"t":"height"')).map((it) => JSON.parse(it).most);
        expect(asked.length).toBeGreaterThan(0);
        expect(Math.min(...asked), 'a picture of signs in the low layer').toBeGreaterThan(180);
        await press(pilar, 'write');
        await pilar.locator('#words').fill('Buenas tardes a todas las personas.');
        await pilar.locator('#say .button').click();
        const log = amina.locator('#captions[role=log]');
        await expect(log).toContainText('Buenas tardes');
        await expect(log.locator('p[lang=es]')).toHaveCount(1);
        const size = await log.evaluate((it) => parseFloat(getComputedStyle(it).fontSize));
        await press(amina, 'larger');
        expect(await log.evaluate((it) => parseFloat(getComputedStyle(it).fontSize))).toBeGreaterThan(size);
        await flawless(amina, 'with captions');
        // Spoken with privately she needs the interpreter as well: each of the three reads who hears her, and the captions are for those alone.
        await denise.goto(base() + '/g/' + denise.group + '/video');
        const about = (tile, deed) => denise.locator('.tile' + tile + ' [data-do=about]').click().then(() => denise.locator('#about').getByRole('button', { name: deed }).click());
        await about(':not(.mine):not(.pinned)', 'Speak privately');
        await expect(amina.locator('#aside-now b')).toHaveText('You are speaking privately with Denise. The others do not hear or see you.');
        await about('.pinned', 'Bring into your private talk');
        await expect(amina.locator('#aside-now b')).toHaveText('You are speaking privately with Denise + Interpreter, Spanish. The others do not hear or see you.');
        await expect(denise.locator('#aside-now b')).toContainText('Robin + Interpreter, Spanish');
        await expect(pilar.locator('#aside-now b')).toContainText('Robin');
        await expect(pilar.locator('#caption-choice')).toBeHidden();
        await pilar.locator('#words').fill('Solo para ustedes.');
        await pilar.locator('#say .button').click();
        await expect(log).toContainText('Solo para ustedes.');
        await flawless(amina, 'a private word with an interpreter');
        await press(amina, 'back');
        for (const page of [amina, denise, pilar]) await expect(page.locator('#aside-now')).toBeHidden();
        expect(pilar.problems).toEqual([]);
      } finally {
        await theirs.close();
      }
    });
  });
}
