// How numbers are written for people, as `webapp/picture/display.py` writes the page's first ones:
// a fixed number of digits for each kind of quantity, true minus signs, thin spaces that break no line.

let decimalMark = '.';
let rowSeparator = ', ';

/**
 * Write numbers as the reader's language does; to be called once, before anything is written.
 * @param {string} mark @param {string} separator between a row's numbers
 */
export function writeNumbersWith(mark, separator) {
  decimalMark = mark;
  rowSeparator = separator;
}

/** @returns {string} what stands between a number's whole part and the rest in the reader's language */
export const markInUse = () => decimalMark;

/** @param {string} number */
const localise = (number) => number.replace('.', decimalMark);

const MINUS = '−';
const THIN_SPACE = '\u202f'; // the one at which no line breaks
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
export const ANSWER_DIGITS = 8;
export const SAFE_DIGITS = 6; // of what the page works out itself
export const TABLE_DIGITS = 3; // of what changes in the table and over time, where digits run
export const CHIP_DIGITS = 2;

/**
 * An output between 0 and 1, never rounded to a 0 or 1 that it is not.
 * @param {number} value @param {number} [digits] @returns {string}
 */
export function output(value, digits = 4) {
  const written = value.toFixed(digits);
  if (Number(written) === 1 && value < 1) return localise(`>0.${'9'.repeat(digits)}`);
  if (Number(written) === 0 && value > 0) return localise(`<0.${'0'.repeat(digits - 1)}1`);
  return localise(written);
}

/**
 * A number with its sign: `+0.441`, `−0.166`, `+1.00×10¹²`; what rounds to zero has none.
 * @param {number} value @param {number} [digits] @returns {string}
 */
export function signed(value, digits = 3) {
  const sign = value < 0 ? MINUS : '+';
  const size = Math.abs(value);
  if (size < 10_000) {
    const written = localise(size.toFixed(digits));
    return Number(size.toFixed(digits)) ? sign + written : written;
  }
  if (size === Infinity) return `${sign}∞`; // a sum can be, in the last snapshot of a run that diverges
  return sign + inPowersOfTen(size.toExponential(2));
}

/** @param {string} written such as `1.25e+12` @returns {string} `1.25×10¹²` */
function inPowersOfTen(written) {
  const [mantissa, exponent] = written.replace('+', '').split('e');
  const raised = exponent.replace('-', '⁻').replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]);
  return `${localise(mantissa)}×10${raised}`;
}

/** @param {number} value @param {number} [digits] @returns {string} one example's error, with its sign */
export const error = (value, digits = 4) => signed(value, digits);

/**
 * Blame that is sent back: as an error, but small ones with digits enough.
 * @param {number} value @returns {string}
 */
export const sent = (value) => (Math.abs(value) >= 0.001 ? error(value) : fine(value));

const FIGURE_SPACE = '\u2007'; // as wide as a digit
const MOVING_DIGITS = 3; // nobody reads more of them while they move

/**
 * A number while it moves: with three decimals, and room for those that it has at rest.
 * @param {(value: number, digits: number) => string} write @param {number} value
 * @param {number} [digits] at rest @returns {string}
 */
export const moving = (write, value, digits = 4) => (
  write(value, MOVING_DIGITS) + FIGURE_SPACE.repeat(digits - MOVING_DIGITS)
);

/**
 * What an example adds to a weight: `+0.006262`, and `−4.1×10⁻⁸` where six decimals would hide it.
 * @param {number} value @returns {string}
 */
export function fine(value) {
  if (!Number.isFinite(value)) return '–'; // beyond all numbers: the run diverges here
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 0.00001 ? signed(value, 6) : (value < 0 ? MINUS : '+') + inPowersOfTen(size.toExponential(1));
}

/** @param {number} value @returns {string} the factor beside the error, which may be any number with some rules */
export function gradient(value) {
  if (!Number.isFinite(value)) return '–';
  return value >= 0 && value <= 1 ? output(value) : signed(value, 4);
}

/** @param {number} value @returns {string} a whole number with thin spaces */
export function count(value) {
  if (value < 10_000) return String(value);
  return String(value).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

/** @param {number} value @returns {string} a whole number of either sign */
export const whole = (value) => (value < 0 ? MINUS : '') + count(Math.abs(value));

/**
 * An input as shortly as it is, in six digits at most.
 * @param {number} value @param {number} [digits] @returns {string}
 */
export function plain(value, digits = 6) {
  const sign = value < 0 ? MINUS : '';
  const size = Math.abs(value);
  const rounded = Number(size.toPrecision(digits));
  if (rounded === 0 || (rounded >= 0.0001 && rounded < 1e15)) return sign + localise(String(rounded));
  return sign + inPowersOfTen(size.toExponential(digits - 1).replace(/\.?0+e/, 'e'));
}

/** @param {number} value @returns {string} an input where there is little room: in three digits at most */
export const short = (value) => plain(value, 3);

/** @param {number[]} inputs @returns {string} `[1, 0, 0]` */
export const row = (inputs) => `[${inputs.map((value) => plain(value)).join(rowSeparator)}]`;

/** @param {string[]} written @returns {string} numbers one after another: `+0.441, −0.166` */
export const series = (written) => written.join(rowSeparator);

/** @param {string} written @returns {string} the same number as programs write it */
export const asProgramsDo = (written) => written.replaceAll(MINUS, '-').replace(decimalMark, '.');

/** @param {number} value @returns {string} every digit, with a true minus sign */
export const exact = (value) => localise(String(value).replaceAll('-', MINUS));
