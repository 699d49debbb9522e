// The weights over the iterations, and the mean error in a strip under them: one picture, as
// much of it as there is room for. Runs that stand beside are drawn into it, fainter.

import { pickSnapshots } from '../model/contributions.js';
import { weightBeside } from '../model/ghosts.js';
import { hiddenOf, neuronOf, placesOf, weightsIn } from '../model/layers.js';
import { timeOf } from '../model/time.js';
import { halfOf, timeAxis } from './axis.js';
import { draw, figureOf, unit } from './plotly.js';

const POINTS_A_PIXEL = 2; // more can't be seen; hover and numbers read the exact history
const LOW = 140; // pixels: a chart that is no higher goes without title and numbers at its side
const LINE_APART = 30; // pixels between its lines across, at least
const LOW_MARGIN = { l: 10, r: 26, t: 7, b: 23 };
const WIDE = 10_000; // from which on weights need powers of ten,
const LONG = 50; // and their ticks more room
const FAINT = { width: 1, opacity: 0.3 }; // another neuron's weights
const FEWER = 5; // times fewer points than one's own: lines that nobody follows with a finger
const GHOST = { width: 1.5, opacity: 0.6 };
const DASHES = ['5px,3px', '1.5px,3px', '9px,3px,1.5px,3px', '2px,6px']; // of the runs beside, as css/beside.css has them

/** @typedef {import('../runs/history.js').History} History */
/** @typedef {import('../runs/companions.js').Companion} Companion */
/** @typedef {{run: Run, scale: Scale, from: number, neuron: number}} Span the followed run, where on the axis it begins, and whose weights stand out */

/** @param {HTMLElement} chart @returns {boolean} whether it is so low that its lines need all of it */
export const isLow = (chart) => chart.clientHeight < LOW * unit();

/**
 * @param {HTMLElement} chart @param {Span} span @param {History} history
 * @param {Companion[]} companions the runs that stand beside
 * @param {(iteration: number) => string} label
 * @returns {Promise<Axes>}
 */
export function drawTime(chart, span, history, companions, label) {
  const figure = figureOf(chart);
  const { data, layout } = figure;
  const last = lastOf(span, companions);
  const histories = [history, ...companions.flatMap(({ followed }) => followed?.history ?? [])];
  if (isLow(chart)) lower(layout);
  else if (reaches(histories, WIDE)) {
    layout.yaxis.exponentformat = 'power';
    layout.margin.l *= 2.4; // for ticks such as −1e+187
  } else if (reaches(histories, LONG)) layout.margin.l *= 1.5;
  layout.margin.r = Math.max(layout.margin.r, halfOf(label(last)) * unit()); // for the last tick's label
  layout.yaxis.nticks = Math.max(2, Math.min(6, Math.floor(layout.height / (LINE_APART * unit()))));
  const width = layout.width - layout.margin.l - layout.margin.r;
  const points = Math.max(200, Math.round(width * POINTS_A_PIXEL));
  const ghosts = companions.flatMap((companion, i) => ghostTraces(data, span, companion, DASHES[i], points));
  const columns = [...history.weights, history.error];
  const fill = filler(history, span.from, span.scale, points);
  const others = othersOf(span);
  const fillFaintly = filler(history, span.from, span.scale, Math.round(points / FEWER));
  data.forEach((trace, i) => (others.has(i) ? fillFaintly(faint(trace), columns[i]) : fill(trace, columns[i])));
  figure.data = [...data.filter((_, i) => others.has(i)), ...ghosts, ...data.filter((_, i) => !others.has(i))];
  Object.assign(layout.xaxis, timeAxis(span.scale, last, label, width));
  return draw(chart, figure, 'yaxis2');
}

/** @param {Span} span @returns {Set<number>} the weights of the neurons that are not chosen */
function othersOf({ run, neuron }) {
  if (!hiddenOf(run)) return new Set();
  const own = new Set(placesOf(run, neuron));
  return new Set(Array.from({ length: weightsIn(run) }, (_, i) => i).filter((i) => !own.has(i)));
}

/** @param {any} trace @returns {any} it, standing back */
const faint = (trace) => Object.assign(trace, { opacity: FAINT.opacity, line: { ...trace.line, width: FAINT.width } });

/** @param {Span} span @param {Companion[]} companions @returns {number} where the axis ends: with whichever run ends last */
const lastOf = ({ run, from }, companions) => Math.max(
  from + run.config.iterations,
  ...companions.map(({ place, followed }) => (followed ? place.from + followed.run.config.iterations : 0)),
);

/**
 * @param {History} history @param {number} from @param {Scale} scale @param {number} points
 * @returns {(trace: any, column: Float64Array) => void} puts a column's numbers into a trace
 */
function filler(history, from, scale, points) {
  const picked = pickSnapshots(history, scale, points);
  const x = picked.map((at) => timeOf(from + history.iteration[at]));
  return (trace, column) => { Object.assign(trace, { x, y: picked.map((at) => column[at]) }); };
}

/**
 * Another run's lines: in its weights' own colours, but dashed and fainter.
 * @param {any[]} traces the followed run's @param {Span} span @param {Companion} companion
 * @param {string} dash @param {number} points @returns {any[]}
 */
function ghostTraces(traces, { run, scale, neuron }, { place, followed }, dash, points) {
  if (!followed?.history.count) return [];
  const { history } = followed;
  const fill = filler(history, place.from, scale, points);
  return traces.flatMap((trace, i) => {
    const isError = i === traces.length - 1;
    const weight = isError ? -1 : weightBeside(run, followed.run, i);
    if (!isError && (weight < 0 || neuronOf(run, i) !== neuron)) return [];
    const ghost = { ...trace, fill: 'none', opacity: GHOST.opacity, line: { ...trace.line, width: GHOST.width, dash } };
    fill(ghost, isError ? history.error : history.weights[weight]);
    return [ghost];
  });
}

/** @param {any} layout of which only the line at zero is left across */
function lower(layout) {
  layout.yaxis.tickvals = [0];
  layout.yaxis.showticklabels = false;
  layout.margin = Object.fromEntries(Object.entries(LOW_MARGIN).map(([side, size]) => [side, size * unit()]));
}

/** @param {History[]} histories @param {number} size @returns {boolean} whether a weight is ever so large */
function reaches(histories, size) {
  return histories.some(({ weights, count }) => weights.some((column) => {
    for (let at = 0; at < count; at += 1) if (Math.abs(column[at]) >= size) return true;
    return false;
  }));
}
