// Why a weight turns round, in sentences: what outweighs what, and what has changed since.

import * as numbers from './numbers.js';
import { NAMED, joined, lettersOf, sayInPieces } from './pieces.js';
import { say } from './words.js';

/** @typedef {import('./pieces.js').Piece} Piece */
/** @typedef {import('../model/turning.js').Turn} Turn */
/** @typedef {import('../model/turning.js').Change} Change */
/** @typedef {import('../model/pulls.js').Side} Side */

/**
 * @typedef {object} Teller what the neuron of a weight is like
 * @property {boolean} hasSlope whether the factor is a curve's slope
 * @property {boolean} isHidden whether its errors are what is sent back to it
 * @property {string} sender what the neuron is called that speaks to it through this weight, if one does
 */

const FEWEST_DIGITS = 3;
const CLOSE = 0.001; // of both sides' pulls: one outweighs the other by no more
const TINY = 0.001; // under it, powers of ten say more than decimals

/** @param {Turn} turn @param {string} name the weight's @returns {string} */
export const sayTurn = ({ iteration, direction }, name) => (
  say(direction > 0 ? 'turn_up' : 'turn_down', { iteration: numbers.count(iteration), name })
);

/**
 * @param {Turn} turn @param {string} name the weight's @param {string[]} letters
 * @param {Teller} teller @returns {Piece[]}
 */
export function sayWhy(turn, name, letters, teller) {
  const { kind, now, before } = turn;
  if (kind !== 'explained' || !now || !before) return sayInPieces(`turn_${kind === 'rounding' ? kind : 'unknown'}`);
  const [up, down] = written([before.up.sum, before.down.sum], numbers.signed);
  const fastest = sayInPieces(turn.direction > 0 ? 'turn_before_down' : 'turn_before_up', {
    iteration: numbers.count(before.iteration), name, up, down,
  });
  return joined([sayOutweighing(turn, letters), fastest, sayChanges(turn, letters, teller)], ' ');
}

/** @param {Turn} turn @param {string[]} letters @returns {Piece[]} */
function sayOutweighing({ now, direction }, letters) {
  const { up, down, iteration } = /** @type {import('../model/pulls.js').Moment} */ (now);
  const [upwards, downwards] = written([up.sum, down.sum], numbers.signed);
  const isClose = Math.abs(up.sum + down.sum) < CLOSE * (up.sum - down.sum);
  const sides = {
    up: { side: up, amount: upwards, way: 'up' },
    down: { side: down, amount: downwards, way: 'down' },
  };
  const [stronger, weaker] = direction > 0 ? [sides.up, sides.down] : [sides.down, sides.up];
  /** @param {string} verb @param {typeof stronger} those */
  const pulling = (verb, { side, amount, way }) => sayInPieces(`${verb}_${way}_${numberOf(side)}`, {
    who: who(side, letters), amount, more: say(isClose ? 'only_just_more' : 'more'),
  });
  const at = numbers.count(iteration);
  if (!weaker.side.pulls.length) {
    const alone = sayInPieces(`alone_${numberOf(stronger.side)}`, { side: pulling('weaker', stronger) });
    return sayInPieces('turn_alone', { iteration: at, alone });
  }
  return sayInPieces('turn_more', { iteration: at, stronger: pulling('stronger', stronger), weaker: pulling('weaker', weaker) });
}

/** @param {Side} side @returns {'1' | 'n'} */
const numberOf = ({ pulls }) => (pulls.length === 1 ? '1' : 'n');

/** @param {Side} side @param {string[]} letters @returns {Piece[]} */
function who({ pulls, answers }, letters) {
  const names = lettersOf(pulls.map(({ example }) => example), letters);
  return answers === 'mixed' ? names : sayInPieces(`who_${answers}`, { names });
}

/** @param {Turn} turn @param {string[]} letters @param {Teller} teller @returns {Piece[]} */
function sayChanges({ changes, others }, letters, teller) {
  const said = changes.map((likewise) => sayLikewise(likewise, letters, teller));
  if (others) said.push(sayInPieces(others === 1 ? 'change_other' : 'change_others', { count: others }));
  return sayInPieces('turn_changes', { changes: joined(said, '; ') });
}

/** @param {Change[]} likewise @param {string[]} letters @param {Teller} teller @returns {Piece[]} */
function sayLikewise(likewise, letters, { hasSlope, isHidden, sender }) {
  const [{ kind, causes, to, isDragged }] = likewise;
  const number = likewise.length === 1 ? '1' : 'n';
  const names = lettersOf(likewise.map((change) => change.to.example), letters);
  const errors = courses(likewise, 'error', numbers.signed);
  const factors = courses(likewise, 'factor', factor);
  if (kind === 'crossed' && isHidden) return sayInPieces(`change_sent_${number}`, { names, errors });
  if (kind === 'crossed') return sayInPieces(`change_crossed_${to.error < 0 ? 'high' : 'low'}_${number}`, { names, errors });
  if (kind === 'flipped') return sayInPieces(`change_flipped_${number}`, { names, factors });
  const how = kind === 'weaker' ? 'shrank' : 'grew';
  /** @param {import('../model/turning.js').Cause} cause */
  const because = (cause) => {
    if (cause === 'input') return sayInPieces(`cause_said_${how}_${number}`, { sender, inputs: courses(likewise, 'input', factor) });
    if (cause === 'error' && isHidden) return sayInPieces(`cause_sent_${how}_${number}`, { errors });
    if (cause === 'factor') return sayInPieces(`cause_${hasSlope ? 'slope' : 'factor'}_${how}_${number}`, { factors });
    const said = sayInPieces(`cause_error_${how}_${number}`, { errors });
    return isDragged ? sayInPieces(`cause_pushed_${to.error < 0 ? 'up' : 'down'}_${number}`, { cause: said }) : said;
  };
  return sayInPieces(`change_${kind}_${number}`, { names, causes: joined(causes.map(because), say('cause_and')) });
}

/**
 * How a part of each named pull went, those that went the same way once: +0.674 → +0.324, +0.762 → +0.444.
 * @param {Change[]} likewise @param {import('../model/turning.js').Cause} part @param {(value: number, digits: number) => string} write
 * @returns {string}
 */
function courses(likewise, part, write) {
  const named = likewise.slice(0, NAMED).sort((a, b) => a.to.example - b.to.example);
  return numbers.series([...new Set(named.map(({ from, to }) => written([from[part], to[part]], write).join(' → ')))]);
}

/** @param {number} value @param {number} digits @returns {string} */
const factor = (value, digits) => (value >= 0 && value <= 1 ? numbers.output(value, digits) : numbers.signed(value, digits));

/**
 * Two numbers with as many digits as it takes to tell their sizes apart, if so many are safe.
 * @param {[number, number]} values @param {(value: number, digits: number) => string} write
 * @returns {[string, string]}
 */
function written([a, b], write) {
  /** @param {number} value @param {number} digits */
  const one = (value, digits) => (write === numbers.signed && Math.abs(value) < TINY ? numbers.fine(value) : write(value, digits));
  for (let digits = FEWEST_DIGITS; ; digits += 1) {
    const [first, second] = [one(a, digits), one(b, digits)];
    const sizes = [first, second].map((text) => text.replace(/^[+−]/, ''));
    if (sizes[0] !== sizes[1] || digits === numbers.SAFE_DIGITS) return [first, second];
  }
}
