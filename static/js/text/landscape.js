// What is said of the landscape: what its colours mean, how high the run stands, what is held.

import { descends, heightOf, stepOf } from '../model/landscape.js';
import * as numbers from './numbers.js';
import { problemSays, say, weightName } from './words.js';

const MOST_HELD = 2; // weights that are named one by one

/**
 * Under the picture, or in its place where there is none; what does not move is said only when asked.
 * @param {Frame} frame @returns {{says: string, note: () => string, summary: () => string}}
 */
export function landscapeWords(frame) {
  const { landscape, weights, config } = frame;
  if (weights.length < 2) return alone(say('landscape_one'));
  if (!landscape) return alone(whyNone(frame));
  const quantity = say(config.rule === 'cross-entropy' ? 'landscape_entropy' : 'landscape_squares');
  const height = numbers.output(heightOf(frame.run, frame.sums, frame.errors));
  return {
    says: say('landscape_here', { quantity, height }),
    note: () => [steps(landscape), held(frame, landscape), descends(config.rule) ? '' : say('landscape_not_descended')].filter(Boolean).join(' '),
    summary: () => summary(frame, landscape, height),
  };
}

/** @param {Frame} frame @returns {string} */
function whyNone({ tooFar, noLandscape }) {
  if (tooFar) return say('landscape_far');
  if (!noLandscape) return say('landscape_waits');
  if (noLandscape.status === 503) return say('compare_busy');
  return noLandscape.status ? say('landscape_refused', { why: problemSays(noLandscape) }) : say('landscape_no_answer');
}

/** @param {string} says */
const alone = (says) => ({ says, note: () => '', summary: () => '' });

/** @param {Landscape} landscape @returns {string} what the colours and lines mean */
function steps({ contours }) {
  if (!contours.length) return say('landscape_flat');
  const step = stepOf(contours.map(({ level }) => level));
  if (!step) return say('landscape_darker');
  if ('factor' in step) return say(step.factor === 2 ? 'landscape_halves' : 'landscape_factor', { factor: numbers.count(step.factor) });
  return say('landscape_even', { difference: numbers.plain(step.difference, 3) });
}

/** @param {Frame} frame @param {Landscape} landscape @returns {string} at what all other weights are held, and since when */
function held(frame, { over, weights, iteration }) {
  const others = weights.flatMap((weight, i) => (over.includes(i) ? [] : [{ weight, name: weightName(frame, i) }]));
  if (!others.length) return '';
  const named = others.slice(0, MOST_HELD).map(({ weight, name }) => say('landscape_held_weight', { name, value: numbers.signed(weight) }));
  const more = others.length - named.length;
  const all = numbers.series(named);
  return say('landscape_held', { iteration: numbers.count(iteration), held: more ? say('and_more', { names: all, count: more }) : all });
}

/** @param {Frame} frame @param {Landscape} landscape @param {string} height @returns {string} */
function summary(frame, { over }, height) {
  const [along, up] = over.map((i) => say('weight_is', { name: weightName(frame, i), weight: numbers.signed(frame.weights[i]) }));
  return say('landscape_summary', { iteration: numbers.count(frame.iteration), along, up, height });
}
