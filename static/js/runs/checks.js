// What a value read from a file may be: each check gives the value, or throws a Fault with its
// place. The server's `wire/checks.py` makes the same.

const LONGEST_QUOTE = 80;

/** The first thing that is wrong with a file: at which place of it, and what. */
export class Fault extends Error {
  /** @param {string} path empty for the file as a whole @param {string} what @param {Record<string, string | number>} [values] */
  constructor(path, what, values = {}) {
    super(`${path}: ${what}`);
    this.path = path;
    this.what = what;
    this.values = values;
  }
}

/**
 * An object; where `known` are given, of these fields alone, and with the needed ones.
 * @param {string} path @param {any} value @param {string[]} [known] @param {string[]} [needed] @returns {Record<string, any>}
 */
export function fieldsOf(path, value, known = [], needed = []) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Fault(path, 'object');
  if (known.length) {
    for (const name in value) {
      if (!known.includes(name)) throw new Fault(path, 'unknown', { field: name.slice(0, LONGEST_QUOTE), known: known.join(', ') });
    }
  }
  for (const name of needed) {
    if (!Object.hasOwn(value, name)) throw new Fault(path ? `${path}.${name}` : name, 'missing');
  }
  return value;
}

/** @param {string} path @param {any} value @returns {any[]} */
export function itemsOf(path, value) {
  if (!Array.isArray(value)) throw new Fault(path, 'list');
  return value;
}

/** @param {string} path @param {any} value @returns {string} */
export function text(path, value) {
  if (typeof value !== 'string') throw new Fault(path, 'text');
  return value;
}

/**
 * Finite numbers, so many of them where that is given, and between those where they are.
 * @param {string} path @param {any[]} values @param {number | null} needed @param {number} [least] @param {number} [most] @returns {number[]}
 */
export function row(path, values, needed, least, most) {
  if (needed !== null && values.length !== needed) throw new Fault(path, 'width', { needed, count: values.length });
  values.forEach((value, place) => {
    if (!isFine(value, least, most)) number(`${path}[${place}]`, value, least, most);
  });
  return values;
}

/** @param {any} value @param {number} [least] @param {number} [most] @returns {boolean} */
const isFine = (value, least = -Infinity, most = Infinity) => Number.isFinite(value) && value >= least && value <= most;

/** @param {string} path @param {any} value @param {number} [least] @param {number} [most] @returns {number} */
export function number(path, value, least, most = 0) {
  if (typeof value !== 'number') throw new Fault(path, 'number');
  if (!Number.isFinite(value)) throw new Fault(path, 'not_finite');
  if (least !== undefined && !(value >= least && value <= most)) throw new Fault(path, 'range', { least, most });
  return value;
}

/** @param {string} path @param {any} value @param {number} most @returns {number} */
export function whole(path, value, most) {
  if (!Number.isInteger(number(path, value, 0, most))) throw new Fault(path, 'whole');
  return value;
}

/** @param {string} path @param {any} value @param {number} most @returns {number} */
export function aboveZero(path, value, most) {
  const found = number(path, value);
  if (!(found > 0 && found <= most)) throw new Fault(path, 'range_above', { least: 0, most });
  return found;
}

/** @param {string} path @param {any} value @param {string[]} choices @returns {string} */
export function choice(path, value, choices) {
  if (!choices.includes(value)) throw new Fault(path, 'choice', { choices: choices.join(', ') });
  return value;
}
