// The lives of a run, as they arrive: in typed columns that only grow, life by life.

import { weightsIn } from '../model/layers.js';
import { followMany, lastAtOrBefore } from './many.js';

/** @typedef {import('../model/lives.js').Seeds} Seeds */
/** @typedef {import('./many.js').Standing} Standing */

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
  indexOf(iteration) { return lastAtOrBefore(this.iteration, this.count, iteration); }

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
  const { all, ...followed } = followMany((run) => new Lives(run), onChange);
  return { ...followed, lives: all };
}
