// The cut: where the neuron is undecided within the box of all situations that one looks along.
// One, two or three inputs span the box; the others are held, and a threshold is counted in. The
// weighted sum is linear, so that what it is at the corners says all: between two corners it
// passes 0 where the two are in proportion. `webapp/picture/cut.py` draws the first one. Pure.
//
// Corner c has 1 on axis i where bit i of c is set; places in the box are from 0 to 1 on each axis.

import { endsOf, same } from './situations.js';
import { rowOf } from './neuron.js';

/** @typedef {{axes: number[], ends: [number, number][], corners: number[][]}} Box */

export const MOST_AXES = 3;

/** Rounding in a sum of this many times its largest term's last digit is no side of a plane. */
const ROUNDING = 8 * Number.EPSILON;

/**
 * Each edge by its two corners, in the order of the first.
 * @param {number} axes @returns {[number, number][]}
 */
export const edgesOf = (axes) => cornersOf(axes).flatMap((corner) => [...Array(axes).keys()]
  .filter((axis) => !(corner >> axis & 1))
  .map((axis) => /** @type {[number, number]} */ ([corner, corner | 1 << axis])));

/** @param {number} axes @returns {number[]} every corner's number */
export const cornersOf = (axes) => [...Array(1 << axes).keys()];

/** @param {number} corner @param {number} axes @returns {number[]} where it is in the box */
export const placeOf = (corner, axes) => [...Array(axes).keys()].map((axis) => corner >> axis & 1);

/**
 * The first inputs, in the reader's own order: others would change while the neuron learns, or say
 * from the beginning which ones matter in the end.
 * @param {Run} run @returns {number[]}
 */
export const firstAxes = ({ config }) => [...config.situation.keys()].slice(0, MOST_AXES);

/**
 * @param {Run} run @param {number[]} chosen the inputs to look along, which stand in their own order
 * @param {number[]} inputs what the others are held at @returns {Box}
 */
export function boxOf(run, chosen, inputs) {
  const axes = [...chosen].sort((a, b) => a - b);
  const ends = axes.map((input) => endsOf(run, input));
  const corners = cornersOf(axes.length).map((corner) => {
    const row = [...inputs];
    axes.forEach((input, i) => { row[input] = ends[i][corner >> i & 1]; });
    return row;
  });
  return { axes, ends, corners };
}

/**
 * Where a situation is in the box, or null where it is not in it because what is held differs.
 * @param {Box} box @param {number[]} inputs @returns {number[] | null}
 */
export function within({ axes, ends, corners }, inputs) {
  const held = corners[0].map((value, input) => (axes.includes(input) ? inputs[input] : value));
  if (!same(held, inputs)) return null;
  return axes.map((input, i) => (inputs[input] - ends[i][0]) / (ends[i][1] - ends[i][0]));
}

/**
 * The weighted sums at the corners, as parts of the largest weight: so none is too large or too
 * small to be told from 0. All are 0 where there is no plane.
 * @param {Pick<Run, 'config'>} run @param {number[]} weights @param {Box} box @returns {number[]}
 */
export function sumsAt(run, weights, { corners }) {
  const largest = Math.max(...weights.map(Math.abs));
  if (!(largest > 0 && largest < Infinity)) return corners.map(() => 0);
  const parts = weights.map((weight) => weight / largest);
  let most = 0;
  const sums = corners.map((inputs) => {
    let sum = 0;
    rowOf(run, inputs).forEach((input, i) => {
      sum += input * parts[i];
      most = Math.max(most, Math.abs(input * parts[i]));
    });
    return sum;
  });
  return sums.map((sum) => (Math.abs(sum) <= ROUNDING * most ? 0 : sum));
}

/** @param {number[]} a @param {number[]} b @param {number} share @returns {number[]} a place between two */
const between = (a, b, share) => a.map((value, i) => value + (b[i] - value) * share);

/**
 * Where the weighted sum is 0 within the box: a polygon in its order round, a line's two ends or a
 * point; nothing where it passes by, or only touches.
 * @param {number[]} sums at the corners @returns {number[][]}
 */
export function cutOf(sums) {
  const axes = Math.log2(sums.length);
  if (sums.every((sum) => sum === 0)) return [];
  const points = cornersOf(axes).filter((corner) => sums[corner] === 0).map((corner) => placeOf(corner, axes));
  for (const [a, b] of edgesOf(axes)) {
    if (sums[a] * sums[b] < 0) points.push(between(placeOf(a, axes), placeOf(b, axes), sums[a] / (sums[a] - sums[b])));
  }
  if (points.length < axes) return [];
  return axes === 3 ? inOrder(points, slopesOf(sums)) : points;
}

/** @param {number[]} sums @returns {number[]} how fast the sum grows along each axis: the plane's normal */
export const slopesOf = (sums) => [...Array(Math.log2(sums.length)).keys()].map((axis) => sums[1 << axis] - sums[0]);

/**
 * A flat polygon's corners in their order round: seen along the axis that it faces most.
 * @param {number[][]} points @param {number[]} normal @returns {number[][]}
 */
function inOrder(points, normal) {
  const sizes = normal.map(Math.abs);
  const facing = sizes.indexOf(Math.max(...sizes));
  const [x, y] = [0, 1, 2].filter((axis) => axis !== facing);
  const middle = [x, y].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
  const angle = (/** @type {number[]} */ point) => Math.atan2(point[y] - middle[1], point[x] - middle[0]);
  return points.map((point) => ({ point, turn: angle(point) })).sort((a, b) => a.turn - b.turn).map(({ point }) => point);
}

/** The corners round each face of the box; a square is its own face, and so is a line. @type {Record<number, number[][]>} */
const FACES = {
  1: [[0, 1]],
  2: [[0, 1, 3, 2]],
  3: [[0, 2, 6, 4], [1, 3, 7, 5], [0, 1, 5, 4], [2, 3, 7, 6], [0, 1, 3, 2], [4, 5, 7, 6]],
};

/**
 * What of each face is on the side where the neuron says 1; empty for a face that has none.
 * @param {number[]} sums at the corners @returns {number[][][]}
 */
export function shadedOf(sums) {
  const axes = Math.log2(sums.length);
  return FACES[axes].map((face) => (face.some((corner) => sums[corner] > 0) ? clipped(face, sums, axes) : []));
}

/** @param {number[]} face @param {number[]} sums @param {number} axes @returns {number[][]} */
function clipped(face, sums, axes) {
  /** @type {number[][]} */
  const kept = [];
  face.forEach((a, i) => {
    const b = face[(i + 1) % face.length];
    if (sums[a] >= 0) kept.push(placeOf(a, axes));
    if (sums[a] * sums[b] < 0) kept.push(between(placeOf(a, axes), placeOf(b, axes), sums[a] / (sums[a] - sums[b])));
  });
  return axes === 1 ? kept.slice(0, 2) : kept;
}
