// What is taught, while somebody edits it: a table that runs ahead of the run on screen, which
// follows as soon as it can; and what it was before, for undoing. Knows no page and no address.

import { wholeFields } from '../model/branching.js';
import { writtenRow } from '../model/written.js';
import { fieldsOf, inputsOf, teachingOf } from '../model/teaching.js';
import { ROOT } from './beside.js';
import { done, nothingDone, redone, undone } from './undoing.js';

/** @typedef {import('../model/teaching.js').Teaching} Teaching */

/**
 * What a run teaches: the fields of its query that say so, and what its columns are called and
 * measured in; as a table, where it is known already; and where it branched off, for how long.
 * @typedef {{fields: Record<string, string | null>, look: Pick<State, 'columns' | 'scales'>,
 *   teaching: Teaching | null, origin: Origin, iterations: number}} Taught
 */

/** @typedef {Parameters<Change>} Wish */
/** @typedef {ReturnType<typeof createEditing>} Editing */

/** @param {Frame} frame @returns {Taught} */
function taughtIn({ run, config, columns, scales, origin }) {
  const teaching = teachingOf(run, columns, scales);
  const { lesson, threshold, hidden, start, iterations } = config;
  const weights = start && writtenRow(start);
  const fields = { ...fieldsOf(teaching), lesson, threshold, hidden: String(hidden), start: weights };
  return { fields, look: lookOf(teaching), teaching, origin, iterations };
}

/** @param {Teaching} teaching */
const lookOf = ({ columns, scales }) => ({ columns, scales: scales.some(Boolean) ? scales : [] });

/** @param {Taught} one @param {Taught} other @returns {boolean} */
const hasSameOrigin = (one, other) => JSON.stringify(one.origin) === JSON.stringify(other.origin);

/**
 * Back to what was taught, or forth: to where it branched off too, and for as long as it was to go on.
 * @param {Taught} now @param {Taught} wanted @returns {Wish}
 */
function wayTo(now, wanted) {
  const { fields, look, origin, iterations } = wanted;
  if (hasSameOrigin(now, wanted)) return [fields, { look, branch: false }];
  return [{ ...fields, iterations: String(iterations) }, { look: { ...look, origin }, branch: false }];
}

/**
 * What has other weights than there are now begins with its own, and from the start.
 * @param {Taught} now @param {Record<string, string | null>} fields @param {Taught['look']} look @returns {Wish}
 */
function anew({ origin, iterations }, fields, look) {
  if (!origin.from) return [{ ...fields, start: null }, { look, branch: false }];
  return [wholeFields(origin.from, iterations, fields), { look: { ...look, origin: ROOT }, branch: false }];
}

/** @param {Taught} one @param {Taught} other @returns {boolean} */
const same = (one, other) => (
  JSON.stringify(one.look) === JSON.stringify(other.look) && hasSameOrigin(one, other)
  && Object.keys(one.fields).every((name) => one.fields[name] === other.fields[name])
);

/**
 * @param {Change} change
 * @param {(act: (wish: Wish) => Promise<void>) => (wish: Wish) => void} inTurn
 */
export function createEditing(change, inTurn) {
  /** @type {Taught | null} */
  let now = null;
  /** @type {import('./undoing.js').Undoing<Taught>} */
  let undoing = nothingDone();
  /** @type {Problem | null} */
  let problem = null;
  let isUnderWay = false;
  /** @type {unknown[]} */
  let seen = [];
  /** @type {(() => void)[]} */
  const listeners = [];
  const tell = () => listeners.forEach((listener) => listener());

  const send = inTurn(async (wish) => {
    isUnderWay = true;
    try {
      const answer = await change(...wish);
      problem = answer?.superseded ? null : answer; // going back is stronger than what was under way
    } finally {
      isUnderWay = false;
      seen = []; // whatever is on screen now is to be looked at
    }
    tell();
  });

  /** @param {Taught} taught @param {Wish} wish */
  function go(taught, wish) {
    now = taught;
    isUnderWay = true;
    problem = null;
    send(wish);
    tell();
  }

  /** @param {typeof undone} way back or forth, past what is the same as now */
  function move(way) {
    for (let moved = now && way(undoing, now); now && moved; moved = way(undoing, now)) {
      const [next, taught] = moved;
      undoing = next;
      if (same(taught, now)) continue;
      go(taught, wayTo(now, taught));
      return;
    }
    tell();
  }

  /** @param {Taught} before @param {Partial<Taught>} changed something new, which can be undone @param {Wish} wish */
  function take(before, changed, wish) {
    undoing = done(undoing, before);
    go({ ...before, ...changed }, wish);
  }

  return {
    /** @returns {Teaching | null} the table as it is to be */
    get teaching() { return now?.teaching ?? null; },
    /** @returns {Record<string, string | null>} */
    get fields() { return now?.fields ?? {}; },
    get problem() { return problem; },
    get canUndo() { return undoing.past.length > 0; },
    get canRedo() { return undoing.future.length > 0; },
    /** @returns {boolean} whether the run on screen is not yet the one that teaches this */
    get isUnderWay() { return isUnderWay; },
    /** @param {() => void} listener hears of every change */
    listen(listener) { listeners.push(listener); },
    /** @param {Frame} frame the run on screen may be another one: by going back, or by its settings */
    follow(frame) {
      if (isUnderWay || (frame.run === seen[0] && frame.columns === seen[1] && frame.scales === seen[2])) return;
      seen = [frame.run, frame.columns, frame.scales];
      const found = taughtIn(frame);
      if (problem || (now?.teaching && same(found, now))) return; // refused, it stays to be mended
      now = found;
      tell();
    },
    /** @param {Teaching} teaching @param {Record<string, string | null>} [fields] that change with it */
    edit(teaching, fields = {}) {
      if (!now?.teaching) return;
      const isAsWide = inputsOf(teaching) === inputsOf(now.teaching) && !('threshold' in fields || 'hidden' in fields);
      const changed = { ...fieldsOf(teaching), ...fields };
      const look = lookOf(teaching);
      const wish = isAsWide ? /** @type {Wish} */ ([changed, { look }]) : anew(now, changed, look);
      take(now, { fields: { ...now.fields, ...wish[0] }, look, teaching }, wish);
    },
    /** @param {Record<string, string | null>} fields @param {Taught['look']} look of a table that only the server knows */
    load(fields, look) {
      if (!now?.teaching) return;
      const watched = { ...look, at: 0, between: 0, seen: 0, playing: true }; // how it learns that, from the start
      const kept = { hidden: now.fields.hidden, ...fields }; // though a lesson that goes had brought them
      take(now, { fields: { ...now.fields, ...kept }, look, teaching: null }, anew(now, kept, watched));
    },
    undo() { move(undone); },
    redo() { move(redone); },
  };
}
