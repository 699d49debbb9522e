// The code tab: the listing's matrices at the playhead, one line after the other, and the
// whole program to take away.

import { hiddenOf } from '../../model/layers.js';
import { nextLine, previousLine } from '../../text/listing.js';
import * as numbers from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, parts, setAttributes, setText } from '../shared/dom.js';

const DIGITS = 6; // of what changes little: weights and what is added to them
const TINY = 0.00005; // under it four decimals hide a number
const BESIDE = 4; // of the same where they stand side by side, a column a hidden neuron
const CONFIRMED = 2000; // milliseconds

/** @param {HTMLElement} panel @param {Dispatch} dispatch @returns {View} */
export function createCode(panel, dispatch) {
  const tab = part(panel, 'data-code');
  const lines = parts(tab, 'data-line');
  const says = part(tab, 'data-line-says');
  const [back, forward] = parts(tab, 'data-line-step');
  const cells = parts(tab, 'data-matrix').filter((cell) => (cell.dataset.matrix ?? '') in NUMBERS).map(cellView);
  /** @type {Frame | null} */
  let shown = null;
  let line = -1;

  back.addEventListener('click', () => { if (shown) previousLine(shown).forEach(dispatch); });
  forward.addEventListener('click', () => { if (shown) nextLine(shown).forEach(dispatch); });
  copyButton(tab, dispatch);
  return {
    render(frame) {
      if (frame.tab !== 'code') return;
      shown = frame;
      cells.forEach((write) => write(frame));
      lines.forEach((item, i) => setAttributes(item, { 'aria-current': i === frame.line ? 'step' : 'false' }));
      setText(says, lines[frame.line]?.dataset.lineName ?? says.dataset.lineSays ?? '');
      // A button that is truly disabled would drop the focus of whoever steps by keyboard.
      setAttributes(back, { 'aria-disabled': String(!previousLine(frame).length) });
      setAttributes(forward, { 'aria-disabled': String(!nextLine(frame).length) });
      if (frame.line !== line && lines[frame.line]) bringIntoView(tab, lines[frame.line]);
      line = frame.line;
    },
  };
}

/**
 * Scroll the panel alone, so that the picture beside or above it stays where it is.
 * @param {HTMLElement} tab @param {HTMLElement} line
 */
function bringIntoView(tab, line) {
  const panel = /** @type {HTMLElement} */ (tab.parentElement);
  const top = part(tab, 'data-stepper').getBoundingClientRect().bottom;
  const box = line.getBoundingClientRect();
  if (box.top < top || box.bottom > panel.getBoundingClientRect().bottom) panel.scrollTop += box.top - top;
}

/** @param {number} value @param {number} [digits] @returns {string} a signed number that changes little */
const fine = (value, digits = DIGITS) => numbers.signed(value, digits);

/** @param {number} value @param {number} [digits] @returns {string} */
const sum = (value, digits = 4) => numbers.signed(value, digits);

/**
 * A slope: mostly between 0 and 1, but not by every rule.
 * @param {number} value @param {number} [digits] @returns {string}
 */
const slope = (value, digits = 4) => (
  value >= 0 && value <= 1 ? numbers.output(value, digits) : numbers.signed(value, digits)
);

/** What stands in a matrix. @type {Record<string, (frame: Frame, at: number) => string>} */
const NUMBERS = {
  iteration: (frame) => numbers.count(frame.iteration),
  weights: (frame, i) => written(frame, frame.weights[i], fine, DIGITS),
  sums: (frame, e) => written(frame, frame.sums[e], sum),
  outputs: (frame, e) => written(frame, frame.outputs[e], numbers.output),
  errors: (frame, e) => written(frame, frame.errors[e], numbers.error),
  gradients: (frame, e) => written(frame, frame.step.gradients[e], slope),
  blame: (frame, e) => written(frame, frame.step.deltas[e], fine, DIGITS),
  adjustments: (frame, i) => written(frame, frame.step.adjustments[i], fine, DIGITS),
  'next-weights': (frame, i) => written(frame, frame.step.weights[i], fine, DIGITS),
  'weights-in-layer': (frame, i) => written(frame, frame.weights[i], sum),
  'adjustments-in-layer': (frame, i) => small(frame, frame.step.adjustments[i]),
  'next-in-layer': (frame, i) => written(frame, frame.step.weights[i], sum),
  'hidden-sums': (frame, at) => written(frame, ofHidden(frame, 'weightedSums', at), numbers.signed, 3),
  'hidden-outputs': (frame, at) => written(frame, ofHidden(frame, 'outputs', at), numbers.output),
  'sent-back': (frame, at) => small(frame, ofHidden(frame, 'errors', at)),
  'hidden-slopes': (frame, at) => written(frame, ofHidden(frame, 'gradients', at), numbers.output),
  'hidden-blame': (frame, at) => small(frame, ofHidden(frame, 'deltas', at)),
  seen: ({ ask, situation }, j) => numbers.output(ask(situation).hidden?.[j].output ?? NaN),
  answer: ({ answer, isExact }) => numbers.output(answer, isExact ? numbers.ANSWER_DIGITS : numbers.SAFE_DIGITS),
};

/**
 * One of the hidden neurons' numbers.
 * @param {Frame} frame @param {keyof HiddenStep} name @param {number} at counts row by row @returns {number}
 */
function ofHidden({ run, step: { hidden } }, name, at) {
  const neurons = hiddenOf(run);
  return hidden ? hidden[name][Math.floor(at / neurons)][at % neurons] : NaN;
}

/**
 * A number that can be very small, where there is little room.
 * @param {Frame} frame @param {number} value @returns {string}
 */
function small(frame, value) {
  if (!value || Math.abs(value) >= TINY || frame.playing) return written(frame, value, fine, BESIDE);
  return numbers.fine(value);
}

/**
 * With fewer digits while they move; the last step of a run that explodes may lead out of the
 * finite range.
 * @param {Frame} frame @param {number} value
 * @param {(value: number, digits?: number) => string} write @param {number} [digits] at rest
 * @returns {string}
 */
function written({ playing }, value, write, digits) {
  if (!Number.isFinite(value)) return '–';
  return playing ? numbers.moving(write, value, digits) : write(value, digits);
}

/** @param {HTMLElement} cell @returns {(frame: Frame) => void} */
function cellView(cell) {
  const write = NUMBERS[cell.dataset.matrix ?? ''];
  const at = Number(cell.dataset.at);
  return (frame) => setText(cell, write(frame, at));
}

/** @param {HTMLElement} tab @param {Dispatch} dispatch */
function copyButton(tab, dispatch) {
  const button = part(tab, 'data-copy');
  const script = /** @type {HTMLTextAreaElement} */ (part(tab, 'data-script'));
  const name = button.textContent ?? '';
  let confirmed = 0;
  button.addEventListener('click', async () => {
    const copied = await copy(script);
    const outcome = say(copied ? 'code_copied' : 'code_selected');
    setText(button, outcome);
    dispatch({ type: 'told', text: outcome });
    clearTimeout(confirmed);
    confirmed = setTimeout(() => setText(button, name), CONFIRMED);
  });
}

/**
 * Where the browser gives no clipboard, as to a page that came without encryption, the
 * text is shown and selected instead.
 * @param {HTMLTextAreaElement} script @returns {Promise<boolean>} whether it is in the clipboard
 */
async function copy(script) {
  try {
    await navigator.clipboard.writeText(script.value);
    return true;
  } catch {
    script.hidden = false;
    script.select();
    return false;
  }
}
