// Recorded runs that were brought to the page, or that the server has: kept as long as the page
// stands, each at its place in the browser's history. Shows nothing.

import { Fault } from './checks.js';
import { fetchRecorded } from './recorded.js';
import { replayOf } from './replayed.js';

/** @typedef {import('./replayed.js').Brought} Brought */
/** @typedef {{name: string, fault: Fault | null}} Missing a recorded run that is not to be had; with no fault it went with a page before this one */

/** @param {FileLimits} limits of what the server has */
export function createBrought(limits) {
  /** @type {Brought[]} */
  const all = [];
  /** @type {Map<string, Brought>} */
  const served = new Map();

  /** @param {{name: string, address: string}} recording @returns {Promise<Brought>} */
  const fetched = async ({ name, address }) => {
    const found = served.get(address) ?? { recorded: await fetchRecorded(address, limits), name, place: 0 };
    served.set(address, found);
    return found;
  };
  return {
    /** @param {Recorded} recorded @param {string} name @returns {number} its place, from 1 */
    add: (recorded, name) => all.push({ recorded, name, place: all.length + 1 }),
    /**
     * A page's data, with the recorded run that is to be seen on it.
     * @param {PageData} plain @param {number} place among those that were brought; 0 for none
     * @returns {Promise<{data: PageData, missing: Missing | null}>}
     */
    async dress(plain, place) {
      try {
        const found = all[place - 1] ?? (plain.recording && await fetched(plain.recording));
        const data = found ? { ...plain, ...replayOf(plain.run, found) } : plain;
        return { data, missing: place && !found ? { name: '', fault: null } : null };
      } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        return { data: plain, missing: { name: plain.recording?.name ?? '', fault } };
      }
    },
  };
}
