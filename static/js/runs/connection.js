// One connection to the server, from the question to the answer's end: watched all the while,
// and given up when nothing comes. What the network or the server did to it is `Broken`; any
// other error is a fault of the page's own.

import { LET_GO } from '../model/letting.js';
import { watchForSilence } from './silence.js';

/** @typedef {'no_answer' | 'silent' | 'busy' | 'broken' | 'stranger' | 'replaced'} Reason */

const LAST_WORDS = 10; // seconds that an answer may take to end once all of it is said

/** What the network or the server did, as opposed to a fault in the page. */
export class Broken extends Error {
  /** @param {Reason} reason @param {number} [retryAfter] seconds that the server asks to be left alone */
  constructor(reason, retryAfter) {
    super(reason);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}

/**
 * @typedef {object} Watcher
 * @property {AbortSignal} letting ends every connection for good
 * @property {(giveUp: () => void) => void} onOpen hears how to give the connection up
 * @property {(answered: boolean) => void} onSilent nothing has come for some seconds: no answer at
 * all, or no more of it
 * @property {() => void} onAlive and then something did
 */

/**
 * @typedef {object} Connection
 * @property {AbortSignal} signal for `fetch`
 * @property {() => void} alive to be told of every sign of life
 * @property {() => void} allSaid nothing more is expected but the end
 */

/**
 * Ask within one connection, which is closed when that is done, however it ended.
 * @template T
 * @param {Watcher} watcher @param {(connection: Connection) => Promise<T>} ask @returns {Promise<T>}
 */
export async function connect({ letting, onOpen, onSilent, onAlive }, ask) {
  const closing = new AbortController();
  const close = () => closing.abort(LET_GO);
  let givenUp = false;
  let answered = false;
  let ending = 0;
  const giveUp = () => { givenUp = true; close(); };
  const watch = watchForSilence(() => onSilent(answered), giveUp);
  letting.addEventListener('abort', close);
  onOpen(giveUp);
  watch.alive();
  try {
    return await ask({
      signal: closing.signal,
      alive() { answered = true; if (watch.alive()) onAlive(); },
      allSaid() { watch.end(); ending = setTimeout(close, LAST_WORDS * 1000); },
    });
  } catch (error) {
    throw error instanceof Broken && givenUp ? new Broken('silent') : error;
  } finally {
    watch.end();
    clearTimeout(ending);
    letting.removeEventListener('abort', close);
    close();
  }
}

/**
 * The server's answer, good or a refusal; whatever else there is instead is Broken.
 * @param {string} url @param {RequestInit} options @returns {Promise<Response>}
 */
export async function answerTo(url, options) {
  const response = await fetch(url, options).catch(() => { throw new Broken('no_answer'); });
  const { status, headers } = response;
  if (status === 409) throw new Broken('replaced');
  if (status === 503 || status === 429) throw new Broken('busy', Number(headers.get('Retry-After')) || undefined);
  if (status >= 500) throw new Broken('no_answer');
  // A network that wants one to sign in first answers in the server's place, with a page.
  if (headers.get('Content-Type')?.startsWith('text/html')) throw new Broken('stranger');
  return response;
}
