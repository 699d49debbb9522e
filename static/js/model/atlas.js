// The atlas: every way to label two inputs, each taught to a neuron of its own, or to a network.
// What they are called, where their lines run through the square of the two inputs, and which of
// them have learned what they were taught. Pure.

/** What stands for each of the 16, by its answers to 00, 01, 10 and 11. @type {Record<string, string>} */
export const NAMES = {
  '0000': 'never', '0001': 'and', '0010': 'only_1', '0011': 'input_1',
  '0100': 'only_2', '0101': 'input_2', '0110': 'xor', '0111': 'or',
  '1000': 'nor', '1001': 'xnor', '1010': 'not_2', '1011': 'or_not_2',
  '1100': 'not_1', '1101': 'or_not_1', '1110': 'nand', '1111': 'always',
};

/** The inputs that are labelled; the third is always 1, as in the lesson, and stands in for a threshold. */
export const CORNERS = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]];

const INPUTS = 3;

/** @param {string} label @returns {string} its examples, as a run's query has them */
export const examplesOf = (label) => CORNERS.map((inputs, corner) => `${inputs.join()}:${label[corner]}`).join(';');

/**
 * Which of the 16 a run on screen is, if it is one.
 * @param {Pick<Configuration, 'examples'>} config @returns {string | null}
 */
export function labelOf({ examples }) {
  if (examples.length !== CORNERS.length) return null;
  const isRow = examples.every(({ inputs }, corner) => inputs.join() === CORNERS[corner].join());
  const label = examples.map(({ output }) => output).join('');
  return isRow && label in NAMES ? label : null;
}

/**
 * Where a sum a·x + b·y + c is 0 within the square from 0 to 1: a line's two ends, or nothing.
 * @param {number} a @param {number} b @param {number} c @returns {number[]} x, y, x, y
 */
export function lineThrough(a, b, c) {
  /** @type {number[]} */
  const ends = [];
  /** @param {number} x @param {number} y */
  const take = (x, y) => {
    const isNew = ends.length === 0 || x !== ends[0] || y !== ends[1];
    if (ends.length < 4 && isNew) ends.push(x, y);
  };
  for (const x of [0, 1]) {
    const y = -(c + a * x) / b;
    if (y >= 0 && y <= 1) take(x, y);
  }
  for (const y of [0, 1]) {
    const x = -(c + b * y) / a;
    if (x > 0 && x < 1) take(x, y);
  }
  return ends.length === 4 ? ends : [];
}

/**
 * The lines of a network's first layer, or of the one neuron that it is: where each neuron's sum is 0.
 * @param {ArrayLike<number>} weights flat, layer by layer @param {number} from where they begin there
 * @param {number} hidden neurons, 0 for one neuron @param {boolean} threshold @returns {number[][]}
 */
export function linesOf(weights, from, hidden, threshold) {
  const neurons = hidden || 1;
  return Array.from({ length: neurons }, (_, neuron) => {
    const [a, b, one, more] = [0, 1, 2, 3].map((row) => weights[from + row * neurons + neuron]);
    return lineThrough(a, b, threshold ? one + more : one);
  });
}

/** @param {number} hidden @param {boolean} threshold @returns {number} how many weights each of them has */
export const weightsOf = (hidden, threshold) => {
  const rows = INPUTS + Number(threshold);
  return hidden ? rows * hidden + hidden + Number(threshold) : rows;
};

/**
 * @param {string} label @param {number} corner @param {number} output @param {number} clear so far it
 * must be from one half, or it is on no side @returns {boolean} whether it is clearly on its right side
 */
export const isRight = (label, corner, output, clear) => Math.abs(Number(label[corner]) - output) < 0.5 - clear;

/**
 * How many of its four answers are right.
 * @param {string} label @param {ArrayLike<number>} outputs @param {number} from where its four begin there
 * @param {number} clear @returns {number}
 */
export function rightOf(label, outputs, from, clear) {
  let right = 0;
  for (let corner = 0; corner < CORNERS.length; corner += 1) right += Number(isRight(label, corner, outputs[from + corner], clear));
  return right;
}

/**
 * How many there are that are right about all four, and which are not.
 * @param {string[]} labels @param {ArrayLike<number>} outputs four a label @param {number} clear
 * @returns {{learned: number, others: string[]}}
 */
export function learnedOf(labels, outputs, clear) {
  const others = labels.filter((label, i) => rightOf(label, outputs, i * CORNERS.length, clear) < CORNERS.length);
  return { learned: labels.length - others.length, others };
}

/** @param {number} share of the way, from 0 to 1 @param {number} last @returns {number} the iteration there, evenly in its logarithm */
export const iterationAtShare = (share, last) => Math.min(last, Math.round((last + 1) ** share) - 1);
