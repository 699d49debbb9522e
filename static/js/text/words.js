// The page's sentences that depend on the run: summaries, milestones, troubles. No markup.
// The words themselves come with the page, in the reader's language (`webapp/words/locales/`).

import { hiddenOf } from '../model/layers.js';
import { measured } from '../model/scaling.js';
import * as numbers from './numbers.js';

/** @type {Record<string, string>} */
let texts = {};

/** @param {Record<string, string>} words to be called once, before anything is said */
export function speak(words) {
  texts = words;
}

/** @param {Record<string, string>} words that come later, with the part of the page that says them */
export function learn(words) {
  texts = { ...texts, ...words };
}

/** @param {Record<string, string>} words about files that are no recorded runs */
export const speakOfFiles = (words) => learn(Object.fromEntries(Object.entries(words).map(([name, text]) => [`file_${name}`, text])));

/**
 * Fill in a sentence's {names}.
 * @param {string} text @param {Record<string, string | number>} values @returns {string}
 */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/**
 * One of the words by its name, filled in.
 * @param {string} name @param {Record<string, string | number>} [values] @returns {string}
 */
export const say = (name, values = {}) => fill(template(name), values);

/** @param {string} name @returns {string} one of the words as it is, with its {names} */
export function template(name) {
  if (!(name in texts)) throw new Error(`there are no words for ${name}`);
  return texts[name];
}

/**
 * An input in people's own terms: what its column is called, and the number in the column's measure.
 * @param {Pick<Frame, 'columns' | 'scales'>} frame @param {number} input @param {number} value as the run has it
 * @returns {string} empty where nobody has named or measured anything
 */
export function measuredInput({ columns, scales }, input, value) {
  if (!columns.length && !scales.length) return '';
  const column = columns[input] || say('cut_axis', { number: input + 1 });
  return say('measured_input', { column, value: numbers.plain(measured(value, scales[input] ?? null)) });
}

/**
 * A situation in people's own terms where they have any, else as a row of numbers.
 * @param {Pick<Frame, 'columns' | 'scales'>} frame @param {number[]} inputs @returns {string}
 */
export function inputsText(frame, inputs) {
  if (!frame.columns.length && !frame.scales.length) return numbers.row(inputs);
  return numbers.series(inputs.map((value, input) => measuredInput(frame, input, value)));
}

/** @param {Frame} frame @returns {string} its iteration; of a branch, after the one at which it began */
export const placeInRun = ({ from, iteration }) => (
  from ? `${numbers.count(from)} + ${numbers.count(iteration)}` : numbers.count(iteration)
);

/** @param {number} stage from 1 to 4; at 0 there is nothing to say @returns {string} */
export const stage = (stage) => (stage ? say(`stage_${stage}`) : '');

/** @type {Record<string, number>} */
const THRESHOLDS = { tenth: 0.1, hundredth: 0.01 };

/**
 * @param {import('../model/milestones.js').Milestone} reached @param {Frame} frame @returns {string}
 */
export function milestone({ iteration, name, right, side }, { examples }) {
  const value = numbers.plain(THRESHOLDS[name] ?? 0);
  const what = say(`milestone_${name}`, { value, right, examples: examples.length, side: side ?? '' });
  return say('milestone', { iteration: numbers.count(iteration), what });
}

/** @param {Frame} frame @returns {string} where one is, after a pause or a step */
export function position(frame) {
  const { iteration, iterations } = frame;
  const here = say('position', { iteration: numbers.count(iteration), iterations: numbers.count(iterations), error: numbers.output(frame.error) });
  return [...(frame.ended ? [say('end')] : []), here, answer(frame)].join(' ');
}

/** @param {Frame} frame @returns {string} what the neuron says about the shown inputs */
export const answer = (frame) => (
  say('answer', { inputs: numbers.row(frame.shownInputs), output: numbers.output(frame.shownOutput) })
);

/** @param {Frame} frame @returns {string} */
export function curveSummary(frame) {
  const points = frame.examples.map((example, i) => say(frame.neuron < 0 ? 'point' : 'network_point', {
    inputs: numbers.row(example.inputs),
    sum: numbers.signed(frame.sums[i]),
    output: numbers.output(frame.outputs[i]),
    desired: numbers.plain(example.output),
    error: numbers.error(frame.errors[i]),
  }));
  return say('curve_summary', { iteration: frame.iteration, points: points.join('; '), answer: answer(frame) });
}

/** @param {Frame} frame @returns {string} */
export function timeSummary(frame) {
  const weights = frame.weights.map((weight, i) => (
    say('weight_is', { name: weightName(frame, i), weight: numbers.signed(weight) })
  ));
  const { iteration, iterations } = frame;
  return say('time_summary', { iteration, iterations, weights: numbers.series(weights), error: numbers.output(frame.error) });
}

/** @param {NonNullable<Run['recorded']>} recorded @returns {string} where a run comes from, and what its file leaves open */
export function recordingSays({ name, computed, isKnown, place }) {
  return [
    say('recording_is', { name }),
    ...(computed.length ? [say(`recording_computed_${computed.join('_')}`)] : []),
    ...(isKnown ? [] : [say('recording_untold')]),
    ...(place ? [say('recording_leave')] : []),
  ].join(' ');
}

/** @param {import('../runs/checks.js').Fault} fault @returns {string} what is wrong with a file, and where */
export function fileSays({ path, what, values }) {
  const written = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? numbers.whole(value) : value]);
  const message = say(`file_${what}`, Object.fromEntries(written));
  return path ? say('file_at', { path, message }) : say('file_whole_file', { message });
}

/** @param {import('../runs/brought.js').Missing} missing @returns {string} */
export const missingSays = ({ name, fault }) => (fault ? `${name}: ${fileSays(fault)}` : say('recording_gone'));

/** @param {Problem} problem @returns {string} why the server has no page for something */
export const problemSays = ({ errors = [], detail }) => (
  errors.map(({ field, message }) => `${field} ${message}`).join('; ') || detail || say('change_unreachable')
);

/** @param {number} input @returns {string} what an axis of the cut is called */
export const axisName = (input) => say('cut_axis', { number: input + 1 });

/** @param {number} yaw @param {number} pitch in degrees @returns {string} how the cut's box is turned */
export const turned = (yaw, pitch) => say('cut_turned', { yaw: numbers.plain(yaw), pitch: numbers.plain(pitch) });

/**
 * How far the inputs go that one looks along, where that is not from 0 to 1, and where the others are held.
 * @param {Frame} frame @returns {string}
 */
export function heldInputs({ run, shownInputs, cut: { box: { axes, ends } } }) {
  const long = axes.flatMap((input, i) => (String(ends[i]) === '0,1' ? [] : [
    say('cut_axis_ends', { number: input + 1, least: numbers.short(ends[i][0]), most: numbers.short(ends[i][1]) }),
  ]));
  const held = shownInputs.flatMap((value, input) => (
    axes.includes(input) ? [] : [say('cut_held_input', { number: input + 1, value: numbers.short(value) })]
  ));
  return [
    ...(long.length ? [say('cut_ends', { ends: numbers.series(long) })] : []),
    ...(held.length ? [say(hiddenOf(run) ? 'cut_held_network' : 'cut_held', { held: numbers.series(held) })] : []),
  ].join(' ');
}

/** @param {{names: string[]}} frame @param {number} index @returns {string} as the server names it */
export const weightName = ({ names }, index) => names[index];

/** @param {number} neuron @returns {string} */
export const neuronName = (neuron) => (neuron < 0 ? say('network_output') : say('network_neuron', { number: neuron + 1 }));

/**
 * A weight's name where it is clear whose it is.
 * @param {Frame} frame of the chosen neuron @param {number} index @returns {string}
 */
export function briefName(frame, index) {
  if (!hiddenOf(frame.run)) return weightName(frame, index);
  const isThreshold = frame.config.threshold === 'on' && index === frame.places.length - 1;
  return isThreshold ? say('network_brief_threshold') : say('network_brief_weight', { number: index + 1 });
}

/** @typedef {{text: string, canRetry?: boolean, canNote?: boolean}} Trouble */

/** @param {Frame} frame @returns {Trouble | null} what went wrong and what to do */
export function trouble(frame) {
  const { stream, fault, begun } = frame;
  if (fault) return { text: say('fault', { what: fault }) };
  if (stream.name === 'failed') return { text: failure(stream.problem) };
  const held = holdUp(stream);
  // That others are computed first matters only to whoever waits for more.
  const matters = stream.name !== 'queued' || frame.lastReceived < 0 || frame.iteration >= frame.lastReceived;
  if (held.length && matters) {
    const kept = frame.lastReceived < 0 ? [] : [say('kept', { count: numbers.count(frame.lastReceived) })];
    return { text: [...held, ...kept].join(' '), canRetry: stream.name === 'waiting' || stream.name === 'silent' };
  }
  return begun ? { text: say('begun'), canNote: true } : null;
}

/** @param {StreamStatus} stream @returns {string[]} why nothing comes just now */
function holdUp(stream) {
  if (stream.name === 'queued') return [say('queued')];
  if (stream.name === 'silent') return [say(stream.answered ? 'silent' : 'silent_unanswered'), say('waits_on')];
  if (stream.name === 'connecting') return stream.held ? [holdUp(stream.held)[0], say('asking')] : [];
  if (stream.name !== 'waiting') return [];
  return [say(stream.reason), say(stream.reason === 'busy' ? 'by_itself' : 'again', { seconds: Math.ceil(stream.seconds) })];
}

/** @param {Problem} problem @returns {string} why the run ended, or never began */
function failure(problem) {
  const { status, iteration } = problem;
  if (typeof iteration === 'number') return say('diverged', { iteration: numbers.count(iteration) });
  if (status === 500) return say('server_broke');
  return [say('refused', { status: status ?? '' }), ...namesOf(problem)].join(' ');
}

/** @param {Problem} problem @returns {string[]} the fields that the server does not like */
function namesOf({ errors = [] }) {
  return errors.length ? [`(${errors.map(({ field }) => field).join(', ')})`] : [];
}
