// Before she goes in: her microphone and camera, looked at on this device alone. Nothing is sent, nothing is kept, and everything is
// let go of before she goes in: there she is muted, with her camera off.
import { id, stop, words } from './call.js';
import { WANTS, reason } from './devices.js';

/** A peak above this (of 1) is a voice and no rustle: we say that her microphone works. */
const HEARD = 0.1;
/** @type {Record<string, MediaStream>} */
let media = {};
/** @type {AudioContext | null} */
let ear = null;
let beat = 0;

const tell = (text) => { id('check-news').textContent = text; };
function show(of, isOn) {
  const button = document.querySelector('[data-check="' + of + '"]');
  button.setAttribute('aria-pressed', String(isOn));
  id('check-' + of).hidden = !isOn;
}

export async function check(of) {
  if (media[of]) { endOne(of); tell(''); return; }
  let found;
  try {
    found = await navigator.mediaDevices.getUserMedia(WANTS[of]);
  } catch (why) {
    tell(words('check-' + reason(why.name) + of));
    return;
  }
  const call = id('call');
  if (media[of] || !call || !call.classList.contains('waits')) { stop(found); return; }
  media[of] = found;
  found.getTracks()[0].onended = () => { endOne(of); tell(words('check-no-' + of)); };
  show(of, true);
  if (of === 'voice') meter(found);
  else {
    const picture = /** @type {HTMLVideoElement} */ (id('own-picture'));
    picture.srcObject = found;
    picture.play().catch(() => {});
    tell(words('check-seen'));
  }
}
function endOne(of) {
  if (!media[of]) return;
  stop(media[of]);
  delete media[of];
  show(of, false);
  if (of === 'voice') {
    clearInterval(beat);
    if (ear) ear.close();
    ear = null;
  } else /** @type {HTMLVideoElement} */ (id('own-picture')).srcObject = null;
}
/** All of it, at once. */
export function endCheck() { Object.keys(media).forEach(endOne); }

/** How loud her microphone is; to no loudspeaker, so that nothing howls. */
function meter(found) {
  ear = new AudioContext();
  ear.resume().catch(() => {});
  const analyser = ear.createAnalyser();
  analyser.fftSize = 8192; // 170 ms at 48 kHz: longer than a beat, so that no sound falls between two looks
  ear.createMediaStreamSource(found).connect(analyser);
  const wave = new Float32Array(analyser.fftSize);
  const level = /** @type {HTMLMeterElement} */ (id('level'));
  tell(words('check-speak'));
  let wasHeard = false;
  beat = setInterval(() => {
    analyser.getFloatTimeDomainData(wave);
    const loud = wave.reduce((most, it) => Math.max(most, Math.abs(it)), 0);
    level.value = Math.min(1, loud * 2);
    if (!wasHeard && loud > HEARD) { wasHeard = true; tell(words('check-heard')); }
  }, 100);
}
