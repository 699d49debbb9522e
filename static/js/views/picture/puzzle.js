// The puzzle: the neuron's answer to the question, and which way it leans.

import { ANSWER_DIGITS, output } from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, setText } from '../shared/dom.js';

/** @param {HTMLElement} root @returns {View} */
export function createPuzzle(root) {
  const number = part(root, 'data-answer');
  const says = part(root, 'data-answer-says');
  return {
    render({ answer }) {
      setText(number, output(answer, ANSWER_DIGITS));
      setText(says, answer === 0.5 ? say('undecided') : say('leans', { side: Number(answer > 0.5) }));
    },
  };
}
