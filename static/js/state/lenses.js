// What is looked at beside the run itself: many lives of it, and, in the cut's place, the
// landscape that it descends, over two of its weights. Pure.

import { weightBeside } from '../model/ghosts.js';
import { rangesOf } from '../model/landscape.js';
import { OUTPUT, hiddenOf, placesOf, weightsIn } from '../model/layers.js';
import { changedQuery, queryOf } from './query.js';

/** @param {Run} run @returns {{lives: Seeds | null, lens: Lens, over: [number, number]}} where an address says nothing else */
export const startingLenses = (run) => ({ lives: null, lens: 'cut', over: firstOver(run) });

/**
 * A neuron's first weight and its last, between which most happens; of one that has a single weight
 * in a network, that and the one by which it is heard.
 * @param {Run} run @param {number} [neuron] @returns {[number, number]}
 */
function firstOver(run, neuron = OUTPUT) {
  const [first, ...others] = placesOf(run, neuron);
  if (others.length) return [first, others[others.length - 1]];
  if (!hiddenOf(run)) return [first, first];
  return [first, neuron === OUTPUT ? placesOf(run, 0)[0] : placesOf(run, OUTPUT)[neuron]];
}

/**
 * @template {{over: [number, number], neuron: number}} T
 * @param {Run} run @param {T} looked @returns {{over: [number, number]}} two different weights that this run has
 */
export function lensesFor(run, { over: [x, y], neuron }) {
  const most = weightsIn(run);
  return { over: x !== y && x < most && y < most ? [x, y] : firstOver(run, neuron) };
}

/**
 * What lies over two weights lies over the same ones in another run, as far as it has both.
 * @param {Pick<State, 'run' | 'over'>} state @param {Run} other @param {number} neuron that is chosen there
 * @returns {{over: [number, number]}}
 */
export function overThere({ run, over: before }, other, neuron) {
  const [x, y] = before.map((weight) => weightBeside(run, other, weight));
  return { over: x >= 0 && y >= 0 ? [x, y] : firstOver(other, neuron) };
}

/**
 * Another neuron is chosen: what lay over the one before, and not over weights of somebody's choice,
 * lies over this one then.
 * @template {{neuron: number, weight: number}} T
 * @param {Pick<State, 'run' | 'over' | 'neuron'>} state @param {T} chosen @returns {T & {over: [number, number]}}
 */
export function withOver({ run, over: before, neuron }, chosen) {
  const isFirst = String(before) === String(firstOver(run, neuron));
  return { ...chosen, over: isFirst ? firstOver(run, chosen.neuron) : before };
}

/**
 * Choose the weights that the landscape lies over; whoever chooses the same for both swaps them.
 * @param {State} state @param {[number, number]} chosen @returns {State}
 */
export function over(state, [x, y]) {
  const [before] = state.over;
  if (x !== y) return { ...state, over: [x, y] };
  return { ...state, over: x === before ? [state.over[1], y] : [x, before] };
}

/** @param {URLSearchParams} fields of a fragment @returns {Look} */
export function readLenses(fields) {
  /** @type {Look} */
  const look = {};
  const seeds = /^(\d{1,10})-(\d{1,10})$/.exec(fields.get('lives') ?? '')?.slice(1).map(Number);
  if (seeds && seeds[1] > seeds[0] && seeds[1] - seeds[0] < 200) look.lives = { first: seeds[0], count: seeds[1] - seeds[0] + 1 };
  if (fields.get('lens') === 'landscape') look.lens = 'landscape';
  const over = /^([1-9]\d?),([1-9]\d?)$/.exec(fields.get('over') ?? '');
  if (over) look.over = [Number(over[1]) - 1, Number(over[2]) - 1];
  return look;
}

/** @param {State} state @returns {string[]} the fragment's fields */
export function writeLenses({ run, lives, lens, over: [x, y], tab, weight, neuron }) {
  const fields = lives ? [`lives=${lives.first}-${lives.first + lives.count - 1}`] : [];
  if (lives && tab === 'change' && weight) fields.push(`weight=${weight + 1}`); // whose fan one looks at
  if (lens === 'landscape') fields.push('lens=landscape');
  if (String([x, y]) !== String(firstOver(run, neuron))) fields.push(`over=${x + 1},${y + 1}`);
  return fields;
}

/** @param {string} root the address of all streams of lives @param {Run} run @param {Seeds} seeds @returns {string} that of these */
export function livesAddress(root, run, { first, count }) {
  const seed = first === 1 ? null : String(first);
  return `${root}?${changedQuery(queryOf(run.links.page), { seed, start: null, lives: String(count) })}`;
}

/**
 * The landscape that is to be looked at, if any: around the run's way, with all other weights held.
 * @param {State} state @param {import('../runs/history.js').History} history
 * @param {number[]} weights that are shown @returns {Omit<Landscape, 'contours'> | null}
 */
export function landscapeWanted({ lens, over, position }, history, weights) {
  if (lens !== 'landscape' || over[0] === over[1] || !history.count) return null;
  const ranges = rangesOf(history, over);
  return ranges && { over, x: ranges[0], y: ranges[1], weights, iteration: history.iteration[history.indexOf(position)] };
}
