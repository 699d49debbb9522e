// One neuron's part in an iteration, in whichever layer it stands; and how the output's blame is
// shared out among the hidden neurons, by the weights through which they reach the output. Pure.

import { OUTPUT, hiddenOf, neuronOf, placesOf, rowOfWeight } from './layers.js';
import { forward, rowOf, slope } from './neuron.js';
import { ruleOf } from './rules.js';

/** @typedef {'only' | 'output' | 'hidden'} Layer where a neuron stands: alone, last, or in the hidden layer */

/**
 * One neuron's, an entry an example. A hidden neuron's errors are the blame that is sent back to it.
 * @typedef {{sums: number[], outputs: number[], errors: number[], gradients: number[], deltas: number[]}} Part
 */

/**
 * One hidden neuron's share of one example's blame.
 * @typedef {object} Share
 * @property {number} neuron @property {number} weight the one through which it reaches the output, by its place
 * @property {number} sent back: the output's blame times that weight
 * @property {number} slope of its own curve @property {number} blame both together
 */

/** @param {Pick<Run, 'layers'>} run @param {number} neuron @returns {Layer} */
export function layerOf(run, neuron) {
  if (!hiddenOf(run)) return 'only';
  return neuron === OUTPUT ? 'output' : 'hidden';
}

/** @param {Step} step @param {number} neuron @returns {Part} */
export function partIn({ weightedSums: sums, outputs, errors, gradients, deltas, hidden }, neuron) {
  if (neuron === OUTPUT || !hidden) return { sums, outputs, errors, gradients, deltas };
  /** @param {number[][]} rows */
  const column = (rows) => rows.map((row) => row[neuron]);
  return {
    sums: column(hidden.weightedSums), outputs: column(hidden.outputs), errors: column(hidden.errors),
    gradients: column(hidden.gradients), deltas: column(hidden.deltas),
  };
}

/** @param {Pick<Run, 'layers'>} run @param {number} weight @returns {number} the hidden neuron whose output it weighs, or −1 */
export function senderOf(run, weight) {
  const row = rowOfWeight(run, weight);
  return neuronOf(run, weight) === OUTPUT && row < hiddenOf(run) ? row : OUTPUT;
}

/**
 * @param {Pick<Run, 'layers' | 'config'>} run @param {number} weight
 * @returns {boolean} whether it is a threshold, its neuron's or the only one's
 */
export function isThreshold({ layers, config }, weight) {
  const [rows] = neuronOf({ layers }, weight) === OUTPUT ? layers[layers.length - 1] : layers[0];
  return config.threshold === 'on' && rowOfWeight({ layers }, weight) === rows - 1;
}

/**
 * What comes in at a weight: an input, what a hidden neuron says, or a threshold's 1.
 * @param {Run} run @param {Pick<Step, 'hidden'>} step @param {number} weight @returns {number[]} one an example
 */
export function arrivingAt(run, { hidden }, weight) {
  const sender = senderOf(run, weight);
  if (sender !== OUTPUT && hidden) return hidden.outputs.map((row) => row[sender]);
  if (isThreshold(run, weight)) return run.examples.map(() => 1);
  return run.examples.map(({ inputs }) => rowOf(run, inputs)[rowOfWeight(run, weight)]);
}

/** @param {Pick<Run, 'layers'>} run @param {number} weight @param {number} e @returns {string} what comes in there, as a quantity */
export function arrivingName(run, weight, e) {
  const sender = senderOf(run, weight);
  if (sender !== OUTPUT) return `hidden-output:${e}:${sender}`;
  const isOutputs = hiddenOf(run) > 0 && neuronOf(run, weight) === OUTPUT;
  return isOutputs ? 'threshold-input' : `input:${rowOfWeight(run, weight)}`;
}

/** @param {Pick<Run, 'layers'>} run @param {Step} step @param {number} e @returns {Share[]} */
export function sharesOf(run, { hidden }, e) {
  const leading = placesOf(run, OUTPUT);
  return (hidden?.errors[e] ?? []).map((sent, neuron) => ({
    neuron, weight: leading[neuron], sent,
    slope: /** @type {HiddenStep} */ (hidden).gradients[e][neuron],
    blame: /** @type {HiddenStep} */ (hidden).deltas[e][neuron],
  }));
}

/**
 * What every example adds to one weight, without all that an iteration has besides.
 * @param {Run} run @param {ArrayLike<number>} weights @param {number} weight @returns {number[]}
 */
export function pullsOn(run, weights, weight) {
  const { factor, blame } = ruleOf(run.config);
  const neuron = neuronOf(run, weight);
  const row = rowOfWeight(run, weight);
  const sender = senderOf(run, weight);
  const leading = placesOf(run, OUTPUT)[Math.max(0, neuron)];
  return run.examples.map(({ inputs, output: desired }) => {
    const { sum, output, hidden = [] } = forward(run, weights, inputs);
    const error = desired - output;
    const delta = blame ? blame(error) : error * factor(output, sum, error);
    if (neuron !== OUTPUT) return delta * weights[leading] * slope(hidden[neuron].output) * rowOf(run, inputs)[row];
    if (sender !== OUTPUT) return delta * hidden[sender].output;
    return delta * (hidden.length ? 1 : rowOf(run, inputs)[row]);
  });
}
