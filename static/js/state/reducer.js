// The page's state changes here and nowhere else: (state, message) → state. Pure.

import { advance } from './pacing.js';
import { recordedAfter, recordedAtOrBefore, recordedBefore } from '../model/recording.js';

/**
 * @param {Run} run @param {Record<string, Scene>} [scenes] what each page of the story shows
 * @returns {State}
 */
export function initialState(run, scenes = {}) {
  return {
    run,
    received: 0,
    lastReceived: -1,
    stream: { name: 'connecting' },
    position: 0,
    playing: false,
    speed: 1,
    scale: 'log',
    inputs: run.config.situation,
    still: false,
    exact: null,
    fault: null,
    tab: null,
    page: '',
    weight: 0,
    line: -1,
    lit: null,
    spot: null,
    scenes,
    hand: null,
  };
}

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
function page(state, direction) {
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

/** @param {State} state @param {1 | -1} direction @returns {State} */
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

/** @param {State} state @param {Look} look @returns {State} */
function applyLook(state, look) {
  const { at = state.position, playing = false, ...rest } = look;
  const looked = { ...state, ...rest };
  if (looked.inputs.length !== state.inputs.length) looked.inputs = state.inputs;
  if (looked.weight >= weightsIn(state.run)) looked.weight = 0;
  if (look.tab !== undefined && look.tab !== state.tab) looked.spot = null;
  // A page of the story sets the picture, unless the address says which moment to look at.
  const page = look.page ?? (look.tab === 'story' && !state.page ? firstPage(state) : undefined);
  if (page !== undefined && look.at === undefined) return enterPage(looked, page);
  if (looked.tab === 'story' && !(looked.page in state.scenes)) looked.page = firstPage(state);
  return { ...looked, playing, position: recordedAtOrBefore(at, state.run.config.iterations) };
}

/** @param {State} state @returns {string} */
const firstPage = ({ scenes }) => Object.keys(scenes)[0] ?? '';

/** @param {State} state @param {Tab | null} tab @returns {State} */
function openTab(state, tab) {
  if (tab === 'story' && !state.page) return enterPage(state, firstPage(state));
  return { ...state, tab, line: -1, spot: null };
}

/** @param {State} state @param {string} page @returns {State} the picture as the page wants it */
function enterPage(state, page) {
  if (!(page in state.scenes)) return state;
  const { at = state.position, spot = null, playing, ...scene } = state.scenes[page];
  const entered = { ...state, ...scene, spot, page, tab: /** @type {const} */ ('story'), line: -1, hand: null };
  if (entered.inputs.length !== state.inputs.length) entered.inputs = state.inputs;
  const position = recordedAtOrBefore(at, state.run.config.iterations);
  return { ...entered, position, playing: playing && !state.still };
}

/** @param {State} state @param {number} input @returns {State} */
function switchInput(state, input) {
  const inputs = state.inputs.map((value, i) => (i === input ? Number(value < 0.5) : value));
  return { ...state, inputs };
}

/**
 * @param {State} state @param {Message} message @returns {State}
 */
export function reduce(state, message) {
  switch (message.type) {
    case 'started': return { ...state, run: message.run };
    case 'received': return { ...state, received: message.count, lastReceived: message.last };
    case 'stream': return settle({ ...state, stream: message.status });
    case 'tick': return tick(state, message.seconds);
    case 'play': return play(state);
    case 'pause': return pausedAt(state, state.position);
    case 'toggle': return state.playing ? pausedAt(state, state.position) : play(state);
    case 'rewind': return pausedAt(state, 0);
    case 'end': return pausedAt(state, endOf(state));
    case 'step': return step(state, message.direction);
    case 'page': return page(state, message.direction);
    case 'seek': return pausedAt(state, message.iteration);
    case 'speed': return { ...state, speed: message.speed };
    case 'scale': return { ...state, scale: message.scale };
    case 'switch-input': return switchInput(state, message.input);
    case 'show': return { ...state, inputs: message.inputs };
    case 'look': return settle(applyLook(state, message.look));
    case 'exact': return { ...state, exact: message.exact };
    case 'tab': return openTab(state, message.tab);
    case 'page-of-story': return enterPage(state, message.page);
    case 'weight': return { ...state, weight: message.weight };
    case 'line': return { ...pausedAt(state, state.position), line: message.line };
    case 'lit': return state.lit === message.lit ? state : { ...state, lit: message.lit };
    case 'hand': return { ...(state.hand ? state : pausedAt(state, state.position)), hand: message.hand };
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
