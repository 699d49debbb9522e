// What is said of a table of examples: what its cells are called, what is wrong with one, what was
// understood of a paste, and what to expect of its training. Sentences, no markup.

import { letterOf } from './letters.js';
import * as numbers from './numbers.js';
import { shorten } from './pasted/numerals.js';
import { LONGEST_NAME } from './pasted/pasted.js';
import { say } from './words.js';

/** @typedef {import('../model/teaching.js').Teaching} Teaching */
/** @typedef {import('../model/teaching.js').Place} Place */
/** @typedef {import('./pasted/numerals.js').Fault} Fault */
/** @typedef {import('./pasted/pasted.js').Pasted} Pasted */

const MOST_NAMED = 6; // letters, or columns, one by one
const MEGABYTE = 1_000_000;
const FORMS = new Set(['nothing', 'nothing_hidden', 'same']); // expectations that speak of one column, or of several

/**
 * @param {{columns: string[], scales: any[]}} table @param {number} column @returns {string} what it is called
 */
export function columnName({ columns, scales }, column) {
  if (columns[column]) return columns[column];
  return column === scales.length - 1 ? say('answer') : say('column', { number: column + 1 });
}

/** @param {Teaching} teaching @param {Place} place @returns {string} */
export function cellName(teaching, { row, column }) {
  const name = columnName(teaching, column);
  return row < teaching.rows.length ? say('cell', { letter: letterOf(row), column: name }) : say('cell_asked', { column: name });
}

/** @param {Teaching} teaching @param {Place} place @param {Fault | {name: string}} fault @returns {string} where, and what */
export const wrongCell = (teaching, place, fault) => (
  capital(say('wrong_at', { cell: cellName(teaching, place), message: cellFault(fault) }))
);

/** @param {string} text that begins a sentence @returns {string} */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {Measure} measure @returns {string} */
export const measureText = ({ least, most }) => say('measured', { least: numbers.plain(least), most: numbers.plain(most) });

/** @param {{name: string, given?: string, least?: number, most?: number}} fault of what was typed @returns {string} */
const cellFault = ({ name, given = '', least = 0, most = 0 }) => (
  say(`cell_${name}`, { given, least: numbers.plain(least), most: numbers.plain(most) })
);

/** @param {Fault} fault of what was pasted, with its place @returns {string} */
export function pastedFault({ name, row, column, given = '', count = 0, needed = 0, most = 0 }) {
  const size = name === 'file' ? numbers.plain(count / MEGABYTE, 2) : numbers.count(count);
  const message = say(`paste_${name}`, { given, count: size, needed: numbers.count(needed), most: numbers.count(most) });
  if (row === undefined) return message;
  return column === undefined ? say('paste_at_row', { row, message }) : say('paste_at', { row, column, message });
}

/** @param {Pasted} pasted @returns {string} what was understood, in one sentence */
export function understood({ form, mark, names, rows, question }) {
  const inputs = rows[0].length - 1;
  const several = (/** @type {string} */ name, /** @type {number} */ count) => (
    say(`${name}_${count === 1 ? 1 : 'n'}`, { count: numbers.count(count) })
  );
  const first = `${several('understood', rows.length)} ${several('understood_inputs', inputs)} ${say(`understood_${form}`)}`;
  const more = [
    ...(mark === ',' ? [say('understood_comma')] : []),
    ...(names.length ? [say('understood_names')] : []),
    ...(question ? [say('understood_question')] : []),
  ];
  return say('understood', { parts: [first, ...more].join(say('understood_between')) });
}

/**
 * What of a paste is not in the table that would be taken, each in a sentence.
 * @param {Pasted} pasted @param {number} answer which column is the answer @returns {string}
 */
export function leftOut({ shortened, left, question, rows }, answer) {
  const names = shortened.map((name) => say('quoted', { name: shorten(name) })).join(say('understood_between'));
  return [
    ...(names ? [say('preview_names_cut', { most: LONGEST_NAME, names })] : []),
    ...(left ? [say(left === 1 ? 'preview_lists_left_1' : 'preview_lists_left_n', { count: numbers.count(left) })] : []),
    ...(question && answer !== rows[0].length - 1 ? [say('preview_question_left', { question: numbers.row(question) })] : []),
  ].join(' ');
}

/** @param {Teaching} table with scales @returns {string} which columns are scaled, from what */
export function scalesText(table) {
  const columns = table.scales.flatMap((scale, column) => (scale ? [say('preview_scaled_column', {
    column: columnName(table, column), least: numbers.plain(scale.least), most: numbers.plain(scale.most),
  })] : []));
  return say('preview_scaled', { columns: columns.join(say('understood_between')) });
}

/** @param {import('../model/expecting.js').Expectation} expectation @param {Teaching} teaching @returns {string} */
export function expectation(expectation, teaching) {
  const { name } = expectation;
  const rows = 'rows' in expectation ? expectation.rows : [];
  const columns = 'columns' in expectation ? expectation.columns : [];
  const form = FORMS.has(name) ? `_${columns.length === 1 ? 1 : 'n'}` : '';
  return say(`expect_${name}${form}`, {
    letters: someOf(rows.map(letterOf)),
    columns: someOf(columns.map((column) => columnName(teaching, column))),
    value: 'best' in expectation ? numbers.plain(expectation.best, 3) : '',
  });
}

/** @param {string[]} names @returns {string} not more of them than one reads */
function someOf(names) {
  const [first = '', ...rest] = names.slice(0, MOST_NAMED);
  return [capital(first), ...rest, ...(names.length > MOST_NAMED ? ['…'] : [])].join(say('understood_between'));
}
