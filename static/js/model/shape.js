// What a weight's inputs alone say of the way that it must go: who has a part in it, who would
// have it higher or lower, and who could be put right by another weight instead. Pure.

import { isThreshold, layerOf } from './blame.js';
import { OUTPUT, neuronOf, placesOf } from './layers.js';
import { inputsOf } from './pulls.js';

/** @typedef {import('../runs/history.js').History} History */

/**
 * @typedef {object} Shape
 * @property {number | null} everywhere the one input that it has in every example, if it has one
 * @property {number[]} off the examples whose input is 0
 * @property {number[]} up those that, whatever happens, would have it higher
 * @property {number[]} down those that would have it lower
 * @property {boolean} isTold whether all that it has any part in are among those two
 * @property {boolean} isPlain whether up are those that should be 1, and down those that should be 0
 * @property {number[]} needsPositive those in which no other input is on, and which it gets right only so
 * @property {number[]} needsNegative
 * @property {Help | null} help
 * @property {Through | null} through of a hidden neuron's
 */

/**
 * One side has another weight, too, which leaves the other side alone; that one has none like it.
 * @typedef {{weight: number, helped: number[], rest: number[], direction: 1 | -1}} Help
 * and the rest would have the weight go in this direction
 */

/**
 * The weight through which a hidden neuron reaches the output, and its blame comes back.
 * @typedef {object} Through
 * @property {number} weight @property {1 | -1 | 0} sign that it has all the while, or 0
 * @property {number} turns how often it changes its sign
 * @property {number} iteration the first snapshot that has another sign than the first one
 */

/** @param {Run} run @param {number} weight @param {History} history @returns {Shape} */
export function shapeOf(run, weight, history) {
  const layer = layerOf(run, neuronOf(run, weight));
  if (layer === 'only') return shapeAlone(run, weight);
  return layer === 'output' ? shapeBehind(run, weight) : shapeHidden(run, weight, history);
}

const NOTHING = { everywhere: null, off: [], needsPositive: [], needsNegative: [], help: null, through: null };

/**
 * Behind a hidden layer what comes in is always above 0: where the answer should be 1, an example
 * would have each weight higher, whatever the neurons before it have learned.
 * @param {Run} run @param {number} weight @returns {Shape}
 */
function shapeBehind(run, weight) {
  const sides = sidesOf(run, run.examples.map(() => 1));
  return {
    ...NOTHING, ...sides,
    everywhere: isThreshold(run, weight) ? 1 : null,
    isTold: sides.up.length + sides.down.length === run.examples.length,
    isPlain: true,
  };
}

/**
 * Which way an example pulls at a hidden neuron's weight is decided by the weight through which its
 * blame comes back, too: it is told only where that one keeps its sign.
 * @param {Run} run @param {number} weight @param {History} history @returns {Shape}
 */
function shapeHidden(run, weight, history) {
  const inputs = inputsOf(run, weight);
  const places = inputs.map((_, example) => example);
  const on = places.filter((e) => inputs[e]);
  const through = throughOf(run, neuronOf(run, weight), history);
  const { up, down } = sidesOf(run, inputs.map((input) => input * through.sign));
  return {
    ...NOTHING, up, down,
    through: isSure(run) ? through : null,
    everywhere: everywhereOf(inputs),
    off: places.filter((e) => !inputs[e]),
    isTold: up.length + down.length === on.length,
    isPlain: through.sign > 0 && on.every((e) => inputs[e] > 0),
  };
}

/** @param {Run} run @param {number} neuron @param {History} history @returns {Through} */
function throughOf(run, neuron, { weights, iteration, count }) {
  const weight = placesOf(run, OUTPUT)[neuron];
  const column = weights[weight];
  let sign = 0;
  let turns = 0;
  let first = 0;
  for (let at = 0; at < count; at += 1) {
    const now = Math.sign(column[at]); // at exactly 0 it has none, and nothing comes back
    if (now && sign && now !== sign) {
      turns += 1;
      first = first || iteration[at];
    }
    sign = now || sign;
  }
  return { weight, sign: /** @type {1 | -1 | 0} */ (turns ? 0 : sign), turns, iteration: first };
}

/** @param {number[]} inputs @returns {number | null} the one that it has in every example, if it has one */
const everywhereOf = (inputs) => (inputs.every((input) => input && input === inputs[0]) ? inputs[0] : null);

/** @param {Run} run @param {number} weight @returns {Shape} */
function shapeAlone(run, weight) {
  const inputs = inputsOf(run, weight);
  const places = inputs.map((_, example) => example);
  const on = places.filter((e) => inputs[e]);
  const { up, down } = sidesOf(run, inputs);
  const columns = weightsOf(run).map((i) => inputsOf(run, i));
  const alone = on.filter((e) => columns.length > 1 && columns.every((column, i) => i === weight || !column[e]));
  const isTold = up.length + down.length === on.length;
  return {
    everywhere: everywhereOf(inputs),
    off: places.filter((e) => !inputs[e]),
    up,
    down,
    isTold,
    isPlain: on.every((e) => inputs[e] > 0),
    needsPositive: alone.filter((e) => wantedSign(run, e, inputs[e]) > 0),
    needsNegative: alone.filter((e) => wantedSign(run, e, inputs[e]) < 0),
    help: isTold && up.length && down.length ? helpFor(run, columns, up, down) : null,
    through: null,
  };
}

/** @param {Run} run @returns {number[]} */
const weightsOf = ({ layers: [[rows]] }) => Array.from({ length: rows }, (_, i) => i);

/**
 * Which sign of a weight helps to bring an answer to the right side of one half.
 * @param {Run} run @param {number} e @param {number} input @returns {number}
 */
const wantedSign = ({ examples }, e, input) => Math.sign(examples[e].output - 0.5) * Math.sign(input);

/** @param {Run} run @returns {boolean} whether no factor can turn a pull round */
const isSure = ({ config }) => config.rule !== 'slope-of-sum';

/**
 * The error of an answer that should be 0 or 1 has one sign for ever, and so has what it asks of a weight.
 * @param {Run} run @param {number[]} inputs one an example @returns {{up: number[], down: number[]}}
 */
function sidesOf(run, inputs) {
  const sure = inputs.map((_, e) => e).filter((e) => isSure(run) && [0, 1].includes(run.examples[e].output));
  return {
    up: sure.filter((e) => wantedSign(run, e, inputs[e]) > 0),
    down: sure.filter((e) => wantedSign(run, e, inputs[e]) < 0),
  };
}

/** @param {Run} run @param {number[][]} columns @param {number[]} up @param {number[]} down @returns {Help | null} */
function helpFor(run, columns, up, down) {
  /** @param {number[]} side @param {number[]} other */
  const helper = (side, other) => columns.findIndex((column) => (
    side.every((e) => column[e]) && !other.some((e) => column[e]) && pullsOneWay(run, column)
  ));
  const [forUp, forDown] = [helper(up, down), helper(down, up)];
  if ((forUp < 0) === (forDown < 0)) return null;
  return forUp < 0
    ? { weight: forDown, helped: down, rest: up, direction: 1 }
    : { weight: forUp, helped: up, rest: down, direction: -1 };
}

/** @param {Run} run @param {number[]} column @returns {boolean} whether all that have a part in a weight agree on it */
function pullsOneWay(run, column) {
  const { up, down } = sidesOf(run, column);
  const on = column.filter(Boolean).length;
  return up.length === on || down.length === on;
}
