// The bent surface in the cube as a few paths, one a tint: each piece is as dark as it lies to a
// light, so that one sees it bend. It lets through what is behind, and needs no order.

import { projector } from '../../model/projection.js';

/** Tints from light to dark. */
export const TINTS = 8;
/** The paths are ten times as large as the picture: whole numbers are written faster. */
export const SCALE = 10;
/** Where the light comes from, as one looks at it: right, down and away. */
const LIGHT = [-0.55, -0.75, -0.36];

/**
 * @param {import('../../model/surface.js').Pieces | null} pieces @param {[number, number]} turn
 * @returns {string[]} a path a tint
 */
export function facetPaths(pieces, turn) {
  const paths = Array(TINTS).fill('');
  if (!pieces) return paths;
  const at = projector(3, turn);
  const { points, ends } = pieces;
  let from = 0;
  for (const end of ends) {
    const { path, tint } = facet(points, from, end, at);
    paths[tint] += path;
    from = end;
  }
  return paths;
}

const spots = new Float64Array(3 * 12); // a piece has at most so many corners

/**
 * @param {number[]} points @param {number} from @param {number} end @param {ReturnType<typeof projector>} at
 */
function facet(points, from, end, at) {
  const count = end - from;
  for (let i = 0; i < count; i += 3) {
    const { x, y, depth } = at(points[from + i], points[from + i + 1], points[from + i + 2]);
    spots[i] = x;
    spots[i + 1] = y;
    spots[i + 2] = depth;
  }
  // What it faces: the sum over its edges, which bears corners that lie in no plane, or in one place.
  let [right, down, away] = [0, 0, 0];
  for (let i = 0; i < count; i += 3) {
    const j = i + 3 < count ? i + 3 : 0;
    right += (spots[i + 1] - spots[j + 1]) * (spots[i + 2] + spots[j + 2]);
    down += (spots[i + 2] - spots[j + 2]) * (spots[i] + spots[j]);
    away += (spots[i] - spots[j]) * (spots[i + 1] + spots[j + 1]);
  }
  const size = Math.hypot(right, down, away) || 1;
  // From whichever side one sees it, and one way round: else two that overlap would leave a hole.
  const facing = away < 0 ? 1 : -1;
  const lit = facing * (right * LIGHT[0] + down * LIGHT[1] + away * LIGHT[2]) / size;
  const tint = Math.max(0, Math.min(TINTS - 1, Math.floor((1 - lit) / 2 * TINTS)));
  let path = '';
  for (let step = 0; step < count; step += 3) {
    const i = facing > 0 ? step : count - 3 - step;
    path += `${step ? 'L' : 'M'}${Math.round(spots[i] * SCALE)} ${Math.round(spots[i + 1] * SCALE)}`;
  }
  return { path: `${path}Z`, tint };
}
