// Sentences for screen readers: on pause, on a step, on clicked inputs, at milestones, where
// another run has taken one's place, and what other views have to tell. Never a flood: what changes fast is waited out, and play is
// silent between milestones.

import * as words from '../../text/words.js';
import { setText } from './dom.js';

const SETTLED = 350; // milliseconds

/**
 * @param {HTMLElement} region
 * @param {() => import('../../model/milestones.js').Milestone[]} milestones those reached so far
 * @param {boolean} [isAnother] whether another run stood here a moment ago
 * @returns {View}
 */
export function createNarrator(region, milestones, isAnother = false) {
  /** @type {Frame | null} */
  let before = null;
  let timer = 0;

  /** @param {string} sentence */
  const say = (sentence) => {
    clearTimeout(timer);
    timer = setTimeout(() => setText(region, sentence), SETTLED);
  };

  return {
    render(frame) {
      const last = before;
      before = frame;
      if (!last) {
        if (isAnother && !frame.playing) say(words.position(frame));
        return;
      }
      const moved = frame.iteration !== last.iteration;
      if (frame.told && frame.told !== last.told) say(frame.told.text);
      else if (frame.playing) sayReached(last, frame);
      else if (moved || last.playing) say([words.position(frame), ...milestonesAt(frame)].join(' '));
      else if (frame.shown !== last.shown) say(words.answer(frame));
    },
  };

  /** @param {Frame} last @param {Frame} frame */
  function sayReached(last, frame) {
    const reached = milestones().filter(({ iteration }) => iteration > last.iteration && iteration <= frame.iteration);
    if (reached.length) say(reached.map((milestone) => words.milestone(milestone, frame)).join(' '));
  }

  /** @param {Frame} frame @returns {string[]} */
  function milestonesAt(frame) {
    return milestones().filter(({ iteration }) => iteration === frame.iteration)
      .map((milestone) => words.milestone(milestone, frame));
  }
}
