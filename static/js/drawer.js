// The drawer: its tabs and what is in them. It stays while runs come and go: what tells of one
// run is fetched anew for the next, and what changes runs is fetched once. Joins the parts and
// decides nothing.

import { drawContributions } from './charts/contributions.js';
import { NAMED_TURNS, contributionsTo, pickSnapshots, turnsOf } from './model/contributions.js';
import { explainEnding } from './model/ending.js';
import { shapeOf } from './model/shape.js';
import { explainTurns } from './model/turning.js';
import { finishRun } from './runs/comparison.js';
import { writeLook } from './state/address.js';
import { createEditing } from './state/editing.js';
import { count } from './text/numbers.js';
import { learn } from './text/words.js';
import { createBranching } from './views/change/branching.js';
import { createExamples } from './views/change/examples.js';
import { createPasting } from './views/change/pasting.js';
import { createPresets } from './views/change/presets.js';
import { createRuns } from './views/change/runs.js';
import { createSettings } from './views/change/settings.js';
import { createTools } from './views/change/tools.js';
import { createCode } from './views/drawer/code.js';
import { createComparisons } from './views/drawer/comparison.js';
import { createContributions } from './views/drawer/contributions.js';
import { createDrawer } from './views/drawer/drawer.js';
import { createEnding } from './views/drawer/ending.js';
import { createFormulae } from './views/drawer/formulae.js';
import { createLedger } from './views/drawer/ledger.js';
import { createSheet } from './views/drawer/sheet.js';
import { createSound } from './views/drawer/sound.js';
import { createStory } from './views/drawer/story.js';
import { createTurns } from './views/drawer/turns.js';
import { createWhy } from './views/drawer/why.js';
import { mountRegions, part } from './views/shared/dom.js';
import { inTurn } from './views/shared/in_turn.js';
import { fetchPanels } from './views/shared/panels.js';

const MOST_SNAPSHOTS = 2000; // in the picture of the contributions
const MOST_POINTS = 24_000; // in all its bands

/** @typedef {import('./picture.js').Picture} Picture */

/**
 * @typedef {object} Page what the drawer stands beside
 * @property {() => Picture} picture @property {() => PageData} data
 * @property {Change} change @property {() => void} reload
 * @property {(place: Place) => void} open a run beside, in this one's place
 * @property {(place: Place | null) => import('./views/change/runs.js').Listed} known of a run beside, or of this one
 */

/**
 * @param {HTMLElement} root @param {Page} page
 * @returns {{stand: () => void}} to be told whenever another picture stands beside it
 */
export function mountDrawer(root, page) {
  /** @type {Dispatch} */
  const dispatch = (message) => page.picture().dispatch(message);
  /** @type {Picture | null} the one that Story, Why and Code tell of */
  let told = null;
  /** @type {View[] | null} once they are there */
  let changing = null;
  const isThere = (/** @type {Tab} */ tab) => (tab === 'change' ? changing !== null : told === page.picture());

  /** @param {Map<string, HTMLElement>} panels */
  async function fill(panels) {
    const picture = page.picture();
    const change = /** @type {HTMLElement} */ (panels.get('change'));
    if (changing) panels.delete('change'); // somebody may be typing there
    await fetchPanels(page.data().addresses.drawer, panels);
    if (!changing) {
      changing = [
        createBranching(change, dispatch), createSettings(change, page.change),
        createRuns(change, dispatch, page.known, page.open), ...examplesIn(change, page),
      ];
      page.picture().addAtOnce(changing);
    }
    if (page.picture() !== picture) return;
    told = picture;
    picture.add(viewsOf(picture, panels, page.data()));
  }

  const drawer = mountRegions(root, [
    ['drawer', (region) => createDrawer(region, dispatch, root, { isThere, fill }, () => writeLook(page.picture().state()), page.reload)],
    ['drawer', (region) => createSheet(region, dispatch, root)],
  ]);
  return { stand() { page.picture().addAtOnce([...drawer, ...(changing ?? [])]); } };
}

/** @param {HTMLElement} panel @param {Page} page @returns {View[]} the editor of what is taught */
function examplesIn(panel, page) {
  learn(JSON.parse(part(panel, 'data-teaching-words').dataset.teachingWords ?? ''));
  const section = part(panel, 'data-teaching');
  /** @type {import('./views/shared/taught.js').Facts} */
  const facts = JSON.parse(section.dataset.teachingFacts ?? '');
  const editing = createEditing(page.change, inTurn);
  return [
    createPresets(section, editing), createTools(section, facts, editing, () => page.data().wall),
    createPasting(section, facts, editing, panel),
    createExamples(section, facts, editing), // last: it brings the others up to date
  ];
}

/** @param {Picture} picture @param {Map<string, HTMLElement>} panels @param {PageData} data @returns {View[]} */
function viewsOf(picture, panels, data) {
  const { dispatch } = picture;
  /** @type {Record<string, (panel: HTMLElement) => View[]>} */
  const views = {
    story: (panel) => {
      createComparisons(panel, dispatch, (query, onBusy) => (
        finishRun(`${data.addresses.api}/events${query ? `?${query}` : ''}`, onBusy)
      ));
      return [createStory(panel, dispatch), createSound(panel)];
    },
    why: (panel) => [
      createWhy(panel, dispatch), createLedger(panel, dispatch), contributionsIn(picture, panel),
      ...explanationsIn(picture, panel), createFormulae(panel),
    ],
    code: (panel) => [createCode(panel, dispatch)],
  };
  return [...panels].flatMap(([name, panel]) => views[name]?.(panel) ?? []);
}

/** @param {Picture} picture @param {HTMLElement} panel @returns {View} what each example adds to the chosen weight over time */
function contributionsIn(picture, panel) {
  const { run, history } = picture.followed;
  const view = createContributions(panel, (weight) => turnsOf(history, weight));
  const most = Math.min(MOST_SNAPSHOTS, Math.floor(MOST_POINTS / run.examples.length));
  const basis = () => `${history.count} ${picture.state().scale} ${picture.state().weight}`;
  picture.addChart(view, basis, () => {
    const { scale, weight } = picture.state();
    const pulls = contributionsTo(run, history, pickSnapshots(history, scale, most), weight);
    const turns = turnsOf(history, weight).turns.slice(0, NAMED_TURNS);
    return drawContributions(view.chart, pulls, turns, weight, scale, run.config.iterations, count);
  });
  return view;
}

/** @param {Picture} picture @param {HTMLElement} panel @returns {View[]} why the chosen weight goes the way it goes */
function explanationsIn({ followed, dispatch }, panel) {
  const { history } = followed;
  learn(JSON.parse(part(panel, 'data-pulls-words').dataset.pullsWords ?? ''));
  return [
    createTurns(panel, dispatch, (weight) => explainTurns(followed.run, history, weight)),
    createEnding(panel, (weight) => ({ ending: explainEnding(followed.run, history, weight), shape: shapeOf(followed.run, weight) })),
  ];
}
