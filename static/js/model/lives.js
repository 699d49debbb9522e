// Many lives of a neuron: from which seeds, and what can be said of them together. Pure.

const MOST_LIVES = 100; // that the page asks for
const FEWEST = 2;
const LAST_SEED = 4_294_967_295;
// Lives × iterations × examples × neurons that the server takes on, as `webapp/runs/lives.py` has it.
export const MOST_WORK = 400_000_000;
export const BINS = 20; // of the histogram

/** @typedef {{first: number, count: number}} Seeds one after the other, from the first on */

/**
 * The seeds of a run's lives: those asked for, if the run's own is among them, else from its own
 * on; and no more than can be computed.
 * @param {Configuration} config @param {Seeds} [asked] @returns {Seeds | null} null where there can't be two
 */
export function seedsOf(config, asked = { first: config.seed, count: MOST_LIVES }) {
  const most = Math.floor(MOST_WORK / (config.iterations * config.examples.length * (1 + config.hidden)));
  const count = Math.min(asked.count, most);
  const isAmong = config.start !== null || (config.seed >= asked.first && config.seed < asked.first + count);
  const first = Math.min(isAmong ? asked.first : config.seed, LAST_SEED - count + 1);
  return count < FEWEST ? null : { first, count };
}

/**
 * The place of the run's own life among them.
 * @param {Configuration} config @param {Seeds} seeds @returns {number} −1 where its weights are its own
 */
export const ownLife = ({ seed, start }, { first, count }) => (
  start === null && seed >= first && seed < first + count ? seed - first : -1
);

/**
 * The place of the life that stands out: the chosen one if it is there, else the run's own.
 * @param {number[]} seeds @param {number | null} chosen its seed @param {number} own @returns {number}
 */
export function lifeOf(seeds, chosen, own) {
  const life = chosen === null ? -1 : chosen - seeds[0];
  return life >= 0 && life < seeds.length ? life : own;
}

/**
 * How many predictions lie in each of the equal parts between 0 and 1, the lowest first.
 * @param {ArrayLike<number>} predictions not-a-number where a life has left @returns {number[]}
 */
export function binsOf(predictions) {
  const bins = new Array(BINS).fill(0);
  for (let life = 0; life < predictions.length; life += 1) {
    if (predictions[life] >= 0) bins[Math.min(BINS - 1, Math.floor(predictions[life] * BINS))] += 1;
  }
  return bins;
}

/**
 * @param {ArrayLike<number>} predictions
 * @returns {{above: number, left: number}} how many answer above a half, and how many there are no more
 */
export function countsOf(predictions) {
  let [above, left] = [0, 0];
  for (let life = 0; life < predictions.length; life += 1) {
    if (Number.isNaN(predictions[life])) left += 1;
    else if (predictions[life] > 0.5) above += 1;
  }
  return { above, left };
}

/** @param {ArrayLike<number>} values @returns {number} the one in the middle, not-a-number where there is none */
export function median(values) {
  const known = Float64Array.from(values).filter((value) => !Number.isNaN(value)).sort();
  const half = known.length >> 1;
  return known.length % 2 ? known[half] : known[half - 1] / 2 + known[half] / 2;
}

/**
 * The life whose value is the nearest to a place.
 * @param {ArrayLike<number>} values @param {(value: number) => number} place in pixels
 * @param {number} at @param {number} reach in pixels @returns {number} −1 where none is so near
 */
export function nearest(values, place, at, reach) {
  let [found, best] = [-1, reach];
  for (let life = 0; life < values.length; life += 1) {
    const far = Math.abs(place(values[life]) - at);
    if (far <= best) [found, best] = [life, far];
  }
  return found;
}
