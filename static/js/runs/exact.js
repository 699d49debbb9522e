// The core's own figures for the snapshot on screen, asked for while the page is paused: one
// question at a time, for a browser has few connections. Where the server does not answer, it is
// left in peace for a while.

import { written } from '../model/written.js';
import { LET_GO } from '../model/letting.js';

const PEACE = 8000; // milliseconds
const PATIENCE = 8000;

/**
 * @param {string} api the address of `/api/run` @param {number} largestWeight the server takes none beyond it
 * @returns {(run: Run, weights: number[], inputs: number[]) => Promise<Exact | null>} null where
 * there is no answer
 */
export function createExact(api, largestWeight) {
  const root = api.replace(/\/run$/, '');
  let quietUntil = 0;
  let asking = new AbortController();
  return async (run, weights, inputs) => {
    if (weights.some((weight) => Math.abs(weight) > largestWeight)) return null;
    if (performance.now() < quietUntil) return null;
    asking.abort(LET_GO);
    const mine = new AbortController();
    asking = mine;
    const timer = setTimeout(() => mine.abort(LET_GO), PATIENCE);
    try {
      return await askFor(root, run, weights, inputs, mine.signal);
    } catch {
      if (asking === mine) quietUntil = performance.now() + PEACE;
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * One question first, and the others only where it is answered.
 * @param {string} root @param {Run} run @param {number[]} weights @param {number[]} inputs
 * @param {AbortSignal} signal @returns {Promise<Exact | null>}
 */
async function askFor(root, run, weights, inputs, signal) {
  const query = run.links.page.split('?')[1];
  const fields = `${query ? `${query}&` : ''}weights=${weights.map(written).join(',')}`;
  /** @param {string} question @returns {Promise<any>} */
  const ask = (question) => fetchJson(`${root}/${question}`, run.arithmetic, signal);
  const step = await ask(`step?${fields}`);
  if (!step) return null;
  const [shown, situated] = await Promise.all(
    [inputs, run.config.situation].map((row) => ask(`predict?${fields}&inputs=${row.map(written).join(',')}`)),
  );
  if (!shown || !situated) return null;
  const hidden = step.hidden && renamed(step.hidden);
  return {
    weights,
    inputs,
    step: { ...renamed(step), ...(hidden ? { hidden } : {}) },
    shownSum: shown.weighted_sum,
    shownOutput: shown.prediction,
    answer: situated.prediction,
    ...(shown.hidden ? { shownHidden: forwards(shown.hidden) } : {}),
  };
}

/** @param {any} answer @returns {any} with the names that the page has */
function renamed({ weighted_sums: weightedSums, ...others }) {
  return { weightedSums, ...others };
}

/** @param {{weighted_sums: number[], outputs: number[]}} hidden @returns {Forward[]} one a neuron */
const forwards = ({ weighted_sums: sums, outputs }) => sums.map((sum, i) => ({ sum, output: outputs[i] }));

/**
 * @param {string} url @param {string | undefined} arithmetic whose digits the run has @param {AbortSignal} signal
 * @returns {Promise<any>} null where the server has no such figures, or has other digits, as one of
 * several behind a balancer may; throws where it is gone
 */
async function fetchJson(url, arithmetic, signal) {
  const response = await fetch(url, { signal });
  if ((response.headers.get('Arithmetic') ?? arithmetic) !== arithmetic) return null;
  if (response.ok) return response.json();
  if (response.status >= 500) throw new Error(`the server answered with ${response.status}`);
  return null;
}
