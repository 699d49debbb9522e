// How one looks at the cut: along which inputs, and turned how far. Pure.

import { MOST_AXES, firstAxes } from '../model/cut.js';
import { DEFAULT_TURN } from '../model/projection.js';

const ROUND = 2 * Math.PI;
const UPRIGHT = Math.PI / 2; // seen from straight above, or below

/** @param {Run} run @returns {CutView} */
export const startingCut = (run) => ({ turn: DEFAULT_TURN, axes: firstAxes(run) });

/**
 * Round and round sideways; up and down no further than to where it is seen from straight above.
 * @param {CutView} cut @param {[number, number]} turn @returns {CutView}
 */
export function turnedTo(cut, [yaw, pitch]) {
  const sideways = yaw - ROUND * Math.round(yaw / ROUND);
  return { ...cut, turn: [sideways, Math.max(-UPRIGHT, Math.min(UPRIGHT, pitch))] };
}

/** @param {CutView} cut @param {[number, number]} by @returns {CutView} further than it is */
export const turnedBy = (cut, [yaw, pitch]) => turnedTo(cut, [cut.turn[0] + yaw, cut.turn[1] + pitch]);

/**
 * At least one input and at most three: of more, those that were chosen last.
 * @param {CutView} cut @param {number[]} axes in the order in which they were chosen @param {Run} run
 * @returns {CutView}
 */
export function alongAxes(cut, axes, { config }) {
  const known = axes.filter((axis, i) => axis in config.situation && axes.indexOf(axis) === i);
  if (!known.length) return cut;
  return { ...cut, axes: known.slice(-MOST_AXES) };
}
