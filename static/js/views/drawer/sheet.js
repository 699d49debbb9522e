// The drawer as a sheet at the lower edge of a small screen: how far it is pulled up, by its
// handle or by arrow keys. Pulled up from its first lines it opens, pushed down to them it shuts.

import { part, setAttributes } from '../shared/dom.js';

const LEAST = 20; // percent of the window's height: less is shut
const MOST = 60;
const AT_FIRST = 46;
const STEP = 5;

/** @type {Record<string, (pulled: number) => number>} */
const KEYS = {
  ArrowUp: (pulled) => pulled + STEP,
  ArrowDown: (pulled) => pulled - STEP,
  Home: () => MOST,
  End: () => 0,
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

  /** @param {number} wanted percent of the window's height */
  const pull = (wanted) => {
    if (wanted < LEAST) { close(); return; }
    pulled = Math.min(MOST, wanted);
    root.style.setProperty('--pulled', String(pulled));
    if (!isOpen) dispatch({ type: 'tab', tab: last });
    tell();
  };
  const close = () => { if (isOpen) dispatch({ type: 'tab', tab: null }); };
  const tell = () => setAttributes(handle, { 'aria-valuenow': String(Math.round(isOpen ? pulled : LEAST)) });

  handle.addEventListener('pointerdown', (event) => {
    if (event.button === 0) handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', ({ pointerId, clientY }) => {
    if (handle.hasPointerCapture(pointerId)) pull((1 - clientY / innerHeight) * 100);
  });
  handle.addEventListener('keydown', (event) => {
    const change = KEYS[event.key];
    if (!change) return;
    event.preventDefault();
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
