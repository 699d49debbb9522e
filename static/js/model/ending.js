// Why a weight ends where it ends: what every example did to it over the whole run, and what
// still moves it in the end. Pure.

import { layerOf, pullsOn } from './blame.js';
import { pickSnapshots } from './contributions.js';
import { hiddenOf, neuronOf } from './layers.js';
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
 * @property {boolean} isRight whether the errors of those that pull at it are small in the end
 * @property {number | null} slope the mean slope of the weight's own neuron there, if it is small
 * @property {number | null} sent the mean size of what is sent back to a hidden neuron, if that is little
 * although the errors are not
 * @property {boolean} cancels whether the pulls at the end all but cancel
 * @property {number} lastUp what pulls up in the end @property {number} lastDown
 * @property {number} meanError the mean size of the errors, small or not
 */

const MOST = 200_000; // pulls that are added up, in a few milliseconds
const MOST_LAYERED = 20_000; // which take a pass through both layers each
const OFF_BY = 0.02; // of all pulls: a sum from single snapshots that misses by more says nothing
const SMALL = 0.1; // a mean error
const FLAT = 0.05; // a mean slope, which is 0.25 where the curve is steepest
const LITTLE = 0.01; // blame that is sent back, on average
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
  const { totals, picked } = hiddenOf(run) ? totalsLayered(run, history, weight) : totalsAlone(run, history, weight);
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

/** @param {Run} run @param {History} history @param {number} weight @returns {{totals: Total[], picked: number[]}} */
function totalsAlone(run, history, weight) {
  const inputs = inputsOf(run, weight);
  const those = inputs.map((_, example) => example).filter((example) => inputs[example]);
  const picked = pickSnapshots(history, 'log', Math.floor(MOST / Math.max(1, those.length)));
  const totals = those.map((example) => (
    { example, amount: run.config.rate * inputs[example] * blameOver(run, history, picked, example) }
  ));
  return { totals, picked };
}

/** @param {Run} run @param {History} history @param {number} weight @returns {{totals: Total[], picked: number[]}} */
function totalsLayered(run, history, weight) {
  const picked = pickSnapshots(history, 'log', Math.floor(MOST_LAYERED / run.examples.length));
  const pulls = picked.map((at) => pullsOn(run, history.weightsAt(at), weight));
  const totals = run.examples.map((_, example) => (
    { example, amount: run.config.rate * addedUp(history, picked, pulls.map((row) => row[example])) }
  ));
  return { totals, picked };
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
  const { outputs, weights } = history;
  const { factor } = ruleOf(run.config);
  const { output: desired, inputs } = run.examples[example];
  const row = rowOf(run, inputs);
  const needsSum = run.config.rule === 'slope-of-sum';
  return addedUp(history, picked, picked.map((at) => {
    const output = outputs[example][at];
    const sum = needsSum ? row.reduce((so, input, w) => so + input * weights[w][at], 0) : 0;
    const error = desired - output;
    return error * factor(output, sum, error);
  }));
}

/**
 * A quantity added up over all iterations but the last, from what it was at the picked snapshots.
 * @param {History} history @param {number[]} picked @param {number[]} values @returns {number}
 */
function addedUp({ iteration }, picked, values) {
  let total = 0;
  let last = 0;
  let before = 0;
  picked.forEach((at, i) => {
    const value = values[i];
    const gap = iteration[at] - last;
    if (gap === 1) total += before; // without the other, which may be larger by any factor
    else if (gap) total += (gap * (before + value) + before - value) / 2;
    last = iteration[at];
    before = value;
  });
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
  const last = history.count - 1;
  const { pulls, up, down, net } = momentAt(run, history, last, weight);
  const those = pulls.filter(({ input }) => input);
  /** @param {(pull: import('./pulls.js').Pull) => number} size */
  const mean = (size) => those.reduce((sum, pull) => sum + Math.abs(size(pull)), 0) / Math.max(1, those.length);
  const isHidden = layerOf(run, neuronOf(run, weight)) === 'hidden';
  const error = mean(({ example, error: own }) => (
    isHidden ? run.examples[example].output - history.outputs[example][last] : own
  ));
  const slope = mean(({ factor }) => factor);
  const sent = mean(({ error: back }) => back);
  const hasSlope = isHidden || ruleOf(run.config).stalled === 'flat';
  return {
    isRight: error < SMALL,
    slope: hasSlope && slope < FLAT ? slope : null,
    sent: isHidden && error >= SMALL && sent < LITTLE ? sent : null,
    meanError: error,
    cancels: up.sum !== 0 && down.sum !== 0 && Math.abs(net) < CANCELS * (up.sum - down.sum),
    lastUp: up.sum,
    lastDown: down.sum,
  };
}
