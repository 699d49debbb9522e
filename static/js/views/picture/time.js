// What moves over the time chart: the playhead, the veil over the future, the buffer, the
// points on the lines and the lines' labels. Dragging or tapping anywhere goes there; pointing
// reads the snapshot under the pointer.

import { iterationAt, timeOf } from '../../model/time.js';
import * as numbers from '../../text/numbers.js';
import { say, timeSummary } from '../../text/words.js';
import { part, parts, revealOverlay, setAttributes, setText, setVisible, translate } from '../shared/dom.js';
import { spread } from '../shared/spread.js';

const LABEL_HEIGHT = 34; // pixels that a line's name and number take
const NARROWEST_LABEL = 17; // and the number alone, where there are many lines

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {PlacedView} */
export function createTime(region, dispatch) {
  const chart = part(region, 'data-time');
  const summary = part(region, 'data-time-summary');
  const iteration = part(region, 'data-iteration');
  const views = [veilView(chart), pointsView(chart), labelsView(chart), hoverView(chart)];
  const scrubber = scrubberView(chart, dispatch);
  /** @type {Axes | null} */
  let axes = null;

  return {
    chart,
    place(newAxes) { axes = newAxes; revealOverlay(chart); },
    render(frame) {
      setText(iteration, numbers.count(frame.iteration));
      scrubber(frame, axes);
      if (!frame.playing) setText(summary, timeSummary(frame));
      if (axes) for (const view of views) view(axes, frame);
    },
  };
}

/** @typedef {(axes: Axes, frame: Frame) => void} Overlay */

/** @param {HTMLElement} chart @returns {Overlay} */
function veilView(chart) {
  const veil = part(chart, 'data-veil');
  const buffer = part(chart, 'data-buffer');
  const playhead = part(chart, 'data-playhead');
  const line = part(chart, 'data-playhead-line');
  const knob = part(chart, 'data-playhead-knob');
  return ({ x, left, right, top, strip, unit }, frame) => {
    const bottom = strip?.bottom ?? top;
    const now = x(timeOf(frame.position));
    [veil, buffer, playhead].forEach((element) => setVisible(element, true));
    setAttributes(veil, { x: now, y: top - 6, width: Math.max(0, right + 2 - now), height: bottom - top + 6 });
    const arrived = x(timeOf(frame.lastReceived)) - left;
    setAttributes(buffer, { x: left, y: bottom + 1, width: Math.max(0, arrived), height: 3 });
    setAttributes(playhead, { transform: translate(now, 0) });
    setAttributes(line, { y1: top - 6, y2: bottom + 2 });
    setAttributes(knob, { cy: bottom + 2.5, r: 5 * unit });
  };
}

/** @param {HTMLElement} chart @returns {Overlay} */
function pointsView(chart) {
  const dots = parts(chart, 'data-dot');
  const errorDot = part(chart, 'data-error-dot');
  return ({ x, y, strip, unit }, frame) => {
    const now = x(timeOf(frame.position));
    dots.forEach((dot, i) => {
      setVisible(dot, true);
      setAttributes(dot, { transform: translate(now, y(frame.weights[i]), unit) });
    });
    setVisible(errorDot, true);
    setAttributes(errorDot, { transform: translate(now, strip?.y(frame.error) ?? 0, unit) });
  };
}

/**
 * The lines' names and numbers in the margin, each as near to its line as the others allow.
 * Where they would lie over each other, the names go first: the numbers have their lines' hues.
 * @param {HTMLElement} chart @returns {Overlay}
 */
function labelsView(chart) {
  const labels = parts(chart, 'data-end-label').map((group) => (
    { group, name: part(group, 'data-end-name'), number: part(group, 'data-end-value') }
  ));
  const errorLabel = part(chart, 'data-error-label');
  const errorNumber = part(chart, 'data-error-value');
  return ({ y, top, bottom, right, strip, unit }, frame) => {
    const named = labels.length * LABEL_HEIGHT * unit <= bottom - top + LABEL_HEIGHT * unit;
    const size = (named ? LABEL_HEIGHT : NARROWEST_LABEL) * unit;
    const wanted = frame.weights.map((weight) => y(weight));
    const heights = spread(wanted, top + 8 * unit, Math.max(top, bottom - (named ? 26 : 9) * unit) + size, size);
    labels.forEach(({ group, name, number }, i) => {
      setVisible(group, true);
      setVisible(name, named);
      setAttributes(group, { transform: translate(right + 12 * unit, heights[i] - (named ? 0 : 12 * unit)) });
      setText(number, numbers.signed(frame.weights[i]));
    });
    setVisible(errorLabel, true);
    setAttributes(errorLabel, { transform: translate(right + 12 * unit, (strip?.top ?? 0) + 12 * unit) });
    setText(errorNumber, numbers.output(frame.error));
  };
}

/** @param {HTMLElement} chart @returns {Overlay} where the pointer reads */
function hoverView(chart) {
  const line = part(chart, 'data-hover-line');
  return ({ x, top, bottom, strip }, { read }) => {
    setVisible(line, read !== null);
    if (!read) return;
    const at = x(timeOf(read.iteration));
    setAttributes(line, { x1: at, x2: at, y1: top, y2: strip?.bottom ?? bottom });
  };
}

/**
 * The slider over the whole chart.
 * @param {HTMLElement} chart @param {Dispatch} dispatch
 * @returns {(frame: Frame, axes: Axes | null) => void}
 */
function scrubberView(chart, dispatch) {
  const scrubber = part(chart, 'data-scrubber');
  /** @type {Axes | null} */
  let axes = null;
  /** @param {PointerEvent} event @returns {number | null} */
  const under = (event) => {
    if (!axes) return null;
    const pixel = event.clientX - scrubber.getBoundingClientRect().left;
    return iterationAt(axes.fromX(Math.max(axes.left, Math.min(axes.right, pixel))));
  };
  /** @param {PointerEvent} event */
  const go = (event) => {
    const iteration = under(event);
    if (iteration !== null) dispatch({ type: 'seek', iteration });
  };
  scrubber.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    scrubber.setPointerCapture(event.pointerId);
    dispatch({ type: 'read', iteration: null });
    go(event);
  });
  scrubber.addEventListener('pointermove', (event) => {
    if (scrubber.hasPointerCapture(event.pointerId)) go(event);
    else if (event.pointerType !== 'touch') dispatch({ type: 'read', iteration: under(event) });
  });
  scrubber.addEventListener('pointerleave', () => dispatch({ type: 'read', iteration: null }));
  return (frame, newAxes) => {
    axes = newAxes;
    // Assistive technology needs no 60 values a second, and none unasked while it plays.
    if (frame.playing && (frame.iteration % 10 !== 0 || document.activeElement === scrubber)) return;
    setAttributes(scrubber, {
      'aria-valuenow': String(frame.iteration),
      'aria-valuetext': say('slider', {
        iteration: numbers.count(frame.iteration), iterations: numbers.count(frame.iterations),
        error: numbers.output(frame.error),
      }),
    });
  };
}
