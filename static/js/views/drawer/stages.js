// The runs that a page of the story tells of: a click shows one in this one's place, which stays
// beside it as a ghost.

import { say } from '../../text/words.js';
import { part, parts, setHidden, setText } from '../shared/dom.js';
import { inTurn } from '../shared/in_turn.js';

const SPEED = 4; // one waits for how it ends

/**
 * @typedef {object} Stage as `webapp/words/story.py` has it
 * @property {Record<string, string | null>} fields that make it the run on screen
 * @property {boolean} plays from its start; else it is shown at its end @property {number} end its last iteration
 */

/** @param {HTMLElement} panel @param {Change} change @returns {View} */
export function createStages(panel, change) {
  let still = false;
  /** @type {(wish: {stage: Stage, wrong: HTMLElement}) => void} */
  const show = inTurn(async ({ stage: { fields, plays, end }, wrong }) => {
    const isPlayed = plays && !still;
    /** @type {Look} */
    const look = isPlayed ? { at: 0, between: 0, playing: true, speed: SPEED } : { at: end, between: end, playing: false };
    const problem = await change(fields, { branch: false, look });
    setHidden(wrong, !problem || problem.superseded === true);
    setText(wrong, problem?.detail || say('change_unreachable'));
  });
  parts(panel, 'data-stages').forEach((stages) => {
    const wrong = part(stages, 'data-stage-wrong');
    parts(stages, 'data-stage-sets').forEach((button) => {
      /** @type {Stage} */
      const stage = JSON.parse(button.dataset.stageSets ?? '');
      button.addEventListener('click', () => show({ stage, wrong }));
    });
  });
  return { render(frame) { ({ still } = frame); } };
}
