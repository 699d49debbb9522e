// The rails above 1 and below 0, where each example's mark waits at what its output should be,
// and the gaps from the dots to there: the errors. Marks keep apart; where there are too many,
// first the letters go, then some of the marks.

import { part, parts, setAttributes, setVisible, translate } from '../shared/dom.js';
import { bounded, marksIn } from '../shared/marks.js';
import { spread } from '../shared/spread.js';

const WITH_LETTER = 42; // pixels that a mark takes along its rail
const ALONE = 19;
const LETTER = 8; // and how far a mark stands to the left of its middle where it has one
const AWAY = 24; // from the rail's line to a mark's middle
const AWAY_LOW = 17; // where the picture is low
const LOW = 200;
const BEYOND = 24; // to each side of the chart there is room on the rails

/** @typedef {Axes & {at: (sum: number) => number}} Place where a sum stands, at the edge where it is beyond */

/** @param {HTMLElement} chart @returns {PlacedView} */
export function createRails(chart) {
  const gaps = parts(chart, 'data-gap').map((group) => (
    { group, line: part(group, 'data-gap-line'), tail: part(group, 'data-gap-tail') }
  ));
  const rails = marksIn(chart);
  /** @type {Place | null} */
  let place = null;
  return {
    chart,
    place(axes) { place = { ...axes, at: bounded(axes) }; },
    render(frame) {
      if (!place) return;
      for (const above of [true, false]) drawRail(rails, gaps, above, place, frame);
    },
  };
}

/**
 * @param {import('../shared/marks.js').Mark[]} rails @param {Gap[]} gaps @param {boolean} above
 * @param {Place} place @param {Frame} frame
 */
function drawRail(rails, gaps, above, place, frame) {
  const { top, bottom, unit, y } = place;
  const row = rails.map((_, e) => e).filter((e) => frame.upwards[e] === above);
  const { shown, places, lettered, thinned } = arrange(row, place, frame);
  const away = (bottom - top < LOW * unit ? AWAY_LOW : AWAY) * unit;
  const height = above ? y(1) - away : y(0) + away;
  row.forEach((e) => {
    const order = shown.indexOf(e);
    const x = order < 0 ? null : places[order] - (lettered ? LETTER * unit : 0);
    setVisible(rails[e].mark, x !== null);
    setAttributes(rails[e].label, { visibility: lettered ? 'inherit' : 'hidden' });
    if (x !== null) setAttributes(rails[e].mark, { transform: translate(x, height, unit) });
    drawGap(gaps[e], place, frame, e, x === null || thinned ? null : { x, y: height });
  });
}

/**
 * Which marks of a rail are shown, and where.
 * @param {number[]} row examples @param {Place} place @param {Frame} frame
 */
function arrange(row, { at, left, right, unit }, frame) {
  const room = (right - left) / unit + 2 * BEYOND;
  const lettered = row.length * WITH_LETTER <= room;
  const size = lettered ? WITH_LETTER : ALONE;
  const every = Math.ceil((row.length * size) / room);
  const shown = row.filter((e, order) => order % every === 0);
  const wanted = shown.map((e) => at(frame.sums[e]));
  const places = spread(wanted, left - (BEYOND - size / 2) * unit, right + (BEYOND + size / 2) * unit, size * unit);
  return { shown, places, lettered, thinned: every > 1 };
}

/** @typedef {{group: Element, line: Element, tail: Element}} Gap */

/**
 * @param {Gap} gap @param {Place} place
 * @param {Frame} frame @param {number} e @param {{x: number, y: number} | null} mark
 */
function drawGap({ group, line, tail }, { at, y }, frame, e, mark) {
  const open = frame.gaps[e];
  setVisible(group, open > 0);
  if (open <= 0) return;
  const x = at(frame.sums[e]);
  const [from, to] = [y(frame.outputs[e]), y(frame.wanted[e])];
  setAttributes(line, { x1: x, x2: x, y1: from, y2: from + (to - from) * open });
  setAttributes(tail, { visibility: mark && open >= 1 ? 'inherit' : 'hidden' });
  if (mark) setAttributes(tail, { x1: x, x2: mark.x, y1: to, y2: mark.y });
}
