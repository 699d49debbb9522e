// The rules of learning, as `webapp/core/rules.py` has them: the factor beside the error, and
// what to say where it is almost nothing although the error is large.

import { sigmoid, slope } from './neuron.js';

/**
 * @typedef {object} Rule
 * @property {(output: number, sum: number, error: number) => number} factor beside the error
 * @property {(error: number) => number} [blame] where it is not simply error × factor
 * @property {'flat' | 'small_factor'} stalled the reason where it hardly learns
 */

/** @type {Record<string, Rule>} */
const RULES = {
  squared: { factor: slope, stalled: 'flat' },
  'cross-entropy': { factor: () => 1, stalled: 'small_factor' },
  'slope-of-sum': { factor: (output, sum) => sum * (1 - sum), stalled: 'small_factor' },
  'sigmoid-twice': { factor: (output) => slope(sigmoid(output)), stalled: 'small_factor' },
};

export const RULE_NAMES = Object.keys(RULES);

/** @param {Configuration} config @returns {Rule} never another rule's */
export function ruleOf({ rule }) {
  if (!Object.hasOwn(RULES, rule)) throw new Error(`this page does not know the rule ${rule}`);
  return RULES[rule];
}
