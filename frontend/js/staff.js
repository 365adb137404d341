// Staff pages: keys for the desk, the bar that goes after ten seconds, and the print button. All of it works without: every
// key is a link, a button or a line to open that is on the page anyway.

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-print]'))) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

const desk = document.getElementById('desk');

/** The next or the one before in the queue. */
function step(by) {
  const links = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.queue li a'))];
  const here = links.findIndex((it) => it.getAttribute('aria-current') === 'true');
  const to = links[here + by];
  if (to) to.click();
}

/** Presses what carries this key; a line to open is opened, and its first field gets the focus. */
function press(key) {
  const it = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-key]'))].find((at) => at.dataset.key === key);
  if (!it) return false;
  if (it.tagName !== 'SUMMARY') { it.click(); return true; }
  const details = /** @type {HTMLDetailsElement} */ (it.parentElement);
  details.open = true;
  const field = /** @type {HTMLElement} */ (details.querySelector('textarea, select'));
  (field || it).focus();
  return true;
}

if (desk) {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    // Somebody who types is writing, not deciding.
    const at = event.target;
    if (at instanceof HTMLElement && (at.isContentEditable || at.matches('input, textarea, select'))) {
      if (event.key === 'Escape') at.blur();
      return;
    }
    const key = event.key.toLowerCase();
    if (key === 'j') step(1);
    else if (key === 'k') step(-1);
    else if (!press(key)) return;
    event.preventDefault();
  });
}

// What can no longer be taken back is not offered any longer.
const bar = document.querySelector('[data-gone]');
if (bar instanceof HTMLElement) {
  setTimeout(() => {
    const form = bar.querySelector('form');
    if (form) form.remove();
  }, Number(bar.dataset.gone) * 1000);
}
