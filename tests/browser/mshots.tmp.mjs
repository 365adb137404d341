import { chromium } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { own } from './support/instance.mjs';
import { go, visit } from './support/people.mjs';
const it = await own();
const folder = process.env.HEARTH_TEST_FOLDER || it.folder;
console.log(Object.keys(it), folder, JSON.stringify(it.people || {}).slice(0, 600));
const dbs = execFileSync('bash', ['-c', 'ls -t /tmp/hearth-browser-*/data/hearth.db /tmp/hearth-browser-*/*/hearth.db 2>/dev/null | head -1']).toString().trim();
const sql = (q) => execFileSync('sqlite3', [dbs, q]).toString().trim();
console.log(dbs, sql("select hex(id), modality, state from groups"));
sql("update groups set linked='mail' where modality='forum'");
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const group = process.env.GROUP;
const people = Object.keys(JSON.parse(process.env.HEARTH_TEST_PEOPLE || '{}'));
console.log(people);
for (const [size, viewport] of [['phone', { width: 360, height: 640 }], ['desktop', { width: 1280, height: 800 }]]) for (const language of ['en', 'fr']) {
  for (const [who, paths] of [['member', ['by-mail', '']], ['facilitator', ['about', '']], ['administrator', ['/staff/plugins/mail']]]) {
    const page = await visit(browser, who, { viewport, locale: language === 'en' ? 'en-CA' : 'fr-CA' });
    if ((await page.locator('html').getAttribute('lang')) !== language && await page.locator('.language button').count()) await page.click('.language button');
    const links = await page.evaluate(() => [...document.querySelectorAll('a[href*="/g/"]')].map((a) => a.getAttribute('href')));
    const g = (links.find((l) => l.includes('/forum')) || links[0] || '').split('/')[2];
    for (const p of paths) {
      const path = p.startsWith('/') ? p : `/g/${g}/mail${p ? '/' + p : ''}`;
      await go(page, path);
      await page.screenshot({ path: `/tmp/mshots/${who}.${p.replace(/\W+/g, '-') || 'list'}.${language}.${size}.png`, fullPage: true });
    }
    await page.context().close();
  }
}
await browser.close(); await it.stop();
