// A gateway for texts on this machine, as Kannel answers: it takes what goes out, and brings what people write.
import http from 'node:http';
import { expect } from '@playwright/test';

/** What the line's form is told, and what a person with a phone does. `took`: what went out, to whom. */
export async function gateway() {
  const took = [];
  const server = http.createServer((asked, answer) => {
    let words = '';
    asked.setEncoding('utf8').on('data', (it) => { words += it; }).on('end', () => {
      const to = asked.headers['x-kannel-to'];
      // Asked without anybody to send to, it only says that it is there.
      if (to) took.push({ to, words });
      answer.writeHead(to ? 202 : 400, { 'content-type': 'text/plain' });
      answer.end(to ? '0: Accepted for delivery' : 'Missing receiver');
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const secret = 'long-enough-for-a-test';
  let count = 0;
  return {
    took,
    number: '+1 514 555 0100',
    fields: { base: `http://127.0.0.1:${server.address().port}/cgi-bin/sendsms`, name: 'house', passphrase: 'passes', secret },
    /** A text from this phone arrives at the address that the house named. */
    async brings(calls, from, text) {
      const said = new URLSearchParams({ k: secret, id: String(++count), from, to: '+15145550100', charset: 'UTF-8', text });
      return (await fetch(calls + '?' + said)).status;
    },
    async end() { server.closeAllConnections(); await new Promise((done) => server.close(done)); },
  };
}

/** An administrator keeps a line to it and looks whether it works: the address at which texts arrive. */
export async function keepsLine(page, gate) {
  await page.locator('a[href$="/add/kannel"]').click();
  await page.fill('#number', gate.number);
  for (const name of ['base', 'name', 'passphrase', 'secret']) await page.fill('#' + name, gate.fields[name]);
  const press = (name) => page.locator('main').getByRole('button', { name, exact: true }).click();
  await press('Keep');
  await press('Look now');
  const line = page.locator('main ol.list > li');
  await expect(line.locator('.tag')).toHaveText('Ready');
  return line.locator('textarea').inputValue();
}
