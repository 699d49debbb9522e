// The player's buttons, the speed, and the time axis's scale.

import { part, parts, setAttributes, setClass, setText } from '../shared/dom.js';

/** @type {Record<string, (frame: Frame) => Message>} */
const ACTIONS = {
  rewind: () => ({ type: 'rewind' }),
  back: () => ({ type: 'step', direction: -1 }),
  toggle: () => ({ type: 'toggle' }),
  forward: () => ({ type: 'step', direction: 1, inStages: true }),
  scale: (frame) => ({ type: 'scale', scale: frame.scale === 'log' ? 'linear' : 'log' }),
};

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {View} */
export function createControls(region, dispatch) {
  const buttons = new Map(parts(region, 'data-do').map((button) => [button.dataset.do ?? '', button]));
  const speed = /** @type {HTMLSelectElement} */ (part(region, 'data-speed'));
  /** @type {Frame} */
  let shown;
  buttons.forEach((button, name) => {
    button.addEventListener('click', () => { if (shown) dispatch(ACTIONS[name](shown)); });
  });
  speed.addEventListener('change', () => {
    const value = speed.value === 'slow' ? 'slow' : Number(speed.value);
    dispatch({ type: 'speed', speed: /** @type {Speed} */ (value) });
  });
  return {
    render(frame) {
      shown = frame;
      const play = /** @type {HTMLElement} */ (buttons.get('toggle'));
      const { play: playing = '', pause = '', replay = '' } = play.dataset;
      const word = frame.playing ? pause : frame.ended ? replay : playing;
      setText(part(play, 'data-play-word'), word);
      setAttributes(play, { 'aria-label': word });
      setClass(play, 'playing', frame.playing);
      const scale = /** @type {HTMLElement} */ (buttons.get('scale'));
      setAttributes(scale, { 'aria-pressed': String(frame.scale === 'log') });
      if (speed.value !== String(frame.speed)) speed.value = String(frame.speed);
    },
  };
}
