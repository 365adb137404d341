// The script that seals, several of them in one process, and a house between them that passes on what they say: for what no page shows.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fs.readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../plugins/video/assets/seal-worker.js'), 'utf8');
const INSIDE = '{ takes: (it) => onmessage({ data: it }), leaves, comes, keyOf, header, parse, seal, unseal, it }';
export const hex = (it) => Buffer.from(it).toString('hex');
export const unhex = (it) => Uint8Array.from(Buffer.from(it, 'hex'));

/** One script, as a page starts it. */
export const script = (post) => new Function('self', 'postMessage', 'let onmessage;' + SOURCE + ';return ' + INSIDE)({}, post);

/** A room: everybody in it is told what the house's room tells. `told` is all that the house ever hears. */
export function house() {
  const people = new Map();
  const told = [];
  let next = 1;
  const tell = (frame, but) => people.forEach((it, a) => { if (a !== but) it.script.takes({ frame }); });
  return {
    told,
    comes(code, mode = 'required') {
      const a = next++;
      const own = { a, key: '', script: null, stands: null };
      own.script = script(({ send, stands }) => {
        if (stands) own.stands = stands;
        if (!send) return;
        told.push(JSON.stringify(send));
        if (send.t === 'key') { own.key = send.key; tell({ t: 'key', a, key: send.key }, a); }
        if (send.t === 'seal') send.to.forEach(([to, seal]) => { if (people.has(to)) people.get(to).script.takes({ frame: { t: 'seal', a, seal } }); });
      });
      own.script.takes({ mode, group: '/g/one/video' });
      if (code) own.script.takes({ code });
      own.script.takes({ frame: { t: 'hello', me: a } });
      people.forEach((it, other) => {
        own.script.takes({ frame: { t: 'who', a: other } });
        if (it.key) own.script.takes({ frame: { t: 'key', a: other, key: it.key } });
      });
      people.set(a, own);
      tell({ t: 'who', a });
      // In the place of this name comes what this number sends.
      own.hears = async (other, bytes, of = 'voice') => {
        own.script.takes({ frame: { t: 'slot', slot: 's' + other.a, a: other.a } });
        await new Promise((done) => setTimeout(done, 1));
        return own.script.comes(of, 's' + other.a, bytes).catch(() => null);
      };
      own.says = (bytes, of = 'voice') => own.script.leaves(of, bytes);
      return own;
    },
    goes(who) { people.delete(who.a); tell({ t: 'gone', a: who.a }); },
    /** She is out, and still gets all that the house passes to anybody: whatever a house could do for her. */
    goesAndListens(who) {
      this.goes(who);
      const kept = who.script;
      people.forEach((it) => {
        const takes = it.script.takes;
        it.script.takes = (what) => { takes(what); if (what.frame && ['seal', 'key'].includes(what.frame.t)) kept.takes(what); };
      });
    },
  };
}
