// Another run, sought: its page from the server, with the recorded run on it where one is wanted.
// Who wants another by then gets that; changes come one after the other. Shows nothing.

import { LET_GO } from '../model/letting.js';
import { fetchPage } from '../runs/page.js';
import { addressFor } from './query.js';

/** @typedef {import('../runs/brought.js').Missing} Missing */
/** @typedef {{page: Document, data: PageData, missing: Missing | null, place: number}} Found */

/**
 * @param {() => PageData} dataNow of the run on screen
 * @param {(page: Document) => PageData} dataOf a page
 * @param {ReturnType<typeof import('../runs/brought.js').createBrought>} brought
 */
export function createSeeking(dataNow, dataOf, brought) {
  let wanting = new AbortController();
  /** @type {Promise<unknown>} */
  let changes = Promise.resolve();
  return {
    /**
     * @param {string} query @param {number} [place] of the recorded run that is to be seen
     * @returns {Promise<Found | {problem: Problem} | null>} null where another is wanted by now
     */
    async pageFor(query, place = 0) {
      wanting.abort(LET_GO);
      wanting = new AbortController();
      const { signal } = wanting;
      const { run, language, addresses } = dataNow();
      const found = await fetchPage({
        page: addressFor(run.links.page.split('?')[0], query, language.asked),
        api: query ? `${addresses.api}?${query}` : addresses.api,
        language: document.documentElement.lang,
        signal,
      }).catch((error) => { if (signal.aborted) return null; throw error; });
      if (!found || 'problem' in found) return found;
      const dressed = await brought.dress(dataOf(found.page), place);
      return signal.aborted ? null : { ...found, ...dressed, place };
    },
    /**
     * What two parts of the page want at once is both done.
     * @template T @param {() => Promise<T>} act @returns {Promise<T>}
     */
    afterOthers(act) {
      const done = changes.then(act);
      changes = done.catch(() => null);
      return done;
    },
  };
}
