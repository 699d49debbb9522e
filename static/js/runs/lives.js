// The lives of a run, as they arrive: in typed columns that only grow, life by life. One stream
// at a time; what is asked for again is there already.

import { weightsIn } from '../model/layers.js';
import { follow } from './stream.js';

/** @typedef {import('../model/lives.js').Seeds} Seeds */
/** @typedef {'receiving' | 'finished' | 'busy' | 'no_answer' | 'failed'} Standing */

const SETTLED = 400; // milliseconds

/** Snapshots of all lives. */
export class Lives {
  count = 0;

  /** How much of it there is, for those who draw it anew where there is more. */
  version = 0;

  /** @param {Run & {seeds: number[]}} run as the stream describes it */
  constructor({ seeds, total, layers }) {
    this.seeds = seeds;
    this.iteration = new Float64Array(total);
    const column = () => new Float64Array(total * seeds.length);
    /** One column a weight: all lives of a snapshot, then those of the next. */
    this.weights = Array.from({ length: weightsIn({ layers }) }, column);
    this.prediction = column();
  }

  /** @returns {Seeds} */
  get range() { return { first: this.seeds[0], count: this.seeds.length }; }

  /** @returns {number} the last iteration received, or −1 */
  get last() { return this.count ? this.iteration[this.count - 1] : -1; }

  /** @param {LivesBlock} block whose numbers are null where a life has left the finite range */
  append({ iteration, weights, prediction }) {
    const lives = this.seeds.length;
    iteration.forEach((number, row) => {
      if (number <= this.last) return;
      const first = this.count * lives;
      for (let life = 0; life < lives; life += 1) {
        const own = weights[row][life];
        this.weights.forEach((column, i) => { column[first + life] = own?.[i] ?? NaN; });
        this.prediction[first + life] = prediction[row][life] ?? NaN;
      }
      this.iteration[this.count] = number;
      this.count += 1;
    });
    this.version += 1;
  }

  /** @param {number} iteration @returns {number} the place of the last snapshot at or before it */
  indexOf(iteration) {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.iteration[middle] <= iteration) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {Float64Array} column @param {number} index @returns {Float64Array} all lives of a snapshot */
  at(column, index) { return column.subarray(index * this.seeds.length, (index + 1) * this.seeds.length); }
}

/**
 * @typedef {object} FollowedLives
 * @property {(url: string | null) => void} want the lives at an address, or none
 * @property {() => Lives | null} lives @property {() => Standing} standing
 * @property {() => Problem | null} problem why there are none, or no more
 */

/** @param {() => void} onChange @returns {FollowedLives} */
export function followLives(onChange) {
  /** @type {string | null} */
  let wanted = null;
  /** @type {Lives | null} */
  let lives = null;
  /** @type {Standing} */
  let standing = 'receiving';
  /** @type {Problem | null} */
  let problem = null;
  let letGo = () => {};
  let settling = 0;

  /** @param {string} url */
  const begin = (url) => {
    /** @param {Standing} now @param {Problem | null} [why] */
    const is = (now, why = null) => { [standing, problem] = [now, why]; onChange(); };
    /** @type {string | undefined} */
    let arithmetic;
    const stream = follow({
      url: () => url,
      lastReceived: () => lives?.last ?? -1,
      arithmetic: () => arithmetic,
      onStarted: (run) => {
        arithmetic = run.arithmetic;
        lives ??= new Lives(/** @type {Run & {seeds: number[]}} */ (run));
        onChange();
      },
      onSnapshots: (block) => { lives?.append(/** @type {any} */ (block)); onChange(); }, // of lives, each
      beginAnew: async () => { lives = null; },
      onStatus: (status) => {
        if (status.name === 'finished') is('finished');
        else if (status.name === 'failed') is('failed', status.problem);
        else if (status.name === 'waiting') is(status.reason === 'busy' ? 'busy' : 'no_answer');
        else if (status.name === 'receiving' && standing !== 'receiving') is('receiving');
      },
    });
    letGo = stream.letGo;
  };
  return {
    lives: () => lives,
    standing: () => standing,
    problem: () => problem,
    want(url) {
      if (url === wanted) return;
      letGo();
      clearTimeout(settling);
      // Whoever types or drags wants many runs one after the other, and the lives of the last.
      if (url) settling = setTimeout(() => begin(url), wanted ? SETTLED : 0);
      letGo = () => {};
      [wanted, lives, standing] = [url, null, 'receiving'];
      onChange();
    },
  };
}
