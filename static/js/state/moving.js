// How the playhead moves through a run: by play, by steps, by leaps, and where it rests. Pure.

import { recordedAfter, recordedAtOrBefore, recordedBefore } from '../model/recording.js';
import { theExample } from '../model/situations.js';
import { advance, advanceStep, isStaged } from './pacing.js';
import { momentAt, nextHeld, passesShare, secondsOf } from './stages.js';

/** @param {State} state @returns {number} the last iteration there is or will be */
export function endOf(state) {
  return state.stream.name === 'failed' ? Math.max(0, state.lastReceived) : state.run.config.iterations;
}

/** @param {State} state @param {number} position @returns {State} paused there, on a snapshot */
export function pausedAt(state, position) {
  const limit = Math.max(0, state.lastReceived);
  const last = state.run.config.iterations;
  return { ...state, playing: false, until: null, line: -1, position: recordedAtOrBefore(Math.min(limit, Math.max(0, position)), last, keptOf(state)) };
}

/** @param {State} state @returns {ArrayLike<number> | undefined} the iterations of a run that came from a file */
const keptOf = ({ run }) => run.recorded?.kept;

/** @param {State} state @returns {State} paused where it is */
export const paused = (state) => (state.playing ? pausedAt(state, state.position) : state);

/**
 * Whether the very next iteration has a snapshot, and it is here. How a run was trained must be
 * known, or nobody could say what its stages were.
 * @param {State} state @returns {boolean}
 */
function isNextHere({ run, position, lastReceived }) {
  const last = run.config.iterations;
  const here = recordedAtOrBefore(position, last, run.recorded?.kept);
  return run.recorded?.isKnown !== false && recordedAfter(here, last, run.recorded?.kept) === here + 1 && here < lastReceived;
}

/** @param {State} state @returns {number} seconds that one of its iterations takes in stages */
const stagedSeconds = ({ run }) => secondsOf(run.examples.length);

/**
 * Whether an iteration is shown in its stages: a single step is, and one that takes its time, once
 * what follows it has arrived.
 * @param {State} state @returns {boolean}
 */
export function isInStages(state) {
  if (!state.playing || !isNextHere(state)) return false;
  return state.until !== null || isStaged(state.position, state.speed, stagedSeconds(state));
}

/**
 * What the neuron is shown: what it is asked, or the example that is passing through it.
 * @param {State} state @returns {Shown}
 */
export function shownNow(state) {
  if (!isInStages(state)) return state.shown;
  const { passing } = momentAt(state.position % 1, state.run.examples.length);
  return passing < 0 ? state.shown : theExample(state.run, passing);
}

/**
 * Asked something while the examples pass through the neuron, it answers at once: they have passed.
 * @param {State} state @returns {State}
 */
export function pastThePasses(state) {
  if (!isInStages(state)) return state;
  const passed = Math.floor(state.position) + passesShare(state.run.examples.length);
  return { ...state, position: Math.max(state.position, Math.min(passed, state.lastReceived)) };
}

/** @param {State} state @param {number} seconds @returns {State} */
export function tick(state, seconds) {
  const last = state.run.config.iterations;
  // A place that was looked at before may not have arrived again yet: it waits there.
  if (!state.playing || state.position > state.lastReceived) return state;
  if (state.still && isInStages(state)) return tickHeld(state);
  if (state.until !== null) return tickStep(state, state.until, seconds);
  let position = advance(state.position, seconds, state.speed, last, stagedSeconds(state));
  if (state.still) {
    // Without travel every tick is a jump to a snapshot, and at least to the next.
    const next = recordedAfter(recordedAtOrBefore(state.position, last, keptOf(state)), last, keptOf(state));
    position = Math.max(next, recordedAtOrBefore(position, last, keptOf(state)));
  }
  position = Math.min(position, state.lastReceived);
  return { ...state, position, playing: position < endOf(state) };
}

/** @param {State} state @param {number} until @param {number} seconds @returns {State} a single step goes on */
function tickStep(state, until, seconds) {
  const position = advanceStep(state.position, seconds, state.speed, stagedSeconds(state));
  return position < until ? { ...state, position } : pausedAt(state, until);
}

/** @param {State} state @returns {State} without travel: the next stage, or the next snapshot */
function tickHeld(state) {
  const here = Math.floor(state.position);
  const share = nextHeld(state.position - here, state.run.examples.length);
  if (share < 1) return { ...state, position: here + share };
  return state.until === null ? { ...state, position: here + 1 } : pausedAt(state, here + 1);
}

/** @param {State} state @param {1 | -1} direction @returns {State} a tenth of the axis further */
export function leap(state, direction) {
  const last = state.run.config.iterations;
  const here = recordedAtOrBefore(state.position, last, keptOf(state));
  const far = state.scale === 'log'
    ? (here + 1) * (last + 1) ** (direction / 10) - 1
    : here + (direction * last) / 10;
  const there = direction > 0
    ? Math.max(recordedAfter(here, last, keptOf(state)), Math.round(far))
    : Math.min(recordedBefore(here, last, keptOf(state)), Math.round(far));
  return pausedAt(state, there);
}

/**
 * To the next snapshot or the one before.
 * @param {State} state @param {1 | -1} direction @param {boolean} [inStages] as it happens, not at once
 * @returns {State}
 */
export function step(state, direction, inStages = false) {
  const last = state.run.config.iterations;
  // Asked again before it is over, a step is over, and the next begins.
  const from = state.until === null ? state : pausedAt(state, state.until);
  const here = recordedAtOrBefore(from.position, last, keptOf(state));
  if (direction < 0) return pausedAt(from, recordedBefore(here, last, keptOf(state)));
  const next = recordedAfter(here, last, keptOf(state));
  if (!inStages || !isNextHere(from)) return pausedAt(from, next);
  return { ...pausedAt(from, here), playing: true, until: next, hand: null };
}

/** @param {State} state @returns {State} */
export function play(state) {
  const atEnd = state.position >= endOf(state);
  return { ...state, playing: endOf(state) > 0, until: null, hand: null, line: -1, position: atEnd ? 0 : state.position };
}
