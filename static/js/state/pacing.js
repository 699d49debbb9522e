// Pacing: which iteration is on screen after how many seconds of play. Pure.
//
// The first iteration takes its time, in its stages; those up to 20 pass one by one; from
// there the playhead moves evenly in the logarithm of the iterations to the end.
// `first` is how many seconds an iteration takes in its stages (`stages.js`).

const SINGLE = 0.42; // seconds for each of those that pass one by one
export const LAST_SINGLE = 20;
const LONGEST_REST = 25; // seconds for all the others
const REST_PER_DECADE = 9.3;
const STEP = 1.5; // times as fast goes a single step, which one may take again and again
const STAGED = 2.5; // an iteration that takes so many seconds is shown in its stages

/** @param {number} iterations @returns {number} seconds from iteration 20 to the end */
function rest(iterations) {
  if (iterations <= LAST_SINGLE) return 0;
  return Math.min(LONGEST_REST, REST_PER_DECADE * Math.log10(iterations / LAST_SINGLE) + 1);
}

/** @param {number} position @param {number} iterations @param {number} first @returns {number} seconds of play at 1× */
export function secondsAt(position, iterations, first) {
  if (position <= 1) return position * first;
  if (position <= LAST_SINGLE) return first + (position - 1) * SINGLE;
  const share = Math.log(position / LAST_SINGLE) / Math.log(iterations / LAST_SINGLE);
  return first + (LAST_SINGLE - 1) * SINGLE + share * rest(iterations);
}

/** @param {number} seconds @param {number} iterations @param {number} first @returns {number} the position, not yet bounded */
export function positionAt(seconds, iterations, first) {
  if (seconds <= first) return seconds / first;
  const single = 1 + (seconds - first) / SINGLE;
  if (single <= LAST_SINGLE || iterations <= LAST_SINGLE) return single;
  const share = (seconds - first - (LAST_SINGLE - 1) * SINGLE) / rest(iterations);
  return LAST_SINGLE * (iterations / LAST_SINGLE) ** share;
}

/**
 * Where the playhead is after some more seconds of play.
 * @param {number} position @param {number} seconds @param {Speed} speed @param {number} iterations
 * @param {number} first @returns {number}
 */
export function advance(position, seconds, speed, iterations, first) {
  const next = speed === 'slow'
    ? position + seconds / first
    : positionAt(secondsAt(position, iterations, first) + seconds * speed, iterations, first);
  return Math.min(iterations, next);
}

/**
 * Where the playhead is within a single step after some more seconds.
 * @param {number} position @param {number} seconds @param {Speed} speed @param {number} first
 * @returns {number}
 */
export function advanceStep(position, seconds, speed, first) {
  return position + (seconds * (speed === 'slow' ? 1 : STEP * speed)) / first;
}

/**
 * Whether an iteration passes slowly enough to be shown in its stages.
 * @param {number} position @param {Speed} speed @param {number} first @returns {boolean}
 */
export function isStaged(position, speed, first) {
  if (speed === 'slow') return true;
  const seconds = position < 1 ? first : position < LAST_SINGLE ? SINGLE : 0;
  return seconds / speed >= STAGED;
}
