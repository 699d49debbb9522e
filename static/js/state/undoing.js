// Going back and forth between what something was: a past and a future of it. Pure.

/** @template T @typedef {{past: T[], future: T[]}} Undoing the nearest last */

const MOST = 200;

/** @template T @returns {Undoing<T>} */
export const nothingDone = () => ({ past: [], future: [] });

/** @template T @param {Undoing<T>} undoing @param {T} before what it was until now @returns {Undoing<T>} */
export const done = ({ past }, before) => ({ past: [...past, before].slice(-MOST), future: [] });

/** @template T @param {Undoing<T>} undoing @param {T} now @returns {[Undoing<T>, T] | null} null where there is nothing to undo */
export function undone({ past, future }, now) {
  if (!past.length) return null;
  return [{ past: past.slice(0, -1), future: [...future, now] }, past[past.length - 1]];
}

/** @template T @param {Undoing<T>} undoing @param {T} now @returns {[Undoing<T>, T] | null} */
export function redone({ past, future }, now) {
  if (!future.length) return null;
  return [{ past: [...past, now], future: future.slice(0, -1) }, future[future.length - 1]];
}
