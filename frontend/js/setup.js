// A link's secret stands after the #, so that no server ever sees it in an address. Here it goes into the field, and out of
// the address. The form is still sent by a person.
const secret = location.hash.slice(1);
const field = document.getElementById('code');
if (secret && field instanceof HTMLInputElement) {
  field.value = secret;
  history.replaceState(null, '', location.pathname);
}
