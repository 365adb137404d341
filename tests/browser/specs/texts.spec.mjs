// Taking part by text, on its pages: the line, what comes to her phone, the conversation, and what staff do there.
// The gateway is on this machine; what becomes of each text is in tests/text.
import { expect, test } from '@playwright/test';
import { MEMBER, go, kind, visit } from '../support/people.mjs';
import { done, fits, main, meetsBy, press, reports, says, wide } from '../support/ways.mjs';
import { gateway } from '../support/gateway.mjs';
import { own } from '../support/instance.mjs';

// Each test goes on where the one before it ended: a line, a phone, words.
test.describe.configure({ mode: 'serial' });

const HOUSE = '/staff/plugins/text';
const PHONE = '+15145550163';
let house, gate, staff, base, calls;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150000);
  house = await own();
  gate = await gateway();
  ({ page: staff, staff: house.group, base } = await meetsBy(browser, 'text', house));
});
test.afterAll(async () => {
  // An open page would go on to ask a house that is gone.
  await staff?.context().close();
  await gate?.end();
  await house?.stop();
});

test('an administrator keeps a line; what is missing is said, and nothing typed is lost', async ({ browser }) => {
  const page = await visit(browser, kind('administrator'));
  await go(page, HOUSE);
  await expect(main(page)).toContainText('No line yet. Choose a carrier below.');
  await page.locator('a[href$="/add/kannel"]').click();
  await page.fill('#base', gate.fields.base);
  await page.fill('#name', 'our own name');
  await page.fill('#passphrase', gate.fields.passphrase);
  await press(page, 'Keep');
  await expect(says(page).locator('a')).toHaveText(['What people text to: This is needed. Nothing was changed. Please fill it in.', 'A secret for texts that come in: This is needed. Nothing was changed. Please fill it in.']);
  await expect(page.locator('#secret-error')).toHaveText('This is needed. Nothing was changed. Please fill it in.');
  expect(await says(page).locator('a').evaluateAll((all) => all.map((it) => it.getAttribute('href')))).toEqual(['#number', '#secret']);
  await expect(page.locator('#base')).toHaveValue(gate.fields.base);
  await expect(page.locator('#name')).toHaveValue('our own name');
  // But a secret goes one way.
  await expect(page.locator('#passphrase')).toHaveValue('');
  expect(await wide(page)).toBeLessThanOrEqual(0);
  await page.fill('#number', gate.number);
  for (const name of ['passphrase', 'secret']) await page.fill('#' + name, gate.fields[name]);
  await press(page, 'Keep');
  await expect(done(page)).toHaveText('The line is kept. Now look whether it works.');
  const line = main(page).locator('ol.list > li');
  await expect(line.locator('.tag')).toHaveText('Not known');
  await press(page, 'Look now');
  await expect(line.locator('.tag')).toHaveText('Ready');
  // Changed, nobody knows any more whether it works; to another place no secret goes along.
  await line.getByRole('link', { name: 'Change' }).click();
  await expect(page.locator('#secret')).toHaveValue('');
  await page.fill('#base', 'http://127.0.0.1:9/elsewhere');
  await press(page, 'Keep');
  await expect(page.locator('#passphrase-error')).toContainText('Nothing was changed.');
  await expect(page.locator('#base')).toHaveValue('http://127.0.0.1:9/elsewhere');
  await page.fill('#base', gate.fields.base);
  await page.fill('#name', gate.fields.name);
  await press(page, 'Keep');
  await expect(line.locator('.tag')).toHaveText('Not known');
  await press(page, 'Look now');
  await expect(line.locator('.tag')).toHaveText('Ready');
  calls = await line.locator('textarea').inputValue();
  expect(calls).toMatch(/\/webhooks\/text\/[0-9a-f]{32}$/);
  expect(page.problems).toEqual([]);
  for (const path of [HOUSE, HOUSE + '/add/smpp']) await fits(page, path);
  await page.context().close();
});

test('a test text goes only to a number that can be one, and the number stays in its field', async ({ browser }) => {
  const page = await visit(browser, kind('administrator'));
  await go(page, HOUSE);
  for (const [number, why] of [['514', 'This is not a number that we can text.'], ['+33 6 12 34 56 78', 'This country is not among those']]) {
    await page.fill('#to', number);
    await press(page, 'Send the test');
    await expect(page.locator('#to-error')).toContainText(why);
    await expect(page.locator('#to')).toHaveValue(number);
  }
  expect(gate.took).toEqual([]);
  await page.fill('#to', '+1 514 555 0177');
  await press(page, 'Send the test');
  await expect(done(page)).toContainText('The test was handed to the carrier.');
  expect(gate.took.splice(0)).toEqual([{ to: '+15145550177', words: 'This is a test. There is nothing to do.' }]);
  await page.context().close();
});

test('the group’s own settings hold for its texts, and a number out of bounds is not kept', async ({ browser }) => {
  const settings = house.group + '/settings';
  await go(staff, settings);
  await staff.fill('#gather_minutes', '1');
  await staff.fill('#longest_entry', '170');
  await press(staff, 'Keep this');
  await expect(says(staff)).toBeVisible();
  await expect(staff.locator('#gather_minutes')).toHaveValue('1');
  await expect(staff.locator('#longest_entry')).toHaveValue('170');
  await staff.fill('#gather_minutes', '45');
  await press(staff, 'Keep this');
  await expect(staff.locator('#gather_minutes')).toHaveCount(0);
  await fits(staff, settings);
  await expect(staff.locator('#gather_minutes')).toHaveValue('45');
  await expect(staff.locator('#longest_entry')).toHaveValue('170');
});

test('she gets a code and texts it from her phone; then she chooses, rests, and ends it', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  const here = base + '/by-text';
  await go(page, base);
  await main(page).getByRole('link', { name: 'Choose what comes by text' }).click();
  await expect(main(page)).toContainText('No phone of yours is known here.');
  await expect(page.locator('#mode')).toHaveCount(0);
  await press(page, 'Make a code');
  await expect(says(page)).toContainText('Choose one of the three first. No code was made yet.');
  await page.check('input[name=label][value=primary]');
  await press(page, 'Make a code');
  await expect(says(page)).toContainText('This is your main number or address.');
  await expect(page.locator('input[value=primary]')).toBeChecked();
  await expect(page.locator('#code')).toHaveCount(0);
  await page.check('input[name=label][value=safe]');
  await press(page, 'Make a code');
  const code = await page.locator('#code .when').innerText();
  expect(code).toMatch(/^\d{4} \d{4}$/);
  await expect(page.locator('#code')).toContainText('+1 514-555-0100');

  // A wrong code from a phone that nobody knows changes nothing; hers makes it hers.
  await gate.brings(calls, PHONE, '0000 0000');
  await go(page, here);
  await expect(main(page)).toContainText('No phone of yours is known here.');
  expect(await gate.brings(calls, PHONE, code)).toBe(200);
  await expect.poll(() => gate.took.filter((it) => it.to === PHONE).length).toBeGreaterThan(0);
  await go(page, here);
  await expect(main(page)).toContainText('Texts come to your phone. They come by text message (SMS). The number is not shown on this page.');
  expect(await page.content()).not.toContain('0163');
  await expect(page.locator('input[name=mode][value=notice]')).toBeChecked();
  await expect(main(page)).toContainText('What was written in 45 minutes comes together.');

  await page.check('input[name=mode][value=digest]');
  await press(page, 'Keep this choice');
  await expect(says(page)).toContainText('Words come by text only after your yes');
  await expect(page.locator('input[name=mode][value=digest]')).toBeChecked();
  await page.check('input[name=agree]');
  await press(page, 'Keep this choice');
  await expect(done(page)).toHaveText('Your choice is kept.');
  await expect(main(page)).toContainText('The words come by text, a few together. You agreed to this until');

  await page.locator('summary', { hasText: 'A word before the words' }).click();
  await page.fill('#word', 'one two three four');
  await press(page, 'Keep this word');
  await expect(page.locator('#word-error')).toContainText('nothing was changed');
  // It stands on no page, not even on this one.
  await expect(page.locator('#word')).toHaveValue('');
  await page.fill('#word', 'blue kettle');
  await press(page, 'Keep this word');
  await expect(main(page)).toContainText('You have one now.');
  await expect(main(page)).not.toContainText('kettle');

  await press(page, 'Pause');
  await expect(main(page)).toContainText('Nothing comes to you by text right now.');
  await go(page, base);
  await expect(main(page)).toContainText('Nothing comes to you by text, because it is paused.');
  await go(page, here);
  await press(page, 'Start again');
  await expect(main(page)).toContainText('The words come by text, a few together.');
  await fits(page, here);
  await press(page, 'End it now');
  await expect(done(page)).toHaveText('Nothing comes by text any more.');
  await expect(page.locator('input[name=mode][value=nothing]')).toBeChecked();
  expect(page.problems).toEqual([]);
  await page.context().close();
});

test('STOP from the phone stands on her page until START comes from it', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  for (const [word, count] of [['STOP', 1], ['START', 0]]) {
    await gate.brings(calls, PHONE, word);
    await go(page, base + '/by-text');
    await expect(page.getByRole('heading', { name: 'STOP was sent from your phone' })).toHaveCount(count);
  }
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`she writes and reads ${javaScriptEnabled ? 'with' : 'without'} JavaScript; a mistake costs no word`, async ({ browser }) => {
    const page = await visit(browser, MEMBER(), { javaScriptEnabled });
    await go(page, base);
    await press(page, 'Send');
    await expect(page.locator('#words-error')).toContainText('There are no words yet.');
    const long = 'The kettle sings before the house is up. '.repeat(5).trim();
    await page.fill('#words', long);
    await press(page, 'Send');
    await expect(page.locator('#words-error')).toContainText('This is longer than one message can be.');
    await expect(page.locator('#words')).toHaveValue(long);
    expect(await page.locator('article', { hasText: 'kettle sings' }).count()).toBe(0);
    await page.fill('#words', 'Ring me at 514-555-0199 tonight.');
    await press(page, 'Send');
    const nudge = main(page).locator('.nudge');
    await expect(nudge).toContainText('514-555-0199');
    await expect(main(page)).toContainText('This makes one text to each phone that gets the words.');
    expect(await page.locator('article', { hasText: 'tonight' }).count()).toBe(0);
    await nudge.getByRole('button', { name: 'Take it out' }).click();
    await expect(page.locator('#words')).toHaveValue(/^Ring me at \[…\] tonight\.$/);
    const words = `The bread rose ${javaScriptEnabled ? 'high' : 'low'} today.`;
    await page.fill('#words', words);
    await press(page, 'Send');
    const own = page.locator('article', { hasText: words });
    await expect(own).toContainText('(you)');
    await expect(page.locator('#words')).toHaveValue('');
    await own.getByRole('link', { name: 'Change it' }).click();
    await expect(page.locator('#words')).toHaveValue(words);
    await page.fill('#words', words + ' And again.');
    await press(page, 'Send');
    await expect(page.locator('article', { hasText: 'And again.' })).toContainText('changed');
    if (javaScriptEnabled) {
      await fits(page, base);
      // What staff answer comes by itself.
      await go(staff, base);
      await staff.fill('#words', 'We baked as well.');
      await press(staff, 'Send');
      await expect(page.locator('article.staff', { hasText: 'We baked as well.' })).toBeVisible();
    }
    expect(page.problems).toEqual([]);
    await page.context().close();
  });
}

test('first words wait; staff let them through, hide, and remove them on the page', async ({ browser }) => {
  const [page, other] = [await visit(browser, kind('newcomer')), await visit(browser, MEMBER())];
  const words = 'I like the hour before supper.';
  await go(page, base);
  await page.fill('#words', words);
  await press(page, 'Send');
  await expect(page.locator('article.held', { hasText: words })).toContainText('Only you and staff can see this.');
  const post = other.locator('article', { hasText: words });
  const sees = async (count) => { await go(other, base); await expect(post).toHaveCount(count); };
  await sees(0);
  const open = async () => {
    await go(staff, base);
    await staff.locator('article', { hasText: words }).getByRole('link', { name: 'What staff can do' }).click();
    await expect(main(staff).locator('h1')).toHaveText('What staff can do');
  };
  const act = async (what, why = false) => {
    await open();
    if (why) await main(staff).locator('input[name=why]').first().check();
    await press(staff, what);
    await expect(main(staff).locator('h1')).toHaveText('Conversation');
  };
  await act('Let it through');
  await sees(1);
  await reports(other, post);
  await act('Hide it', true);
  await sees(0);
  await act('Show it again');
  await sees(1);
  await open();
  await fits(staff, await main(staff).locator('form').first().getAttribute('action'));
  await act('Remove the words', true);
  await sees(0);
  await go(page, base);
  await expect(main(page)).toContainText('Staff removed these words.');
  for (const it of [page, other]) await it.context().close();
});

test('staff stop one person’s texts and let them go on; no number stands there', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  await go(staff, base + '/about');
  const hers = staff.locator('li', { hasText: 'Sparrow' });
  await hers.getByRole('button', { name: 'Stop these texts now' }).click();
  await expect(hers).toContainText('Stopped by staff');
  expect(await staff.content()).not.toContain('0163');
  await go(page, base + '/by-text');
  await expect(main(page)).toContainText('Staff stopped your texts for now.');
  await hers.getByRole('button', { name: 'Let the texts go on' }).click();
  await expect(hers).not.toContainText('Stopped by staff');
  await go(page, base + '/by-text');
  await expect(main(page)).not.toContainText('Staff stopped your texts');
  await fits(staff, base + '/about');
  await page.context().close();
});
