// Keys of the player. They act on the scrubber, and on the page where nothing has the focus.

/** @type {Record<string, Message>} */
const KEYS = {
  ' ': { type: 'toggle' },
  ArrowRight: { type: 'step', direction: 1 },
  ArrowUp: { type: 'step', direction: 1 },
  ArrowLeft: { type: 'step', direction: -1 },
  ArrowDown: { type: 'step', direction: -1 },
  PageUp: { type: 'page', direction: 1 },
  PageDown: { type: 'page', direction: -1 },
  Home: { type: 'rewind' },
  End: { type: 'end' },
};

/** @param {Dispatch} dispatch @param {HTMLElement} scrubber */
export function listenToKeys(dispatch, scrubber) {
  document.addEventListener('keydown', (event) => {
    const free = event.target === document.body || event.target === scrubber;
    const message = KEYS[event.key];
    if (!free || !message || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    dispatch(message);
  });
}
