// The frame of the chosen neuron alone, as if it were a run of one neuron: its weights, what comes
// in, what it says, and its error. Of a hidden neuron nobody says what it should give: its error is
// what the output's blame sends back. Where there is but one neuron, it is the frame itself. Pure.

import { rowBeside } from '../model/ghosts.js';
import { OUTPUT, hiddenOf, neuronOf, placesOf, rowOfWeight, weightsOfNeuron } from '../model/layers.js';
import { rowOf } from '../model/neuron.js';
import { same } from '../model/situations.js';

const HALF = 0.5; // of the time in which blame flows back, each layer has

/**
 * A neuron that there is.
 * @param {Pick<Run, 'layers'>} run @param {number | undefined} neuron @returns {number}
 */
export const existing = (run, neuron = OUTPUT) => (neuron >= 0 && neuron < hiddenOf(run) ? neuron : OUTPUT);

/**
 * One looks at a neuron and at one of its weights: choosing either chooses the other.
 * @param {Pick<Run, 'layers'>} run @param {{neuron?: number, weight?: number}} chosen
 * @returns {{neuron: number, weight: number}}
 */
export function chosenTogether(run, { neuron, weight }) {
  if (weight !== undefined) return { neuron: neuronOf(run, weight), weight };
  const there = existing(run, neuron);
  return { neuron: there, weight: placesOf(run, there)[0] };
}

/**
 * What stands for the chosen weight in another run: of the same neuron, and of what it weighs.
 * @param {Pick<State, 'run' | 'neuron' | 'weight'>} state @param {Run} other
 * @returns {{neuron: number, weight: number}}
 */
export function chosenThere({ run, neuron, weight }, other) {
  const there = existing(other, neuron);
  const places = placesOf(other, there);
  const row = there === neuron ? rowBeside(run, other, neuron, rowOfWeight(run, weight)) : 0;
  return { neuron: there, weight: places[row] ?? places[0] };
}

/**
 * Something with some of it said otherwise; what is not, stays the other's, worked out for those who ask.
 * @template {object} T @param {T} base @param {Partial<T>} own @returns {T}
 */
const instead = (base, own) => Object.create(base, Object.getOwnPropertyDescriptors(own));

/** @param {Frame} frame @returns {Frame} */
export function cellFrame(frame) {
  const { run, neuron } = frame;
  if (!hiddenOf(run)) return frame;
  const places = placesOf(run, neuron);
  /** @type {Partial<Frame>} */
  const own = {
    places,
    weights: places.map((at) => frame.weights[at]),
    names: places.map((at) => frame.names[at]),
    ghosts: frame.ghosts.map((ghost) => ghostOf(ghost, run, neuron)),
    snapshotAt: (iteration) => snapshotOf(run, frame.snapshotAt(iteration), neuron),
    rowOf: (inputs) => incoming(frame, neuron, inputs),
    progress: progressOf(frame, neuron),
    ...(neuron === OUTPUT ? {} : ofHidden(frame, neuron)),
  };
  return instead(frame, own);
}

/** @param {Frame} frame @param {number} neuron @returns {Partial<Frame>} */
function ofHidden(frame, neuron) {
  const { passes, shownExample, shownPass, run } = frame;
  const exact = frame.isExact ? frame.step.hidden : undefined;
  const hidden = passes.map((pass) => /** @type {Forward[]} */ (pass.hidden)[neuron]);
  const outputs = exact ? exact.outputs.map((row) => row[neuron]) : hidden.map(({ output }) => output);
  const errors = frame.sentBack[neuron];
  const shown = /** @type {Forward[]} */ (shownPass.hidden)[neuron];
  return {
    sums: exact ? exact.weightedSums.map((row) => row[neuron]) : hidden.map(({ sum }) => sum),
    outputs,
    errors,
    shownSum: shown.sum,
    shownOutput: shown.output,
    shownError: shownExample >= 0 ? errors[shownExample] : null,
    wanted: outputs.map((output, e) => Math.max(0, Math.min(1, output + errors[e]))),
    upwards: errors.map((error) => error >= 0),
    desired: null,
    taught: false,
    answer: /** @type {Forward[]} */ (frame.ask(run.config.situation).hidden)[neuron].output,
    travel: frame.first,
    rise: frame.made,
    fill: frame.made,
  };
}

/** @param {Frame} frame @param {number} neuron @param {number[]} inputs @returns {number[]} what it weighs */
function incoming(frame, neuron, inputs) {
  if (neuron !== OUTPUT) return frame.rowOf(inputs);
  const hidden = same(inputs, frame.shownInputs) ? frame.shownPass.hidden : frame.ask(inputs).hidden;
  return rowOf(frame.run, (hidden ?? []).map(({ output }) => output));
}

/** @param {Frame} frame @param {number} neuron @returns {number} of the stage, as far as it is this neuron's */
function progressOf({ stage, progress }, neuron) {
  if (stage !== 3) return progress;
  return neuron === OUTPUT ? Math.min(1, progress / HALF) : Math.max(0, (progress - HALF) / HALF);
}

/** @param {Run} run @param {Snapshot} snapshot @param {number} neuron @returns {Snapshot} */
const snapshotOf = (run, snapshot, neuron) => ({ ...snapshot, weights: weightsOfNeuron(run, snapshot.weights, neuron) });

/** @param {Ghost} ghost @param {Run} run @param {number} neuron @returns {Ghost} the same neuron of the run beside, where it has one */
function ghostOf(ghost, run, neuron) {
  if (neuron === OUTPUT) return ghost;
  if (hiddenOf(ghost.run) !== hiddenOf(run)) return instead(ghost, { begun: false });
  const of = (/** @type {Forward} */ pass) => /** @type {Forward[]} */ (pass.hidden)[neuron];
  const passes = ghost.passes.map(of);
  return instead(ghost, {
    outputs: passes.map(({ output }) => output),
    sums: passes.map(({ sum }) => sum),
    ask: (/** @type {number[]} */ inputs) => of(ghost.ask(inputs)),
  });
}
