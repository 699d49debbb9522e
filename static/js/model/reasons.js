// Why an example adds what it adds to a weight: the four reasons for the formula, as they
// apply to one example, and the examples for which each is at work. Pure.

import { ruleOf } from './rules.js';

const LEVEL = 0.01; // a gradient below it is flat, an error below it nearly right, and what says less is silent
const LARGE_ERROR = 0.1;
const CONFIDENT = 0.1; // how near to 0 or 1 an output is then

/** @typedef {'input_zero' | 'flat' | 'small_factor' | 'nearly_right' | 'up' | 'down' | 'reversed'} Reason of a neuron that answers */
/** @typedef {Reason | 'silent'} ReasonBehind of one that answers behind a hidden layer */
/** @typedef {'input_zero' | 'flat' | 'little_back' | 'more' | 'less'} ReasonHidden of a hidden one */

/**
 * The one reason that says most about a row of the ledger.
 * @param {Configuration} config @param {number} input @param {number} error @param {number} gradient
 * @returns {Reason}
 */
export function reasonOf(config, input, error, gradient) {
  if (input === 0) return 'input_zero';
  if (Math.abs(gradient) < LEVEL && Math.abs(error) >= LARGE_ERROR) return ruleOf(config).stalled;
  if (Math.abs(error) < LEVEL) return 'nearly_right';
  if (gradient < 0) return 'reversed';
  return error > 0 ? 'up' : 'down';
}

/**
 * The same behind a hidden layer, where what comes in is what a hidden neuron says.
 * @param {Configuration} config @param {number} input @param {number} error @param {number} gradient
 * @returns {ReasonBehind}
 */
export function reasonBehind(config, input, error, gradient) {
  const reason = reasonOf(config, input, error, gradient);
  return input < LEVEL && ['up', 'down', 'reversed'].includes(reason) ? 'silent' : reason;
}

/**
 * The one reason that says most about a row of a hidden neuron's ledger.
 * @param {number} input @param {number} sent back to it @param {number} slope its own @returns {ReasonHidden}
 */
export function reasonHidden(input, sent, slope) {
  if (input === 0) return 'input_zero';
  if (Math.abs(sent) < LEVEL) return 'little_back';
  if (slope < LEVEL) return 'flat';
  return sent > 0 ? 'more' : 'less';
}

/**
 * For which examples each of the four reasons is at work on a weight.
 * @param {Pick<Step, 'errors' | 'outputs' | 'contributions'>} step the errors and outputs being those of the weight's neuron
 * @param {number[]} inputs those that the weight stands at, one an example
 * @param {number} weight
 * @returns {Record<'error' | 'input' | 'confident' | 'up' | 'down', number[]>}
 */
export function atWork({ errors, outputs, contributions }, inputs, weight) {
  /** @param {(e: number) => boolean} is */
  const those = (is) => inputs.map((_, e) => e).filter(is);
  const largest = Math.max(...errors.map(Math.abs));
  return {
    error: those((e) => Math.abs(errors[e]) === largest).slice(0, 1),
    input: those((e) => inputs[e] === 0),
    confident: those((e) => Math.min(outputs[e], 1 - outputs[e]) < CONFIDENT),
    up: those((e) => contributions[e][weight] > 0),
    down: those((e) => contributions[e][weight] < 0),
  };
}

/**
 * The rows' sum as one would add it up by hand, from top to bottom; its last bit may differ
 * from the adjustment's, which the core's matrix product sums.
 * @param {Step} step @param {number} weight @param {number} rate @returns {number}
 */
export const plainSum = ({ contributions }, weight, rate) => (
  rate * contributions.reduce((sum, row) => sum + row[weight], 0)
);
