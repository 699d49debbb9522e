// Runs set side by side: each is streamed whole and summed up. Draws nothing.

import { History } from './history.js';
import { sigmoid, weightedSum } from '../model/neuron.js';
import { follow } from './stream.js';

const SMALLEST_ERROR = 3e-4; // the lower edge of the picture

/** @typedef {{history: History, run: Run, failedAt: number | null}} Finished */

/**
 * Stream a run to its end; null where the server does not answer or refuses.
 * @param {string} url the address of the run's events @returns {Promise<Finished | null>}
 */
export function finishRun(url) {
  return new Promise((resolve) => {
    /** @type {Finished | null} */
    let finished = null;
    const stream = follow({
      url,
      lastReceived: () => finished?.history.last ?? -1,
      onStarted: (run) => { finished ??= { history: new History(run), run, failedAt: null }; },
      onSnapshots: (block) => finished?.history.append(block),
      onStatus: (status) => {
        if (status.name === 'finished') resolve(finished);
        if (status.name === 'failed') resolve(finished && { ...finished, failedAt: status.problem.iteration ?? null });
        if (status.name !== 'waiting') return;
        stream.stop();
        resolve(null);
      },
    });
  });
}

/**
 * What a run answers to inputs at its end.
 * @param {Finished} finished @param {number[]} inputs @returns {number}
 */
export function answerOf({ history }, inputs) {
  return sigmoid(weightedSum(history.weightsAt(history.count - 1), inputs));
}

/**
 * The first iteration at which the run's situation is answered with at least this output.
 * @param {Finished} finished @param {number} output @returns {number | null}
 */
export function firstAsSure({ history, run }, output) {
  for (let at = 0; at < history.count; at += 1) {
    if (sigmoid(weightedSum(history.weightsAt(at), run.config.situation)) >= output) return history.iteration[at];
  }
  return null;
}

/**
 * A run's mean error as a line; both axes are logarithmic.
 * @param {History} history @param {number} longest iterations of the longest run beside it
 * @param {number} width @param {number} height @returns {string} an SVG polyline's points
 */
export function errorLine(history, longest, width, height) {
  const points = [];
  let last = -Infinity;
  for (let at = 0; at < history.count; at += 1) {
    const x = (Math.log10(history.iteration[at] + 1) / Math.log10(longest + 1)) * width;
    if (x - last < 1 && at < history.count - 1) continue;
    last = x;
    const share = Math.log10(Math.max(SMALLEST_ERROR, history.error[at])) / Math.log10(SMALLEST_ERROR);
    points.push(`${x.toFixed(1)},${(4 + share * (height - 8)).toFixed(1)}`);
  }
  return points.join(' ');
}
