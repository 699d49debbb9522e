// The runs that stand beside the followed one: each with a history of its own, read once and kept
// while it stands there. Knows no state and draws nothing.

import { followRun } from './followed.js';

/** @typedef {import('./followed.js').Followed} Followed */

/**
 * @typedef {object} Companion
 * @property {Beside} place @property {Followed | null} followed null until the server has described it
 * @property {StreamStatus | null} status how its stream is, as far as it was heard
 * @property {Problem | null} problem why it can't be had
 */

/** What is known of a run, beside or on screen. @typedef {Omit<Companion, 'place'> & {place: Place}} Known */

/** @param {Place} place @returns {string} the name of a run, and of where it begins */
export const nameOf = ({ query, from }) => `${from}:${query}`;

/**
 * @param {string} api where runs are described @param {number} undecided how near to one half nothing can be told
 * @param {() => void} onChange something arrived
 * @param {string} language the code of the reader's language, for what is said of a run that can't be had
 */
export function createCompanions(api, undecided, onChange, language) {
  /** @type {Companion[]} */
  let standing = [];
  /** @type {Map<string, {followed: Followed, status: StreamStatus}>} runs that were followed a moment ago */
  const adopted = new Map();

  /** @param {Companion} companion @returns {Dispatch} */
  const hear = (companion) => (message) => {
    if (message.type === 'stream') companion.status = message.status;
    onChange();
  };
  /** @param {Beside} place @returns {Companion} */
  const begin = (place) => {
    const kept = adopted.get(nameOf(place));
    /** @type {Companion} */
    const companion = { place, followed: kept?.followed ?? null, status: kept?.status ?? null, problem: null };
    if (kept) kept.followed.pass(hear(companion));
    else void describe(companion);
    return companion;
  };
  /** @param {Companion} companion */
  const describe = async (companion) => {
    const { query } = companion.place;
    companion.problem = null;
    try {
      const response = await fetch(query ? `${api}?${query}` : api, { headers: { 'Accept-Language': language } });
      const answer = await response.json();
      if (!standing.includes(companion)) return;
      if (response.ok) companion.followed = followRun(answer, api, undecided, hear(companion));
      else companion.problem = answer;
    } catch {
      companion.problem = { detail: '' };
    }
    onChange();
  };
  return {
    /** @returns {Companion[]} in the order in which they were put there */
    all: () => standing,
    /** @param {Place} wanted @returns {Companion | undefined} */
    find: (wanted) => standing.find(({ place }) => nameOf(place) === nameOf(wanted)),
    /** @returns {string} all that a drawing of them depends on */
    basis: () => standing.map(({ place, followed }) => `${nameOf(place)} ${followed?.history.beginnings} ${followed?.history.count}`).join(),
    /** Closes their connections until `retry`, which also asks again for what could not be had. */
    rest() { standing.forEach(({ followed }) => followed?.rest()); },
    retry() {
      standing.forEach((companion) => {
        if (companion.followed) companion.followed.retry();
        else if (companion.problem && !companion.problem.status) void describe(companion);
      });
    },
    /** @param {Place} place @param {Followed} followed hands over a run that was followed until now @param {StreamStatus} status */
    adopt(place, followed, status) { adopted.set(nameOf(place), { followed, status }); },
    /** @param {Beside[]} places those that are to stand there from now on: the others are let go of */
    show(places) {
      const before = standing;
      standing = places.map((place) => {
        const same = before.find((companion) => nameOf(companion.place) === nameOf(place));
        return same ? Object.assign(same, { place }) : begin(place);
      });
      const names = new Set(places.map(nameOf));
      before.filter(({ place }) => !names.has(nameOf(place))).forEach(({ followed }) => followed?.letGo());
      adopted.forEach(({ followed }, name) => { if (!names.has(name)) followed.letGo(); });
      adopted.clear();
      onChange();
    },
  };
}
