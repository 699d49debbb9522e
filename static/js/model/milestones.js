// Milestones of a run: the iterations at which something worth saying happens. Pure.

/** @typedef {{iteration: number, name: 'first' | 'all' | 'tenth' | 'hundredth'}} Milestone */

/** @type {{name: Milestone['name'], reached: (right: number, examples: number, error: number) => boolean}[]} */
const KINDS = [
  { name: 'first', reached: (right) => right > 0 },
  { name: 'all', reached: (right, examples) => right === examples },
  { name: 'tenth', reached: (right, examples, error) => error < 0.1 },
  { name: 'hundredth', reached: (right, examples, error) => error < 0.01 },
];

/**
 * Look through the snapshots from a place on, and add the milestones that come first there.
 * An example is right when its output lies nearer to what it should be than one half.
 * @param {Milestone[]} known @param {import('../runs/history.js').History} history
 * @param {Example[]} examples @param {number} from the first snapshot not yet looked at
 * @returns {Milestone[]}
 */
export function findMilestones(known, history, examples, from) {
  const found = [...known];
  let missing = KINDS.filter(({ name }) => !known.some((milestone) => milestone.name === name));
  for (let at = from; at < history.count && missing.length; at += 1) {
    const right = examples.filter((example, i) => Math.abs(example.output - history.outputs[i][at]) < 0.5).length;
    const reached = missing.filter((kind) => kind.reached(right, examples.length, history.error[at]));
    reached.forEach(({ name }) => found.push({ iteration: history.iteration[at], name }));
    if (reached.length) missing = missing.filter((kind) => !reached.includes(kind));
  }
  return found;
}
