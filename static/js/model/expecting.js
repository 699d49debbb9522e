// What to expect of a table before it is trained: where it contradicts itself, and which numbers
// can teach nothing. Facts, in whole numbers of rows and columns from 0; the words are elsewhere. Pure.

/**
 * @typedef {{name: 'contradiction', rows: number[], best: number} | {name: 'one'}
 *   | {name: 'zeros', rows: number[]} | {name: 'same' | 'nothing' | 'nothing_hidden', columns: number[]}
 *   | {name: 'large', columns: number[]}} Expectation
 */

const LARGE = 10; // times the usual size: the curve is flat before anything is learned

/**
 * @param {number[][]} rows as the run has them, the answer last @param {'on' | 'off'} threshold
 * @param {number} [hidden] neurons between the inputs and the output @returns {Expectation[]}
 */
export function expectationsOf(rows, threshold, hidden = 0) {
  return [
    ...contradictionsIn(rows),
    ...(rows.length === 1 ? [{ name: /** @type {const} */ ('one') }] : []),
    ...(threshold === 'off' && !hidden ? zerosIn(rows) : []), // hidden neurons say one half there, and can be weighed
    ...columnsIn(rows, hidden),
  ];
}

/** @param {number[][]} rows @returns {Expectation[]} the same inputs with different answers */
function contradictionsIn(rows) {
  /** @type {Map<string, number[]>} */
  const alike = new Map();
  rows.forEach((row, i) => {
    const inputs = row.slice(0, -1).join();
    alike.set(inputs, [...(alike.get(inputs) ?? []), i]);
  });
  return [...alike.values()].flatMap((found) => {
    const answers = found.map((i) => rows[i][rows[i].length - 1]);
    if (answers.every((answer) => answer === answers[0])) return [];
    return [{ name: /** @type {const} */ ('contradiction'), rows: found, best: answers.reduce((sum, each) => sum + each) / found.length }];
  });
}

/** @param {number[][]} rows @returns {Expectation[]} examples whose sum is 0 whatever the weights are */
function zerosIn(rows) {
  const found = rows.flatMap((row, i) => (row.slice(0, -1).every((value) => value === 0) && row[row.length - 1] !== 0.5 ? [i] : []));
  return found.length ? [{ name: 'zeros', rows: found }] : [];
}

/** @param {number[][]} rows @param {number} hidden @returns {Expectation[]} inputs that never change, or are very large */
function columnsIn(rows, hidden) {
  const inputs = rows[0].slice(0, -1).map((_, column) => column);
  const isSame = (/** @type {number} */ column) => rows.length > 1 && rows.every((row) => row[column] === rows[0][column]);
  const nothing = inputs.filter((column) => rows.every((row) => row[column] === 0));
  const same = inputs.filter((column) => isSame(column) && rows[0][column] !== 0);
  const large = inputs.filter((column) => rows.some((row) => Math.abs(row[column]) > LARGE));
  return [
    ...(nothing.length ? [{ name: hidden ? /** @type {const} */ ('nothing_hidden') : /** @type {const} */ ('nothing'), columns: nothing }] : []),
    ...(same.length ? [{ name: /** @type {const} */ ('same'), columns: same }] : []),
    ...(large.length ? [{ name: /** @type {const} */ ('large'), columns: large }] : []),
  ];
}
