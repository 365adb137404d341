// Nothing is recorded: while people talk and see each other, the files of the house are watched, and what it has open.
import { expect, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { kind, visit } from '../support/people.mjs';
import { comeIn, comes, eavesdrop, facilitator, press, start } from '../support/video.mjs';
import { own } from '../support/instance.mjs';

let house;
test.beforeAll(async () => { test.setTimeout(150000); house = await own(); });
test.afterAll(() => house && house.stop());

/** Every file below a folder, with its size. */
function sizes(folder) {
  const all = new Map();
  for (const it of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, it.name);
    if (it.isDirectory()) for (const [name, size] of sizes(at)) all.set(name, size);
    else try { all.set(at, fs.statSync(at).size); } catch { /* gone meanwhile */ }
  }
  return all;
}
/** The files that a process has open, also those without a name; sockets and pipes are none. */
function open(pid) {
  const all = [];
  for (const it of fs.readdirSync('/proc/' + pid + '/fd')) {
    try {
      const at = '/proc/' + pid + '/fd/' + it;
      if (fs.statSync(at).isFile()) all.push(fs.readlinkSync(at));
    } catch { /* closed meanwhile */ }
  }
  return all;
}
/** The database of the house: pages that are opened and asked for are noted there, as ever. */
const isDatabase = (name) => /\.(db|sqlite3?)(-wal|-shm|-journal)?$/.test(name);
const sum = (all) => [...all.values()].reduce((one, other) => one + other, 0);

test('while people talk and see each other, no file grows and none is made @chromium', async () => {
  const [hers, theirs, staffs] = await Promise.all([start(), start(), start([])]);
  const changed = new Set();
  /** @type {fs.FSWatcher | null} */
  let watch = null;
  try {
    const permissions = ['microphone', 'camera'];
    const denise = await facilitator(staffs);
    const amina = await visit(hers, kind('robin'), { permissions });
    const bea = await visit(theirs, kind('swift'), { permissions });
    for (const page of [amina, bea]) { await eavesdrop(page); await comeIn(page, denise); }
    await press(amina, 'voice');
    await press(bea, 'voice');
    await press(amina, 'camera');
    await expect.poll(async () => (await comes(bea)).frames, { timeout: 20000 }).toBeGreaterThan(10);
    // The house's folder, its temporary one in it.
    const [before, media] = [sizes(house.folder), await received(bea)];
    watch = fs.watch(house.folder, { recursive: true }, (_, name) => changed.add(String(name)));
    const files = new Set();
    for (let round = 0; round < 40; round++) {
      open(house.pid).forEach((it) => files.add(it));
      await bea.waitForTimeout(200);
    }
    const [after, carried] = [sizes(house.folder), (await received(bea)) - media];
    expect(carried, 'the witness: so much was carried').toBeGreaterThan(100000);
    expect([...changed].filter((it) => !isDatabase(it))).toEqual([]);
    expect([...after.keys()].filter((it) => !before.has(it) && !isDatabase(it))).toEqual([]);
    expect([...files].filter((it) => !isDatabase(it) && !it.startsWith(house.folder + '/data/') && !before.has(it)), 'open files').toEqual([]);
    expect(sum(after) - sum(before)).toBeLessThan(carried / 4);
    // The witness: the watch sees a file that grows.
    fs.writeFileSync(path.join(house.folder, 'data', 'grows'), 'x');
    await expect.poll(() => [...changed].some((it) => it.endsWith('grows'))).toBe(true);
  } finally {
    if (watch) watch.close();
    await Promise.all([hers, theirs, staffs].map((it) => it.close()));
  }
});

/** Bytes of sound and picture that came to this page. */
const received = (page) => page.evaluate(async () => {
  let bytes = 0;
  for (const it of window.__connections.filter((one) => one.connectionState === 'connected')) (await it.getStats()).forEach((one) => { if (one.type === 'inbound-rtp') bytes += one.bytesReceived || 0; });
  return bytes;
});
