// A house of its own that nobody has set up yet: `hearth` as a shelter starts it, on an empty folder.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BINARY, port } from './instance.mjs';

/** Starts it; `address` is what people's browsers would show, if it is not this machine. Gives back where it is, the setup link, and how to stop it. */
export async function house(address) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-house-'));
  const listen = '127.0.0.1:' + await port();
  const at = 'http://localhost:' + listen.split(':')[1];
  const env = { ...process.env, HEARTH__LISTEN: listen, HEARTH__ADDRESS: address || at, HEARTH__DATA: path.join(folder, 'data') };
  const child = spawn(BINARY, [], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const link = await new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error('hearth was not ready in time:\n' + said)), 90000);
    child.stdout.on('data', (bytes) => {
      said += bytes;
      const found = /^(https?:\/\/\S+\/setup\S*)\n/m.exec(said);
      if (found) { clearTimeout(late); done(found[1]); }
    });
    child.stderr.on('data', (bytes) => { said += bytes; });
    child.on('exit', (code) => { clearTimeout(late); fail(new Error('hearth ended with ' + code + ':\n' + said.slice(-3000))); });
  });
  return {
    at,
    link,
    async stop() {
      const gone = new Promise((done) => child.on('exit', done));
      child.kill('SIGTERM');
      await Promise.race([gone, new Promise((f) => setTimeout(f, 9000))]);
      if (child.exitCode === null) child.kill('SIGKILL');
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
