// Networks of their own (Linux network namespaces): a house, and people each behind a line of her own. The house passes packets on
// between them, so that they could reach each other, if anything tried to.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The house's address, which documentation alone uses (RFC 5737). */
export const HOUSE = '203.0.113.7';
const run = (...call) => execFileSync(call[0], call.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] }).toString();

/** Why there are none here; empty where there are. */
export function missing() {
  for (const [tool, ...how] of [['ip', '-V'], ['tc', '-V'], ['tcpdump', '--version'], ['nft', '--version']]) {
    try { run(tool, ...how); } catch { return tool + ' is not installed'; }
  }
  try { run('unshare', '-n', 'true'); } catch { return 'networks of their own are not allowed here'; }
  return '';
}

/** A house and two people. `port`: where pages are, for each of them on her own machine, as a secure page has to be. */
export function apart(port) {
  const tag = 'h' + process.pid;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-apart-'));
  const names = { house: tag + 's', a: tag + 'a', b: tag + 'b' };
  const addresses = { a: '198.51.100.2', b: '198.51.100.6' };
  const children = [];
  const inside = (who) => ['ip', 'netns', 'exec', names[who]];
  const pass = `require('net').createServer((it) => { const to = require('net').connect(${port}, '${HOUSE}'); it.pipe(to).pipe(it); it.on('error', () => to.destroy()); to.on('error', () => it.destroy()); }).listen(${port}, '127.0.0.1')`;
  for (const it of Object.values(names)) { run('ip', 'netns', 'add', it); run('ip', '-n', it, 'link', 'set', 'lo', 'up'); }
  run(...inside('house'), 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
  run('ip', '-n', names.house, 'addr', 'add', HOUSE + '/32', 'dev', 'lo');
  for (const [who, gate] of [['a', '198.51.100.1'], ['b', '198.51.100.5']]) {
    run('ip', 'link', 'add', 'to' + who, 'netns', names.house, 'type', 'veth', 'peer', 'name', 'line', 'netns', names[who]);
    run('ip', '-n', names.house, 'addr', 'add', gate + '/30', 'dev', 'to' + who);
    run('ip', '-n', names.house, 'link', 'set', 'to' + who, 'up');
    run('ip', '-n', names[who], 'addr', 'add', addresses[who] + '/30', 'dev', 'line');
    run('ip', '-n', names[who], 'link', 'set', 'line', 'up');
    run('ip', '-n', names[who], 'route', 'add', 'default', 'via', gate);
    children.push(spawn('ip', [...inside(who).slice(1), process.execPath, '-e', pass], { stdio: 'ignore' }));
  }
  return {
    addresses,
    inside,
    /** This machine itself has a line to the house as well: for a browser that is driven over the network, and so cannot be elsewhere. */
    here() {
      run('ip', 'link', 'add', 'here', 'netns', names.house, 'type', 'veth', 'peer', 'name', tag + 'h');
      run('ip', '-n', names.house, 'addr', 'add', '198.51.100.9/30', 'dev', 'here');
      run('ip', '-n', names.house, 'link', 'set', 'here', 'up');
      run('ip', 'addr', 'add', '198.51.100.10/30', 'dev', tag + 'h');
      run('ip', 'link', 'set', tag + 'h', 'up');
      run('ip', 'route', 'replace', HOUSE + '/32', 'via', '198.51.100.9');
      // Firefox sends from the address by which this machine reaches everything else; the answers come back.
      run('ip', '-n', names.house, 'route', 'add', 'default', 'via', '198.51.100.10');
      children.push(spawn(process.execPath, ['-e', pass], { stdio: 'ignore' }));
    },
    /** A browser that runs there: a file to start it by. */
    browser(who, executable) {
      const file = path.join(folder, who);
      fs.writeFileSync(file, `#!/bin/sh\nexec ${inside(who).join(' ')} ${executable} "$@"\n`, { mode: 0o700 });
      return file;
    },
    /** Nothing leaves her machine but TCP to these ports. */
    only(who, ports) {
      run(...inside(who), 'nft', `add table inet t; add chain inet t out { type filter hook output priority 0; policy drop; }; add rule inet t out oifname "lo" accept; add rule inet t out tcp dport { ${ports.join(', ')} } accept`);
    },
    /** Her line carries no more than this, either way: kbit/s, with the heads of Ethernet. What waits longer than half a second is lost. 0: as much as it can. */
    slow(who, rate) {
      for (const [where, line] of [['house', 'to' + who], [who, 'line']]) {
        const at = ['tc', '-n', names[where], 'qdisc', rate ? 'replace' : 'del', 'dev', line, 'root'];
        run(...at, ...(rate ? ['tbf', 'rate', rate + 'kbit', 'burst', '2kb', 'latency', '500ms'] : []));
      }
    },
    /** Everything leaves it again. */
    open(who) { run(...inside(who), 'nft', 'delete table inet t'); },
    /** Everything that goes over her line from now on. Gives how to stop, with the bytes of it all. */
    async capture(who) {
      const file = path.join(folder, who + '-' + children.length + '.pcap');
      const child = spawn('ip', [...inside(who).slice(1), 'tcpdump', '-Z', 'root', '-U', '--immediate-mode', '-i', 'line', '-w', file], { stdio: ['ignore', 'ignore', 'pipe'] });
      children.push(child);
      await new Promise((done) => child.stderr.on('data', (it) => { if (String(it).includes('listening on')) done(); }));
      return async () => {
        const gone = new Promise((done) => child.on('exit', done));
        child.kill('SIGINT');
        await gone;
        const between = run('tcpdump', '-nr', file, 'host', addresses.a, 'and', 'host', addresses.b).split('\n').filter(Boolean);
        return { bytes: fs.readFileSync(file), between, all: run('tcpdump', '-nr', file).split('\n').length - 1 };
      };
    },
    reaches: (who, address) => { try { run(...inside(who), 'bash', '-c', `echo > /dev/udp/${address}/9`); } catch { /* nobody listens there, and is not asked to */ } },
    remove() {
      for (const it of children) if (it.exitCode === null) it.kill('SIGKILL');
      for (const it of Object.values(names)) { try { run('ip', 'netns', 'del', it); } catch { /* it was not made */ } }
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
