// The stages of one iteration, as they are shown where there is time for them: the examples
// pass through the neuron one after another, blame flows back, and the weights move. Says how
// far everything is at every moment. Pure.

export const MOST_PASSES = 6; // of more examples, some pass and stand for those that follow them
const PASS = 0.85; // seconds for each that passes
const BLAME = 1.5;
const MOVE = 1.4;

/** When within a pass each part of it happens, as shares of its time: from, to. */
const TRAVEL = [0.1, 0.46];
const FIRST = [0.04, 0.24]; // with a hidden layer, to its neurons,
const MADE = [0.22, 0.3]; // which say something,
const SECOND = [0.28, 0.48]; // and from them to the output
const RISE = [0.48, 0.66];
const FILL = [0.58, 0.76];
const GAP = [0.74, 0.94];

/** @param {number} t @returns {number} a gentle start and end */
export const ease = (t) => t * t * (3 - 2 * t);

/** @param {number} at @param {number[]} times @returns {number} how far something is that happens then */
const within = (at, [from, to]) => ease(Math.max(0, Math.min(1, (at - from) / (to - from))));

/** @param {number} examples @returns {number} how many of them are seen to pass */
const passesOf = (examples) => Math.min(examples, MOST_PASSES);

/** @param {number} examples @returns {number} seconds for an iteration in its stages */
export const secondsOf = (examples) => passesOf(examples) * PASS + BLAME + MOVE;

/** @type {number[]} gaps at rest; kept, since a frame needs them sixty times a second */
let open = [];

/** @param {number} examples @returns {Moment} nothing is on its way: all is as the weights have it */
export function restOf(examples) {
  if (open.length !== examples) open = new Array(examples).fill(1);
  return { stage: 0, progress: 0, passing: -1, travel: 1, rise: 1, fill: 1, first: 1, made: 1, gaps: open };
}

/** @param {number} examples @returns {number} the share of an iteration's time in which they pass */
export const passesShare = (examples) => (passesOf(examples) * PASS) / secondsOf(examples);

/**
 * @param {number} share of the iteration's time, from 0 to 1 @param {number} examples
 * @param {boolean} [isNetwork] whether the way leads through a hidden layer
 * @returns {Moment}
 */
export function momentAt(share, examples, isNetwork = false) {
  const passes = passesOf(examples);
  const seconds = share * secondsOf(examples);
  if (seconds < passes * PASS) return passAt(seconds / PASS, examples, isNetwork);
  const after = seconds - passes * PASS;
  if (after < BLAME) return { ...restOf(examples), stage: 3, progress: after / BLAME };
  return { ...restOf(examples), stage: 4, progress: Math.min(1, (after - BLAME) / MOVE) };
}

/**
 * @param {number} at the number of passes behind, and how far the present one is
 * @param {number} examples @param {boolean} isNetwork @returns {Moment}
 */
function passAt(at, examples, isNetwork) {
  const pass = Math.floor(at);
  const progress = at - pass;
  const first = firstOf(pass, examples);
  const next = firstOf(pass + 1, examples);
  const gap = within(progress, GAP);
  return {
    stage: gap > 0 ? 2 : 1,
    progress,
    passing: first,
    travel: within(progress, isNetwork ? SECOND : TRAVEL),
    first: isNetwork ? within(progress, FIRST) : 1,
    made: isNetwork ? within(progress, MADE) : 1,
    rise: within(progress, RISE),
    fill: within(progress, FILL),
    gaps: Array.from({ length: examples }, (_, e) => (e < first ? 1 : e < next ? gap : 0)),
  };
}

/** @param {number} share @param {number} examples @returns {number} the pass after the present one */
const nextPass = (share, examples) => Math.floor((share * secondsOf(examples)) / PASS + 1e-9) + 1;

/**
 * Without travel: a stage as it is when all has arrived, until the next.
 * @param {number} share of the iteration's time, from 0 to 1 @param {number} examples
 * @param {boolean} [isNetwork] @returns {Moment}
 */
export function heldAt(share, examples, isNetwork = false) {
  const moment = momentAt(share, examples, isNetwork);
  if (moment.stage === 4) return restOf(examples);
  if (moment.passing < 0) return { ...moment, progress: 0.5 };
  const next = firstOf(nextPass(share, examples), examples);
  const gaps = moment.gaps.map((_, e) => (e < next ? 1 : 0));
  return { ...moment, stage: 2, progress: 1, travel: 1, rise: 1, fill: 1, first: 1, made: 1, gaps };
}

/**
 * Without travel: where the stage after this begins; 1 where the weights have moved.
 * @param {number} share @param {number} examples @returns {number}
 */
export function nextHeld(share, examples) {
  const pass = nextPass(share, examples);
  return pass <= passesOf(examples) ? (pass * PASS + 1e-6) / secondsOf(examples) : 1;
}

/** @param {number} pass @param {number} examples @returns {number} the example that is seen to pass */
const firstOf = (pass, examples) => Math.floor((examples * pass) / passesOf(examples));
