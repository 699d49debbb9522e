// The ledger of a weight's next adjustment: one row an example, error × input × gradient,
// then their sum, the weight before and after. Each row says its reason in words. With a hidden
// layer there are two: in that of a hidden neuron's weight the error is what is sent back to it,
// the output's blame × the weight through which the neuron reaches the output.

import * as numbers from '../../text/numbers.js';
import { arrivingAt, arrivingName, layerOf, partIn } from '../../model/blame.js';
import { OUTPUT, placesOf } from '../../model/layers.js';
import { plainSum, reasonBehind, reasonHidden, reasonOf } from '../../model/reasons.js';
import { say, weightName } from '../../text/words.js';
import { part, parts, setAttributes, setClass, setHidden, setText } from '../shared/dom.js';
import { nameQuantity } from '../shared/pointing.js';

const DIGITS = 6; // of weights and what is added to them

/** What the rows of a ledger are made of. @typedef {import('../../model/blame.js').Part & {inputs: number[]}} Made */

/** @param {HTMLElement} panel @param {Dispatch} dispatch @returns {View} */
export function createLedger(panel, dispatch) {
  const ledgers = parts(panel, 'data-ledger').map((ledger) => ledgerView(ledger, dispatch));
  const lastBit = part(panel, 'data-last-bit');
  const notes = parts(panel, 'data-ledger-note');

  return {
    render(frame) {
      if (frame.tab !== 'why') return;
      const layer = layerOf(frame.run, frame.neuron);
      ledgers.forEach((ledger) => ledger(frame, layer));
      notes.forEach((note) => setHidden(note, note.dataset.ledgerNote !== layer));
      const plain = plainSum(frame.step, frame.weight, frame.config.rate);
      const core = frame.step.adjustments[frame.weight];
      const differs = frame.isExact && Number.isFinite(core) && plain !== core;
      setHidden(lastBit, !differs);
      if (differs) setText(lastBit, say('last_bit', { plain: numbers.exact(plain), core: numbers.exact(core) }));
    },
  };
}

/**
 * One ledger, which is seen while the chosen neuron stands in its layer.
 * @param {HTMLElement} ledger @param {Dispatch} dispatch
 * @returns {(frame: Frame, layer: import('../../model/blame.js').Layer) => void}
 */
function ledgerView(ledger, dispatch) {
  const rows = parts(ledger, 'data-ledger-row').map((row, e) => rowView(row, e, dispatch));
  const totals = totalsView(ledger);
  const through = ledger.querySelector('[data-ledger-through]');
  return (frame, layer) => {
    const isSeen = ledger.dataset.ledger === layer;
    if (layer !== 'only') setHidden(ledger, !isSeen);
    if (!isSeen) return;
    const { run, step, weight, weights, neuron } = frame;
    const made = { ...partIn(step, neuron), inputs: arrivingAt(run, step, weight) };
    rows.forEach((row) => row(frame, layer, made));
    totals(frame);
    if (!through) return;
    const leading = placesOf(run, OUTPUT)[neuron];
    setText(through, writers(frame).through(weights[leading]));
    nameQuantity(through, `weight:${leading}`);
  };
}

/** @param {HTMLElement} ledger @returns {(frame: Frame) => void} */
function totalsView(ledger) {
  const caption = part(ledger, 'data-ledger-caption');
  const names = { now: part(ledger, 'data-total-name="now"'), next: part(ledger, 'data-total-name="next"') };
  /** @param {string} name */
  const total = (name) => /** @type {HTMLElement | null} */ (ledger.querySelector(`[data-total="${name}"]`));
  const cells = { plain: total('plain'), adjustment: total('adjustment'), weight: total('weight'), next: total('next') };
  return (frame) => {
    const { step, weight: i } = frame;
    const name = weightName(frame, i);
    setText(caption, say('ledger_caption', { name }));
    setText(names.now, say('weight_now', { name }));
    setText(names.next, say('weight_next', { name }));
    const { fine, weight } = writers(frame);
    if (cells.plain) setText(cells.plain, fine(plainSum(step, i, 1)));
    write(cells.adjustment, `adjustment:${i}`, fine(step.adjustments[i]));
    write(cells.weight, `weight:${i}`, weight(frame.weights[i]));
    write(cells.next, `next-weight:${i}`, Number.isFinite(step.weights[i]) ? weight(step.weights[i]) : '–');
  };
}

/** @type {Record<'fine' | 'error' | 'sent' | 'factor' | 'input' | 'weight' | 'through', (value: number) => string>} */
const AT_REST = {
  fine: numbers.fine, error: (value) => numbers.error(value), sent: numbers.sent, factor: numbers.gradient,
  input: (value) => numbers.output(value), weight: (value) => numbers.signed(value, DIGITS), through: (value) => numbers.signed(value),
};

/** @type {typeof AT_REST} */
const MOVING = {
  fine: (value) => (Number.isFinite(value) ? numbers.moving(numbers.signed, value, DIGITS) : '–'),
  error: (value) => numbers.moving(numbers.error, value),
  sent: (value) => numbers.moving(numbers.error, value),
  factor: (value) => (value >= 0 && value <= 1 ? numbers.moving(numbers.output, value) : numbers.gradient(value)),
  input: (value) => numbers.moving(numbers.output, value),
  weight: (value) => numbers.moving(numbers.signed, value, DIGITS),
  through: (value) => numbers.signed(value),
};

/** @param {Frame} frame how its numbers are written: with fewer digits while they move */
const writers = ({ playing }) => (playing ? MOVING : AT_REST);

/** @param {HTMLElement | null} cell @param {string} quantity @param {string} text */
function write(cell, quantity, text) {
  if (!cell) return;
  setText(cell, text);
  nameQuantity(cell, quantity);
}

/**
 * @param {HTMLElement} row @param {number} e its example's place @param {Dispatch} dispatch
 * @returns {(frame: Frame, layer: import('../../model/blame.js').Layer, made: Made) => void}
 */
function rowView(row, e, dispatch) {
  /** @param {string} name */
  const cell = (name) => part(row, `data-ledger-cell="${name}"`);
  const cells = {
    error: cell('error'), input: cell('input'), gradient: cell('gradient'),
    contribution: cell('contribution'), reason: cell('reason'),
  };
  const blame = row.querySelector('[data-ledger-cell="blame"]');
  const show = part(row, 'data-show');
  /** @type {number[]} */
  let inputs = [];
  show.addEventListener('click', () => dispatch({ type: 'show', shown: { kind: 'example', at: e, inputs } }));
  return (frame, layer, made) => {
    const { step, weight: i, shownExample, examples, neuron, run } = frame;
    const to = writers(frame);
    ({ inputs } = examples[e]);
    if (layer === 'hidden') {
      if (blame) setText(blame, to.sent(step.deltas[e]));
      write(cells.error, `sent-back:${e}:${neuron}`, to.sent(made.errors[e]));
      nameQuantity(cells.gradient, `hidden-slope:${e}:${neuron}`);
    } else setText(cells.error, to.error(made.errors[e]));
    const arriving = arrivingName(run, i, e);
    write(cells.input, arriving, arriving.startsWith('hidden') ? to.input(made.inputs[e]) : numbers.plain(made.inputs[e]));
    setText(cells.gradient, to.factor(made.gradients[e]));
    write(cells.contribution, `contribution:${e}:${i}`, to.fine(step.contributions[e][i]));
    const reason = REASONS[layer](frame.config, made.inputs[e], made.errors[e], made.gradients[e]);
    setText(cells.reason, say(`why_${reason}`));
    setClass(row, 'nothing', reason === 'input_zero');
    setClass(row, 'shown', e === shownExample);
    setAttributes(show, { 'aria-pressed': String(e === shownExample) });
  };
}

/** @type {Record<string, (config: Configuration, input: number, error: number, gradient: number) => string>} by layer */
const REASONS = {
  only: reasonOf,
  output: reasonBehind,
  hidden: (_, input, sent, slope) => reasonHidden(input, sent, slope),
};
