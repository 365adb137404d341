// The score that the MDN Observatory gives for headers, by its published table (version 4), for every kind of page that
// somebody without a link can reach. Its own program is not run here: it scans public addresses only, and weighs 130 MB. Its
// rules (@mdn/mdn-http-observatory 1.4.8), run by hand over the front page's answer, gave the same rows: 140, A+.
// Two of its rows need a real address on the internet: that plain http leads to https (the proxy's work, deploy/), and that
// the name stands in browsers' list of preloaded names (5 more, for who asks to be put there).
import { expect, test } from '@playwright/test';
import { house } from '../support/house.mjs';

/** What the table gives or takes for each row. The most that can be had without the list of preloaded names is 140. */
export function score({ headers, cookies, html }) {
  const csp = new Map((headers['content-security-policy'] || '').split(';').map((it) => it.trim().split(/\s+/)).filter((it) => it[0]).map(([name, ...sources]) => [name, sources]));
  const of = (name) => csp.get(name) || csp.get('default-src') || ['*'];
  const broad = ['*', 'http:', 'https:', 'ftp:', 'http://*', 'https://*', 'http://*.*', 'https://*.*', 'data:', "'unsafe-inline'", "'unsafe-eval'", 'blob:', 'filesystem:'];
  const isUnsafe = ['script-src', 'style-src', 'object-src'].some((it) => of(it).some((source) => broad.includes(source)));
  const isNone = String(csp.get('default-src')) === "'none'";
  const rows = {};
  rows.csp = !csp.size ? -25 : isUnsafe ? -20 : isNone ? 10 : 5;
  rows.framing = csp.has('frame-ancestors') && !of('frame-ancestors').includes('*') ? 5 : /^(deny|sameorigin)$/i.test(headers['x-frame-options'] || '') ? 0 : -20;
  const flags = cookies.map((it) => it.split(';').slice(1).map((flag) => flag.trim().toLowerCase()));
  const all = (flag) => flags.every((it) => it.some((at) => flag.test(at)));
  rows.cookies = !flags.length ? 0 : !all(/^secure$/) ? -40 : !all(/^httponly$/) ? -30 : all(/^samesite=(strict|lax)$/) ? 5 : 0;
  rows.referrer = /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/.test(headers['referrer-policy'] || '') ? 5 : -5;
  const [, age = 0] = /(?:^|;\s*)max-age=(\d+)/i.exec(headers['strict-transport-security'] || '') || [];
  rows.hsts = Number(age) >= 15768000 ? 0 : Number(age) ? -10 : -20;
  rows.sniffing = headers['x-content-type-options'] === 'nosniff' ? 0 : -5;
  const scripts = html.match(/<script\b[^>]*>/g) || [];
  rows.integrity = !scripts.length ? 0 : scripts.every((it) => /\ssrc="\/[^/]/.test(it) && /\sintegrity="sha(256|384|512)-/.test(it)) ? 5 : scripts.every((it) => /\ssrc="\/[^/]/.test(it)) ? 0 : -50;
  rows.resources = /^same-(origin|site)$/.test(headers['cross-origin-resource-policy'] || '') ? 10 : -5;
  rows.sharing = 'access-control-allow-origin' in headers ? -50 : 0;
  const taken = Object.values(rows).filter((it) => it < 0).reduce((sum, it) => sum + it, 100);
  // What goes beyond 100 counts only where hardly anything was taken off.
  return { rows, score: taken >= 90 ? Object.values(rows).reduce((sum, it) => sum + it, 100) : taken };
}

test('every page gets the most that the Observatory gives', async ({ playwright }) => {
  const home = await house('https://notes.example.org');
  try {
    for (const path of ['/', '/sign-in', '/services', '/device', '/staff/sign-in', '/setup', '/nowhere-at-all']) {
      const asker = await playwright.request.newContext(); // nobody's visit yet: the cookie is set afresh
      const answer = await asker.get(home.at + path, { headers: { Host: 'notes.example.org', 'X-Visit': '1', Origin: 'https://observatory.example' }, maxRedirects: 0 });
      const cookies = answer.headersArray().filter((it) => it.name.toLowerCase() === 'set-cookie').map((it) => it.value);
      const found = score({ headers: answer.headers(), cookies, html: await answer.text() });
      expect(cookies.every((it) => it.startsWith('__Host-')), path).toBe(true);
      // Where no cookie or no script is, there is nothing to be praised for.
      const most = 140 - (cookies.length ? 0 : 5) - ((await answer.text()).includes('<script') ? 0 : 5);
      expect(found.score, path + ' ' + JSON.stringify(found.rows)).toBe(most);
      if (path === '/') expect(most).toBe(140);
      await asker.dispose();
    }
  } finally {
    await home.stop();
  }
});

test('the table takes points off for what is missing or open', async () => {
  const good = {
    headers: {
      'content-security-policy': "default-src 'none'; script-src 'self'; frame-ancestors 'none'", 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=63072000', 'cross-origin-resource-policy': 'same-origin',
    },
    cookies: ['a=b; Secure; HttpOnly; SameSite=Strict'],
    html: '<script src="/a.js" integrity="sha384-x"></script>',
  };
  expect(score(good).score).toBe(140);
  const without = (name, value) => { const headers = { ...good.headers, [name]: value }; if (value === undefined) delete headers[name]; return score({ ...good, headers }).score; };
  expect(without('content-security-policy', "default-src 'none'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'")).toBe(80);
  expect(without('content-security-policy')).toBe(55);
  expect(without('strict-transport-security')).toBe(80);
  expect(without('cross-origin-resource-policy')).toBe(125);
  expect(without('access-control-allow-origin', '*')).toBe(50);
  expect(score({ ...good, cookies: ['a=b; HttpOnly; SameSite=Strict'] }).score).toBe(60);
  expect(score({ ...good, html: '<script>1</script>' }).score).toBe(50);
});
