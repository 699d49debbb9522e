// The puzzle: the neuron's answer to the question, and which way it leans.

import { sideOf } from '../../model/milestones.js';
import { ANSWER_DIGITS, SAFE_DIGITS, output, row } from '../../text/numbers.js';
import { inputsText, say } from '../../text/words.js';
import { part, setClass, setText } from '../shared/dom.js';

const MOST_ROOM = 64; // characters, so that the sentence stays one

/** In people's own terms, unless those are too long for the sentence. @param {HTMLElement} asked @param {Frame} frame */
function tellAsked(asked, frame) {
  const [named, plain] = [inputsText(frame, frame.situation), row(frame.situation)];
  const isNamed = named !== plain && named.length <= MOST_ROOM;
  setText(asked, isNamed ? named : plain);
  setClass(asked, 'named', isNamed);
}

/** @param {HTMLElement} region @param {Settings} settings @returns {View} */
export function createPuzzle(region, { undecided }) {
  const number = part(region, 'data-answer');
  const says = part(region, 'data-answer-says');
  const asked = part(region, 'data-asked');
  /** @type {Partial<Pick<Frame, 'columns' | 'scales'>>} */
  let seen = {};
  return {
    render(frame) {
      const { answer, isExact, columns, scales } = frame;
      if (columns !== seen.columns || scales !== seen.scales) tellAsked(asked, frame);
      seen = { columns, scales };
      setText(number, output(answer, isExact ? ANSWER_DIGITS : SAFE_DIGITS));
      const side = sideOf(answer, undecided);
      setText(says, side === null ? say('undecided') : say('leans', { side }));
    },
  };
}
