// The run's stream: read with fetch, and taken up again where it broke, until it ends.
// Keeps no snapshots; the caller says which iteration it has. A fault of the caller's own is
// the caller's: it ends the reading and is thrown, never taken for the server's silence.

import { eventParser } from './sse.js';

const LONGEST_WAIT = 15;

/**
 * @typedef {object} Reader
 * @property {string} url
 * @property {() => number} lastReceived the last iteration that arrived, or −1
 * @property {(run: Run) => void} onStarted
 * @property {(block: Block) => void} onSnapshots
 * @property {(status: StreamStatus) => void} onStatus
 */

/** What the network or the server did, as opposed to a fault in the page. */
class Broken extends Error {
  /** @param {'no_answer' | 'broken'} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Follow a run to its end. `retry` cuts a wait short; `letGo` ends it for good, and aborts
 * what is in flight; `done` is settled once nothing more will come.
 * @param {Reader} reader @returns {{retry: () => void, letGo: () => void, done: Promise<void>}}
 */
export function follow(reader) {
  const letting = new AbortController();
  const { signal } = letting;
  let wake = () => {};
  /** @param {number} seconds @returns {Promise<void>} */
  const wait = (seconds) => new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    wake = () => { clearTimeout(timer); resolve(); };
  });
  const done = readUntilEnd(reader, wait, signal);
  return { retry: () => wake(), letGo: () => { letting.abort(); wake(); }, done };
}

/**
 * @param {Reader} reader @param {(seconds: number) => Promise<void>} wait @param {AbortSignal} signal
 */
async function readUntilEnd(reader, wait, signal) {
  for (let failures = 0; !signal.aborted;) {
    const before = reader.lastReceived();
    const outcome = await readOnce(reader, signal);
    if (outcome.ended || signal.aborted) return;
    // Whatever arrived shows that the server is there: then begin with a short wait again.
    failures = reader.lastReceived() > before ? 1 : failures + 1;
    const seconds = outcome.retryAfter ?? Math.min(LONGEST_WAIT, 2 ** (failures - 1));
    reader.onStatus({ name: 'waiting', reason: outcome.reason, seconds });
    if (!signal.aborted) await wait(seconds);
  }
}

/**
 * @typedef {{ended: true} | {ended: false, reason: 'no_answer' | 'busy' | 'broken', retryAfter?: number}} Outcome
 * @param {Reader} reader @param {AbortSignal} signal @returns {Promise<Outcome>}
 */
async function readOnce(reader, signal) {
  try {
    reader.onStatus({ name: 'connecting' });
    const response = await ask(reader, signal);
    if (!response.ok || !response.body) return await refused(reader, response);
    reader.onStatus({ name: 'receiving' });
    await readEvents(reader, response.body);
    return { ended: true };
  } catch (error) {
    if (signal.aborted) return { ended: true };
    if (error instanceof Broken) return { ended: false, reason: error.reason };
    throw error;
  }
}

/** @param {Reader} reader @param {AbortSignal} signal @returns {Promise<Response>} */
async function ask(reader, signal) {
  const last = reader.lastReceived();
  /** @type {Record<string, string>} */
  const headers = last < 0 ? {} : { 'Last-Event-ID': String(last) };
  try {
    return await fetch(reader.url, { headers, cache: 'no-store', signal });
  } catch {
    throw new Broken('no_answer');
  }
}

/** @param {Reader} reader @param {Response} response @returns {Promise<Outcome>} */
async function refused(reader, response) {
  if (response.status >= 500 || response.status === 429) {
    const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
    return { ended: false, reason: 'busy', retryAfter };
  }
  /** @type {Problem} */
  const problem = { detail: '', errors: [], ...await response.json().catch(() => ({})), status: response.status };
  reader.onStatus({ name: 'failed', problem });
  return { ended: true };
}

/** @param {Reader} reader @param {ReadableStream<Uint8Array>} body */
async function readEvents(reader, body) {
  let ended = false;
  const parse = eventParser(({ name, data }) => {
    ended = handle(reader, name, data) || ended;
  });
  const decoder = new TextDecoder();
  const bytes = body.getReader();
  while (!ended) {
    const { done, value } = await bytes.read().catch(() => { throw new Broken('broken'); });
    if (done) throw new Broken('broken');
    parse(decoder.decode(value, { stream: true }));
  }
}

/** @param {Reader} reader @param {string} name @param {string} data @returns {boolean} whether it was the last */
function handle(reader, name, data) {
  if (name === 'started') reader.onStarted(JSON.parse(data));
  else if (name === 'snapshots') reader.onSnapshots(JSON.parse(data));
  else if (name === 'failed') reader.onStatus({ name: 'failed', problem: JSON.parse(data) });
  else if (name === 'finished') reader.onStatus({ name: 'finished' });
  return name === 'failed' || name === 'finished';
}
