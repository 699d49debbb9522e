// The bent surface within a cube on which a network is undecided: by marching cubes, as flat pieces
// that fit together. Which pieces a small cube has follows from its faces alone, and so two that
// touch have the same line on the face between them. Pure.

import { edgesOf } from './cut.js';
import { crossing, slopeIn, sumIn } from './field.js';

/**
 * @typedef {object} Pieces
 * @property {number[]} points all places at which pieces have a corner, x, y, z, each once
 * @property {number[]} facing which way the surface faces there: as long as one, or nothing where the sum is flat
 * @property {number[]} corners of the pieces in turn, each by its place among the points
 * @property {number[]} ends where in the corners each piece ends
 */

/** The corners round each face of a cube, seen from outside. */
const FACES = [[0, 4, 6, 2], [1, 3, 7, 5], [0, 1, 5, 4], [2, 6, 7, 3], [0, 2, 3, 1], [4, 5, 7, 6]];
const EDGES = edgesOf(3);
/** Where an edge begins, as bits, and along which axis it leads. */
const STARTS = EDGES.map(([a]) => a);
const AXES = EDGES.map(([a, b]) => Math.log2(b - a));
/** Which edge two corners have between them. @type {Map<number, number>} */
const BETWEEN = new Map(EDGES.map(([a, b], edge) => [a * 8 + b, edge]));

/** @param {number} a @param {number} b @returns {number} */
const edgeOf = (a, b) => BETWEEN.get(Math.min(a, b) * 8 + Math.max(a, b)) ?? -1;

/**
 * On which edges the corners of a small cube's pieces lie, for each of the ways its own corners can.
 * @type {number[][][]}
 */
const CASES = Array.from({ length: 256 }, (_, inside) => loopsOf(inside));

/** @param {number} inside a bit for each corner @returns {number[][]} */
function loopsOf(inside) {
  const isIn = (/** @type {number} */ corner) => Boolean(inside >> corner & 1);
  /** @type {Map<number, number>} */
  const next = new Map();
  for (const face of FACES) {
    face.forEach((corner, i) => {
      const after = face[(i + 1) & 3];
      if (!isIn(corner) || isIn(after)) return;
      // Back from where the inside is left to where, going round, it was entered.
      let entered = i;
      while (isIn(face[entered])) entered = (entered + 3) & 3;
      next.set(edgeOf(corner, after), edgeOf(face[entered], face[(entered + 1) & 3]));
    });
  }
  /** @type {number[][]} */
  const loops = [];
  for (const first of [...next.keys()]) {
    const loop = [];
    for (let edge = first; next.has(edge);) {
      loop.push(edge);
      const on = /** @type {number} */ (next.get(edge));
      next.delete(edge);
      edge = on;
    }
    if (loop.length) loops.push(loop);
  }
  return loops;
}

/** Which of the points lies on each edge of the grid, or −1 where that is not worked out yet. @type {Map<number, Int32Array>} */
const rooms = new Map();

/** @typedef {{field: import('./field.js').Field, values: Float64Array, steps: number, kept: Int32Array, strides: number[]}} Grid */

/**
 * @param {import('./field.js').Field} field @param {Float64Array} values of it on the grid
 * @param {number} steps of the grid @returns {Pieces}
 */
export function surfaceOf(field, values, steps) {
  const nodes = steps + 1;
  const strides = [1, nodes, nodes * nodes];
  const offsets = [...Array(8).keys()].map((corner) => strides.reduce((sum, stride, axis) => sum + stride * (corner >> axis & 1), 0));
  const kept = rooms.get(steps) ?? new Int32Array(3 * nodes ** 3);
  rooms.set(steps, kept);
  kept.fill(-1);
  const grid = { field, values, steps, kept, strides };
  /** @type {Pieces} */
  const pieces = { points: [], facing: [], corners: [], ends: [] };
  for (let z = 0; z < steps; z += 1) {
    for (let y = 0; y < steps; y += 1) {
      for (let x = 0, at = y * strides[1] + z * strides[2]; x < steps; x += 1, at += 1) {
        let inside = 0;
        for (let corner = 0; corner < 8; corner += 1) if (values[at + offsets[corner]] >= 0) inside |= 1 << corner;
        if (inside === 0 || inside === 255) continue;
        for (const loop of CASES[inside]) {
          for (const edge of loop) pieces.corners.push(pointOn(grid, x, y, z, edge, pieces));
          pieces.ends.push(pieces.corners.length);
        }
      }
    }
  }
  return pieces;
}

/**
 * @param {Grid} grid @param {number} x @param {number} y @param {number} z where a small cube's first corner is on it
 * @param {number} edge of that cube @param {Pieces} pieces to which the point is added where it is new
 * @returns {number} its place among the points
 */
function pointOn({ field, values, steps, kept, strides }, x, y, z, edge, { points, facing }) {
  const [start, axis] = [STARTS[edge], AXES[edge]];
  let left = x + (start & 1);
  let front = y + (start >> 1 & 1);
  let low = z + (start >> 2);
  const at = left + front * strides[1] + low * strides[2];
  const place = 3 * at + axis;
  if (kept[place] >= 0) return kept[place];
  const share = crossing((part) => sumIn(
    field,
    (axis === 0 ? left + part : left) / steps, (axis === 1 ? front + part : front) / steps, (axis === 2 ? low + part : low) / steps,
  ), values[at], values[at + strides[axis]], 0);
  if (axis === 0) left += share;
  else if (axis === 1) front += share;
  else low += share;
  kept[place] = points.length / 3;
  points.push(left / steps, front / steps, low / steps);
  const slope = slopeIn(field, left / steps, front / steps, low / steps);
  const size = Math.hypot(slope[0], slope[1], slope[2]) || 1;
  facing.push(slope[0] / size, slope[1] / size, slope[2] / size);
  return kept[place];
}
