// How the playhead moves through a run: by play, by steps, by leaps, and where it rests. Pure.

import { recordedAfter, recordedAtOrBefore, recordedBefore } from '../model/recording.js';
import { advance } from './pacing.js';

/** @param {State} state @returns {number} the last iteration there is or will be */
export function endOf(state) {
  return state.stream.name === 'failed' ? Math.max(0, state.lastReceived) : state.run.config.iterations;
}

/** @param {State} state @param {number} position @returns {State} paused there, on a snapshot */
export function pausedAt(state, position) {
  const limit = Math.max(0, state.lastReceived);
  const last = state.run.config.iterations;
  return { ...state, playing: false, line: -1, position: recordedAtOrBefore(Math.min(limit, Math.max(0, position)), last) };
}

/** @param {State} state @returns {State} paused where it is */
export const paused = (state) => (state.playing ? pausedAt(state, state.position) : state);

/** @param {State} state @param {number} seconds @returns {State} */
export function tick(state, seconds) {
  const last = state.run.config.iterations;
  // A place that was looked at before may not have arrived again yet: it waits there.
  if (!state.playing || state.position > state.lastReceived) return state;
  let position = advance(state.position, seconds, state.speed, last);
  if (state.still) {
    // Without travel every tick is a jump to a snapshot, and at least to the next.
    const next = recordedAfter(recordedAtOrBefore(state.position, last), last);
    position = Math.max(next, recordedAtOrBefore(position, last));
  }
  position = Math.min(position, state.lastReceived);
  return { ...state, position, playing: position < endOf(state) };
}

/** @param {State} state @param {1 | -1} direction @returns {State} a tenth of the axis further */
export function leap(state, direction) {
  const last = state.run.config.iterations;
  const here = recordedAtOrBefore(state.position, last);
  const far = state.scale === 'log'
    ? (here + 1) * (last + 1) ** (direction / 10) - 1
    : here + (direction * last) / 10;
  const there = direction > 0
    ? Math.max(recordedAfter(here, last), Math.round(far))
    : Math.min(recordedBefore(here, last), Math.round(far));
  return pausedAt(state, there);
}

/** @param {State} state @param {1 | -1} direction @returns {State} to the next snapshot or the one before */
export function step(state, direction) {
  const last = state.run.config.iterations;
  const here = recordedAtOrBefore(state.position, last);
  return pausedAt(state, direction > 0 ? recordedAfter(here, last) : recordedBefore(here, last));
}

/** @param {State} state @returns {State} */
export function play(state) {
  const atEnd = state.position >= endOf(state);
  return { ...state, playing: endOf(state) > 0, hand: null, line: -1, position: atEnd ? 0 : state.position };
}
