// The rules of learning, as `webapp/core/rules.py` has them: the factor beside the error, and
// what to say where it is almost nothing although the error is large.

import { sigmoid, slope } from './neuron.js';

/** @type {Record<string, {factor: (output: number, sum: number) => number, stalled: 'flat' | 'small_factor'}>} */
const RULES = {
  squared: { factor: slope, stalled: 'flat' },
  'cross-entropy': { factor: () => 1, stalled: 'small_factor' },
  'slope-of-sum': { factor: (output, sum) => sum * (1 - sum), stalled: 'small_factor' },
  'sigmoid-twice': { factor: (output) => slope(sigmoid(output)), stalled: 'small_factor' },
};

export const RULE_NAMES = Object.keys(RULES);

/** @param {Configuration} config @returns {(typeof RULES)[string]} never another rule's */
export function ruleOf({ rule }) {
  if (!(rule in RULES)) throw new Error(`this page does not know the rule ${rule}`);
  return RULES[rule];
}
