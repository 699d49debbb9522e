// Many runs in one stream, as they arrive: one stream at a time, and what is asked for again is
// there already. What they are kept in is the caller's.

import { follow } from './stream.js';

const SETTLED = 400; // milliseconds

/** @typedef {'receiving' | 'finished' | 'busy' | 'no_answer' | 'failed'} Standing */

/**
 * @typedef {object} Collected what the snapshots of many runs are kept in
 * @property {number} count how many there are @property {number} last the last iteration received, or −1
 * @property {(block: any) => void} append
 */

/**
 * @template {Collected} T
 * @typedef {object} Many
 * @property {(url: string | null) => void} want those at an address, or none
 * @property {() => T | null} all @property {() => Standing} standing
 * @property {() => Problem | null} problem why there are none, or no more
 */

/**
 * @param {Float64Array} iterations in their order @param {number} count how many of them there are
 * @param {number} iteration @returns {number} the place of the last one at or before it
 */
export function lastAtOrBefore(iterations, count, iteration) {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (iterations[middle] <= iteration) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * @template {Collected} T
 * @param {(run: any) => T} make what they are kept in, as the stream describes them
 * @param {() => void} onChange @returns {Many<T>}
 */
export function followMany(make, onChange) {
  /** @type {string | null} */
  let wanted = null;
  /** @type {T | null} */
  let all = null;
  /** @type {Standing} */
  let standing = 'receiving';
  /** @type {Problem | null} */
  let problem = null;
  let letGo = () => {};
  let settling = 0;

  /** @param {string} url */
  const begin = (url) => {
    /** @param {Standing} now @param {Problem | null} [why] */
    const is = (now, why = null) => { [standing, problem] = [now, why]; onChange(); };
    /** @type {string | undefined} */
    let arithmetic;
    const stream = follow({
      url: () => url,
      lastReceived: () => all?.last ?? -1,
      arithmetic: () => arithmetic,
      onStarted: (run) => {
        arithmetic = run.arithmetic;
        all ??= make(run);
        onChange();
      },
      onSnapshots: (block) => { all?.append(block); onChange(); }, // of many runs, each
      beginAnew: async () => { all = null; },
      onStatus: (status) => {
        if (status.name === 'finished') is('finished');
        else if (status.name === 'failed') is('failed', status.problem);
        else if (status.name === 'waiting') is(status.reason === 'busy' ? 'busy' : 'no_answer');
        else if (status.name === 'receiving' && standing !== 'receiving') is('receiving');
      },
    });
    letGo = stream.letGo;
  };
  return {
    all: () => all,
    standing: () => standing,
    problem: () => problem,
    want(url) {
      if (url === wanted) return;
      letGo();
      clearTimeout(settling);
      // Whoever types or drags wants many runs one after the other, and the last one's alone.
      if (url) settling = setTimeout(() => begin(url), wanted ? SETTLED : 0);
      letGo = () => {};
      [wanted, all, standing] = [url, null, 'receiving'];
      onChange();
    },
  };
}
