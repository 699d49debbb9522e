// The cut as a frame shows it: how the neuron's plane parts the box that one looks at; with a hidden
// layer each hidden neuron's plane does, and the output's boundary is bent. Pure.

import { bentOf } from './bent.js';
import { boxOf, cutOf, shadedOf, sumsAt } from './cut.js';
import { hiddenOf, weightsOfNeuron } from './layers.js';
import { forward } from './neuron.js';
import { placesIn } from './places.js';
import { same } from './situations.js';

/** @typedef {'through' | 'ones' | 'zeros' | 'undecided'} Verdict */

/** @typedef {{sums: number[], points: number[][], shaded: number[][][]}} Plane at the corners, as parts of the largest weight; its cut, in its order; what of each face says 1 */

/**
 * @typedef {object} Slice
 * @property {import('./cut.js').Box} box @property {import('./places.js').Place[]} places
 * @property {number[]} sums at the corners, as parts of the largest weight; the output's own where there is a hidden layer
 * @property {number[][]} points of the cut, in their order @property {number[][][]} shaded what of each face says 1
 * @property {number} sureness how sure the neuron is where it is surest, from 0 to 1
 * @property {Plane[]} planes of the hidden neurons @property {import('./bent.js').Bent | null} bent the output's boundary over them
 */

/** What no weights change, kept while one looks at it. @type {WeakMap<Run, {axes: number[], inputs: number[], box: Slice['box'], places: Slice['places']}>} */
const looks = new WeakMap();

/** The last cut of a network, with the weights that it is of. @type {WeakMap<Run, Slice & {weights: number[]}>} */
const bents = new WeakMap();

/**
 * @param {Run} run @param {CutView} view @param {number[]} inputs the shown ones
 * @param {number[]} weights @returns {Slice}
 */
export function sliceAt(run, { axes }, inputs, weights) {
  const { box, places } = lookAt(run, axes, inputs);
  const known = bents.get(run);
  // In an iteration's stages the weights stand still for seconds, and all that is bent with them.
  if (known && known.box === box && same(known.weights, weights)) return known;
  const passes = box.corners.map((corner) => forward(run, weights, corner));
  if (hiddenOf(run)) {
    const slice = { box, places, weights, ...bentSlice(run, box, weights, passes) };
    bents.set(run, slice);
    return slice;
  }
  const sums = sumsAt(run, weights, box);
  const sureness = Math.max(...passes.map(({ output }) => Math.abs(2 * output - 1)));
  return { box, places, sums, points: cutOf(sums), shaded: shadedOf(sums), sureness, planes: [], bent: null };
}

/** @param {Run} run @param {Slice['box']} box @param {number[]} weights @param {Forward[]} passes at the corners */
function bentSlice(run, box, weights, passes) {
  const bent = bentOf(run, weights, box);
  const planes = Array.from({ length: hiddenOf(run) }, (_, neuron) => planeOf(run, weightsOfNeuron(run, weights, neuron), box));
  return { sums: passes.map(({ sum }) => sum), points: [], shaded: [], sureness: bent.sureness, planes, bent };
}

/**
 * @param {Run} run @param {number[]} weights one neuron's own @param {Slice['box']} box @returns {Plane}
 */
function planeOf(run, weights, box) {
  const sums = sumsAt(run, weights, box);
  return { sums, points: cutOf(sums), get shaded() { return shadedOf(sums); } }; // few are asked for it
}

/**
 * Where alone a run is undecided, without all that lies round it: of one neuron the cut's corners,
 * with a hidden layer the bent boundary's lines.
 * @param {Run} run @param {CutView} view @param {number[]} inputs @param {number[]} weights
 * @returns {{points: number[][], lines: number[][]}}
 */
export function outlineAt(run, { axes }, inputs, weights) {
  const { box } = lookAt(run, axes, inputs);
  if (!hiddenOf(run)) return { points: cutOf(sumsAt(run, weights, box)), lines: [] };
  return { points: [], lines: bentOf(run, weights, box, false).lines };
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
export function verdictOf({ sums, points, sureness, bent }, undecided) {
  if (!(sureness >= 2 * undecided)) return 'undecided';
  if (points.length || bent?.lines.length) return 'through';
  return sums.some((sum) => sum > 0) ? 'ones' : 'zeros';
}

/** @param {Plane} plane of a hidden neuron @returns {Verdict} */
export function planeVerdictOf({ sums, points }) {
  if (points.length) return 'through';
  if (sums.every((sum) => sum === 0)) return 'undecided';
  return sums.some((sum) => sum > 0) ? 'ones' : 'zeros';
}
