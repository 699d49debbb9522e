// What the examples do to one weight at one moment: who pulls it up, who down, how hard, and
// what each pull is made of. Pure.

import { takeApart } from './anatomy.js';
import { rowOf } from './neuron.js';

/** @typedef {import('../runs/history.js').History} History */

/**
 * @typedef {object} Pull one example's; the amount is error × factor × input
 * @property {number} example @property {number} amount @property {number} error @property {number} factor
 */

/**
 * @typedef {object} Side those who pull the same way, the strongest first
 * @property {Pull[]} pulls @property {number} sum
 * @property {'high' | 'low' | 'mixed'} answers what their answers are, if they are all the same
 */

/**
 * @typedef {object} Moment
 * @property {number} at its snapshot's place @property {number} iteration
 * @property {Pull[]} pulls one an example, in their order
 * @property {Side} up @property {Side} down @property {number} net
 * @property {number} trust the smallest net whose sign means anything: under it is what rounding leaves
 */

const ROUNDING = 1e-12; // of an error, as the page works it out

/**
 * @param {Run} run @param {History} history @param {number} at a snapshot's place @param {number} weight
 * @returns {Moment}
 */
export function momentAt(run, history, at, weight) {
  const { errors, gradients, contributions } = takeApart(run, history.weightsAt(at));
  const pulls = contributions.map((row, example) => (
    { example, amount: row[weight], error: errors[example], factor: gradients[example] }
  ));
  const inputs = inputsOf(run, weight);
  return {
    at,
    iteration: history.iteration[at],
    pulls,
    up: sideOf(pulls, 1),
    down: sideOf(pulls, -1),
    net: pulls.reduce((sum, { amount }) => sum + amount, 0),
    trust: ROUNDING * pulls.reduce((sum, { factor }, e) => sum + Math.abs(factor * inputs[e]), 0),
  };
}

/** @param {Run} run @param {number} weight @returns {number[]} the inputs that it stands at, one an example */
export const inputsOf = (run, weight) => run.examples.map(({ inputs }) => rowOf(run, inputs)[weight]);

/** @param {Pull[]} pulls @param {1 | -1} direction @returns {Side} */
function sideOf(pulls, direction) {
  const those = pulls.filter(({ amount }) => amount * direction > 0)
    .sort((a, b) => (b.amount - a.amount) * direction);
  return { pulls: those, sum: those.reduce((sum, { amount }) => sum + amount, 0), answers: answersOf(those) };
}

/** @param {Pull[]} pulls @returns {Side['answers']} */
function answersOf(pulls) {
  if (pulls.every(({ error }) => error < 0)) return 'high';
  return pulls.every(({ error }) => error > 0) ? 'low' : 'mixed';
}

/**
 * Between two snapshots the step after which a weight moved fastest; the first of equals.
 * @param {History} history @param {number} weight @param {number} from @param {number} to
 * @returns {{at: number, speed: number}} the snapshot before it, and how far it moved an iteration
 */
export function fastestStep({ weights, iteration }, weight, from, to) {
  const column = weights[weight];
  let fastest = { at: from, speed: 0 };
  for (let at = from; at < to; at += 1) {
    const speed = Math.abs(column[at + 1] - column[at]) / (iteration[at + 1] - iteration[at]);
    if (speed > fastest.speed) fastest = { at, speed };
  }
  return fastest;
}
