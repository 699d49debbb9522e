// The table: what the neuron says to every example and to what it was never shown. Choosing a row puts
// its inputs into the neuron. Where a hidden neuron is chosen, the table is that one's: beside what it
// says stands the logic function that it comes closest to, and what of the error is sent back to it.

import { OUTPUT } from '../../model/layers.js';
import { learnedOf, valueFor } from '../../model/learned.js';
import { isThat } from '../../model/situations.js';
import { singledOut } from '../../model/singled.js';
import { learnedText } from '../../text/learned.js';
import * as numbers from '../../text/numbers.js';
import { neuronName, say } from '../../text/words.js';
import { part, parts, setAttributes, setClass, setHidden, setText } from '../shared/dom.js';
import { nameQuantity } from '../shared/pointing.js';

let tables = 0; // each has a choice of its own, even with another on the page

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {View} */
export function createTable(region, dispatch) {
  tables += 1;
  const group = `shown-${tables}`;
  const views = /** @type {HTMLTableRowElement[]} */ (parts(region, 'data-row')).map((row) => rowView(row, group, dispatch));
  if (region.querySelector('[data-learned-who]')) views.push(learnedView(region), headsView(region));
  return { render: (frame) => views.forEach((view) => view.render(frame)) };
}

/** @param {HTMLElement} region @returns {View} what the chosen neuron has learned, or one that is pointed at meanwhile */
function learnedView(region) {
  const [who, what] = ['data-learned-who', 'data-learned-what'].map((hook) => part(region, hook));
  return {
    render(frame) {
      const neuron = frame.neuron === OUTPUT ? singledOut(frame) : frame.neuron;
      const learned = learnedOf(frame.learned, neuron);
      setText(who, neuronName(neuron));
      setAttributes(who, { class: neuron === OUTPUT ? '' : `hue-${neuron}` });
      setText(what, learned ? learnedText(frame.run, learned) : say('learned_nothing'));
    },
  };
}

/** @param {HTMLElement} region @returns {View} what the columns are called, and what stands in one of them */
function headsView(region) {
  const [ofOutput, ofHidden] = ['data-of-output', 'data-of-hidden'].map((hook) => parts(region, hook));
  return {
    render({ neuron }) {
      ofOutput.forEach((each) => setHidden(each, neuron !== OUTPUT));
      ofHidden.forEach((each) => setHidden(each, neuron === OUTPUT));
    },
  };
}

/** @param {HTMLTableRowElement} row @returns {Shown} an example by its place, the question, or other inputs */
function situationOf(row) {
  const inputs = (row.dataset.row ?? '').split(',').map(Number);
  const { example } = row.dataset;
  if (example === undefined) return { kind: 'other', inputs };
  return example === 'question' ? { kind: 'question', inputs } : { kind: 'example', at: Number(example), inputs };
}

/**
 * What the chosen neuron says to a row, and its error there.
 * @param {Frame} frame @param {number[]} inputs @param {number} at the example's place, or −1
 */
function saidOf(frame, inputs, at) {
  if (frame.neuron === OUTPUT) return { output: at < 0 ? frame.ask(inputs).output : frame.outputs[at], error: frame.errors[at] };
  const { outputs, errors } = frame.cell;
  const asked = () => /** @type {Forward[]} */ (frame.ask(inputs).hidden)[frame.neuron].output;
  return { output: at < 0 ? asked() : outputs[at], error: errors[at] };
}

/** @param {HTMLTableRowElement} row @param {string} group @param {Dispatch} dispatch @returns {View} */
function rowView(row, group, dispatch) {
  const situation = situationOf(row);
  const at = situation.kind === 'example' ? situation.at : -1;
  const choice = /** @type {HTMLInputElement} */ (row.querySelector('input'));
  choice.name = group;
  const says = part(row, 'data-says');
  const bar = part(row, 'data-bar');
  const error = row.querySelector('[data-error]');
  const closest = row.querySelector('[data-closest]');
  let drawn = '';
  const show = () => dispatch({ type: 'show', shown: situation });
  row.addEventListener('click', show);
  choice.addEventListener('change', show);
  return {
    render(frame) {
      const said = saidOf(frame, situation.inputs, at);
      const isShown = isThat(situation, frame.shown);
      setText(says, numbers.output(said.output, numbers.TABLE_DIGITS));
      if (error) setText(error, numbers.error(said.error, numbers.TABLE_DIGITS));
      if (closest) setText(closest, closestTo(frame, situation.inputs));
      if (closest && error) nameCells(row, frame.neuron, at);
      setClass(row, 'shown', isShown);
      if (choice.checked !== isShown) choice.checked = isShown;
      // Scaled rather than resized: a new width would lay the whole table out again.
      const scale = `scaleX(${Math.round(said.output * 1000) / 1000})`;
      if (scale !== drawn) bar.style.transform = scale;
      drawn = scale;
    },
  };
}

/** @param {Frame} frame @param {number[]} inputs @returns {string} what the function gives that the chosen neuron comes closest to */
function closestTo(frame, inputs) {
  const learned = learnedOf(frame.learned, frame.neuron);
  const value = learned?.isClear ? valueFor(frame.run, learned, inputs) : null;
  return value === null ? '–' : numbers.plain(value);
}

/** @param {HTMLTableRowElement} row @param {number} neuron that is chosen @param {number} at an example's place */
function nameCells(row, neuron, at) {
  const names = neuron === OUTPUT ? [`example-output:${at}`, `example-error:${at}`] : [`hidden-output:${at}:${neuron}`, `sent-back:${at}:${neuron}`];
  [...row.cells].slice(-2).forEach((cell, i) => nameQuantity(cell, names[i]));
}
