// What sets a run apart from another, in a few words: the settings that differ, with its own values.

import * as numbers from './numbers.js';
import { say } from './words.js';

/** @typedef {(config: Configuration) => string} Said */

/** @type {[keyof Configuration, Said][]} */
const FIELDS = [
  ['hidden', ({ hidden }) => say(hidden > 1 ? 'differ_hidden_n' : `differ_hidden_${hidden}`, { value: hidden })],
  ['rate', ({ rate }) => say('differ_rate', { value: numbers.short(rate) })],
  ['rule', ({ rule }) => say(`differ_rule_${rule.replaceAll('-', '_')}`)],
  ['threshold', ({ threshold }) => say(`differ_threshold_${threshold}`)],
  ['examples', () => say('differ_examples')],
  ['iterations', ({ iterations }) => say('differ_iterations', { value: numbers.count(iterations) })],
  ['seed', ({ seed }) => say('differ_seed', { value: numbers.plain(seed) })],
  ['start', ({ start, seed }) => (start ? say('differ_start') : say('differ_seed', { value: numbers.plain(seed) }))],
];
/** A branch and its trunk always differ in these. @type {(keyof Configuration)[]} */
const OF_EVERY_BRANCH = ['iterations', 'start', 'seed'];

/** @param {string} name of a run, as `apart` says it @returns {string} so much of it as there is room for: what sets it apart most */
export function brief(name) {
  const [first, second, ...others] = name.split(', ');
  const isPlace = [say('differ_trunk'), say('differ_whole')].includes(first);
  if (first === say('differ_trunk') || second === undefined) return first;
  return isPlace ? `${second}${others.length ? ' …' : ''}` : `${first} …`;
}

/** @typedef {{config: Configuration, from: number}} Named a run, and where on the time axis it begins */

/**
 * @param {Named} run @param {Named} other that it is compared with
 * @param {boolean} [isTrunk] whether the other branched off from it @returns {string}
 */
export function apart({ config, from }, other, isTrunk = false) {
  const alike = from === other.from && !isTrunk;
  const said = FIELDS.filter(([name]) => JSON.stringify(config[name]) !== JSON.stringify(other.config[name]))
    .filter(([name]) => alike || !OF_EVERY_BRANCH.includes(name))
    .map(([, words]) => words(config));
  if (isTrunk) said.unshift(say('differ_trunk'));
  else if (from !== other.from) said.unshift(from ? say('differ_branch', { iteration: numbers.count(from) }) : say('differ_whole'));
  return [...new Set(said)].join(', ') || say('differ_nothing');
}
