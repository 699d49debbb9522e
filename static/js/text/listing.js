// The listing's lines, as one steps through them: which come next, and what each works out.
// Lines are counted from 0; the first four run once, the next five in every iteration, and
// the last asks the question when the loop has ended. Pure.

import { recordedAfter } from '../model/recording.js';

const FIRST_IN_LOOP = 4;
const LAST_IN_LOOP = 8;
const QUESTION = 9;

/** What lights up at each line, and which of the cycle's four stages it belongs to. */
const LINES = [
  { lit: ['input'], stage: 0 },
  { lit: ['desired'], stage: 0 },
  { lit: ['weight'], stage: 0 },
  { lit: [], stage: 0 },
  { lit: ['example-sum', 'example-output', 'sum', 'output'], stage: 1 },
  { lit: ['example-error'], stage: 2 },
  { lit: ['gradient', 'slope'], stage: 3 },
  { lit: ['adjustment', 'input', 'blame'], stage: 3 },
  { lit: ['weight', 'next-weight'], stage: 4 },
  { lit: ['answer'], stage: 0 },
];

/** @typedef {Pick<Frame, 'iteration' | 'iterations' | 'lastReceived' | 'stream' | 'ended' | 'line'> & {run?: Run}} Place */

/** @param {number} line or −1 @returns {string[]} the quantities that light up */
export const litAt = (line) => LINES[line]?.lit ?? [];

/** @param {number} line or −1 @returns {number} the stage of the cycle, or 0 */
export const stageAt = (line) => LINES[line]?.stage ?? 0;

/** @param {Place} place @returns {Message[]} what to do to be at the next line; nothing at the end */
export function nextLine(place) {
  const { iteration, ended, line } = place;
  if (ended) return line === QUESTION ? [] : [{ type: 'line', line: QUESTION }];
  if (line < 0) return [{ type: 'line', line: iteration ? FIRST_IN_LOOP : 0 }];
  if (line < LAST_IN_LOOP) return [{ type: 'line', line: line + 1 }];
  return [{ type: 'step', direction: 1 }, { type: 'line', line: isLast(place) ? QUESTION : FIRST_IN_LOOP }];
}

/** @param {Place} place @returns {boolean} whether the loop ends with this iteration */
const isLast = ({ iteration, iterations, lastReceived, stream, run }) => (
  recordedAfter(iteration, iterations, run?.recorded?.kept) >= (stream.name === 'failed' ? lastReceived : iterations)
);

/** @param {Place} place @returns {Message[]} what to do to be at the line before; nothing at the start */
export function previousLine({ iteration, line }) {
  if (line > 0 && line !== FIRST_IN_LOOP && line !== QUESTION) return [{ type: 'line', line: line - 1 }];
  if (iteration) return [{ type: 'step', direction: -1 }, { type: 'line', line: LAST_IN_LOOP }];
  return line > 0 ? [{ type: 'line', line: line - 1 }] : [];
}
