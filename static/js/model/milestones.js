// Milestones of a run: the iterations at which something worth saying happens. Pure.

import { forward } from './neuron.js';

/**
 * @typedef {object} Milestone
 * @property {number} iteration @property {'some' | 'all' | 'crossing' | 'tenth' | 'hundredth'} name
 * @property {number} right how many examples are on the right side there
 * @property {number | null} side which way the question's answer leans there
 */

/** @typedef {{right: number, examples: number, error: number, side: number | null, before: number | null}} Moment */

/** @type {{name: Milestone['name'], reached: (moment: Moment) => boolean}[]} */
const KINDS = [
  { name: 'some', reached: ({ right, examples }) => right > 0 && right < examples },
  { name: 'all', reached: ({ right, examples }) => right === examples },
  { name: 'crossing', reached: ({ side, before }) => side !== null && before !== null && side !== before },
  { name: 'tenth', reached: ({ error }) => error < 0.1 },
  { name: 'hundredth', reached: ({ error }) => error < 0.01 },
];

/** @param {number} output @param {number} undecided @returns {0 | 1 | null} which way it leans, if it does */
export function sideOf(output, undecided) {
  if (Math.abs(output - 0.5) < undecided) return null;
  return output > 0.5 ? 1 : 0;
}

/**
 * Look through the snapshots from a place on, and add the milestones that come first there.
 * An example is right when its output clearly lies nearer to what it should be than one half.
 * @param {Milestone[]} known @param {import('../runs/history.js').History} history
 * @param {Run} run @param {number} from the first snapshot not yet looked at
 * @param {number} undecided how near to one half nothing can be told
 * @returns {Milestone[]}
 */
export function findMilestones(known, history, run, from, undecided) {
  const { examples, config } = run;
  const found = [...known];
  let missing = KINDS.filter(({ name }) => !known.some((milestone) => milestone.name === name));
  const sideAt = (/** @type {number} */ at) => (
    sideOf(forward(run, history.weightsAt(at), config.situation).output, undecided)
  );
  /** @type {number | null} the side it last leaned to, however long ago */
  let before = null;
  for (let at = from - 1; at >= 0 && before === null; at -= 1) before = sideAt(at);
  for (let at = from; at < history.count && missing.length; at += 1) {
    const right = examples.filter((example, i) => (
      Math.abs(example.output - history.outputs[i][at]) < 0.5 - undecided
    )).length;
    const side = sideAt(at);
    const moment = { right, examples: examples.length, error: history.error[at], side, before };
    const reached = missing.filter((kind) => kind.reached(moment));
    before = side ?? before;
    reached.forEach(({ name }) => found.push({ iteration: history.iteration[at], name, right, side }));
    if (reached.length) missing = missing.filter((kind) => !reached.includes(kind));
  }
  return found;
}

/**
 * @param {Milestone[]} milestones @param {string} name @param {number} from where the run begins on the time axis
 * @returns {number | null} the place of a milestone on that axis, if it was reached
 */
export function placeOf(milestones, name, from) {
  const reached = milestones.find((milestone) => milestone.name === name);
  return reached ? from + reached.iteration : null;
}
