// Where a text that is no JSON stops being JSON: the first sign that can't stand where it stands.
// The server's `wire/faults.py` finds the same place; a table of cases holds the two together.

const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"/y;
const PLAIN = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
// What programs write for what is no number, although JSON has no such sign.
const NOT_FINITE = /-?(?:nan|inf(?:inity)?)\b/iy;
/** @type {Record<string, string>} */
const CLOSING = { '{': '}', '[': ']' };

/** @typedef {{name: string, line: number, column: number}} Place counted from 1 */

/** @param {string} text @returns {Place | null} the first fault of a text as JSON; null where there is none */
export function findFault(text) {
  /** @type {string[]} */
  const open = []; // what closes each list and object that is open
  let expected = 'value';
  let at = 0;
  for (;;) {
    at = endOf(SPACE, text, at) || at;
    if (at === text.length) return expected === 'nothing' ? null : placeOf(text, at, 'cut_short');
    const found = step(text, at, expected, open);
    if (!found) return placeOf(text, at, endOf(NOT_FINITE, text, at) ? 'constant' : 'broken');
    [at, expected] = found;
  }
}

/**
 * Read one sign or value: where it ends, and what may follow; null where it can't stand.
 * @param {string} text @param {number} at @param {string} expected @param {string[]} open
 * @returns {[number, string] | null}
 */
function step(text, at, expected, open) {
  const sign = text[at];
  const closing = open[open.length - 1];
  if (sign === closing) {
    if (!['comma', `value or ${sign}`, `name or ${sign}`].includes(expected)) return null;
    open.pop();
    return [at + 1, afterValue(open)];
  }
  if (expected === 'comma') return sign === ',' ? [at + 1, closing === '}' ? 'name' : 'value'] : null;
  if (expected === 'colon') return sign === ':' ? [at + 1, 'value'] : null;
  if (expected.startsWith('name')) {
    const end = endOf(STRING, text, at);
    return end ? [end, 'colon'] : null;
  }
  if (!expected.startsWith('value')) return null;
  if (sign in CLOSING) {
    open.push(CLOSING[sign]);
    return [at + 1, sign === '[' ? 'value or ]' : 'name or }'];
  }
  const end = endOf(STRING, text, at) || endOf(PLAIN, text, at);
  return end ? [end, afterValue(open)] : null;
}

/** @param {string[]} open @returns {string} */
const afterValue = (open) => (open.length ? 'comma' : 'nothing');

/** @param {RegExp} pattern @param {string} text @param {number} at @returns {number} where it ends; 0 where it is not there */
function endOf(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : 0;
}

/** @param {string} text @param {number} at @param {string} name @returns {Place} */
function placeOf(text, at, name) {
  const before = text.slice(0, at).split('\n');
  return { name, line: before.length, column: [...before[before.length - 1]].length + 1 };
}
