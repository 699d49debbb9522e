// Numbers as people have them in their tables: with a point or a comma, and nothing guessed. Where
// a text can be read in two ways, or a mark stands between thousands, it is refused. Pure.

/**
 * What is wrong with something that was pasted, and where: rows and columns are counted from 1.
 * @typedef {{name: string, row?: number, column?: number, given?: string, count?: number, needed?: number, most?: number}} Fault
 */

/** @typedef {'.' | ','} Mark between a number's whole part and the rest */

/** A cell that asks instead of saying: the answer that the neuron is to find. */
export const ASKED = '?';

const LARGEST = 1e12;
const LONGEST_QUOTE = 24;
const WHOLE = /^[+-]?\d+(e[+-]?\d+)?$/i;
const WITH_MARK = {
  '.': /^[+-]?(\d+\.\d*|\.\d+)(e[+-]?\d+)?$/i,
  ',': /^[+-]?(\d+,\d*|,\d+)(e[+-]?\d+)?$/i,
};
const GROUPED_BY = {
  '.': /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/,
  ',': /^[+-]?[1-9]\d{0,2}(,\d{3})+$/,
};
// Groups of three between spaces or apostrophes, or between one mark and with the other.
const GROUPED = /^[+-]?\d{1,3}([ \u00a0\u2009\u202f'’]\d{3})+([.,]\d*)?$|^[+-]?\d{1,3}(,\d{3})+\.\d*$|^[+-]?\d{1,3}(\.\d{3})+,\d*$|^[+-]?\d{1,3}(,\d{3}){2,}$|^[+-]?\d{1,3}(\.\d{3}){2,}$/;
const NOT_FINITE = /^[+-]?(nan|inf|infinity|#n\/a|#nv|na|n\/a|null|none)$/i;

/** @param {string} cell @returns {string} without spaces around, its signs as on a keyboard */
export const tidy = (cell) => cell.replace(/[\u2212\u2012\u2013](?=[\d.,])/g, '-').trim();

/** @param {string} cell @returns {string} as much of it as a message has room for */
export const shorten = (cell) => (cell.length > LONGEST_QUOTE ? `${cell.slice(0, LONGEST_QUOTE - 1)}…` : cell);

/** @param {string} cell @returns {boolean} whether it looks like a number in any way of writing */
export const isNumeral = (cell) => [WHOLE, WITH_MARK['.'], WITH_MARK[','], GROUPED].some((way) => way.test(tidy(cell)));

/**
 * The mark that all cells together show. Nothing says so where a comma may stand between
 * thousands everywhere: then the first such cell is at fault.
 * @param {string[][]} rows @returns {{mark: Mark} | {fault: Fault}}
 */
export function markOf(rows) {
  const cells = rows.flatMap((row, i) => row.map((cell, j) => ({ text: tidy(cell), row: i + 1, column: j + 1 })));
  const commas = cells.filter(({ text }) => WITH_MARK[','].test(text));
  if (!commas.length) return { mark: '.' };
  const sure = commas.some(({ text }) => !GROUPED_BY[','].test(text));
  const points = cells.filter(({ text }) => WITH_MARK['.'].test(text));
  const groups = points.every(({ text }) => GROUPED_BY['.'].test(text));
  if (points.length) {
    const [{ text, row, column }] = sure && groups ? points : commas;
    const name = sure && !groups ? 'marks' : 'thousands';
    return { fault: { name, row, column, given: shorten(text) } };
  }
  if (sure) return { mark: ',' };
  const [{ text, row, column }] = commas;
  return { fault: { name: 'ambiguous', row, column, given: shorten(text) } };
}

/**
 * One number, or what is wrong with it; the place is the caller's to say.
 * @param {string} cell @param {Mark} mark @returns {{value: number} | {fault: Fault}}
 */
export function readNumber(cell, mark) {
  const text = tidy(cell);
  const given = shorten(text);
  if (!text) return { fault: { name: 'blank' } };
  if (!WHOLE.test(text) && !WITH_MARK[mark].test(text)) return { fault: { name: whatIsWrong(text), given } };
  const value = Number(text.replace(',', '.'));
  if (Math.abs(value) > LARGEST) return { fault: { name: 'size', given } };
  return { value: value === 0 ? 0 : value }; // there is no −0 in a table
}

/** @param {string} text that is no number here @returns {string} */
function whatIsWrong(text) {
  if (GROUPED.test(text)) return 'thousands';
  if (NOT_FINITE.test(text)) return 'missing';
  return isNumeral(text) ? 'marks' : 'word';
}

/**
 * A number that somebody types into a cell: with their language's mark, or with the other one where
 * it can't stand between thousands.
 * @param {string} cell @param {Mark} own @returns {{value: number} | {fault: Fault}}
 */
export function readTyped(cell, own) {
  const other = own === '.' ? ',' : '.';
  const text = tidy(cell);
  if (GROUPED_BY[other].test(text)) return { fault: { name: 'ambiguous', given: shorten(text) } };
  return readNumber(text, WITH_MARK[other].test(text) ? other : own);
}
