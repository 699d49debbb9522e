// The landscape all around, asked of the server: one question at a time, and the last counts.

import { writtenRow } from '../model/written.js';
import { LET_GO } from '../model/letting.js';
import { same } from '../model/situations.js';

const PATIENCE = 8000; // milliseconds
const PAUSE = 5; // seconds, where the server does not say how many

/** @typedef {Omit<Landscape, 'contours'>} Wanted */

/** @param {Wanted} one @param {Wanted | null} other @returns {boolean} whether they are the same, wherever one stands on them */
export function isSameLandscape(one, other) {
  if (!other || !same(one.over, other.over) || !same(one.x, other.x) || !same(one.y, other.y)) return false;
  return one.weights.every((weight, i) => one.over.includes(i) || weight === other.weights[i]);
}

/** @typedef {{landscape: Landscape} | {problem: Problem, seconds: number}} Answer with how long the server asks to be left in peace */

/**
 * @param {string} api the address of `/api/run` @param {string} language the code of the one that problems are told in
 * @returns {(run: Run, wanted: Wanted) => Promise<Answer | null>} null where it is not wanted any more
 */
export function createLandscapes(api, language) {
  const root = api.replace(/\/run$/, '/landscape');
  const headers = { 'Accept-Language': language };
  let asking = new AbortController();
  return async (run, wanted) => {
    asking.abort(LET_GO);
    const mine = new AbortController();
    asking = mine;
    const timer = setTimeout(() => mine.abort(LET_GO), PATIENCE);
    try {
      const response = await fetch(`${root}?${queryFor(run, wanted)}`, { headers, signal: mine.signal });
      const answer = await response.json().catch(() => ({}));
      if (mine !== asking) return null;
      if (response.ok && answer.contours) return { landscape: { ...wanted, contours: answer.contours } };
      const problem = { detail: '', errors: [], ...answer, ...(response.ok ? {} : { status: response.status }) };
      return { problem, seconds: Number(response.headers.get('Retry-After')) || PAUSE };
    } catch {
      return mine === asking ? { problem: { detail: '' }, seconds: PAUSE } : null;
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * Asks for the landscape that is wanted, and where there is none just now, asks again after a pause.
 * @param {(wanted: Wanted) => Promise<Answer | null>} ask
 * @param {() => Wanted | null} wantedNow null where none is looked at, or it is there @param {Dispatch} dispatch
 */
export function createSurvey(ask, wantedNow, dispatch) {
  let newest = 0;
  let isUnderWay = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again;

  async function survey() {
    const wanted = wantedNow();
    if (!wanted) return;
    clearTimeout(again);
    newest += 1;
    const mine = newest;
    isUnderWay = true;
    const answer = await ask(wanted);
    if (mine !== newest) return; // another was asked for meanwhile
    isUnderWay = false;
    if (!answer) return;
    if ('landscape' in answer) { dispatch({ type: 'landscape', landscape: answer.landscape }); return; }
    const { problem, seconds } = answer;
    if (canPass(problem)) {
      isUnderWay = true;
      again = setTimeout(() => { isUnderWay = false; void survey(); }, seconds * 1000);
    }
    dispatch({ type: 'no-landscape', problem });
  }
  return {
    survey,
    /** Unless one is asked for already, or will be by itself. */
    surveyInTime() { if (!isUnderWay) void survey(); },
    letGo() { newest += 1; clearTimeout(again); },
  };
}

/** @param {Problem} problem @returns {boolean} whether the same question may be answered later */
const canPass = ({ status }) => !status || status >= 500;

/** @param {Run} run @param {Wanted} wanted @returns {string} the same for the same landscape: what it lies over is nothing held */
function queryFor({ links }, { over, x, y, weights }) {
  const held = weights.map((weight, i) => (over.includes(i) ? 0 : weight));
  const fields = { weights: held, axes: over.map((weight) => weight + 1), x, y };
  const asked = Object.entries(fields).map(([name, row]) => `${name}=${writtenRow(row)}`);
  return [links.page.split('?')[1], ...asked].filter(Boolean).join('&');
}
