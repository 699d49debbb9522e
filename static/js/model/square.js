// The square of the first two inputs, from 0 to 1 each: what a run says all over it, and where that
// is one half. With a hidden layer that bends. A third input is held at 1, as the lessons have it.
// Made for sixty times a second: what it fills is the caller's. Pure.

import { hiddenOf } from './layers.js';
import { sigmoid } from './neuron.js';

export const STEPS = 24; // from edge to edge

/** @param {Pick<Run, 'config'>} run @returns {boolean} whether two inputs, or two and one that is held, are all it has */
export const hasSquare = ({ config: { situation } }) => situation.length === 2 || situation.length === 3;

/** @param {Pick<Run, 'config'>} run @param {number} x @param {number} y @returns {number[]} the inputs there */
export const inputsAt = ({ config: { situation } }, x, y) => (situation.length === 3 ? [x, y, 1] : [x, y]);

/**
 * The weights of a neuron of the first layer as a sum a·x + b·y + c: what is held counts in c.
 * @param {Run} run @param {ArrayLike<number>} weights @param {number} neuron @param {Float64Array | number[]} into three numbers
 */
export function sumOf({ layers }, weights, neuron, into) {
  const [rows, neurons] = layers[0];
  into[0] = weights[neuron];
  into[1] = weights[neurons + neuron];
  into[2] = 0;
  for (let row = 2; row < rows; row += 1) into[2] += weights[row * neurons + neuron];
}

/**
 * What the run says at the (STEPS + 1)² places of a grid, row by row from y = 0.
 * @param {Run} run @param {ArrayLike<number>} weights @param {Float64Array} into
 */
export function outputsOver(run, weights, into) {
  const hidden = hiddenOf(run);
  const neurons = hidden || 1;
  const sums = Array.from({ length: neurons }, () => [0, 0, 0]);
  sums.forEach((sum, neuron) => sumOf(run, weights, neuron, sum));
  const second = run.layers[0][0] * neurons;
  const threshold = run.config.threshold === 'on' ? weights[second + hidden] : 0;
  for (let row = 0, at = 0; row <= STEPS; row += 1) {
    for (let column = 0; column <= STEPS; column += 1, at += 1) {
      let said = hidden ? threshold : 0;
      for (let neuron = 0; neuron < neurons; neuron += 1) {
        const [a, b, c] = sums[neuron];
        const sum = (a * column + b * row) / STEPS + c;
        said += hidden ? sigmoid(sum) * weights[second + neuron] : sum;
      }
      into[at] = sigmoid(said);
    }
  }
}

/**
 * Where the outputs over the grid pass one half: pieces of lines, four numbers each, from 0 to 1.
 * In each triangle of half a cell they are taken for flat.
 * @param {Float64Array} outputs @returns {number[]} x, y, x, y, and so on
 */
export function bendOf(outputs) {
  /** @type {number[]} */
  const pieces = [];
  const width = STEPS + 1;
  for (let row = 0; row < STEPS; row += 1) {
    for (let column = 0; column < STEPS; column += 1) {
      const first = row * width + column;
      crossing(outputs, first, first + 1, first + width + 1, pieces);
      crossing(outputs, first, first + width + 1, first + width, pieces);
    }
  }
  return pieces;
}

/** @param {Float64Array} outputs @param {number} a @param {number} b @param {number} c a triangle's corners @param {number[]} pieces */
function crossing(outputs, a, b, c, pieces) {
  const [overA, overB, overC] = [outputs[a] > 0.5, outputs[b] > 0.5, outputs[c] > 0.5];
  if (overA === overB && overB === overC) return;
  // The corner that is alone, and the other two.
  const [alone, one, other] = overB === overC ? [a, b, c] : overA === overC ? [b, a, c] : [c, a, b];
  between(outputs, alone, one, pieces);
  between(outputs, alone, other, pieces);
}

/** @param {Float64Array} outputs @param {number} from @param {number} to @param {number[]} pieces */
function between(outputs, from, to, pieces) {
  const width = STEPS + 1;
  const share = (0.5 - outputs[from]) / (outputs[to] - outputs[from]);
  const along = (/** @type {number} */ a, /** @type {number} */ b) => (a + (b - a) * share) / STEPS;
  pieces.push(along(from % width, to % width), along(Math.floor(from / width), Math.floor(to / width)));
}
