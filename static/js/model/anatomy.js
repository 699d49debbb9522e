// One iteration taken apart, as `webapp/core/step.py` does: for figures that move, close to the
// core's to 1e-12. Figures at rest come from the core itself (`exact.js`).

import { sigmoid, weightedSum } from './neuron.js';

/** @type {Record<Rule, (output: number, sum: number) => number>} the factor beside the error */
const GRADIENTS = {
  squared: (output) => output * (1 - output),
  'cross-entropy': () => 1,
  'slope-of-sum': (output, sum) => sum * (1 - sum),
  'sigmoid-twice': (output) => sigmoid(output) * (1 - sigmoid(output)),
};

/**
 * @param {Configuration} config @param {number[]} weights @returns {Step}
 */
export function takeApart(config, weights) {
  const rows = config.examples.map(({ inputs }) => (config.threshold === 'on' ? [...inputs, 1] : inputs));
  const weightedSums = rows.map((row) => weightedSum(weights, row));
  const outputs = weightedSums.map(sigmoid);
  const errors = outputs.map((output, i) => config.examples[i].output - output);
  const gradients = outputs.map((output, i) => GRADIENTS[config.rule](output, weightedSums[i]));
  const contributions = rows.map((row, i) => row.map((input) => errors[i] * gradients[i] * input));
  const adjustments = weights.map((_, column) => (
    config.rate * contributions.reduce((sum, row) => sum + row[column], 0)
  ));
  return {
    weightedSums, outputs, errors, gradients, contributions, adjustments,
    weights: weights.map((weight, i) => weight + adjustments[i]),
  };
}
