// Paths through the box of inputs, as one looks at it, and through small squares of two of them.

import { project } from '../../model/projection.js';

/**
 * @param {number[][]} points in the box @param {[number, number]} turn
 * @returns {string} as a path; a point is a stroke across its line
 */
export function pathOf(points, turn) {
  const spots = points.map((point) => project(point, turn)).map(({ x, y }) => [written(x), written(y)]);
  if (points[0]?.length === 1 && points.length === 1) return `M${spots[0][0]},${spots[0][1] - 22}v44`;
  const path = spots.map((spot) => spot.join()).join('L');
  return path && `M${path}${spots.length > 2 ? 'Z' : ''}`;
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
