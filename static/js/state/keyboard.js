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

/**
 * @param {Dispatch} dispatch @param {HTMLElement | null} scrubber @param {HTMLElement | null} player
 */
export function listenToKeys(dispatch, scrubber, player) {
  document.addEventListener('keydown', (event) => {
    const target = /** @type {Element} */ (event.target);
    const onButton = target.matches('button') && player?.contains(target);
    const free = target === document.body || target === scrubber || onButton;
    const message = KEYS[event.key];
    if (!free || !message || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (onButton && event.key === ' ') return; // it presses the button
    event.preventDefault();
    dispatch(message);
  });
}
