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
    start: writtenRow(weightsWith(config, weights, wanted)),
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
 * Weights for a run that gets a threshold or loses it, a network in both layers: one that comes
 * does nothing yet.
 * @param {Pick<Configuration, 'threshold' | 'hidden' | 'examples'>} config what they are weights of
 * @param {number[]} weights @param {string} wanted whether there is to be one, `on` or `off` @returns {number[]}
 */
export function weightsWith({ threshold, hidden, examples }, weights, wanted) {
  if (wanted === threshold) return weights;
  const first = (examples[0].inputs.length + (threshold === 'on' ? 1 : 0)) * hidden;
  const layers = hidden ? [weights.slice(0, first), weights.slice(first)] : [weights];
  const rows = hidden ? [hidden, 1] : [1]; // each layer's last row is its threshold's
  return layers.flatMap((layer, at) => (
    wanted === 'on' ? [...layer, ...Array(rows[at]).fill(0)] : layer.slice(0, -rows[at])
  ));
}
