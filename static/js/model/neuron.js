// The neuron's arithmetic as the page needs it between snapshots and for clicked inputs.
// Close to the core's to 1e-12, and never shown as the run's own digits.

/** @param {number} x @returns {number} 1 / (1 + e⁻ˣ) */
export const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/** @param {number} output @returns {number} the curve's slope where it has this output */
export const slope = (output) => output * (1 - output);

/**
 * Σ weightᵢ · inputᵢ; a weight more than there are inputs is the threshold's, whose input is 1.
 * @param {number[]} weights @param {number[]} inputs @returns {number}
 */
export function weightedSum(weights, inputs) {
  let sum = 0;
  for (let i = 0; i < inputs.length; i += 1) sum += inputs[i] * weights[i];
  return weights.length > inputs.length ? sum + weights[inputs.length] : sum;
}
