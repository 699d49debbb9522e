// What one looks at, kept in the address's fragment: the playhead, pace, scale and inputs.
// The run itself is in the query and none of this module's business.

import { placesOf } from '../model/layers.js';
import { same, shownFor } from '../model/situations.js';
import { written, writtenRow } from '../model/written.js';
import { readBeside, writeBeside } from './beside.js';
import { readLenses, writeLenses } from './lenses.js';
import { addressFor, changedQuery } from './query.js';

const LARGEST_INPUT = 1e6;
const LARGEST_MEASURE = 1e12;
const MOST_COLUMNS = 9;
const LONGEST_NAME = 40;
const BETWEEN_NAMES = '|';
const INPUT = /^-?(\d+(\.\d+)?|\.\d+)(e-?\d+)?$/;

/**
 * @param {string} fragment with or without its # @param {Speed[]} speeds those that the player has
 * @returns {Look} only what is there and makes sense
 */
export function readLook(fragment, speeds) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  /** @type {Look} */
  const look = {};
  const at = fields.get('at');
  if (at && /^\d{1,7}$/.test(at)) look.at = Number(at);
  const speed = speeds.find((known) => String(known) === fields.get('speed'));
  if (speed !== undefined) look.speed = speed;
  const scale = fields.get('scale');
  if (scale === 'log' || scale === 'linear') look.scale = scale;
  if (fields.get('play') === 'on') look.playing = true;
  return { ...look, ...readShown(fields), ...readDrawer(fields), ...readColumns(fields), ...readBeside(fields), ...readLenses(fields) };
}

/** @param {URLSearchParams} fields @returns {Look} what the neuron is asked */
function readShown(fields) {
  /** @type {Look} */
  const look = {};
  const inputs = fields.get('inputs')?.split(',') ?? [];
  if (inputs.length && inputs.every((input) => INPUT.test(input) && Math.abs(Number(input)) <= LARGEST_INPUT)) {
    look.inputs = inputs.map(Number);
  }
  const example = fields.get('example');
  if (example && /^[1-9]\d{0,2}$/.test(example)) look.example = Number(example) - 1;
  return look;
}

/** @param {URLSearchParams} fields @returns {Look} what is open in the drawer, and where */
function readDrawer(fields) {
  /** @type {Look} */
  const look = {};
  const tab = fields.get('tab');
  if (tab === 'story' || tab === 'why' || tab === 'code' || tab === 'change') look.tab = tab;
  const chapter = fields.get('page');
  if (chapter && /^[a-z0-9-]{1,40}$/.test(chapter)) look.chapter = chapter;
  const weight = fields.get('weight');
  if (weight && /^[1-9]\d?$/.test(weight)) look.weight = Number(weight) - 1;
  const neuron = fields.get('neuron');
  if (neuron && /^[1-8]$/.test(neuron)) look.neuron = Number(neuron) - 1;
  const line = fields.get('line');
  if (line && /^[1-9]\d?$/.test(line)) look.line = Number(line) - 1;
  return look;
}

/** @param {URLSearchParams} fields @returns {Look} what the columns are called and measured in */
function readColumns(fields) {
  /** @type {Look} */
  const look = {};
  const columns = fields.get('columns')?.split(BETWEEN_NAMES).slice(0, MOST_COLUMNS) ?? [];
  if (columns.some((name) => name.trim())) look.columns = columns.map((name) => name.trim().slice(0, LONGEST_NAME));
  const scales = fields.get('scales')?.split(',').slice(0, MOST_COLUMNS).map(readMeasure) ?? [];
  if (scales.some((scale) => scale)) look.scales = scales;
  return look;
}

/** @param {string} text @returns {Measure | null} */
function readMeasure(text) {
  const [least, most] = text.split(':').map((end) => (INPUT.test(end) ? Number(end) : NaN));
  return least < most && Math.max(-least, most) <= LARGEST_MEASURE ? { least, most } : null;
}

/** @param {State} state @returns {string[]} */
function writeColumns({ columns, scales }) {
  const fields = [];
  const names = columns.map((name) => name.replaceAll(BETWEEN_NAMES, '/').replace(/[\ud800-\udfff]/gu, '')); // halves of characters
  if (names.some((name) => name)) fields.push(`columns=${encodeURIComponent(names.join(BETWEEN_NAMES))}`);
  const ends = scales.map((scale) => (scale ? `${written(scale.least)}:${written(scale.most)}` : ''));
  if (scales.some((scale) => scale)) fields.push(`scales=${ends.join(',')}`);
  return fields;
}

/** @param {State} state @returns {string} the fragment, without its # */
export function writeLook(state) {
  const fields = [`at=${Math.floor(state.position)}`];
  if (state.speed !== 1) fields.push(`speed=${state.speed}`);
  if (state.scale !== 'log') fields.push(`scale=${state.scale}`);
  fields.push(...writeShown(state));
  if (state.playing && state.until === null) fields.push('play=on');
  if (state.tab) fields.push(`tab=${state.tab}`);
  if (state.tab === 'story' && state.chapter) fields.push(`page=${state.chapter}`);
  if (state.neuron >= 0) fields.push(`neuron=${state.neuron + 1}`);
  if (state.tab === 'why' && state.weight !== placesOf(state.run, state.neuron)[0]) fields.push(`weight=${state.weight + 1}`);
  if (state.tab === 'code' && state.line >= 0) fields.push(`line=${state.line + 1}`);
  fields.push(...writeColumns(state), ...writeBeside(state), ...writeLenses(state));
  return fields.join('&');
}

/** @param {State} state @returns {string[]} an example's place only where its inputs mean something else */
function writeShown({ run, shown }) {
  if (shown.kind === 'question') return [];
  const fields = same(shown.inputs, run.config.situation) ? [] : [`inputs=${writtenRow(shown.inputs)}`];
  if (shown.kind !== 'example') return fields;
  const found = shownFor(run, shown.inputs);
  const isClear = found.kind === 'example' && found.at === shown.at;
  return isClear ? fields : [`example=${shown.at + 1}`];
}

/**
 * The address of the same run, but starting with other weights.
 * @param {Run} run @param {number[]} weights @param {string} [language] where the address is to name one
 * @returns {string}
 */
export function addressOfStart(run, weights, language) {
  const [path, query = ''] = run.links.page.split('?');
  return addressFor(path, changedQuery(query, { start: writtenRow(weights) }), language);
}
