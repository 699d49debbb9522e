// The player's buttons, the speed, the time axis's scale, and how far it is. Where not all of
// them fit, those that one needs less often wait behind a button.

import { placeInRun } from '../../text/words.js';
import { part, parts, rem, setAttributes, setClass, setText } from '../shared/dom.js';

const SNUG = 36; // rem that all of it takes,
const NARROW = 27.5; // with smaller buttons and figures,
const TINY = 18; // and without what one needs less often

/** @type {Record<string, (frame: Frame) => Message>} */
const ACTIONS = {
  rewind: () => ({ type: 'rewind' }),
  back: () => ({ type: 'step', direction: -1 }),
  toggle: () => ({ type: 'toggle' }),
  forward: () => ({ type: 'step', direction: 1, inStages: true }),
  scale: (frame) => ({ type: 'scale', scale: frame.scale === 'log' ? 'linear' : 'log' }),
};

/**
 * @param {HTMLElement} region @param {Dispatch} dispatch @param {AbortSignal} signal ends its listening
 * @returns {View}
 */
export function createControls(region, dispatch, signal) {
  const buttons = new Map(parts(region, 'data-do').map((button) => [button.dataset.do ?? '', button]));
  const iteration = part(region, 'data-iteration');
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
  fitIn(region, signal);
  return {
    render(frame) {
      shown = frame;
      if (frame.lastReceived >= 0) setText(iteration, placeInRun(frame)); // before, the server's stands
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

/**
 * @param {HTMLElement} region whose rarer controls show only when asked for, where it is narrow
 * @param {AbortSignal} signal
 */
function fitIn(region, signal) {
  const more = part(region, 'data-more');
  /** @param {boolean} isOpen */
  const open = (isOpen) => {
    setClass(region, 'open', isOpen);
    setAttributes(more, { 'aria-expanded': String(isOpen) });
  };
  const isOpen = () => more.getAttribute('aria-expanded') === 'true';
  more.addEventListener('click', () => open(!isOpen()));
  document.addEventListener('pointerdown', (event) => {
    if (isOpen() && !region.contains(/** @type {Node} */ (event.target))) open(false);
  }, { signal });
  region.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isOpen()) return;
    open(false);
    more.focus();
  });
  new ResizeObserver(([{ contentRect }]) => {
    const width = contentRect.width / rem();
    setClass(region, 'snug', width < SNUG);
    setClass(region, 'narrow', width < NARROW);
    setClass(region, 'tiny', width < TINY);
    if (width >= NARROW) open(false);
  }).observe(region);
}
