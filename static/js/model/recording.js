// Which iterations have a snapshot: those with at most four significant digits, and the last.
// The server decides it the same way in `training.recorded_iterations`. A run from a file has
// those that the file has, in order: then they are given as `kept`.

/** @typedef {ArrayLike<number> | undefined} Kept */

/** @param {number} iteration @returns {number} how far apart snapshots are kept from here on */
const gapAfter = (iteration) => (iteration < 10_000 ? 1 : iteration < 100_000 ? 10 : 100);

/**
 * The last recorded iteration at or before a number; the first where there is none.
 * @param {number} iteration @param {number} last @param {Kept} [kept] @returns {number}
 */
export function recordedAtOrBefore(iteration, last, kept) {
  if (kept) return kept[placeIn(kept, iteration)];
  if (iteration >= last) return last;
  const whole = Math.max(0, Math.floor(iteration));
  const gap = gapAfter(whole);
  return whole - (whole % gap);
}

/** @param {number} iteration a recorded one @param {number} last @param {Kept} [kept] @returns {number} */
export function recordedAfter(iteration, last, kept) {
  if (kept) return kept[Math.min(kept.length - 1, placeIn(kept, iteration) + 1)];
  const here = recordedAtOrBefore(iteration, last);
  return Math.min(last, here + gapAfter(here));
}

/** @param {number} iteration a recorded one @param {number} last @param {Kept} [kept] @returns {number} */
export function recordedBefore(iteration, last, kept) {
  if (kept) return kept[Math.max(0, placeIn(kept, iteration) - 1)];
  return iteration <= 0 ? 0 : recordedAtOrBefore(iteration - 1, last);
}

/**
 * The place of the last number at or before another, in order; the first where there is none.
 * @param {ArrayLike<number>} numbers @param {number} value @param {number} [count] only of so many @returns {number}
 */
export function placeIn(numbers, value, count = numbers.length) {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
