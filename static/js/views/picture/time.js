// What moves over the time chart: the playhead, the veil over the future, the buffer, the
// points on the lines and the lines' labels. Dragging or tapping anywhere goes there.

import * as numbers from '../../text/numbers.js';
import { say, timeSummary } from '../../text/words.js';
import { part, parts, setAttributes, setText, setVisible, translate } from '../shared/dom.js';
import { spread } from '../shared/spread.js';

const LABEL_HEIGHT = 34; // pixels that a line's name and number take
const TIME_OF_ZERO = 1; // iteration n stands at n + 1, so that 0 has a place on a logarithmic axis

/** @param {HTMLElement} root @param {Dispatch} dispatch @returns {PlacedView} */
export function createTime(root, dispatch) {
  const chart = part(root, 'data-time');
  const summary = part(root, 'data-time-summary');
  const iteration = part(root, 'data-iteration');
  const veil = veilView(chart);
  const points = pointsView(chart);
  const labels = labelsView(chart);
  const scrubber = scrubberView(chart, dispatch);
  /** @type {Place | null} */
  let place = null;

  return {
    place(newPlace) { place = newPlace; },
    render(frame) {
      setText(iteration, numbers.count(frame.iteration));
      scrubber(frame, place);
      if (!frame.playing) setText(summary, timeSummary(frame));
      if (!place) return;
      veil(place, frame);
      points(place, frame);
      labels(place, frame);
    },
  };
}

/** @param {HTMLElement} chart @returns {(place: Place, frame: Frame) => void} */
function veilView(chart) {
  const veil = part(chart, 'data-veil');
  const buffer = part(chart, 'data-buffer');
  const playhead = part(chart, 'data-playhead');
  const line = part(chart, 'data-playhead-line');
  const knob = part(chart, 'data-playhead-knob');
  return ({ x, left, right, top, strip, unit }, frame) => {
    const bottom = strip?.bottom ?? top;
    const now = x(frame.position + TIME_OF_ZERO);
    [veil, buffer, playhead].forEach((element) => setVisible(element, true));
    setAttributes(veil, { x: now, y: top - 6, width: Math.max(0, right + 2 - now), height: bottom - top + 6 });
    const arrived = x(frame.lastReceived + TIME_OF_ZERO) - left;
    setAttributes(buffer, { x: left, y: bottom + 1, width: Math.max(0, arrived), height: 3 });
    setAttributes(playhead, { transform: translate(now, 0) });
    setAttributes(line, { y1: top - 6, y2: bottom + 2 });
    setAttributes(knob, { cy: bottom + 2.5, r: 5 * unit });
  };
}

/** @param {HTMLElement} chart @returns {(place: Place, frame: Frame) => void} */
function pointsView(chart) {
  const dots = parts(chart, 'data-dot');
  const errorDot = part(chart, 'data-error-dot');
  return ({ x, y, strip, unit }, frame) => {
    const now = x(frame.position + TIME_OF_ZERO);
    dots.forEach((dot, i) => {
      setVisible(dot, true);
      setAttributes(dot, { transform: translate(now, y(frame.moving.weights[i]), unit) });
    });
    setVisible(errorDot, true);
    setAttributes(errorDot, { transform: translate(now, strip?.y(frame.moving.error) ?? 0, unit) });
  };
}

/**
 * The lines' names and numbers in the margin, each as near to its line as the others allow.
 * @param {HTMLElement} chart @returns {(place: Place, frame: Frame) => void}
 */
function labelsView(chart) {
  const labels = parts(chart, 'data-end-label').map((group) => ({ group, number: part(group, 'data-end-value') }));
  const errorLabel = part(chart, 'data-error-label');
  const errorNumber = part(chart, 'data-error-value');
  return ({ y, top, bottom, right, strip, unit }, frame) => {
    const wanted = frame.moving.weights.map((weight) => y(weight));
    const heights = spread(wanted, top + 8 * unit, bottom + 8 * unit, LABEL_HEIGHT * unit);
    labels.forEach(({ group, number }, i) => {
      setVisible(group, true);
      setAttributes(group, { transform: translate(right + 12 * unit, heights[i]) });
      setText(number, numbers.signed(frame.weights[i]));
    });
    setVisible(errorLabel, true);
    setAttributes(errorLabel, { transform: translate(right + 12 * unit, (strip?.top ?? 0) + 12 * unit) });
    setText(errorNumber, numbers.output(frame.error));
  };
}

/**
 * The slider over the whole chart.
 * @param {HTMLElement} chart @param {Dispatch} dispatch
 * @returns {(frame: Frame, place: Place | null) => void}
 */
function scrubberView(chart, dispatch) {
  const scrubber = part(chart, 'data-scrubber');
  /** @type {Place | null} */
  let place = null;
  /** @param {PointerEvent} event */
  const go = (event) => {
    if (!place) return;
    const pixel = event.clientX - scrubber.getBoundingClientRect().left;
    const within = Math.max(place.left, Math.min(place.right, pixel));
    dispatch({ type: 'seek', iteration: Math.round(place.fromX(within) - TIME_OF_ZERO) });
  };
  scrubber.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    scrubber.setPointerCapture(event.pointerId);
    go(event);
  });
  scrubber.addEventListener('pointermove', (event) => {
    if (scrubber.hasPointerCapture(event.pointerId)) go(event);
  });
  return (frame, newPlace) => {
    place = newPlace;
    if (frame.playing && frame.iteration % 10 !== 0) return; // assistive technology needs no 60 values a second
    setAttributes(scrubber, {
      'aria-valuenow': String(frame.iteration),
      'aria-valuetext': say('slider', {
        iteration: frame.iteration, iterations: frame.iterations, error: numbers.output(frame.error),
      }),
    });
  };
}
