// Where a network's sum is above a level, on a square sheet of a grid: as rings that close along the
// sheet's edge, and as the lines between them that do not lie on it. By marching squares. Pure.

import { crossing } from './field.js';

/**
 * @typedef {object} Sheet a square part of a grid
 * @property {number} steps along each of its two axes @property {ArrayLike<number>} values of the whole grid
 * @property {number} offset of the sheet's first place in it
 * @property {number} right from one place to the next along its first axis @property {number} up along its second
 * @property {(u: number, v: number) => number} sumAt any place on the sheet
 */

/** @typedef {{rings: number[][], lines: number[][]}} Contour each a flat list of places: u, v, u, v … */

/** Its four edges, in the order round it from its lower left corner, and which corners they lie between. */
const [BOTTOM, RIGHT, TOP, LEFT] = [0, 1, 2, 3];

/**
 * Which edges a cell's lines lead from and to, for each of the sixteen ways its corners can lie:
 * round the cell, each stretch inside is entered at one edge and left at another, and a line leads
 * back from where it is left to where it was entered, with the inside on its left.
 * @type {[number, number][][]}
 */
const CASES = Array.from({ length: 16 }, (_, inside) => [BOTTOM, RIGHT, TOP, LEFT].flatMap((edge) => {
  const isIn = (/** @type {number} */ corner) => Boolean(inside >> (corner & 3) & 1);
  if (!isIn(edge) || isIn(edge + 1)) return []; // it is not left here
  let entered = edge;
  while (isIn(entered)) entered = (entered + 3) & 3;
  return [/** @type {[number, number]} */ ([edge, entered])];
}));

/** Where each edge leads on to. @type {Map<number, Int32Array>} */
const rooms = new Map();

/**
 * @param {Sheet} sheet @param {number} level @returns {Contour} round all that is at or above it
 */
export function contourOf(sheet, level) {
  // Round the sheet lies a row of places that are below every level, so that all rings close.
  const width = sheet.steps + 3;
  const next = rooms.get(width) ?? new Int32Array(2 * width * width);
  rooms.set(width, next);
  next.fill(-1);
  if (!connect(sheet, level, width, next)) return { rings: [], lines: [] };
  /** @type {Contour} */
  const found = { rings: [], lines: [] };
  for (let edge = 0; edge < next.length; edge += 1) {
    if (next[edge] >= 0) trace(sheet, level, width, next, edge, found);
  }
  return found;
}

/**
 * Say for each edge that is crossed where its line leads to.
 * @param {Sheet} sheet @param {number} level @param {number} width @param {Int32Array} next
 * @returns {boolean} whether any is
 */
function connect({ steps, values, offset, right, up }, level, width, next) {
  let isAny = false;
  for (let row = -1; row <= steps; row += 1) {
    for (let column = -1; column <= steps; column += 1) {
      const at = offset + column * right + row * up;
      const [isWest, isEast, isSouth, isNorth] = [column >= 0, column < steps, row >= 0, row < steps];
      const inside = Number(isWest && isSouth && values[at] >= level)
        | Number(isEast && isSouth && values[at + right] >= level) << 1
        | Number(isEast && isNorth && values[at + right + up] >= level) << 2
        | Number(isWest && isNorth && values[at + up] >= level) << 3;
      if (inside === 0 || inside === 15) continue;
      isAny = true;
      const corner = (row + 1) * width + column + 1;
      for (const [from, to] of CASES[inside]) next[edgeAt(corner, from, width)] = edgeAt(corner, to, width);
    }
  }
  return isAny;
}

/** @param {number} corner of a cell, the lower left @param {number} side @param {number} width @returns {number} the edge's own number */
function edgeAt(corner, side, width) {
  if (side === BOTTOM) return 2 * corner;
  if (side === TOP) return 2 * (corner + width);
  return 2 * (side === LEFT ? corner : corner + 1) + 1;
}

/**
 * Follow a ring from one of its edges round to it, and take its edges out.
 * @param {Sheet} sheet @param {number} level @param {number} width @param {Int32Array} next
 * @param {number} first @param {Contour} found
 */
function trace(sheet, level, width, next, first, found) {
  /** @type {number[]} */
  const ring = [];
  for (let edge = first; next[edge] >= 0;) {
    place(sheet, level, width, edge, ring);
    const on = next[edge];
    next[edge] = -1;
    edge = on;
  }
  found.rings.push(ring);
  found.lines.push(...linesOf(ring));
}

/**
 * Where an edge is crossed.
 * @param {Sheet} sheet @param {number} level @param {number} width @param {number} edge @param {number[]} ring to which it is added
 */
function place({ steps, values, offset, right, up, sumAt }, level, width, edge, ring) {
  const corner = edge >> 1;
  const [u, v] = [corner % width - 1, Math.floor(corner / width) - 1];
  const isAlong = !(edge & 1); // the first axis, and not the second
  const [from, to] = isAlong ? [u, u + 1] : [v, v + 1];
  const other = isAlong ? v : u;
  let share;
  if (from < 0) share = 0;
  else if (to > steps) share = 1;
  else {
    const at = offset + u * right + v * up;
    const between = crossing((part) => (
      isAlong ? sumAt((from + part) / steps, other / steps) : sumAt(other / steps, (from + part) / steps)
    ), values[at], values[at + (isAlong ? right : up)], level);
    share = (from + between) / steps;
  }
  if (isAlong) ring.push(share, other / steps);
  else ring.push(other / steps, share);
}

/**
 * What of a ring is no part of the sheet's edge.
 * @param {number[]} ring @returns {number[][]}
 */
function linesOf(ring) {
  const count = ring.length / 2;
  const isEdge = (/** @type {number} */ i) => onSameSide(ring[2 * i], ring[2 * i + 1], ring[2 * ((i + 1) % count)], ring[2 * ((i + 1) % count) + 1]);
  let start = 0;
  while (start < count && !isEdge(start)) start += 1;
  if (start === count) return [[...ring, ring[0], ring[1]]]; // all of it lies within
  /** @type {number[][]} */
  const lines = [];
  let isOpen = false;
  for (let step = 1; step <= count; step += 1) {
    const i = (start + step) % count;
    if (isEdge(i)) { isOpen = false; continue; }
    if (!isOpen) lines.push([ring[2 * i], ring[2 * i + 1]]);
    isOpen = true;
    const to = (i + 1) % count;
    lines[lines.length - 1].push(ring[2 * to], ring[2 * to + 1]);
  }
  return lines;
}

/** @param {number} u @param {number} v @param {number} s @param {number} t @returns {boolean} whether both lie on one side of the sheet */
const onSameSide = (u, v, s, t) => (u === s && (u === 0 || u === 1)) || (v === t && (v === 0 || v === 1));
