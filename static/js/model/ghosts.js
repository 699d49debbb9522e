// The ghosts: what the runs beside the followed one have at the same place on the time axis. Pure.

import { passesOf } from './anatomy.js';
import { forward } from './neuron.js';
import { sliceAt } from './slice.js';

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
    /** @type {number[][] | undefined} */
    let points;
    return [{
      number: i + 1,
      run,
      begun: place >= beside.from,
      at: beside.from + history.iteration[index],
      weights,
      outputs: history.outputsAt(index),
      error: history.error[index],
      get answer() { return forward(run, weights, run.config.situation).output; },
      get sums() { return passesOf(run, weights).map(({ sum }) => sum); },
      ask: (/** @type {number[]} */ inputs) => forward(run, weights, inputs),
      // Worked out once, and only for those who ask.
      get points() { return points ??= isAlike(run, state.run) ? sliceAt(run, state.cut, state.shown.inputs, weights).points : []; },
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
  const [inputs, others] = [run.config.situation.length, ghost.config.situation.length];
  if (weight < inputs) return weight < others ? weight : -1;
  return ghost.config.threshold === 'on' ? others : -1;
}
