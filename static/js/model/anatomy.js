// One iteration taken apart, as `webapp/core/step.py` does: for figures that move, close to the
// core's to 1e-12. Figures at rest come from the core itself (`runs/exact.js`).

import { forward, rowOf } from './neuron.js';
import { ruleOf } from './rules.js';

/**
 * @param {Run} run @param {number[]} weights
 * @param {Forward[]} [passes] the examples' forward passes at these weights, where they are known
 * @returns {Step}
 */
export function takeApart(run, weights, passes = passesOf(run, weights)) {
  const { examples, config } = run;
  const { factor, blame } = ruleOf(config);
  const outputs = passes.map(({ output }) => output);
  const errors = outputs.map((output, e) => examples[e].output - output);
  const gradients = passes.map(({ output, sum }, e) => factor(output, sum, errors[e]));
  const deltas = errors.map((error, e) => (blame ? blame(error) : error * gradients[e]));
  const contributions = examples.map(({ inputs }, e) => rowOf(run, inputs).map((input) => deltas[e] * input));
  const adjustments = weights.map((_, i) => config.rate * contributions.reduce((sum, row) => sum + row[i], 0));
  return {
    weightedSums: passes.map(({ sum }) => sum),
    outputs, errors, gradients, deltas, contributions, adjustments,
    weights: weights.map((weight, i) => weight + adjustments[i]),
  };
}

/** @param {Run} run @param {ArrayLike<number>} weights @returns {Forward[]} one an example */
export const passesOf = (run, weights) => run.examples.map(({ inputs }) => forward(run, weights, inputs));
