// One at a time: what is wanted while something is under way waits, and only the last of it comes.

/**
 * @template T
 * @param {(wish: T) => Promise<void>} act @returns {(wish: T) => void}
 */
export function inTurn(act) {
  /** @type {T | null} */
  let next = null;
  let busy = false;
  return async (wish) => {
    next = wish;
    if (busy) return;
    busy = true;
    try {
      while (next !== null) {
        const now = next;
        next = null;
        await act(now);
      }
    } finally {
      busy = false;
    }
  };
}
