// Screenshots of all pages for people to look at: node shots.mjs [FOLDER]. Not a test: nothing compares them.
import { chromium } from '@playwright/test';
import fs from 'node:fs';
import start from './support/instance.mjs';
import { addresses, go, kinds, visit } from './support/people.mjs';

const out = process.argv[2] || 'shots';
fs.mkdirSync(out, { recursive: true });
const stop = await start();
const browser = await chromium.launch({ executablePath: process.env.HEARTH_TEST_CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
let count = 0;
try {
  for (const [size, viewport] of [['phone', { width: 360, height: 640 }], ['desktop', { width: 1280, height: 800 }]]) {
    for (const language of ['en', 'fr']) {
      for (const who of [null, ...kinds()]) {
        const page = await visit(browser, who, { viewport, locale: language === 'en' ? 'en-CA' : 'fr-CA' });
        if (who && (await page.locator('html').getAttribute('lang')) !== language && await page.locator('.language button').count()) await page.click('.language button');
        for (const path of await addresses(page)) {
          await go(page, path);
          const name = [who || 'nobody', path.replace(/[0-9a-f-]{36}/g, 'x').replace(/[^a-z0-9]+/gi, '-').slice(0, 60), language, size].join('.');
          await page.screenshot({ path: out + '/' + name + '.png', fullPage: size === 'desktop' });
          count++;
        }
        await page.context().close();
      }
    }
  }
} finally {
  await browser.close();
  await stop();
}
console.log(count + ' pictures in ' + out);
