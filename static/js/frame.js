// The frame: everything the views draw, from the state and the snapshots. Pure.
// Numbers are those of one real snapshot; what `moving` holds lies between two.

import { sigmoid, weightedSum } from './neuron.js';
import { isStaged } from './pacing.js';
import { endOf } from './reducer.js';

/** @param {number} t @returns {number} a gentle start and end */
const ease = (t) => t * t * (3 - 2 * t);

/** @param {number[]} a @param {number[]} b */
const same = (a, b) => a.length === b.length && a.every((value, i) => value === b[i]);

/**
 * @param {State} state @param {import('./history.js').History} history @returns {Frame}
 */
export function frameOf(state, history) {
  const { run, position, inputs } = state;
  const index = history.indexOf(position);
  const iteration = history.iteration[index];
  const weights = history.weightsAt(index);
  const outputs = history.outputsAt(index);
  const travel = travelOf(state, history, index);
  const exact = exactFor(state, iteration);
  const shownSum = exact?.shownSum ?? weightedSum(weights, inputs);
  const shownExample = run.examples.findIndex((example) => same(example.inputs, inputs));
  return {
    iteration,
    iterations: run.config.iterations,
    lastReceived: state.lastReceived,
    playing: state.playing,
    ended: position >= endOf(state) && state.lastReceived >= 0,
    weights,
    outputs,
    errors: exact?.errors ?? run.examples.map((example, i) => example.output - outputs[i]),
    error: history.error[index],
    sums: exact?.weightedSums ?? run.examples.map((example) => weightedSum(weights, example.inputs)),
    shownInputs: inputs,
    shownSum,
    shownOutput: exact?.shownOutput ?? sigmoid(shownSum),
    shownExample,
    desired: shownExample < 0 ? null : run.examples[shownExample].output,
    isSituation: same(inputs, run.config.situation),
    answer: exact?.answer ?? sigmoid(weightedSum(weights, run.config.situation)),
    position: travel.position,
    stage: travel.stage,
    progress: travel.progress,
    moving: movingAt(state, history, index, travel.share, weights),
    speed: state.speed,
    scale: state.scale,
    still: state.still,
    examples: run.examples,
    stream: state.stream,
    fault: state.fault,
    threshold: run.config.threshold === 'on',
  };
}

/** @param {State} state @param {number} iteration @returns {Exact | null} */
function exactFor(state, iteration) {
  const { exact } = state;
  if (!exact || state.playing || exact.iteration !== iteration) return null;
  return same(exact.inputs, state.inputs) ? exact : null;
}

/**
 * How far the picture is between a snapshot and the next, and in which stage.
 * @param {State} state @param {import('./history.js').History} history @param {number} index
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
 * @param {State} state @param {import('./history.js').History} history
 * @param {number} index @param {number} share @param {number[]} weights
 */
function movingAt(state, history, index, share, weights) {
  /** @param {ArrayLike<number>} column */
  const between = (column) => column[index] + (share ? (column[index + 1] - column[index]) * share : 0);
  const moved = share ? history.weights.map(between) : weights;
  const sums = state.run.examples.map((example) => weightedSum(moved, example.inputs));
  return {
    weights: moved,
    sums,
    outputs: sums.map(sigmoid),
    shownSum: weightedSum(moved, state.inputs),
    error: between(history.error),
  };
}
