// The place in which the page was left, to the moment: for a reload, which comes too soon for
// the address, and for going back; and how far one had watched, so that a reload does not veil
// anew what was seen. The tab keeps it, and nobody else learns of it.

import { readLook, writeLook } from './address.js';

const KEY = 'nine-lines:place';

/** @typedef {{addresses: string[], look: string, position: number, seen: number}} Place */

/**
 * Keep where one is; where nothing may be kept, the address has to do.
 * @param {State} state @param {string[]} addresses by which the page may come back
 * @param {() => Storage} storage is asked for here: asking alone may be refused
 */
export function leavePlace(state, addresses, storage) {
  const { position, seen } = state;
  /** @type {Place} */
  const place = { addresses, look: writeLook(state), position, seen };
  try {
    storage().setItem(KEY, JSON.stringify(place));
  } catch {
    // refused, or full
  }
}

/**
 * The place in which this page was left, if it is the same that comes back; taken only once.
 * @param {string} address @param {string} way how the browser came here: `reload`, `back_forward`, …
 * @param {Speed[]} speeds @param {() => Storage} storage @returns {Look | null}
 */
export function returnToPlace(address, way, speeds, storage) {
  try {
    /** @type {Place | null} */
    const place = JSON.parse(storage().getItem(KEY) ?? 'null');
    storage().removeItem(KEY);
    if (!place || !isSame(address, place.addresses, way)) return null;
    const look = { ...readLook(place.look, speeds), seen: place.seen };
    return look.playing ? { ...look, between: place.position } : look;
  } catch {
    return null;
  }
}

/**
 * A reload comes back to the address as it was when it was asked for, and the fragment may have
 * been written since.
 * @param {string} address @param {string[]} addresses @param {string} way @returns {boolean}
 */
function isSame(address, addresses, way) {
  if (way === 'back_forward') return addresses.includes(address);
  return way === 'reload' && addresses.some((left) => runOf(left) === runOf(address));
}

/** @param {string} address @returns {string} without its fragment */
const runOf = (address) => address.split('#')[0];

/** @returns {string} how the browser came here: by a link, a reload, or by going back */
export function wayHere() {
  const [entry] = performance.getEntriesByType('navigation');
  return /** @type {PerformanceNavigationTiming | undefined} */ (entry)?.type ?? '';
}
