// The frame: everything the views draw, from the state and the snapshots. Pure.
// At rest its numbers are those of one real snapshot, or of weights set by hand. In motion the
// weights lie between two snapshots, and every other number is what the neuron says with them:
// whatever is shown belongs together.

import { passesOf, takeApart } from '../model/anatomy.js';
import { ghostsAt } from '../model/ghosts.js';
import { rangesOf } from '../model/landscape.js';
import { hiddenOf } from '../model/layers.js';
import { learnedBy } from '../model/learned.js';
import { forward, rowOf } from '../model/neuron.js';
import { same, teachingOf, theExample } from '../model/situations.js';
import { sliceAt } from '../model/slice.js';
import { cellFrame } from './cell.js';
import { endOf, isInStages } from './moving.js';
import { ease, heldAt, momentAt, restOf } from './stages.js';

/** @typedef {import('../runs/history.js').History} History */
/** @typedef {ReturnType<typeof travelOf>} Travel */

/** @param {number[]} errors */
const meanSize = (errors) => errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;

/**
 * @param {State} state @param {History} history
 * @param {import('../runs/companions.js').Companion[]} [companions] the runs beside it @returns {Frame}
 */
export function frameOf(state, history, companions = []) {
  const index = history.indexOf(state.position);
  const travel = travelOf(state, history, index);
  const weights = weightsShown(state, history, index, travel.share);
  const exact = exactFor(state, weights);
  const { run } = state;
  const passes = passesOf(run, weights);
  const atSnapshot = !state.hand && !travel.share;
  const outputs = exact?.step.outputs
    ?? (atSnapshot ? history.outputsAt(index) : passes.map(({ output }) => output));
  const errors = exact?.step.errors ?? outputs.map((output, e) => run.examples[e].output - output);
  /** @type {Step | undefined} */
  let step = exact?.step;
  /** @type {Slice | undefined} */
  let cut;
  /** @type {Frame | undefined} */
  let cell;
  /** @type {number[][] | undefined} */
  let sent;
  /** @type {Frame['learned'] | undefined} */
  let learned;
  const desired = run.examples.map(({ output }) => output);
  return {
    ...placeOf(state, history, index, travel),
    ...travel.moment,
    ...shownOf(state, travel.moment, weights, exact, errors),
    ...lookedAt(state),
    weights,
    allWeights: weights,
    places: weights.map((_, i) => i),
    outputs,
    errors,
    passes,
    wanted: desired,
    upwards: desired.map((output) => output >= 0.5),
    ghosts: ghostsAt(companions, state.origin.from + travel.position, state),
    error: atSnapshot ? history.error[index] : meanSize(errors),
    neuronsError: history.error[index],
    sums: exact?.step.weightedSums ?? passes.map(({ sum }) => sum),
    snapshotAt: (iteration) => snapshotAt(history, iteration),
    read: state.read === null ? null : snapshotAt(history, state.read),
    ask: (inputs) => forward(run, weights, inputs),
    rowOf: (inputs) => rowOf(run, inputs),
    // Taken apart only for those who ask: it costs more than all the rest.
    get sentBack() { return sent ??= hiddenOf(run) ? turned(this.step.hidden?.errors ?? []) : []; }, // of one neuron no step is taken for it
    get cell() { return cell ??= cellFrame(this); },
    get step() { return step ??= takeApart(run, weights, passes); },
    get tooFar() { return !rangesOf(history, state.over); },
    get learned() { return learned ??= learnedBy(run, weights); },
    get cut() { return cut ??= sliceAt(run, state.cut, state.shown.inputs, weights); },
    isExact: exact !== null,
  };
}

/** @param {number[][]} rows @returns {number[][]} their columns */
const turned = (rows) => (rows[0] ?? []).map((_, at) => rows.map((row) => row[at]));

/**
 * The weights of the snapshot that the picture rests on, or those set by hand.
 * @param {State} state @param {History} history @param {number} index @returns {number[]}
 */
export function weightsOf(state, history, index) {
  return state.hand ?? history.weightsAt(index);
}

/**
 * The weights that the picture shows, which may lie between two snapshots.
 * @param {State} state @param {History} history @param {number} index @param {number} share
 * @returns {number[]}
 */
function weightsShown(state, history, index, share) {
  if (state.hand || !share) return weightsOf(state, history, index);
  return history.weights.map((column) => column[index] + (column[index + 1] - column[index]) * share);
}

/** @param {State} state @param {History} history @param {number} index @param {Travel} travel */
function placeOf(state, history, index, travel) {
  const iteration = history.iteration[index];
  const seenIndex = history.indexOf(state.seen);
  return {
    iteration,
    index,
    seenIndex,
    iterations: state.run.config.iterations,
    lastReceived: state.lastReceived,
    // While it is watched for the first time, no further than what is drawn of the way.
    seen: Math.max(travel.position, history.iteration[seenIndex]),
    playing: state.playing,
    ended: state.lastReceived >= 0 && iteration >= endOf(state),
    position: travel.position,
  };
}

/**
 * What the neuron is shown: what it is asked, or the example that is passing through it.
 * @param {State} state @param {Moment} moment @param {number[]} weights @param {Exact | null} exact @param {number[]} errors
 */
function shownOf({ run, shown: asked }, { passing }, weights, exact, errors) {
  const shown = passing < 0 ? asked : theExample(run, passing);
  const pass = forward(run, weights, shown.inputs);
  const shownOutput = exact?.shownOutput ?? pass.output;
  const { taught, desired } = teachingOf(run, shown);
  const ofExample = shown.kind === 'example' ? errors[shown.at] : null;
  return {
    shown,
    shownInputs: shown.inputs,
    shownPass: exact?.shownHidden ? { ...pass, hidden: exact.shownHidden } : pass,
    shownSum: exact?.shownSum ?? pass.sum,
    shownOutput,
    shownExample: shown.kind === 'example' ? shown.at : -1,
    isSituation: shown.kind === 'question',
    taught,
    desired,
    shownError: ofExample ?? (desired === null ? null : desired - shownOutput),
    answer: exact?.answer ?? forward(run, weights, run.config.situation).output,
  };
}

/** @param {State} state */
function lookedAt(state) {
  const { speed, scale, still, stream, fault, tab, chapter, weight, neuron, line, hand, run, told, refused, names, begun, cut, origin, beside, branching, lives, lens, over, noLandscape, columns, scales } = state;
  return {
    speed, scale, still, stream, fault, tab, chapter, weight, neuron, hand, told, refused, names, begun, looked: cut,
    origin, beside, branching, from: origin.from, lives, lens, over, noLandscape, columns, scales,
    landscape: landscapeFor(state),
    situation: run.config.situation,
    run,
    config: run.config,
    line: tab === 'code' && !state.playing ? line : -1,
    lit: state.lit ?? state.spot,
    examples: run.examples,
  };
}

/** @param {State} state @returns {Landscape | null} if it lies over the weights that it is to lie over */
const landscapeFor = ({ landscape, over }) => (landscape && same(landscape.over, over) ? landscape : null);

/** @param {History} history @param {number} iteration @returns {Snapshot} the last one at or before it */
function snapshotAt(history, iteration) {
  const index = history.indexOf(iteration);
  return { iteration: history.iteration[index], weights: history.weightsAt(index), error: history.error[index] };
}

/** @param {State} state @param {number[]} weights @returns {Exact | null} if it speaks of what is shown */
export function exactFor(state, weights) {
  const { exact } = state;
  if (!exact || state.playing || !same(exact.weights, weights)) return null;
  return same(exact.inputs, state.shown.inputs) ? exact : null;
}

/**
 * How far the picture is between a snapshot and the next, and in which stage.
 * @param {State} state @param {History} history @param {number} index
 * @returns {{share: number, position: number, moment: Moment}}
 */
function travelOf(state, history, index) {
  const here = history.iteration[index];
  const examples = state.run.examples.length;
  const isNetwork = hiddenOf(state.run) > 0;
  if (!state.playing || index + 1 >= history.count || (state.still && !isInStages(state))) {
    return { share: 0, position: here, moment: restOf(examples) };
  }
  if (state.still) return { share: 0, position: here, moment: heldAt(state.position - here, examples, isNetwork) };
  const gap = history.iteration[index + 1] - here;
  const passed = Math.max(0, state.position - here) / gap; // a file may begin late
  if (gap > 1 || !isInStages(state)) {
    return { share: passed, position: here + gap * passed, moment: restOf(examples) };
  }
  const moment = momentAt(passed, examples, isNetwork);
  const share = moment.stage === 4 ? ease(moment.progress) : 0;
  return { share, position: here + gap * share, moment };
}
