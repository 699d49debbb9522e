// What moves over the sigmoid curve: the shown sum's way up to the curve and across to the
// answer, and the examples as dots. The chart under it stays.

import { sigmoid, slope } from '../../model/neuron.js';
import * as numbers from '../../text/numbers.js';
import { curveSummary } from '../../text/words.js';
import { part, parts, revealOverlay, setAttributes, setClass, setText, setVisible, translate } from '../shared/dom.js';
import { bounded, marksIn } from '../shared/marks.js';

const TANGENT = 46; // pixels to each side

/** @param {HTMLElement} region @returns {PlacedView} */
export function createCurve(region) {
  const chart = part(region, 'data-curve');
  const summary = part(region, 'data-curve-summary');
  const ends = [part(region, 'data-curve-least'), part(region, 'data-curve-most')];
  const points = parts(chart, 'data-point');
  const tangent = tangentView(chart, [...points, part(chart, 'data-question')], () => { if (shown) render(shown); });
  const views = [pointsView(points), shownView(chart)];
  const column = region.parentElement?.querySelector('[data-answer-column]');
  /** @type {Place | null} */
  let place = null;
  /** @type {Frame | null} */
  let shown = null;

  return {
    chart,
    place(axes) {
      const answer = column ? column.getBoundingClientRect().left - chart.getBoundingClientRect().left : axes.right;
      place = { ...axes, at: bounded(axes), answer };
      chart.querySelector('[data-curve-first]')?.remove(); // the chart has drawn the same
      [axes.left, axes.right].forEach((end, i) => setText(ends[i], endOf(axes.fromX(end))));
      revealOverlay(chart);
    },
    render,
  };

  /** @param {Frame} frame */
  function render(frame) {
    shown = frame;
    if (!frame.playing) setText(summary, curveSummary(frame));
    if (!place) return;
    for (const view of views) view(place, frame);
    tangent(place, [...frame.sums, frame.shownSum]);
  }
}

/** @param {number} sum @returns {string} in powers of ten where it would be long */
const endOf = (sum) => (Math.abs(sum) < 10_000 ? numbers.plain(sum, 3) : numbers.signed(sum).replace('+', ''));

/**
 * The chart's axes; where a sum stands, at the edge where it is beyond; where the answer's column begins.
 * @typedef {Axes & {at: (sum: number) => number, answer: number}} Place
 */
/** @typedef {(place: Place, frame: Frame) => void} Overlay */

/** @param {Element[]} points @returns {Overlay} the examples' outputs, each as soon as it has passed */
function pointsView(points) {
  return ({ at, y, unit }, frame) => {
    points.forEach((point, e) => {
      setVisible(point, frame.gaps[e] > 0);
      setAttributes(point, { transform: translate(at(frame.sums[e]), y(frame.outputs[e]), unit) });
      setClass(point, 'shown', e === frame.shownExample && frame.passing < 0);
    });
  };
}

/** @param {HTMLElement} chart @returns {Overlay} what the neuron is shown, on its way from sum to answer */
function shownView(chart) {
  const guide = part(chart, 'data-guide');
  const mark = part(chart, 'data-question');
  const path = part(chart, 'data-question-path');
  const sign = part(chart, 'data-question-sign');
  const question = path.getAttribute('d') ?? '';
  const marks = marksIn(chart);
  return ({ at, y, unit, answer }, frame) => {
    const [across, ground] = [at(frame.shownSum), y(0)];
    const height = ground + (y(frame.shownOutput) - ground) * frame.rise;
    const example = marks[frame.passing];
    setVisible(guide, frame.rise > 0);
    setAttributes(guide, { d: guidePath(across, ground, height, frame.rise < 1 ? across : answer) });
    setVisible(mark, example ? frame.rise > 0 : frame.shownExample < 0);
    setVisible(sign, !example && frame.isSituation && frame.shownExample < 0);
    setAttributes(path, { d: example?.path ?? question });
    setClass(mark, 'question', !example);
    setClass(mark, 'filled', example?.filled ?? false);
    setAttributes(mark, { transform: translate(across, height, unit) });
  };
}

/** @param {number} x @param {number} ground @param {number} height @param {number} end @returns {string} */
const guidePath = (x, ground, height, end) => [
  `M${Math.round(x * 10) / 10} ${Math.round(ground * 10) / 10}`,
  `V${Math.round(height * 10) / 10}`,
  `H${Math.round(end * 10) / 10}`,
].join('');

/**
 * The slope at the point under the pointer, as a stretch of tangent.
 * @param {HTMLElement} chart @param {HTMLElement[]} points @param {() => void} redraw
 * @returns {(place: Place, sums: number[]) => void}
 */
function tangentView(chart, points, redraw) {
  const line = part(chart, 'data-tangent');
  let hovered = -1;
  points.forEach((point, i) => {
    point.addEventListener('pointerenter', () => { hovered = i; redraw(); });
    point.addEventListener('pointerleave', () => { hovered = -1; setVisible(line, false); });
  });
  return ({ x, y, at }, sums) => {
    setVisible(line, hovered >= 0);
    if (hovered < 0) return;
    const output = sigmoid(sums[hovered]);
    const rise = (slope(output) * (y(1) - y(0))) / (x(1) - x(0));
    const across = TANGENT / Math.hypot(1, rise);
    const [atX, atY] = [at(sums[hovered]), y(output)];
    setAttributes(line, {
      x1: atX - across, x2: atX + across, y1: atY - across * rise, y2: atY + across * rise,
    });
  };
}
