// Whatever words somebody types, a page shows them as words: every way that is known to make a page run them is sent through
// every place where words of a person come onto a page, and the pages are looked at as members and as staff.
import { expect, test } from '@playwright/test';
import { MEMBER, base, go, kind, people, visit } from '../support/people.mjs';
import { ALL, ONE_OF_EACH, bundles } from '../support/hostile-words.mjs';
import { onlyWords, watch } from '../support/nothing-ran.mjs';
import { own } from '../support/instance.mjs';

// One house for all of them, one after the other: names of groups change at last.
test.describe.configure({ mode: 'default' });

const FULL = ALL.join('\n');
const LINE = ALL.join(' ').replace(/\s+/g, ' ');
const TITLES = bundles(ONE_OF_EACH, 120, ' ');
// Each by itself, and all of it in one piece: a short one could stand within a longer one.
const WHOLE = [...ALL, FULL];
let house, windows;

test.beforeAll(async () => { test.setTimeout(150000); house = await own(); windows = new Map(); });
test.afterAll(async () => {
  for (const it of windows.values()) await it.context().close();
  await house?.stop();
});

/** The window of one person, the same in every test: each stands in the same house. */
async function of(browser, who, options = {}) {
  const key = who + JSON.stringify(options);
  if (!windows.has(key)) {
    const page = await visit(browser, people()[who] && who, options);
    await watch(page);
    windows.set(key, page);
  }
  return windows.get(key);
}

/** Fills in what the form has and sends it; waits until another page stands there. */
async function send(page, fields, button, card) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name=${name}]:not([type=hidden]):visible`).first();
    // A page of somebody else's making has no measure of its own.
    await field.evaluate((it) => { it.removeAttribute('maxlength'); it.form.noValidate = true; });
    await field.fill(value);
  }
  if (card) await page.selectOption('#card', { label: card });
  await leave(page, () => (typeof button === 'string' ? page.locator(button).first() : button).click());
}

async function leave(page, act) {
  await page.evaluate(() => { document.getElementById('main').dataset.before = ''; });
  await act();
  await expect(page.locator('main[data-before]')).toHaveCount(0);
}

/** Opens the page by itself, as a browser does, and looks at it. */
async function opens(page, path, where, words) {
  await go(page, path);
  await onlyWords(page, where, words);
}

/** What of all this waits at the desk and has such a form. */
async function atDesk(page, form) {
  await go(page, '/staff/desk');
  for (const path of await page.locator('.queue a').evaluateAll((all) => all.map((it) => it.getAttribute('href')))) {
    await go(page, path);
    if (await page.locator(form).count() && (await page.locator('.entry').textContent()).includes(ALL[0])) return;
  }
  throw new Error('nothing at the desk with ' + form);
}

const forum = async (page) => { await go(page, '/home'); return page.locator('a[href$="/forum"]').first().getAttribute('href'); };

test('in a forum, nothing that somebody types is more than words', async ({ browser }) => {
  const [sparrow, reader, denise] = [await of(browser, MEMBER()), await of(browser, kind('newcomer')), await of(browser, kind('denise'))];
  const at = await forum(sparrow);
  // What a page shows back because it is not taken.
  await go(sparrow, at + '/new');
  await send(sparrow, { title: LINE, words: FULL, note: LINE }, 'main button[value=send]');
  await onlyWords(sparrow, 'a topic that was not taken', WHOLE);
  for (const title of TITLES) {
    await go(sparrow, at + '/new');
    await send(sparrow, { title, words: title === TITLES[0] ? FULL : title, note: bundles(ONE_OF_EACH, 80, ' ')[TITLES.indexOf(title)] }, 'main button[value=send]');
    await expect(sparrow.locator('article.held')).toHaveCount(0);
    await onlyWords(sparrow, 'a topic that was just sent', [title]);
  }
  const topic = await sparrow.locator('main a[href$="/reply"]').getAttribute('href');
  // Another reader has it open: it comes to her by itself.
  await go(reader, topic.replace('/reply', ''));
  await go(sparrow, topic);
  await onlyWords(sparrow, 'a reply that is begun');
  await send(sparrow, { words: FULL }, 'main button[value=send]');
  await onlyWords(sparrow, 'a reply that was just sent', WHOLE);
  await expect(reader.locator('article')).toHaveCount(2);
  await onlyWords(reader, 'a reply that came by itself', WHOLE);
  const change = await sparrow.locator('a[href$="/edit"]').last().getAttribute('href');
  await opens(sparrow, change, 'words that are changed', WHOLE);
  await send(sparrow, { words: FULL + '\nchanged' }, 'main button[value=send]');
  await onlyWords(sparrow, 'words that were changed', [...WHOLE, 'changed']);
  const entry = change.replace('/edit', '');
  await opens(sparrow, entry + '/out', 'words that are taken out', [ALL[0]]);
  for (const page of [sparrow, reader, denise]) {
    await opens(page, at, 'the list of topics', TITLES);
    await opens(page, topic.replace('/reply', ''), 'a topic', [...ALL, TITLES[TITLES.length - 1]]);
    // What is looked for stands in the field and in what was found.
    for (const find of page === sparrow ? bundles(ONE_OF_EACH, 80, ' ') : []) await opens(page, at + '/find?find=' + encodeURIComponent(find), 'what is looked for', [find]);
    await opens(page, at + '/find?find=script', 'what was found', [TITLES[0]]);
  }
  await opens(denise, entry + '/staff', 'what staff may do about it', WHOLE);
  // Reported, with words of her own.
  await go(reader, entry + '/report');
  await send(reader, { words: FULL }, 'main form .button');
  await onlyWords(reader, 'a report that was not taken', WHOLE);
  await reader.locator('main input[name=why]').first().check();
  await send(reader, {}, 'main form .button');
  await onlyWords(reader, 'a report that was sent');
  await atDesk(denise, 'form[action$="/close"]');
  await onlyWords(denise, 'a report on the desk', WHOLE);
  expect([...sparrow.problems, ...reader.problems, ...denise.problems]).toEqual([]);
});

test('at the desk and in what somebody tells staff alone, nothing is more than words', async ({ browser }) => {
  const [juniper, sparrow, denise] = [await of(browser, kind('newcomer')), await of(browser, MEMBER()), await of(browser, kind('denise'))];
  const at = await forum(sparrow);
  const talk = at.replace('/forum', '/staff');
  await go(juniper, talk);
  await send(juniper, { say: FULL }, 'main form.reply .button');
  await onlyWords(juniper, 'what she told staff', WHOLE);
  // Held by the house, with a number in it that staff see marked.
  await go(sparrow, at + '/new');
  await send(sparrow, { title: TITLES[0], words: FULL + '\nCall 514 555 0188' }, 'main button[value=send]');
  await onlyWords(sparrow, 'the question before it is sent', WHOLE);
  await send(sparrow, {}, 'main button[value=as-is]');
  await expect(sparrow.locator('article.held')).toHaveCount(1);
  await onlyWords(sparrow, 'an entry that waits', WHOLE);
  await atDesk(denise, 'form[action$="/give-back"]');
  await onlyWords(denise, 'what is held, on the desk', WHOLE);
  await denise.locator('summary[data-key=g]').click();
  await send(denise, { note: FULL }, 'form[action$="/give-back"] .button');
  await onlyWords(denise, 'the desk, after it was given back');
  await atDesk(denise, 'textarea[name=words][required]');
  await onlyWords(denise, 'what staff were told, on the desk', WHOLE);
  await send(denise, { words: FULL }, 'form:has(textarea[name=words][required]) .button');
  await onlyWords(denise, 'the desk, after an answer');
  await opens(sparrow, talk, 'why it came back', WHOLE);
  await opens(juniper, talk, 'an answer of staff', WHOLE);
  for (const person of ['Juniper', 'Sparrow']) {
    await go(denise, `/staff/groups/${at.split('/')[2]}/people`);
    await denise.getByRole('link', { name: person, exact: true }).click();
    await expect(denise.locator('h1')).toContainText(person);
    await onlyWords(denise, 'the page of a person');
    await opens(denise, new URL(denise.url()).pathname + '/line', 'a private line', WHOLE);
  }
});

test('what is typed at a door or for a name and refused is shown back as words', async ({ browser }) => {
  const [sparrow, stranger] = [await of(browser, MEMBER()), await of(browser, 'a stranger')];
  await go(sparrow, '/choices');
  await opens(sparrow, await sparrow.locator('a[href^="/choices/name/"]').first().getAttribute('href'), 'another name');
  await send(sparrow, { name: LINE }, 'main form .button');
  await onlyWords(sparrow, 'a name that is refused', WHOLE);
  for (const [path, fields] of [['/sign-in', { words: LINE }], ['/staff/sign-in', { name: LINE, passphrase: 'not hers', code: '0' }]]) {
    await go(stranger, path);
    if (path.startsWith('/staff')) await stranger.locator('main summary').first().click();
    await send(stranger, fields, stranger.locator('main form .button:not([data-passkey])'));
    await onlyWords(stranger, 'refused at ' + path, WHOLE);
  }
  // An address that somebody was sent can hold words too.
  for (const it of bundles(ONE_OF_EACH, 300, ' ')) {
    for (const path of ['/sign-in?to=/', '/staff/sign-in?to=/', '/come?code=', '/?', '/apply/']) await opens(stranger, path + encodeURIComponent(it), path);
  }
});

test('in a room, nothing that is said is more than words, as it comes and on the page without a script', async ({ browser }) => {
  const named = (name) => Object.keys(people()).find((it) => it.includes(name));
  const [wren, heron, denise] = [await of(browser, named('Wren')), await of(browser, named('Heron')), await of(browser, kind('denise'))];
  await go(wren, '/home');
  const room = await wren.locator('a[href$="/chat"]').first().getAttribute('href');
  for (const page of [wren, heron, denise]) await go(page, room);
  const said = bundles(ALL, 990);
  for (const [i, words] of said.entries()) {
    await wren.fill('#words', words);
    await wren.click('#say .button');
    await expect(heron.locator('#lines > li[data-n] .said', { hasText: words.split('\n')[0].split('\t')[0] }).last()).toBeVisible();
    await expect(wren.locator('#lines > li[data-c]'), String(i)).toHaveCount(0);
  }
  for (const page of [wren, heron, denise]) await onlyWords(page, 'lines as they came to ' + page.who, ALL);
  // Told staff from within the room; and held, with a number in it.
  await heron.locator('#aside summary').click();
  await heron.fill('#to_staff', said[0]);
  await heron.click('#to-staff-form .button');
  await expect(denise.locator('#asides .said')).toHaveCount(1);
  await heron.fill('#words', said[1].slice(0, 900) + '\nCall 514 555 0188');
  await heron.click('#say .button');
  await onlyWords(heron, 'the question before it is sent', said[1].slice(0, 900).split('\n'));
  await heron.click('#send-as-is');
  await expect(denise.locator('#waits li')).toHaveCount(1);
  await onlyWords(denise, 'what waits, as it came', said[1].slice(0, 900).split('\n'));
  await onlyWords(heron, 'what of hers waits');
  for (const page of [wren, heron, denise]) {
    await opens(page, room, 'the room as a page of ' + page.who, ALL);
    await opens(page, room + '/read', 'the page that is only read', ALL);
  }
  await go(heron, room);
  const line = await heron.locator('#lines > li[data-n]:has(.said)', { hasText: ALL[0] }).first().locator('.more').getAttribute('href');
  await opens(heron, line, 'about one line', [ALL[0]]);
  await send(heron, { words: FULL }, 'main form .button');
  await onlyWords(heron, 'a report of a line that was not taken', ALL);
  await opens(denise, line, 'about one line, for staff', [ALL[0]]);
  const bare = await of(browser, named('Wren'), { javaScriptEnabled: false });
  for (const path of [room, room + '/read']) await opens(bare, path, 'without a script, ' + path.split('/').pop(), ALL);
});

test('words of staff about a group, on cards and as advice are words', async ({ browser }) => {
  const [denise, sparrow, stranger, anne] = [await of(browser, kind('denise')), await of(browser, MEMBER()), await of(browser, 'a stranger'), await of(browser, kind('administrator'))];
  const at = await forum(sparrow);
  const group = '/staff/groups/' + at.split('/')[2];
  // A card: refused, kept, and put into words of hers.
  const [title] = TITLES;
  const some = ONE_OF_EACH.join(' ');
  const card = { title_en: some, words_en: FULL, title_fr: some, words_fr: some, phone: some, link: some };
  await go(denise, '/staff/cards/new');
  await send(denise, card, 'main form .button');
  await onlyWords(denise, 'a card that is refused', WHOLE);
  const short = bundles(ALL, 60, ' ')[1];
  const few = bundles(ALL, 280, ' ');
  await send(denise, { title_en: short, words_en: few[1], title_fr: short, words_fr: few[2], phone: '555-0100', link: 'https://example.org/' + encodeURI('"><script>') }, 'main form .button');
  await onlyWords(denise, 'the cards', [short, few[1]]);
  await denise.locator('.need', { hasText: few[1] }).locator('a.second').click();
  await expect(denise.locator('#title_en')).toHaveValue(short);
  await onlyWords(denise, 'a card', [short, few[1], few[2]]);
  await go(denise, at + '/new');
  await send(denise, { title, words: 'A card.' }, denise.locator('main button[value=send]'), short);
  await expect(denise.locator('aside.card')).toBeVisible();
  const topic = (await denise.locator('a[href$="/reply"]').getAttribute('href')).replace('/reply', '');
  for (const page of [denise, sparrow]) await opens(page, topic, 'a card in a topic', [short, few[1]]);
  // In a room, as it comes.
  const heron = await of(browser, Object.keys(people()).find((it) => it.includes('Heron')));
  await go(heron, '/home');
  const room = await heron.locator('a[href$="/chat"]').first().getAttribute('href');
  for (const page of [heron, denise]) await go(page, room);
  await denise.locator('summary', { hasText: 'card' }).first().click();
  await denise.selectOption('#card', { label: short });
  await denise.fill('#card-words', title);
  await denise.locator('form:has(#card) .button').click();
  await expect(heron.locator('#lines .card')).toBeVisible();
  await onlyWords(heron, 'a card in a room, as it came', [short, few[1], title]);
  // What the group is.
  await go(denise, group + '/words');
  const about = Object.fromEntries(['en', 'fr'].flatMap((it) => [['name_' + it, title], ['purpose_' + it, it === 'en' ? FULL : some], ['for_whom_' + it, some], ['length_' + it, title], ['method_' + it, some]]));
  await send(denise, about, 'form#form .button');
  await onlyWords(denise, 'a group that was changed', [title]);
  for (const path of ['/words', '', '/invitations', '/people', '/instructions', '/record', '/policy', '/rehearsal', '/agreement']) await opens(denise, group + path, 'of a group ' + path, path === '/words' ? WHOLE : []);
  for (const path of ['/staff', '/staff/groups', '/staff/desk', '/staff/audit']) await opens(denise, path, path, path === '/staff/groups' ? [title] : []);
  for (const path of ['/choices', '/choices/consents', '/choices/words', '/home']) await opens(sparrow, path, path);
  await go(denise, group + '/invitations');
  await denise.check('input[name=interest][value=in-person]');
  await send(denise, {}, denise.getByRole('button', { name: 'Make the invitation' }));
  await go(stranger, '/come');
  await send(stranger, { code: (await denise.locator('dd b.nowrap').textContent()).trim() }, 'main form .button');
  await onlyWords(stranger, 'an invitation', WHOLE);
  // Advice of the house.
  await go(anne, '/staff/site');
  await send(anne, { device_advice_en: FULL }, 'form[action="/staff/site"] .button');
  await onlyWords(anne, 'advice that is too long', WHOLE);
  const [advice] = bundles(ALL, 1900);
  await send(anne, { device_advice_en: advice, public_name: title.slice(0, 40) }, 'form[action="/staff/site"] .button');
  await onlyWords(anne, 'the settings of the house', [...advice.split('\n'), title.slice(0, 40)]);
  await opens(stranger, '/device', 'about a device');
  await stranger.locator('main input[type=radio]').first().check();
  await send(stranger, {}, 'main form .button');
  await onlyWords(stranger, 'advice about a device', advice.split('\n').filter((it) => it));
});

test('what somebody answers who asks to come is words, for her and for who reads it', async ({ browser }) => {
  const [stranger, farah, lise] = [await of(browser, 'a stranger'), await of(browser, kind('farah')), await of(browser, kind('lise'))];
  await stranger.goto(people().application);
  await onlyWords(stranger, 'about asking to come');
  await send(stranger, {}, 'main form .button');
  const parts = bundles(ALL, 1900);
  const given = [];
  for (let asked = 0; await stranger.locator('main textarea').count(); asked++) {
    const isLast = await stranger.locator('form[data-work]').count();
    if (isLast) {
      await send(stranger, { [await stranger.locator('main textarea').getAttribute('name')]: FULL }, 'main button[name=next]');
      await onlyWords(stranger, 'an answer that is too long', WHOLE);
    }
    given.push(...parts[asked].split('\n'));
    await send(stranger, { [await stranger.locator('main textarea').getAttribute('name')]: parts[asked] }, 'main button[name=next]');
    if (!isLast) await onlyWords(stranger, 'the next question', parts[asked].split('\n'));
  }
  await onlyWords(stranger, 'an application that was sent');
  await expect(stranger.locator('main input[name=code]').first()).toHaveCount(1);
  for (const page of [farah, lise]) {
    await opens(page, '/staff/applicants', 'who asks to come');
    const one = page.locator('main a[href^="/staff/applicants/"]').last();
    if (await one.count()) await opens(page, await one.getAttribute('href'), 'an application', given);
  }
  expect([farah, lise].some((it) => /applicants\/./.test(it.url())), 'somebody reads it').toBe(true);
});
