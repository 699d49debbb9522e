// Logic functions by their forms, simple ones first: of up to three inputs all that one neuron can
// learn, of more those that can be said shortly, and beside them some that no neuron can. Pure.

/** @typedef {{input: number, not: boolean}} Literal an input by its place among those that vary, or its opposite */

/**
 * @typedef {object} Logic
 * @property {'always' | 'literal' | 'and' | 'or' | 'odd' | 'even' | 'at-least' | 'and-or' | 'or-and'} form
 * the last two: the first literal and either of the others, the first or both others
 * @property {Literal[]} literals @property {number} least how many of them, or the value that it always has
 * @property {number[]} values 0 or 1 for each row that was asked about
 */

const MOST = 4; // inputs of which all functions are tried; of more, those of one or two of them
const FEW = 2;

/** @param {number} count @returns {number[][]} all sets of at least one, small ones first */
const subsets = (count) => Array.from({ length: (1 << count) - 1 }, (_, i) => i + 1)
  .map((bits) => [...Array(count).keys()].filter((input) => bits >> input & 1))
  .sort((a, b) => a.length - b.length);

/** @param {number[]} inputs @returns {Literal[][]} with every choice of opposites, few first */
const signings = (inputs) => Array.from({ length: 1 << inputs.length }, (_, bits) => bits)
  .sort((a, b) => ones(a) - ones(b))
  .map((bits) => inputs.map((input, i) => ({ input, not: Boolean(bits >> i & 1) })));

/** @param {number} bits @returns {number} */
const ones = (bits) => [...bits.toString(2)].filter((bit) => bit === '1').length;

/** How many of its literals hold, or whether its first does. @type {Record<Logic['form'], (holding: boolean[], least: number) => boolean>} */
const RULES = {
  always: (_, least) => least === 1,
  literal: ([first]) => first,
  and: (holding) => holding.every(Boolean),
  or: (holding) => holding.some(Boolean),
  odd: (holding) => holding.filter(Boolean).length % 2 === 1,
  even: (holding) => holding.filter(Boolean).length % 2 === 0,
  'at-least': (holding, least) => holding.filter(Boolean).length >= least,
  'and-or': ([first, ...others]) => first && others.some(Boolean),
  'or-and': ([first, ...others]) => first || others.every(Boolean),
};

/**
 * @param {number[]} rows each a number, of which bit i is input i @param {Logic['form']} form @param {Literal[]} literals
 * @param {number} [least] @returns {Logic}
 */
function made(rows, form, literals, least = 0) {
  const values = rows.map((row) => Number(RULES[form](literals.map(({ input, not }) => Boolean(row >> input & 1) !== not), least)));
  return { form, literals, least, values };
}

/** @param {number[]} rows @param {number[]} inputs some of them @returns {Logic[]} those that rest on all of these */
function resting(rows, inputs) {
  const size = inputs.length;
  const signed = signings(inputs);
  if (size === 1) return signed.map((literals) => made(rows, 'literal', literals));
  return [
    ...signed.flatMap((literals) => [made(rows, 'and', literals), made(rows, 'or', literals)]),
    made(rows, 'odd', signed[0]),
    made(rows, 'even', signed[0]),
    ...(size > 2 ? Array.from({ length: size - 2 }, (_, i) => i + 2).flatMap((least) => (
      signed.map((literals) => made(rows, 'at-least', literals, least))
    )) : []),
    ...(size === 3 ? signed.flatMap((literals) => literals.flatMap((first) => {
      const turned = [first, ...literals.filter((other) => other !== first)];
      return [made(rows, 'and-or', turned), made(rows, 'or-and', turned)];
    })) : []),
  ];
}

/**
 * Every function that has a name, the simplest first.
 * @param {number} count of inputs @param {number[]} rows each a number, of which bit i is input i @returns {Logic[]}
 */
export const logicOf = (count, rows) => [
  made(rows, 'always', [], 0),
  made(rows, 'always', [], 1),
  ...subsets(count).filter(({ length }) => count <= MOST || length <= FEW).flatMap((inputs) => resting(rows, inputs)),
];
