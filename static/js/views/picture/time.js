// What moves over the time chart: the playhead, the cover over what nobody has seen yet, the veil
// over what was seen but is not yet, the points on the lines and their numbers beside the
// playhead. Dragging or tapping anywhere goes there; pointing reads the snapshot under the pointer.

import { isLow } from '../../charts/time.js';
import { hueOf } from '../../model/layers.js';
import { iterationAt, timeOf } from '../../model/time.js';
import * as numbers from '../../text/numbers.js';
import { placeInRun, say, timeSummary } from '../../text/words.js';
import { part, parts, revealOverlay, setAttributes, setClass, setText, setVisible, translate } from '../shared/dom.js';
import { partAt, quantityOf } from '../shared/pointing.js';
import { ridingLabels } from '../shared/riding.js';
import { listenSideways } from '../shared/sideways.js';

const NEAR = 7; // pixels from a line, on which one points to it
const STILL = 4; // pixels of a click that is no drag

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {PlacedView} */
export function createTime(region, dispatch) {
  const chart = part(region, 'data-time');
  const summary = part(region, 'data-time-summary');
  const views = [futureView(chart), playheadView(chart), pointsView(chart), ridingLabels(chart), hoverView(chart)];
  const scrubber = scrubberView(chart, dispatch);
  const lines = linesView(chart, dispatch);
  /** @type {Axes | null} */
  let axes = null;

  return {
    chart,
    place(newAxes) {
      axes = newAxes;
      setClass(region, 'low', isLow(chart));
      revealOverlay(chart);
    },
    render(frame) {
      scrubber(frame, axes);
      lines(frame, axes);
      if (!frame.playing) setText(summary, timeSummary(frame));
      if (axes) for (const view of views) view(axes, frame);
    },
  };
}

/** @typedef {(axes: Axes, frame: Frame) => void} Overlay */

/**
 * Ahead the lines are veiled, and beyond what one has seen covered: how it ends is not given
 * away. The grid goes on.
 * @param {HTMLElement} chart @returns {Overlay}
 */
function futureView(chart) {
  const veil = part(chart, 'data-veil');
  const cover = part(chart, 'data-cover');
  const grid = part(chart, 'data-grid');
  return ({ x, right, top, bottom, strip, unit, grid: lines }, { position, seen, iterations, from: start }) => {
    const [now, known] = [x(timeOf(start + position)), x(timeOf(start + seen))];
    const [from, to] = [top - 8 * unit, (strip?.bottom ?? bottom) + unit];
    const end = right + 4 * unit; // where the lines' round ends are, too
    const isKnown = seen >= iterations;
    setVisible(veil, known > now);
    setAttributes(veil, { x: now, y: from, width: Math.max(0, (isKnown ? end : known) - now), height: to - from });
    setVisible(cover, !isKnown);
    setAttributes(cover, { x: known, y: from, width: Math.max(0, end - known), height: to - from });
    setAttributes(grid, { d: lines.map((y) => `M${now.toFixed(2)} ${y}H${right}`).join('') });
  };
}

/** @param {HTMLElement} chart @returns {Overlay} the playhead, its knob on the baseline, and what has arrived */
function playheadView(chart) {
  const baseline = part(chart, 'data-baseline');
  const buffer = part(chart, 'data-buffer');
  const playhead = part(chart, 'data-playhead');
  const line = part(chart, 'data-playhead-line');
  const knob = part(chart, 'data-playhead-knob');
  return ({ x, left, right, top, bottom, strip, unit }, { position, lastReceived, from: start }) => {
    const ground = strip?.bottom ?? bottom;
    [buffer, playhead].forEach((element) => setVisible(element, true));
    setAttributes(baseline, { x1: left, x2: right, y1: ground, y2: ground });
    const begin = x(timeOf(start)); // a branch begins later
    setAttributes(buffer, { x: begin, y: ground - 1, width: Math.max(0, x(timeOf(start + lastReceived)) - begin), height: 2 });
    setAttributes(playhead, { transform: translate(x(timeOf(start + position)), 0) });
    setAttributes(line, { y1: top - 8 * unit, y2: ground });
    setAttributes(knob, { cy: ground, r: 7 * unit });
  };
}

/** @param {HTMLElement} chart @returns {Overlay} */
function pointsView(chart) {
  const dots = parts(chart, 'data-dot');
  const errorDot = part(chart, 'data-error-dot');
  return ({ x, y, strip, unit }, frame) => {
    const now = x(timeOf(frame.from + frame.position));
    dots.forEach((dot, i) => {
      const isThere = i < frame.weights.length;
      setVisible(dot, isThere);
      if (!isThere) return;
      setAttributes(dot, { class: `dot hue-${hueOf(frame.run, frame.places[i])}` });
      setAttributes(dot, { transform: translate(now, y(frame.weights[i]), unit) });
    });
    setVisible(errorDot, true);
    setAttributes(errorDot, { transform: translate(now, strip?.y(frame.error) ?? 0, unit) });
  };
}

/** @param {HTMLElement} chart @returns {Overlay} where the pointer reads */
function hoverView(chart) {
  const line = part(chart, 'data-hover-line');
  return ({ x, top, bottom, strip }, { read, from: start }) => {
    setVisible(line, read !== null);
    if (!read) return;
    const at = x(timeOf(start + read.iteration));
    setAttributes(line, { x1: at, x2: at, y1: top, y2: strip?.bottom ?? bottom });
  };
}

/**
 * A click on a weight's line chooses the weight, as far as the line is to be seen.
 * @param {HTMLElement} chart @param {Dispatch} dispatch
 * @returns {(frame: Frame, axes: Axes | null) => void}
 */
function linesView(chart, dispatch) {
  /** @type {Frame | null} */
  let shown = null;
  /** @type {Axes | null} */
  let axes = null;
  let pressed = NaN;
  let seen = 0; // before the press, which goes there
  chart.addEventListener('pointerdown', ({ clientX }) => { [pressed, seen] = [clientX, shown?.seen ?? 0]; });
  chart.addEventListener('click', ({ clientX, clientY }) => {
    if (!shown || !axes || Math.abs(clientX - pressed) > STILL) return; // a drag ends in a click, too
    const { left, top } = chart.getBoundingClientRect();
    const iteration = iterationAt(axes.fromX(clientX - left)) - shown.from;
    if (iteration < 0 || iteration > seen) return;
    const { y, unit } = axes;
    const far = shown.snapshotAt(iteration).weights.map((weight) => Math.abs(y(weight) - (clientY - top)));
    const weight = far.indexOf(Math.min(...far));
    if (far[weight] <= NEAR * unit) dispatch({ type: 'weight', weight: shown.places[weight] });
  });
  return (frame, newAxes) => { [shown, axes] = [frame, newAxes]; };
}

/**
 * The slider over the whole chart; a click on a number beside the playhead chooses its weight.
 * @param {HTMLElement} chart @param {Dispatch} dispatch
 * @returns {(frame: Frame, axes: Axes | null) => void}
 */
function scrubberView(chart, dispatch) {
  const scrubber = part(chart, 'data-scrubber');
  /** @type {Axes | null} */
  let axes = null;
  let start = 0; // where a branch begins
  /** @param {EventTarget | null} target @returns {number} the weight whose label it is in, or −1 */
  const weightAt = (target) => {
    const label = partAt(target);
    const [family, index] = label && chart.contains(label) ? quantityOf(label).split(':') : [];
    return family === 'weight' ? Number(index) : -1;
  };
  /** @param {PointerEvent} event @returns {number | null} */
  const under = (event) => {
    if (!axes) return null;
    const pixel = event.clientX - scrubber.getBoundingClientRect().left;
    return Math.max(0, iterationAt(axes.fromX(Math.max(axes.left, Math.min(axes.right, pixel)))) - start);
  };
  /** @param {PointerEvent} event */
  const go = (event) => {
    const iteration = under(event);
    dispatch({ type: 'read', iteration: null });
    if (iteration !== null) dispatch({ type: 'seek', iteration });
  };
  listenSideways(chart, scrubber, {
    isOwn: (target) => weightAt(target) >= 0,
    drag: go,
    tap(event) {
      const weight = weightAt(event.target);
      if (weight >= 0) dispatch({ type: 'weight', weight });
      else go(event);
    },
  });
  scrubber.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'touch' && !event.buttons) dispatch({ type: 'read', iteration: under(event) });
  });
  scrubber.addEventListener('pointerleave', () => dispatch({ type: 'read', iteration: null }));
  return (frame, newAxes) => {
    axes = newAxes;
    start = frame.from;
    // Assistive technology needs no 60 values a second, and none unasked while it plays.
    if (frame.playing && (frame.iteration % 10 !== 0 || document.activeElement === scrubber)) return;
    setAttributes(scrubber, {
      'aria-valuenow': String(frame.iteration),
      'aria-valuetext': say('slider', {
        iteration: placeInRun(frame), iterations: numbers.count(frame.iterations),
        error: numbers.output(frame.error),
      }),
    });
  };
}
