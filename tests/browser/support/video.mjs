// People in a meeting with sound and picture, each in a browser of her own.
import { chromium, expect, firefox, test } from '@playwright/test';
import fs from 'node:fs';
import { leads } from './meeting.mjs';
import { go } from './people.mjs';

export const DEVICES = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--allow-loopback-in-peer-connection'];
/** A browser with devices, or without; each person has her own, as in life. `more`: how else it starts. */
export const start = (devices = DEVICES, { args: others = [], ...more } = {}) => {
  const { executablePath, args } = test.info().project.use.launchOptions;
  return chromium.launch({ executablePath, ...more, args: [...args, ...devices, ...others] });
};

/** The other engine, where it is installed; it makes its devices up itself. */
export const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((it) => fs.existsSync(it));
export const startFirefox = () => firefox.launch({
  channel: 'moz-firefox',
  executablePath: FIREFOX,
  firefoxUserPrefs: { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true, 'media.autoplay.default': 0 },
});

/** A facilitator of the meeting with sound and picture. */
export const facilitator = (browser, options) => leads(browser, 'Window seat', options);

/** Listens to what is said over the line, before the room opens. */
export async function eavesdrop(page) {
  page.told = [];
  page.sent = [];
  page.on('websocket', (line) => {
    line.on('framereceived', (it) => page.told.push(String(it.payload)));
    line.on('framesent', (it) => page.sent.push(String(it.payload)));
  });
  // The page keeps its connections to itself; a test needs their figures.
  await page.addInitScript(() => {
    const kept = window.__connections = [];
    const Own = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Own { constructor(...how) { super(...how); kept.push(this); } };
  });
}

/** Before the room: she knocks, and the facilitator lets her in. */
export async function letIn(page, denise) {
  await go(page, '/g/' + denise.group + '/meeting');
  if (await page.locator('#call').count()) return;
  await page.check('input[name=near][value=no]');
  await page.locator('main form .button').first().click();
  const waiting = denise.locator('.at-the-door').first();
  await expect(waiting).toBeVisible();
  await waiting.locator('button[value=let-in]').click();
  await expect(page.locator('#call.waits')).toBeVisible();
}
/** In the room. */
export async function comeIn(page, denise) {
  await letIn(page, denise);
  await press(page, 'go-in');
  await expect(page.locator('.tile.mine')).toBeVisible();
}

/** What comes to a page: by kind, what it is worth. */
export const comes = (page) => page.evaluate(async () => {
  const sum = { energy: 0, packets: 0, lost: 0, frames: 0, pairs: [], own: [] };
  for (const it of window.__connections.filter((one) => one.connectionState === 'connected')) {
    const stats = await it.getStats();
    stats.forEach((one) => {
      if (one.type === 'inbound-rtp' && one.kind === 'audio') { sum.energy += one.totalAudioEnergy || 0; sum.packets += one.packetsReceived || 0; sum.lost += one.packetsLost || 0; }
      if (one.type === 'inbound-rtp' && one.kind === 'video') sum.frames += one.framesDecoded || 0;
      if (one.type === 'remote-candidate') sum.pairs.push((one.address || one.ip) + ':' + one.port);
      if (one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded') { const own = stats.get(one.localCandidateId); sum.own.push(own.candidateType + ' ' + (own.relayProtocol || own.protocol)); }
    });
  }
  return sum;
});
/** All of them switch everything on, and each hears and sees somebody, within so many milliseconds. */
export async function meet(pages, timeout) {
  for (const page of pages) { await press(page, 'voice'); await press(page, 'camera'); }
  for (const page of pages) {
    await expect.poll(async () => (await comes(page)).energy, { timeout }).toBeGreaterThan(0);
    await expect.poll(async () => (await comes(page)).frames, { timeout }).toBeGreaterThan(10);
  }
}
export const press = (page, what) => page.locator(`[data-do=${what}]`).click();
