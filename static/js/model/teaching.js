// The examples as somebody edits them: a table of the run's numbers, the answer last, with what its
// columns are called and measured in. Every change gives another table. Pure.

import { writtenRow } from './written.js';
import { areSigns, measured, scaleFor, shareOf } from './scaling.js';

/**
 * @typedef {object} Teaching
 * @property {string[]} columns what they are called, the answer last; or nothing
 * @property {(Measure | null)[]} scales one a column
 * @property {number[][]} rows as the run has them
 * @property {number[] | null} question the inputs that are asked; null leaves it to the server
 */

/** @typedef {{row: number, column: number}} Place the question is the row after the last */
/** @typedef {{inputs: number, examples: number, input: number}} Limits */

/**
 * @param {{examples: Example[], config: {situation: number[]}}} run
 * @param {string[]} columns @param {(Measure | null)[]} scales @returns {Teaching}
 */
export function teachingOf({ examples, config }, columns, scales) {
  const width = config.situation.length + 1;
  return {
    columns: columns.length === width ? columns : [],
    scales: scales.length === width ? scales : Array(width).fill(null),
    rows: examples.map(({ inputs, output }) => [...inputs, output]),
    question: config.situation,
  };
}

/** @param {Teaching} teaching @returns {Record<'examples' | 'situation', string | null>} as a run's query has them */
export function fieldsOf({ rows, question }) {
  const examples = rows.map((row) => `${writtenRow(row.slice(0, -1))}:${writtenRow(row.slice(-1))}`);
  return { examples: examples.join(';'), situation: question && writtenRow(question) };
}

/** @param {Teaching} teaching @returns {number} how many inputs an example has */
export const inputsOf = ({ rows }) => rows[0].length - 1;

/** @param {Teaching} teaching @param {Place} place @returns {number} what stands there, in the column's own measure */
export function cellAt({ rows, question, scales }, { row, column }) {
  return measured((rows[row] ?? question ?? [])[column], scales[column]);
}

/** @param {Teaching} teaching @param {Place} place @returns {boolean} whether it switches between 0 and 1 */
export const isSwitch = (teaching, { row, column }) => {
  const value = (teaching.rows[row] ?? teaching.question ?? [])[column];
  return !teaching.scales[column] && (value === 0 || value === 1);
};

/**
 * What is wrong with a number in a cell; null where it can stand there.
 * @param {Teaching} teaching @param {Place} place @param {number} value in the column's measure @param {Limits} limits
 * @returns {{name: string, least: number, most: number} | null}
 */
export function refusalAt(teaching, { column }, value, limits) {
  const scale = teaching.scales[column];
  const share = shareOf(value, scale);
  const [name, from, to] = column === inputsOf(teaching) ? ['answer_range', 0, 1] : ['input_range', -limits.input, limits.input];
  return share >= from && share <= to ? null : { name, least: measured(from, scale), most: measured(to, scale) };
}

/** @param {Teaching} teaching @param {Place} place @param {number} value in the column's measure @returns {Teaching} */
export function withCell(teaching, { row, column }, value) {
  const share = shareOf(value, teaching.scales[column]);
  const put = (/** @type {number[]} */ numbers) => numbers.map((each, i) => (i === column ? share : each));
  if (row < teaching.rows.length) return { ...teaching, rows: teaching.rows.map((each, i) => (i === row ? put(each) : each)) };
  return { ...teaching, question: put(teaching.question ?? []) };
}

/** @param {Teaching} teaching @returns {Teaching} with one more example: the first that was not taught, or the last again */
export function withRow(teaching) {
  const { rows } = teaching;
  const inputs = inputsOf(teaching);
  const last = rows[rows.length - 1];
  const isBinary = rows.every((row) => row.slice(0, -1).every((value) => value === 0 || value === 1));
  const taught = new Set(rows.map((row) => row.slice(0, -1).join()));
  for (let code = 0; isBinary && code < 2 ** inputs; code += 1) {
    const row = [...code.toString(2).padStart(inputs, '0')].map(Number);
    if (!taught.has(row.join())) return { ...teaching, rows: [...rows, [...row, 0]] };
  }
  return { ...teaching, rows: [...rows, last] };
}

/** @param {Teaching} teaching @param {number} row @returns {Teaching} */
export const withoutRow = (teaching, row) => ({ ...teaching, rows: teaching.rows.filter((_, i) => i !== row) });

/** @template T @param {T[]} list @param {number} at @returns {T[]} */
const without = (list, at) => list.filter((_, i) => i !== at);

/** @template T @param {T[]} list @param {number} at @param {T} value @returns {T[]} */
const inserted = (list, at, value) => [...list.slice(0, at), value, ...list.slice(at)];

/** @param {Teaching} teaching @returns {Teaching} with one more input, which is 0 everywhere */
export function withColumn(teaching) {
  const at = inputsOf(teaching);
  return {
    columns: teaching.columns.length ? inserted(teaching.columns, at, '') : [],
    scales: inserted(teaching.scales, at, null),
    rows: teaching.rows.map((row) => inserted(row, at, 0)),
    question: teaching.question && [...teaching.question, 0],
  };
}

/** @param {Teaching} teaching @param {number} column an input's @returns {Teaching} */
export const withoutColumn = (teaching, column) => ({
  columns: teaching.columns.length ? without(teaching.columns, column) : [],
  scales: without(teaching.scales, column),
  rows: teaching.rows.map((row) => without(row, column)),
  question: teaching.question && without(teaching.question, column),
});

/** @param {number[][]} rows @param {number} column @returns {number[]} */
const columnOf = (rows, column) => rows.map((row) => row[column]);

/** @param {number[][]} rows @returns {number[]} the columns that do not lie from 0 to 1 */
export const columnsBeyond = (rows) => rows[0].map((_, column) => column).filter((column) => scaleFor(columnOf(rows, column)));

/**
 * With every column that needs it scaled to lie from 0 to 1; what it was measured in is kept.
 * Answers of −1 and 1 become 0 and 1, which is what they mean.
 * @param {Teaching} teaching @returns {Teaching}
 */
export function scaled(teaching) {
  const { rows, question } = teaching;
  const answer = inputsOf(teaching);
  const signs = areSigns(columnOf(rows, answer));
  const fresh = rows[0].map((_, column) => (signs && column === answer ? null : scaleFor(columnOf(rows, column))));
  const share = (/** @type {number} */ value, /** @type {number} */ column) => (
    signs && column === answer ? Math.max(0, value) : shareOf(value, fresh[column])
  );
  return {
    ...teaching,
    scales: teaching.scales.map((scale, column) => scale ?? fresh[column]),
    rows: rows.map((row) => row.map(share)),
    question: question && question.map(share),
  };
}

/**
 * What was pasted as a table to teach, with its answer's column last.
 * @param {{rows: number[][], names: string[], question: number[] | null}} pasted
 * @param {number} answer which column is the answer @returns {Teaching} not scaled yet
 */
export function taken({ rows, names, question }, answer) {
  const last = (/** @type {any[]} */ row) => [...without(row, answer), row[answer]];
  const taught = rows.map(last);
  const isLast = answer === rows[0].length - 1;
  return {
    columns: names.length ? last(names) : [],
    scales: rows[0].map(() => null),
    rows: taught,
    question: question && isLast ? question : middleOf(taught),
  };
}

/** @param {number[][]} rows @returns {number[] | null} the means of their inputs, in as many digits as theirs and one more; null where they are 0s and 1s */
function middleOf(rows) {
  const inputs = rows[0].length - 1;
  const columns = Array.from({ length: inputs }, (_, column) => columnOf(rows, column));
  if (columns.flat().every((value) => value === 0 || value === 1)) return null;
  return columns.map((column) => {
    const digits = column.reduce((most, value) => Math.max(most, (String(value).split('.')[1] ?? '').length), 0);
    return Number((column.reduce((sum, value) => sum + value) / column.length).toFixed(Math.min(12, digits + 1)));
  });
}

/** @param {Teaching} teaching @param {number} answer the neuron's @returns {number} in the measure of the answers */
export const measuredAnswer = ({ scales }, answer) => {
  const scale = scales[scales.length - 1];
  return scale ? scale.least + answer * (scale.most - scale.least) : answer;
};
