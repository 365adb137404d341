// Pages in real browsers, against a throw-away instance that support/instance.mjs starts.
import { defineConfig } from '@playwright/test';
import fs from 'node:fs';

const CHROMIUM = process.env.HEARTH_TEST_CHROMIUM || '/usr/bin/chromium';
const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((it) => fs.existsSync(it));
const quiet = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
const args = process.getuid && process.getuid() === 0 ? ['--no-sandbox', ...quiet] : quiet;

const projects = [
  { name: 'chromium', use: { browserName: 'chromium', launchOptions: { executablePath: CHROMIUM, args } } },
];
// Firefox by its own protocol: only where it is installed, and only for what must work everywhere.
if (FIREFOX && !process.env.HEARTH_TEST_NO_FIREFOX) {
  projects.push({ name: 'firefox', testMatch: /(leaving|no-script|joining|live|keyboard|chat|meeting)\.spec\.mjs/, grepInvert: /@chromium/, use: { browserName: 'firefox', channel: 'moz-firefox', launchOptions: { executablePath: FIREFOX } } });
}

export default defineConfig({
  testDir: 'specs',
  globalSetup: './support/instance.mjs',
  fullyParallel: true,
  workers: 2,
  // Two browsers and a house on two cores are slow at times. What passes only the second time is named as flaky, to be looked at.
  retries: 1,
  timeout: 120000,
  expect: { timeout: 7000 },
  reporter: 'line',
  outputDir: 'test-results',
  use: { viewport: { width: 360, height: 640 }, actionTimeout: 10000, navigationTimeout: 20000 },
  projects,
});
