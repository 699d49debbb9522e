// The table: what the neuron says to every example and to what it was never shown.
// Choosing a row puts its inputs into the neuron.

import { isThat } from '../../model/situations.js';
import * as numbers from '../../text/numbers.js';
import { part, parts, setClass, setText } from '../shared/dom.js';

let tables = 0; // each has a choice of its own, even with another on the page

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {View} */
export function createTable(region, dispatch) {
  tables += 1;
  const group = `shown-${tables}`;
  const rows = parts(region, 'data-row').map((row) => rowView(row, group, dispatch));
  return { render: (frame) => rows.forEach((row) => row.render(frame)) };
}

/** @param {HTMLElement} row @returns {Shown} an example by its place, the question, or other inputs */
function situationOf(row) {
  const inputs = (row.dataset.row ?? '').split(',').map(Number);
  const { example } = row.dataset;
  if (example === undefined) return { kind: 'other', inputs };
  return example === 'question' ? { kind: 'question', inputs } : { kind: 'example', at: Number(example), inputs };
}

/** @param {HTMLElement} row @param {string} group @param {Dispatch} dispatch @returns {View} */
function rowView(row, group, dispatch) {
  const situation = situationOf(row);
  const at = situation.kind === 'example' ? situation.at : -1;
  const choice = /** @type {HTMLInputElement} */ (row.querySelector('input'));
  choice.name = group;
  const says = part(row, 'data-says');
  const bar = part(row, 'data-bar');
  const error = row.querySelector('[data-error]');
  let drawn = '';
  const show = () => dispatch({ type: 'show', shown: situation });
  row.addEventListener('click', show);
  choice.addEventListener('change', show);
  return {
    render(frame) {
      const output = at < 0 ? frame.ask(situation.inputs).output : frame.outputs[at];
      const isShown = isThat(situation, frame.shown);
      setText(says, numbers.output(output, numbers.TABLE_DIGITS));
      if (error) setText(error, numbers.error(frame.errors[at], numbers.TABLE_DIGITS));
      setClass(row, 'shown', isShown);
      if (choice.checked !== isShown) choice.checked = isShown;
      // Scaled rather than resized: a new width would lay the whole table out again.
      const scale = `scaleX(${Math.round(output * 1000) / 1000})`;
      if (scale !== drawn) bar.style.transform = scale;
      drawn = scale;
    },
  };
}
