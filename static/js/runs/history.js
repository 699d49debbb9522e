// The snapshots received so far, in typed columns that only grow. Holds no playhead.

import { placeIn } from '../model/recording.js';

export class History {
  /** How often it began: more than once where the server was replaced by another. */
  beginnings = 0;

  count = 0;

  iteration = new Float64Array();

  error = new Float64Array();

  /** @type {Float64Array[]} */
  weights = [];

  /** @type {Float64Array[]} */
  outputs = [];

  /** @param {Run} run */
  constructor(run) {
    this.begin(run);
  }

  /** Let go of what arrived, for the run begins anew. @param {Run} run */
  begin(run) {
    const weights = run.layers.reduce((sum, [rows, neurons]) => sum + rows * neurons, 0);
    const column = () => new Float64Array(run.total);
    this.beginnings += 1;
    this.count = 0;
    this.iteration = column();
    this.error = column();
    this.weights = Array.from({ length: weights }, column);
    this.outputs = Array.from({ length: run.examples.length }, column);
  }

  /** @returns {number} the last iteration received, or −1 */
  get last() {
    return this.count ? this.iteration[this.count - 1] : -1;
  }

  /**
   * Add a block. Whatever of it is already here is left out, so that a resumed stream
   * adds nothing twice.
   * @param {Block} block
   */
  append(block) {
    const { last } = this;
    let first = 0;
    while (first < block.iteration.length && block.iteration[first] <= last) first += 1;
    for (let row = first; row < block.iteration.length; row += 1) {
      const at = this.count;
      this.iteration[at] = block.iteration[row];
      this.error[at] = block.error[row];
      block.weights[row].forEach((value, index) => { this.weights[index][at] = value; });
      block.outputs[row].forEach((value, index) => { this.outputs[index][at] = value; });
      this.count += 1;
    }
  }

  /**
   * The place of the last snapshot at or before an iteration; the first where there is none.
   * @param {number} iteration @returns {number}
   */
  indexOf(iteration) {
    return placeIn(this.iteration, iteration, this.count);
  }

  /** @param {number} index @returns {number[]} */
  weightsAt(index) { return this.weights.map((column) => column[index]); }

  /** @param {number} index @returns {number[]} */
  outputsAt(index) { return this.outputs.map((column) => column[index]); }
}
