// What one chose of the atlas: who learns, from which seed, how far they are on their way, and how
// many were learned from the seeds that were tried. It outlives the runs that come and go.

import { addressFor, changedQuery } from './query.js';

/** @typedef {ReturnType<typeof createSixteen>} Sixteen */
/** @typedef {{seed: number, hidden: number}} Those what the sixteen begin with */

/** @param {Configuration} config @returns {boolean} whether it learns as the sixteen do */
const isPlain = ({ start, threshold, rule, rate }) => (
  start === null && threshold === 'off' && rule === 'squared' && rate === 1
);

/** @param {() => string} root the address of all streams of the atlas */
export function createSixteen(root) {
  let [hidden, seed, share, playing, version] = [0, 1, 0, false, 0];
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @type {number[]} seeds that wait to be tried */
  let waiting = [];
  /** @type {number | null} the seed that one had chosen before all were tried, while they are */
  let home = null;
  let quiet = false; // those that come while all are tried, and after, don't play by themselves
  /** @type {unknown} those that were begun last */
  let begun = null;
  const nameOf = (/** @type {Those} */ those) => `${those.hidden} ${those.seed}`;

  return {
    get hidden() { return hidden; },
    get seed() { return seed; },
    /** @returns {number} how far they are, from 0 to 1 */
    get share() { return share; },
    get playing() { return playing; },
    /** @returns {number} another after every choice */
    get version() { return version; },
    /** @returns {string} where their stream is */
    get address() {
      const fields = { hidden: hidden ? String(hidden) : null, seed: seed === 1 ? null : String(seed) };
      return addressFor(root(), changedQuery('', fields));
    },
    /** @param {Partial<Those>} chosen from there on nothing more is tried */
    choose(chosen) {
      ({ hidden = hidden, seed = home ?? seed } = chosen);
      [waiting, home, quiet, version] = [[], null, false, version + 1];
    },
    /** One was opened of those that are drawn: they stay, and nothing more is tried. @param {Those} those */
    stay(those) {
      ({ hidden, seed } = those);
      [waiting, home, version] = [[], null, version + 1];
    },
    /** @param {number[]} seeds those that are not known yet are tried, one after the other */
    tryAll(seeds) {
      waiting = seeds.filter((each) => !known.has(nameOf({ hidden, seed: each })));
      if (waiting.length) [home, quiet] = [home ?? seed, true];
      seed = waiting.shift() ?? seed;
      version += 1;
    },
    /** @param {number} from @returns {number | undefined} how many were learned from that seed, if it was tried */
    learnedFrom: (from) => known.get(nameOf({ hidden, seed: from })),
    /** @param {Those} those that came whole @param {number} learned @returns {boolean} whether that is news */
    know(those, learned) {
      const isNews = !known.has(nameOf(those));
      known.set(nameOf(those), learned);
      if (!isNews) return false;
      version += 1;
      if (home === null) return true;
      const next = waiting.shift();
      seed = next ?? home; // after all of them, one's own again
      if (next === undefined) home = null;
      return true;
    },
    /**
     * New ones play from their start; where nothing is to move, or all are tried, they are at their end.
     * @param {unknown} those @param {boolean} still @returns {boolean} whether they are new
     */
    begin(those, still) {
      if (those === begun) return false;
      begun = those;
      playing = !still && !quiet;
      share = playing ? 0 : 1;
      return true;
    },
    toggle() {
      playing = !playing;
      if (playing && share === 1) share = 0;
    },
    /** @param {number} to */
    seek(to) { [share, playing] = [to, false]; },
    /** @param {number} by */
    advance(by) {
      share = Math.min(1, share + by);
      playing = share < 1;
    },
    /** @param {Configuration} config of the run on screen @returns {boolean} whether it is one of these */
    isHere: (config) => config.seed === seed && config.hidden === hidden && isPlain(config),
  };
}
