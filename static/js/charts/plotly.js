// The two Plotly charts: drawn when their data change, never when the playhead moves.
// The only module that touches Plotly. Figures come from the server (`webapp/picture/figures.py`);
// here the run's numbers are filled in, and the axes' own transforms are handed out.

import { bandsOf, middleOf } from '../model/contributions.js';
import { sigmoid, slope } from '../model/neuron.js';

const CONFIG = { displayModeBar: false, responsive: false, doubleClick: false, scrollZoom: false };
const NARROWEST_RANGE = 10;
const WIDEST_RANGE = 1e300; // beyond, the axis itself would overflow
const LETTER = 0.09; // what a letter takes of the height of all bands together

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
    x: (value) => xaxis._offset + xaxis.d2p(Math.max(-WIDEST_RANGE, Math.min(WIDEST_RANGE, value))),
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
  if (largest >= WIDEST_RANGE) return WIDEST_RANGE;
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

/** @param {Scale} scale @param {number} last @param {(iteration: number) => string} label */
function timeAxis(scale, last, label) {
  const ticks = scale === 'log' ? logTicks(last) : linearTicks(last);
  const range = [timeOf(0), timeOf(last)];
  return {
    type: scale,
    range: scale === 'log' ? range.map(Math.log10) : range,
    tickvals: ticks.map(timeOf),
    ticktext: ticks.map(label),
  };
}

/**
 * @param {HTMLElement} container @param {import('../runs/history.js').History} history
 * @param {Scale} scale @param {number} last @param {(iteration: number) => string} label
 * @returns {Promise<Place>}
 */
export async function drawTime(container, history, scale, last, label) {
  const { data, layout } = figureOf(container);
  const x = history.iteration.subarray(0, history.count).map(timeOf);
  const columns = [...history.weights, history.error];
  data.forEach((trace, i) => Object.assign(trace, { x, y: columns[i].subarray(0, history.count) }));
  Object.assign(layout.xaxis, timeAxis(scale, last, label));
  return placeOf(await Plotly.react(plotOf(container), data, layout, CONFIG), 'yaxis', 'yaxis2');
}

/**
 * The examples' pulls on a weight, stacked: those upwards up, those downwards down; and their sum.
 * @param {HTMLElement} container @param {import('../model/contributions.js').Contributions} pulls
 * @param {number[]} turns the iterations at which the weight turns round @param {number} weight
 * @param {Scale} scale @param {number} last @param {(iteration: number) => string} label
 * @returns {Promise<Place>}
 */
export async function drawContributions(container, pulls, turns, weight, scale, last, label) {
  const { data: [band, total, turn], layout } = figureOf(container);
  const { hues, shades } = layout.meta;
  const letters = JSON.parse(container.dataset.letters ?? '');
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
  const sum = { ...total, line: { ...total.line, color: hues[weight] }, x, y: pulls.total };
  const marker = { ...turn.marker, line: { ...turn.marker.line, color: hues[weight] } };
  const turning = { ...turn, marker, x: turns.map(timeOf), y: turns.map(() => 0) };
  Object.assign(layout.xaxis, timeAxis(scale, last, label));
  layout.annotations = lettersIn(bands, x, scale, last).map(({ example, ...place }) => (
    { ...layout.annotations[0], ...place, text: letters[example] }
  ));
  return placeOf(await Plotly.react(plotOf(container), [...traces, sum, turning], layout, CONFIG), 'yaxis');
}

/**
 * The places of the bands' letters, where a band is thick enough for one.
 * @param {import('../model/contributions.js').Band[]} bands @param {number[]} x @param {Scale} scale @param {number} last
 */
function lettersIn(bands, x, scale, last) {
  const onAxis = (/** @type {number} */ time) => (scale === 'log' ? Math.log10(time) : time);
  const along = x.map((time) => (onAxis(time) - onAxis(1)) / (onAxis(timeOf(last)) - onAxis(1)));
  const places = bands.map((band) => ({ ...middleOf(band, bands, along), example: band.example }));
  const size = (/** @type {number} */ at) => bands.reduce((sum, { values }) => sum + Math.abs(values[at]), 0);
  const largest = x.reduce((so, _, at) => Math.max(so, size(at)), 0);
  return places.filter(({ height }) => height > LETTER * largest)
    .map(({ at, y, example }) => ({ example, x: onAxis(x[at]), y }));
}
