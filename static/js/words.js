// The page's sentences that depend on the run: summaries, milestones, troubles. No markup.

import * as numbers from './numbers.js';

/** @type {Record<string, string>} */
const MILESTONES = {
  first: 'The first example is on the right side of one half.',
  all: 'All examples are on the right side of one half.',
  tenth: 'The mean error is below 0.1.',
  hundredth: 'The mean error is below 0.01.',
};

export const STAGES = [
  '',
  'The examples flow through the weights: each gets an output.',
  'How far is each output from what it should be?',
  'Blame flows back: which weights caused the errors?',
  'The weights move a little. Then it all repeats.',
];

/** @param {import('./milestones.js').Milestone} milestone */
export const milestone = ({ iteration, name }) => `Iteration ${iteration}: ${MILESTONES[name]}`;

/** @param {Frame} frame @returns {string} where one is, after a pause or a step */
export function position(frame) {
  const end = frame.ended ? 'The end. ' : '';
  return `${end}Iteration ${frame.iteration} of ${frame.iterations}, mean error ${numbers.output(frame.error)}.`
    + ` ${answer(frame)}`;
}

/** @param {Frame} frame @returns {string} what the neuron says about the shown inputs */
export function answer(frame) {
  return `For ${numbers.row(frame.shownInputs)} the neuron says ${numbers.output(frame.shownOutput)}.`;
}

/** @param {Frame} frame @returns {string} */
export function curveSummary(frame) {
  const points = frame.examples.map((example, i) => (
    `${numbers.row(example.inputs)} has the sum ${numbers.signed(frame.sums[i])} and the output `
    + `${numbers.output(frame.outputs[i])}, and should be ${numbers.plain(example.output)}`
  ));
  return `At iteration ${frame.iteration}, on the curve: ${points.join('; ')}. ${answer(frame)}`;
}

/** @param {Frame} frame @returns {string} */
export function timeSummary(frame) {
  const weights = frame.weights.map((weight, i) => `${weightName(frame, i)} is ${numbers.signed(weight)}`);
  return `At iteration ${frame.iteration} of ${frame.iterations}: ${weights.join(', ')}; `
    + `the mean error is ${numbers.output(frame.error)}.`;
}

/** @param {Frame} frame @param {number} index @returns {string} */
export const weightName = (frame, index) => (
  frame.threshold && index === frame.weights.length - 1 ? 'the threshold' : `weight ${index + 1}`
);

/** @param {Frame} frame @returns {{text: string, canRetry: boolean} | null} what went wrong and what to do */
export function trouble(frame) {
  const { stream } = frame;
  if (frame.fault) {
    return { text: `Something in this page broke (${frame.fault}). Reload it; the run and your place in it are kept.`, canRetry: false };
  }
  if (stream.name === 'waiting') {
    const kept = frame.lastReceived >= 0
      ? ` All ${numbers.count(frame.lastReceived)} iterations received so far are kept.` : '';
    return { text: `${stream.reason} Trying again in ${numbers.count(Math.ceil(stream.seconds))} s.${kept}`, canRetry: true };
  }
  if (stream.name === 'failed') {
    const fields = (stream.problem.errors ?? []).map(({ field, message }) => ` ${field} ${message}.`).join('');
    return { text: `${stream.problem.title}. ${stream.problem.detail}${fields}`, canRetry: false };
  }
  return null;
}
