// Which runs stand beside the followed one, where it began itself, and what a change makes of
// both. Pure; the runs themselves are elsewhere.

import { escaped } from './query.js';

export const MOST_BESIDE = 3;

/** A run that begins where it begins, and branched off from none. @type {Origin} */
export const ROOT = { from: 0, parent: null };

/** @param {Place} one @param {Place} other @returns {boolean} */
export const isSame = (one, other) => one.query === other.query && one.from === other.from;

/**
 * What stands beside a run that takes another's place: that one, unless it is there already, and
 * those that are to be kept. The one from the change before goes.
 * @param {Beside[]} beside @param {Place} left the run that was followed @param {Place} now the one that is
 * @param {boolean} stays whether the one that was left is there to stay
 * @returns {Beside[]}
 */
export function besideAfter(beside, left, now, stays = false) {
  const kept = beside.filter((place) => !place.before && !isSame(place, now));
  const isKept = kept.some((place) => isSame(place, left)) || isSame(left, now);
  if (isKept) return kept;
  return [...kept, { ...left, before: !stays || kept.length >= MOST_BESIDE }]; // the one from before has a place of its own
}

/** @param {Beside[]} beside @param {Place[]} more those that are to be compared @returns {Beside[]} as many as there is room for, the new ones first */
export function joined(beside, more) {
  const added = more.map((place) => ({ ...place, before: false }));
  const others = beside.filter((place) => !added.some((one) => isSame(one, place)));
  return [...added, ...others].slice(0, MOST_BESIDE);
}

const OF_PAGES = /(^|&)(lang|embed|v)=/; // which say how a page is shown, and not which run
const WHERE = /^(?:(\d{1,7}):)?([\x21-\x7e]*)$/;

/** @param {string} text as `writePlace` writes it @returns {Place | null} */
function readPlace(text) {
  const found = WHERE.exec(text);
  return found && !OF_PAGES.test(found[2]) ? { from: Number(found[1] ?? 0), query: found[2] } : null;
}

/** @param {Place} place @returns {string} its iteration, where that is not 0, and its query */
const writePlace = ({ from, query }) => escaped(from ? `${from}:${query}` : query);

/** @param {URLSearchParams} fields of a fragment @returns {Look} */
export function readBeside(fields) {
  /** @type {Look} */
  const look = {};
  const beside = [...fields].flatMap(([name, text]) => {
    const place = name === 'with' || name === 'before' ? readPlace(text) : null;
    return place ? [{ ...place, before: name === 'before' }] : [];
  });
  const distinct = beside.filter((place, i) => beside.findIndex((other) => isSame(other, place)) === i);
  const kept = distinct.filter(({ before }) => !before).slice(0, MOST_BESIDE);
  const latest = distinct.filter(({ before }) => before).slice(0, 1);
  if (distinct.length) look.beside = distinct.filter((place) => kept.includes(place) || latest.includes(place));
  const from = fields.get('from');
  const parent = fields.get('parent');
  if (from && /^[1-9]\d{0,6}$/.test(from)) look.origin = { from: Number(from), parent: parent === null ? null : readPlace(parent) };
  return look;
}

/** @param {State} state @returns {string[]} the fragment's fields */
export function writeBeside({ origin, beside }) {
  // A recorded run is in a file that no link leads to.
  const fields = beside.filter(({ recorded }) => !recorded).map((place) => `${place.before ? 'before' : 'with'}=${writePlace(place)}`);
  if (!origin.from) return fields;
  return [`from=${origin.from}`, ...(origin.parent ? [`parent=${writePlace(origin.parent)}`] : []), ...fields];
}
