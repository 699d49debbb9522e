// What the cut's picture says, in sentences: on which side of it what lies. Of a network also each
// hidden neuron's own cut, by itself.

import { planeVerdictOf, verdictOf } from '../model/slice.js';
import { singledOut } from '../model/singled.js';
import * as numbers from './numbers.js';
import { say } from './words.js';

/** @param {Frame} frame @param {number} undecided @returns {string} of the hidden neuron that is singled out, if any */
export function cutVerdict(frame, undecided) {
  const { cut } = frame;
  const neuron = singledOut(frame);
  if (neuron >= 0) return say(`cut_hidden_${planeVerdictOf(cut.planes[neuron])}`, { number: neuron + 1 });
  const found = verdictOf(cut, undecided);
  if (!cut.bent || found !== 'through') return say(`cut_${found}`);
  return say(cut.bent.surface ? 'cut_bent_cube' : 'cut_bent');
}

/**
 * Which corners lie on which side of the cut, and of each hidden neuron's own.
 * @param {Frame} frame @param {number} undecided @returns {string}
 */
export function cutSummary(frame, undecided) {
  const { cut: { box: { corners }, planes }, ask } = frame;
  const ofOutput = sides(corners, corners.map((inputs) => ask(inputs).output - 0.5), undecided);
  return [...ofOutput, ...planes.map(({ sums }, neuron) => ofHidden(corners, sums, neuron + 1))].join(' ');
}

/** @param {number[][]} corners @param {number[]} sums at them @param {number} number of the neuron @returns {string} */
function ofHidden(corners, sums, number) {
  const there = corners.filter((_, i) => sums[i] > 0).map(numbers.row);
  return there.length ? say('cut_hidden_says', { number, corners: numbers.series(there) }) : say('cut_hidden_says_none', { number });
}

/**
 * @param {number[][]} corners @param {number[]} leans above 0 where one leans to 1 @param {number} undecided
 * @returns {string[]}
 */
function sides(corners, leans, undecided) {
  const sideOf = (/** @type {number} */ lean) => (Math.abs(lean) < undecided ? 'half' : lean > 0 ? 'one' : 'zero');
  return ['one', 'zero', 'half'].flatMap((name) => {
    const there = corners.filter((_, i) => sideOf(leans[i]) === name).map(numbers.row);
    return there.length ? [say(`cut_says_${name}`, { corners: numbers.series(there) })] : [];
  });
}
