// The ghosts: what the runs beside the followed one have at the same place on the time axis. Pure.

import { passesOf } from './anatomy.js';
import { OUTPUT, hiddenOf, neuronOf, placesOf, rowOfWeight } from './layers.js';
import { forward } from './neuron.js';
import { outlineAt } from './slice.js';

const NOTHING = { points: [], lines: [] };

/**
 * @param {import('../runs/companions.js').Companion[]} companions @param {number} place on the time axis
 * @param {State} state how one looks at them @returns {Ghost[]} those of which anything is there
 */
export function ghostsAt(companions, place, state) {
  return companions.flatMap(({ place: beside, followed }, i) => {
    if (!followed?.history.count) return [];
    const { run, history } = followed;
    const index = history.indexOf(place - beside.from);
    const weights = history.weightsAt(index);
    /** @type {ReturnType<typeof outlineAt> | undefined} */
    let outline;
    /** @type {Forward[] | undefined} */
    let passes;
    return [{
      number: i + 1,
      run,
      begun: place >= beside.from,
      at: beside.from + history.iteration[index],
      weights,
      outputs: history.outputsAt(index),
      error: history.error[index],
      get answer() { return forward(run, weights, run.config.situation).output; },
      get passes() { return passes ??= passesOf(run, weights); },
      get sums() { return this.passes.map(({ sum }) => sum); },
      ask: (/** @type {number[]} */ inputs) => forward(run, weights, inputs),
      // Worked out once, and only for those who ask.
      get outline() { return outline ??= isAlike(run, state.run) ? outlineAt(run, state.cut, state.shown.inputs, weights) : NOTHING; },
    }];
  });
}

/** @param {Run} one @param {Run} other @returns {boolean} whether both can be asked the same */
export const isAlike = (one, other) => one.config.situation.length === other.config.situation.length;

/**
 * Which of a ghost's weights stands for one of the followed run's: the same input's, or the threshold.
 * @param {Run} run the followed @param {Run} ghost @param {number} weight
 * @returns {number} −1 where it has none
 */
export function weightBeside(run, ghost, weight) {
  if (hiddenOf(ghost) !== hiddenOf(run)) return -1;
  const neuron = neuronOf(run, weight);
  return placesOf(ghost, neuron)[rowBeside(run, ghost, neuron, rowOfWeight(run, weight))] ?? -1;
}

/**
 * Which row of a neuron's weights stands for one of the same neuron in another run: the same
 * input's, or hidden neuron's, or the threshold's, which comes last.
 * @param {Run} run @param {Run} other @param {number} neuron @param {number} row @returns {number} −1 where there is none
 */
export function rowBeside(run, other, neuron, row) {
  const [own, others] = [run, other].map((each) => (neuron === OUTPUT && hiddenOf(each)) || each.config.situation.length);
  if (row < own) return row < others ? row : -1;
  return other.config.threshold === 'on' ? others : -1;
}
