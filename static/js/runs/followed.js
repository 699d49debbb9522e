// A followed run: its description, its history, its stream and its milestones, as one object
// that can be made as often as one likes and let go of. Knows no state and draws nothing.

import { findMilestones } from '../model/milestones.js';
import { Broken } from './connection.js';
import { History } from './history.js';
import { follow } from './stream.js';

/**
 * @typedef {object} Followed
 * @property {Run} run as it was described last @property {History} history
 * @property {import('../model/milestones.js').Milestone[]} milestones those reached so far
 * @property {() => void} retry cuts a wait, a silence or a rest short
 * @property {() => void} rest closes the connection until then
 * @property {(tell: Dispatch) => void} pass on to another who hears what arrives from now on
 * @property {() => void} letGo ends it for good, and aborts what is in flight
 * @property {Promise<void>} done settled once nothing more will come; rejected by a fault of the page's own
 */

/**
 * Follow a run from its description to its end.
 * @param {Run} described @param {string} api the address of `/api/run`, where it is described again
 * @param {number} undecided how near to one half nothing can be told
 * @param {Dispatch} tell hears what arrives, as messages
 * @returns {Followed}
 */
export function followRun(described, api, undecided, tell) {
  let run = described;
  let hearer = tell;
  const history = new History(run);
  /** @type {import('../model/milestones.js').Milestone[]} */
  let milestones = [];
  const stream = follow({
    url: () => run.links.events,
    lastReceived: () => history.last,
    arithmetic: () => run.arithmetic,
    onStarted(started) {
      run = started;
      hearer({ type: 'started', run });
    },
    onStatus: (status) => hearer({ type: 'stream', status }),
    onSnapshots(block) {
      const from = history.count;
      history.append(block);
      milestones = findMilestones(milestones, history, run, from, undecided);
      hearer({ type: 'received', count: history.count, last: history.last });
    },
    async beginAnew(ask) {
      run = await describedAgain(run, api, ask);
      history.begin(run);
      milestones = [];
      hearer({ type: 'begun', run });
    },
  });
  return {
    get run() { return run; }, history, get milestones() { return milestones; },
    pass(another) { hearer = another; },
    ...stream,
  };
}

/**
 * @param {Run} run @param {string} api @param {typeof import('./connection.js').answerTo} ask
 * @returns {Promise<Run>}
 */
async function describedAgain(run, api, ask) {
  const query = run.links.page.split('?')[1];
  const response = await ask(query ? `${api}?${query}` : api, { cache: 'no-store' });
  if (!response.ok) throw new Broken('no_answer');
  return response.json().catch(() => { throw new Broken('broken'); });
}
