// What people paste or drop, understood: cells of a spreadsheet, CSV, lists of Python and numpy,
// and examples as this page's own address has them. Says what it understood, or what is wrong and
// where, and changes nothing silently. Pure.

import { cutIntoCells, plainLines } from './cells.js';
import { hasLists, joinLists, readLists } from './lists.js';
import { ASKED, isNumeral, markOf, readNumber, tidy } from './numerals.js';

/** @typedef {import('./numerals.js').Fault} Fault */
/** @typedef {import('./numerals.js').Mark} Mark */
/** @typedef {import('./cells.js').Line} Line */

/**
 * @typedef {object} Pasted
 * @property {import('./cells.js').Form | 'lists' | 'address'} form
 * @property {Mark} mark in its numbers
 * @property {string[]} names of all columns, or none
 * @property {number[][]} rows whole ones, the answer among them
 * @property {string[]} shortened whole names that were too long for a column
 * @property {number} left lists that are no part of the table
 * @property {number[] | null} question what is asked, without an answer; then the answer is the last column
 */

/** @typedef {{table: Pasted} | {fault: Fault}} Reading */

const MOST_CHARACTERS = 1_000_000;
/** Characters of a column's name, as `state/address.js` keeps it. */
export const LONGEST_NAME = 40;
/** @type {Omit<Pasted, 'form' | 'mark'>} */
const NOTHING = { names: [], shortened: [], left: 0, rows: [], question: null };
const IN_AN_ADDRESS = /^[-+\d.e,\s]+:[-+\d.e\s]+(;[-+\d.e,\s]+:[-+\d.e\s]+)*;?$/i;

/**
 * @param {string} pasted @param {number} widest how many columns there may be, the answer among them
 * @returns {Reading}
 */
export function readPasted(pasted, widest) {
  if (pasted.length > MOST_CHARACTERS) return { fault: { name: 'long', most: MOST_CHARACTERS } };
  const text = plainLines(pasted);
  if (!text.trim()) return { fault: { name: 'empty' } };
  if (/[\0\ufffd]/.test(text) || text.startsWith('PK\u0003')) return { fault: { name: 'binary' } };
  const read = readInItsForm(text);
  return 'fault' in read ? read : checked(read.table, widest);
}

/** @param {string} text @returns {Reading} */
function readInItsForm(text) {
  if (hasLists(text)) return fromLists(text);
  if (IN_AN_ADDRESS.test(text)) return fromAddress(text);
  return fromCells(text);
}

/** @param {string} text @returns {Reading} */
function fromLists(text) {
  const read = readLists(text);
  if ('fault' in read) return read;
  const joined = joinLists(read.matrices);
  if ('fault' in joined) return joined;
  return { table: { ...NOTHING, form: 'lists', mark: '.', ...joined } };
}

/** @param {string} text @returns {Reading} */
function fromAddress(text) {
  const lines = text.trim().split(';').filter((each) => each.trim())
    .map((each, i) => ({ cells: each.replace(':', ',').split(','), line: i + 1 }));
  return numbersIn(lines, { ...NOTHING, form: 'address', mark: '.' });
}

/** @param {string} text @returns {Reading} */
function fromCells(text) {
  const { form, lines } = cutIntoCells(text);
  if (!lines.length) return { fault: { name: 'empty' } };
  const names = namesIn(lines[0].cells);
  const rows = names.length ? lines.slice(1) : lines;
  if (!rows.length) return { fault: { name: 'header' } };
  // Where commas part the cells, one within a cell, in quotes, can still be a decimal one.
  const found = markOf(rows.map(({ cells }) => cells));
  if ('fault' in found) {
    const { row = 1, ...fault } = found.fault;
    return { fault: { ...fault, row: rows[row - 1].line } };
  }
  return numbersIn(rows, { ...NOTHING, form, mark: found.mark, ...named(names) });
}

/**
 * The names at the head of a table: a first line with words in it and not one number.
 * @param {string[]} cells @returns {string[]} none where it is no such line
 */
function namesIn(cells) {
  const tidied = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const isHead = tidied.some((cell) => cell && cell !== ASKED) && !tidied.some((cell) => isNumeral(cell));
  return isHead ? tidied : [];
}

/** @param {string[]} names @returns {Pick<Pasted, 'names' | 'shortened'>} */
const named = (names) => ({
  names: names.map((name) => name.slice(0, LONGEST_NAME)),
  shortened: names.filter((name) => name.length > LONGEST_NAME),
});

/**
 * The numbers of all lines; the last line may ask, with a question mark in the answer's place.
 * @param {Line[]} lines @param {Pasted} table without its rows @returns {Reading}
 */
function numbersIn(lines, table) {
  const needed = lines[0].cells.length;
  const uneven = lines.find(({ cells }) => cells.length !== needed);
  if (uneven) return { fault: { name: 'uneven', row: uneven.line, count: uneven.cells.length, needed } };
  const last = lines[lines.length - 1].cells;
  const asks = lines.length > 1 && needed > 1 && tidy(last[needed - 1]) === ASKED;
  const rows = [];
  for (const [i, { cells, line }] of lines.entries()) {
    const told = asks && i === lines.length - 1 ? cells.slice(0, -1) : cells;
    const read = numbersOf(told, table.mark, line);
    if ('fault' in read) return read;
    rows.push(read.row);
  }
  const question = asks ? /** @type {number[]} */ (rows.pop()) : null;
  return { table: { ...table, rows, question } };
}

/** @param {string[]} cells @param {Mark} mark @param {number} line @returns {{row: number[]} | {fault: Fault}} */
function numbersOf(cells, mark, line) {
  const row = [];
  for (const [j, cell] of cells.entries()) {
    const read = readNumber(cell, mark);
    if ('fault' in read) return { fault: { ...read.fault, row: line, column: j + 1 } };
    row.push(read.value);
  }
  return { row };
}

/**
 * Every row has as many numbers as the first, at least an input and an answer, and no more than may be.
 * @param {Pasted} table @param {number} widest @returns {Reading}
 */
function checked(table, widest) {
  const { rows, names } = table;
  const needed = rows[0].length;
  const uneven = rows.findIndex((row) => row.length !== needed);
  if (uneven >= 0) return { fault: { name: 'uneven', row: uneven + 1, count: rows[uneven].length, needed } };
  if (needed < 2) return { fault: { name: 'narrow' } };
  if (needed > widest) return { fault: { name: 'wide', count: needed, most: widest - 1 } };
  if (names.length && names.length !== needed) return { fault: { name: 'names', count: names.length, needed } };
  return { table };
}

/**
 * The text in a file's bytes: UTF-8, UTF-16 where it begins with its mark, else as older Windows
 * programs write it.
 * @param {Uint8Array} bytes @returns {string}
 */
export function textIn(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The largest file that is read at all, in bytes. */
export const LARGEST_FILE = MOST_CHARACTERS;
