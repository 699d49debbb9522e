// One iteration taken apart, as `webapp/core/step.py` does: for figures that move, close to the
// core's to 1e-12. Figures at rest come from the core itself (`runs/exact.js`).

import { OUTPUT, hiddenOf, placesOf } from './layers.js';
import { forward, rowOf, slope } from './neuron.js';
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
  const hidden = hiddenOf(run) ? sentBack(run, weights, passes, deltas) : undefined;
  const contributions = examples.map(({ inputs }, e) => (
    hidden ? ofBothLayers(run, inputs, hidden, deltas[e], e) : rowOf(run, inputs).map((input) => deltas[e] * input)
  ));
  const adjustments = weights.map((_, i) => config.rate * contributions.reduce((sum, row) => sum + row[i], 0));
  return {
    weightedSums: passes.map(({ sum }) => sum),
    outputs, errors, gradients, deltas, contributions, adjustments,
    weights: weights.map((weight, i) => weight + adjustments[i]),
    ...(hidden ? { hidden } : {}),
  };
}

/**
 * What reaches the hidden neurons of the output's blame: error sent back = blame · weight, one row
 * an example, one column a neuron.
 * @param {Run} run @param {number[]} weights @param {Forward[]} passes @param {number[]} deltas the output's
 * @returns {HiddenStep}
 */
function sentBack(run, weights, passes, deltas) {
  const leading = placesOf(run, OUTPUT);
  const pass = (/** @type {(forward: Forward) => number} */ read) => (
    passes.map(({ hidden }) => /** @type {Forward[]} */ (hidden).map(read))
  );
  const outputs = pass(({ output }) => output);
  const errors = outputs.map((row, e) => row.map((_, neuron) => deltas[e] * weights[leading[neuron]]));
  const gradients = outputs.map((row) => row.map(slope));
  return {
    weightedSums: pass(({ sum }) => sum), outputs, errors, gradients,
    deltas: errors.map((row, e) => row.map((error, neuron) => error * gradients[e][neuron])),
  };
}

/**
 * What one example adds to every weight, in the flat order.
 * @param {Run} run @param {number[]} inputs @param {HiddenStep} hidden @param {number} delta the output's @param {number} e
 * @returns {number[]}
 */
function ofBothLayers(run, inputs, hidden, delta, e) {
  return [
    ...rowOf(run, inputs).flatMap((input) => hidden.deltas[e].map((blame) => blame * input)),
    ...rowOf(run, hidden.outputs[e]).map((input) => delta * input),
  ];
}

/** @param {Run} run @param {ArrayLike<number>} weights @returns {Forward[]} one an example */
export const passesOf = (run, weights) => run.examples.map(({ inputs }) => forward(run, weights, inputs));
