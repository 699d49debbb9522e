// Paths through the box of inputs, as one looks at it, and through small squares of two of them.

import { project, projector } from '../../model/projection.js';

/**
 * @param {number[][]} points in the box @param {[number, number]} turn
 * @returns {string} as a path; a point is a stroke across its line
 */
export function pathOf(points, turn) {
  const spots = points.map((point) => project(point, turn)).map(({ x, y }) => [written(x), written(y)]);
  if (points[0]?.length === 1 && points.length === 1) return `M${spots[0][0]},${spots[0][1] - HALF}v${2 * HALF}`;
  const path = spots.map((spot) => spot.join()).join('L');
  return path && `M${path}${spots.length > 2 ? 'Z' : ''}`;
}

const HALF = 22; // of a stroke across a line
const WIDE = 14; // half of what is shaded along it

/**
 * @param {number[][]} flats places in the box in flat lists, one number an axis: rings of an area, or lines
 * @param {number} axes @param {[number, number]} turn @param {boolean} areClosed
 * @returns {string} all of them as one path; along one axis, areas have some width, and points are strokes
 */
export function flatPath(flats, axes, turn, areClosed) {
  const at = projector(axes, turn);
  let path = '';
  for (const flat of flats) {
    if (axes === 1) path += areClosed ? stretch(at, flat) : pathOf([flat], turn);
    else {
      for (let i = 0; i < flat.length; i += axes) {
        const { x, y } = at(flat[i], flat[i + 1], flat[i + 2]);
        path += `${i ? 'L' : 'M'}${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
      }
      if (areClosed) path += 'Z';
    }
  }
  return path;
}

/** @param {ReturnType<typeof projector>} at @param {number[]} ends @returns {string} */
function stretch(at, [from, to]) {
  const [left, middle, right] = [written(at(from, 0, 0).x), at(from, 0, 0).y, written(at(to, 0, 0).x)];
  return `M${left},${middle - WIDE}H${right}V${middle + WIDE}H${left}Z`;
}

/** @param {number} place @returns {number} as precise as it can be seen */
const written = (place) => Math.round(place * 100) / 100;

export const SQUARE = { least: 10, size: 40 }; // in the picture's units

/**
 * Pieces of lines within a small square, the second input upwards.
 * @param {number[]} pieces four numbers each, from 0 to 1 @returns {string} a path
 */
export function squarePath(pieces) {
  let path = '';
  for (let at = 0; at < pieces.length; at += 2) {
    const x = SQUARE.least + SQUARE.size * pieces[at];
    const y = SQUARE.least + SQUARE.size * (1 - pieces[at + 1]);
    path += `${at % 4 ? 'L' : 'M'}${written(x)} ${written(y)}`;
  }
  return path;
}
