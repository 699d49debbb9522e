// What stands in the box of the cut: its corners, and the examples and the question wherever they
// are in it. Several examples with the same inputs stand in one place. Pure.

import { placeOf, within } from './cut.js';

/**
 * @typedef {object} Place
 * @property {number[]} inputs @property {number[]} at where it is in the box
 * @property {number[]} examples those that have these inputs, by their places
 * @property {boolean} isQuestion
 */

/**
 * The corners in the order of their numbers, then whatever lies between them.
 * @param {Run} run @param {import('./cut.js').Box} box @returns {Place[]}
 */
export function placesIn(run, box) {
  const axes = box.axes.length;
  /** @type {Map<string, Place>} */
  const places = new Map();
  /** @param {number[]} inputs @param {number[] | null} at */
  const placeFor = (inputs, at) => {
    const name = String(inputs.map((input) => input + 0)); // −0 is 0
    if (at && !places.has(name)) places.set(name, { inputs, at, examples: [], isQuestion: false });
    return places.get(name);
  };
  box.corners.forEach((inputs, corner) => placeFor(inputs, placeOf(corner, axes)));
  run.examples.forEach(({ inputs }, e) => placeFor(inputs, within(box, inputs))?.examples.push(e));
  const question = placeFor(run.config.situation, within(box, run.config.situation));
  if (question) question.isQuestion = true;
  return [...places.values()];
}

const LETTERS = 26;

/** @param {number} e @returns {string} an example's letter: A to Z, then AA, AB … */
export const letterOf = (e) => (
  (e < LETTERS ? '' : letter(Math.floor(e / LETTERS) - 1)) + letter(e % LETTERS)
);

/** @param {number} at */
const letter = (at) => String.fromCharCode('A'.charCodeAt(0) + at);
