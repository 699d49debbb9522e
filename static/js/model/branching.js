// A branch: a run that begins with the weights that another has at some iteration. Pure.

/**
 * The fields of a run's query that make it a branch.
 * @param {Run} run the one that it leaves @param {number} iteration where @param {number[]} weights there
 * @param {Record<string, string | null>} fields what else is to change
 * @returns {Record<string, string | null>}
 */
export function branchFields(run, iteration, weights, fields) {
  const left = run.config.iterations - iteration;
  return {
    iterations: String(left || run.config.iterations), // at the end, as long as the run was
    start: startOf(run, weights, fields.threshold).map(plain).join(','),
    ...fields,
  };
}

/**
 * Whoever gets a threshold on the way gets one that does nothing yet.
 * @param {Run} run @param {number[]} weights @param {string | null | undefined} threshold what it is to be
 * @returns {number[]}
 */
function startOf({ config }, weights, threshold) {
  const wanted = threshold === undefined ? config.threshold : threshold ?? 'off';
  if (wanted === config.threshold) return weights;
  return wanted === 'on' ? [...weights, 0] : weights.slice(0, -1);
}

/** @param {number} value @returns {string} every bit of it, as the query's grammar writes it */
const plain = (value) => String(value).replace('e+', 'e');
