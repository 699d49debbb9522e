// The page's state changes here and nowhere else: (state, message) → state. Pure.

import { shownFor, switched, theExample, theQuestion } from '../model/situations.js';
import { recordedAfter, recordedAtOrBefore, recordedBefore } from '../model/recording.js';
import { advance } from './pacing.js';

/**
 * @param {Run} run @param {Record<string, Scene>} [scenes] what each chapter of the story shows
 * @param {string[]} [names] what the weights are called
 * @returns {State}
 */
export function initialState(run, scenes = {}, names = []) {
  return {
    run,
    received: 0,
    lastReceived: -1,
    stream: { name: 'connecting' },
    ...startingPlace(run),
    still: false,
    exact: null,
    fault: null,
    chapter: '',
    lit: null,
    spot: null,
    read: null,
    scenes,
    names,
    hand: null,
    told: null,
    begun: false,
  };
}

/** @param {Run} run what one looks at where an address says nothing else */
const startingPlace = (run) => ({
  position: 0,
  playing: false,
  speed: /** @type {Speed} */ (1),
  scale: /** @type {Scale} */ ('log'),
  shown: theQuestion(run),
  tab: /** @type {Tab | null} */ (null),
  weight: 0,
  line: -1,
});

/** @param {Run} run @returns {number} */
export const weightsIn = (run) => run.layers.reduce((sum, [rows, neurons]) => sum + rows * neurons, 0);

/** @param {State} state @returns {number} the last iteration there is or will be */
export function endOf(state) {
  return state.stream.name === 'failed' ? Math.max(0, state.lastReceived) : state.run.config.iterations;
}

/** @param {State} state @param {number} position @returns {State} paused there, on a snapshot */
function pausedAt(state, position) {
  const limit = Math.max(0, state.lastReceived);
  const last = state.run.config.iterations;
  return { ...state, playing: false, line: -1, position: recordedAtOrBefore(Math.min(limit, Math.max(0, position)), last) };
}

/** @param {State} state @returns {State} paused where it is */
const paused = (state) => (state.playing ? pausedAt(state, state.position) : state);

/** @param {State} state @param {number} seconds @returns {State} */
function tick(state, seconds) {
  const last = state.run.config.iterations;
  // A place that was looked at before may not have arrived again yet: it waits there.
  if (!state.playing || state.position > state.lastReceived) return state;
  let position = advance(state.position, seconds, state.speed, last);
  if (state.still) {
    // Without travel every tick is a jump to a snapshot, and at least to the next.
    const next = recordedAfter(recordedAtOrBefore(state.position, last), last);
    position = Math.max(next, recordedAtOrBefore(position, last));
  }
  position = Math.min(position, state.lastReceived);
  return { ...state, position, playing: position < endOf(state) };
}

/** @param {State} state @param {1 | -1} direction @returns {State} a tenth of the axis further */
function leap(state, direction) {
  const last = state.run.config.iterations;
  const here = recordedAtOrBefore(state.position, last);
  const far = state.scale === 'log'
    ? (here + 1) * (last + 1) ** (direction / 10) - 1
    : here + (direction * last) / 10;
  const there = direction > 0
    ? Math.max(recordedAfter(here, last), Math.round(far))
    : Math.min(recordedBefore(here, last), Math.round(far));
  return pausedAt(state, there);
}

/** @param {State} state @param {1 | -1} direction @returns {State} to the next snapshot or the one before */
function step(state, direction) {
  const last = state.run.config.iterations;
  const here = recordedAtOrBefore(state.position, last);
  return pausedAt(state, direction > 0 ? recordedAfter(here, last) : recordedBefore(here, last));
}

/** @param {State} state @returns {State} */
function play(state) {
  const atEnd = state.position >= endOf(state);
  return { ...state, playing: endOf(state) > 0, hand: null, line: -1, position: atEnd ? 0 : state.position };
}

/**
 * Look where an address says. One that names an iteration is a whole place: what it leaves out
 * is as it was in the beginning. One that doesn't, a link within the page, changes what it names.
 * @param {State} state @param {Look} look @returns {State}
 */
function applyLook(state, look) {
  const { at, between, inputs, example, chapter, ...named } = look;
  const isPlace = at !== undefined;
  const base = isPlace ? { ...state, ...startingPlace(state.run), hand: null, spot: null } : { ...paused(state), line: -1 };
  const looked = { ...base, ...named, shown: shownIn(base, look) };
  if (looked.weight >= weightsIn(state.run)) looked.weight = 0;
  if (looked.tab !== state.tab) looked.spot = null;
  if (looked.playing) looked.hand = null; // what plays is the neuron's
  if (looked.tab === 'story') return openStory(looked, look, isPlace);
  return { ...looked, position: isPlace ? placeOf(state, look) : looked.position };
}

/**
 * On a snapshot, unless it was left between two while it played.
 * @param {State} state @param {Look} look @returns {number}
 */
function placeOf({ run }, { at = 0, between }) {
  const last = run.config.iterations;
  return between === undefined ? recordedAtOrBefore(at, last) : Math.min(between, last);
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
  const wanted = known ?? ((!isPlace && state.chapter) || firstChapter(state));
  if (!isPlace && (known !== undefined || !state.chapter)) return enterChapter(state, wanted);
  const position = isPlace ? placeOf(state, look) : state.position;
  return { ...state, chapter: wanted, position, playing };
}

/** @param {State} state @returns {string} */
const firstChapter = ({ scenes }) => Object.keys(scenes)[0] ?? '';

/** @param {State} state @param {Tab | null} tab @returns {State} paused: one reads what one saw */
function openTab(state, tab) {
  if (tab === 'story' && !state.chapter) return enterChapter(paused(state), firstChapter(state));
  return { ...(tab ? paused(state) : state), tab, line: -1, spot: null };
}

/** @param {State} state @param {string} chapter @returns {State} the picture as the chapter wants it */
function enterChapter(state, chapter) {
  if (!Object.hasOwn(state.scenes, chapter)) return state;
  const { at = state.position, spot = null, playing = false, inputs, ...scene } = state.scenes[chapter];
  const entered = { ...paused(state), ...scene, spot, chapter, tab: /** @type {const} */ ('story'), line: -1, hand: null };
  const position = recordedAtOrBefore(at, state.run.config.iterations);
  return { ...entered, shown: shownIn(state, { inputs }), position, playing: playing && !state.still };
}

/**
 * What was in the way stays so until something arrives: asking again has mended nothing yet.
 * @param {StreamStatus} before @param {StreamStatus} status @returns {StreamStatus}
 */
function heldUp(before, status) {
  if (status.name !== 'connecting') return status;
  const held = before.name === 'connecting' ? before.held : before;
  return held?.name === 'waiting' || held?.name === 'silent' ? { ...status, held } : status;
}

/** @param {State} state @param {number[] | null} hand @returns {State} weights set by hand, or given back */
const byHand = (state, hand) => ({ ...(state.hand ? state : pausedAt(state, state.position)), hand });

/**
 * The run begins anew: nothing of it is here yet, and one is where one was. Where nothing had been,
 * nobody need know.
 * @param {State} state @param {Run} run @returns {State}
 */
const begin = (state, run) => ({
  ...state, run, received: 0, lastReceived: -1, exact: null, read: null, begun: state.begun || state.received > 0,
});

/**
 * @param {State} state @param {Message} message
 * @returns {State}
 */
export function reduce(state, message) {
  switch (message.type) {
    case 'started': return { ...state, run: message.run };
    case 'begun': return begin(state, message.run);
    case 'noted': return { ...state, begun: false };
    case 'received': return { ...state, received: message.count, lastReceived: message.last };
    case 'stream': return settle({ ...state, stream: heldUp(state.stream, message.status) });
    case 'tick': return tick(state, message.seconds);
    case 'play': return play(state);
    case 'pause': return pausedAt(state, state.position);
    case 'toggle': return state.playing ? pausedAt(state, state.position) : play(state);
    case 'rewind': return pausedAt(state, 0);
    case 'end': return pausedAt(state, endOf(state));
    case 'step': return step(state, message.direction);
    case 'leap': return leap(state, message.direction);
    case 'seek': return pausedAt(state, message.iteration);
    case 'speed': return { ...state, speed: message.speed };
    case 'scale': return { ...state, scale: message.scale };
    case 'switch-input': return { ...state, shown: switched(state.run, state.shown.inputs, message.input) };
    case 'show': return { ...state, shown: message.shown };
    case 'look': return settle(applyLook(state, message.look));
    case 'exact': return { ...state, exact: message.exact };
    case 'tab': return openTab(state, message.tab);
    case 'chapter': return enterChapter(state, message.chapter);
    case 'weight': return { ...state, weight: message.weight };
    case 'line': return { ...pausedAt(state, state.position), line: message.line };
    case 'lit': return state.lit === message.lit ? state : { ...state, lit: message.lit };
    case 'read': return state.read === message.iteration ? state : { ...state, read: message.iteration };
    case 'hand': return byHand(state, message.hand);
    case 'told': return { ...state, told: { text: message.text } };
    case 'still': return { ...state, still: message.still };
    case 'fault': return { ...state, fault: message.text };
    default: throw new Error(`unknown message: ${JSON.stringify(message)}`);
  }
}

/** @param {State} state @returns {State} a run that ended early goes no further than its end */
function settle(state) {
  if (state.stream.name !== 'failed' || state.position < endOf(state)) return state;
  return pausedAt(state, endOf(state));
}
