// A meeting with sound and picture. Nobody is heard or seen before she switches it on herself. What is sent goes to the house and
// nowhere else, and no address of this device is told to anybody: it stands in no message from here. Nothing is kept.

/** @typedef {{a: number, name: string, shape: number, staff: boolean, voice: boolean, camera: boolean, away: boolean}} Person */

const id = (name) => document.getElementById(name);
const words = (name) => { const call = id('call'); return (call && call.dataset[name.replace(/-(\w)/g, (_, it) => it.toUpperCase())]) || ''; };
const KINDS = { voice: 'audio', camera: 'video' };
/** What a device is asked for. A small picture is enough for a tile, and a poor line carries it. */
const WANTS = {
  voice: { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
  camera: { video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 20 } } },
};
/** Two layers: small tiles and poor lines get the lower one. */
const LAYERS = [{ rid: 'q', scaleResolutionDownBy: 2, maxBitrate: 120000 }, { rid: 'f', maxBitrate: 450000 }];
const LOW = 180;
const ANY = 4294967295;
/** Above this loudness somebody talks. */
const LOUD = 0.02;

/** @type {any} */
let room = null;
let wait = 500;

function enter() {
  hush();
  const call = id('call');
  // A browser lets a document use its microphone or not, once, as it is loaded. So this room is a document of its own, and so is what
  // comes after it.
  if (Boolean(call) !== Boolean(document.querySelector('meta[name="hears-and-sees"]'))) { location.reload(); return; }
  if (!call) return;
  document.querySelectorAll('.no-script').forEach((it) => it.toggleAttribute('hidden', true));
  document.querySelectorAll('.with-script').forEach((it) => it.removeAttribute('hidden'));
  if (!window.RTCPeerConnection || !window.WebSocket || !navigator.mediaDevices) { say(words('old')); return; }
  room = { line: null, me: 0, people: new Map(), slots: new Map(), tracks: new Map(), heights: new Map(), receives: null, sends: {}, media: {}, asked: new Set(), state: {}, away: false, later: 0, ticks: 0, began: 0, carries: true };
  room.ticks = setInterval(listen, 500);
  open();
  draw();
}

/** Everything stops, in this moment: the devices first. */
function hush() {
  if (!room) return;
  const was = room;
  room = null;
  clearTimeout(was.later);
  clearInterval(was.ticks);
  Object.values(was.media).forEach((it) => stop(it));
  end(was);
  if (was.line) { was.line.onclose = null; was.line.onmessage = null; was.line.close(); }
}
function end(of) {
  Object.values(of.sends).forEach((it) => it.connection.close());
  if (of.receives) of.receives.close();
  of.sends = {};
  of.receives = null;
  of.slots.clear();
  of.tracks.clear();
  of.heights.clear();
  const voices = id('voices');
  while (voices && voices.firstChild) voices.firstChild.remove();
}
function stop(media) {
  media.getTracks().forEach((it) => { it.onended = null; it.stop(); });
}

function open() {
  const mine = room;
  const line = mine.line = new WebSocket(location.origin.replace(/^http/, 'ws') + id('call').dataset.base + '/live');
  let chain = Promise.resolve();
  mine.began = Date.now();
  // One after the other: an answer belongs to the offer before it.
  line.onmessage = (event) => {
    const frame = JSON.parse(event.data);
    chain = chain.then(() => (room === mine && mine.line === line && TAKES[frame.t] ? TAKES[frame.t](frame) : null)).catch(() => { if (room === mine && mine.line === line) line.close(); });
  };
  line.onclose = (event) => { if (room === mine && mine.line === line) closed(event.code); };
}
function send(what) {
  if (room && room.line && room.line.readyState === 1) room.line.send(JSON.stringify(what));
}
/** Says why the line ended, and comes back where that makes sense. */
function closed(code) {
  room.line = null;
  ['voice', 'camera'].forEach(off);
  end(room);
  room.people.clear();
  room.away = false;
  draw();
  if (code === 4001 || code === 4002) {
    say(words('over'));
    room.later = setTimeout(() => location.reload(), Date.now() - room.began < 3000 ? 5000 : 300);
    return;
  }
  if (code === 4004) { say(words('elsewhere')); return; }
  const isWrong = [1002, 1003, 1007, 1009, 4003].includes(code);
  say(words(isWrong ? 'wrong' : 'cut'));
  if (isWrong) wait = 60000;
  room.later = setTimeout(open, wait * (0.75 + Math.random() / 2));
  wait = Math.min(wait * 2, 30000);
}
function say(text) {
  const news = id('call-news');
  if (!news) return;
  news.textContent = text;
  news.hidden = !text;
}
const status = (text) => { id('call-status').textContent = text; };
/** No candidate of this device: the house waits to be called, and needs none. */
const bare = (sdp) => sdp.replace(/^a=(candidate|end-of-candidates).*\r?\n/gm, '');

/** @type {Record<string, (frame: any) => any>} */
const TAKES = {
  hello(it) {
    wait = 500;
    room.me = it.me;
    room.state = {};
    room.carries = it.carries;
    say(it.carries ? '' : words('none'));
    if (it.carries) receive();
    state(it.state);
  },
  who(it) {
    const isNew = !room.people.has(it.a);
    room.people.set(it.a, it);
    if (isNew && room.state.known && it.a !== room.me) status(words('came').replace('@', it.name || words('someone')));
    if (it.a === room.me) room.state.known = true;
    draw();
  },
  is(it) {
    const who = room.people.get(it.a);
    if (!who) return;
    Object.assign(who, { voice: it.voice, camera: it.camera, away: it.away });
    // Switched off by the house: then this device is off as well.
    if (it.a === room.me) {
      ['voice', 'camera'].forEach((of) => {
        if (it[of]) room.asked.delete(of);
        else if (!room.asked.has(of) && room.media[of]) {
          off(of);
          if (!room.state.stopped) say(words('quiet-' + of));
        }
      });
    }
    draw();
  },
  gone(it) {
    const who = room.people.get(it.a);
    room.people.delete(it.a);
    if (who) status(words('went').replace('@', who.name || words('someone')));
    draw();
  },
  state(it) { state(it.state); },
  async offer(it) {
    const receives = room.receives;
    await receives.setRemoteDescription({ type: 'offer', sdp: it.sdp });
    await receives.setLocalDescription(await receives.createAnswer());
    send({ t: 'answer', sdp: bare(receives.localDescription.sdp) });
  },
  async answer(it) {
    const sends = room.sends[it.of];
    if (sends && sends.connection.signalingState === 'have-local-offer') await sends.connection.setRemoteDescription({ type: 'answer', sdp: it.sdp });
  },
  slot(it) {
    room.slots.set(it.slot, it.a ? { a: it.a, of: it.of } : null);
    draw();
  },
  no(it) {
    off(it.of);
    say(it.words);
    draw();
  },
};

function state(it) {
  room.state = Object.assign({ known: room.state.known }, it);
  const stopped = id('stopped');
  stopped.hidden = !it.stopped;
  stopped.firstElementChild.textContent = it.stopped || '';
  if (it.stopped) ['voice', 'camera'].forEach(off);
  for (const name of ['stage', 'prompt', 'turn']) {
    id(name).textContent = it[name] || '';
    id(name).hidden = !it[name];
  }
  draw();
}

/** The connection on which everybody's sound and picture come. */
function receive() {
  const receives = room.receives = watched(new RTCPeerConnection({ bundlePolicy: 'max-bundle' }));
  receives.ontrack = (event) => {
    const slot = event.streams[0] && event.streams[0].id;
    if (!room || room.receives !== receives || !slot) return;
    room.tracks.set(slot, event.track);
    draw();
  };
}
/** Where it is lost, the line begins again, and everything with it. */
function watched(connection) {
  const mine = room;
  connection.onconnectionstatechange = () => {
    if (room === mine && connection.connectionState === 'failed' && mine.line) mine.line.close();
  };
  return connection;
}

/** She switches it on herself. Her device may ask her; whatever it answers is said in a sentence. */
async function on(of) {
  const mine = room;
  /** @type {MediaStream} */
  let media;
  try {
    media = await navigator.mediaDevices.getUserMedia(WANTS[of]);
  } catch (why) {
    if (room === mine) say(words(reason(why.name) + of));
    return;
  }
  const track = media.getTracks()[0];
  if (room !== mine || !mine.line || mine.state.stopped || mine.away || mine.media[of]) { stop(media); return; }
  say('');
  mine.media[of] = media;
  mine.asked.add(of);
  track.onended = () => { if (room === mine) { off(of); say(words('unplugged-' + of)); draw(); } };
  try {
    if (mine.sends[of]) await mine.sends[of].sender.replaceTrack(track);
    else await begin(of, track);
  } catch (_) {
    if (room === mine) { off(of); say(words('wrong')); }
    return;
  }
  if (room !== mine || mine.media[of] !== media) return;
  send({ t: 'on', of, on: true });
  draw();
}
const reason = (name) => ({ NotAllowedError: 'refused-', SecurityError: 'refused-', NotReadableError: 'busy-', AbortError: 'busy-' }[name] || 'no-');

/** A connection of its own for each thing that is sent, offered once. */
async function begin(of, track) {
  const connection = watched(new RTCPeerConnection({ bundlePolicy: 'max-bundle' }));
  const how = { direction: 'sendonly' };
  if (of === 'camera') how.sendEncodings = LAYERS;
  const sender = connection.addTransceiver(track, /** @type {any} */ (how)).sender;
  room.sends[of] = { connection, sender };
  await connection.setLocalDescription(await connection.createOffer());
  send({ t: 'offer', of, sdp: bare(connection.localDescription.sdp) });
}
/** Off: the device itself, so that its light goes out. */
function off(of) {
  const media = room && room.media[of];
  if (!media) return;
  delete room.media[of];
  room.asked.delete(of);
  stop(media);
  if (room.sends[of]) room.sends[of].sender.replaceTrack(null).catch(() => {});
  send({ t: 'on', of, on: false });
}
function step(isAway) {
  room.away = isAway;
  if (isAway) ['voice', 'camera'].forEach(off);
  send({ t: 'away', on: isAway });
  say(isAway ? words('away-now') : '');
  draw();
}

function make(name, kind, text) {
  const it = document.createElement(name);
  if (kind) it.className = kind;
  if (text !== undefined) it.textContent = text;
  return it;
}
/** Everybody's tile, and what is switched. Tiles that stay are kept: a picture that is moved begins anew. */
function draw() {
  const tiles = id('tiles');
  if (!tiles || !room) return;
  const own = room.people.get(room.me);
  for (const tile of Array.from(tiles.children)) if (!room.people.has(Number(/** @type {HTMLElement} */ (tile).dataset.a))) tile.remove();
  for (const who of room.people.values()) {
    const tile = tiles.querySelector('[data-a="' + who.a + '"]') || tiles.appendChild(made(who));
    fill(tile, who);
  }
  voices();
  const usable = Boolean(room.line && own && room.carries && !room.state.stopped);
  for (const of of ['voice', 'camera']) {
    const button = /** @type {HTMLButtonElement} */ (document.querySelector('[data-do="' + of + '"]'));
    const isOn = Boolean(room.media[of]);
    button.classList.toggle('on', isOn);
    button.querySelector('span').textContent = words(of + (isOn ? '-on' : '-off'));
    button.disabled = !usable || room.away;
    if (of === 'camera') button.hidden = room.state.cameras === 0;
  }
  const away = /** @type {HTMLButtonElement} */ (document.querySelector('[data-do="away"]'));
  away.classList.toggle('on', room.away);
  away.querySelector('span').textContent = words(room.away ? 'come-back' : 'step-away');
  away.disabled = !room.line || !own;
  id('begin').hidden = Boolean(own && (own.voice || own.camera || room.away));
}
function made(who) {
  const tile = make('li', 'tile' + (who.a === room.me ? ' mine' : ''));
  tile.dataset.a = who.a;
  if (!who.staff) {
    const drawn = /** @type {Element} */ (/** @type {HTMLTemplateElement} */ (id('shapes')).content.children[who.shape % 6].cloneNode(true));
    drawn.setAttribute('class', 'shape c' + (Math.floor(who.shape / 6) % 6 + 1));
    tile.append(drawn);
  }
  const name = make('p', 'name');
  name.append(make('b', '', who.name || words('someone')));
  if (who.a === room.me) name.append(make('span', 'quiet', words('you')));
  if (who.staff) name.append(make('span', 'role', words('staff')));
  name.append(make('span', 'has'));
  tile.append(name);
  return tile;
}
function fill(tile, who) {
  const has = who.away ? 'away' : !who.voice ? 'muted' : tile.classList.contains('talks') ? 'talks' : 'open';
  const text = words(has);
  if (tile.querySelector('.has').textContent !== text) tile.querySelector('.has').textContent = text;
  if (!who.voice || who.away) tile.classList.remove('talks');
  quiets(tile, who);
  const slot = slotOf(who.a, 'camera');
  const track = who.a === room.me ? room.media.camera && room.media.camera.getTracks()[0] : slot && room.tracks.get(slot);
  const isSeen = Boolean(track && (who.a === room.me || who.camera) && !room.away && !who.away);
  let video = tile.querySelector('video');
  if (!isSeen) { if (video) video.remove(); tile.classList.remove('seen'); return; }
  if (!video) {
    video = document.createElement('video');
    video.muted = true;
    video.autoplay = true;
    video.playsInline = true;
    tile.prepend(video);
  }
  if (!video.srcObject || video.srcObject.getTracks()[0] !== track) { video.srcObject = new MediaStream([track]); play(video); }
  tile.classList.add('seen');
  if (slot && who.a !== room.me) want(slot, tile.clientHeight * (window.devicePixelRatio || 1) > LOW * 1.5 ? ANY : LOW);
}
/** Who leads can switch off what others have on, and never on. */
function quiets(tile, who) {
  const own = room.people.get(room.me);
  for (const of of ['voice', 'camera']) {
    const button = tile.querySelector('[data-quiet="' + of + '"]');
    const isDue = Boolean(own && own.staff && who.a !== room.me && who[of]);
    if (button && !isDue) button.remove();
    if (button || !isDue) continue;
    const made = make('button', 'chip', words('switch-off-' + of));
    made.append(make('span', 'for-reader', ' ' + (who.name || words('someone'))));
    made.setAttribute('type', 'button');
    made.dataset.quiet = of;
    made.addEventListener('click', () => send({ t: 'quiet', a: who.a, of }));
    tile.append(made);
  }
}
/** A small tile needs no large picture. */
function want(slot, most) {
  if (room.heights.get(slot) === most) return;
  room.heights.set(slot, most);
  send({ t: 'height', slot, most });
}
const slotOf = (a, of) => { for (const [slot, it] of room.slots) if (it && it.a === a && it.of === of) return slot; return ''; };

/** What is heard: one element for each place in which a voice comes. */
function voices() {
  const box = id('voices');
  for (const [slot, track] of room.tracks) {
    if (track.kind !== KINDS.voice) continue;
    let audio = /** @type {HTMLAudioElement} */ (box.querySelector('[data-slot="' + slot + '"]'));
    if (!audio) {
      audio = document.createElement('audio');
      audio.dataset.slot = slot;
      audio.autoplay = true;
      audio.srcObject = new MediaStream([track]);
      box.append(audio);
      play(audio);
    }
    audio.muted = room.away || !room.slots.get(slot);
  }
}
/** Some browsers let nothing be heard before something was pressed. */
function play(element) {
  const played = element.play();
  if (played) played.catch((why) => { if (why.name === 'NotAllowedError') id('hear').hidden = false; });
}
/** Who talks, by how loud it comes. */
async function listen() {
  const mine = room;
  if (!mine || !mine.receives) return;
  const stats = await mine.receives.getStats();
  if (room !== mine) return;
  const loud = new Map();
  stats.forEach((it) => { if (it.type === 'inbound-rtp' && it.kind === 'audio') loud.set(it.trackIdentifier, it.audioLevel || 0); });
  for (const who of mine.people.values()) {
    if (who.a === mine.me) continue;
    const track = mine.tracks.get(slotOf(who.a, 'voice'));
    const tile = id('tiles').querySelector('[data-a="' + who.a + '"]');
    if (!tile) continue;
    tile.classList.toggle('talks', Boolean(track && who.voice && (loud.get(track.id) || 0) > LOUD));
    fill(tile, who);
  }
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element && /** @type {HTMLElement} */ (event.target.closest('#call [data-do]'));
  if (!button || !room) return;
  const what = button.dataset.do;
  if (what === 'away') step(!room.away);
  else if (what === 'hear') { document.querySelectorAll('#call audio, #call video').forEach((it) => play(it)); id('hear').hidden = true; }
  else if (room.media[what]) { off(what); draw(); }
  else on(what);
});

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!room) return;
  // Whoever goes is gone with the press, and not only when the house has answered.
  if (form.id === 'call-leave' || form.id === 'exit') { hush(); return; }
  if (!form.closest('[data-stays]')) return;
  // What is done beside the room does not end it: the page stays, and only the part beside it is drawn again.
  event.preventDefault();
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => fields.append(name, String(value)));
  const button = /** @type {HTMLButtonElement} */ (event.submitter || document.activeElement);
  if (button && button.name) fields.append(button.name, button.value);
  const xhr = new XMLHttpRequest();
  xhr.open('POST', (button && button.getAttribute('formaction')) || form.getAttribute('action'));
  xhr.responseType = 'document';
  xhr.setRequestHeader('X-Visit', '1');
  xhr.onload = () => {
    const [now, next] = [id('meeting-part'), xhr.response && xhr.response.getElementById('meeting-part')];
    if (now && next) now.replaceWith(document.adoptNode(next));
  };
  xhr.onerror = () => say(words('cut'));
  xhr.send(fields);
});

document.addEventListener('visit', enter);
addEventListener('pagehide', hush);
enter();
