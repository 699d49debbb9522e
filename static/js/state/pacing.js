// Pacing: which iteration is on screen after how many seconds of play. Pure.
//
// The first adjustment takes its time, in four stages; the iterations up to 20 pass one by
// one; from there the playhead moves evenly in the logarithm of the iterations to the end.

const FIRST = 4.6; // seconds for the first adjustment
const SINGLE = 0.42; // seconds for each of the next
const LAST_SINGLE = 20;
const LONGEST_REST = 25; // seconds for all the others
const REST_PER_DECADE = 9.3;
const SLOW = 4; // seconds for every iteration, one by one
const STAGED = 1.1; // an iteration that takes so many seconds is shown in its stages

/** @param {number} iterations @returns {number} seconds from iteration 20 to the end */
function rest(iterations) {
  if (iterations <= LAST_SINGLE) return 0;
  return Math.min(LONGEST_REST, REST_PER_DECADE * Math.log10(iterations / LAST_SINGLE) + 1);
}

/** @param {number} position @param {number} iterations @returns {number} seconds of play at 1× */
export function secondsAt(position, iterations) {
  if (position <= 1) return position * FIRST;
  if (position <= LAST_SINGLE) return FIRST + (position - 1) * SINGLE;
  const share = Math.log(position / LAST_SINGLE) / Math.log(iterations / LAST_SINGLE);
  return FIRST + (LAST_SINGLE - 1) * SINGLE + share * rest(iterations);
}

/** @param {number} seconds @param {number} iterations @returns {number} the position, not yet bounded */
export function positionAt(seconds, iterations) {
  if (seconds <= FIRST) return seconds / FIRST;
  const single = 1 + (seconds - FIRST) / SINGLE;
  if (single <= LAST_SINGLE || iterations <= LAST_SINGLE) return single;
  const share = (seconds - FIRST - (LAST_SINGLE - 1) * SINGLE) / rest(iterations);
  return LAST_SINGLE * (iterations / LAST_SINGLE) ** share;
}

/**
 * Where the playhead is after some more seconds of play.
 * @param {number} position @param {number} seconds @param {Speed} speed @param {number} iterations
 * @returns {number}
 */
export function advance(position, seconds, speed, iterations) {
  const next = speed === 'slow'
    ? position + seconds / SLOW
    : positionAt(secondsAt(position, iterations) + seconds * speed, iterations);
  return Math.min(iterations, next);
}

/**
 * Whether an iteration passes slowly enough to be shown in its four stages.
 * @param {number} position @param {Speed} speed @returns {boolean}
 */
export function isStaged(position, speed) {
  if (speed === 'slow') return true;
  const seconds = position < 1 ? FIRST : position < LAST_SINGLE ? SINGLE : 0;
  return seconds / speed >= STAGED;
}
