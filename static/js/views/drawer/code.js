// The code tab: the listing's matrices at the playhead, one line after the other, and the
// whole program to take away.

import { nextLine, previousLine } from '../../text/listing.js';
import * as numbers from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, parts, setAttributes, setText } from '../shared/dom.js';

const DIGITS = 6; // of what changes little: weights and what is added to them
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

/** @param {number} value @returns {string} a signed number that changes little */
const fine = (value) => numbers.signed(value, DIGITS);

/** @param {number} value @returns {string} a slope: mostly between 0 and 1, but not by every rule */
const slope = (value) => (value >= 0 && value <= 1 ? numbers.output(value) : numbers.signed(value, 4));

/** What stands in a matrix. @type {Record<string, (frame: Frame, at: number) => string>} */
const NUMBERS = {
  iteration: (frame) => numbers.count(frame.iteration),
  weights: (frame, i) => finite(frame.weights[i], fine),
  sums: (frame, e) => finite(frame.sums[e], (sum) => numbers.signed(sum, 4)),
  outputs: (frame, e) => finite(frame.outputs[e], numbers.output),
  errors: (frame, e) => finite(frame.errors[e], numbers.error),
  gradients: (frame, e) => finite(frame.step.gradients[e], slope),
  blame: (frame, e) => finite(frame.step.deltas[e], fine),
  adjustments: (frame, i) => finite(frame.step.adjustments[i], fine),
  'next-weights': (frame, i) => finite(frame.step.weights[i], fine),
  answer: (frame) => finite(frame.answer, (answer) => numbers.output(answer, frame.isExact ? numbers.ANSWER_DIGITS : numbers.SAFE_DIGITS)),
};

/**
 * The last step of a run that explodes may lead out of the finite range.
 * @param {number} value @param {(value: number) => string} write @returns {string}
 */
const finite = (value, write) => (Number.isFinite(value) ? write(value) : '–');

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
