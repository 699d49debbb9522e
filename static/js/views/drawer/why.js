// The weight asked about: its chooser, with a hidden layer the neuron's first, and what else
// takes its hue and name.

import { hiddenOf, hueOf, neuronOf } from '../../model/layers.js';
import * as numbers from '../../text/numbers.js';
import { part, parts, setClass, setHidden, setText } from '../shared/dom.js';

/** @param {HTMLElement} panel @param {Dispatch} dispatch @returns {View} */
export function createWhy(panel, dispatch) {
  const why = part(panel, 'data-why');
  const neurons = /** @type {HTMLInputElement[]} */ (parts(why, 'data-choose-neuron'));
  const choices = /** @type {HTMLInputElement[]} */ (parts(why, 'data-choose'));
  const values = parts(why, 'data-chosen-value');
  const labels = choices.map((choice) => /** @type {HTMLElement} */ (choice.parentElement));
  choices.forEach((choice, weight) => {
    choice.addEventListener('change', () => dispatch({ type: 'weight', weight }));
  });
  neurons.forEach((choice) => {
    choice.addEventListener('change', () => dispatch({ type: 'neuron', neuron: neuronAt(choice) }));
  });
  let hue = -1;

  return {
    render(frame) {
      if (frame.tab !== 'why') return;
      const { run, weight, neuron, weights } = frame;
      const isOne = !hiddenOf(run);
      choices.forEach((choice, i) => {
        const isThere = isOne || neuronOf(run, i) === neuron;
        if (!isOne) setHidden(labels[i], !isThere);
        if (choice.checked !== (i === weight)) choice.checked = i === weight;
        if (isThere) setText(values[i], numbers.signed(weights[i]));
      });
      neurons.forEach((choice) => {
        if (choice.checked !== (neuronAt(choice) === neuron)) choice.checked = neuronAt(choice) === neuron;
      });
      if (hue >= 0) setClass(why, `hue-${hue}`, false);
      hue = hueOf(run, weight);
      setClass(why, `hue-${hue}`, true);
    },
  };
}

/** @param {HTMLInputElement} choice @returns {number} */
const neuronAt = (choice) => Number(choice.dataset.chooseNeuron);
