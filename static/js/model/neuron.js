// The neuron's arithmetic as the page needs it between snapshots and for clicked inputs, that of
// a hidden layer's neurons too. Close to the core's to 1e-12, and never shown as the run's own digits.

import { hiddenOf } from './layers.js';

/** @param {number} x @returns {number} 1 / (1 + e⁻ˣ) */
export const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/** @param {number} output @returns {number} the curve's slope where it has this output */
export const slope = (output) => output * (1 - output);

/**
 * A situation as the weights meet it: a threshold is one more input, which is always 1.
 * @param {Pick<Run, 'config'>} run @param {number[]} inputs @returns {number[]}
 */
export const rowOf = ({ config }, inputs) => (config.threshold === 'on' ? [...inputs, 1] : inputs);

/**
 * One forward pass: what reaches the neuron, and what it says; with a hidden layer, what its
 * neurons say, and then the output neuron.
 * @param {Pick<Run, 'config' | 'layers'>} run @param {ArrayLike<number>} weights flat, as a snapshot has them
 * @param {number[]} inputs @returns {Forward}
 */
export function forward(run, weights, inputs) {
  const neurons = hiddenOf(run);
  const row = rowOf(run, inputs);
  if (!neurons) return through(row, weights, 0, 1);
  const hidden = Array.from({ length: neurons }, (_, neuron) => through(row, weights, neuron, neurons));
  const said = rowOf(run, hidden.map(({ output }) => output));
  return { ...through(said, weights, run.layers[0][0] * neurons, 1), hidden };
}

/**
 * @param {number[]} row what comes in @param {ArrayLike<number>} weights
 * @param {number} first the neuron's first weight @param {number} apart how far apart they stand
 * @returns {Forward}
 */
function through(row, weights, first, apart) {
  let sum = 0; // Σ weightᵢ · inputᵢ
  for (let i = 0; i < row.length; i += 1) sum += row[i] * weights[first + i * apart];
  return { sum, output: sigmoid(sum) };
}
