// What a neuron has learned, in words: the logic function that it comes closest to, as people write it.

import { groundOf } from '../model/learned.js';
import * as numbers from './numbers.js';
import { say } from './words.js';

/** @typedef {import('../model/logic.js').Logic} Logic */

const DIGITS = 2;

/** What the functions of a run are called, which is the same in every frame. @type {WeakMap<Logic, string>} */
const names = new WeakMap();

/**
 * @param {Run} run @param {import('../model/learned.js').Learned} learned
 * @returns {string} what it comes closest to, if to anything, and how far from that it is
 */
export function learnedText(run, { logic, apart, isClear }) {
  const name = names.get(logic) ?? logicText(run, logic);
  names.set(logic, name);
  return say(isClear ? 'learned_closest' : 'learned_unclear', { name, apart: numbers.output(apart, DIGITS) });
}

/** @param {Run} run @param {Logic} logic @returns {string} such as: inputs 1 AND NOT 2 */
export function logicText(run, { form, literals, least }) {
  const places = groundOf(run)?.inputs ?? [];
  const plain = literals.map(({ input }) => String(places[input] + 1));
  const signed = plain.map((number, i) => (literals[i].not ? say('logic_not', { number }) : number));
  const holdingFirst = [...signed.filter((_, i) => !literals[i].not), ...signed.filter((_, i) => literals[i].not)];
  const named = [...literals.filter(({ not }) => !not), ...literals.filter(({ not }) => not)].map(({ input, not }) => (
    say(not ? 'logic_not_input' : 'logic_input', { number: String(places[input] + 1) })
  ));
  const areOpposites = literals.every(({ not }) => not);
  switch (form) {
    case 'always': return say(least ? 'logic_on' : 'logic_off');
    case 'literal': return say(areOpposites ? 'logic_not_input' : 'logic_input', { number: plain[0] });
    case 'and': return areOpposites ? gate(plain, say('logic_nor')) : chain(holdingFirst, say('logic_and'), named);
    case 'or': return areOpposites ? gate(plain, say('logic_nand')) : chain(holdingFirst, say('logic_or'), named);
    case 'odd': return plain.length > 2 ? say('logic_odd', { list: numbers.series(plain) }) : gate(plain, say('logic_xor'));
    case 'even': return plain.length > 2 ? say('logic_even', { list: numbers.series(plain) }) : gate(plain, say('logic_xnor'));
    case 'and-or': return chain([signed[0], nested(signed, say('logic_or'))], say('logic_and'));
    case 'or-and': return chain([signed[0], nested(signed, say('logic_and'))], say('logic_or'));
    case 'at-least': {
      const isMajority = literals.length === 3 && literals.every(({ not }) => !not);
      return say(isMajority ? 'logic_majority' : 'logic_at_least', { least: String(least), list: numbers.series(signed) });
    }
  }
}

/**
 * @param {string[]} written @param {string} word @param {string[]} [named] two of them, each with what it is
 * @returns {string}
 */
const chain = (written, word, [first, second, ...more] = []) => (
  second && !more.length ? say('logic_pair', { first, word, second }) : say('logic_inputs', { list: written.join(` ${word} `) })
);

/** @param {string[]} written of which the first stands outside @param {string} word @returns {string} */
const nested = ([, ...others], word) => `(${others.join(` ${word} `)})`;

/** @param {string[]} inputs @param {string} name of a function that has one @returns {string} between two, before more */
const gate = (inputs, name) => (inputs.length === 2 ? chain(inputs, name, inputs.map((number) => say('logic_input', { number }))) : say('logic_of', { name, list: numbers.series(inputs) }));
