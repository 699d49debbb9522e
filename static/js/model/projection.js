// Where the box of the cut is drawn: three axes as a cube that can be turned, two as a square, one
// as a line; and where the names of its axes stand, apart from all marks. In units of the picture.
// `webapp/picture/projection.py` draws the first one. Pure.

import { cornersOf, placeOf } from './cut.js';

/** @typedef {[number, number]} Turn yaw and pitch, in radians */
/** @typedef {{x: number, y: number, depth: number}} Spot */
/** @typedef {{x: number, y: number}} Point */

export const WIDTH = 340;
export const HEIGHT = 326;
/** @type {Turn} so that no corner hides another, and the corner 0 0 0 is the nearest but one */
export const DEFAULT_TURN = [0.5, 0.36];

/** How long the box's edges are, by its number of axes. @type {Record<number, number>} */
const SIZE = { 1: 230, 2: 190, 3: 172 };
const MARK = 18; // around a corner's place, kept free of names
const LINE = 9; // half a line of text
const LETTER = 3.8; // half a letter's width
/** Between an edge and its name; a line has the cut and the question on it. @type {Record<number, number>} */
const APART = { 1: 24, 2: 7, 3: 7 };
const ALONG = [0.5, 0.6, 0.4, 0.7, 0.3]; // where on its edge a name may stand
const MIDDLE = { x: WIDTH / 2, y: HEIGHT / 2 };

/**
 * @param {number[]} place in the box, from 0 to 1 on each axis @param {Turn} turn of a cube
 * @returns {Spot} the larger its depth, the further away
 */
export function project(place, [yaw, pitch]) {
  const axes = place.length;
  const size = SIZE[axes];
  const [x, y, z] = [0, 1, 2].map((axis) => (axis < axes ? place[axis] - 0.5 : 0));
  if (axes < 3) return { x: MIDDLE.x + x * size, y: MIDDLE.y - y * size, depth: 0 };
  const across = x * Math.cos(yaw) - y * Math.sin(yaw);
  const away = x * Math.sin(yaw) + y * Math.cos(yaw);
  return {
    x: MIDDLE.x + across * size,
    y: MIDDLE.y - (z * Math.cos(pitch) + away * Math.sin(pitch)) * size,
    depth: away * Math.cos(pitch) - z * Math.sin(pitch),
  };
}

/**
 * The same for many places, for which nothing is made anew: the spot that it gives is always one
 * and the same, and good until the next.
 * @param {number} axes @param {Turn} turn @returns {(x: number, y: number, z: number) => Spot}
 */
export function projector(axes, [yaw, pitch]) {
  const size = SIZE[axes];
  const spot = { x: 0, y: MIDDLE.y, depth: 0 };
  const [cosYaw, sinYaw, cosPitch, sinPitch] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  if (axes < 3) {
    return (x, y) => {
      spot.x = MIDDLE.x + (x - 0.5) * size;
      if (axes > 1) spot.y = MIDDLE.y - (y - 0.5) * size;
      return spot;
    };
  }
  return (x, y, z) => {
    const across = (x - 0.5) * cosYaw - (y - 0.5) * sinYaw;
    const away = (x - 0.5) * sinYaw + (y - 0.5) * cosYaw;
    spot.x = MIDDLE.x + across * size;
    spot.y = MIDDLE.y - ((z - 0.5) * cosPitch + away * sinPitch) * size;
    spot.depth = (away * cosPitch - (z - 0.5) * sinPitch) * size;
    return spot;
  };
}

/**
 * All that a turn decides: the corners' spots, which of them is the farthest, and the axes' names.
 * @param {number} axes @param {Turn} turn @param {number[]} lengths of the axes' names, in letters
 */
export function layOut(axes, turn, lengths) {
  const spots = cornersOf(axes).map((corner) => project(placeOf(corner, axes), turn));
  const farthest = spots.reduce((far, { depth }, i) => (depth > spots[far].depth ? i : far), 0);
  return { spots, farthest: axes === 3 ? farthest : -1, names: namesOf(spots, lengths) };
}

/**
 * An edge that only the farthest corner has is behind all else.
 * @param {[number, number]} edge @param {number} farthest
 */
export const isBehind = ([a, b], farthest) => a === farthest || b === farthest;

/**
 * Where a letter stands beside its mark: away from the middle, as far as the mark and its halo reach.
 * @param {Point} spot @param {number} reach @returns {Point}
 */
export function beside({ x, y }, reach) {
  const [across, down] = [x - MIDDLE.x, y - MIDDLE.y];
  const distance = Math.hypot(across, down);
  const [right, below] = distance < 1 ? [0, -1] : [across / distance, down / distance];
  return { x: x + right * (reach + 10), y: y + below * (reach + 10) };
}

/** @param {Spot[]} spots @param {number[]} lengths @returns {Point[]} the middles of the axes' names */
function namesOf(spots, lengths) {
  /** @type {{x: number, y: number, half: number}[]} */
  const placed = [];
  lengths.forEach((length, axis) => {
    const half = length * LETTER;
    const [from, to] = [spots[0], spots[1 << axis]];
    const places = ALONG.flatMap((share) => sidesOf(from, to, share, half, lengths.length));
    places.push(...roundEnd(to, half));
    const costs = places.map((place) => costOf(place, half, spots, placed));
    placed.push({ ...places[costs.indexOf(Math.min(...costs))], half });
  });
  return placed;
}

/**
 * The two places beside an edge, the outer one first; where the edge passes the middle, the right.
 * @param {Point} from @param {Point} to @param {number} share @param {number} half
 * @param {number} axes @returns {Point[]}
 */
function sidesOf(from, to, share, half, axes) {
  const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [right, below] = [(from.y - to.y) / length, (to.x - from.x) / length];
  const outward = right * (x - MIDDLE.x) + below * (y - MIDDLE.y);
  const side = Math.abs(outward) > SIZE[3] / 4 ? Math.sign(outward) : Math.sign(right) || 1;
  const reach = Math.abs(right) * half + Math.abs(below) * LINE + APART[axes];
  return [side, -side].map((way) => ({ x: x + way * right * reach, y: y + way * below * reach }));
}

/**
 * Round an edge's end, for an edge that is seen so nearly from its end that it has no room beside it.
 * @param {Point} end @param {number} half @returns {Point[]}
 */
const roundEnd = ({ x, y }, half) => {
  const [across, down] = [MARK + half, MARK + LINE];
  return [[across, 0], [-across, 0], [0, down], [0, -down], [across, down], [-across, down], [across, -down], [-across, -down]]
    .map(([right, below]) => ({ x: x + right, y: y + below }));
};

/**
 * How bad a place for a name is: over marks or other names, or beyond the picture.
 * @param {Point} place @param {number} half @param {Spot[]} spots
 * @param {{x: number, y: number, half: number}[]} placed
 */
function costOf({ x, y }, half, spots, placed) {
  const marks = spots.filter((spot) => Math.abs(spot.x - x) < half + MARK && Math.abs(spot.y - y) < LINE + MARK);
  const names = placed.filter((name) => Math.abs(name.x - x) < half + name.half && Math.abs(name.y - y) < 2 * LINE);
  const isBeyond = x < half || x > WIDTH - half || y < LINE || y > HEIGHT - LINE;
  return 3 * marks.length + 3 * names.length + (isBeyond ? 2 : 0);
}

const NUMBER = { across: 6, down: 8 }; // half of a plane's number, with some room
const LETTERS = { across: 8, down: 10 }; // and of a letter beside a corner
const OFF = 12; // from a plane's side to a number beside it
const TALL = 30; // from a line to a number beside its cut
const WITHIN = 0.4; // what it costs to stand beside a side, and not where two sides leave the box

/**
 * Where the numbers of planes stand: each beside where its plane leaves the box, clear of the axes'
 * names, the corners with their letters, and the other numbers.
 * @param {number[][][]} planes the corners of each @param {Turn} turn
 * @param {{spots: Spot[], names: Point[]}} layout @param {number[]} lengths of the axes' names
 * @returns {(Point | null)[]} null for one that is not there
 */
export function numbersOf(planes, turn, { spots, names }, lengths) {
  const taken = [
    ...spots.map(({ x, y }) => ({ x, y, across: MARK - 4, down: MARK - 4 })),
    ...spots.map((spot) => ({ ...beside(spot, LINE), ...LETTERS })),
    ...names.map(({ x, y }, i) => ({ x, y, across: lengths[i] * LETTER, down: LINE })),
  ];
  return planes.map((points) => {
    const places = placesBeside(points.map((point) => project(point, turn)), points[0]?.length);
    if (!places.length) return null;
    const costs = places.map(({ x, y, cost }) => {
      const met = taken.filter((each) => Math.abs(each.x - x) < each.across + NUMBER.across && Math.abs(each.y - y) < each.down + NUMBER.down);
      const isBeyond = x < NUMBER.across || x > WIDTH - NUMBER.across || y < NUMBER.down || y > HEIGHT - NUMBER.down;
      return cost + 3 * met.length + (isBeyond ? 2 : 0) - Math.hypot(x - MIDDLE.x, y - MIDDLE.y) / WIDTH;
    });
    const { x, y } = places[costs.indexOf(Math.min(...costs))];
    taken.push({ x, y, ...NUMBER });
    return { x, y };
  });
}

/**
 * @param {Spot[]} spots a plane's corners, in their order @param {number} axes
 * @returns {(Point & {cost: number})[]} beyond each corner, and on both sides of each side
 */
function placesBeside(spots, axes) {
  if (axes === 1) return spots.flatMap(({ x, y }) => [-1, 1].map((way) => ({ x, y: y + way * TALL, cost: 0 })));
  return spots.flatMap((spot, i) => {
    const next = spots[(i + 1) % spots.length];
    const length = Math.hypot(next.x - spot.x, next.y - spot.y) || 1;
    const [right, below] = [(spot.y - next.y) / length, (next.x - spot.x) / length];
    const along = [0.5, 0.2].flatMap((share) => [OFF, -OFF].map((off) => ({
      x: spot.x + (next.x - spot.x) * share + right * off, y: spot.y + (next.y - spot.y) * share + below * off, cost: WITHIN,
    })));
    return [{ ...beside(spot, 3), cost: 0 }, ...along];
  });
}
