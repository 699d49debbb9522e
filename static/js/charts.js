// The two Plotly charts: drawn when their data change, never when the playhead moves.
// The only module that touches Plotly. Figures come from the server (`webapp/figures.py`);
// here the run's numbers are filled in, and the axes' own transforms are handed out.

import { sigmoid, slope } from './neuron.js';

const CONFIG = { displayModeBar: false, responsive: false, doubleClick: false, scrollZoom: false };
const NARROWEST_RANGE = 10;

/** @param {string} url @returns {Promise<void>} */
export function loadPlotly(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error('the charts’ library did not load'));
    document.head.append(script);
  });
}

const unit = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/** @param {HTMLElement} container @returns {{data: any[], layout: any}} a fresh copy, fit for the page */
function figureOf(container) {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const figure = JSON.parse(/** @type {string} */ (container.dataset.figure))[dark ? 'dark' : 'light'];
  const { layout } = figure;
  for (const side of Object.keys(layout.margin)) layout.margin[side] *= unit();
  const fonts = [layout.font, layout.hoverlabel.font, layout.xaxis.title?.font];
  fonts.filter(Boolean).forEach((font) => { font.size *= unit(); });
  layout.width = container.clientWidth;
  layout.height = container.clientHeight;
  return figure;
}

/** @param {HTMLElement} container @returns {HTMLElement} */
const plotOf = (container) => /** @type {HTMLElement} */ (container.querySelector('[data-plot]'));

/**
 * @param {PlotlyElement} root @param {string} vertical the upper axis @param {string} [strip] the lower one
 * @returns {Place}
 */
function placeOf(root, vertical, strip) {
  const { xaxis, [vertical]: yaxis } = root._fullLayout;
  const low = strip ? root._fullLayout[strip] : null;
  return {
    unit: unit(),
    left: xaxis._offset,
    right: xaxis._offset + xaxis._length,
    top: yaxis._offset,
    bottom: yaxis._offset + yaxis._length,
    x: (value) => xaxis._offset + xaxis.d2p(value),
    y: (value) => yaxis._offset + yaxis.d2p(value),
    fromX: (pixel) => xaxis.p2d(pixel - xaxis._offset),
    strip: low && {
      top: low._offset,
      bottom: low._offset + low._length,
      y: (value) => low._offset + low.d2p(value),
    },
  };
}

/**
 * How far the curve must reach so that every sum is on it.
 * @param {number} largest @returns {number} 10, or the next round number
 */
export function curveRange(largest) {
  if (largest <= NARROWEST_RANGE) return NARROWEST_RANGE;
  const power = 10 ** Math.floor(Math.log10(largest));
  return ([1.5, 2, 3, 5, 10].find((step) => step * power >= largest) ?? 10) * power;
}

/**
 * @param {HTMLElement} container @param {number} range the curve is drawn from −range to range
 * @returns {Promise<Place>}
 */
export async function drawCurve(container, range) {
  const { data, layout } = figureOf(container);
  const steps = 400;
  data[0].x = Array.from({ length: steps + 1 }, (_, i) => ((i / steps) * 2 - 1) * range);
  data[0].y = data[0].x.map(sigmoid);
  data[0].customdata = data[0].y.map(slope);
  layout.xaxis.range = [-range, range];
  layout.xaxis.tickformat = range > 1000 ? '~e' : '';
  return placeOf(await Plotly.react(plotOf(container), data, layout, CONFIG), 'yaxis');
}

/** @param {number} last @returns {number[]} the iterations that the time axis names */
function logTicks(last) {
  const ticks = [0, 1];
  for (let power = 10; power < last; power *= 10) ticks.push(power);
  const crowded = ticks.length > 2 && Math.log10((last + 1) / (ticks[ticks.length - 1] + 1)) < 0.12;
  if (crowded) ticks.pop();
  return last > 1 ? [...ticks, last] : ticks;
}

/** @param {number} last @returns {number[]} */
function linearTicks(last) {
  const rough = last / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step);
}

/** The time axis has no place for 0 when it is logarithmic, so iteration n stands at n + 1. */
export const timeOf = (/** @type {number} */ iteration) => iteration + 1;

/**
 * @param {HTMLElement} container @param {import('./history.js').History} history
 * @param {Scale} scale @param {number} last @param {(iteration: number) => string} label
 * @returns {Promise<Place>}
 */
export async function drawTime(container, history, scale, last, label) {
  const { data, layout } = figureOf(container);
  const x = history.iteration.subarray(0, history.count).map(timeOf);
  const columns = [...history.weights, history.error];
  data.forEach((trace, i) => Object.assign(trace, { x, y: columns[i].subarray(0, history.count) }));
  const ticks = scale === 'log' ? logTicks(last) : linearTicks(last);
  const range = [timeOf(0), timeOf(last)];
  Object.assign(layout.xaxis, {
    type: scale,
    range: scale === 'log' ? range.map(Math.log10) : range,
    tickvals: ticks.map(timeOf),
    ticktext: ticks.map(label),
  });
  return placeOf(await Plotly.react(plotOf(container), data, layout, CONFIG), 'yaxis', 'yaxis2');
}
