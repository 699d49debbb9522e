// The sixteen neurons of the atlas, as they arrive: in typed columns that only grow, and what
// became of those that were looked at before, from which seed and with how many hidden neurons.

import { CORNERS, weightsOf } from '../model/atlas.js';
import { followMany, lastAtOrBefore } from './many.js';

/** Snapshots of all sixteen. */
export class Atlas {
  count = 0;

  /** How much of it there is. */
  version = 0;

  /** @param {{tables: {labels: string}[], total: number, config: Configuration}} described as the stream begins */
  constructor({ tables, total, config }) {
    const labels = tables.map((table) => table.labels);
    this.labels = labels;
    this.hidden = config.hidden;
    this.seed = config.seed;
    this.iterations = config.iterations;
    this.isWithThreshold = config.threshold === 'on';
    /** How many numbers each of the sixteen has in a snapshot. */
    this.weightsEach = weightsOf(this.hidden, this.isWithThreshold);
    this.iteration = new Float64Array(total);
    this.weights = new Float64Array(total * labels.length * this.weightsEach);
    this.outputs = new Float64Array(total * labels.length * CORNERS.length);
    this.error = new Float64Array(total * labels.length);
  }

  /** @returns {number} the last iteration received, or −1 */
  get last() { return this.count ? this.iteration[this.count - 1] : -1; }

  /** @param {AtlasBlock} block */
  append({ iteration, weights, outputs, error }) {
    iteration.forEach((number, row) => {
      if (number <= this.last) return;
      put(this.weights, this.count, weights[row]);
      put(this.outputs, this.count, outputs[row]);
      error[row].forEach((each, i) => { this.error[this.count * this.labels.length + i] = each ?? NaN; });
      this.iteration[this.count] = number;
      this.count += 1;
    });
    this.version += 1;
  }

  /** @param {number} iteration @returns {number} the place of the last snapshot at or before it */
  indexOf(iteration) { return lastAtOrBefore(this.iteration, this.count, iteration); }

  /** @param {number} index @returns {Float64Array} four outputs a label */
  outputsAt(index) {
    const size = this.labels.length * CORNERS.length;
    return this.outputs.subarray(index * size, (index + 1) * size);
  }

  /** @param {number} index @returns {Float64Array} all weights of a label, then those of the next */
  weightsAt(index) {
    const size = this.labels.length * this.weightsEach;
    return this.weights.subarray(index * size, (index + 1) * size);
  }

  /** @param {number} index @returns {Float64Array} one number a label */
  errorAt(index) { return this.error.subarray(index * this.labels.length, (index + 1) * this.labels.length); }
}

/** @param {Float64Array} column @param {number} row @param {(ArrayLike<number | null> | null)[]} lists none of a label that has left the finite range */
function put(column, row, lists) {
  const each = lists.find(Boolean)?.length ?? 0;
  lists.forEach((list, i) => {
    for (let at = 0; at < each; at += 1) column[(row * lists.length + i) * each + at] = list?.[at] ?? NaN;
  });
}

/** @param {() => void} onChange @returns {import('./many.js').Many<Atlas>} */
export const followAtlas = (onChange) => followMany((run) => new Atlas(run), onChange);
