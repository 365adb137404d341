// Passkeys: the browser's part. Without this file the buttons stay hidden and the pages offer the other way in.
const can = Boolean(window.PublicKeyCredential && navigator.credentials);

/** Shows the buttons where the browser can do it, and the words where it cannot. */
function offer() {
  for (const it of document.querySelectorAll('[data-passkey]')) it.toggleAttribute('hidden', !can);
  for (const it of document.querySelectorAll('[data-no-passkey]')) it.toggleAttribute('hidden', can);
}

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (it) => it.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const named = (list) => (list || []).map((it) => Object.assign({}, it, { id: bytes(it.id) }));

async function ask(address, value) {
  const token = /** @type {HTMLInputElement} */ (document.querySelector('input[name=t]'));
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-Token': token ? token.value : '' },
    body: JSON.stringify(value),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.words || '');
  return said;
}

async function make() {
  const options = (await ask('/passkeys/make', {})).publicKey;
  options.challenge = bytes(options.challenge);
  options.user.id = bytes(options.user.id);
  options.excludeCredentials = named(options.excludeCredentials);
  const made = /** @type {PublicKeyCredential} */ (await navigator.credentials.create({ publicKey: options }));
  const response = /** @type {AuthenticatorAttestationResponse} */ (made.response);
  const transports = response.getTransports ? response.getTransports() : [];
  return ask('/passkeys/made', {
    id: made.id, rawId: text(made.rawId), type: made.type, extensions: {},
    response: { attestationObject: text(response.attestationObject), clientDataJSON: text(response.clientDataJSON), transports },
  });
}

async function signIn(door) {
  const options = (await ask('/passkeys/sign-in', {})).publicKey;
  options.challenge = bytes(options.challenge);
  options.allowCredentials = named(options.allowCredentials);
  const shown = /** @type {PublicKeyCredential} */ (await navigator.credentials.get({ publicKey: options }));
  const response = /** @type {AuthenticatorAssertionResponse} */ (shown.response);
  const field = /** @type {HTMLInputElement} */ (document.querySelector('input[name=to]'));
  const to = field ? field.value : '';
  return ask('/passkeys/signed-in?' + new URLSearchParams({ door, to }), {
    id: shown.id, rawId: text(shown.rawId), type: shown.type, extensions: {},
    response: {
      authenticatorData: text(response.authenticatorData), clientDataJSON: text(response.clientDataJSON), signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  });
}

addEventListener('click', async (event) => {
  const on = event.target;
  const button = on instanceof Element ? /** @type {HTMLButtonElement} */ (on.closest('button[data-passkey]')) : null;
  if (!button || button.disabled) return;
  event.preventDefault();
  button.disabled = true;
  const news = document.getElementById('visit-news');
  news.hidden = true;
  try {
    const said = button.dataset.passkey === 'make' ? await make() : await signIn(button.dataset.door || 'member');
    location.replace(button.dataset.then || said.to || location.href);
  } catch (fault) {
    // What the browser says is for developers, and names things: only our own words are shown.
    const ours = fault instanceof Error && fault.constructor === Error ? fault.message : '';
    news.textContent = ours || button.dataset.failed || '';
    news.hidden = !news.textContent;
    button.disabled = false;
  }
});

document.addEventListener('visit', offer);
offer();
