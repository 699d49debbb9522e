// The numbers that ride beside the playhead of the time chart: on the side where there is room,
// each as near to its point as the others allow, none over another. Where not all fit, the last
// ones are left out.

import { hueOf } from '../../model/layers.js';
import { isLit } from '../../model/quantities.js';
import { iterationAt, timeOf } from '../../model/time.js';
import * as numbers from '../../text/numbers.js';
import { briefName } from '../../text/words.js';
import { part, parts, setAttributes, setText, setVisible } from './dom.js';
import { nameQuantity } from './pointing.js';
import { spread } from './spread.js';

const MOST_NAMED = 4; // weights whose names stand beside their numbers
const WIDE = 460; // pixels of a chart that has room for that
const LETTER = 8; // pixels that a letter of a name takes, generously
const SPACE = '\u00a0';

const GAP = 11; // pixels between the line and the labels
const HEIGHT = 16; // pixels that a label takes
const BASELINE = 12; // of them above its letters' feet
const CLEAR = 10; // pixels that a label keeps from the line that it lies along

/**
 * @typedef {object} Room
 * @property {number} first @property {number} last the heights between which they stand
 * @property {number} width @property {number} unit
 *
 * @typedef {object} Place
 * @property {number} x @property {number} y where a text begins, or ends @property {'start' | 'end'} anchor
 */

/**
 * Whether they stand ahead of the line, all of them: labels that part at it would be looked for.
 * @param {number} line where the moving line is @param {number[]} widths @param {Room} room
 * @returns {boolean}
 */
function standAhead(line, widths, { width, unit }) {
  const needed = Math.max(...widths) + GAP * unit;
  return line + needed <= width || line < width / 2;
}

/**
 * How high a label is to stand that lies along its own trace, so that the trace does not cross it.
 * @param {number} here the trace's height at the line @param {number} there and at the label's far end
 * @param {number} unit @returns {number}
 */
const clearOf = (here, there, unit) => here + (there < here ? CLEAR : -CLEAR) * unit;

/**
 * @param {number[]} wanted heights of the labels, the more important ones first
 * @param {number} line @param {boolean} ahead @param {Room} room
 * @returns {(Place | null)[]} nothing for those that do not fit
 */
function besideLine(wanted, line, ahead, { first, last, unit }) {
  const size = HEIGHT * unit;
  const shown = wanted.slice(0, Math.max(1, Math.floor((last - first) / size)));
  const tops = spread(shown.map((height) => height - size / 2), first, last, size);
  const x = line + (ahead ? GAP : -GAP) * unit;
  return wanted.map((_, i) => (
    i < shown.length ? { x, y: tops[i] + BASELINE * unit, anchor: ahead ? 'start' : 'end' } : null
  ));
}

/**
 * @typedef {object} Label
 * @property {SVGTextElement} text @property {Element} before @property {Element} value @property {Element} after
 */

/**
 * @param {HTMLElement} chart
 * @returns {(axes: Axes, frame: Frame) => void} every number beside its point, with a name where there is room
 */
export function ridingLabels(chart) {
  /** @type {Label[]} */
  const labels = parts(chart, 'data-end-label').map((text) => ({
    text: /** @type {any} */ (text),
    before: part(text, 'data-name-before'), value: part(text, 'data-end-value'), after: part(text, 'data-name-after'),
  }));
  const error = /** @type {any} */ (part(chart, 'data-error-label'));
  const after = part(error, 'data-error-after');
  const ofError = { text: error, before: part(error, 'data-error-before'), value: part(error, 'data-error-value'), after };
  const errorName = after.dataset.errorName ?? '';
  const widthOf = measure();
  let named = NaN; // the page draws what fits either kind of neuron

  return (axes, frame) => {
    const { x, top, left, right, strip, unit, width } = axes;
    const { places } = frame;
    labels.slice(places.length).forEach(({ text }) => setVisible(text, false));
    const all = [...labels.slice(0, places.length), ofError];
    const isRoomy = places.length <= MOST_NAMED && right - left >= WIDE * unit;
    const names = [...places.map((_, i) => (isRoomy ? briefName(frame, i) : '')), errorName];
    if (frame.neuron !== named) places.forEach((place, i) => nameLabel(labels[i], frame, place));
    named = frame.neuron;
    const values = frame.weights.map((weight) => numbers.signed(weight));
    values.push(numbers.output(frame.error, numbers.TABLE_DIGITS));
    all.forEach(({ value }, i) => setText(value, values[i]));
    const widths = all.map(({ value }, i) => widthOf(value, values[i], unit) + nameWidth(names[i], unit));
    const room = { first: top - 8 * unit, last: (strip?.bottom ?? top) - 3 * unit, width, unit };
    const now = x(timeOf(frame.from + frame.position));
    const ahead = standAhead(now, widths, room);
    const wanted = ahead ? heightsOf(axes, frame) : alongTheLines(axes, frame, now - Math.max(...widths));
    besideLine(wanted, now, ahead, room).forEach((place, i) => {
      setVisible(all[i].text, place !== null);
      if (!place) return;
      const isNamed = !names[i] && isLit(`weight:${places[i]}`, frame.lit);
      putInPlace(all[i], place, isNamed ? nameThatFits(place, widths[i], briefName(frame, i), width, unit) : names[i]);
    });
  };
}

/** @param {Label} label of a weight that another neuron has now @param {Frame} frame @param {number} weight */
function nameLabel({ text }, { run }, weight) {
  setAttributes(text, { class: `end-label hue-${hueOf(run, weight)}` });
  nameQuantity(text, `weight:${weight}`);
}

/**
 * @param {Axes} axes @param {{weights: number[], error: number}} at @returns {number[]} the weights' and the error's
 */
const heightsOf = ({ y, strip }, { weights, error }) => [...weights.map(y), strip?.y(error) ?? 0];

/**
 * Behind the playhead a label lies along its line: above one that rises, below one that falls.
 * Under the error there is no room, so that its label stands above all of it.
 * @param {Axes} axes @param {Frame} frame @param {number} end how far the labels reach @returns {number[]}
 */
function alongTheLines(axes, frame, end) {
  const here = heightsOf(axes, frame);
  const there = heightsOf(axes, frame.snapshotAt(Math.max(0, iterationAt(axes.fromX(end)) - frame.from)));
  const last = here.length - 1;
  return here.map((height, i) => (
    clearOf(i === last ? Math.min(height, there[i]) : height, i === last ? height : there[i], axes.unit)
  ));
}

/** @param {string} name @param {number} unit */
const nameWidth = (name, unit) => (name ? (name.length + 1) * LETTER * unit : 0);

/**
 * The name of what is pointed at, unless it would go beyond the chart: no label changes sides for it.
 * @param {Place} place @param {number} taken @param {string} name
 * @param {number} width @param {number} unit @returns {string}
 */
function nameThatFits({ x, anchor }, taken, name, width, unit) {
  const free = (anchor === 'start' ? width - x : x) - taken;
  return free >= nameWidth(name, unit) ? name : '';
}

/** @param {Label} label @param {Place} place @param {string} name */
function putInPlace({ text, before, after }, { x, y, anchor }, name) {
  setAttributes(text, { x, y, 'text-anchor': anchor });
  setText(before, name && anchor === 'end' ? name + SPACE : '');
  setText(after, name && anchor === 'start' ? SPACE + name : '');
}

/**
 * How wide numbers are, measured once for each length: figures are all of one width.
 * @returns {(part: Element, text: string, unit: number) => number}
 */
function measure() {
  /** @type {Map<string, number>} */
  const known = new Map();
  return (element, text, unit) => {
    const key = `${text.length} ${unit}`;
    const width = known.get(key) ?? /** @type {SVGTSpanElement} */ (element).getComputedTextLength();
    if (width) known.set(key, width); // none while nothing is laid out
    return width;
  };
}
