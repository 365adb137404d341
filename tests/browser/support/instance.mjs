// Starts `hearth demo`: a believable shelter in a folder of its own, with one sign-in address for each kind of person. Each browser
// has its own: two that led one meeting at the same time would let in each other's guests.
// What it prints is kept for the specs in the environment: Playwright's workers inherit it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const BINARY = process.env.HEARTH_TEST_BINARY || path.join(process.env.CARGO_TARGET_DIR || path.join(ROOT, 'target'), 'debug/hearth');

export const port = () => new Promise((done) => { const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); }); });

/** Where the specs of a browser find who is there. */
export const place = (browser) => 'HEARTH_TEST_PEOPLE' + (browser === 'firefox' ? '_FIREFOX' : '');

export default async function start(config) {
  const browsers = config ? config.projects.map((it) => it.name) : ['chromium'];
  const stops = await Promise.all(browsers.map((it) => instance(place(it))));
  return () => Promise.all(stops.map((stop) => stop()));
}

/** A shelter for one file of specs: its people are who is there until it stops. */
export async function own() {
  const [variable, others] = [place(''), process.env[place('')]];
  delete process.env[variable];
  const it = await begin(variable);
  const stop = async () => { process.env[variable] = others; await it.stop(); };
  return { ...it, stop };
}

/** One, its people in this variable of the environment; gives what stops it. `how`: as `begin` takes it. */
export async function instance(variable, how = {}) {
  if (process.env[variable]) return () => {}; // one that somebody else started
  return (await begin(variable, how)).stop;
}

/** `config`: a file; `listen`: another port; `by`: what it is started by. */
async function begin(variable, { config, listen = '', by = [] } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-browser-'));
  const at = listen || '127.0.0.1:' + await port();
  const call = [...by, BINARY, 'demo', '--listen', at, '--data', path.join(folder, 'data'), ...(config ? ['--config', config] : [])];
  const child = spawn(call[0], call.slice(1), { cwd: folder, env: { ...process.env, TMPDIR: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
  const people = {};
  let said = '';
  const ready = new Promise((done, fail) => {
    const read = (bytes) => {
      said += bytes;
      for (const line of said.split('\n')) {
        const [kind, address] = line.trim().split('\t');
        if (address && /^https?:/.test(address)) people[kind] = address;
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', (bytes) => { said += bytes; });
    child.on('exit', (code) => fail(new Error('hearth demo ended with ' + code + ':\n' + said.slice(-3000))));
    const began = Date.now();
    (async () => {
      while (Date.now() - began < 90000) {
        if (people.ready) return done();
        await new Promise((f) => setTimeout(f, 100));
      }
      fail(new Error('hearth demo was not ready in time:\n' + said.slice(-3000)));
    })();
  });
  await ready;
  child.removeAllListeners('exit');
  process.env[variable] = JSON.stringify(people);
  const stop = async () => {
    const gone = new Promise((done) => child.on('exit', done));
    child.kill('SIGTERM');
    await Promise.race([gone, new Promise((f) => setTimeout(f, 9000))]);
    if (child.exitCode === null) child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { stop, folder, pid: child.pid };
}
