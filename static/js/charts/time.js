// The weights over the iterations, and the mean error in a strip under them.

import { pickSnapshots } from '../model/contributions.js';
import { timeOf } from '../model/time.js';
import { timeAxis } from './axis.js';
import { draw, figureOf } from './plotly.js';

const POINTS_A_PIXEL = 2; // more can't be seen; hover and numbers read the exact history

/**
 * @param {HTMLElement} chart @param {import('../runs/history.js').History} history
 * @param {Scale} scale @param {number} last @param {(iteration: number) => string} label
 * @returns {Promise<Axes>}
 */
export function drawTime(chart, history, scale, last, label) {
  const figure = figureOf(chart);
  const { data, layout } = figure;
  if (isWide(history)) {
    layout.yaxis.exponentformat = 'power';
    layout.margin.l *= 2; // for ticks such as −1e+187
  }
  const width = layout.width - layout.margin.l - layout.margin.r;
  const picked = pickSnapshots(history, scale, Math.max(200, Math.round(width * POINTS_A_PIXEL)));
  const x = picked.map((at) => timeOf(history.iteration[at]));
  const columns = [...history.weights, history.error];
  data.forEach((trace, i) => Object.assign(trace, { x, y: picked.map((at) => columns[i][at]) }));
  Object.assign(layout.xaxis, timeAxis(scale, last, label, width));
  return draw(chart, figure, 'yaxis2');
}

/** @param {import('../runs/history.js').History} history @returns {boolean} whether weights need powers of ten */
function isWide({ weights, count }) {
  return weights.some((column) => {
    for (let at = 0; at < count; at += 1) if (Math.abs(column[at]) >= 10_000) return true;
    return false;
  });
}
