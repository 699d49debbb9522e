// What each example has added to one weight over time, and where the weight turns round:
// real values at recorded snapshots, as many as a picture can hold. Pure.

import { takeApart } from './anatomy.js';
import { pullsOn } from './blame.js';
import { hiddenOf } from './layers.js';

/** @typedef {import('../runs/history.js').History} History */

/**
 * @typedef {object} Contributions
 * @property {number[]} iterations the picked snapshots'
 * @property {number[][]} examples one row an example, one number a picked snapshot
 * @property {number[]} total their sums
 */

export const NAMED_TURNS = 3; // of a weight that turns round all the time, the first ones

/**
 * The places of at most so many snapshots, evenly along the axis; the first and last are among them.
 * @param {History} history @param {Scale} scale @param {number} most @returns {number[]}
 */
export function pickSnapshots(history, scale, most) {
  if (history.count <= most) return Array.from({ length: history.count }, (_, i) => i);
  const { last } = history;
  const picked = new Set();
  for (let i = 0; i < most; i += 1) {
    const share = i / (most - 1);
    picked.add(history.indexOf(Math.round(scale === 'log' ? (last + 1) ** share - 1 : last * share)));
  }
  return [...picked];
}

/**
 * @param {Run} run @param {History} history @param {number[]} picked @param {number} weight
 * @returns {Contributions}
 */
export function contributionsTo(run, history, picked, weight) {
  const rows = picked.map((at) => pullsAt(run, history.weightsAt(at), weight));
  return {
    iterations: picked.map((at) => history.iteration[at]),
    examples: run.examples.map((_, e) => rows.map((pulls) => pulls[e])),
    total: rows.map((pulls) => pulls.reduce((sum, pull) => sum + pull, 0)),
  };
}

/** @param {Run} run @param {number[]} weights @param {number} weight @returns {number[]} what each example adds */
const pullsAt = (run, weights, weight) => (
  hiddenOf(run) ? pullsOn(run, weights, weight) : takeApart(run, weights).contributions.map((row) => row[weight])
);

/**
 * The iterations at which a weight, on its way up, begins to go down, or the other way round.
 * @param {History} history @param {number} weight @returns {{turns: number[], direction: -1 | 0 | 1}}
 * and which way it goes at first
 */
export function turnsOf(history, weight) {
  const column = history.weights[weight];
  const turns = [];
  let first = 0;
  let before = 0;
  for (let at = 0; at + 1 < history.count; at += 1) {
    const direction = Math.sign(column[at + 1] - column[at]);
    if (direction && before && direction !== before) turns.push(history.iteration[at]);
    before = direction || before;
    first = first || before;
  }
  return { turns, direction: /** @type {-1 | 0 | 1} */ (first) };
}

/** @typedef {{example: number, up: boolean, values: number[]}} Band one example's pulls in one direction */

/** @param {Contributions} pulls @returns {Band[]} those that there are; stacked in this order */
export function bandsOf({ examples }) {
  return examples.flatMap((row, example) => [true, false].map((up) => ({
    example, up, values: row.map((value) => (up ? Math.max(0, value) : Math.min(0, value))),
  }))).filter(({ values }) => values.some(Boolean));
}

/**
 * Where a band's letter stands: in the middle of the band where it is thickest.
 * @param {Band} band @param {Band[]} bands
 * @param {number[]} along how far along the axis each value stands, from 0 to 1
 * @returns {{at: number, y: number, height: number}} at which value, how high, and how thick the band is there
 */
export function middleOf(band, bands, along) {
  let at = 0;
  let thickest = -1;
  band.values.forEach((value, i) => {
    const inside = along[i] > 0.04 && along[i] < 0.96;
    if (inside && Math.abs(value) > thickest) [at, thickest] = [i, Math.abs(value)];
  });
  const under = bands.slice(0, bands.indexOf(band)).filter(({ up }) => up === band.up);
  const base = under.reduce((sum, { values }) => sum + values[at], 0);
  return { at, y: base + band.values[at] / 2, height: Math.abs(band.values[at]) };
}
