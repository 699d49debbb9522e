// Story, Why and Code: what tells of the run on screen, and comes anew with each. Joins the parts
// and decides nothing.

import { drawContributions } from './charts/contributions.js';
import { NAMED_TURNS, contributionsTo, pickSnapshots, turnsOf } from './model/contributions.js';
import { explainEnding } from './model/ending.js';
import { shapeOf } from './model/shape.js';
import { explainTurns } from './model/turning.js';
import { followAtlas } from './runs/atlas.js';
import { hueOf } from './model/layers.js';
import { finishRun } from './runs/comparison.js';
import { createSixteen } from './state/sixteen.js';
import { count } from './text/numbers.js';
import { learn } from './text/words.js';
import { createAtlas } from './views/drawer/atlas.js';
import { createCode } from './views/drawer/code.js';
import { createComparisons } from './views/drawer/comparison.js';
import { createContributions } from './views/drawer/contributions.js';
import { createEnding } from './views/drawer/ending.js';
import { createFormulae } from './views/drawer/formulae.js';
import { createLedger } from './views/drawer/ledger.js';
import { createShares } from './views/drawer/shares.js';
import { createSound } from './views/drawer/sound.js';
import { createSquares } from './views/drawer/square.js';
import { createStages } from './views/drawer/stages.js';
import { createStory } from './views/drawer/story.js';
import { createTurns } from './views/drawer/turns.js';
import { createUntold } from './views/drawer/untold.js';
import { createWhy } from './views/drawer/why.js';
import { part } from './views/shared/dom.js';

const MOST_SNAPSHOTS = 2000; // in the picture of the contributions
const MOST_POINTS = 24_000; // in all its bands

/** @typedef {import('./picture.js').Picture} Picture */
/** @typedef {import('./drawer.js').Page} Page */

/**
 * @typedef {object} Told what outlives the runs that are told of
 * @property {import('./runs/many.js').Many<import('./runs/atlas.js').Atlas>} atlas
 * @property {import('./state/sixteen.js').Sixteen} sixteen what one chose of it
 */

/** @param {Page} page @returns {Told} */
export function beginTelling(page) {
  const root = () => page.data().addresses.api.replace(/\/run$/, '/atlas/events');
  return { atlas: followAtlas(() => page.picture().paintSoon()), sixteen: createSixteen(root) };
}

/**
 * @param {Picture} picture @param {Map<string, HTMLElement>} panels @param {Page} page @param {Told} told
 * @returns {View[]}
 */
export function viewsOf(picture, panels, page, told) {
  const { dispatch } = picture;
  const data = page.data();
  /** @type {Record<string, (panel: HTMLElement) => View[]>} */
  const views = {
    story: (panel) => {
      createComparisons(panel, dispatch, (query, onBusy) => (
        finishRun(`${data.addresses.api}/events${query ? `?${query}` : ''}`, onBusy)
      ));
      learn(JSON.parse(part(panel, 'data-atlas-words').dataset.atlasWords ?? ''));
      return [
        createStory(panel, dispatch, picture.state().chapter || picture.state().firstChapter), createStages(panel, page.change), createSquares(panel, data.settings), createSound(panel),
        createAtlas(panel, dispatch, page.change, told.atlas, told.sixteen),
      ];
    },
    why: (panel) => [
      createWhy(panel, dispatch), createLedger(panel, dispatch), ...createShares(panel, dispatch), contributionsIn(picture, panel),
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
    return drawContributions(view.chart, pulls, turns, hueOf(run, weight), scale, run.config.iterations, count);
  });
  return view;
}

/** @param {Picture} picture @param {HTMLElement} panel @returns {View[]} why the chosen weight goes the way it goes */
function explanationsIn({ followed, dispatch }, panel) {
  const { history } = followed;
  learn(JSON.parse(part(panel, 'data-pulls-words').dataset.pullsWords ?? ''));
  return [
    createTurns(panel, dispatch, (weight) => explainTurns(followed.run, history, weight)),
    createEnding(panel, (weight) => ({ ending: explainEnding(followed.run, history, weight), shape: shapeOf(followed.run, weight, history) })),
  ];
}
