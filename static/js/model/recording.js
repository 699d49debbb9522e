// Which iterations have a snapshot: those with at most four significant digits, and the last.
// The server decides it the same way in `training.recorded_iterations`.

/** @param {number} iteration @returns {number} how far apart snapshots are kept from here on */
const gapAfter = (iteration) => (iteration < 10_000 ? 1 : iteration < 100_000 ? 10 : 100);

/**
 * The last recorded iteration at or before a number.
 * @param {number} iteration @param {number} last @returns {number}
 */
export function recordedAtOrBefore(iteration, last) {
  if (iteration >= last) return last;
  const whole = Math.max(0, Math.floor(iteration));
  const gap = gapAfter(whole);
  return whole - (whole % gap);
}

/** @param {number} iteration a recorded one @param {number} last @returns {number} */
export function recordedAfter(iteration, last) {
  const here = recordedAtOrBefore(iteration, last);
  return Math.min(last, here + gapAfter(here));
}

/** @param {number} iteration a recorded one @param {number} last @returns {number} */
export function recordedBefore(iteration, last) {
  return iteration <= 0 ? 0 : recordedAtOrBefore(iteration - 1, last);
}
