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
    /** @param {Partial<Those>} chosen */
    choose(chosen) {
      ({ hidden = hidden, seed = seed } = chosen);
      [waiting, version] = [[], version + 1];
    },
    /** @param {number[]} seeds those that are not known yet are tried, one after the other */
    tryAll(seeds) {
      waiting = seeds.filter((each) => !known.has(nameOf({ hidden, seed: each })));
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
      seed = waiting.shift() ?? seed;
      return true;
    },
    /**
     * New ones play from their start; where nothing is to move, or the next ones wait, they are at their end.
     * @param {unknown} those @param {boolean} still @returns {boolean} whether they are new
     */
    begin(those, still) {
      if (those === begun) return false;
      begun = those;
      playing = !still && !waiting.length;
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
