// The run's stream: read with fetch, and taken up again where it broke, until it ends.
// Keeps no snapshots; the caller says which iteration it has.

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

/**
 * Follow a run to its end. `retry` cuts a wait short, `stop` gives up at the next break.
 * @param {Reader} reader @returns {{retry: () => void, stop: () => void}}
 */
export function follow(reader) {
  let wake = () => {};
  let stopped = false;
  /** @param {number} seconds @returns {Promise<void>} */
  const wait = (seconds) => new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    wake = () => { clearTimeout(timer); resolve(); };
  });
  void readUntilEnd(reader, wait, () => stopped);
  return { retry: () => wake(), stop: () => { stopped = true; wake(); } };
}

/**
 * @param {Reader} reader @param {(seconds: number) => Promise<void>} wait
 * @param {() => boolean} isStopped
 */
async function readUntilEnd(reader, wait, isStopped) {
  for (let failures = 0; ;) {
    const before = reader.lastReceived();
    const outcome = await readOnce(reader);
    if (outcome.ended) return;
    // Whatever arrived shows that the server is there: then begin with a short wait again.
    failures = reader.lastReceived() > before ? 1 : failures + 1;
    const seconds = outcome.retryAfter ?? Math.min(LONGEST_WAIT, 2 ** (failures - 1));
    reader.onStatus({ name: 'waiting', reason: outcome.reason, seconds });
    if (isStopped()) return;
    await wait(seconds);
    if (isStopped()) return;
  }
}

/**
 * @typedef {{ended: true} | {ended: false, reason: 'no_answer' | 'busy' | 'broken', retryAfter?: number}} Outcome
 * @param {Reader} reader @returns {Promise<Outcome>}
 */
async function readOnce(reader) {
  const last = reader.lastReceived();
  try {
    reader.onStatus({ name: 'connecting' });
    const response = await fetch(reader.url, {
      headers: last < 0 ? {} : { 'Last-Event-ID': String(last) },
      cache: 'no-store',
    });
    if (!response.ok || !response.body) return await refused(reader, response);
    reader.onStatus({ name: 'receiving' });
    return await readEvents(reader, response.body);
  } catch (error) {
    if (error instanceof TypeError) return { ended: false, reason: 'no_answer' };
    throw error;
  }
}

/** @param {Reader} reader @param {Response} response @returns {Promise<Outcome>} */
async function refused(reader, response) {
  if (response.status >= 500 || response.status === 429) {
    const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
    return { ended: false, reason: 'busy', retryAfter };
  }
  /** @type {Problem} */
  const problem = await response.json().catch(() => ({
    title: 'Refused', detail: `The server answered with ${response.status}.`,
  }));
  reader.onStatus({ name: 'failed', problem });
  return { ended: true };
}

/** @param {Reader} reader @param {ReadableStream<Uint8Array>} body @returns {Promise<Outcome>} */
async function readEvents(reader, body) {
  let ended = false;
  const parse = eventParser(({ name, data }) => {
    ended = handle(reader, name, data) || ended;
  });
  const decoder = new TextDecoder();
  const bytes = body.getReader();
  while (!ended) {
    const { done, value } = await bytes.read();
    if (done) return { ended: false, reason: 'broken' };
    parse(decoder.decode(value, { stream: true }));
  }
  return { ended: true };
}

/** @param {Reader} reader @param {string} name @param {string} data @returns {boolean} whether it was the last */
function handle(reader, name, data) {
  if (name === 'started') reader.onStarted(JSON.parse(data));
  else if (name === 'snapshots') reader.onSnapshots(JSON.parse(data));
  else if (name === 'failed') reader.onStatus({ name: 'failed', problem: JSON.parse(data) });
  else if (name === 'finished') reader.onStatus({ name: 'finished' });
  return name === 'failed' || name === 'finished';
}
