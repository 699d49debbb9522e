// The neuron's arithmetic as the page needs it between snapshots and for clicked inputs.
// Close to the core's to 1e-12, and never shown as the run's own digits.

/** @param {number} x @returns {number} 1 / (1 + e⁻ˣ) */
export const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/** @param {number} output @returns {number} the curve's slope where it has this output */
export const slope = (output) => output * (1 - output);

/**
 * A situation as the weights meet it: a threshold is one more input, which is always 1.
 * @param {Pick<Run, 'config'>} run @param {number[]} inputs @returns {number[]}
 */
export const rowOf = ({ config }, inputs) => (config.threshold === 'on' ? [...inputs, 1] : inputs);

/**
 * One forward pass: what reaches the neuron, and what it says.
 * @param {Pick<Run, 'config'>} run @param {ArrayLike<number>} weights flat, as a snapshot has them
 * @param {number[]} inputs @returns {Forward}
 */
export function forward(run, weights, inputs) {
  let sum = 0; // Σ weightᵢ · inputᵢ
  rowOf(run, inputs).forEach((input, i) => { sum += input * weights[i]; });
  return { sum, output: sigmoid(sum) };
}
