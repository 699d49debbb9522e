// The axis of the iterations, as every chart over time has it, and how many points its pixels
// can show.

import { timeOf } from '../model/time.js';

const LABEL = 8; // pixels a character of a tick takes
const BETWEEN = 14; // and the room between two ticks

/** @param {string} label @returns {number} pixels to either side of its tick */
export const halfOf = (label) => (label.length * LABEL) / 2;

/**
 * @param {Scale} scale @param {number} last @param {(iteration: number) => string} label
 * @param {number} width pixels that the axis has
 */
export function timeAxis(scale, last, label, width) {
  const place = placeOn(scale, last, width);
  const ticks = thinned(scale === 'log' ? logTicks(last) : linearTicks(last), label, place);
  const range = [timeOf(0), timeOf(last)];
  return {
    type: scale,
    range: scale === 'log' ? range.map(Math.log10) : range,
    tickvals: ticks.map(timeOf),
    ticktext: ticks.map(label),
    tickangle: 0,
  };
}

/**
 * @param {Scale} scale @param {number} last @param {number} width
 * @returns {(iteration: number) => number} how many pixels along the axis an iteration stands
 */
function placeOn(scale, last, width) {
  const along = (/** @type {number} */ iteration) => (scale === 'log' ? Math.log10(timeOf(iteration)) : iteration);
  return (iteration) => (along(iteration) / along(last)) * width;
}

/** @param {number} last @returns {number[]} the iterations that a logarithmic axis would name */
function logTicks(last) {
  const ticks = [0, 1];
  for (let power = 10; power < last; power *= 10) ticks.push(power);
  return last > 1 ? [...ticks, last] : ticks.slice(0, last + 1);
}

/** @param {number} last @returns {number[]} round numbers, and the last iteration */
function linearTicks(last) {
  const rough = last / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  const ticks = Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step);
  return [...ticks, last];
}

/**
 * Leave out ticks whose labels would touch; the last matters most, then the first.
 * @param {number[]} ticks @param {(iteration: number) => string} label
 * @param {(iteration: number) => number} place @returns {number[]}
 */
export function thinned(ticks, label, place) {
  const half = (/** @type {number} */ tick) => halfOf(label(tick));
  const touch = (/** @type {number} */ a, /** @type {number} */ b) => (
    Math.abs(place(a) - place(b)) < half(a) + half(b) + BETWEEN
  );
  const [last, first, ...others] = [ticks[ticks.length - 1], ...ticks.slice(0, -1)];
  /** @type {number[]} */
  const kept = [];
  [last, first, ...others].filter((tick) => tick !== undefined).forEach((tick) => {
    if (kept.every((other) => !touch(tick, other))) kept.push(tick);
  });
  return kept.sort((a, b) => a - b);
}
