// The puzzle: the neuron's answer to the question, and which way it leans.

import { sideOf } from '../../model/milestones.js';
import { ANSWER_DIGITS, SAFE_DIGITS, output } from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, setText } from '../shared/dom.js';

/** @param {HTMLElement} region @param {Settings} settings @returns {View} */
export function createPuzzle(region, { undecided }) {
  const number = part(region, 'data-answer');
  const says = part(region, 'data-answer-says');
  return {
    render({ answer, isExact }) {
      setText(number, output(answer, isExact ? ANSWER_DIGITS : SAFE_DIGITS));
      const side = sideOf(answer, undecided);
      setText(says, side === null ? say('undecided') : say('leans', { side }));
    },
  };
}
