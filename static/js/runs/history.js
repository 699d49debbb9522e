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
    const from = this.count - first;
    for (let row = first; row < block.iteration.length; row += 1) {
      this.iteration[from + row] = block.iteration[row];
      this.error[from + row] = block.error[row];
    }
    fill(this.weights, block.weights, first, from);
    fill(this.outputs, block.outputs, first, from);
    this.count += Math.max(0, block.iteration.length - first);
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

/**
 * Turn rows into columns, one column after the other: half a million numbers come while the page opens.
 * @param {Float64Array[]} columns @param {number[][]} rows @param {number} first of them
 * @param {number} from where in the columns row 0 would stand
 */
function fill(columns, rows, first, from) {
  columns.forEach((column, index) => {
    for (let row = first; row < rows.length; row += 1) column[from + row] = rows[row][index];
  });
}
