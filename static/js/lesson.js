// The page: one picture of its run, and what there is but one of: the address, the keys, the
// drawer, and what is said when something breaks. Joins the parts and decides nothing.

import { drawContributions } from './charts/contributions.js';
import { NAMED_TURNS, contributionsTo, pickSnapshots, turnsOf } from './model/contributions.js';
import { explainEnding } from './model/ending.js';
import { shapeOf } from './model/shape.js';
import { explainTurns } from './model/turning.js';
import { mountPicture } from './picture.js';
import { finishRun } from './runs/comparison.js';
import { readLook, writeLook } from './state/address.js';
import { listenToKeys } from './state/keyboard.js';
import { leavePlace, returnToPlace } from './state/place.js';
import { count, writeNumbersWith } from './text/numbers.js';
import { learn, speak } from './text/words.js';
import { createCode } from './views/drawer/code.js';
import { createComparisons } from './views/drawer/comparison.js';
import { createContributions } from './views/drawer/contributions.js';
import { createDrawer } from './views/drawer/drawer.js';
import { createEnding } from './views/drawer/ending.js';
import { fetchPanels } from './views/shared/panels.js';
import { createFormulae } from './views/drawer/formulae.js';
import { createLedger } from './views/drawer/ledger.js';
import { createSheet } from './views/drawer/sheet.js';
import { createSound } from './views/drawer/sound.js';
import { createStory } from './views/drawer/story.js';
import { createTurns } from './views/drawer/turns.js';
import { createWhy } from './views/drawer/why.js';
import { mountRegions, part } from './views/shared/dom.js';

const MOST_SNAPSHOTS = 2000; // in the picture of the contributions
const MOST_POINTS = 24_000; // in all its bands

const root = part(document, 'data-page');
/** @type {PageData} */
const data = JSON.parse(root.dataset.page ?? '');
speak(data.language.words);
writeNumbersWith(data.language.decimalMark, data.language.rowSeparator);
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** @param {string} url @returns {Look} what an address says to look at */
const lookOf = (url) => readLook(new URL(url).hash, data.settings.speeds);

const storage = () => sessionStorage;

/** @returns {string} how the browser came here: by a link, a reload, or by going back */
function wayHere() {
  const [entry] = performance.getEntriesByType('navigation');
  return /** @type {PerformanceNavigationTiming | undefined} */ (entry)?.type ?? '';
}

/** @param {State} state */
function keepPlace(state) {
  const fragment = `#${writeLook(state)}`;
  if (fragment !== location.hash) history.replaceState(null, '', fragment);
}

// The first frame is to be seen before anything is worked out; where nothing is seen, at once.
if (!document.hidden) await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

const picture = mountPicture(root, data, keepPlace);
const { dispatch, followed } = picture;
addEventListener('error', (event) => dispatch({ type: 'fault', text: event.message }));
addEventListener('unhandledrejection', (event) => dispatch({ type: 'fault', text: String(event.reason) }));

/**
 * The drawer's tabs come when the first is opened; their views, with them.
 * @param {Map<string, HTMLElement>} panels
 */
async function fillDrawer(panels) {
  await fetchPanels(data.addresses.drawer, panels);
  /** @type {Record<string, (panel: HTMLElement) => View[]>} */
  const views = {
    story: (panel) => {
      createComparisons(panel, dispatch, (query, onBusy) => (
        finishRun(`${data.addresses.api}/events${query ? `?${query}` : ''}`, onBusy)
      ));
      return [createStory(panel, dispatch), createSound(panel)];
    },
    why: (panel) => [
      createWhy(panel, dispatch), createLedger(panel, dispatch), contributionsIn(panel), ...explanationsIn(panel), createFormulae(panel),
    ],
    code: (panel) => [createCode(panel, dispatch)],
  };
  picture.add([...panels].flatMap(([name, panel]) => views[name](panel)));
}

/** The page as the server has it now, in this very place: the address is written first. */
function loadAnew() {
  keepPlace(picture.state());
  location.reload();
}

/** @param {HTMLElement} panel @returns {View} what each example adds to the chosen weight over time */
function contributionsIn(panel) {
  const { run, history } = followed;
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

/** @param {HTMLElement} panel @returns {View[]} why the chosen weight goes the way it goes */
function explanationsIn(panel) {
  const { history } = followed;
  learn(JSON.parse(part(panel, 'data-pulls-words').dataset.pullsWords ?? ''));
  return [
    createTurns(panel, dispatch, (weight) => explainTurns(followed.run, history, weight)),
    createEnding(panel, (weight) => ({ ending: explainEnding(followed.run, history, weight), shape: shapeOf(followed.run, weight) })),
  ];
}

picture.addAtOnce(mountRegions(root, [
  ['drawer', (region) => createDrawer(region, dispatch, root, fillDrawer, () => writeLook(picture.state()), loadAnew)],
  ['drawer', (region) => createSheet(region, dispatch, root)],
]));
listenToKeys(dispatch);
reducedMotion.addEventListener('change', () => dispatch({ type: 'still', still: reducedMotion.matches }));
// Where the link led: the address may have been written anew before this is heard.
addEventListener('hashchange', ({ newURL }) => dispatch({ type: 'look', look: lookOf(newURL) }));
addEventListener('pagehide', () => {
  const before = location.href;
  keepPlace(picture.state()); // too late for a reload, which comes back to the address before
  leavePlace(picture.state(), [before, location.href], storage);
  followed.rest(); // a page that still listens is not kept for going back
});
addEventListener('online', () => followed.retry());
addEventListener('pageshow', ({ persisted }) => { if (persisted) followed.retry(); });

// Look where one was, or where the address says, or open with the first adjustment.
const look = returnToPlace(location.href, wayHere(), data.settings.speeds, storage) ?? lookOf(location.href);
dispatch({ type: 'still', still: reducedMotion.matches });
if (Object.keys(look).length) dispatch({ type: 'look', look });
else if (!reducedMotion.matches) dispatch({ type: 'play' });
