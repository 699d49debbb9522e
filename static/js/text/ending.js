// Why a weight ends where it ends, in a few sentences.

import * as numbers from './numbers.js';
import { inARow, joined, lettersOf, sayInPieces } from './pieces.js';
import { say } from './words.js';

/** @typedef {import('./pieces.js').Piece} Piece */
/** @typedef {import('../model/ending.js').Ending} Ending */
/** @typedef {import('../model/shape.js').Shape} Shape */
/** @typedef {import('../model/ending.js').Totals} Totals */

/** @param {Ending} ending @param {string} name the weight's @returns {string} */
export const sayEndingTitle = ({ end }, name) => say('ending_title', { name, value: numbers.signed(end) });

/**
 * In paragraphs: what its inputs have to do with it, what the examples did, and how it ended.
 * @param {Ending} ending @param {Shape} shape @param {string[]} letters @param {string[]} names the weights'
 * @param {boolean} isThreshold @returns {Piece[][]}
 */
export function sayEnding(ending, shape, letters, names, isThreshold) {
  if (shape.off.length === letters.length) return [sayInPieces('shape_nothing')];
  const why = [
    ...sayInputs(shape, letters, isThreshold), ...sayThrough(shape, names), ...sayWishes(shape, letters),
    ...sayHelp(ending, shape, letters, names),
  ];
  return [why, saySums(ending, letters), saySlowing(ending)]
    .map((sentences) => joined(sentences, ' ')).filter((paragraph) => paragraph.length);
}

/** @param {Shape} shape @param {string[]} letters @param {boolean} isThreshold @returns {Piece[][]} */
function sayInputs({ everywhere, off }, letters, isThreshold) {
  if (isThreshold) return [sayInPieces('shape_threshold')];
  if (everywhere === 1) return [sayInPieces('shape_always_1')];
  if (everywhere) return [sayInPieces('shape_always', { value: numbers.plain(everywhere) })];
  return off.length ? [sayInPieces(off.length === 1 ? 'shape_off_1' : 'shape_off_n', { names: lettersOf(off, letters) })] : [];
}

/** @param {Shape} shape @param {string[]} names @returns {Piece[][]} of a hidden neuron's: the weight through which its blame comes back */
function sayThrough({ through }, names) {
  if (!through || (!through.sign && !through.turns)) return [];
  const other = names[through.weight];
  if (through.sign) return [sayInPieces(`shape_through_${through.sign > 0 ? 'up' : 'down'}`, { other })];
  const iteration = numbers.count(through.iteration);
  return [sayInPieces(through.turns === 1 ? 'shape_through_turns_1' : 'shape_through_turns_n', { other, iteration })];
}

/** @param {Shape} shape @param {string[]} letters @returns {Piece[][]} who would have it how */
function sayWishes({ up, down, isTold, isPlain, needsPositive, needsNegative }, letters) {
  const said = [];
  const kind = [up.length ? 'up' : '', down.length ? 'down' : ''].filter(Boolean).join('_');
  if (isTold && kind) {
    const values = { ups: up.length ? lettersOf(up, letters) : '', downs: down.length ? lettersOf(down, letters) : '' };
    said.push(sayInPieces(`shape_${kind}${isPlain ? '_plain' : ''}`, values));
  }
  if (needsPositive.length) said.push(sayInPieces('shape_needs_positive', { names: lettersOf(needsPositive, letters) }));
  if (needsNegative.length) said.push(sayInPieces('shape_needs_negative', { names: lettersOf(needsNegative, letters) }));
  return said;
}

/** @param {Ending} ending @param {Shape} shape @param {string[]} letters @param {string[]} names @returns {Piece[][]} */
function sayHelp({ start, end }, { help }, letters, names) {
  if (!help || Math.sign(end - start) !== help.direction) return [];
  const [helped, rest] = [help.helped, help.rest].map((those) => lettersOf(those, letters));
  return [sayInPieces('shape_helped', { helped, rest, other: names[help.weight] })];
}

/** @param {Ending} ending @param {string[]} letters @returns {Piece[][]} */
function saySums({ start, end, up, down, isEstimated }, letters) {
  const moved = sayInPieces('ending_moved', { start: numbers.signed(start), moved: numbers.signed(end - start) });
  const sides = [{ side: up, way: 'up' }, { side: down, way: 'down' }].flatMap(({ side, way }) => (
    side?.totals.length ? [{ names: amounts(side, letters), way, ...side }] : []
  )).sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  const [most, least] = sides;
  if (!most) return [moved];
  const nearly = isEstimated ? [sayInPieces('ending_nearly')] : [];
  if (!least) return [moved, sayInPieces(`ending_only_${most.way}`, { names: most.names }), ...nearly];
  const sums = sayInPieces(`ending_more_${most.way}`, { most: most.names, least: least.names });
  const areMany = most.totals.length + least.totals.length > 2;
  const against = areMany ? [sayInPieces('ending_sums', { most: numbers.signed(most.sum), least: numbers.signed(least.sum) })] : [];
  return [moved, sums, ...against, ...nearly];
}

/** @param {Totals} side @param {string[]} letters @returns {Piece[]} A (−7.437) and D (−6.032) */
const amounts = ({ totals }, letters) => lettersOf(totals.map(({ example }) => example), letters, (letter, e) => (
  [letter, ` (${numbers.signed(totals.find(({ example }) => example === e)?.amount ?? 0)})`]
));

/** @param {Ending} ending @returns {Piece[][]} */
function saySlowing(ending) {
  const { half, most, step, isSlower, iteration, hasBroken, cancels, lastUp, lastDown } = ending;
  if (hasBroken) return [sayInPieces('ending_broke', { step: numbers.fine(step) })];
  if (!step && cancels) {
    return [sayInPieces('ending_balance', { iteration: numbers.count(iteration), up: numbers.fine(lastUp), down: numbers.fine(lastDown) })];
  }
  if (!step) return [sayInPieces('ending_still', { iteration: numbers.count(iteration) })];
  const when = sayInPieces('ending_when', { half: numbers.count(half), most: numbers.count(most) });
  const moves = numbers.fine(step);
  if (!isSlower) return [when, sayInPieces('ending_moving', { step: moves })];
  const reasons = reasonsOf(ending);
  return [when, reasons.length
    ? sayInPieces('ending_slow', { step: moves, reasons: inARow(reasons) })
    : sayInPieces('ending_slower', { step: moves })];
}

/** @param {Ending} ending @returns {Piece[][]} why it moves so little in the end */
function reasonsOf({ isRight, meanError, slope, sent, cancels, lastUp, lastDown }) {
  const error = numbers.output(meanError, 3);
  return [
    ...(isRight ? [sayInPieces('last_right', { error })] : []),
    ...(slope === null ? [] : [sayInPieces(isRight ? 'last_flat' : 'last_stuck', { error, slope: numbers.output(slope, 3) })]),
    ...(sent === null ? [] : [sayInPieces('last_sent', { sent: numbers.output(sent, 4) })]),
    ...(cancels ? [sayInPieces('last_cancel', { up: numbers.fine(lastUp), down: numbers.fine(lastDown) })] : []),
  ];
}
