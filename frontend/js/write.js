// Half-written words are put aside on the server, in its memory only, so that nothing typed is lost when a sign-in lapses
// or a page is left. Never in the browser: there the next person would find them.

const REST = 1500;
let waiting = 0;

function keep(form) {
  clearTimeout(waiting);
  const xhr = new XMLHttpRequest();
  xhr.open('POST', form.dataset.draft);
  xhr.setRequestHeader('X-Visit', '1');
  const words = new URLSearchParams();
  new FormData(form).forEach((value, name) => words.append(name, String(value)));
  xhr.send(words);
}

addEventListener('input', (event) => {
  const on = event.target;
  const form = on instanceof HTMLTextAreaElement || on instanceof HTMLInputElement ? on.form : null;
  if (!form || !form.dataset.draft) return;
  clearTimeout(waiting);
  waiting = setTimeout(keep, REST, form);
});
// Sent: what was put aside after this would come back as a draft.
addEventListener('submit', () => clearTimeout(waiting), true);
