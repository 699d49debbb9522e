// The cut as a frame shows it: how the neuron's plane parts the box that one looks at. Pure.

import { boxOf, cutOf, shadedOf, sumsAt } from './cut.js';
import { forward } from './neuron.js';
import { placesIn } from './places.js';

/** @typedef {'through' | 'ones' | 'zeros' | 'undecided'} Verdict */

/**
 * @typedef {object} Slice
 * @property {import('./cut.js').Box} box @property {import('./places.js').Place[]} places
 * @property {number[]} sums at the corners, as parts of the largest weight
 * @property {number[][]} points of the cut, in their order @property {number[][][]} shaded what of each face says 1
 * @property {number} sureness how sure the neuron is where it is surest, from 0 to 1
 */

/** What no weights change, kept while one looks at it. @type {WeakMap<Run, {axes: number[], inputs: number[], box: Slice['box'], places: Slice['places']}>} */
const looks = new WeakMap();

/**
 * @param {Run} run @param {CutView} view @param {number[]} inputs the shown ones
 * @param {number[]} weights @returns {Slice}
 */
export function sliceAt(run, { axes }, inputs, weights) {
  const { box, places } = lookAt(run, axes, inputs);
  const sums = sumsAt(run, weights, box);
  const outputs = box.corners.map((corner) => forward(run, weights, corner).output);
  const sureness = Math.max(...outputs.map((output) => Math.abs(2 * output - 1)));
  return { box, places, sums, points: cutOf(sums), shaded: shadedOf(sums), sureness };
}

/** @param {Run} run @param {number[]} axes @param {number[]} inputs */
function lookAt(run, axes, inputs) {
  const kept = looks.get(run);
  if (kept && kept.axes === axes && kept.inputs === inputs) return kept;
  const box = boxOf(run, axes, inputs);
  const look = { axes, inputs, box, places: placesIn(run, box) };
  looks.set(run, look);
  return look;
}

/**
 * What there is to say of a cut: it goes through the box, or leaves all of it on one side, or
 * there are no sides, because the neuron says as good as one half everywhere.
 * @param {Slice} slice @param {number} undecided so near to one half it leans to neither side @returns {Verdict}
 */
export function verdictOf({ sums, points, sureness }, undecided) {
  if (!(sureness >= 2 * undecided)) return 'undecided';
  if (points.length) return 'through';
  return sums.some((sum) => sum > 0) ? 'ones' : 'zeros';
}
