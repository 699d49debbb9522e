// The sigmoid curve as a chart: as wide as the run's sums need it.

import { OUTPUT, hiddenOf, placesOf } from '../model/layers.js';
import { endsOf } from '../model/situations.js';
import { rowOf, sigmoid, slope } from '../model/neuron.js';
import * as numbers from '../text/numbers.js';
import { FARTHEST, draw, figureOf } from './plotly.js';

const NARROWEST = 10;
const STEPS = 200; // pieces of curve, each of a few pixels

/**
 * How far the curve must reach so that every sum is on it.
 * @param {number} largest @returns {number} 10, or the next round number
 */
export function curveRange(largest) {
  if (largest <= NARROWEST) return NARROWEST;
  if (largest >= FARTHEST) return FARTHEST;
  const power = 10 ** Math.floor(Math.log10(largest));
  return ([1.5, 2, 3, 5, 10].find((step) => step * power >= largest) ?? 10) * power;
}

/**
 * The least and the most that a neuron's inputs can be: those that one can click together, or,
 * before the output, what hidden neurons can say.
 * @param {Run} run @param {number} neuron @returns {[number[], number[]]}
 */
function reachOf(run, neuron) {
  const { situation } = run.config;
  const hidden = neuron < 0 ? hiddenOf(run) : 0;
  if (hidden) return [rowOf(run, new Array(hidden).fill(0)), rowOf(run, new Array(hidden).fill(1))];
  const ends = situation.map((asked, i) => [...endsOf(run, i), asked]);
  return [rowOf(run, ends.map((values) => Math.min(...values))), rowOf(run, ends.map((values) => Math.max(...values)))];
}

/**
 * The largest weighted sum, either way, that any inputs one can click together have had in a run.
 * @param {Run} run @param {import('../runs/history.js').History} history @param {number} [neuron] @returns {number}
 */
export function largestSum(run, history, neuron = OUTPUT) {
  const [least, most] = reachOf(run, neuron);
  const columns = placesOf(run, neuron).map((at) => history.weights[at]);
  let largest = 0;
  for (let at = 0; at < history.count; at += 1) {
    let up = 0;
    let down = 0;
    columns.forEach((column, i) => {
      const [a, b] = [column[at] * least[i], column[at] * most[i]];
      up += Math.max(a, b);
      down += Math.min(a, b);
    });
    largest = Math.max(largest, up, -down);
  }
  return largest;
}

/**
 * @param {HTMLElement} chart @param {number} range the curve is drawn from −range to range
 * @returns {Promise<Axes>}
 */
export function drawCurve(chart, range) {
  const figure = figureOf(chart);
  const { data: [curve], layout } = figure;
  curve.x = Array.from({ length: 2 * STEPS + 1 }, (_, i) => (i / STEPS - 1) * range);
  curve.y = curve.x.map(sigmoid);
  // Written here and not by the library, which would round an output to a 1 that it is not.
  curve.customdata = curve.y.map((/** @type {number} */ output) => [numbers.output(output), numbers.output(slope(output))]);
  layout.xaxis.range = [-range, range];
  if (range > 1000) layout.xaxis.exponentformat = 'power';
  layout.xaxis.nticks = chart.clientWidth < 300 ? 5 : 0;
  return draw(chart, figure);
}
