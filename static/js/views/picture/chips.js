// The examples and the question as a row of chips: what each says, and which one is shown.
// Choosing a chip puts its inputs into the neuron.

import { isThat, theExample, theQuestion } from '../../model/situations.js';
import * as numbers from '../../text/numbers.js';
import { part, parts, setAttributes, setText } from '../shared/dom.js';

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {View} */
export function createChips(region, dispatch) {
  const chips = parts(region, 'data-chip').map((chip) => ({
    chip, output: part(chip, 'data-chip-output'), bar: part(chip, 'data-level-bar'), drawn: -1,
  }));
  /** @type {Frame | null} */
  let now = null;
  /** @type {Shown | null} */
  let shown = null;

  /** @param {Frame} frame @param {number} at @returns {Shown} the question comes after the examples */
  const situationOf = ({ run }, at) => (at < run.examples.length ? theExample(run, at) : theQuestion(run));
  chips.forEach(({ chip }, at) => {
    chip.addEventListener('click', () => { if (now) dispatch({ type: 'show', shown: situationOf(now, at) }); });
  });

  return {
    render(frame) {
      now = frame;
      chips.forEach((view, at) => {
        const output = frame.outputs[at] ?? frame.answer;
        setText(view.output, numbers.output(output, numbers.CHIP_DIGITS));
        const level = Math.round(output * 100) / 100;
        if (level !== view.drawn) view.bar.style.transform = `scaleX(${level})`;
        view.drawn = level;
      });
      if (shown && isThat(frame.shown, shown)) return;
      shown = frame.shown;
      chips.forEach(({ chip }, at) => {
        const isShown = isThat(situationOf(frame, at), frame.shown);
        setAttributes(chip, { 'aria-pressed': String(isShown) });
        if (isShown) bringIntoView(region, chip);
      });
    },
  };
}

/** @param {HTMLElement} row which alone scrolls, never the page @param {HTMLElement} chip */
function bringIntoView(row, chip) {
  const [left, right] = [chip.offsetLeft - row.offsetLeft, chip.offsetLeft - row.offsetLeft + chip.offsetWidth];
  if (left < row.scrollLeft) row.scrollLeft = left;
  else if (right > row.scrollLeft + row.clientWidth) row.scrollLeft = right - row.clientWidth;
}
