// Why a weight turns round: who outweighs whom from then on, and what has changed since it
// moved fastest the other way. Everything is found in the numbers of the run at hand. Pure.

import { NAMED_TURNS, turnsOf } from './contributions.js';
import { hiddenOf } from './layers.js';
import { fastestStep, momentAt } from './pulls.js';

/** @typedef {import('../runs/history.js').History} History */
/** @typedef {import('./pulls.js').Moment} Moment */
/** @typedef {import('./pulls.js').Pull} Pull */

/** @typedef {'error' | 'factor' | 'input'} Cause */

/**
 * @typedef {object} Change of one example's pull
 * @property {'weaker' | 'stronger' | 'crossed' | 'flipped'} kind crossed: its answer has passed what it
 * should be (of a hidden neuron's: what is sent back has another sign); flipped: its factor has another sign
 * @property {Cause[]} causes what made its pull weaker or stronger, the more important first
 * @property {Pull} from @property {Pull} to
 * @property {boolean} isDragged whether its error grew because others moved its answer away
 */

/** @typedef {Change[]} Likewise changes of the same kind, by the same causes, the largest first */

/**
 * @typedef {object} Turn
 * @property {number} iteration @property {1 | -1} direction which way it goes from then on
 * @property {'explained' | 'rounding' | 'unknown'} kind rounding: the pulls cancel but for the last digits;
 * unknown: the snapshots kept there are too far apart
 * @property {Moment} [now] @property {Moment} [before] when it moved fastest the other way
 * @property {Likewise[]} changes those that tipped the balance @property {number} others that had to help
 */

const NAMED_CHANGES = 3; // of kinds of them
const ALSO = 0.6; // a second cause is worth a word if it did at least so much of what the first did

/**
 * The first turns of a weight, each with its reason.
 * @param {Run} run @param {History} history @param {number} weight @returns {Turn[]}
 */
export function explainTurns(run, history, weight) {
  const places = turnsOf(history, weight).turns.map((iteration) => history.indexOf(iteration));
  return places.slice(0, NAMED_TURNS).map((at, i) => (
    explain(run, history, weight, [places[i - 1] ?? 0, at, places[i + 1] ?? history.count - 1])
  ));
}

/**
 * @param {Run} run @param {History} history @param {number} weight
 * @param {[number, number, number]} places the snapshots where it turned before, now, and next
 * @returns {Turn}
 */
function explain(run, history, weight, [last, at, next]) {
  const { iteration, weights } = history;
  const direction = weights[weight][at + 1] > weights[weight][at] ? 1 : -1;
  /** @type {Turn} */
  const turn = { iteration: iteration[at], direction, kind: 'unknown', changes: [], others: 0 };
  const before = momentAt(run, history, fastestStep(history, weight, last, at).at, weight);
  // Where not every iteration is kept, it may turn just after the snapshot.
  const isThin = iteration[at + 1] - iteration[at] > 1;
  const moments = [at, ...(isThin ? [at + 1] : [])].map((place) => momentAt(run, history, place, weight));
  const now = moments.find(({ net }) => net * direction > 0);
  if (![...moments, before].every(({ up, down }) => Number.isFinite(up.sum - down.sum))) return turn;
  const isNoise = fastestStep(history, weight, at, next).speed <= moments[0].trust * run.config.rate;
  if (isNoise) return { ...turn, kind: 'rounding' };
  if (!now || before.net * direction >= 0) return { ...turn, kind: isThin ? 'unknown' : 'rounding' };
  const changes = changesBetween(before, now, direction)
    .map((change) => ({ ...change, isDragged: isDragged(run, history, change, before, now) }));
  return { ...turn, iteration: now.iteration, kind: 'explained', now, before, ...grouped(changes) };
}

/**
 * The fewest examples whose changes alone would have turned the weight round, the largest change first.
 * @param {Moment} before @param {Moment} now @param {1 | -1} direction @returns {Change[]}
 */
function changesBetween(before, now, direction) {
  const shifts = now.pulls.map((to, e) => ({ to, from: before.pulls[e], by: (to.amount - before.pulls[e].amount) * direction }))
    .filter(({ by }) => by > 0).sort((a, b) => b.by - a.by);
  let balance = before.net * direction;
  let needed = 0;
  while (needed < shifts.length && balance <= 0) {
    balance += shifts[needed].by;
    needed += 1;
  }
  return shifts.slice(0, needed).map(({ from, to }) => changeOf(from, to));
}

/** @param {Change[]} changes @returns {{changes: Likewise[], others: number}} a few kinds of them, and how many are of others */
function grouped(changes) {
  /** @type {Map<string, Likewise>} */
  const groups = new Map();
  changes.forEach((change) => {
    const { kind, causes, isDragged: dragged, to } = change;
    const name = `${kind} ${[...causes].sort()} ${dragged || kind === 'crossed' ? Math.sign(to.error) : ''}`;
    groups.set(name, [...(groups.get(name) ?? []), change]);
  });
  const all = [...groups.values()];
  return { changes: all.slice(0, NAMED_CHANGES), others: all.slice(NAMED_CHANGES).flat().length };
}

/** @param {number} a @param {number} b however small they are @returns {boolean} */
const areOpposite = (a, b) => Math.sign(a) * Math.sign(b) < 0;

/**
 * What made one example's pull another.
 * @param {Pull} from @param {Pull} to @returns {Change}
 */
export function changeOf(from, to) {
  const change = { from, to, causes: /** @type {Cause[]} */ ([]), isDragged: false };
  if (areOpposite(from.amount, to.amount)) return { ...change, kind: areOpposite(from.error, to.error) ? 'crossed' : 'flipped' };
  const isWeaker = Math.abs(to.amount) < Math.abs(from.amount);
  return { ...change, kind: isWeaker ? 'weaker' : 'stronger', causes: causesOf(from, to, isWeaker ? -1 : 1) };
}

/**
 * A product changes by the factors by which its parts do: their logarithms say which did more.
 * @param {Pull} from @param {Pull} to @param {1 | -1} sign whether the product grew or shrank @returns {Cause[]}
 */
function causesOf(from, to, sign) {
  /** @param {Cause} part */
  const growth = (part) => sign * (Math.log(Math.abs(to[part])) - Math.log(Math.abs(from[part]))) || 0;
  /** @type {Cause[]} */
  const parts = from.input === to.input ? ['error', 'factor'] : ['error', 'factor', 'input'];
  const grown = parts.map((part) => ({ part, by: growth(part) })).sort((a, b) => b.by - a.by);
  const [most, ...others] = grown;
  return [most, ...others.filter(({ by }) => by > 0 && by >= ALSO * most.by)].map(({ part }) => part);
}

/**
 * Whether the others must have moved an example's answer away from what it should be: its own
 * pulls moved it nearer all the while, and yet its error grew.
 * @param {Run} run @param {History} history @param {Change} change @param {Moment} before @param {Moment} now
 * @returns {boolean}
 */
function isDragged(run, { outputs }, { from, to }, before, now) {
  const { config, examples } = run;
  if (hiddenOf(run)) return false; // all its weights move at once, and each moves what the others do
  const side = Math.sign(to.error);
  const grew = Math.sign(from.error) === side && Math.abs(to.error) > Math.abs(from.error);
  const isWhole = now.at - before.at === now.iteration - before.iteration;
  if (!grew || !isWhole || config.rule === 'slope-of-sum') return false; // whose own pulls may do either
  const { output } = examples[to.example];
  for (let at = before.at; at < now.at; at += 1) {
    if (Math.sign(output - outputs[to.example][at]) !== side) return false;
  }
  return true;
}
