// What a neuron has learned: the logic function that its outputs come closest to, and how far from it
// they are. An input that is the same in all examples is held there: the neuron never saw it differ.
// Pure.

import { OUTPUT } from './layers.js';
import { logicOf } from './logic.js';
import { forward } from './neuron.js';

/** @typedef {import('./logic.js').Logic} Logic */

/**
 * @typedef {object} Learned
 * @property {Logic} logic that it comes closest to @property {number} apart the mean distance of its outputs from that
 * @property {boolean} isClear whether that is near enough to be called so
 */

/**
 * @typedef {object} Ground what it is compared over
 * @property {number[]} inputs those that differ, by their places: of these the functions speak
 * @property {number[][]} situations all of them, or, of more inputs, the examples' @property {Logic[]} functions
 */

const MOST = 4; // inputs that differ of which all situations are asked about
/** Outputs that are further away on the average come close to nothing. */
const CLEAR = 0.25;
const TIE = 1e-9; // of two that are equally far, the simpler one

/** @type {WeakMap<Pick<Run, 'config' | 'examples'>, Ground | null>} */
const grounds = new WeakMap();

/**
 * @param {Pick<Run, 'config' | 'examples'>} run
 * @returns {Ground | null} null where the inputs are no 0s and 1s, or never differ
 */
export function groundOf(run) {
  let ground = grounds.get(run);
  if (ground === undefined) grounds.set(run, ground = lookedFor(run));
  return ground;
}

/** @param {Pick<Run, 'config' | 'examples'>} run @returns {Ground | null} */
function lookedFor({ examples }) {
  const taught = examples.map(({ inputs }) => inputs);
  if (!taught.every((row) => row.every((value) => value === 0 || value === 1))) return null;
  const [first] = taught;
  const inputs = [...first.keys()].filter((input) => taught.some((row) => row[input] !== first[input]));
  if (!inputs.length) return null;
  const numberOf = (/** @type {number[]} */ row) => inputs.reduce((sum, input, i) => sum + (row[input] << i), 0);
  const rows = inputs.length <= MOST ? [...Array(1 << inputs.length).keys()] : [...new Set(taught.map(numberOf))];
  const situations = rows.map((row) => first.map((value, input) => {
    const at = inputs.indexOf(input);
    return at < 0 ? value : row >> at & 1;
  }));
  return { inputs, situations, functions: logicOf(inputs.length, rows) };
}

/**
 * @param {Run} run @param {ArrayLike<number>} weights all of them, flat
 * @returns {number[][]} what each hidden neuron says to each situation, and, last, the output
 */
export function outputsOver(run, weights) {
  const passes = (groundOf(run)?.situations ?? []).map((inputs) => forward(run, weights, inputs));
  const hidden = (passes[0]?.hidden ?? []).map((_, neuron) => passes.map((pass) => /** @type {Forward[]} */ (pass.hidden)[neuron].output));
  return [...hidden, passes.map(({ output }) => output)];
}

/**
 * What every neuron has learned, the hidden ones in their order and, last, the output.
 * @param {Run} run @param {ArrayLike<number>} weights @returns {Learned[]} empty where there are no logic functions
 */
export function learnedBy(run, weights) {
  const ground = groundOf(run);
  return ground ? outputsOver(run, weights).map((outputs) => closestTo(outputs, ground.functions)) : [];
}

/** @param {Learned[]} learned @param {number} neuron @returns {Learned | undefined} one neuron's */
export const learnedOf = (learned, neuron) => learned[neuron === OUTPUT ? learned.length - 1 : neuron];

/**
 * @param {number[]} outputs to each situation @param {Logic[]} functions the simple ones first @returns {Learned}
 */
function closestTo(outputs, functions) {
  let [closest, least] = [functions[0], Infinity];
  for (const logic of functions) {
    let sum = 0;
    for (let row = 0; row < outputs.length; row += 1) sum += Math.abs(outputs[row] - logic.values[row]);
    if (sum < least - TIE) [closest, least] = [logic, sum];
  }
  const apart = least / outputs.length;
  return { logic: closest, apart, isClear: apart <= CLEAR };
}

/**
 * What that function gives for a situation, where one may say so.
 * @param {Run} run @param {Learned} learned @param {number[]} inputs @returns {number | null} null where
 * other inputs than its own are not as they are held
 */
export function valueFor(run, { logic }, inputs) {
  const at = groundOf(run)?.situations.findIndex((row) => row.every((value, i) => value === inputs[i])) ?? -1;
  return at < 0 ? null : logic.values[at];
}
