// What a network says all over the box of the cut: its output's weighted sum at any place, and on a
// grid of places. A hidden neuron's own sum is linear, so that a corner's and its slope along each
// edge say all of it. Pure.

import { hiddenOf, weightsOfNeuron } from './layers.js';

/**
 * @typedef {object} Field
 * @property {number} axes how many the box has @property {number} hidden how many neurons
 * @property {Float64Array} base their sums at the first corner
 * @property {Float64Array} slopes how fast their sums grow along each axis, neuron by neuron
 * @property {ArrayLike<number>} weights of the output, and its threshold where it has one
 * @property {number} threshold of the output, or 0
 */

/**
 * @param {Run} run with a hidden layer @param {number[]} weights @param {import('./cut.js').Box} box
 * @returns {Field}
 */
export function fieldOf(run, weights, { axes, ends, corners: [first] }) {
  const hidden = hiddenOf(run);
  const base = new Float64Array(hidden);
  const slopes = new Float64Array(hidden * axes.length);
  for (let neuron = 0; neuron < hidden; neuron += 1) {
    const own = weightsOfNeuron(run, weights, neuron);
    base[neuron] = first.reduce((sum, input, i) => sum + input * own[i], own[first.length] ?? 0);
    axes.forEach((input, axis) => { slopes[neuron * axes.length + axis] = own[input] * (ends[axis][1] - ends[axis][0]); });
  }
  const output = weightsOfNeuron(run, weights, -1);
  return { axes: axes.length, hidden, base, slopes, weights: output, threshold: output[hidden] ?? 0 };
}

/**
 * The output's weighted sum at a place in the box; axes that it does not have are left out.
 * @param {Field} field @param {number} x @param {number} [y] @param {number} [z] @returns {number}
 */
export function sumIn({ axes, hidden, base, slopes, weights, threshold }, x, y = 0, z = 0) {
  let sum = threshold;
  for (let neuron = 0, at = 0; neuron < hidden; neuron += 1, at += axes) {
    let own = base[neuron] + slopes[at] * x;
    if (axes > 1) own += slopes[at + 1] * y;
    if (axes > 2) own += slopes[at + 2] * z;
    sum += weights[neuron] / (1 + Math.exp(-own));
  }
  return sum;
}

const slope = new Float64Array(3);

/**
 * How fast the output's weighted sum grows along each axis of a cube, at a place in it.
 * @param {Field} field @param {number} x @param {number} y @param {number} z
 * @returns {Float64Array} always one and the same, good until the next
 */
export function slopeIn({ hidden, base, slopes, weights }, x, y, z) {
  slope.fill(0);
  for (let neuron = 0, at = 0; neuron < hidden; neuron += 1, at += 3) {
    const own = 1 / (1 + Math.exp(-base[neuron] - slopes[at] * x - slopes[at + 1] * y - slopes[at + 2] * z));
    const passed = weights[neuron] * own * (1 - own);
    for (let axis = 0; axis < 3; axis += 1) slope[axis] += passed * slopes[at + axis];
  }
  return slope;
}

/** Room for the numbers of a grid, used again from frame to frame. @type {Map<number, Float64Array>} */
const rooms = new Map();

/**
 * The output's weighted sums on a grid over the box, the first axis running fastest. They are good
 * until the next grid of as many places is asked for.
 * @param {Field} field @param {number} steps along each axis @returns {Float64Array}
 */
export function gridOf(field, steps) {
  const nodes = steps + 1;
  const [rows, layers] = [field.axes > 1 ? nodes : 1, field.axes > 2 ? nodes : 1];
  const count = nodes * rows * layers;
  const values = rooms.get(count) ?? new Float64Array(count);
  rooms.set(count, values);
  let at = 0;
  for (let z = 0; z < layers; z += 1) {
    for (let y = 0; y < rows; y += 1) {
      for (let x = 0; x < nodes; x += 1, at += 1) values[at] = sumIn(field, x / steps, y / steps, z / steps);
    }
  }
  return values;
}

/**
 * Where between two places whose sums lie on two sides of a level the sum has it: by the rule of
 * false position, which leaves nothing that can be seen.
 * @param {(share: number) => number} sumAt the sum at a share of the way
 * @param {number} from the sum at its beginning @param {number} to and at its end
 * @param {number} level @returns {number} a share of the way
 */
export function crossing(sumAt, from, to, level) {
  let [low, high, below, above] = [0, 1, from - level, to - level];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const share = between(low, high, below, above);
    const here = sumAt(share) - level;
    if (Math.abs(here) < NEAR) return share;
    if (here > 0 === above > 0) {
      [high, above] = [share, here];
      below /= 2; // else this end might stay for ever
    } else {
      [low, below] = [share, here];
      above /= 2;
    }
  }
  return between(low, high, below, above);
}

const TURNS = 3;
const NEAR = 1e-3; // of a sum: a quarter of a thousandth of an output

/** @param {number} low @param {number} high @param {number} below @param {number} above @returns {number} */
const between = (low, high, below, above) => low + (high - low) * (below / (below - above));
