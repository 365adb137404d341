// Half-written words are put aside on the server, in its memory only, so that nothing typed is lost when a sign-in lapses
// or a page is left. Never in the browser: there the next person would find them.

const REST = 1500;
let waiting = 0;

function keep(form) {
  clearTimeout(waiting);
  const xhr = new XMLHttpRequest();
  xhr.open('POST', form.dataset.draft);
  xhr.setRequestHeader('X-Visit', '1');
  xhr.send(new URLSearchParams(new FormData(form)));
}

addEventListener('input', (event) => {
  const form = event.target.form;
  if (!form || !form.dataset.draft) return;
  clearTimeout(waiting);
  waiting = setTimeout(keep, REST, form);
});
// Sent: what was put aside after this would come back as a draft.
addEventListener('submit', () => clearTimeout(waiting), true);
