// Runs set side by side: each is streamed whole and summed up. Draws nothing.

import { forward } from '../model/neuron.js';
import { History } from './history.js';
import { follow } from './stream.js';

const SMALLEST_ERROR = 5e-5; // the lower edge of the picture

/** @typedef {{history: History, run: Run, failedAt: number | null}} Finished */

/**
 * Stream a run to its end; null where the server does not answer, breaks off twice without
 * anything new, or refuses. While it only is busy, it is waited for.
 * @param {string} url the address of the run's events
 * @param {() => void} [onBusy] @returns {Promise<Finished | null>}
 */
export function finishRun(url, onBusy = () => {}) {
  return new Promise((resolve, reject) => {
    /** @type {Finished | null} */
    let finished = null;
    let kept = -1; // the last iteration there was when it was last asked for
    const last = () => finished?.history.last ?? -1;
    const stream = follow({
      url: () => url,
      lastReceived: last,
      arithmetic: () => finished?.run.arithmetic,
      onStarted: (run) => { finished ??= { history: new History(run), run, failedAt: null }; },
      onSnapshots: (block) => finished?.history.append(block),
      beginAnew: async () => { finished = null; },
      onStatus: (status) => {
        if (status.name === 'finished') resolve(finished);
        if (status.name === 'failed') resolve(finished && { ...finished, failedAt: status.problem.iteration ?? null });
        if (status.name !== 'waiting') return;
        if (status.reason === 'busy') return onBusy();
        if (status.reason === 'broken' && last() > kept) { kept = last(); return; }
        stream.letGo();
        resolve(null);
      },
    });
    stream.done.catch(reject);
  });
}

/**
 * What a run answers to inputs at its end.
 * @param {Finished} finished @param {number[]} inputs @returns {number}
 */
export const answerOf = ({ history, run }, inputs) => (
  forward(run, history.weightsAt(history.count - 1), inputs).output
);

/**
 * The first iteration at which the run's situation is answered with at least this output.
 * @param {Finished} finished @param {number} output @returns {number | null}
 */
export function firstAsSure({ history, run }, output) {
  for (let at = 0; at < history.count; at += 1) {
    if (forward(run, history.weightsAt(at), run.config.situation).output >= output) return history.iteration[at];
  }
  return null;
}

/**
 * The picture's axes: iterations along, errors down, both logarithmic.
 * @param {number} longest iterations of the longest run @param {number} width @param {number} height
 * @returns {{x: (iteration: number) => number, y: (error: number) => number}}
 */
export function axesOf(longest, width, height) {
  return {
    x: (iteration) => (Math.log10(iteration + 1) / Math.log10(longest + 1)) * width,
    y: (error) => (Math.log10(Math.max(SMALLEST_ERROR, error)) / Math.log10(SMALLEST_ERROR)) * height,
  };
}

/**
 * A run's mean error as a line, with as many points as can be seen.
 * @param {History} history @param {ReturnType<typeof axesOf>} axes @returns {[number, number][]}
 */
export function errorLine(history, { x, y }) {
  /** @type {[number, number][]} */
  const points = [];
  for (let at = 0; at < history.count; at += 1) {
    const along = x(history.iteration[at]);
    const isNew = !points.length || along - points[points.length - 1][0] >= 1;
    if (isNew || at === history.count - 1) points.push([along, y(history.error[at])]);
  }
  return points;
}
