// When the charts are drawn: as snapshots arrive, when the scale, the colour scheme or the
// size changes. One drawing at a time; what moves over a chart learns its new place.

import { curveRange, drawContributions, drawCurve, drawTime } from './plotly.js';
import { NAMED_TURNS, contributionsTo, pickSnapshots, turnsOf } from '../model/contributions.js';
import { count } from '../text/numbers.js';

const PATIENCE = 400; // milliseconds between drawings while a long run arrives
const MOST_SNAPSHOTS = 2000; // in the picture of the contributions
const MOST_POINTS = 24_000; // in all its bands
const DARK = matchMedia('(prefers-color-scheme: dark)');

/**
 * @typedef {object} Charts
 * @property {HTMLElement} curve @property {HTMLElement} time @property {HTMLElement} contributions
 * @property {import('../runs/history.js').History} history
 * @property {() => State} state
 * @property {(place: Place) => void} onCurve @property {(place: Place) => void} onTime
 * @property {(place: Place) => void} onContributions
 */

/**
 * @param {Charts} charts
 * @returns {{start: () => void, request: () => void, requestSoon: () => void}} nothing is drawn
 * before the start, when Plotly is there; then at once, or after some patience
 */
export function createDrawing(charts) {
  let started = false;
  let wanted = false;
  let drawing = false;
  let timer = 0;
  let drawn = '';

  const request = () => { wanted = true; if (started && !drawing) void drawAll(); };
  const drawAll = async () => {
    drawing = true;
    while (wanted) {
      wanted = false;
      const basis = basisOf(charts);
      if (basis === drawn) continue;
      drawn = basis;
      await draw(charts);
      await nextFrame(); // what was drawn is seen before it is drawn anew
    }
    drawing = false;
  };

  const observer = new ResizeObserver(request);
  [charts.curve, charts.time, charts.contributions].forEach((chart) => observer.observe(chart));
  DARK.addEventListener('change', request);
  return {
    start() { started = true; request(); },
    request,
    requestSoon() {
      if (timer) return;
      timer = setTimeout(() => { timer = 0; request(); }, PATIENCE);
    },
  };
}

/** @returns {Promise<void>} when the browser has painted once more */
const nextFrame = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

/**
 * All that a drawing depends on: as long as it is the same, so are the charts.
 * @param {Charts} charts @returns {string}
 */
function basisOf({ curve, time, contributions, history, state }) {
  const { scale, weight } = state();
  const sizes = [curve, time, contributions].map((chart) => `${chart.clientWidth}×${chart.clientHeight}`);
  return [history.count, scale, weight, DARK.matches, ...sizes].join();
}

/** @param {Charts} charts */
async function draw({ curve, time, contributions, history, state, onCurve, onTime, onContributions }) {
  if (!history.count) return;
  const { scale, run, weight } = state();
  onCurve(await drawCurve(curve, curveRange(largestSum(history))));
  onTime(await drawTime(time, history, scale, run.config.iterations, count));
  if (!contributions.clientWidth) return; // its tab is closed
  const most = Math.min(MOST_SNAPSHOTS, Math.floor(MOST_POINTS / run.examples.length));
  const pulls = contributionsTo(run.config, history, pickSnapshots(history, scale, most), weight);
  const turns = turnsOf(history, weight).turns.slice(0, NAMED_TURNS);
  onContributions(await drawContributions(contributions, pulls, turns, weight, scale, run.config.iterations, count));
}

/**
 * The largest weighted sum, either way, that any inputs from 0 to 1 have had in this run.
 * @param {import('../runs/history.js').History} history @returns {number}
 */
function largestSum(history) {
  let largest = 0;
  for (let at = 0; at < history.count; at += 1) {
    let up = 0;
    let down = 0;
    for (const column of history.weights) {
      if (column[at] > 0) up += column[at];
      else down -= column[at];
    }
    largest = Math.max(largest, up, down);
  }
  return largest;
}
