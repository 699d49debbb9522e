// The Change tab: what changes the run on screen, sets others beside it, and keeps it. Comes with
// the drawer's contents, for the opening needs none of it. Joins the parts and decides nothing.

import { drawLives } from './charts/lives.js';
import { hueOf } from './model/layers.js';
import { lifeOf, ownLife } from './model/lives.js';
import { followLives } from './runs/lives.js';
import { livesAddress } from './state/lenses.js';
import { count } from './text/numbers.js';
import { learn } from './text/words.js';
import { createBranching } from './views/change/branching.js';
import { createFan } from './views/change/fan.js';
import { createHistogram } from './views/change/histogram.js';
import { createLives } from './views/change/lives.js';
import { createJump } from './views/change/jump.js';
import { createKeep } from './views/change/keep.js';
import { createEditing } from './state/editing.js';
import { createExamples } from './views/change/examples.js';
import { createPasting } from './views/change/pasting.js';
import { createPresets } from './views/change/presets.js';
import { createRuns } from './views/change/runs.js';
import { createSettings } from './views/change/settings.js';
import { createTools } from './views/change/tools.js';
import { part } from './views/shared/dom.js';
import { inTurn } from './views/shared/in_turn.js';

/** @typedef {import('./picture.js').Picture} Picture */
/** @typedef {import('./drawer.js').Page} Page */

/**
 * @typedef {object} Changing
 * @property {View[]} views @property {(picture: Picture) => void} chartOn has a picture draw its chart
 * @property {(file: File) => void} readTable of examples, which are shown before they are taken
 */

/**
 * @param {HTMLElement} panel @param {Page} page @param {Dispatch} dispatch
 * @param {Parameters<typeof createKeep>[1]} keeping what there is to keep @returns {Changing}
 */
export function mountChanging(panel, page, dispatch, keeping) {
  const lives = livesIn(panel, page, dispatch);
  const examples = examplesIn(panel, page);
  const views = [
    createJump(panel), createBranching(panel, dispatch), createSettings(panel, page.change), ...examples.views,
    createRuns(panel, dispatch, page.known, page.open), createKeep(panel, keeping), ...lives.views,
  ];
  return { views, chartOn: lives.chartOn, readTable: examples.readTable };
}

/**
 * Many lives of the run on screen, whichever that is.
 * @param {HTMLElement} panel @param {Page} page @param {Dispatch} dispatch
 * @returns {{views: View[], chartOn: (picture: Picture) => void}} and their chart, which each picture draws
 */
function livesIn(panel, page, dispatch) {
  const followed = followLives(() => page.picture().paintSoon());
  /** @type {number | null} */
  let seed = null;
  const choice = { seed: () => seed, choose(/** @type {number} */ chosen) { seed = chosen; page.picture().paintSoon(); } };
  const fan = createFan(panel, followed.lives, choice);
  const root = () => page.data().addresses.api.replace(/\/run$/, '/lives/events');
  const views = [
    createLives(panel, dispatch, page.change, followed, (run, seeds) => livesAddress(root(), run, seeds), choice),
    fan, createHistogram(panel, followed.lives, choice),
  ];
  return { views, chartOn: (picture) => addFan(picture, fan, followed.lives, () => seed) };
}

/**
 * @param {Picture} picture @param {PlacedView} fan
 * @param {() => import('./runs/lives.js').Lives | null} livesNow @param {() => number | null} seed
 */
function addFan(picture, fan, livesNow, seed) {
  const basis = () => {
    const { scale, weight, run } = picture.state();
    const lives = livesNow();
    return lives?.count ? [lives.seeds[0], lives.version, run.links.events, scale, weight, seed()].join() : '';
  };
  picture.addChart(fan, basis, () => {
    const { scale, weight, run } = picture.state();
    const { config } = run;
    const lives = /** @type {import('./runs/lives.js').Lives} */ (livesNow());
    return drawLives(fan.chart, lives, weight, hueOf(run, weight), lifeOf(lives.seeds, seed(), ownLife(config, lives.range)), scale, config.iterations, count);
  });
}

/** @param {HTMLElement} panel @param {Page} page @returns {Pick<Changing, 'views' | 'readTable'>} the editor of what is taught */
function examplesIn(panel, page) {
  learn(JSON.parse(part(panel, 'data-teaching-words').dataset.teachingWords ?? ''));
  const section = part(panel, 'data-teaching');
  /** @type {import('./views/shared/taught.js').Facts} */
  const facts = JSON.parse(section.dataset.teachingFacts ?? '');
  const editing = createEditing(page.change, inTurn);
  const pasting = createPasting(section, facts, editing, panel);
  const views = [
    createPresets(section, editing), createTools(section, facts, editing, () => page.data().wall), pasting,
    createExamples(section, facts, editing), // last: it brings the others up to date
  ];
  return { views, readTable: pasting.readFile };
}
