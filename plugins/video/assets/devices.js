// Her own microphone and camera. She switches them on herself; whatever her device answers is said in a sentence. What is sent goes
// to the house and nowhere else, and no address of this device is told to anybody.
import { BOTH, UNHEARD, id, room, say, send, stop, words } from './call.js';
import { draw } from './tiles.js';

/** What a device is asked for. A small picture is enough for a tile, and a poor line carries it. */
export const WANTS = {
  voice: { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
  camera: { video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 20 } } },
};
/** Two layers: small tiles and poor lines get the lower one. Bits a second. */
const LAYERS = [{ rid: 'q', scaleResolutionDownBy: 2, maxBitrate: 120000 }, { rid: 'f', maxBitrate: 450000 }];

export const reason = (name) => ({ NotAllowedError: 'refused-', SecurityError: 'refused-', NotReadableError: 'busy-', AbortError: 'busy-' }[name] || 'no-');
/** No candidate of this device: the house waits to be called, and needs none. */
export const bare = (sdp) => sdp.replace(/^a=(candidate|end-of-candidates).*\r?\n/gm, '');

/** The house is the only other end, directly or by its own way round. Where it is lost, the line begins again, and everything with it. */
export function connect() {
  const mine = room;
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle', iceServers: mine.ways });
  connection.onconnectionstatechange = () => {
    if (room !== mine) return;
    if (connection.connectionState === 'connected') mine.reached = true;
    if (connection.connectionState === 'failed' && mine.line) mine.lost(UNHEARD);
  };
  return connection;
}

export async function on(of) {
  const mine = room;
  const stops = mine.seal ? mine.seal.stops() : '';
  if (stops) { say(stops); return; }
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
  if (of === 'camera') soften(track);
  try {
    if (mine.sends[of]) await mine.sends[of].sender.replaceTrack(track);
    else await offer(of, track);
  } catch (_) {
    if (room === mine) { off(of); say(words('wrong')); }
    return;
  }
  if (room !== mine || mine.media[of] !== media) return;
  send({ t: 'on', of, on: true });
  draw();
}
/** A connection of its own for each thing that is sent, offered once. */
async function offer(of, track) {
  const connection = connect();
  const how = { direction: 'sendonly' };
  if (of === 'camera') how.sendEncodings = LAYERS;
  const sender = connection.addTransceiver(track, /** @type {any} */ (how)).sender;
  room.sends[of] = { connection, sender };
  if (room.seal) room.seal.sealSender(sender, of);
  await connection.setLocalDescription(await connection.createOffer());
  send({ t: 'offer', of, sdp: bare(connection.localDescription.sdp) });
}
export function off(of) {
  const media = room && room.media[of];
  if (!media) return;
  delete room.media[of];
  room.asked.delete(of);
  stop(media);
  if (of === 'camera') id('blur').hidden = true;
  if (room.sends[of]) room.sends[of].sender.replaceTrack(null).catch(() => {});
  send({ t: 'on', of, on: false });
}
/** Away, in this moment: the devices first, then what is heard and seen, then the others learn it. */
export function step(isAway) {
  room.away = isAway;
  if (isAway) BOTH.forEach(off);
  draw();
  send({ t: 'away', on: isAway });
  say(isAway ? words('away-now') : '');
}

/** Offered only where the device itself can do it: nothing leaves it unblurred once it is pressed. */
function soften(track) {
  const can = track.getCapabilities ? track.getCapabilities().backgroundBlur : null;
  const button = id('blur');
  button.hidden = !(can && can.length > 1);
  if (!button.hidden && room.blurs) blur(true);
}
export async function blur(isOn) {
  const mine = room;
  const track = mine && mine.media.camera && mine.media.camera.getTracks()[0];
  if (!track) return;
  try {
    await track.applyConstraints({ backgroundBlur: isOn });
  } catch (_) {
    if (room === mine) say(words('no-blur'));
    return;
  }
  mine.blurs = isOn;
  id('blur').setAttribute('aria-pressed', String(isOn));
}
