// The page's state changes here and nowhere else: (state, message) → state. Pure.

import { switched } from '../model/situations.js';
import { chosenTogether, existing } from './cell.js';
import { alongAxes, startingCut, turnedBy, turnedTo } from './cut.js';
import { applyLook, enterChapter, openTab, startingPlace } from './looking.js';
import { over, withOver } from './lenses.js';
import { endOf, leap, pastThePasses, pausedAt, play, shownNow, step, tick } from './moving.js';

/**
 * @param {Run} run @param {Record<string, Scene>} [scenes] what each chapter of the story shows
 * @param {string[]} [names] what the weights are called
 * @param {string} [firstChapter] with which the story opens
 * @returns {State}
 */
export function initialState(run, scenes = {}, names = [], firstChapter = Object.keys(scenes)[0] ?? '') {
  return {
    run,
    received: 0,
    lastReceived: -1,
    stream: { name: 'connecting' },
    ...startingPlace(run),
    seen: 0,
    still: false,
    exact: null,
    fault: null,
    chapter: '',
    lit: null,
    spot: null,
    read: null,
    scenes,
    firstChapter,
    names,
    hand: null,
    told: null,
    refused: null,
    begun: false,
    cut: startingCut(run),
    landscape: null,
    noLandscape: null,
    branching: false,
  };
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

/** @param {State} state @param {Shown} shown @returns {State} the neuron is asked */
const ask = (state, shown) => ({ ...pastThePasses(state), shown });

/**
 * The run begins anew: nothing of it is here yet, and one is where one was. Where nothing had been,
 * nobody need know. What was seen is not this run's.
 * @param {State} state @param {Run} run @returns {State}
 */
const begin = (state, run) => ({
  ...state, run, received: 0, lastReceived: -1, seen: 0, exact: null, read: null, begun: state.begun || state.received > 0,
});

/**
 * @param {State} state @param {Message} message
 * @returns {State}
 */
export function reduce(state, message) {
  const next = changed(state, message);
  // However one came to a place: what lies before it has been seen.
  return next.position > next.seen ? { ...next, seen: next.position } : next;
}

/** @param {State} state @param {Message} message @returns {State} */
function changed(state, message) {
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
    case 'step': return step(state, message.direction, message.inStages);
    case 'leap': return leap(state, message.direction);
    case 'seek': return pausedAt(state, message.iteration);
    case 'speed': return { ...state, speed: message.speed };
    case 'scale': return { ...state, scale: message.scale };
    case 'switch-input': return ask(state, switched(state.run, shownNow(state).inputs, message.input));
    case 'show': return ask(state, message.shown);
    case 'look': return settle(applyLook(state, message.look));
    case 'exact': return { ...state, exact: message.exact };
    case 'tab': return openTab(state, message.tab);
    case 'chapter': return enterChapter(state, message.chapter);
    case 'weight': return { ...state, ...withOver(state, chosenTogether(state.run, message)) };
    case 'neuron': return existing(state.run, message.neuron) === state.neuron ? state : { ...state, ...withOver(state, chosenTogether(state.run, { neuron: message.neuron })) };
    case 'line': return { ...pausedAt(state, state.position), line: message.line };
    case 'lit': return state.lit === message.lit ? state : { ...state, lit: message.lit };
    case 'read': return state.read === message.iteration ? state : { ...state, read: message.iteration };
    case 'hand': return byHand(state, message.hand);
    case 'turn': return { ...state, cut: turnedTo(state.cut, message.turn) };
    case 'turn-by': return { ...state, cut: turnedBy(state.cut, message.by) };
    case 'axes': return { ...state, cut: alongAxes(state.cut, message.axes, state.run) };
    case 'beside': return { ...state, beside: message.beside };
    case 'branching': return { ...state, branching: message.branching };
    case 'told': return { ...state, told: { text: message.text } };
    case 'lives': return { ...state, lives: message.lives };
    case 'lens': return { ...state, lens: message.lens };
    case 'over': return over(state, message.over);
    case 'landscape': return { ...state, landscape: message.landscape, noLandscape: null };
    case 'no-landscape': return { ...state, noLandscape: message.problem };
    case 'refused': return { ...state, refused: message.text };
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
