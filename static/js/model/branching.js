// A branch: a run that begins with the weights that another has at some iteration; and the way
// back, to a run that begins at the start. Pure.

import { writtenRow } from './written.js';

/**
 * The fields of a run's query that make it a branch.
 * @param {Run} run the one that it leaves @param {number} iteration where @param {number[]} weights there
 * @param {Record<string, string | null>} fields what else is to change
 * @returns {Record<string, string | null>}
 */
export function branchFields({ config }, iteration, weights, fields) {
  const left = config.iterations - iteration;
  const { threshold } = fields;
  const wanted = threshold === undefined ? config.threshold : threshold ?? 'off';
  return {
    iterations: String(left || config.iterations), // at the end, as long as the run was
    start: writtenRow(weightsWith(weights, config.threshold, wanted, config.hidden)),
    ...fields,
  };
}

/**
 * The fields of a branch's query that make it a run of its own: as long as the way to where it
 * began and its own together, with weights that are drawn.
 * @param {number} from where it began @param {number} iterations its own
 * @param {Record<string, string | null>} fields what else is to change
 * @returns {Record<string, string | null>}
 */
export const wholeFields = (from, iterations, fields) => ({ iterations: String(from + iterations), ...fields, start: null });

/**
 * Weights for neurons that get thresholds or lose them: one that comes does nothing yet.
 * @param {number[]} weights @param {string} had whether there were any, `on` or `off` @param {string} wanted
 * @param {number} [hidden] neurons, which have theirs in the last row of their layer @returns {number[]}
 */
export function weightsWith(weights, had, wanted, hidden = 0) {
  if (wanted === had) return weights;
  const own = hidden + Number(hidden > 0 && had === 'on'); // the output's, where there are others before it
  const layers = hidden ? [weights.slice(0, -own), weights.slice(-own)] : [weights];
  return layers.flatMap((layer, i) => {
    const neurons = hidden && i === 0 ? hidden : 1;
    return wanted === 'on' ? [...layer, ...Array(neurons).fill(0)] : layer.slice(0, -neurons);
  });
}
