// Sentences in pieces: text, and within it what is the name of a quantity, such as an
// example's letter, so that pointing at it lights the quantity everywhere. No markup.

import { template } from './words.js';

/** @typedef {string | {text: string, quantity: string}} Piece */
/** @typedef {Piece | Piece[] | number} Filling */

/**
 * One of the words by its name, filled in with pieces.
 * @param {string} name @param {Record<string, Filling>} [values] @returns {Piece[]}
 */
export function sayInPieces(name, values = {}) {
  return template(name).split(/\{(\w+)\}/).flatMap((text, i) => {
    if (i % 2 === 0) return text ? [text] : [];
    const value = values[text];
    return typeof value === 'number' ? [String(value)] : value;
  });
}

/**
 * @param {Piece[][]} parts @param {string} between @returns {Piece[]}
 */
export const joined = (parts, between) => parts.flatMap((part, i) => (i ? [between, ...part] : part));

export const NAMED = 3; // of many examples

/**
 * Examples by their letters, the first few of many: A, B, C and 12 others.
 * @param {number[]} examples those to be named first come first; they are named in their own order
 * @param {string[]} letters
 * @param {(letter: Piece, example: number) => Piece[]} [write] a letter with what belongs to it @returns {Piece[]}
 */
export function lettersOf(examples, letters, write = (letter) => [letter]) {
  const named = examples.slice(0, NAMED).sort((a, b) => a - b).map((example) => (
    write({ text: letters[example], quantity: `example:${example}` }, example)
  ));
  const others = examples.length - named.length;
  if (others) return sayInPieces(others === 1 ? 'and_one_other' : 'and_others', { names: joined(named, ', '), count: others });
  return inARow(named);
}

/** @param {Piece[][]} parts @returns {Piece[]} one, two and three */
export function inARow(parts) {
  if (parts.length === 1) return parts[0];
  return sayInPieces('turns_two', { first: joined(parts.slice(0, -1), ', '), last: parts[parts.length - 1] });
}
