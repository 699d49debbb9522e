// What a network makes of the box of the cut: the bent boundary on which its output is one half,
// and how much of the box it says 1 to. Along one input these are points and stretches, along two
// lines and areas, along three lines and areas on the cube's faces, and the surface within. Pure.

import { contourOf } from './contour.js';
import { crossing, fieldOf, gridOf, sumIn } from './field.js';
import { surfaceOf } from './surface.js';

/**
 * @typedef {object} Bent all places in flat lists, one number an axis
 * @property {number[][]} lines of the boundary: on a cube, where it leaves it
 * @property {number[][][]} shaded areas, one over the other: each as its rings
 * @property {import('./surface.js').Pieces | null} surface within a cube
 * @property {number} sureness how sure the network is where it is surest, from 0 to 1
 */

/** How finely the box is looked through, by its number of axes. @type {Record<number, number>} */
const STEPS = { 1: 128, 2: 40, 3: 12 };
/** Outputs above which it is darker and darker. @type {Record<number, number[]>} */
const LEVELS = { 1: [0.1, 0.3, 0.5, 0.7, 0.9], 2: [0.1, 0.3, 0.5, 0.7, 0.9], 3: [0.5] };
const NOTHING = 1e-9; // so small a sum is on no side

/** @param {number} output @returns {number} the sum at which a neuron says that */
const sumFor = (output) => Math.log(output / (1 - output));

/**
 * @param {Run} run with a hidden layer @param {number[]} weights @param {import('./cut.js').Box} box
 * @param {boolean} [isWhole] with all of its shades; else the boundary alone @returns {Bent}
 */
export function bentOf(run, weights, box, isWhole = true) {
  const field = fieldOf(run, weights, box);
  const steps = STEPS[field.axes];
  const values = gridOf(field, steps);
  let largest = 0;
  for (let at = 0; at < values.length; at += 1) largest = Math.max(largest, Math.abs(values[at]));
  const sureness = Math.tanh(largest / 2); // |2σ(sum) − 1|
  if (!(largest > NOTHING)) return { lines: [], shaded: [], surface: null, sureness };
  const levels = isWhole ? LEVELS[field.axes].map(sumFor) : [0];
  if (field.axes === 1) return { ...stretchesOf(field, values, steps, levels), surface: null, sureness };
  const parts = sheetsOf(field, values, steps).flatMap((sheet) => levels.map((level) => partOf(sheet, level)));
  return {
    lines: parts.flatMap(({ lines }) => lines),
    shaded: parts.map(({ rings }) => rings),
    surface: field.axes === 3 && isWhole ? surfaceOf(field, values, steps) : null,
    sureness,
  };
}

/**
 * @typedef {import('./contour.js').Sheet & {place(flat: number[]): number[]}} Face
 * a side of the box, with how places on it are places in the box
 */

/**
 * @param {Face} face @param {number} level @returns {import('./contour.js').Contour} in the box; lines of the middle level alone
 */
function partOf(face, level) {
  const { rings, lines } = contourOf(face, level);
  return { rings: rings.map(face.place), lines: level === 0 ? lines.map(face.place) : [] };
}

/**
 * A square's one sheet, or a cube's six faces in the order of `cut.js`.
 * @param {import('./field.js').Field} field @param {Float64Array} values @param {number} steps @returns {Face[]}
 */
function sheetsOf(field, values, steps) {
  const nodes = steps + 1;
  if (field.axes === 2) {
    const sumAt = (/** @type {number} */ u, /** @type {number} */ v) => sumIn(field, u, v);
    return [{ steps, values, offset: 0, right: 1, up: nodes, sumAt, place: (flat) => flat }];
  }
  const strides = [1, nodes, nodes * nodes];
  return strides.flatMap((stride, axis) => [0, 1].map((end) => {
    const [right, up] = [0, 1, 2].filter((other) => other !== axis);
    /** @type {[number, number, number]} */
    const at = [0, 0, 0];
    at[axis] = end;
    return {
      steps, values, offset: end * steps * stride, right: strides[right], up: strides[up],
      sumAt(/** @type {number} */ u, /** @type {number} */ v) {
        at[right] = u;
        at[up] = v;
        return sumIn(field, at[0], at[1], at[2]);
      },
      place: (/** @type {number[]} */ flat) => lifted(flat, axis, end),
    };
  }));
}

/** @param {number[]} flat places on a face @param {number} axis that it faces @param {number} end of it @returns {number[]} in the box */
function lifted(flat, axis, end) {
  /** @type {number[]} */
  const places = [];
  for (let i = 0; i < flat.length; i += 2) {
    if (axis === 0) places.push(end, flat[i], flat[i + 1]);
    else if (axis === 1) places.push(flat[i], end, flat[i + 1]);
    else places.push(flat[i], flat[i + 1], end);
  }
  return places;
}

/**
 * Along one input: the points where the output is one half, and the stretches above each level.
 * @param {import('./field.js').Field} field @param {Float64Array} values @param {number} steps @param {number[]} levels
 * @returns {Pick<Bent, 'lines' | 'shaded'>}
 */
function stretchesOf(field, values, steps, levels) {
  /** @type {number[][]} */
  let lines = [];
  const shaded = levels.map((level) => {
    const crossed = [];
    for (let at = 0; at < steps; at += 1) {
      if (values[at] >= level === values[at + 1] >= level) continue;
      crossed.push((at + crossing((share) => sumIn(field, (at + share) / steps), values[at], values[at + 1], level)) / steps);
    }
    if (level === 0) lines = crossed.map((place) => [place]);
    const ends = [...(values[0] >= level ? [0] : []), ...crossed, ...(values[steps] >= level ? [1] : [])];
    return ends.flatMap((from, i) => (i % 2 ? [] : [[from, ends[i + 1]]]));
  });
  return { lines, shaded };
}
