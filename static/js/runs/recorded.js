// A recorded run, read from a file that this or any other program wrote: checked, whole. Whatever
// is wrong is one Fault with its place. The server's `wire/recorded.py` makes the same checks in
// the same order; a table of cases holds the two together.

import * as checks from './checks.js';
import { findFault } from './faults.js';

const { Fault } = checks;
const MEGABYTE = 1_000_000;
const OF_FILE = ['name', 'config', 'examples', 'arithmetic', 'snapshots', 'finished', 'failed'];
const OF_CONFIG = ['lesson', 'situation', 'iterations', 'seed', 'rule', 'rate', 'threshold', 'hidden', 'start'];
const OF_EXAMPLE = ['inputs', 'output'];
const OF_SNAPSHOT = ['iteration', 'weights', 'outputs', 'error'];

/** @param {number} size in bytes, before any of it is read @param {FileLimits} limits */
export function checkSize(size, { megabytes }) {
  if (size > megabytes * MEGABYTE) throw new Fault('', 'large', { most: megabytes, megabytes: Math.round(size / MEGABYTE) });
}

/** @param {File} file @param {FileLimits} limits @returns {Promise<Recorded>} rejected with a Fault */
export async function readFile(file, limits) {
  checkSize(file.size, limits);
  // A folder, too, can be dropped.
  return readRecorded(await file.arrayBuffer().catch(() => { throw new Fault('', 'unreadable'); }), limits);
}

/** @param {string} address @param {FileLimits} limits @returns {Promise<Recorded>} rejected with a Fault */
export async function fetchRecorded(address, limits) {
  const response = await fetch(address).catch(() => null);
  const bytes = response?.ok ? await response.arrayBuffer().catch(() => null) : null;
  if (!bytes) throw new Fault('', 'unreadable');
  return readRecorded(bytes, limits);
}

/** @param {ArrayBuffer} bytes @param {FileLimits} limits @returns {Recorded} or throws a Fault */
export function readRecorded(bytes, limits) {
  checkSize(bytes.byteLength, limits);
  const text = decoded(bytes);
  if (!/[^ \t\r\n]/.test(text)) throw new Fault('', 'blank');
  return checked(parsed(text), limits);
}

/** @param {ArrayBuffer} bytes @returns {string} */
function decoded(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Fault('', 'encoding');
  }
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    const { name, line, column } = findFault(text) ?? { name: 'broken', line: 1, column: 1 };
    throw new Fault('', name, name === 'cut_short' ? { line } : { line, column });
  }
}

/** @param {any} value @param {FileLimits} limits @returns {Recorded} */
function checked(value, limits) {
  const file = checks.fieldsOf('', value, OF_FILE, ['examples', 'snapshots']);
  const name = checks.text('name', textIfThere(file, 'name'));
  if ([...name].length > limits.name) throw new Fault('name', 'long', { most: limits.name });
  const arithmetic = checks.text('arithmetic', textIfThere(file, 'arithmetic'));
  const examples = examplesOf(file.examples, limits);
  const config = 'config' in file ? file.config : {};
  const network = { inputs: examples[0].inputs.length, hidden: hiddenOf(config, limits) };
  const columns = snapshotsOf(file.snapshots, network, examples.length, limits);
  const settings = settingsOf(config, network, columns.weights[0].length, limits);
  for (const ending of ['finished', 'failed']) if (ending in file) checks.fieldsOf(ending, file[ending]);
  const last = columns.iteration[columns.iteration.length - 1];
  const planned = 'failed' in file ? settings.iterations ?? 0 : 0; // it was to go on for longer
  return { name, arithmetic, examples, settings, ...columns, iterations: Math.max(1, last, planned), failed: 'failed' in file, failedAt: failedAt(file) };
}

/** @typedef {{inputs: number, hidden: number}} Network what the weights belong to */

/** @param {Network} network @param {'off' | 'on'} threshold @returns {number} how many weights it has */
function neededBy({ inputs, hidden }, threshold) {
  const more = threshold === 'on' ? 1 : 0;
  return hidden ? (inputs + more) * hidden + hidden + more : inputs + more;
}

/**
 * How many hidden neurons the file says there are; what else it says is looked at later.
 * @param {any} config @param {FileLimits} limits @returns {number}
 */
function hiddenOf(config, { hidden }) {
  const isObject = config !== null && typeof config === 'object' && !Array.isArray(config);
  return checks.whole('config.hidden', isObject && 'hidden' in config ? config.hidden : 0, hidden);
}

/** @param {Record<string, any>} file @returns {number | null} the iteration at which its numbers left the finite range */
const failedAt = ({ failed }) => (Number.isInteger(failed?.iteration) ? failed.iteration : null);

/** @param {Record<string, any>} file @param {string} name @returns {any} no text where it is not there at all */
const textIfThere = (file, name) => (name in file ? file[name] : '');

/** @param {any} value @param {FileLimits} limits @returns {Example[]} */
function examplesOf(value, limits) {
  const rows = checks.itemsOf('examples', value);
  if (!rows.length || rows.length > limits.examples) throw new Fault('examples', 'examples_count', { most: limits.examples, count: rows.length });
  /** @type {number | null} */
  let needed = null;
  rows.forEach((row, place) => {
    const path = `examples[${place}]`;
    const given = checks.fieldsOf(path, row, OF_EXAMPLE, OF_EXAMPLE);
    needed = inputsOf(`${path}.inputs`, given.inputs, needed, limits).length;
    checks.number(`${path}.output`, given.output, 0, 1);
  });
  return rows;
}

/** @param {string} path @param {any} value @param {number | null} needed @param {FileLimits} limits @returns {number[]} */
function inputsOf(path, value, needed, limits) {
  const row = checks.itemsOf(path, value);
  const isAny = needed === null;
  if (isAny && (!row.length || row.length > limits.inputs)) throw new Fault(path, 'inputs_count', { most: limits.inputs, count: row.length });
  return checks.row(path, row, needed, -limits.input, limits.input);
}

/**
 * All snapshots as columns; those that the file leaves out are null, but for the iterations.
 * @param {any} value @param {Network} network @param {number} examples @param {FileLimits} limits
 */
function snapshotsOf(value, network, examples, limits) {
  const rows = checks.itemsOf('snapshots', value);
  if (rows.length < 2) throw new Fault('snapshots', 'snapshots_few', { count: rows.length });
  if (rows.length > limits.snapshots) throw new Fault('snapshots', 'snapshots_many', { most: limits.snapshots, count: rows.length });
  const names = namesIn(rows[0]);
  /** @type {number[]} */
  const iteration = [];
  /** @type {number | null} */
  let needed = null;
  rows.forEach((row, place) => {
    const path = `snapshots[${place}]`;
    const given = checks.fieldsOf(path, row, names, names);
    const weights = checks.itemsOf(`${path}.weights`, given.weights);
    if (needed === null) checkCount(`${path}.weights`, network, weights.length);
    needed = checks.row(`${path}.weights`, weights, needed).length;
    iteration.push(ofSnapshot(path, given, place ? iteration[place - 1] : -1, examples, limits));
  });
  /** @param {string} name */
  const column = (name) => (names.includes(name) ? rows.map((row) => row[name]) : null);
  return { iteration, weights: rows.map(({ weights }) => weights), outputs: column('outputs'), error: column('error') };
}

/** @param {string} path @param {Network} network @param {number} count of its first snapshot's weights */
function checkCount(path, network, count) {
  const [plain, more] = [neededBy(network, 'off'), neededBy(network, 'on')];
  if (count === plain || count === more) return;
  if (network.hidden) throw new Fault(path, 'weights_count_hidden', { plain, more, count });
  throw new Fault(path, 'weights_count', { inputs: network.inputs, count });
}

/** @param {any} first @returns {string[]} what the first snapshot has all others have, too */
function namesIn(first) {
  const given = checks.fieldsOf('snapshots[0]', first, OF_SNAPSHOT, ['weights']);
  return OF_SNAPSHOT.filter((name) => name in given);
}

/**
 * Check what a snapshot may have beside its weights.
 * @param {string} path @param {Record<string, any>} given @param {number} before @param {number} examples
 * @param {FileLimits} limits @returns {number} its iteration
 */
function ofSnapshot(path, given, before, examples, limits) {
  let iteration = before + 1;
  if ('iteration' in given) {
    iteration = checks.whole(`${path}.iteration`, given.iteration, limits.iterations);
    if (iteration <= before) throw new Fault(`${path}.iteration`, 'order', { before });
  }
  if ('outputs' in given) checks.row(`${path}.outputs`, checks.itemsOf(`${path}.outputs`, given.outputs), examples, 0, 1);
  if ('error' in given) checks.number(`${path}.error`, given.error, 0, 1);
  return iteration;
}

/**
 * How the run was trained, as far as the file says so.
 * @param {any} value @param {Network} network @param {number} weights @param {FileLimits} limits @returns {Record<string, any>}
 */
function settingsOf(value, network, weights, limits) {
  const given = checks.fieldsOf('config', value, OF_CONFIG);
  /** @type {Record<string, (path: string, value: any) => any>} */
  const known = {
    lesson: checks.text,
    situation: (path, row) => inputsOf(path, row, network.inputs, limits),
    iterations: (path, count) => checks.whole(path, count, limits.iterations),
    seed: (path, seed) => checks.whole(path, seed, 2 ** 32 - 1),
    rule: (path, rule) => checks.choice(path, rule, limits.rules),
    rate: (path, rate) => checks.aboveZero(path, rate, limits.rate),
    threshold: (path, threshold) => checks.choice(path, threshold, ['off', 'on']),
    start: (path, row) => (row === null ? null : checks.row(path, checks.itemsOf(path, row), weights)),
  };
  for (const [name, check] of Object.entries(known)) if (name in given) check(`config.${name}`, given[name]);
  const threshold = weights === neededBy(network, 'on') ? 'on' : 'off';
  const told = given.threshold ?? threshold;
  if (told !== threshold && network.hidden) throw new Fault('config.threshold', 'threshold_hidden', { needed: neededBy(network, told), count: weights });
  if (told !== threshold) throw new Fault('config.threshold', 'threshold', { inputs: network.inputs, count: weights });
  return { ...given, threshold, hidden: network.hidden };
}
