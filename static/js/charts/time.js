// The weights over the iterations, and the mean error in a strip under them: one picture, as
// much of it as there is room for.

import { pickSnapshots } from '../model/contributions.js';
import { timeOf } from '../model/time.js';
import { halfOf, timeAxis } from './axis.js';
import { draw, figureOf, unit } from './plotly.js';

const POINTS_A_PIXEL = 2; // more can't be seen; hover and numbers read the exact history
const LOW = 140; // pixels: a chart that is no higher goes without title and numbers at its side
const LINE_APART = 30; // pixels between its lines across, at least
const LOW_MARGIN = { l: 10, r: 26, t: 7, b: 23 };

/** @param {HTMLElement} chart @returns {boolean} whether it is so low that its lines need all of it */
export const isLow = (chart) => chart.clientHeight < LOW * unit();

/**
 * @param {HTMLElement} chart @param {import('../runs/history.js').History} history
 * @param {Scale} scale @param {number} last @param {(iteration: number) => string} label
 * @returns {Promise<Axes>}
 */
export function drawTime(chart, history, scale, last, label) {
  const figure = figureOf(chart);
  const { data, layout } = figure;
  if (isLow(chart)) lower(layout);
  else if (isWide(history)) {
    layout.yaxis.exponentformat = 'power';
    layout.margin.l *= 2.4; // for ticks such as −1e+187
  }
  layout.margin.r = Math.max(layout.margin.r, halfOf(label(last)) * unit()); // for the last tick's label
  layout.yaxis.nticks = Math.max(2, Math.min(6, Math.floor(layout.height / (LINE_APART * unit()))));
  const width = layout.width - layout.margin.l - layout.margin.r;
  const picked = pickSnapshots(history, scale, Math.max(200, Math.round(width * POINTS_A_PIXEL)));
  const x = picked.map((at) => timeOf(history.iteration[at]));
  const columns = [...history.weights, history.error];
  data.forEach((trace, i) => Object.assign(trace, { x, y: picked.map((at) => columns[i][at]) }));
  Object.assign(layout.xaxis, timeAxis(scale, last, label, width));
  return draw(chart, figure, 'yaxis2');
}

/** @param {any} layout of which only the line at zero is left across */
function lower(layout) {
  layout.yaxis.tickvals = [0];
  layout.yaxis.showticklabels = false;
  layout.margin = Object.fromEntries(Object.entries(LOW_MARGIN).map(([side, size]) => [side, size * unit()]));
}

/** @param {import('../runs/history.js').History} history @returns {boolean} whether weights need powers of ten */
function isWide({ weights, count }) {
  return weights.some((column) => {
    for (let at = 0; at < count; at += 1) if (Math.abs(column[at]) >= 10_000) return true;
    return false;
  });
}
