// Joins the parts: configuration → stream → history and store → frame → views.
// Holds no logic of its own beyond who is told what.

import { addressOfStart, readLook, writeLook } from './state/address.js';
import { finishRun } from './runs/comparison.js';
import { loadPlotly } from './charts/plotly.js';
import { turnsOf } from './model/contributions.js';
import { createDrawing } from './charts/drawing.js';
import { fetchExact } from './runs/exact.js';
import { exactFor, frameOf, weightsOf } from './state/frame.js';
import { History } from './runs/history.js';
import { listenToKeys } from './state/keyboard.js';
import { findMilestones } from './model/milestones.js';
import { createPlayer } from './state/player.js';
import { initialState, reduce } from './state/reducer.js';
import { createSettling } from './state/settling.js';
import { createStore } from './state/store.js';
import { follow } from './runs/stream.js';
import { createBenches } from './views/drawer/comparison.js';
import { createCode } from './views/drawer/code.js';
import { createContributions } from './views/drawer/contributions.js';
import { createControls } from './views/picture/controls.js';
import { createCurve } from './views/picture/curve.js';
import { createDiagram } from './views/picture/diagram.js';
import { createDrawer } from './views/drawer/drawer.js';
import { part, parts } from './views/shared/dom.js';
import { createFormulae } from './views/drawer/formulae.js';
import { createHand } from './views/picture/hand.js';
import { createHighlight } from './views/shared/highlight.js';
import { createLedger } from './views/drawer/ledger.js';
import { createNarrator } from './views/shared/narrator.js';
import { createPuzzle } from './views/picture/puzzle.js';
import { createSound } from './views/shared/sound.js';
import { createStory } from './views/drawer/story.js';
import { createTable } from './views/picture/table.js';
import { createTime } from './views/picture/time.js';
import { createTooltip } from './views/shared/tooltip.js';
import { createTrouble } from './views/shared/trouble.js';
import { createWhy } from './views/drawer/why.js';
import { writeNumbersWith } from './text/numbers.js';
import { say, speak } from './text/words.js';

const page = part(document, 'data-run');
/** @type {Run} */
const run = JSON.parse(page.dataset.run ?? '');
const { words, decimalMark, rowSeparator } = JSON.parse(page.dataset.words ?? '');
speak(words);
writeNumbersWith(decimalMark, rowSeparator);
const snapshots = new History(run);
const store = createStore(reduce, initialState(run, JSON.parse(page.dataset.scenes ?? '')));
const { dispatch } = store;
/** @type {import('./model/milestones.js').Milestone[]} */
let milestones = [];
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

addEventListener('error', (event) => dispatch({ type: 'fault', text: event.message }));
addEventListener('unhandledrejection', (event) => dispatch({ type: 'fault', text: String(event.reason) }));

const stream = follow({
  url: run.links.events,
  lastReceived: () => snapshots.last,
  onStarted: (started) => dispatch({ type: 'started', run: started }),
  onStatus: (status) => dispatch({ type: 'stream', status }),
  onSnapshots: (block) => {
    const from = snapshots.count;
    snapshots.append(block);
    milestones = findMilestones(milestones, snapshots, run.examples, from);
    narrator.setMilestones(milestones);
    dispatch({ type: 'received', count: snapshots.count, last: snapshots.last });
  },
});

const narrator = createNarrator(page);
const curve = createCurve(page);
const time = createTime(page, dispatch);
const tooltip = createTooltip(page, snapshotAt);
const contributions = createContributions(page, (weight) => turnsOf(snapshots, weight));
const always = [createDrawer(page, dispatch, () => writeLook(store.state)), createControls(page, dispatch), createTrouble(page, () => stream.retry())];
// Until the first snapshot arrives, these leave the server's drawing as it is.
const withSnapshots = [
  createPuzzle(page), createDiagram(page, dispatch), createTable(page, dispatch), curve, time, narrator, tooltip,
  createHand(page, dispatch, (weights) => addressOfStart(run, weights, page.dataset.lang)),
  createStory(page, dispatch), createSound(page), createCode(page, dispatch),
  createWhy(page, dispatch), createLedger(page, dispatch), createFormulae(page), contributions,
  createHighlight(page, dispatch), // last: the others name the quantities that it lights
];

/** @param {number} iteration */
function snapshotAt(iteration) {
  if (!snapshots.count) return null;
  const index = snapshots.indexOf(iteration);
  return {
    iteration: snapshots.iteration[index], weights: snapshots.weightsAt(index), error: snapshots.error[index],
  };
}

const drawing = createDrawing({
  curve: part(page, 'data-curve'),
  time: part(page, 'data-time'),
  contributions: part(page, 'data-contributions'),
  history: snapshots,
  state: () => store.state,
  onCurve: (place) => { curve.place(place); paintSoon(); },
  onTime: (place) => { time.place(place); tooltip.place(place); paintSoon(); },
  onContributions: (place) => { contributions.place(place); paintSoon(); },
});
let chartsLoaded = false;

const settling = createSettling(() => store.state, askForExact);
const player = createPlayer(dispatch);
let waiting = 0;

function paint() {
  cancelAnimationFrame(waiting);
  waiting = 0;
  const frame = frameOf(store.state, snapshots);
  always.forEach((view) => view.render(frame));
  if (!snapshots.count) return;
  withSnapshots.forEach((view) => view.render(frame));
  if (chartsLoaded) return;
  chartsLoaded = true; // only now: the charts' library must not hold up the first frame
  void loadCharts();
}

function paintSoon() {
  if (!waiting) waiting = requestAnimationFrame(paint);
}

async function loadCharts() {
  try {
    await loadPlotly(page.dataset.plotly ?? '');
    drawing.start();
  } catch {
    parts(page, 'data-chart-trouble').forEach((note) => {
      note.hidden = false;
      note.textContent = say('no_charts');
    });
  }
}

async function askForExact() {
  const { state } = store;
  if (!snapshots.count || state.stream.name === 'waiting') return;
  const weights = weightsOf(state, snapshots, snapshots.indexOf(state.position));
  if (exactFor(state, weights)) return;
  const exact = await fetchExact(page.dataset.api ?? '', run, weights, state.inputs);
  if (exact) dispatch({ type: 'exact', exact });
}

store.subscribe((state, before) => {
  player.follow(state);
  if (state.playing && state.position !== before.position) paint();
  else paintSoon();
  if (state.received !== before.received) drawing.requestSoon();
  if (state.weight !== before.weight) drawing.request();
  if (state.scale !== before.scale || state.stream.name !== before.stream.name) drawing.request();
  if (state.exact === before.exact) settling.changed();
});

/** Look where the address says, or open with the first adjustment. */
function open() {
  const look = readLook(location.hash);
  dispatch({ type: 'still', still: reducedMotion.matches });
  if (Object.keys(look).length) dispatch({ type: 'look', look });
  else if (!reducedMotion.matches) dispatch({ type: 'play' });
}

createBenches(page, (query) => finishRun(`${page.dataset.api}/events${query ? `?${query}` : ''}`));
listenToKeys(dispatch, part(page, 'data-scrubber'));
reducedMotion.addEventListener('change', () => dispatch({ type: 'still', still: reducedMotion.matches }));
addEventListener('hashchange', () => dispatch({ type: 'look', look: readLook(location.hash) }));
addEventListener('pagehide', settling.keepPlace);
addEventListener('online', () => stream.retry());
open();
