// Where one looks: what an address, a tab or a chapter of the story makes of the state. Pure.

import { OUTPUT, weightsIn } from '../model/layers.js';
import { recordedAtOrBefore } from '../model/recording.js';
import { shownFor, theExample, theQuestion } from '../model/situations.js';
import { linesOf } from '../text/listing.js';
import { ROOT } from './beside.js';
import { chosenThere, chosenTogether, existing } from './cell.js';
import { lensesFor, overThere, startingLenses, withOver } from './lenses.js';
import { paused } from './moving.js';

/** @param {Run} run what one looks at where an address says nothing else */
export const startingPlace = (run) => ({
  position: 0,
  playing: false,
  until: null,
  speed: /** @type {Speed} */ (1),
  scale: /** @type {Scale} */ ('log'),
  shown: theQuestion(run),
  tab: /** @type {Tab | null} */ (null),
  ...chosenTogether(run, { neuron: OUTPUT }),
  line: -1,
  columns: /** @type {string[]} */ ([]),
  scales: /** @type {(Measure | null)[]} */ ([]),
  origin: ROOT,
  beside: /** @type {Beside[]} */ ([]),
  ...startingLenses(run),
});

/**
 * Look where an address says. One that names an iteration is a whole place: what it leaves out
 * is as it was in the beginning. One that doesn't, a link within the page, changes what it names.
 * @param {State} state @param {Look} look @returns {State}
 */
export function applyLook(state, look) {
  const { at, between, seen = 0, inputs, example, chapter, columns, scales, ...named } = look;
  const isPlace = at !== undefined;
  const base = isPlace ? { ...state, ...startingPlace(state.run), hand: null, spot: null } : { ...paused(state), line: -1 };
  const looked = { ...base, ...named, ...measuredIn(base, look), seen: Math.max(state.seen, seen), shown: shownIn(base, look) };
  Object.assign(looked, withOver(base, chosenIn(state.run, look, looked)), look.over ? { over: look.over } : {});
  Object.assign(looked, lensesFor(state.run, looked));
  if (looked.line >= linesOf(state.run).lines.length) looked.line = -1;
  if (looked.tab !== state.tab) looked.spot = null;
  if (looked.playing) looked.hand = null; // what plays is the neuron's
  if (looked.tab === 'story') return openStory(looked, look, isPlace);
  return { ...looked, position: isPlace ? placeOf(state, look) : looked.position };
}

/**
 * The neuron and the weight that an address names, as far as there are such.
 * @param {Run} run @param {Look} look @param {State} looked @returns {{neuron: number, weight: number}}
 */
function chosenIn(run, look, looked) {
  const { neuron, weight } = { ...looked, ...look };
  if (look.weight !== undefined && weight < weightsIn(run)) return chosenTogether(run, { weight });
  if (look.neuron !== undefined || weight >= weightsIn(run)) return chosenTogether(run, { neuron });
  return chosenTogether(run, { weight });
}

/**
 * The neuron, the weight and the landscape that one looks at, in another run.
 * @param {State} before @param {Run} run @param {number} [neuron] that is wanted there @returns {Look}
 */
export function lookedThere(before, run, neuron) {
  const chosen = chosenThere(before, run);
  return { ...(neuron === undefined ? chosen : {}), ...overThere(before, run, neuron ?? chosen.neuron) };
}

/**
 * On a snapshot, unless it was left between two while it played.
 * @param {State} state @param {Look} look @returns {number}
 */
function placeOf({ run }, { at = 0, between }) {
  const last = run.config.iterations;
  return between === undefined ? recordedAtOrBefore(at, last, run.recorded?.kept) : Math.min(between, last);
}

/**
 * What the columns are called and measured in: only for as many as the run's examples have.
 * @param {State} state @param {Look} look @returns {Pick<State, 'columns' | 'scales'>}
 */
function measuredIn({ run, columns, scales }, look) {
  const needed = run.config.situation.length + 1;
  const fitting = (/** @type {any[]} */ list) => (list.length === needed && list.some(Boolean) ? list : []);
  return { columns: fitting(look.columns ?? columns), scales: fitting(look.scales ?? scales) };
}

/** @param {State} state @param {Look} look @returns {Shown} */
function shownIn({ run, shown }, { inputs, example }) {
  if (example !== undefined && example < run.examples.length) return theExample(run, example);
  return inputs?.length === run.config.situation.length ? shownFor(run, inputs) : shown;
}

/**
 * A chapter sets the picture, unless the address says which moment to look at.
 * @param {State} state @param {Look} look @param {boolean} isPlace @returns {State}
 */
function openStory(state, look, isPlace) {
  const { chapter, playing = false } = look;
  const known = chapter !== undefined && Object.hasOwn(state.scenes, chapter) ? chapter : undefined;
  const wanted = known ?? ((!isPlace && state.chapter) || state.firstChapter);
  if (!isPlace && (known !== undefined || !state.chapter)) return enterChapter(state, wanted);
  const position = isPlace ? placeOf(state, look) : state.position;
  return { ...state, chapter: wanted, position, playing };
}

/** @param {Tab | null} tab @returns {boolean} whether one reads there what one saw: changes are watched */
const reads = (tab) => tab !== null && tab !== 'change';

/** @param {State} state @param {Tab | null} tab @returns {State} paused where one reads */
export function openTab(state, tab) {
  if (tab === 'story' && !state.chapter) return enterChapter(paused(state), state.firstChapter);
  return { ...(reads(tab) ? paused(state) : state), tab, line: -1, spot: null };
}

/** @param {State} state @param {string} chapter @returns {State} the picture as the chapter wants it */
export function enterChapter(state, chapter) {
  if (!Object.hasOwn(state.scenes, chapter)) return state;
  const { at = state.position, spot = null, playing = false, inputs, neuron, ...scene } = state.scenes[chapter];
  const chosen = neuron === undefined ? {} : withOver(state, chosenTogether(state.run, { neuron: existing(state.run, neuron) }));
  const entered = { ...paused(state), ...scene, ...chosen, spot, chapter, tab: /** @type {const} */ ('story'), line: -1, hand: null };
  const position = recordedAtOrBefore(at, state.run.config.iterations, state.run.recorded?.kept);
  return { ...entered, shown: shownIn(state, { inputs }), position, playing: playing && !state.still };
}
