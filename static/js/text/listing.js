// The listing's lines, as one steps through them: which come next, and what each works out.
// Lines are counted from 0: some run once, the next in every iteration, and the last asks the
// question when the loop has ended. Which there are depends on the run's layers. Pure.

import { hiddenOf } from '../model/layers.js';
import { recordedAfter } from '../model/recording.js';

/**
 * What lights up at each line, which of the cycle's four stages it belongs to, and where the loop is.
 * @typedef {{lit: string[], stage: number}} Line
 * @typedef {{lines: Line[], first: number, last: number}} Lines
 */

/** @type {(stage: number, ...lit: string[]) => Line} */
const line = (stage, ...lit) => ({ lit, stage });

const SUMS = ['example-sum', 'example-output', 'sum', 'output'];

/** Of one neuron. @type {Lines} */
const ALONE = {
  lines: [
    line(0, 'input'),
    line(0, 'desired'),
    line(0, 'weight'),
    line(0),
    line(1, ...SUMS),
    line(2, 'example-error'),
    line(3, 'gradient', 'slope'),
    line(3, 'adjustment', 'input', 'blame'),
    line(4, 'weight', 'next-weight'),
    line(0, 'answer'),
  ],
  first: 4,
  last: 8,
};

/**
 * With a hidden layer: where the weights are drawn, one line more does that, and where there are
 * thresholds, one more appends their ones to what the hidden neurons say.
 * @param {Run} run @returns {Lines}
 */
function layered({ config }) {
  const before = [
    line(0, 'input'), line(0, 'desired'), ...(config.start ? [] : [line(0)]), line(0, 'weight'), line(0, 'weight'), line(0),
  ];
  const loop = [
    line(1, 'hidden-sum', 'hidden-output'),
    ...(config.threshold === 'on' ? [line(1, 'hidden-output')] : []),
    line(1, ...SUMS),
    line(2, 'example-error'),
    line(3, 'gradient', 'blame'),
    line(3, 'sent-back', 'hidden-slope', 'hidden-blame'),
    line(3, 'adjustment', 'input', 'hidden-blame'),
    line(3, 'adjustment', 'hidden-output', 'blame'),
    line(4, 'weight', 'next-weight'),
    line(4, 'weight', 'next-weight'),
  ];
  const first = before.length;
  return { lines: [...before, ...loop, line(0, 'question'), line(0, 'answer')], first, last: first + loop.length - 1 };
}

/** @typedef {Pick<Frame, 'iteration' | 'iterations' | 'lastReceived' | 'stream' | 'ended' | 'line'> & {run?: Run}} Place */

/** @param {Run} [run] @returns {Lines} */
export const linesOf = (run) => (run && hiddenOf(run) ? layered(run) : ALONE);

/** @param {Pick<Frame, 'line' | 'run'>} frame @returns {string[]} the quantities that light up at its line */
export const litAt = ({ line, run }) => linesOf(run).lines[line]?.lit ?? [];

/** @param {Pick<Frame, 'line' | 'run'>} frame @returns {number} the stage of the cycle that its line belongs to, or 0 */
export const stageAt = ({ line, run }) => linesOf(run).lines[line]?.stage ?? 0;

/** @param {Place} place @returns {Message[]} what to do to be at the next line; nothing at the end */
export function nextLine(place) {
  const { iteration, ended, line: at, run } = place;
  const { lines, first, last } = linesOf(run);
  const question = last + 1;
  if (ended && at < question) return [{ type: 'line', line: question }];
  if (ended) return at + 1 < lines.length ? [{ type: 'line', line: at + 1 }] : [];
  if (at < 0) return [{ type: 'line', line: iteration ? first : 0 }];
  if (at < last) return [{ type: 'line', line: at + 1 }];
  return [{ type: 'step', direction: 1 }, { type: 'line', line: isLast(place) ? question : first }];
}

/** @param {Place} place @returns {boolean} whether the loop ends with this iteration */
const isLast = ({ iteration, iterations, lastReceived, stream, run }) => (
  recordedAfter(iteration, iterations, run?.recorded?.kept) >= (stream.name === 'failed' ? lastReceived : iterations)
);

/** @param {Place} place @returns {Message[]} what to do to be at the line before; nothing at the start */
export function previousLine({ iteration, line: at, run }) {
  const { first, last } = linesOf(run);
  if (at > 0 && at !== first && at !== last + 1) return [{ type: 'line', line: at - 1 }];
  if (iteration) return [{ type: 'step', direction: -1 }, { type: 'line', line: last }];
  return at > 0 ? [{ type: 'line', line: at - 1 }] : [];
}
