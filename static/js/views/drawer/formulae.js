// The six formulae with the chosen example's and weight's own quantities in them, as symbols
// or, at one click, as live numbers; and where the four reasons are at work right now.

import * as numbers from '../../text/numbers.js';
import { atWork } from '../../model/reasons.js';
import { say } from '../../text/words.js';
import { part, parts, setClass, setText } from '../shared/dom.js';
import { nameQuantity } from '../shared/pointing.js';

const FRAMES = 10; // that a number stays while the picture plays
const NAMED = 8; // of many examples

/** @type {Record<string, (frame: Frame, place: number[]) => string>} how a quantity's number is written */
const WRITTEN = {
  weight: ({ weights }, [i]) => numbers.signed(weights[i]),
  input: ({ examples, rowOf }, [i, e]) => numbers.plain(rowOf(examples[e].inputs)[i]),
  'example-sum': ({ step }, [e]) => numbers.signed(step.weightedSums[e]),
  'example-output': ({ step }, [e]) => numbers.output(step.outputs[e]),
  'example-error': ({ step }, [e]) => numbers.error(step.errors[e]),
  gradient: ({ step }, [e]) => numbers.gradient(step.gradients[e]),
  contribution: ({ step }, [e, i]) => numbers.fine(step.contributions[e][i]),
  adjustment: ({ step }, [i]) => numbers.fine(step.adjustments[i]),
};

/** @param {HTMLElement} panel @returns {View} */
export function createFormulae(panel) {
    const tokens = parts(panel, 'data-live').map(tokenView);
  const chosen = parts(panel, 'data-chosen').map(chosenView);
  const whose = part(panel, 'data-whose');
  const letters = JSON.parse(part(panel, 'data-formulae').dataset.formulae ?? '');
  const reasons = reasonsView(panel, letters);
  const isNumeric = createToggle(panel, () => { if (shown) view.render(shown); });
  /** @type {Frame | null} */
  let shown = null;
  let renders = 0;

  const view = {
    /** @param {Frame} frame */
    render(frame) {
      shown = frame;
      renders += 1;
      // Nobody reads sixty numbers a second, and laying formulae out takes the browser long.
      if (frame.tab !== 'why' || (frame.playing && renders % FRAMES)) return;
      const example = Math.max(0, frame.shownExample); // the first where other inputs are shown
      setText(whose, say('whose', { letter: letters[example] }));
      chosen.forEach((symbol) => symbol(frame));
      tokens.forEach((token) => token(frame, example, isNumeric()));
      reasons(frame);
    },
  };
  return view;
}

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
 * The chosen weight's adjustment or input, as a symbol with its index; the threshold's input is 1.
 * @param {HTMLElement} element @returns {(frame: Frame) => void}
 */
function chosenView(element) {
  const [symbol, index] = element.children;
  const name = symbol.textContent ?? '';
  const isInput = element.dataset.chosen === 'input';
  return ({ weight, situation }) => {
    const isThreshold = weight >= situation.length;
    setText(symbol, isThreshold && isInput ? '1' : name);
    setText(index, isThreshold ? (isInput ? '' : say('threshold_index')) : String(weight + 1));
  };
}

/**
 * A symbol or number whose `data-live` names a quantity; `e` and `w` in it are the chosen ones.
 * @param {HTMLElement} element @returns {(frame: Frame, example: number, numeric: boolean) => void}
 */
function tokenView(element) {
  const { live = '', write } = element.dataset;
  const [family, ...places] = live.split(':');
  const writes = write === undefined ? null : WRITTEN[family];
  return (frame, example, numeric) => {
    const place = places.map((at) => (at === 'e' ? example : at === 'w' ? frame.weight : Number(at)));
    nameQuantity(element, [family, ...place].join(':'));
    if (writes && numeric) setText(element, writes(frame, family === 'input' ? [place[0], example] : place));
  };
}

/** @param {string[]} letters @returns {string} */
function listed(letters) {
  const names = letters.slice(0, NAMED).join(', ');
  return letters.length > NAMED ? say('and_more', { names, count: letters.length - NAMED }) : names;
}

/**
 * @param {HTMLElement} panel @param {string[]} letters @returns {(frame: Frame) => void}
 */
function reasonsView(panel, letters) {
  const items = parts(panel, 'data-reason').map((item) => ({
    item, name: item.dataset.reason ?? '', now: part(item, 'data-now'),
  }));
  return (frame) => {
    const inputs = frame.examples.map((example) => frame.rowOf(example.inputs)[frame.weight]);
    const working = atWork(frame.step, inputs, frame.weight);
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
