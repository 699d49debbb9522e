// What is taught, while somebody edits it: a table that runs ahead of the run on screen, which
// follows as soon as it can; and what it was before, for undoing. Knows no page and no address.

import { fieldsOf, inputsOf, teachingOf } from '../model/teaching.js';
import { done, nothingDone, redone, undone } from './undoing.js';

/** @typedef {import('../model/teaching.js').Teaching} Teaching */

/**
 * What a run teaches: the fields of its query that say so, and what its columns are called and
 * measured in; as a table, where it is known already.
 * @typedef {{fields: Record<string, string | null>, look: Pick<State, 'columns' | 'scales'>, teaching: Teaching | null}} Taught
 */

/** @typedef {Pick<Taught, 'fields' | 'look'> & {isWhole: boolean}} Wish */
/** @typedef {ReturnType<typeof createEditing>} Editing */

/** @param {Frame} frame @returns {Taught} */
function taughtIn({ run, config, columns, scales }) {
  const teaching = teachingOf(run, columns, scales);
  const { lesson, threshold, start } = config;
  const weights = start?.join().replaceAll('e+', 'e') ?? null;
  return { fields: { ...fieldsOf(teaching), lesson, threshold, start: weights }, look: lookOf(teaching), teaching };
}

/** @param {Teaching} teaching */
const lookOf = ({ columns, scales }) => ({ columns, scales: scales.some(Boolean) ? scales : [] });

/** @param {Taught} one @param {Taught} other @returns {boolean} */
const same = (one, other) => (
  JSON.stringify(one.look) === JSON.stringify(other.look)
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

  const send = inTurn(async ({ fields, look, isWhole }) => {
    isUnderWay = true;
    try {
      problem = await change(fields, isWhole ? { look, branch: false } : { look });
    } finally {
      isUnderWay = false;
      seen = []; // whatever is on screen now is to be looked at
    }
    tell();
  });

  /** @param {Taught} taught @param {Record<string, string | null>} [fields] only those that change; else it is all of it */
  function go(taught, fields) {
    now = taught;
    isUnderWay = true;
    problem = null;
    send({ fields: fields ?? taught.fields, look: taught.look, isWhole: !fields });
    tell();
  }

  /** @param {typeof undone} way back or forth, past what is the same as now */
  function move(way) {
    for (let moved = now && way(undoing, now); now && moved; moved = way(undoing, now)) {
      const [next, taught] = moved;
      undoing = next;
      if (same(taught, now)) continue;
      go(taught);
      return;
    }
    tell();
  }

  /** @param {Taught} taught something new, which can be undone @param {Record<string, string | null>} [fields] */
  function take(taught, fields) {
    if (!now?.teaching) return; // the table before is still on its way
    undoing = done(undoing, now);
    go(taught, fields);
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
      const isAsWide = inputsOf(teaching) === inputsOf(now.teaching) && !('threshold' in fields);
      /** @type {Record<string, string | null>} */
      const start = isAsWide ? {} : { start: null }; // there would be other weights than it has
      const changed = { ...fieldsOf(teaching), ...start, ...fields };
      take({ fields: { ...now.fields, ...changed }, look: lookOf(teaching), teaching }, changed);
    },
    /** @param {Record<string, string | null>} fields @param {Taught['look']} look of a table that only the server knows */
    load(fields, look) { take({ fields, look, teaching: null }); },
    undo() { move(undone); },
    redo() { move(redone); },
  };
}
