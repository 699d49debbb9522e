// Sentences for screen readers: on pause, on a step, on clicked inputs and at milestones.
// Never a flood: what changes fast is waited out, and play is silent between milestones.

import * as words from '../../text/words.js';
import { part, setText } from './dom.js';

const SETTLED = 350; // milliseconds

/**
 * @param {HTMLElement} root
 * @returns {View & {setMilestones: (milestones: import('../../model/milestones.js').Milestone[]) => void}}
 */
export function createNarrator(root) {
  const region = part(root, 'data-narration');
  /** @type {import('../../model/milestones.js').Milestone[]} */
  let milestones = [];
  /** @type {Frame | null} */
  let before = null;
  let timer = 0;

  /** @param {string} sentence */
  const say = (sentence) => {
    clearTimeout(timer);
    timer = setTimeout(() => setText(region, sentence), SETTLED);
  };

  return {
    setMilestones(found) { milestones = found; },
    render(frame) {
      const last = before;
      before = frame;
      if (!last) return;
      const moved = frame.iteration !== last.iteration;
      const reached = milestones.filter(({ iteration }) => iteration > last.iteration && iteration <= frame.iteration);
      if (frame.playing && reached.length) say(reached.map(words.milestone).join(' '));
      else if (!frame.playing && (moved || last.playing)) {
        say([words.position(frame), ...milestonesAt(frame.iteration)].join(' '));
      } else if (frame.shownInputs !== last.shownInputs) say(words.answer(frame));
    },
  };

  /** @param {number} iteration @returns {string[]} */
  function milestonesAt(iteration) {
    return milestones.filter((milestone) => milestone.iteration === iteration).map(words.milestone);
  }
}
