// What shows that a page took words for words: nothing ran, nothing was stopped by the policy (which would hide a hole), nothing
// stands in the page that only markup can have put there, and all of it can be read as it was typed.
import { expect } from '@playwright/test';

/** Watches a window from now on: call it before the first page. */
export async function watch(page) {
  page.went = [];
  page.on('dialog', (it) => { page.went.push('a dialog: ' + it.message()); it.dismiss(); });
  page.on('request', (it) => { if (/^\/hit/.test(new URL(it.url()).pathname)) page.went.push('asked for ' + it.url()); });
  page.on('framenavigated', (it) => { if (it.parentFrame()) page.went.push('a frame: ' + it.url()); });
  await page.addInitScript(() => {
    window.__stopped = [];
    document.addEventListener('securitypolicyviolation', (it) => window.__stopped.push(it.violatedDirective + ' ' + it.blockedURI));
  });
}

/** What no page of the house has: every page but this is the same as one on which nobody wrote anything. */
const strange = (page) => page.evaluate(() => {
  const found = [];
  const tags = 'script, iframe, frame, object, embed, base, meta, link, style, img, image, video, audio, source, math, marquee, animate, set, foreignObject, xmp, template, [srcdoc], [xlink\\:href]';
  const ours = 'head > script[type=module][src^="/assets/"][integrity], head > link[href^="/assets/"], head > meta[charset], head > meta[name], template#shapes, head > noscript > meta[http-equiv=refresh][content="20"]';
  const show = (it) => it.outerHTML.slice(0, 90);
  for (const it of document.querySelectorAll(tags)) if (!it.matches(ours)) found.push(show(it));
  if (document.querySelectorAll('head > script').length > 1) found.push('more than one script');
  for (const it of document.querySelectorAll('*')) {
    for (const { name, value } of it.attributes) {
      // What a browser leaves out of an address before it reads what kind it is.
      const kind = value.replace(/[\u0000-\u0020]/g, '').toLowerCase();
      const leads = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'background', 'xlink:href', 'to', 'content'].includes(name);
      const isWord = leads && /^(javascript|data|vbscript):/.test(kind);
      if (/^on/i.test(name) || isWord || (name === 'style' && /url|expression|behavior|binding|animation/i.test(value))) found.push(name + ' in ' + show(it));
    }
  }
  return found;
});

/** All that can be read on the page, in its fields and in its words. */
const legible = (page) => page.evaluate(() => {
  const all = [...document.querySelectorAll('input, textarea, option')].map((it) => /** @type {HTMLInputElement} */ (it).value);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let block = null;
  for (let it = walker.nextNode(); it; it = walker.nextNode()) {
    const within = it.parentElement.closest('p, li, dd, dt, h1, h2, h3, div, body');
    all.push(within === block ? all.pop() + it.data : it.data); // another paragraph is another line
    block = within;
  }
  return all.join('\n');
});

/** Spaces are as wide as a page draws them, and a zero byte is no sign that HTML knows. */
export const plain = (words) => words.replace(/[\u0000\ufffd]/g, '').replace(/\s+/g, ' ').trim();

/** Looks at the page as it stands. `words`: what somebody typed that must be there, sign for sign. */
export async function onlyWords(page, where, words = []) {
  // What a handler does, it does once the page has come to rest.
  await page.waitForTimeout(30);
  expect.soft(await strange(page), where + ': what only markup can have put there').toEqual([]);
  expect.soft(await page.evaluate(() => window.__hit), where + ': a script ran').toBe(undefined);
  expect.soft(await page.evaluate(() => window.__stopped || []), where + ': the policy had to stop something').toEqual([]);
  expect.soft(page.went, where + ': something opened or was fetched').toEqual([]);
  const there = plain(await legible(page));
  expect.soft(words.filter((it) => !there.includes(plain(it))).slice(0, 3), where + ': not shown as it was typed').toEqual([]);
}
