// Paths through the box of inputs, as one looks at it.

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
