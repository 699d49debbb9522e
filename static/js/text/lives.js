// What is said of many lives at once: how many of them answer what, and why there are none.

import { countsOf } from '../model/lives.js';
import * as numbers from './numbers.js';
import { say } from './words.js';

/**
 * What all lives answer, in words.
 * @param {{situation: number[], iteration?: number, playing?: boolean}} frame
 * @param {number} iteration of the snapshot that this is about: not each one of the run's is kept of all lives
 * @param {ArrayLike<number>} predictions @returns {string}
 */
export function livesSummary(frame, iteration, predictions) {
  const { situation, iteration: now = iteration, playing = false } = frame;
  const { above, left } = countsOf(predictions);
  const said = say(playing || now === iteration ? 'lives_answer' : 'lives_answer_kept', {
    iteration: numbers.count(iteration), now: numbers.count(now), above, count: predictions.length - left, inputs: numbers.row(situation),
  });
  return left ? `${said} ${say('lives_left', { count: left })}` : said;
}

/**
 * What is to be said beside: that they are on their way, or why they are not.
 * @param {{config: Configuration, lives: Seeds | null}} frame @param {Seeds | null} seeds that there are or can be
 * @param {{standing: () => string, problem: () => Problem | null, lives: () => {count: number} | null}} followed
 * @returns {string} empty where there is nothing
 */
export function livesNote({ config, lives }, seeds, followed) {
  if (!seeds) return say('lives_too_long');
  if (!lives) return '';
  const notes = [standing(followed)];
  if (config.start) notes.push(say('lives_own_start', { first: numbers.count(seeds.first), last: numbers.count(seeds.first + seeds.count - 1) }));
  return notes.filter(Boolean).join(' ');
}

/** @param {Parameters<typeof livesNote>[2]} followed @returns {string} */
function standing({ standing: now, problem, lives }) {
  const why = problem();
  switch (now()) {
    case 'receiving': return lives()?.count ? '' : say('lives_running');
    case 'busy': return say('compare_busy');
    case 'no_answer': return say('no_answer');
    case 'failed':
      return typeof why?.iteration === 'number' ? say('lives_all_left', { iteration: numbers.count(why.iteration) }) : why?.detail ?? '';
    default: return '';
  }
}
