// A column's own numbers, such as grams, and the shares from 0 to 1 that a neuron learns from. A
// share is written as shortly as it gives back the very number it was made from. Pure.

const FEWEST = 6; // digits after the point: so exact is every share
const MOST = 15;
const SLACK = 1 + 1e-9;

/**
 * What is in a column: 0 stands for its least number, 1 for its largest.
 * @param {number} value @param {Measure | null} scale @returns {number} its share
 */
export function shareOf(value, scale) {
  if (!scale) return value;
  const { least, most } = scale;
  if (value === least) return 0;
  if (value === most) return 1;
  const exact = (value - least) / (most - least);
  for (let digits = FEWEST; digits <= MOST; digits += 1) {
    const share = Number(exact.toFixed(digits));
    if (measured(share, scale) === value) return share;
  }
  return exact;
}

/**
 * The number that a share stands for: the shortest that rounds to it.
 * @param {number} share @param {Measure | null} scale @returns {number}
 */
export function measured(share, scale) {
  if (!scale) return share;
  const { least, most } = scale;
  if (share === 0) return least;
  if (share === 1) return most;
  const exact = least + share * (most - least);
  const tolerance = 0.5 * 10 ** -Math.min(MOST, Math.max(FEWEST, decimalsOf(share))) * SLACK;
  for (let digits = 0; digits <= MOST; digits += 1) {
    const value = Number(exact.toFixed(digits));
    if (Math.abs((value - least) / (most - least) - share) <= tolerance) return value;
  }
  return exact;
}

/** @param {number} value @returns {number} how many digits stand after its point */
function decimalsOf(value) {
  const [mantissa, exponent = '0'] = String(value).split('e');
  return (mantissa.split('.')[1] ?? '').length - Number(exponent);
}

/**
 * The scale that a column needs: none where all of it lies from 0 to 1.
 * @param {number[]} column @returns {Measure | null}
 */
export function scaleFor(column) {
  const least = column.reduce((a, b) => Math.min(a, b));
  const most = column.reduce((a, b) => Math.max(a, b));
  if (least >= 0 && most <= 1) return null;
  // Always the same number: it becomes 1, or 0 where it is below.
  return least < most ? { least, most } : { least: Math.min(0, least), most: Math.max(0, most) };
}

/** @param {number[]} answers @returns {boolean} whether they say no and yes as −1 and 1 */
export const areSigns = (answers) => (
  answers.includes(-1) && answers.every((answer) => answer === -1 || answer === 1)
);
