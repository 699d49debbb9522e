// One weight of many lives over the iterations: all of them as one thin trace, the one in the
// middle, and the one that is looked at.

import { median } from '../model/lives.js';
import { timeOf } from '../model/time.js';
import { timeAxis } from './axis.js';
import { FARTHEST, draw, figureOf } from './plotly.js';

const WIDE = 10_000; // weights beyond need powers of ten
const ROOM = 0.05; // of the range of weights, above and below it
const OUT = 1000; // a weight on its way out, where all lives leave

/** @typedef {import('../runs/lives.js').Lives} Lives */

/**
 * @param {HTMLElement} chart @param {Lives} lives @param {number} weight @param {number} hue the weight's
 * @param {number} chosen the life that stands out, or −1
 * @param {Scale} scale @param {number} last @param {(iteration: number) => string} label
 * @returns {Promise<Axes>}
 */
export function drawLives(chart, lives, weight, hue, chosen, scale, last, label) {
  const { data: [all, middle, own], layout } = figureOf(chart);
  const color = layout.meta.hues[hue];
  const x = [...lives.iteration.subarray(0, lives.count)].map(timeOf);
  const rows = x.map((_, at) => lives.at(lives.weights[weight], at));
  const line = (/** @type {number} */ life) => rows.map((row) => known(row[life]));
  const traces = [
    { ...all, line: { ...all.line, color }, ...joined(x, lives.seeds.map((_, life) => line(life))) },
    { ...own, line: { ...own.line, color }, x, y: chosen < 0 ? [] : line(chosen) },
    { ...middle, x, y: rows.map((row) => known(median(row))) },
  ];
  const range = rangeOf(lives, rows);
  if (range.some((end) => Math.abs(end) >= WIDE)) {
    layout.yaxis.exponentformat = 'power';
    layout.margin.l *= 2;
  }
  layout.yaxis.range = range;
  Object.assign(layout.xaxis, timeAxis(scale, last, label, layout.width - layout.margin.l - layout.margin.r));
  return draw(chart, { data: traces, layout });
}

/** @param {number} value @returns {number | null} a gap where there is none any more */
const known = (value) => (Math.abs(value) <= FARTHEST ? value : null);

/**
 * Many lines as one, with gaps between.
 * @param {number[]} x @param {(number | null)[][]} lines @returns {{x: (number | null)[], y: (number | null)[]}}
 */
const joined = (x, lines) => ({
  x: lines.flatMap(() => [...x, null]),
  y: lines.flatMap((line) => [...line, null]),
});

/**
 * From the least weight to the largest, of the lives that have not left: on their way out others
 * lead beyond every picture.
 * @param {Lives} lives @param {Float64Array[]} rows @returns {[number, number]}
 */
function rangeOf({ seeds }, rows) {
  const stay = seeds.map((_, life) => life).filter((life) => Number.isFinite(rows[rows.length - 1][life]));
  const counted = stay.length ? stay : seeds.map((_, life) => life);
  const reach = stay.length ? FARTHEST : OUT;
  let [least, most] = [Infinity, -Infinity];
  rows.forEach((row) => counted.forEach((life) => {
    if (Math.abs(row[life]) > reach) return;
    if (row[life] < least) least = row[life];
    if (row[life] > most) most = row[life];
  }));
  const room = Math.max(ROOM * (most - least), 0.1);
  return [least - room, most + room];
}
