// The frame: everything the views draw, from the state and the snapshots. Pure.
// Numbers are those of one real snapshot, or of weights set by hand; what `moving` holds
// lies between two snapshots.

import { takeApart } from '../model/anatomy.js';
import { sigmoid, weightedSum } from '../model/neuron.js';
import { isStaged } from './pacing.js';
import { endOf } from './reducer.js';

/** @typedef {import('../runs/history.js').History} History */

/** @param {number} t @returns {number} a gentle start and end */
const ease = (t) => t * t * (3 - 2 * t);

/** @param {number[]} a @param {number[]} b */
const same = (a, b) => a.length === b.length && a.every((value, i) => value === b[i]);

/** @param {number[]} errors */
const meanSize = (errors) => errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;

/** @param {State} state @param {History} history @returns {Frame} */
export function frameOf(state, history) {
  const index = history.indexOf(state.position);
  const travel = travelOf(state, history, index);
  const weights = weightsOf(state, history, index);
  const exact = exactFor(state, weights);
  const step = exact?.step ?? takeApart(state.run.config, weights);
  const outputs = state.hand ? step.outputs : history.outputsAt(index);
  return {
    ...placeOf(state, history, index, travel),
    ...shownOf(state, weights, exact),
    ...lookedAt(state),
    weights,
    outputs,
    errors: exact ? step.errors : outputs.map((output, i) => state.run.examples[i].output - output),
    error: state.hand ? meanSize(step.errors) : history.error[index],
    neuronsError: history.error[index],
    sums: step.weightedSums,
    moving: movingAt(state, history, index, travel.share, weights),
    step,
    isExact: exact !== null,
  };
}

/**
 * The weights that the picture shows.
 * @param {State} state @param {History} history @param {number} index @returns {number[]}
 */
export function weightsOf(state, history, index) {
  return state.hand ?? history.weightsAt(index);
}

/**
 * @param {State} state @param {History} history @param {number} index
 * @param {ReturnType<typeof travelOf>} travel
 */
function placeOf(state, history, index, travel) {
  return {
    iteration: history.iteration[index],
    iterations: state.run.config.iterations,
    lastReceived: state.lastReceived,
    playing: state.playing,
    ended: state.position >= endOf(state) && state.lastReceived >= 0,
    position: travel.position,
    stage: travel.stage,
    progress: travel.progress,
  };
}

/** @param {State} state @param {number[]} weights @param {Exact | null} exact */
function shownOf(state, weights, exact) {
  const { run, inputs } = state;
  const shownSum = exact?.shownSum ?? weightedSum(weights, inputs);
  const shownExample = run.examples.findIndex((example) => same(example.inputs, inputs));
  return {
    shownInputs: inputs,
    shownSum,
    shownOutput: exact?.shownOutput ?? sigmoid(shownSum),
    shownExample,
    desired: shownExample < 0 ? null : run.examples[shownExample].output,
    isSituation: same(inputs, run.config.situation),
    answer: exact?.answer ?? sigmoid(weightedSum(weights, run.config.situation)),
  };
}

/** @param {State} state */
function lookedAt(state) {
  const { speed, scale, still, stream, fault, tab, page, weight, line, hand, run } = state;
  const { situation, threshold } = run.config;
  return {
    speed, scale, still, stream, fault, tab, page, weight, hand, situation,
    line: tab === 'code' && !state.playing ? line : -1,
    lit: state.lit ?? state.spot,
    examples: run.examples,
    threshold: threshold === 'on',
  };
}

/** @param {State} state @param {number[]} weights @returns {Exact | null} if it speaks of what is shown */
export function exactFor(state, weights) {
  const { exact } = state;
  if (!exact || state.playing || !same(exact.weights, weights)) return null;
  return same(exact.inputs, state.inputs) ? exact : null;
}

/**
 * How far the picture is between a snapshot and the next, and in which stage.
 * @param {State} state @param {History} history @param {number} index
 * @returns {{share: number, stage: 0 | 1 | 2 | 3 | 4, progress: number, position: number}}
 */
function travelOf(state, history, index) {
  const here = history.iteration[index];
  if (!state.playing || state.still || index + 1 >= history.count) {
    return { share: 0, stage: 0, progress: 0, position: here };
  }
  const gap = history.iteration[index + 1] - here;
  const passed = (state.position - here) / gap;
  if (gap > 1 || !isStaged(state.position, state.speed)) {
    return { share: passed, stage: 0, progress: 0, position: here + gap * passed };
  }
  const stage = /** @type {1 | 2 | 3 | 4} */ (Math.min(4, 1 + Math.floor(passed * 4)));
  const progress = passed * 4 - (stage - 1);
  const share = stage === 4 ? ease(progress) : 0;
  return { share, stage, progress, position: here + gap * share };
}

/**
 * @param {State} state @param {History} history
 * @param {number} index @param {number} share @param {number[]} weights
 */
function movingAt(state, history, index, share, weights) {
  /** @param {ArrayLike<number>} column */
  const between = (column) => column[index] + (share ? (column[index + 1] - column[index]) * share : 0);
  const moved = share && !state.hand ? history.weights.map(between) : weights;
  const sums = state.run.examples.map((example) => weightedSum(moved, example.inputs));
  return {
    weights: moved,
    sums,
    outputs: sums.map(sigmoid),
    shownSum: weightedSum(moved, state.inputs),
    error: between(history.error),
  };
}
