// The drawer: its tabs and what is in them. It stays while runs come and go: what tells of one
// run is fetched anew for the next, and what changes runs is fetched once. Joins the parts and
// decides nothing.

import { drawContributions } from './charts/contributions.js';
import { drawLives } from './charts/lives.js';
import { NAMED_TURNS, contributionsTo, pickSnapshots, turnsOf } from './model/contributions.js';
import { explainEnding } from './model/ending.js';
import { lifeOf, ownLife } from './model/lives.js';
import { shapeOf } from './model/shape.js';
import { explainTurns } from './model/turning.js';
import { finishRun } from './runs/comparison.js';
import { followLives } from './runs/lives.js';
import { writeLook } from './state/address.js';
import { livesAddress } from './state/lenses.js';
import { count } from './text/numbers.js';
import { learn } from './text/words.js';
import { createBranching } from './views/change/branching.js';
import { createFan } from './views/change/fan.js';
import { createHistogram } from './views/change/histogram.js';
import { createLives } from './views/change/lives.js';
import { createKeep } from './views/change/keep.js';
import { createRuns } from './views/change/runs.js';
import { createSettings } from './views/change/settings.js';
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
import { createUntold } from './views/drawer/untold.js';
import { createWhy } from './views/drawer/why.js';
import { mountRegions, part } from './views/shared/dom.js';
import { createDropping } from './views/shared/dropping.js';
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
 * @property {(file: File) => void} bring shows a recorded run in this one's place
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
  /** @type {ReturnType<typeof livesIn> | null} */
  let lives = null;
  const lookNow = () => writeLook(page.picture().state());
  const keeping = {
    picture: () => part(root, 'data-picture'),
    address: () => new URL(`#${lookNow()}`, location.href).href,
    bring: page.bring,
    dispatch,
  };
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
        createRuns(change, dispatch, page.known, page.open), createKeep(change, keeping),
      ];
      lives = livesIn(change, page, dispatch);
      changing.push(...lives.views);
      page.picture().addAtOnce(changing);
      lives.chartOn(page.picture());
    }
    if (page.picture() !== picture) return;
    told = picture;
    picture.add(viewsOf(picture, panels, page.data()));
  }

  const drawer = mountRegions(root, [
    ['drawer', (region) => createDrawer(region, dispatch, root, { isThere, fill }, lookNow, page.reload)],
    ['drawer', (region) => createSheet(region, dispatch, root)],
    ['drawer', () => createDropping(root, page.bring)],
  ]);
  return {
    stand() {
      page.picture().addAtOnce([...drawer, ...(changing ?? [])]);
      lives?.chartOn(page.picture());
    },
  };
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
    const { scale, weight, run: { config } } = picture.state();
    const lives = /** @type {import('./runs/lives.js').Lives} */ (livesNow());
    return drawLives(fan.chart, lives, weight, lifeOf(lives.seeds, seed(), ownLife(config, lives.range)), scale, config.iterations, count);
  });
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
  const untold = picture.followed.run.recorded?.isKnown === false ? ['why', 'code'] : [];
  return [...panels].flatMap(([name, panel]) => [
    ...(views[name]?.(panel) ?? []),
    ...(untold.includes(name) ? [createUntold(panel, name)] : []),
  ]);
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
