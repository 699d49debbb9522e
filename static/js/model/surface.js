// The bent surface within a cube on which a network is undecided: by marching cubes, as flat pieces
// that fit together. Which pieces a small cube has follows from its faces alone, and so two that
// touch have the same line on the face between them. Pure.

import { edgesOf } from './cut.js';
import { crossing, sumIn } from './field.js';

/** @typedef {{points: number[], ends: number[]}} Pieces all their corners in turn, x, y, z; where in them each piece ends */

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

/** Where on each edge of the grid it is crossed, as a share, or −1 where that is not worked out yet. @type {Map<number, Float64Array>} */
const rooms = new Map();

/** @typedef {{field: import('./field.js').Field, values: Float64Array, steps: number, shares: Float64Array, strides: number[]}} Grid */

/**
 * @param {import('./field.js').Field} field @param {Float64Array} values of it on the grid
 * @param {number} steps of the grid @returns {Pieces}
 */
export function surfaceOf(field, values, steps) {
  const nodes = steps + 1;
  const strides = [1, nodes, nodes * nodes];
  const offsets = [...Array(8).keys()].map((corner) => strides.reduce((sum, stride, axis) => sum + stride * (corner >> axis & 1), 0));
  const shares = rooms.get(steps) ?? new Float64Array(3 * nodes ** 3);
  rooms.set(steps, shares);
  shares.fill(-1);
  const grid = { field, values, steps, shares, strides };
  /** @type {Pieces} */
  const pieces = { points: [], ends: [] };
  for (let z = 0; z < steps; z += 1) {
    for (let y = 0; y < steps; y += 1) {
      for (let x = 0, at = y * strides[1] + z * strides[2]; x < steps; x += 1, at += 1) {
        let inside = 0;
        for (let corner = 0; corner < 8; corner += 1) if (values[at + offsets[corner]] >= 0) inside |= 1 << corner;
        if (inside === 0 || inside === 255) continue;
        for (const loop of CASES[inside]) {
          for (const edge of loop) addCorner(grid, x, y, z, edge, pieces.points);
          pieces.ends.push(pieces.points.length);
        }
      }
    }
  }
  return pieces;
}

/**
 * @param {Grid} grid @param {number} x @param {number} y @param {number} z where a small cube's first corner is on it
 * @param {number} edge of that cube @param {number[]} points to which the place is added
 */
function addCorner({ field, values, steps, shares, strides }, x, y, z, edge, points) {
  const [start, axis] = [STARTS[edge], AXES[edge]];
  let left = x + (start & 1);
  let front = y + (start >> 1 & 1);
  let low = z + (start >> 2);
  const at = left + front * strides[1] + low * strides[2];
  const kept = 3 * at + axis;
  if (shares[kept] < 0) {
    shares[kept] = crossing((share) => sumIn(
      field,
      (axis === 0 ? left + share : left) / steps, (axis === 1 ? front + share : front) / steps, (axis === 2 ? low + share : low) / steps,
    ), values[at], values[at + strides[axis]], 0);
  }
  if (axis === 0) left += shares[kept];
  else if (axis === 1) front += shares[kept];
  else low += shares[kept];
  points.push(left / steps, front / steps, low / steps);
}
