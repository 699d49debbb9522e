// The layers of a run: whose weight each of the flat list is. With one neuron there is one layer;
// with a hidden one its neurons are counted from 0, and the output neuron is −1. Pure.

export const OUTPUT = -1;
const PALEST = 0.6;
const THRESHOLDS_HUE = 8; // the output's threshold comes from no hidden neuron, and has a hue of its own

/** @typedef {Pick<Run, 'layers'>} Layered */

/** @param {Layered} run @returns {number} hidden neurons; 0 where there is but one neuron */
export const hiddenOf = ({ layers }) => (layers.length > 1 ? layers[0][1] : 0);

/** @param {Layered} run @returns {number} weights in all layers */
export const weightsIn = ({ layers }) => layers.reduce((sum, [rows, neurons]) => sum + rows * neurons, 0);

/**
 * Where a neuron's weights stand in the flat list, in the order of what they weigh.
 * @param {Layered} run @param {number} neuron @returns {number[]}
 */
export function placesOf({ layers }, neuron) {
  const hidden = hiddenOf({ layers });
  const isOutput = neuron < 0 || neuron >= hidden;
  const [rows, neurons] = isOutput ? layers[layers.length - 1] : layers[0];
  const first = isOutput ? layers.slice(0, -1).reduce((sum, [each, wide]) => sum + each * wide, 0) : neuron;
  return Array.from({ length: rows }, (_, row) => first + row * neurons);
}

/** @param {Layered} run @param {number} weight its place in the flat list @returns {number} whose it is */
export function neuronOf({ layers }, weight) {
  const hidden = hiddenOf({ layers });
  return hidden && weight < layers[0][0] * hidden ? weight % hidden : OUTPUT;
}

/** @param {Layered} run @param {number} weight @returns {number} which of its neuron's inputs it weighs */
export function rowOfWeight({ layers }, weight) {
  const hidden = hiddenOf({ layers });
  const before = hidden ? layers[0][0] * hidden : 0;
  return weight < before ? Math.floor(weight / hidden) : weight - before;
}

/** @param {Layered} run @param {ArrayLike<number>} weights all of them @param {number} neuron @returns {number[]} its own */
export const weightsOfNeuron = (run, weights, neuron) => placesOf(run, neuron).map((at) => weights[at]);

/**
 * The hue of a weight: a hidden neuron's own for all that belongs to it, and for what it says.
 * @param {Layered} run @param {number} weight @returns {number}
 */
export function hueOf(run, weight) {
  const hidden = hiddenOf(run);
  if (!hidden) return weight;
  const neuron = neuronOf(run, weight);
  if (neuron >= 0) return neuron;
  const row = rowOfWeight(run, weight);
  return row < hidden ? row : THRESHOLDS_HUE;
}

/**
 * How pale the weight of a hidden neuron's input is, as `webapp/picture/wiring.py` has it.
 * @param {Layered} run @param {number} weight @returns {number} 0 where it is its hue in full
 */
export function shadeOf(run, weight) {
  if (neuronOf(run, weight) < 0) return 0;
  return (PALEST * rowOfWeight(run, weight)) / Math.max(1, run.layers[0][0] - 1);
}
