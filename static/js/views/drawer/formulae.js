// The formulae with the chosen example's and weight's own quantities in them, as symbols or, at
// one click, as live numbers; and where the four reasons are at work right now. With a hidden
// layer they are there for the output's weights and for the hidden neurons'.

import * as numbers from '../../text/numbers.js';
import { arrivingAt, arrivingName, isThreshold, layerOf, partIn, senderOf } from '../../model/blame.js';
import { OUTPUT, placesOf, rowOfWeight } from '../../model/layers.js';
import { atWork } from '../../model/reasons.js';
import { say } from '../../text/words.js';
import { part, parts, setClass, setHidden, setText } from '../shared/dom.js';
import { nameQuantity } from '../shared/pointing.js';

const FRAMES = 10; // that a number stays while the picture plays
const NAMED = 8; // of many examples

/** @type {Record<string, (frame: Frame, place: number[]) => string>} how a quantity's number is written */
const WRITTEN = {
  weight: ({ weights }, [i]) => numbers.signed(weights[i]),
  input: ({ examples, rowOf }, [i, e]) => numbers.plain(rowOf(examples[e].inputs)[i]),
  'threshold-input': () => '1',
  'example-sum': ({ step }, [e]) => numbers.signed(step.weightedSums[e]),
  'example-output': ({ step }, [e]) => numbers.output(step.outputs[e]),
  'example-error': ({ step }, [e]) => numbers.error(step.errors[e]),
  gradient: ({ step }, [e]) => numbers.gradient(step.gradients[e]),
  contribution: ({ step }, [e, i]) => numbers.fine(step.contributions[e][i]),
  adjustment: ({ step }, [i]) => numbers.fine(step.adjustments[i]),
  blame: ({ step }, [e]) => numbers.sent(step.deltas[e]),
  'hidden-sum': ({ step }, [e, j]) => numbers.signed(hiddenIn(step).weightedSums[e][j]),
  'hidden-output': ({ step }, [e, j]) => numbers.output(hiddenIn(step).outputs[e][j]),
  'hidden-slope': ({ step }, [e, j]) => numbers.gradient(hiddenIn(step).gradients[e][j]),
  'hidden-blame': ({ step }, [e, j]) => numbers.sent(hiddenIn(step).deltas[e][j]),
  'sent-back': ({ step }, [e, j]) => numbers.sent(hiddenIn(step).errors[e][j]),
};

/** @param {Step} step of a run that has a hidden layer @returns {HiddenStep} */
const hiddenIn = ({ hidden }) => /** @type {HiddenStep} */ (hidden);

/** @param {HTMLElement} panel @returns {View} */
export function createFormulae(panel) {
  const whose = part(panel, 'data-whose');
  const letters = JSON.parse(whose.dataset.whose ?? '');
  const lists = [
    ...parts(panel, 'data-formulae').map((list) => ({ list, layer: list.dataset.formulae, tell: formulaeView(list) })),
    ...parts(panel, 'data-reasons').map((list) => ({ list, layer: list.dataset.reasons, tell: reasonsView(list, letters) })),
  ];
  const isNumeric = createToggle(panel, () => { if (shown) view.render(shown); });
  /** @type {Frame | null} */
  let shown = null;
  let renders = 0;
  let chosen = NaN;

  const view = {
    /** @param {Frame} frame */
    render(frame) {
      shown = frame;
      renders += 1;
      // Nobody reads sixty numbers a second, and laying formulae out takes the browser long.
      if (frame.tab !== 'why' || (frame.playing && renders % FRAMES && frame.neuron === chosen)) return;
      chosen = frame.neuron;
      const layer = layerOf(frame.run, frame.neuron);
      const example = Math.max(0, frame.shownExample); // the first where other inputs are shown
      setText(whose, say('whose', { letter: letters[example] }));
      lists.forEach(({ list, layer: of, tell }) => {
        if (layer !== 'only') setHidden(list, of !== layer);
        if (of === layer) tell(frame, example, isNumeric());
      });
    },
  };
  return view;
}

/** @typedef {(frame: Frame, example: number, numeric: boolean) => void} Tell */

/** @param {HTMLElement} list @returns {Tell} the formulae for one kind of neuron */
function formulaeView(list) {
  const tokens = parts(list, 'data-live').map(tokenView);
  const chosen = parts(list, 'data-chosen').map(chosenView);
  const which = parts(list, 'data-which');
  return (frame, example, numeric) => {
    chosen.forEach((symbol) => symbol(frame));
    which.forEach((index) => setText(index, String(spokenOf(frame) + 1)));
    tokens.forEach((token) => token(frame, example, numeric));
  };
}

/**
 * The hidden neuron that is spoken of: the chosen one, or the one whose output the chosen weight weighs.
 * @param {Frame} frame @returns {number}
 */
const spokenOf = ({ run, neuron, weight }) => Math.max(0, neuron === OUTPUT ? senderOf(run, weight) : neuron);

/**
 * One button for all formulae.
 * @param {HTMLElement} panel @param {() => void} onChange @returns {() => boolean} whether they are shown as numbers
 */
function createToggle(panel, onChange) {
  const button = part(panel, 'data-toggle-numbers');
  let numeric = false;
  button.addEventListener('click', () => {
    numeric = !numeric;
    setText(button, (numeric ? button.dataset.asSymbols : button.dataset.toggleNumbers) ?? '');
    parts(panel, 'data-symbols').forEach((formula) => formula.toggleAttribute('hidden', numeric));
    parts(panel, 'data-numbers').forEach((formula) => formula.toggleAttribute('hidden', !numeric));
    onChange();
  });
  return () => numeric;
}

/**
 * The chosen weight's adjustment, or what comes in there, as a symbol with its index; a threshold's input is 1.
 * @param {HTMLElement} element @returns {(frame: Frame) => void}
 */
function chosenView(element) {
  const [symbol, index] = element.children;
  const name = symbol.textContent ?? '';
  const isInput = element.dataset.chosen === 'input';
  return ({ weight, run }) => {
    const isIt = isThreshold(run, weight);
    const sends = senderOf(run, weight) !== OUTPUT;
    setText(symbol, isIt && isInput ? '1' : isInput && sends ? say('output_symbol') : name);
    setText(index, isIt ? (isInput ? '' : say('threshold_index')) : String(rowOfWeight(run, weight) + 1));
  };
}

/**
 * A symbol or number whose `data-live` names a quantity; the letters in it are the chosen ones (see the template).
 * @param {HTMLElement} element @returns {Tell}
 */
function tokenView(element) {
  const { live = '', write } = element.dataset;
  const [family, ...places] = live.split(':');
  return (frame, example, numeric) => {
    const name = family === 'arriving'
      ? arrivingName(frame.run, frame.weight, example)
      : [family, ...places.map((at) => placeOf(frame, example, at))].join(':');
    nameQuantity(element, name);
    if (write === undefined || !numeric) return;
    const [of, ...place] = name.split(':');
    const at = place.map(Number);
    setText(element, WRITTEN[of](frame, of === 'input' ? [at[0], example] : at));
  };
}

/** @param {Frame} frame @param {number} example @param {string} at @returns {number} */
function placeOf(frame, example, at) {
  const { run, weight, neuron } = frame;
  if (at === 'e') return example;
  if (at === 'w') return weight;
  if (at === 'n') return spokenOf(frame);
  if (at === 't') return placesOf(run, OUTPUT)[spokenOf(frame)];
  return at.startsWith('r') ? placesOf(run, neuron)[Number(at.slice(1))] : Number(at);
}

/** @param {string[]} letters @returns {string} */
function listed(letters) {
  const names = letters.slice(0, NAMED).join(', ');
  return letters.length > NAMED ? say('and_more', { names, count: letters.length - NAMED }) : names;
}

/** @param {HTMLElement} list @param {string[]} letters @returns {Tell} */
function reasonsView(list, letters) {
  const items = parts(list, 'data-reason').map((item) => ({
    item, name: item.dataset.reason ?? '', now: part(item, 'data-now'),
  }));
  return (frame) => {
    const { run, step, weight, neuron } = frame;
    const { errors, outputs } = partIn(step, neuron);
    const working = atWork({ errors, outputs, contributions: step.contributions }, arrivingAt(run, step, weight), weight);
    /** @param {'error' | 'input' | 'confident' | 'up' | 'down'} kind */
    const now = (kind) => (
      working[kind].length ? say(`now_${kind}`, { letters: listed(working[kind].map((e) => letters[e])) }) : ''
    );
    /** @type {Record<string, string>} */
    const texts = {
      error: now('error'), input: now('input'), confident: now('confident'),
      sign: [now('up'), now('down')].filter(Boolean).join(' · '),
    };
    items.forEach(({ item, name, now: element }) => {
      setText(element, texts[name]);
      setClass(item, 'at-work', texts[name] !== '');
    });
  };
}
