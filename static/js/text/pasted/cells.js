// Text that is a table: cut into lines and cells, whatever stands between them. Pure.

/** @typedef {'tabs' | 'semicolons' | 'commas' | 'spaces'} Form */
/** @typedef {{cells: string[], line: number}} Line with its number in what was pasted, from 1 */

/** @type {Record<Form, string>} */
const BETWEEN = { tabs: '\t', semicolons: ';', commas: ',', spaces: ' ' };
const NAMED = /^sep=(.)\n/i; // how some programs say it in a file's first line
const NUMBER = String.raw`[+-]?[\d.]+(?:,\d+)?(?:e[+-]?\d+)?`;
const PARTED_BY_SPACES = new RegExp(String.raw`^\s*${NUMBER}(?:[ ]+${NUMBER})+\s*$`, 'i');

/** @param {string} text @returns {string} without a byte order mark, its lines ending in one way */
export const plainLines = (text) => text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');

/**
 * The lines that have anything in them, with what stands between their cells.
 * @param {string} text as `plainLines` gives it
 * @returns {{form: Form, lines: Line[]}}
 */
export function cutIntoCells(text) {
  const [head, named] = NAMED.exec(text) ?? ['', ''];
  const form = formNamed(named) ?? formOf(text);
  const all = form === 'spaces' ? cutAtSpaces(text) : cutQuoted(text.slice(head.length), BETWEEN[form], head ? 2 : 1);
  const lines = all.filter(({ cells }) => cells.some((cell) => cell.trim()));
  return { form, lines: withoutEmptyColumns(lines) };
}

/** @param {string} character @returns {Form | undefined} */
const formNamed = (character) => (
  /** @type {Form[]} */ (Object.keys(BETWEEN)).find((form) => BETWEEN[form] === character)
);

/**
 * Tabs before semicolons before commas: each of the later ones also stands within cells of the
 * earlier. Commas with spaces between numbers, and none beside a comma, are decimal ones.
 * @param {string} text @returns {Form}
 */
function formOf(text) {
  const unquoted = text.replace(/"(?:[^"]|"")*"/g, '');
  if (unquoted.includes('\t')) return 'tabs';
  if (unquoted.includes(';')) return 'semicolons';
  const lines = unquoted.split('\n').filter((line) => /\d/.test(line));
  if (lines.some((line) => line.includes(',')) && !lines.some((line) => PARTED_BY_SPACES.test(line))) return 'commas';
  return lines.some((line) => / /.test(line.trim())) ? 'spaces' : 'commas';
}

/** @param {string} text @returns {Line[]} */
const cutAtSpaces = (text) => (
  text.split('\n').map((line, i) => ({ cells: line.trim().split(/ +/), line: i + 1 }))
);

/**
 * As RFC 4180 has it: a cell may stand in quotes, with separators, lines and doubled quotes in it.
 * @param {string} text @param {string} between @param {number} first the first line's number
 * @returns {Line[]}
 */
function cutQuoted(text, between, first) {
  /** @type {Line[]} */
  const lines = [];
  let cells = /** @type {string[]} */ ([]);
  let line = first;
  let here = first;
  const cell = new RegExp(`(?:[ ]*"((?:[^"]|"")*)"[^${between}\n]*|([^${between}\n]*))(${between}|\n|$)`, 'y');
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [all, quoted, plain = '', end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    here += all.split('\n').length - 1;
    if (end === between) continue;
    lines.push({ cells, line });
    cells = [];
    line = here;
    if (cell.lastIndex >= text.length) break;
  }
  return lines;
}

/**
 * Without the columns at the end that are empty all the way down: a separator after every row.
 * @param {Line[]} lines @returns {Line[]}
 */
function withoutEmptyColumns(lines) {
  const filled = (/** @type {string[]} */ cells) => cells.reduce((most, cell, j) => (cell.trim() ? j + 1 : most), 0);
  const last = lines.reduce((most, { cells }) => Math.max(most, filled(cells)), 0);
  return lines.map((line) => ({ ...line, cells: line.cells.slice(0, last) }));
}
