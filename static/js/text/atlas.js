// What is said of the atlas: what its sixteen are called, and who of them has learned what.

import { NAMES } from '../model/atlas.js';
import * as numbers from './numbers.js';
import { say } from './words.js';

const SPELT = new Set(['only_1', 'only_2', 'not_1', 'not_2', 'or_not_1', 'or_not_2', 'nor', 'xnor']);

/** @param {string} label @returns {string} as it stands under its square */
export const shortName = (label) => say(NAMES[label]);

/** @param {string} label @returns {string} as it is said */
const saidName = (label) => (SPELT.has(NAMES[label]) ? say(`said_${NAMES[label]}`) : shortName(label));

/** @param {string} label @param {number} right of its four @param {boolean} isHere whether it is the run on screen @returns {string} */
export function tileSays(label, right, isHere) {
  const said = say(right === 4 ? 'tile_learned' : 'tile_open', { name: saidName(label), right });
  return isHere ? say('tile_here', { said }) : said;
}

/** @param {{learned: number, others: string[]}} found @returns {string} */
export const summary = ({ learned, others }) => (
  say(others.length && others.length <= 6 ? 'summary_some' : 'summary_all', { learned, others: others.map(shortName).join(', ') })
);

/** @param {{learned: number}} found while it plays: nobody reads names that come and go @returns {string} */
export const summaryInMotion = ({ learned }) => say('summary_all', { learned });

/** @param {number} seed @param {number | undefined} learned @returns {string} */
export const seedSays = (seed, learned) => (
  learned === undefined ? say('seed_unknown', { seed }) : say('seed_known', { seed, learned })
);

/** @param {number} iteration @returns {string} */
export const wayAt = (iteration) => say('way_at', { iteration: numbers.count(iteration) });

/**
 * Why there is none, or none yet; empty where nothing is in the way.
 * @param {string} standing @param {Problem | null} problem @returns {string}
 */
export function atlasNote(standing, problem) {
  if (standing === 'busy') return say('compare_busy');
  if (standing === 'no_answer') return say('no_answer');
  return standing === 'failed' ? problem?.detail ?? '' : say('atlas_running');
}
