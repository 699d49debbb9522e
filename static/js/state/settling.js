// What follows once the page has come to rest: the place is kept in the address, and the
// snapshot's exact figures are asked for. While it plays, the place is kept now and then.

import { writeLook } from './address.js';

const REST = 150; // milliseconds without a change
const WHILE_PLAYING = 1000;

/**
 * @param {() => State} state @param {() => void} onRest
 * @returns {{changed: () => void, keepPlace: () => void}}
 */
export function createSettling(state, onRest) {
  let resting = 0;
  let keeping = 0;

  const keepPlace = () => {
    clearTimeout(keeping);
    keeping = 0;
    const fragment = `#${writeLook(state())}`;
    if (fragment !== location.hash) history.replaceState(null, '', fragment);
  };
  return {
    keepPlace,
    changed() {
      clearTimeout(resting);
      if (state().playing) {
        if (!keeping) keeping = setTimeout(keepPlace, WHILE_PLAYING);
      } else {
        resting = setTimeout(() => { keepPlace(); onRest(); }, REST);
      }
    },
  };
}
