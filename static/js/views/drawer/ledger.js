// The ledger of a weight's next adjustment: one row an example, error × input × gradient,
// then their sum, the weight before and after. Each row says its reason in words.

import * as numbers from '../../text/numbers.js';
import { plainSum, reasonOf } from '../../model/reasons.js';
import { say, weightName } from '../../text/words.js';
import { part, parts, setAttributes, setClass, setHidden, setText } from '../shared/dom.js';
import { nameQuantity } from '../shared/pointing.js';

const DIGITS = 6; // of weights and what is added to them

/** @param {HTMLElement} panel @param {Dispatch} dispatch @returns {View} */
export function createLedger(panel, dispatch) {
  const ledger = part(panel, 'data-ledger');
  const rows = parts(ledger, 'data-ledger-row').map((row, e) => rowView(row, e, dispatch));
  const totals = totalsView(ledger);
  const lastBit = part(panel, 'data-last-bit');

  return {
    render(frame) {
      if (frame.tab !== 'why') return;
      rows.forEach((row) => row.render(frame));
      totals.render(frame);
      const plain = plainSum(frame.step, frame.weight, frame.config.rate);
      const core = frame.step.adjustments[frame.weight];
      const differs = frame.isExact && Number.isFinite(core) && plain !== core;
      setHidden(lastBit, !differs);
      if (differs) setText(lastBit, say('last_bit', { plain: numbers.exact(plain), core: numbers.exact(core) }));
    },
  };

  /** @param {HTMLElement} ledger @returns {View} */
  function totalsView(ledger) {
    const caption = part(ledger, 'data-ledger-caption');
    const names = { now: part(ledger, 'data-total-name="now"'), next: part(ledger, 'data-total-name="next"') };
    /** @param {string} name */
    const total = (name) => /** @type {HTMLElement | null} */ (ledger.querySelector(`[data-total="${name}"]`));
    const cells = { plain: total('plain'), adjustment: total('adjustment'), weight: total('weight'), next: total('next') };
    return {
      render(frame) {
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
      },
    };
  }
}

/** @type {Record<'fine' | 'error' | 'factor' | 'weight', (value: number) => string>} */
const AT_REST = {
  fine: numbers.fine, error: (value) => numbers.error(value), factor: numbers.gradient, weight: (value) => numbers.signed(value, DIGITS),
};

/** @type {typeof AT_REST} */
const MOVING = {
  fine: (value) => (Number.isFinite(value) ? numbers.moving(numbers.signed, value, DIGITS) : '–'),
  error: (value) => numbers.moving(numbers.error, value),
  factor: (value) => (value >= 0 && value <= 1 ? numbers.moving(numbers.output, value) : numbers.gradient(value)),
  weight: (value) => numbers.moving(numbers.signed, value, DIGITS),
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
 * @returns {View}
 */
function rowView(row, e, dispatch) {
  /** @param {string} name */
  const cell = (name) => part(row, `data-ledger-cell="${name}"`);
  const cells = {
    error: cell('error'), input: cell('input'), gradient: cell('gradient'),
    contribution: cell('contribution'), reason: cell('reason'),
  };
  const show = part(row, 'data-show');
  /** @type {number[]} */
  let inputs = [];
  show.addEventListener('click', () => dispatch({ type: 'show', shown: { kind: 'example', at: e, inputs } }));
  return {
    render(frame) {
      const { step, weight: i, shownExample, examples, rowOf, config } = frame;
      const { fine, error, factor } = writers(frame);
      ({ inputs } = examples[e]);
      const input = rowOf(inputs)[i];
      setText(cells.error, error(step.errors[e]));
      write(cells.input, `input:${i}`, numbers.plain(input));
      setText(cells.gradient, factor(step.gradients[e]));
      write(cells.contribution, `contribution:${e}:${i}`, fine(step.contributions[e][i]));
      const reason = reasonOf(config, input, step.errors[e], step.gradients[e]);
      setText(cells.reason, say(`why_${reason}`));
      setClass(row, 'nothing', reason === 'input_zero');
      setClass(row, 'shown', e === shownExample);
      setAttributes(show, { 'aria-pressed': String(e === shownExample) });
    },
  };
}
