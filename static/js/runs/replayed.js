// A recorded run in a followed run's place: its history comes from a file, and all of it is there.
// Knows no state and draws nothing.

import { written, writtenRow } from '../model/written.js';
import { findMilestones } from '../model/milestones.js';
import { forward } from '../model/neuron.js';
import { History } from './history.js';

/**
 * The fields of the query whose page a recorded run is shown on: what the file does not tell is as
 * always. Its own first weights start it, unless it names the seed that drew them.
 * @param {Recorded} recorded @param {number} largestWeight that a query takes @returns {Record<string, string>}
 */
export function fieldsOfRecorded({ examples, settings, weights: [first], iterations }, largestWeight) {
  const { lesson, situation, seed, rule, rate, threshold, hidden, start } = settings;
  const isDrawn = seed !== undefined && start === null;
  const begins = start ?? first;
  const isGiven = !isDrawn && begins.every((/** @type {number} */ weight) => Math.abs(weight) <= largestWeight);
  return Object.fromEntries(Object.entries({
    lesson,
    examples: examples.map(({ inputs, output }) => `${writtenRow(inputs)}:${written(output)}`).join(';'),
    situation: situation && writtenRow(situation),
    iterations: written(iterations),
    seed: seed === undefined ? undefined : written(seed),
    rule,
    rate: rate === undefined ? undefined : written(rate),
    threshold,
    hidden: written(hidden),
    start: isGiven ? writtenRow(begins) : undefined,
  }).filter(([, value]) => value !== undefined));
}

/** @typedef {{recorded: Recorded, name: string, place: number}} Brought a file that was read, what it is called, and its place among them */

/**
 * @param {Run} described the run of the page, as the server has it @param {Brought} brought
 * @returns {{run: Run, replay: History}}
 */
export function replayOf(described, { recorded, name, place }) {
  const { settings, iteration, iterations, outputs, error, arithmetic } = recorded;
  const run = {
    ...described,
    config: { ...described.config, iterations },
    total: iteration.length,
    arithmetic,
    recorded: {
      name: recorded.name || name,
      isKnown: settings.rule !== undefined && settings.rate !== undefined,
      computed: computedOf(outputs, error),
      kept: Float64Array.from(iteration),
      failedAt: recorded.failed ? recorded.failedAt : undefined,
      place,
    },
  };
  const replay = new History(run);
  replay.append(columnsOf(run, recorded));
  return { run, replay };
}

/** @param {any} outputs @param {any} error @returns {('outputs' | 'error')[]} what the file leaves to the page */
const computedOf = (outputs, error) => [
  ...(outputs ? [] : [/** @type {const} */ ('outputs')]),
  ...(error ? [] : [/** @type {const} */ ('error')]),
];

/** @param {Run} run @param {Recorded} recorded @returns {Block} with what the file leaves out worked out here */
function columnsOf(run, { iteration, weights, outputs, error }) {
  const answers = outputs ?? weights.map((row) => run.examples.map(({ inputs }) => forward(run, row, inputs).output));
  const errors = error ?? answers.map((row) => meanError(run, row));
  return { iteration, weights, outputs: answers, error: errors };
}

/** @param {Run} run @param {number[]} outputs @returns {number} */
const meanError = ({ examples }, outputs) => (
  outputs.reduce((sum, output, e) => sum + Math.abs(examples[e].output - output), 0) / examples.length
);

/**
 * Give a recorded run out as a followed one: all of it arrives at once.
 * @param {Run} run @param {History} history @param {number} undecided @param {Dispatch} tell
 * @returns {import('./followed.js').Followed}
 */
export function replayRun(run, history, undecided, tell) {
  const milestones = findMilestones([], history, run, 0, undecided);
  let hearer = tell;
  let isOver = false;
  const done = Promise.resolve().then(() => {
    if (isOver) return;
    hearer({ type: 'received', count: history.count, last: history.last });
    hearer({ type: 'stream', status: endingOf(run) });
  });
  return {
    run,
    history,
    milestones,
    retry() {},
    rest() {},
    pass(another) { hearer = another; },
    letGo() { isOver = true; },
    done,
  };
}

/** @param {Run} run @returns {StreamStatus} */
function endingOf({ recorded, config }) {
  if (recorded?.failedAt === undefined) return { name: 'finished' };
  return { name: 'failed', problem: { detail: '', iteration: recorded.failedAt ?? config.iterations } };
}
