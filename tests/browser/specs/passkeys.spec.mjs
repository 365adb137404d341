// Passkeys in a real browser, with a key made of software: a member who comes back with hers, staff who set the house up
// with two, and a key that did not make sure who holds it. (@chromium: only its debugger can hold such a key.)
import { expect, test } from '@playwright/test';
import { base, go, visit } from '../support/people.mjs';
import { comeIn } from '../support/journey.mjs';
import { house } from '../support/house.mjs';

/** A key in this window, as a phone or a laptop has one. `verifies`: whether it makes sure who holds it. */
async function key(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return {
    held: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    put: (credential) => cdp.send('WebAuthn.addCredential', { authenticatorId, credential }),
    verifies: (isUserVerified) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    away: () => cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  };
}

test('a member who chooses a passkey comes back with it, and its name says nothing', async ({ browser }) => {
  const { page } = await comeIn(browser);
  const hers = await key(page);
  await page.locator('summary', { hasText: 'passkey' }).click();
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.locator('main li', { hasText: 'Added on' })).toHaveCount(1);
  const [made] = await hers.held();
  expect(made.isResidentCredential).toBe(true);
  expect(made.rpId).toBe('localhost');
  for (const name of [made.userName, made.userDisplayName]) expect(name || '').not.toMatch(/shelter|group|support|hearth|Sparrow/i);
  // Her visit ends; she comes back, and types nothing.
  await page.context().clearCookies();
  await go(page, '/sign-in');
  await page.getByRole('button', { name: 'Use the key on this device' }).click();
  await expect(page.locator('main h1')).toHaveText('Topics');
  expect(page.url()).toBe(base() + '/');
  expect(page.problems).toEqual([]);
  await page.context().close();
});

test('a key that is not there, or that staff hold, opens no member’s place, and says so kindly', async ({ browser }) => {
  const page = await visit(browser, null);
  const empty = await key(page);
  await go(page, '/sign-in');
  await page.getByRole('button', { name: 'Use the key on this device' }).click();
  await expect(page.locator('#visit-news')).toHaveText('The key was not used. Nothing was lost. Try again when you like.');
  expect(await empty.held()).toEqual([]);
  await page.context().close();
});

test('from the setup link to a house: two passkeys that make sure who holds them, then in with one', async ({ browser }) => {
  const home = await house();
  try {
    const page = await (await browser.newContext({ locale: 'en-CA', viewport: { width: 1280, height: 800 } })).newPage();
    const asked = [];
    page.on('request', (it) => asked.push(it.url() + ' ' + (it.headers().referer || '')));
    await page.goto(home.link);
    const secret = home.link.split('#')[1];
    await expect(page.locator('#code')).toHaveValue(secret);
    expect(page.url()).not.toContain(secret);
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.fill('#public_name', 'Maison du Lac');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.fill('#staff_phone', '514-555-0100');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.fill('#name', 'Odile');
    await page.getByRole('button', { name: 'Make my account' }).click();
    await expect(page.getByText('You need two ways to sign in')).toBeVisible();
    expect(asked.filter((it) => it.includes(secret))).toEqual([]);

    const first = await key(page);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await expect(page.getByRole('button', { name: 'Add a second passkey' })).toBeVisible();
    // One is not enough: nothing of the house opens yet.
    await expect(page.getByText('You need two ways to sign in')).toBeVisible();
    expect((await page.request.get(home.at + '/staff/site')).status()).toBe(403);
    const [kept] = await first.held();
    await first.away();
    const second = await key(page);
    await page.getByRole('button', { name: 'Add a second passkey' }).click();
    await expect(page.getByRole('button', { name: 'Add another passkey' })).toBeVisible();
    await expect(page.getByText('You need two ways to sign in')).toHaveCount(0);
    const [other] = await second.held();
    expect(other.credentialId).not.toBe(kept.credentialId);

    // Out, and in again with the second.
    await page.goto(home.at + '/staff');
    await page.locator('button.lock').click();
    await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(page.locator('button.lock')).toBeVisible();
    expect((await page.goto(home.at + '/staff/site')).status()).toBe(200);

    // A key that did not make sure who holds it: the browser refuses it by itself, for the house asks for that.
    await page.locator('button.lock').click();
    await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
    await second.verifies(false);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(page.locator('#visit-news')).toBeVisible();
    await expect(page.locator('button.lock')).toHaveCount(0);
    // A browser that was changed so as not to ask for it gets no further: the house looks at the answer itself.
    await page.evaluate(() => {
      const get = navigator.credentials.get.bind(navigator.credentials);
      navigator.credentials.get = (asked) => { asked.publicKey.userVerification = 'discouraged'; return get(asked); };
    });
    const refused = page.waitForResponse((it) => it.url().includes('/passkeys/signed-in'));
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    expect((await refused).status()).toBe(422);
    await expect(page.locator('#visit-news')).toBeVisible();
    await page.goto(home.at + '/staff');
    await expect(page.locator('button.lock')).toHaveCount(0);

    // Neither does a key of staff open the members' door.
    await second.verifies(true);
    await page.goto(home.at + '/sign-in');
    const wrong = page.waitForResponse((it) => it.url().includes('/passkeys/signed-in'));
    await page.getByRole('button', { name: 'Use the key on this device' }).click();
    expect((await wrong).status()).toBe(422);

    // The link is used up.
    await page.goto(home.link);
    await expect(page.locator('h1')).toHaveText('Sign in');
    await page.context().close();
  } finally {
    await home.stop();
  }
});
