// Keys of the player. They act on the scrubber, on the player's buttons, and on the page where
// nothing has the focus.

/** @type {Record<string, Message>} */
const KEYS = {
  ' ': { type: 'toggle' },
  ArrowRight: { type: 'step', direction: 1 },
  ArrowUp: { type: 'step', direction: 1 },
  ArrowLeft: { type: 'step', direction: -1 },
  ArrowDown: { type: 'step', direction: -1 },
  PageUp: { type: 'leap', direction: 1 },
  PageDown: { type: 'leap', direction: -1 },
  Home: { type: 'rewind' },
  End: { type: 'end' },
};

/** @param {Dispatch} dispatch */
export function listenToKeys(dispatch) {
  document.addEventListener('keydown', (event) => {
    const message = KEYS[event.key];
    if (!message || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!isFree(/** @type {Element} */ (event.target), event.key)) return;
    event.preventDefault();
    dispatch(message);
  });
}

/** @param {Element} target @param {string} key @returns {boolean} whether the key is not its own */
function isFree(target, key) {
  if (target === document.body || target.matches('[data-keys]')) return true;
  // Space presses the button that has the focus.
  return key !== ' ' && target.matches('[data-keys] button');
}
