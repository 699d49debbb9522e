// An optional sound of the error falling: the larger the error, the higher the tone.
// Silent unless switched on, and while nothing moves.

import { part, setAttributes } from '../shared/dom.js';

const LOWEST = 110; // hertz, for no error
const OCTAVES = 4; // above it, for an error of 1
const LOUDNESS = 0.05;
const SMOOTHING = 0.03; // seconds

/** @param {HTMLElement} panel @returns {View} */
export function createSound(panel) {
  const button = part(panel, 'data-sound');
  /** @type {ReturnType<typeof createVoice> | null} */
  let voice = null;
  let on = false;
  const hush = () => voice?.volume.gain.setTargetAtTime(0, voice.context.currentTime, SMOOTHING);

  button.addEventListener('click', () => {
    on = !on;
    setAttributes(button, { 'aria-pressed': String(on) });
    voice ??= createVoice();
    if (!on) hush();
  });
  return {
    render({ playing, error }) {
      if (!voice || !on) return;
      if (!playing) { hush(); return; }
      const now = voice.context.currentTime;
      voice.tone.frequency.setTargetAtTime(LOWEST * 2 ** (OCTAVES * error), now, SMOOTHING);
      voice.volume.gain.setTargetAtTime(LOUDNESS, now, SMOOTHING);
    },
  };
}

function createVoice() {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = 0;
  tone.connect(volume).connect(context.destination);
  tone.start();
  return { context, tone, volume };
}
