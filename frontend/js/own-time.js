// Somebody whose phone keeps another time than the shelter reads the hour by her own clock too. It is worked out here and told to
// nobody: where she is would be in it.

function show() {
  for (const it of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-doors]'))) {
    const doors = new Date(Number(it.dataset.doors));
    if (-doors.getTimezoneOffset() === Number(it.dataset.ahead)) continue;
    const time = doors.toLocaleString(document.documentElement.lang, { weekday: 'long', hour: 'numeric', minute: '2-digit' });
    it.textContent = it.dataset.words.replace('@', time);
    it.hidden = false;
  }
}

document.addEventListener('visit', show);
show();
