// The weight asked about: its chooser, and what else takes its hue and name.

import * as numbers from '../../text/numbers.js';
import { part, parts, setClass, setText } from '../shared/dom.js';

/** @param {HTMLElement} panel @param {Dispatch} dispatch @returns {View} */
export function createWhy(panel, dispatch) {
  const why = part(panel, 'data-why');
  const choices = /** @type {HTMLInputElement[]} */ (parts(why, 'data-choose'));
  const values = parts(why, 'data-chosen-value');
  choices.forEach((choice, weight) => {
    choice.addEventListener('change', () => dispatch({ type: 'weight', weight }));
  });
  return {
    render(frame) {
      if (frame.tab !== 'why') return;
      choices.forEach((choice, i) => {
        if (choice.checked !== (i === frame.weight)) choice.checked = i === frame.weight;
        setClass(why, `hue-${i}`, i === frame.weight);
        setText(values[i], numbers.signed(frame.weights[i]));
      });
    },
  };
}
