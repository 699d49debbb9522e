// Why a weight ends where it ends: what every example did to it over the whole run, and what
// still moves it in the end. Pure.

import { pickSnapshots } from './contributions.js';
import { rowOf } from './neuron.js';
import { fastestStep, inputsOf, momentAt } from './pulls.js';
import { ruleOf } from './rules.js';

/** @typedef {import('../runs/history.js').History} History */
/** @typedef {{example: number, amount: number}} Total what one example moved the weight by, all in all */
/** @typedef {{totals: Total[], sum: number}} Totals of those on one side, the largest first */

/**
 * @typedef {object} Ending
 * @property {number} start @property {number} end
 * @property {Totals | null} up over the whole run; null where the snapshots are too far apart
 * @property {Totals | null} down @property {boolean} isEstimated
 * @property {number} half the iteration by which half of all its movement was over
 * @property {number} most and nine tenths
 * @property {number} iteration the last @property {boolean} hasBroken off before the run's end
 * @property {number} step how far it moved in the last step
 * @property {boolean} isSlower than half as fast as it once was
 * @property {boolean} isRight whether the errors that pull at it in the end are small
 * @property {number | null} slope the mean slope there, if it is small
 * @property {boolean} cancels whether the pulls at the end all but cancel
 * @property {number} lastUp what pulls up in the end @property {number} lastDown
 * @property {number} meanError the mean size of the errors that pull at it, small or not
 */

const MOST = 200_000; // pulls that are added up, in a few milliseconds
const OFF_BY = 0.02; // of all pulls: a sum from single snapshots that misses by more says nothing
const SMALL = 0.1; // a mean error
const FLAT = 0.05; // a mean slope, which is 0.25 where the curve is steepest
const CANCELS = 0.05; // of the pulls of both sides, what is left

/**
 * @param {Run} run @param {History} history that has arrived as far as it goes @param {number} weight
 * @returns {Ending}
 */
export function explainEnding(run, history, weight) {
  const last = history.count - 1;
  const column = history.weights[weight];
  const gap = last ? history.iteration[last] - history.iteration[last - 1] : 1;
  const step = last ? (column[last] - column[last - 1]) / gap : 0;
  return {
    start: column[0],
    end: column[last],
    ...sidesOf(run, history, weight),
    ...milestonesOf(history, weight),
    iteration: history.iteration[last],
    hasBroken: history.iteration[last] < run.config.iterations,
    step,
    isSlower: Math.abs(step) < fastestStep(history, weight, 0, last).speed / 2,
    ...whatIsLeft(run, history, weight),
  };
}

/**
 * What the examples did over the whole run; a run's first snapshots are all there, and between
 * those that are further apart a pull is taken to change evenly.
 * @param {Run} run @param {History} history @param {number} weight
 */
function sidesOf(run, history, weight) {
  const inputs = inputsOf(run, weight);
  const those = inputs.map((_, example) => example).filter((example) => inputs[example]);
  const picked = pickSnapshots(history, 'log', Math.floor(MOST / Math.max(1, those.length)));
  const totals = those.map((example) => (
    { example, amount: run.config.rate * inputs[example] * blameOver(run, history, picked, example) }
  ));
  const column = history.weights[weight];
  const moved = column[history.count - 1] - column[0];
  const missed = Math.abs(totals.reduce((sum, { amount }) => sum + amount, -moved));
  const isUsable = missed <= OFF_BY * totals.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  return {
    up: isUsable ? totalsOf(totals, 1) : null,
    down: isUsable ? totalsOf(totals, -1) : null,
    isEstimated: picked.length <= history.iteration[history.count - 1],
  };
}

/** @param {Total[]} totals @param {1 | -1} direction @returns {Totals} */
function totalsOf(totals, direction) {
  const those = totals.filter(({ amount }) => amount * direction > 0).sort((a, b) => (b.amount - a.amount) * direction);
  return { totals: those, sum: those.reduce((sum, { amount }) => sum + amount, 0) };
}

/**
 * An example's error × factor, added up over all iterations but the last, which moves nothing any more.
 * @param {Run} run @param {History} history @param {number[]} picked @param {number} example @returns {number}
 */
function blameOver(run, history, picked, example) {
  const { iteration, outputs, weights } = history;
  const { factor } = ruleOf(run.config);
  const { output: desired, inputs } = run.examples[example];
  const row = rowOf(run, inputs);
  const needsSum = run.config.rule === 'slope-of-sum';
  let total = 0;
  let last = 0;
  let before = 0;
  for (const at of picked) {
    const output = outputs[example][at];
    const sum = needsSum ? row.reduce((so, input, w) => so + input * weights[w][at], 0) : 0;
    const error = desired - output;
    const blame = error * factor(output, sum, error);
    const gap = iteration[at] - last;
    if (gap === 1) total += before; // without the other, which may be larger by any factor
    else if (gap) total += (gap * (before + blame) + before - blame) / 2;
    last = iteration[at];
    before = blame;
  }
  return total;
}

/** @param {History} history @param {number} weight @returns {{half: number, most: number}} */
function milestonesOf({ weights, iteration, count }, weight) {
  const column = weights[weight];
  let way = 0;
  for (let at = 1; at < count; at += 1) way += Math.abs(column[at] - column[at - 1]);
  /** @param {number} share */
  const by = (share) => {
    let gone = 0;
    let at = 0;
    while (at + 1 < count && gone < share * way) {
      at += 1;
      gone += Math.abs(column[at] - column[at - 1]);
    }
    return iteration[at];
  };
  return { half: by(0.5), most: by(0.9) };
}

/** @param {Run} run @param {History} history @param {number} weight what pulls in the end, and how */
function whatIsLeft(run, history, weight) {
  const { pulls, up, down, net } = momentAt(run, history, history.count - 1, weight);
  const inputs = inputsOf(run, weight);
  const those = pulls.filter((_, e) => inputs[e]);
  /** @param {'error' | 'factor'} part */
  const mean = (part) => those.reduce((sum, pull) => sum + Math.abs(pull[part]), 0) / Math.max(1, those.length);
  const [error, slope] = [mean('error'), mean('factor')];
  const hasSlope = ruleOf(run.config).stalled === 'flat';
  return {
    isRight: error < SMALL,
    slope: hasSlope && slope < FLAT ? slope : null,
    meanError: error,
    cancels: up.sum !== 0 && down.sum !== 0 && Math.abs(net) < CANCELS * (up.sum - down.sum),
    lastUp: up.sum,
    lastDown: down.sum,
  };
}
