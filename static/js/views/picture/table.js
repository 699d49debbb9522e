// The table: what the neuron says to every example and to what it was never shown.
// Choosing a row puts its inputs into the neuron.

import { sigmoid, weightedSum } from '../../model/neuron.js';
import * as numbers from '../../text/numbers.js';
import { part, parts, setClass, setText } from '../shared/dom.js';

/** @param {HTMLElement} root @param {Dispatch} dispatch @returns {View} */
export function createTable(root, dispatch) {
  const rows = parts(part(root, 'data-table'), 'data-row').map((row) => rowView(row, dispatch));
  return { render: (frame) => rows.forEach((row) => row.render(frame)) };
}

/** @param {HTMLElement} row @param {Dispatch} dispatch @returns {View} */
function rowView(row, dispatch) {
  const inputs = (row.dataset.row ?? '').split(',').map(Number);
  const example = row.dataset.example === undefined ? -1 : Number(row.dataset.example);
  const choice = /** @type {HTMLInputElement} */ (row.querySelector('input'));
  const says = part(row, 'data-says');
  const bar = part(row, 'data-bar');
  const error = row.querySelector('[data-error]');
  let drawn = '';
  const show = () => dispatch({ type: 'show', inputs });
  row.addEventListener('click', show);
  choice.addEventListener('change', show);
  return {
    render(frame) {
      const output = example < 0 ? sigmoid(weightedSum(frame.weights, inputs)) : frame.outputs[example];
      const isShown = inputs.every((value, i) => value === frame.shownInputs[i])
        && (example < 0 || example === frame.shownExample);
      setText(says, numbers.output(output));
      if (error) setText(error, numbers.error(frame.errors[example]));
      setClass(row, 'shown', isShown);
      if (choice.checked !== isShown) choice.checked = isShown;
      // Scaled rather than resized: a new width would lay the whole table out again.
      const scale = `scaleX(${Math.round(movingOutput(frame) * 1000) / 1000})`;
      if (scale !== drawn) bar.style.transform = scale;
      drawn = scale;
    },
  };

  /** @param {Frame} frame @returns {number} */
  function movingOutput(frame) {
    return example < 0 ? sigmoid(weightedSum(frame.moving.weights, inputs)) : frame.moving.outputs[example];
  }
}
