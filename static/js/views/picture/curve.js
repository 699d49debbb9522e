// What moves over the sigmoid curve: the examples as points, each with its error as the gap
// to where it should be, and the shown inputs as the diamond. The chart under it stays.

import { sigmoid, slope } from '../../model/neuron.js';
import { curveSummary } from '../../text/words.js';
import { part, parts, revealOverlay, setAttributes, setText, setVisible, translate } from '../shared/dom.js';
import { spread } from '../shared/spread.js';

const TANGENT = 46; // pixels to each side
const LETTER = 13; // pixels that a letter takes

/** @param {HTMLElement} region @returns {PlacedView} */
export function createCurve(region) {
  const chart = part(region, 'data-curve');
  const summary = part(region, 'data-curve-summary');
  const points = parts(chart, 'data-point');
  const gaps = parts(chart, 'data-gap').map(gapView);
  const letters = parts(chart, 'data-gap-letter');
  const question = part(chart, 'data-question');
  const sign = part(chart, 'data-question-sign');
  const tangent = tangentView(chart, [...points, question], () => { if (shown) render(shown); });
  /** @type {Axes | null} */
  let axes = null;
  /** @type {Frame | null} */
  let shown = null;

  return { chart, place(newAxes) { axes = newAxes; revealOverlay(chart); }, render };

  /** @param {Frame} frame */
  function render(frame) {
    shown = frame;
    if (!frame.playing) setText(summary, curveSummary(frame));
    if (!axes) return;
    const at = axes;
    const { x, y, unit } = at;
    points.forEach((point, i) => {
      setVisible(point, true);
      setAttributes(point, { transform: translate(x(frame.sums[i]), y(frame.outputs[i]), unit) });
      gaps[i](at, frame, i);
    });
    moveLetters(letters, at, frame);
    setVisible(question, frame.shownExample < 0);
    setVisible(sign, frame.shownExample < 0 && frame.isSituation);
    setAttributes(question, { transform: translate(x(frame.shownSum), y(frame.shownOutput), unit) });
    tangent(at, [...frame.sums, frame.shownSum]);
  }
}

/**
 * The gap between an output and what it should be; it opens in the second stage.
 * @param {HTMLElement} group @returns {(axes: Axes, frame: Frame, example: number) => void}
 */
function gapView(group) {
  const line = part(group, 'data-gap-line');
  const target = part(group, 'data-gap-target');
  return ({ x, y, unit }, frame, example) => {
    const from = y(frame.outputs[example]);
    const to = y(frame.examples[example].output);
    const open = frame.stage === 1 ? 0 : frame.stage === 2 ? Math.min(1, frame.progress * 1.6) : 1;
    setVisible(group, true);
    setAttributes(group, { transform: translate(x(frame.sums[example]), 0) });
    setAttributes(line, { y1: from, y2: from + (to - from) * open });
    setAttributes(target, { x1: -7 * unit, x2: 7 * unit, y1: to, y2: to });
  };
}

/**
 * The examples' letters stand beyond their targets, above and below, each row kept apart;
 * where there are more than fit, none is written: the marks are there to point at.
 * @param {HTMLElement[]} letters @param {Axes} axes @param {Frame} frame
 */
function moveLetters(letters, { x, y, left, right, unit }, frame) {
  for (const above of [true, false]) {
    const row = letters.map((_, i) => i).filter((i) => (frame.examples[i].output >= 0.5) === above);
    const fits = row.length * LETTER * unit <= right - left;
    row.forEach((i) => setVisible(letters[i], fits));
    if (!fits) continue;
    const places = spread(row.map((i) => x(frame.sums[i])), left, right, LETTER * unit);
    row.forEach((i, order) => {
      const outside = above ? -7 : 17;
      // Within its gap, which has moved along with its example.
      setAttributes(letters[i], {
        x: places[order] - x(frame.sums[i]), y: y(frame.examples[i].output) + outside * unit,
      });
    });
  }
}

/**
 * The slope at the point under the pointer, as a stretch of tangent.
 * @param {HTMLElement} chart @param {HTMLElement[]} points @param {() => void} redraw
 * @returns {(axes: Axes, sums: number[]) => void}
 */
function tangentView(chart, points, redraw) {
  const line = part(chart, 'data-tangent');
  let hovered = -1;
  points.forEach((point, i) => {
    point.addEventListener('pointerenter', () => { hovered = i; redraw(); });
    point.addEventListener('pointerleave', () => { hovered = -1; setVisible(line, false); });
  });
  return ({ x, y }, sums) => {
    setVisible(line, hovered >= 0);
    if (hovered < 0) return;
    const output = sigmoid(sums[hovered]);
    const rise = (slope(output) * (y(1) - y(0))) / (x(1) - x(0));
    const across = TANGENT / Math.hypot(1, rise);
    const [atX, atY] = [x(sums[hovered]), y(output)];
    setAttributes(line, {
      x1: atX - across, x2: atX + across, y1: atY - across * rise, y2: atY + across * rise,
    });
  };
}
