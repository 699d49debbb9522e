// The run's stream: read with fetch, and taken up again where it broke, until it ends.
// Keeps no snapshots; the caller says which iteration it has. A fault of the caller's own is
// the caller's: it ends the reading and is thrown, never taken for the server's silence.

import { LET_GO } from '../model/letting.js';
import { Broken, answerTo, connect } from './connection.js';
import { eventParser } from './sse.js';

const LONGEST_WAIT = 15;

/**
 * @typedef {object} Reader
 * @property {() => string} url where the stream is now
 * @property {() => number} lastReceived the last iteration that arrived, or −1
 * @property {() => string | undefined} arithmetic the one in which what arrived was computed
 * @property {(run: Run) => void} onStarted
 * @property {(block: Block) => void} onSnapshots
 * @property {(status: StreamStatus) => void} onStatus
 * @property {(ask: typeof answerTo) => Promise<void>} beginAnew lets go of what arrived: the server
 * computes with other last digits now. What it asks for this, it asks with `ask`.
 */

/** @typedef {import('./connection.js').Watcher} Watcher */
/** @typedef {import('./connection.js').Connection} Connection */

/**
 * Follow a run to its end. `retry` cuts a wait, a silence or a rest short; `rest` closes the
 * connection until then; `letGo` ends it for good, and aborts what is in flight; `done` is settled
 * once nothing more will come.
 * @param {Reader} reader
 * @returns {{retry: () => void, rest: () => void, letGo: () => void, done: Promise<void>}}
 */
export function follow(reader) {
  const ending = new AbortController();
  const pausing = createPausing();
  let giveUp = () => {};
  const done = readUntilEnd(reader, pausing, {
    letting: ending.signal,
    onOpen(close) { giveUp = close; },
    onSilent(answered) {
      pausing.instead(giveUp);
      reader.onStatus({ name: 'silent', answered });
    },
    onAlive() {
      pausing.instead(null);
      reader.onStatus({ name: 'receiving' });
    },
  }).catch((fault) => {
    ending.abort(LET_GO); // nobody reads on: leave no answer open
    throw fault;
  });
  return {
    retry: pausing.hurry,
    rest() { pausing.rest(); giveUp(); },
    letGo() { ending.abort(LET_GO); pausing.hurry(); },
    done,
  };
}

/** Waits, and what cuts them short: one at a time. */
function createPausing() {
  let hurry = () => {};
  let hurried = false;
  let resting = false;
  return {
    /** @param {number} seconds @returns {Promise<void>} */
    wait: (seconds) => new Promise((resolve) => {
      const timer = resting ? 0 : setTimeout(resolve, hurried ? 0 : seconds * 1000);
      hurried = false;
      hurry = () => { clearTimeout(timer); resolve(); };
    }),
    /** @param {(() => void) | null} giveUp what there is to do in a wait's place: it will be no long one */
    instead(giveUp) { hurry = giveUp ? () => { hurried = true; giveUp(); } : () => {}; },
    rest() { resting = true; },
    isResting: () => resting,
    hurry() { resting = false; hurry(); },
  };
}

/** @param {Reader} reader @param {ReturnType<typeof createPausing>} pausing @param {Watcher} watcher */
async function readUntilEnd(reader, pausing, watcher) {
  const { letting } = watcher;
  let failures = 0;
  let begun = false;
  let refused = false;
  while (!letting.aborted) {
    const before = reader.lastReceived();
    let broken = await attempt(() => readOnce(reader, watcher, failures > 0), letting);
    // At once the first time; later only where the server still is another after a wait, for
    // there may be two that answer in turns.
    if (broken?.reason === 'replaced' && (!begun || refused)) {
      broken = await attempt(() => beginAnew(reader, watcher), letting);
      begun ||= !broken;
      refused = false;
      if (!broken && !letting.aborted) continue;
    } else {
      refused = broken?.reason === 'replaced';
    }
    if (!broken || letting.aborted) return;
    // Whatever arrived shows that the server is there: then begin with a short wait again.
    failures = reader.lastReceived() > before ? 1 : failures + 1;
    const seconds = broken.retryAfter ?? Math.min(LONGEST_WAIT, 2 ** (failures - 1));
    if (!pausing.isResting()) reader.onStatus({ name: 'waiting', reason: broken.reason, seconds });
    if (!letting.aborted) await pausing.wait(seconds);
  }
}

/**
 * @param {() => Promise<void>} act @param {AbortSignal} letting
 * @returns {Promise<Broken | null>} what the network or the server did to it; null where it ended
 */
async function attempt(act, letting) {
  try {
    await act();
  } catch (error) {
    if (letting.aborted) return null;
    if (error instanceof Broken) return error;
    throw error;
  }
  return null;
}

/** @param {Reader} reader @param {Watcher} watcher */
async function beginAnew(reader, watcher) {
  await connect(watcher, ({ signal }) => reader.beginAnew((url, options) => answerTo(url, { ...options, signal })));
}

/** @param {Reader} reader @param {Watcher} watcher @param {boolean} again */
async function readOnce(reader, watcher, again) {
  reader.onStatus({ name: 'connecting' });
  await connect(watcher, async (connection) => {
    const response = await ask(reader, connection, again);
    connection.alive();
    if (!response.ok || !response.body) return await refused(reader, response, watcher.letting);
    reader.onStatus({ name: 'receiving' });
    await readEvents(reader, response.body, connection, watcher.letting);
  });
}

/** @param {Reader} reader @param {Connection} connection @param {boolean} again @returns {Promise<Response>} */
function ask(reader, { signal }, again) {
  const last = reader.lastReceived();
  /** @type {Record<string, string>} */
  const headers = last < 0 ? {} : { 'Last-Event-ID': String(last) };
  // Only a whole run is worth the browser's keeping; and what it kept may be what broke.
  return answerTo(reader.url(), { headers, signal, cache: again || last >= 0 ? 'no-store' : 'default' });
}

/** @param {Reader} reader @param {Response} response @param {AbortSignal} letting */
async function refused(reader, response, letting) {
  /** @type {Problem} */
  const problem = { detail: '', errors: [], ...await response.json().catch(() => ({})), status: response.status };
  if (!letting.aborted) reader.onStatus({ name: 'failed', problem });
}

/**
 * Read to the very end, past the last event: only then does the browser keep what came.
 * @param {Reader} reader @param {ReadableStream<Uint8Array>} body @param {Connection} connection
 * @param {AbortSignal} letting
 */
async function readEvents(reader, body, connection, letting) {
  let ended = false;
  const handle = handlerOf(reader);
  const parse = eventParser((event) => {
    if (letting.aborted || ended) return; // one piece can hold many
    ended = handle.event(event.name, event.data);
    if (ended) connection.allSaid();
  }, () => { if (!letting.aborted && !ended) handle.comment(); });
  const decoder = new TextDecoder();
  const bytes = body.getReader();
  for (;;) {
    const { done, value } = await bytes.read().catch(() => ({ done: true, value: undefined }));
    if (done && !ended) throw new Broken('broken');
    if (done) return;
    if (!ended) connection.alive();
    parse(decoder.decode(value, { stream: true }));
  }
}

/** @param {Reader} reader what an answer says, one after the other; `event` tells whether it was the last */
function handlerOf(reader) {
  let queued = false;
  return {
    comment() {
      if (!queued) reader.onStatus({ name: 'queued' });
      queued = true;
    },
    /** @param {string} name @param {string} data @returns {boolean} */
    event(name, data) {
      if (queued && name === 'snapshots') reader.onStatus({ name: 'receiving' });
      queued = queued && name !== 'snapshots';
      if (name === 'started') started(reader, JSON.parse(data));
      else if (name === 'snapshots') reader.onSnapshots(JSON.parse(data));
      else if (name === 'failed') reader.onStatus({ name: 'failed', problem: JSON.parse(data) });
      else if (name === 'finished') reader.onStatus({ name: 'finished' });
      return name === 'failed' || name === 'finished';
    },
  };
}

/** @param {Reader} reader @param {Run} run bits of two arithmetics never stand in one history */
function started(reader, run) {
  if (reader.lastReceived() >= 0 && run.arithmetic !== reader.arithmetic()) throw new Broken('replaced');
  reader.onStarted(run);
}
