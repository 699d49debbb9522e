// One at a time: what is wanted while something is under way waits, and comes as one.

/**
 * @template T
 * @param {(wish: T) => Promise<void>} act
 * @param {(earlier: T, later: T) => T} [merge] what two that wait are together: by itself, the later
 * @returns {(wish: T) => void}
 */
export function inTurn(act, merge = (_, later) => later) {
  /** @type {T | null} */
  let next = null;
  let busy = false;
  return async (wish) => {
    next = next === null ? wish : merge(next, wish);
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
