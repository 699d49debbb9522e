// What the examples do to one weight at one moment: who pulls it up, who down, how hard, and
// what each pull is made of. Pure.

import { takeApart } from './anatomy.js';
import { arrivingAt, layerOf, partIn } from './blame.js';
import { OUTPUT, neuronOf, placesOf, rowOfWeight } from './layers.js';
import { rowOf } from './neuron.js';

/** @typedef {import('../runs/history.js').History} History */

/**
 * @typedef {object} Pull one example's; the amount is error × factor × input
 * @property {number} example @property {number} amount
 * @property {number} error of a hidden neuron, what is sent back to it @property {number} factor
 * @property {number} input what comes in at the weight: what a hidden neuron says, at the output's
 */

/**
 * @typedef {object} Side those who pull the same way, the strongest first
 * @property {Pull[]} pulls @property {number} sum
 * @property {'high' | 'low' | 'mixed'} answers what their answers are, if they are all the same and the
 * weight is of the neuron that answers
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
  const weights = history.weightsAt(at);
  const step = takeApart(run, weights);
  const neuron = neuronOf(run, weight);
  const { errors, gradients } = partIn(step, neuron);
  const inputs = arrivingAt(run, step, weight);
  const pulls = step.contributions.map((row, example) => (
    { example, amount: row[weight], error: errors[example], factor: gradients[example], input: inputs[example] }
  ));
  const answers = layerOf(run, neuron) !== 'hidden';
  return {
    at,
    iteration: history.iteration[at],
    pulls,
    up: sideOf(pulls, 1, answers),
    down: sideOf(pulls, -1, answers),
    net: pulls.reduce((sum, { amount }) => sum + amount, 0),
    trust: ROUNDING * pulls.reduce((sum, pull, e) => sum + reach(run, weights, step, neuron, pull, e), 0),
  };
}

/**
 * What an example's pull is, for each bit of the error that is left of its answer.
 * @param {Run} run @param {number[]} weights @param {Step} step @param {number} neuron @param {Pull} pull @param {number} e
 * @returns {number}
 */
function reach(run, weights, { gradients }, neuron, { factor, input }, e) {
  if (neuron === OUTPUT) return Math.abs(factor * input);
  return Math.abs(gradients[e] * weights[placesOf(run, OUTPUT)[neuron]] * factor * input);
}

/**
 * @param {Run} run @param {number} weight of the first layer, or of the only neuron
 * @returns {number[]} the inputs that it stands at, one an example
 */
export const inputsOf = (run, weight) => run.examples.map(({ inputs }) => rowOf(run, inputs)[rowOfWeight(run, weight)]);

/** @param {Pull[]} pulls @param {1 | -1} direction @param {boolean} answers whether their neuron does @returns {Side} */
function sideOf(pulls, direction, answers) {
  const those = pulls.filter(({ amount }) => amount * direction > 0)
    .sort((a, b) => (b.amount - a.amount) * direction);
  return { pulls: those, sum: those.reduce((sum, { amount }) => sum + amount, 0), answers: answers ? answersOf(those) : 'mixed' };
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
