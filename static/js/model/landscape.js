// The landscape: how high a run stands on what it descends, from where to where it is to be shown,
// and the run's way across it. Pure; the heights all around are the server's.

const MARGIN = 0.15; // of the way's own reach, on each side
const LEAST = 1; // around a weight that hardly moves
const DIGITS = 2; // of a reach, to which its ends are rounded outwards
const TICKS = 4;
export const LARGEST = 1e12; // weight that can be asked about, as `webapp/runs/config.py` has it

/** @typedef {import('../runs/history.js').History} History */
/** @typedef {[number, number]} Pair */

/** @param {string} rule @returns {boolean} whether the rule goes down the landscape that is shown */
export const descends = (rule) => rule === 'squared' || rule === 'cross-entropy';

/**
 * What is descended: half the squared errors, or the cross-entropy, of all examples together.
 * @param {{config: Configuration, examples: Example[]}} run
 * @param {number[]} sums @param {number[]} errors of the examples @returns {number}
 */
export function heightOf({ config, examples }, sums, errors) {
  if (config.rule !== 'cross-entropy') return errors.reduce((total, error) => total + error * error, 0) / 2;
  return examples.reduce((total, { output }, i) => {
    const sum = sums[i];
    const wrong = output * Math.max(-sum, 0) + (1 - output) * Math.max(sum, 0);
    return total + wrong + Math.log1p(Math.exp(-Math.abs(sum)));
  }, 0);
}

/**
 * From where to where a weight is to be shown: all of its way, with some room, in round numbers.
 * @param {Float64Array} column @param {number} count snapshots
 * @returns {Pair | null} null where its way leads too far
 */
export function rangeOf(column, count) {
  let [least, most] = [Infinity, -Infinity];
  for (let at = 0; at < count; at += 1) {
    least = Math.min(least, column[at]);
    most = Math.max(most, column[at]);
  }
  const middle = (least + most) / 2;
  const half = Math.max((0.5 + MARGIN) * (most - least), LEAST / 2, Math.abs(middle) * 1e-6);
  const step = 10 ** (Math.floor(Math.log10(2 * half)) - DIGITS + 1);
  const [low, high] = [Math.floor((middle - half) / step) * step, Math.ceil((middle + half) / step) * step];
  return Math.max(-low, high) <= LARGEST ? [tidy(low), tidy(high)] : null;
}

/** @param {number} value @returns {number} without what is only rounding */
const tidy = (value) => Number(value.toPrecision(12));

/**
 * From where to where two weights are to be shown.
 * @param {History} history @param {Pair} over the two weights @returns {[Pair, Pair] | null}
 */
export function rangesOf({ weights, count }, over) {
  const [x, y] = over.map((weight) => rangeOf(weights[weight], count));
  return x && y && [x, y];
}

/** @param {Pair} range @returns {number[]} a few round numbers in it */
export function ticksOf([low, high]) {
  const rough = (high - low) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => tidy((first + i) * step));
}

/**
 * What lies between two heights that follow each other, from the highest down.
 * @param {number[]} levels @returns {{factor: number} | {difference: number} | null} null where there are not two
 */
export function stepOf(levels) {
  if (levels.length < 2) return null;
  const factor = levels[0] / levels[1];
  return Math.abs(factor - Math.round(factor)) < 1e-9 && (levels.length < 3 || Math.abs(levels[1] / levels[2] - factor) < 1e-9)
    ? { factor: Math.round(factor) } : { difference: tidy(levels[0] - levels[1]) };
}

/**
 * @typedef {object} Way a run's way across the picture
 * @property {Pair[]} points @property {number[]} indices of their snapshots @property {number[]} lengths up to each
 */

/**
 * The run's way, with as many points as can be seen.
 * @param {History} history @param {Pair} over @param {(weights: Pair) => Pair} place in the picture
 * @param {number} apart the least that two points are apart @returns {Way}
 */
export function wayOf(history, [along, up], place, apart = 1) {
  /** @type {Way} */
  const way = { points: [], indices: [], lengths: [] };
  for (let at = 0; at < history.count; at += 1) {
    const here = place([history.weights[along][at], history.weights[up][at]]);
    const before = way.points[way.points.length - 1] ?? here;
    const far = Math.hypot(here[0] - before[0], here[1] - before[1]);
    if (way.points.length && far < apart && at < history.count - 1) continue;
    way.lengths.push((way.lengths[way.lengths.length - 1] ?? 0) + far);
    way.points.push(here);
    way.indices.push(at);
  }
  return way;
}

/**
 * How long the way is up to a snapshot, and from there to a place beyond it.
 * @param {Way} way @param {number} index of the snapshot @param {Pair | null} [here] the place, if there is one
 * @returns {number}
 */
export function lengthUpTo({ points, indices, lengths }, index, here = null) {
  let at = 0;
  for (let low = 0, high = indices.length - 1; low <= high;) {
    const middle = (low + high) >> 1;
    if (indices[middle] <= index) { at = middle; low = middle + 1; } else high = middle - 1;
  }
  const beyond = here ? Math.hypot(here[0] - points[at][0], here[1] - points[at][1]) : 0;
  return Math.min((lengths[at] ?? 0) + beyond, lengths[at + 1] ?? Infinity);
}
