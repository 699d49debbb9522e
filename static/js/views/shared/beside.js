// What a run beside the one on screen is called.

import { isSame } from '../../state/beside.js';
import { apart } from '../../text/differences.js';
import { say } from '../../text/words.js';

/** @param {Frame} frame @param {Beside} place @param {Ghost | null | undefined} ghost none while it is on its way @returns {string} */
export function besideName({ config, from, origin }, place, ghost) {
  if (!ghost) return say('beside_waits');
  const isTrunk = origin.parent !== null && isSame(origin.parent, place);
  return apart({ config: ghost.run.config, from: place.from }, { config, from }, isTrunk);
}
