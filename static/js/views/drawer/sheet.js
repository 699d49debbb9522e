// The drawer as a sheet at the lower edge of a small screen: how far it is pulled up, by its
// handle or by arrow keys. Pulled up from its first lines it opens, pushed down to them it shuts.

import { part, setAttributes } from '../shared/dom.js';

const LEAST = 20; // percent of the window's height that it has shut, for those who listen
const MOST = 60;
const AT_FIRST = 46;
const STEP = 5;
const DEAD = 6; // pixels before a press becomes a pull

/** @type {Record<string, (pulled: number) => number>} */
const KEYS = {
  ArrowUp: (pulled) => pulled + STEP,
  ArrowDown: (pulled) => pulled - STEP,
  Home: () => 0,
  End: () => MOST,
};

/**
 * @param {HTMLElement} region @param {Dispatch} dispatch
 * @param {HTMLElement} root whose style sheets are told how far it is pulled @returns {View}
 */
export function createSheet(region, dispatch, root) {
  const handle = part(region, 'data-sheet-handle');
  /** @type {Tab} */
  let last = 'story';
  let isOpen = false;
  let pulled = AT_FIRST;
  let shut = LEAST; // percent that it takes while it is shut: what always shows
  let pressed = NaN;

  /** @param {number} wanted percent of the window's height */
  const pull = (wanted) => {
    if (wanted <= shut) { close(); return; }
    pulled = Math.min(MOST, wanted);
    root.style.setProperty('--pulled', String(pulled));
    if (!isOpen) dispatch({ type: 'tab', tab: last });
    tell();
  };
  const close = () => { if (isOpen) dispatch({ type: 'tab', tab: null }); };
  const tell = () => setAttributes(handle, { 'aria-valuenow': String(Math.round(isOpen ? pulled : LEAST)) });

  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    handle.setPointerCapture(event.pointerId);
    pressed = event.clientY;
    if (!isOpen) shut = Math.max(LEAST, (region.offsetHeight / innerHeight) * 100);
  });
  handle.addEventListener('pointermove', ({ pointerId, clientY }) => {
    if (Math.abs(clientY - pressed) > DEAD) pressed = NaN; // from here on it follows
    if (handle.hasPointerCapture(pointerId) && Number.isNaN(pressed)) pull((1 - clientY / innerHeight) * 100);
  });
  handle.addEventListener('keydown', (event) => {
    const change = KEYS[event.key];
    if (!change) return;
    event.preventDefault();
    if (!isOpen) shut = LEAST;
    pull(change(isOpen ? pulled : LEAST));
  });
  part(region, 'data-peek').addEventListener('click', () => dispatch({ type: 'tab', tab: last }));
  return {
    render({ tab }) {
      isOpen = tab !== null;
      last = tab ?? last;
      tell();
    },
  };
}
