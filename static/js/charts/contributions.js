// What each example adds to a weight, stacked over the iterations; the sum, and its turns.

import { bandsOf, middleOf } from '../model/contributions.js';
import { timeOf } from '../model/time.js';
import { timeAxis } from './axis.js';
import { draw, figureOf } from './plotly.js';

const LETTER = 0.09; // what a letter takes of the height of all bands together

/**
 * The examples' pulls on a weight: those upwards up, those downwards down; and their sum.
 * @param {HTMLElement} chart @param {import('../model/contributions.js').Contributions} pulls
 * @param {number[]} turns the iterations at which the weight turns round @param {number} hue the weight's
 * @param {Scale} scale @param {number} last @param {(iteration: number) => string} label
 * @returns {Promise<Axes>}
 */
export function drawContributions(chart, pulls, turns, hue, scale, last, label) {
  const { data: [band, total, turn], layout } = figureOf(chart);
  const { hues, shades } = layout.meta;
  const letters = JSON.parse(chart.dataset.contributions ?? '');
  const x = pulls.iterations.map(timeOf);
  const bands = bandsOf(pulls);
  const traces = bands.map(({ example, up, values }) => ({
    ...band,
    name: letters[example],
    stackgroup: up ? 'up' : 'down',
    fillcolor: shades[example % shades.length],
    x,
    y: values,
  }));
  const sum = { ...total, line: { ...total.line, color: hues[hue] }, x, y: pulls.total };
  const marker = { ...turn.marker, line: { ...turn.marker.line, color: hues[hue] } };
  const turning = { ...turn, marker, x: turns.map(timeOf), y: turns.map(() => 0) };
  Object.assign(layout.xaxis, timeAxis(scale, last, label, layout.width - layout.margin.l - layout.margin.r));
  layout.annotations = lettersIn(bands, x, scale, last).map(({ example, ...place }) => (
    { ...layout.annotations[0], ...place, text: letters[example] }
  ));
  return draw(chart, { data: [...traces, sum, turning], layout });
}

/**
 * The places of the bands' letters, where a band is thick enough for one.
 * @param {import('../model/contributions.js').Band[]} bands @param {number[]} x @param {Scale} scale @param {number} last
 */
function lettersIn(bands, x, scale, last) {
  const onAxis = (/** @type {number} */ time) => (scale === 'log' ? Math.log10(time) : time);
  const start = onAxis(timeOf(0));
  const along = x.map((time) => (onAxis(time) - start) / (onAxis(timeOf(last)) - start));
  const places = bands.map((band) => ({ ...middleOf(band, bands, along), example: band.example }));
  const size = (/** @type {number} */ at) => bands.reduce((sum, { values }) => sum + Math.abs(values[at]), 0);
  const largest = x.reduce((so, _, at) => Math.max(so, size(at)), 0);
  return places.filter(({ height }) => height > LETTER * largest)
    .map(({ at, y, example }) => ({ example, x: onAxis(x[at]), y }));
}
