// The landscape all around, asked of the server: one question at a time, and the last counts.

import { same } from '../model/situations.js';

const PATIENCE = 8000; // milliseconds

/** @typedef {Omit<Landscape, 'contours'>} Wanted */

/** @param {Wanted} one @param {Wanted | null} other @returns {boolean} whether they are the same, wherever one stands on them */
export function isSameLandscape(one, other) {
  if (!other || !same(one.over, other.over) || !same(one.x, other.x) || !same(one.y, other.y)) return false;
  return one.weights.every((weight, i) => one.over.includes(i) || weight === other.weights[i]);
}

/**
 * @param {string} api the address of `/api/run`
 * @returns {(run: Run, wanted: Wanted) => Promise<Landscape | null>} null where there is no answer, or it is not wanted any more
 */
export function createLandscapes(api) {
  const root = api.replace(/\/run$/, '/landscape');
  let asking = new AbortController();
  return async (run, wanted) => {
    asking.abort();
    asking = new AbortController();
    const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(PATIENCE)]);
    try {
      const response = await fetch(`${root}?${queryFor(run, wanted)}`, { signal });
      if (!response.ok) return null;
      const { contours } = await response.json();
      return { ...wanted, contours };
    } catch {
      return null;
    }
  };
}

/** @param {Run} run @param {Wanted} wanted @returns {string} the same for the same landscape: what it lies over is nothing held */
function queryFor({ links }, { over, x, y, weights }) {
  const held = weights.map((weight, i) => (over.includes(i) ? 0 : weight));
  const fields = { weights: held, axes: over.map((weight) => weight + 1), x, y };
  const written = Object.entries(fields).map(([name, row]) => `${name}=${row.map(plain).join(',')}`);
  return [links.page.split('?')[1], ...written].filter(Boolean).join('&');
}

/** @param {number} value @returns {string} as the server's grammar writes it, without a plus sign */
const plain = (value) => String(value).replace('e+', 'e');
