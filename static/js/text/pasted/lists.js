// Lists as Python and numpy write and print them, out of whatever stands around them: two matrices,
// one matrix, or a whole program. Pure.

import { readNumber, shorten } from './numerals.js';

/** @typedef {import('./numerals.js').Fault} Fault */
/** @typedef {{rows: number[][], isFlat: boolean}} Matrix `[1, 0, 0]` is flat: one row, or one column */
/** @typedef {(string | string[])[]} Listed what stands in a list's brackets; within a row, further ones part nothing */

const BRACKETS = /[\s[(]+/g; // each run of them is looked at once, however many there are
const NUMBER = /[-+.\d]|True|False|nan\b|None\b|\.\.\./y;
const NAMED = /[\w)\]"']/; // before a bracket: it is an index
const PIECE = /[[(]|[\])]|[^[\](),\s]+/g;
const TRANSPOSED = /^\s*(?:,\s*dtype\s*=\s*[\w.]+\s*)?(?:,\s*ndmin\s*=\s*\d+\s*)?\)?\s*\.\s*(?:T\b|transpose\(\s*\))/;
/** @type {Record<string, string>} */
const TRUTH = { True: '1', False: '0' };

/** @param {string} text @returns {boolean} whether there are lists of numbers in it */
export const hasLists = (text) => beginningIn(withoutComments(text), 0) >= 0;

/**
 * Where a bracket begins a list of numbers, and is neither an index nor a unit such as `[g]`.
 * @param {string} text @param {number} from @returns {number} -1 where none does
 */
function beginningIn(text, from) {
  BRACKETS.lastIndex = from;
  for (let found = BRACKETS.exec(text); found; found = BRACKETS.exec(text)) {
    NUMBER.lastIndex = BRACKETS.lastIndex;
    const isIndex = NAMED.test(text.charAt(found.index - 1));
    const at = found[0].indexOf('[', isIndex ? 1 : 0);
    if (at >= 0 && NUMBER.test(text)) return found.index + at;
  }
  return -1;
}

/** @param {string} text @returns {string} */
const withoutComments = (text) => text.replace(/(^|\s)#.*/g, '$1');

/**
 * All lists of numbers, in order, each turned where a `.T` says so.
 * @param {string} written @returns {{matrices: Matrix[]} | {fault: Fault}}
 */
export function readLists(written) {
  const text = withoutComments(written);
  /** @type {Matrix[]} */
  const matrices = [];
  for (let start = beginningIn(text, 0); start >= 0;) {
    const taken = takeList(text, start);
    if (!taken) return { fault: { name: 'unclosed' } };
    const read = matrixOf(taken.list);
    if ('fault' in read) return read;
    const isTurned = TRANSPOSED.test(text.slice(taken.end, taken.end + 60));
    matrices.push(isTurned ? turned(read) : read);
    start = beginningIn(text, taken.end);
  }
  return { matrices };
}

/** @param {string} text @param {number} start of a bracket @returns {{list: Listed, end: number} | null} */
function takeList(text, start) {
  /** @type {Listed} */
  const list = [];
  /** @type {string[]} */
  let row = [];
  let depth = 0;
  PIECE.lastIndex = start;
  for (let found = PIECE.exec(text); found; found = PIECE.exec(text)) {
    const [piece] = found;
    if (piece === '[' || piece === '(') {
      depth += 1;
      if (depth === 2) list.push(row = []);
    } else if (piece === ']' || piece === ')') {
      depth -= 1;
      if (!depth) return { list, end: PIECE.lastIndex };
    } else if (depth === 1) list.push(piece);
    else row.push(piece); // inputs and answer may have brackets of their own
  }
  return null;
}

/** @param {Listed} list @returns {Matrix | {fault: Fault}} */
function matrixOf(list) {
  const isFlat = list.every((each) => typeof each === 'string');
  const numbers = [];
  for (const [i, row] of (isFlat ? [/** @type {string[]} */ (list)] : list).entries()) {
    const read = readRow(typeof row === 'string' ? [row] : row);
    if ('fault' in read) return { fault: { ...read.fault, row: i + 1 } };
    numbers.push(read.row);
  }
  return { rows: numbers, isFlat };
}

/** @param {string[]} cells @returns {{row: number[]} | {fault: Fault}} */
function readRow(cells) {
  const row = [];
  for (const [j, cell] of cells.entries()) {
    if (/^(\.\.\.|…)$/.test(cell)) return { fault: { name: 'elided' } };
    const read = readNumber(TRUTH[cell] ?? cell, '.');
    if ('fault' in read) return { fault: { ...read.fault, given: shorten(cell), column: j + 1 } };
    row.push(read.value);
  }
  return { row };
}

/** @param {Matrix} matrix @returns {Matrix} a flat one turned is still flat, as numpy has it */
function turned({ rows, isFlat }) {
  if (isFlat || rows.some((row) => row.length !== rows[0].length)) return { rows, isFlat };
  return { rows: rows[0].map((_, j) => rows.map((row) => row[j])), isFlat };
}

/**
 * The table that the lists make: inputs and answers, or both in one; a third may be the question.
 * @param {Matrix[]} matrices
 * @returns {{rows: number[][], question: number[] | null, left: number} | {fault: Fault}} with how many lists are left over
 */
export function joinLists([inputs, outputs, asked, ...more]) {
  if (!outputs) return inputs.isFlat ? { fault: { name: 'flat' } } : { rows: inputs.rows, question: null, left: 0 };
  const answers = columnOf(outputs);
  if (!answers) return { fault: { name: 'outputs', count: outputs.rows[0].length } };
  const situations = inputs.isFlat ? inputs.rows[0].map((value) => [value]) : inputs.rows;
  if (situations.length !== answers.length) {
    return { fault: { name: 'answers', count: answers.length, needed: situations.length } };
  }
  const rows = situations.map((row, i) => [...row, answers[i]]);
  const isQuestion = asked?.rows.length === 1 && asked.rows[0].length === situations[0].length;
  if (isQuestion) return { rows, question: asked.rows[0], left: more.length };
  return { rows, question: null, left: more.length + (asked ? 1 : 0) };
}

/** @param {Matrix} matrix @returns {number[] | null} a row or a column of answers; null where it is wider */
function columnOf({ rows }) {
  if (rows.length === 1) return rows[0];
  return rows.every((row) => row.length === 1) ? rows.map(([value]) => value) : null;
}
