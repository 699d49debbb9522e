// A followed run: its description, its history, its stream and its milestones, as one object
// that can be made as often as one likes and let go of. Knows no state and draws nothing.

import { findMilestones } from '../model/milestones.js';
import { History } from './history.js';
import { follow } from './stream.js';

/**
 * @typedef {object} Followed
 * @property {Run} run @property {History} history
 * @property {import('../model/milestones.js').Milestone[]} milestones those reached so far
 * @property {() => void} retry cuts a wait short
 * @property {() => void} letGo ends it for good, and aborts what is in flight
 * @property {Promise<void>} done settled once nothing more will come; rejected by a fault of the page's own
 */

/**
 * Follow a run from its description to its end.
 * @param {Run} run @param {number} undecided how near to one half nothing can be told
 * @param {Dispatch} tell hears what arrives, as messages
 * @returns {Followed}
 */
export function followRun(run, undecided, tell) {
  const history = new History(run);
  /** @type {import('../model/milestones.js').Milestone[]} */
  let milestones = [];
  const stream = follow({
    url: run.links.events,
    lastReceived: () => history.last,
    onStarted: (started) => tell({ type: 'started', run: started }),
    onStatus: (status) => tell({ type: 'stream', status }),
    onSnapshots: (block) => {
      const from = history.count;
      history.append(block);
      milestones = findMilestones(milestones, history, run, from, undecided);
      tell({ type: 'received', count: history.count, last: history.last });
    },
  });
  return { run, history, get milestones() { return milestones; }, ...stream };
}
