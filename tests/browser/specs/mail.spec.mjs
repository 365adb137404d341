// Taking part by e-mail, on its pages: the house's mail, the list, what comes to her, writing, and what staff do there.
// No letter leaves: the server that sends is a port of this machine where nobody listens. What becomes of letters is in tests/mail.
import { expect, test } from '@playwright/test';
import { MEMBER, go, kind, visit } from '../support/people.mjs';
import { done, fits, main, meetsBy, press, reports, says, wide } from '../support/ways.mjs';
import { own } from '../support/instance.mjs';

// Each test goes on where the one before it ended: a domain, an address, words.
test.describe.configure({ mode: 'serial' });

const HOUSE = '/staff/plugins/mail';
const here = (page) => page.locator('#live').getAttribute('data-here');
let house, staff, base;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150000);
  house = await own();
  ({ page: staff, staff: house.group, base } = await meetsBy(browser, 'mail', house));
});
test.afterAll(async () => {
  // An open page would go on to ask a house that is gone.
  await staff?.context().close();
  await house?.stop();
});

/** Opens the one conversation of these tests. */
async function open(page, subject) {
  await go(page, base);
  await main(page).getByRole('link', { name: subject }).click();
  await expect(main(page).locator('h1')).toHaveText(subject);
}

test('an administrator sets the house’s mail; a mistake is said at its field, and nothing typed is lost', async ({ browser }) => {
  const page = await visit(browser, kind('administrator'));
  await go(staff, base + '/about');
  await expect(main(staff)).toContainText('The list has no address yet.');
  await go(page, HOUSE);
  const typed = { domain: 'post.example.org', host: 'mx.example.org', 'out-host': 'smtp.example.org', 'out-port': '70000', 'out-name': 'house' };
  for (const [name, value] of Object.entries(typed)) await page.fill('#' + name, value);
  await page.fill('#out-passphrase', 'a long passphrase');
  await press(page, 'Keep');
  await expect(says(page).locator('a')).toHaveText('A port is a number from 1 to 65535. Nothing was changed.');
  await expect(says(page).locator('a')).toHaveAttribute('href', '#out-port');
  for (const [name, value] of Object.entries(typed)) await expect(page.locator('#' + name)).toHaveValue(value);
  // But a passphrase goes one way.
  await expect(page.locator('#out-passphrase')).toHaveValue('');
  expect(await wide(page)).toBeLessThanOrEqual(0);
  await page.fill('#out-port', '587');
  await page.selectOption('#out-seal', 'open');
  await press(page, 'Keep');
  await expect(page.locator('#out-seal-error')).toContainText('anyone on the way could read along. Nothing was changed.');
  await expect(page.locator('#out-seal')).toHaveValue('open');
  await page.fill('#domain', 'post');
  await press(page, 'Keep');
  await expect(page.locator('#domain-error')).toContainText('This is not a name that a server can have.');
  await expect(page.getByRole('heading', { name: 'What to publish' })).toHaveCount(0);

  await page.fill('#domain', typed.domain);
  await page.fill('#out-host', '127.0.0.1');
  await page.fill('#out-port', '9');
  await page.fill('#out-passphrase', 'a long passphrase');
  await press(page, 'Keep');
  await expect(page.getByRole('heading', { name: 'What to publish' })).toBeVisible();
  await expect(page.locator('#record-1')).toHaveValue('10 mx.example.org.');
  await expect(page.locator('#record-2')).toHaveValue(/^v=DKIM1;/);
  await expect(main(page)).toContainText('One is kept. Leave this empty to keep it.');
  expect(await page.content()).not.toContain('a long passphrase');
  await expect(main(page)).toContainText('Nobody has looked yet.');
  await press(page, 'Send a test letter round');
  await expect(main(page)).toContainText('A test letter could not be sent. See the way out.');
  await fits(page, HOUSE);
  expect(page.problems).toEqual([]);
  await page.context().close();
  await go(staff, base + '/about');
  await expect(main(staff).locator('.panel.words')).toContainText('@post.example.org');
  await expect(main(staff)).toContainText('Nobody. All who chose e-mail are reached.');
  await fits(staff, base + '/about');
});

test('she gives an address, chooses what comes and says her second yes; she rests, and ends it', async ({ browser }) => {
  const page = await visit(browser, MEMBER());
  const choices = base + '/by-mail';
  await go(page, base);
  await main(page).getByRole('link', { name: 'Choose what comes by e-mail' }).click();
  await expect(page.locator('#mode')).toHaveCount(0);
  await main(page).getByRole('link', { name: 'Choose an address' }).click();
  await page.fill('#email', 'robin@example.org');
  for (const name of ['email-is][value=safe', 'day1', 'day2', 'words][value=personal-notice-reading']) await page.check(`input[name=${name}]`);
  await page.fill('#from', '09:00');
  await page.fill('#to', '12:00');
  await press(page, 'Save this');
  await expect(page.locator('#email')).toHaveCount(0);

  await go(page, choices);
  await expect(page.locator('input[name=mode][value=nothing]')).toBeChecked();
  await page.check('input[name=mode][value=whole]');
  await press(page, 'Keep this choice');
  await expect(says(page)).toContainText('Words come by e-mail only after your yes');
  await expect(page.locator('input[name=mode][value=whole]')).toBeChecked();
  await expect(main(page)).toContainText('Nothing comes to you by e-mail.');
  await page.check('input[name=agree]');
  await press(page, 'Keep this choice');
  await expect(done(page)).toHaveText('Your choice is kept.');
  await expect(main(page)).toContainText('The words come by e-mail, each message on its own. You agreed to this until');
  // The address that is hers alone, and another in its place.
  const address = main(page).locator('.panel.words b');
  const before = await address.innerText();
  expect(before).toMatch(/^[a-z0-9-]+@post\.example\.org$/);
  await press(page, 'Give me a new one');
  await expect(done(page)).toHaveText('You have a new address. The old ones no longer work.');
  await expect(address).not.toHaveText(before);

  // A key that is none stays in its field; a private one stands on no page.
  await page.locator('summary', { hasText: 'Seal what comes' }).click();
  await page.fill('#key', 'no key at all');
  await press(page, 'Keep this key');
  await expect(says(page)).toContainText('This is not a key that we can read. Your choice is as it was.');
  await expect(page.locator('#key')).toHaveValue('no key at all');
  await page.fill('#key', '');
  await page.check('input[name=only]');
  await press(page, 'Keep this key');
  await expect(says(page)).toContainText('To get sealed messages only, a key is needed first.');
  await fits(page, choices);

  await press(page, 'Pause');
  await expect(done(page)).toContainText('Paused.');
  await go(page, base);
  await expect(main(page)).toContainText('Nothing comes to you by e-mail, because it is paused.');
  await go(page, choices);
  await press(page, 'Start again');
  await expect(main(page)).toContainText('The words come by e-mail, each message on its own.');
  await press(page, 'End it now');
  await expect(done(page)).toHaveText('Nothing comes by e-mail any more.');
  await expect(page.locator('input[name=mode][value=nothing]')).toBeChecked();
  await expect(address).toHaveCount(0);
  expect(page.problems).toEqual([]);
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`she begins a conversation ${javaScriptEnabled ? 'with' : 'without'} JavaScript; a mistake costs no word`, async ({ browser }) => {
    const page = await visit(browser, MEMBER(), { javaScriptEnabled });
    await go(page, base);
    await main(page).getByRole('link', { name: 'Write', exact: true }).click();
    await press(page, 'Send');
    await expect(page.locator('#subject-error')).toContainText('A new conversation needs a subject.');
    await page.fill('#words', 'Ring me at 514-555-0199 about bread.');
    await press(page, 'Send');
    const nudge = main(page).locator('.nudge');
    await expect(nudge).toContainText('514-555-0199');
    await nudge.getByRole('button', { name: 'Take it out' }).click();
    await expect(page.locator('#words')).toHaveValue('Ring me at […] about bread.');
    await press(page, 'Send');
    await expect(page.locator('#subject-error')).toContainText('Your words are kept.');
    await expect(page.locator('#words')).toHaveValue('Ring me at […] about bread.');
    const subject = javaScriptEnabled ? 'About bread' : 'About butter';
    await page.fill('#subject', subject);
    await press(page, 'Send');
    await expect(main(page).locator('h1')).toHaveText(subject);
    const post = page.locator('article', { hasText: 'about bread.' });
    await expect(post).toContainText('(you)');

    await post.getByRole('link', { name: 'Change it' }).click();
    await expect(main(page)).toContainText('What went out by e-mail already stays as it was.');
    await expect(page.locator('#subject')).toHaveValue(subject);
    await page.fill('#words', 'With butter.');
    await press(page, 'Send');
    await expect(page.locator('article', { hasText: 'With butter.' })).toContainText('changed');
    if (javaScriptEnabled) {
      // What staff answer comes by itself.
      await open(staff, subject);
      await main(staff).getByRole('link', { name: 'Answer', exact: true }).click();
      await staff.fill('#words', 'We bake on Friday.');
      await press(staff, 'Send');
      await expect(page.locator('article.staff', { hasText: 'We bake on Friday.' })).toBeVisible();
      for (const path of [base, base + '/new', await here(page)]) await fits(page, path);
    } else {
      await page.locator('article').getByRole('link', { name: 'Take it out' }).click();
      await press(page, 'Take them out');
      await expect(main(page)).toContainText('These words were taken out by the person who wrote them.');
      await expect(main(page)).not.toContainText('With butter.');
    }
    expect(page.problems).toEqual([]);
    await page.context().close();
  });
}

test('first words wait; staff propose others, let through, hide, and remove', async ({ browser }) => {
  const [page, other] = [await visit(browser, kind('newcomer')), await visit(browser, MEMBER())];
  const words = 'I like the hour before supper.';
  await open(page, 'About bread');
  await main(page).getByRole('link', { name: 'Answer', exact: true }).click();
  await page.fill('#words', words);
  await press(page, 'Send');
  const own = page.locator('article.held', { hasText: words });
  await expect(own).toContainText('Only you and staff can see this.');
  const entry = (await own.getAttribute('id')).slice(2);
  const sees = async (text, count) => {
    await open(other, 'About bread');
    await expect(other.locator('article', { hasText: text })).toHaveCount(count);
  };
  await sees(words, 0);
  // At the desk they propose what says less; she is asked, and says yes.
  await go(staff, '/staff/desk/' + entry);
  await staff.locator('summary[data-key=w]').click();
  await staff.locator('form[action$="/propose"] textarea').fill('I like that hour.');
  await staff.locator('form[action$="/propose"] button').click();
  await expect(staff.locator('.undo')).toBeVisible();
  await open(page, 'About bread');
  await expect(page.getByRole('heading', { name: 'Staff propose to let this through instead' })).toBeVisible();
  await fits(page, await here(page));
  await sees('that hour', 0);
  await press(page, 'Send it like this');
  await expect(page.locator('article', { hasText: 'I like that hour.' })).not.toContainText('Waiting');
  await sees('that hour', 1);
  await reports(other, other.locator('article', { hasText: 'that hour' }));

  const act = async (what) => {
    await go(staff, base + '/e/' + entry + '/staff');
    const why = main(staff).locator('input[name=why]').first();
    if (await why.count()) await why.check();
    await press(staff, what);
    await expect(main(staff).locator('h1')).toHaveText('About bread');
  };
  await act('Hide it');
  await sees('that hour', 0);
  await act('Show it again');
  await sees('that hour', 1);
  await act('Hold it back');
  await sees('that hour', 0);
  await act('Let it through');
  await sees('that hour', 1);
  await fits(staff, base + '/e/' + entry + '/staff');
  await act('Remove the words');
  await sees('that hour', 0);
  await open(page, 'About bread');
  await expect(main(page)).toContainText('Staff removed these words.');
  for (const it of [page, other]) await it.context().close();
});
