// The way round: a browser that may use nothing else hears and sees by TURN over TCP and over TLS. @chromium: its devices are made up.
import { expect, test } from '@playwright/test';
import { comeIn, comes, eavesdrop, facilitator, meet, start } from '../support/video.mjs';
import { port } from '../support/instance.mjs';
import { kind, visit } from '../support/people.mjs';
import { onlyRound, settings, shelter } from '../support/turn.mjs';

test.describe.configure({ mode: 'serial' });
let stop = async () => {};
test.beforeAll(async () => {
  const [media, plain, tls] = await Promise.all([port(), port(), port()]);
  const { file, remove } = settings('localhost', {
    media_listen: '127.0.0.1:' + media,
    media_turn_listen: '127.0.0.1:' + plain,
    media_turn_address: '127.0.0.1:' + plain,
    media_turn_tls_listen: '127.0.0.1:' + tls,
    media_turn_tls_address: 'localhost:' + tls,
  });
  const gone = await shelter({ config: file });
  stop = async () => { await gone(); remove(); };
});
test.afterAll(() => stop());

for (const [name, address, protocol] of [['UDP', 'transport=udp', 'udp'], ['TCP', '^turn:.*transport=tcp', 'tcp'], ['TLS', '^turns:', 'tls']]) {
  test(`who has nothing but the way round by ${name} hears, sees, and is heard and seen @chromium`, async ({}) => {
    // The certificate was made a moment ago, and no browser knows who made it.
    const [hers, theirs, staffs] = await Promise.all([start(undefined, { args: ['--ignore-certificate-errors'] }), start(), start([])]);
    try {
      const permissions = ['microphone', 'camera'];
      const denise = await facilitator(staffs);
      const amina = await visit(hers, kind('robin'), { permissions });
      const bea = await visit(theirs, kind('swift'), { permissions });
      await onlyRound(amina, address);
      for (const page of [amina, bea]) { await eavesdrop(page); await comeIn(page, denise); }
      await meet([amina, bea], 20000);
      const [round, direct] = [await comes(amina), await comes(bea)];
      expect(new Set(round.own)).toEqual(new Set(['relay ' + protocol]));
      expect(direct.own.filter((it) => it.startsWith('relay')), 'who can go straight goes straight').toEqual([]);
      // The other end is the house, for both.
      expect(new Set([...round.pairs, ...direct.pairs]).size).toBe(1);
      expect(amina.sent.join('\n') + bea.sent.join('\n')).not.toContain('a=candidate:');
      expect([...amina.problems, ...bea.problems]).toEqual([]);
    } finally {
      await Promise.all([hers, theirs, staffs].map((it) => it.close()));
    }
  });
}
