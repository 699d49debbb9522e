// What follows once the page has come to rest: the place is kept in the address, and the
// snapshot's exact figures are asked for. While it plays, the place is kept now and then.

const REST = 150; // milliseconds without a change
const WHILE_PLAYING = 1000;

/**
 * @param {() => State} state @param {(state: State) => void} keep keeps the place
 * @param {() => void} onRest
 * @returns {{changed: (state: State, before: State) => void, keepPlace: () => void, letGo: () => void}}
 */
export function createSettling(state, keep, onRest) {
  let resting = 0;
  let keeping = 0;

  const keepPlace = () => {
    clearTimeout(keeping);
    keeping = 0;
    keep(state());
  };
  return {
    keepPlace,
    letGo() { clearTimeout(resting); clearTimeout(keeping); },
    changed(now, before) {
      if (!isMove(now, before)) return;
      clearTimeout(resting);
      if (now.playing) {
        if (!keeping) keeping = setTimeout(keepPlace, WHILE_PLAYING);
      } else {
        resting = setTimeout(() => { keepPlace(); onRest(); }, REST);
      }
    },
  };
}

/**
 * Whether something changed that is worth keeping or asking about: pointing at things is not.
 * @param {State} now @param {State} before
 */
function isMove(now, before) {
  /** @type {(keyof State)[]} */
  const kept = ['position', 'playing', 'speed', 'scale', 'shown', 'tab', 'chapter', 'weight', 'line', 'hand', 'stream', 'lastReceived', 'beside'];
  return kept.some((name) => now[name] !== before[name]);
}
