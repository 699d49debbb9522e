// The puzzle: the neuron's answer to the question, and which way it leans.

import { ANSWER_DIGITS, output } from '../numbers.js';
import { say } from '../words.js';
import { part, setText } from './dom.js';

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
