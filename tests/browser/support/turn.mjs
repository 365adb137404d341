// A house with a way round, for people in networks that let little through: a shelter of its own, with a certificate of its own.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '@playwright/test';
import { instance, place } from './instance.mjs';

/** Settings as a shelter writes them; where there is a `name`, with a certificate that was made just now for it. Gives the file, and how to take it away. */
export function settings(name, lines) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-turn-'));
  const at = (it) => path.join(folder, it);
  const write = (all) => fs.writeFileSync(at('hearth.toml'), Object.entries(all).map(([key, value]) => `${key} = "${value}"\n`).join(''));
  const made = { file: at('hearth.toml'), remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
  if (!name) { write(lines); return made; }
  const subject = /^[\d.]+$/.test(name) ? 'IP:' + name : 'DNS:' + name;
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=relay', '-addext', 'subjectAltName=' + subject, '-keyout', at('key.pem'), '-out', at('certificate.pem')], { stdio: 'ignore' });
  write({ ...lines, media_turn_certificate: at('certificate.pem'), media_turn_key: at('key.pem') });
  return made;
}

/** In place of the shelter that the other specs share, until it is stopped. */
export async function shelter(how) {
  const variable = place(test.info().project.name);
  const before = process.env[variable];
  delete process.env[variable];
  const stop = await instance(variable, how);
  return async () => { await stop(); process.env[variable] = before; };
}

/** A page whose browser may use nothing but the way round, by these of its addresses. The page knows nothing of it. */
export const onlyRound = (page, address) => page.addInitScript((wanted) => {
  const Own = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Own {
    constructor(how) {
      const iceServers = how.iceServers.map((it) => ({ ...it, urls: it.urls.filter((one) => new RegExp(wanted).test(one)) }));
      super({ ...how, iceServers, iceTransportPolicy: 'relay' });
    }
  };
}, address);
