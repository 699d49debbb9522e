// The bent surface in the cube as a few paths, one a tint, each over the ones before it: it is as
// dark as it lies to a light, so that one sees it bend. A tint ends where the surface turns to the
// light, across its pieces, and not with them; so its edges are as smooth as the surface. It lets
// through what is behind, and needs no order.

import { projector } from '../../model/projection.js';

/** Tints, each one darker with all before it. */
export const TINTS = 8;
/** The paths are ten times as large as the picture: whole numbers are written faster. */
export const SCALE = 10;
/** Where the light comes from, as one looks at it: right, down and away. */
const LIGHT = [-0.55, -0.75, -0.36];

/** @typedef {{xs: Float64Array, ys: Float64Array, darks: Float64Array, texts: string[]}} Seen the points, as they look */

/**
 * @param {import('../../model/surface.js').Pieces | null} pieces @param {[number, number]} turn
 * @returns {string[]} a path a tint
 */
export function facetPaths(pieces, turn) {
  const paths = Array(TINTS).fill('');
  if (!pieces) return paths;
  const seen = look(pieces, turn);
  const { corners, ends } = pieces;
  let from = 0;
  for (const end of ends) {
    addPiece(paths, seen, corners, from, end);
    from = end;
  }
  return paths;
}

/** @param {import('../../model/surface.js').Pieces} pieces @param {[number, number]} turn @returns {Seen} */
function look({ points, facing }, turn) {
  const at = projector(3, turn);
  const lamp = lampIn(at);
  const count = points.length / 3;
  const [xs, ys, darks] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const texts = Array(count);
  for (let i = 0, j = 0; i < count; i += 1, j += 3) {
    const { x, y } = at(points[j], points[j + 1], points[j + 2]);
    xs[i] = Math.round(x * SCALE);
    ys[i] = Math.round(y * SCALE);
    texts[i] = `${xs[i]} ${ys[i]}`;
    // From either side alike: so nothing leaps where it turns its other side.
    const lit = lamp[0] * facing[j] + lamp[1] * facing[j + 1] + lamp[2] * facing[j + 2];
    darks[i] = 1 - lit * lit;
  }
  return { xs, ys, darks, texts };
}

/** @param {ReturnType<typeof projector>} at @returns {number[]} the light's direction along the box's axes */
function lampIn(at) {
  const { x, y, depth } = at(0, 0, 0);
  const along = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map(([a, b, c]) => {
    const spot = at(a, b, c);
    return LIGHT[0] * (spot.x - x) + LIGHT[1] * (spot.y - y) + LIGHT[2] * (spot.depth - depth);
  });
  const size = Math.hypot(...along);
  return along.map((part) => part / size);
}

/**
 * @param {string[]} paths @param {Seen} seen @param {number[]} corners
 * @param {number} from where the piece's corners begin @param {number} end and end
 */
function addPiece(paths, seen, corners, from, end) {
  const { xs, ys, darks, texts } = seen;
  let [area, least, most] = [0, 1, 0];
  for (let i = from, before = corners[end - 1]; i < end; i += 1) {
    const at = corners[i];
    area += xs[before] * ys[at] - xs[at] * ys[before];
    least = Math.min(least, darks[at]);
    most = Math.max(most, darks[at]);
    before = at;
  }
  // All go one way round: else two that overlap would leave a hole.
  const isTurned = area < 0;
  let whole = '';
  for (let i = from; i < end; i += 1) whole += `${i > from ? 'L' : 'M'}${texts[corners[isTurned ? from + end - 1 - i : i]]}`;
  whole += 'Z';
  for (let tint = 0; tint < TINTS; tint += 1) {
    const dark = tint / TINTS;
    if (most < dark) return;
    paths[tint] += tint === 0 || least >= dark ? whole : darkPart(seen, corners, from, end, isTurned, dark);
  }
}

/**
 * The part of a piece that is darker than that.
 * @param {Seen} seen @param {number[]} corners @param {number} from @param {number} end @param {boolean} isTurned
 * @param {number} dark @returns {string}
 */
function darkPart({ xs, ys, darks, texts }, corners, from, end, isTurned, dark) {
  let path = '';
  const cornerAt = (/** @type {number} */ i) => corners[isTurned ? from + end - 1 - i : i];
  for (let i = from, before = cornerAt(end - 1); i < end; i += 1) {
    const at = cornerAt(i);
    if (darks[at] >= dark !== darks[before] >= dark) {
      // From the one point to the other, whichever piece asks: so two that touch have the same.
      const [a, b] = at < before ? [at, before] : [before, at];
      const share = (dark - darks[a]) / (darks[b] - darks[a]);
      path += `${path ? 'L' : 'M'}${Math.round(xs[a] + (xs[b] - xs[a]) * share)} ${Math.round(ys[a] + (ys[b] - ys[a]) * share)}`;
    }
    if (darks[at] >= dark) path += `${path ? 'L' : 'M'}${texts[at]}`;
    before = at;
  }
  return `${path}Z`;
}
