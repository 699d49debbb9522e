// The picture of one run: a followed run, its state, and the views of whatever regions there
// are. It can be mounted on as many elements as one likes, and let go of. Joins the parts and
// decides nothing; what there is but one of, address, keys and drawer, is `lesson.js`'s.

import { LET_GO } from './model/letting.js';
import { createDrawing } from './charts/drawing.js';
import { curveRange, drawCurve, largestSum } from './charts/curve.js';
import { loadPlotly } from './charts/plotly.js';
import { drawTime } from './charts/time.js';
import { wayOf } from './model/landscape.js';
import { createExact } from './runs/exact.js';
import { followRun } from './runs/followed.js';
import { createLandscapes, createSurvey, isSameLandscape } from './runs/landscape.js';
import { replayRun } from './runs/replayed.js';
import { addressOfStart } from './state/address.js';
import { exactFor, frameOf, weightsOf } from './state/frame.js';
import { landscapeWanted } from './state/lenses.js';
import { createPlayer } from './state/player.js';
import { initialState, reduce } from './state/reducer.js';
import { createSettling } from './state/settling.js';
import { createStore } from './state/store.js';
import { count } from './text/numbers.js';
import { say } from './text/words.js';
import { createBeside } from './views/picture/beside.js';
import { createChips } from './views/picture/chips.js';
import { createControls } from './views/picture/controls.js';
import { createCurve } from './views/picture/curve.js';
import { createCut } from './views/picture/cut.js';
import { createDiagram } from './views/picture/diagram.js';
import { createFlow } from './views/picture/flow.js';
import { createCurveGhosts, createCutGhosts, createTableGhosts, createTimeGhosts, createWireGhosts } from './views/picture/ghosts.js';
import { createHand } from './views/picture/hand.js';
import { createLandscape } from './views/picture/landscape.js';
import { createLens } from './views/picture/lens.js';
import { createNetwork } from './views/picture/network.js';
import { createPlanes } from './views/picture/planes.js';
import { createPuzzle } from './views/picture/puzzle.js';
import { createRails } from './views/picture/rails.js';
import { createRecording } from './views/picture/recording.js';
import { createSpots } from './views/picture/spots.js';
import { createTable } from './views/picture/table.js';
import { createTime } from './views/picture/time.js';
import { createTurning } from './views/picture/turning.js';
import { mountRegions, part, wake } from './views/shared/dom.js';
import { createCopying } from './views/shared/copying.js';
import { createHighlight } from './views/shared/highlight.js';
import { createNarrator } from './views/shared/narrator.js';
import { createTooltip } from './views/shared/tooltip.js';
import { createTrouble } from './views/shared/trouble.js';

/**
 * @typedef {object} Picture
 * @property {() => State} state @property {Dispatch} dispatch
 * @property {import('./runs/followed.js').Followed} followed
 * @property {() => number} iteration of the snapshot that is shown @property {() => number[]} weights that are shown
 * @property {(views: View[]) => void} add views that only show snapshots, and so wait for the first
 * @property {(views: View[]) => void} addAtOnce views that show something before any snapshot
 * @property {(view: PlacedView, basis: () => string, draw: () => Promise<Axes>) => void} addChart
 * @property {(keepsRun?: boolean) => void} letGo ends all of it: stream, player, drawing; or all but the stream,
 * where the run goes on to stand beside another
 * @property {() => void} paintSoon something outside has changed
 */

/**
 * @param {HTMLElement} root @param {PageData} data
 * @param {(state: State) => void} [keep] keeps the place that one looks at
 * @param {ReturnType<typeof import('./runs/companions.js').createCompanions>} [companions] the runs beside it
 * @param {Change} [change] where runs come and go
 * @param {number} [patience] milliseconds that the first frame waits for the place that one looks at to arrive
 * @param {Partial<State>} [looked] what one looked at before another run, and goes on looking at
 * @returns {Picture}
 */
export function mountPicture(root, data, keep = () => {}, companions, change, patience = 0, looked = {}) {
  const { run, settings, language } = data;
  const store = createStore(reduce, { ...initialState(run, data.chapters, language.names, data.firstChapter), ...looked });
  const { dispatch } = store;
  const followed = data.replay
    ? replayRun(run, data.replay, settings.undecided, dispatch)
    : followRun(run, data.addresses.api, settings.undecided, dispatch);
  const { history } = followed;
  const life = new AbortController();
  const drawing = createDrawing();
  const player = createPlayer(dispatch);
  const fetchExact = createExact(data.addresses.api, settings.largestWeight);
  const fetchLandscape = createLandscapes(data.addresses.api, document.documentElement.lang);
  const settling = createSettling(() => store.state, keep, { rest() { void askForExact(); void surveying.survey(); }, play: () => surveying.surveyInTime() });
  /** @type {View[]} */
  const atOnce = [];
  /** @type {View[]} */
  const withSnapshots = [];
  let waiting = 0;
  let charts = 'wanted';

  function paint() {
    cancelAnimationFrame(waiting);
    waiting = 0;
    const frame = frameOf(store.state, history, companions?.all());
    atOnce.forEach((view) => view.render(frame));
    if (!history.count || isOnItsWay()) return;
    withSnapshots.forEach((view) => view.render(frame));
    if (charts !== 'wanted') return;
    charts = 'asked'; // only now: evaluating the library must not hold up the first frame
    requestAnimationFrame(() => setTimeout(loadCharts));
  }

  // Nothing of another moment flashes by before what one looks at is there.
  const mounted = performance.now();
  const isOnItsWay = () => charts === 'wanted' && store.state.position > history.last && performance.now() - mounted < patience;
  if (patience) setTimeout(paintSoon, patience);

  function paintSoon() {
    if (!waiting) waiting = requestAnimationFrame(paint);
  }

  async function loadCharts() {
    try {
      await loadPlotly(data.addresses.charts);
      drawing.start();
    } catch {
      chartTroubles.forEach((trouble) => trouble(true));
    }
  }

  async function askForExact() {
    const { state } = store;
    if (!history.count || state.stream.name === 'waiting' || state.stream.name === 'silent') return;
    const weights = weightsOf(state, history, history.indexOf(state.position));
    if (exactFor(state, weights)) return;
    const exact = await fetchExact(run, weights, state.shown.inputs);
    if (exact) dispatch({ type: 'exact', exact });
  }

  /** The landscape all around, where it is looked at and another than the one that is there. */
  const surveying = createSurvey((wanted) => fetchLandscape(run, wanted), () => {
    const { state } = store;
    const wanted = landscapeWanted(state, history, weightsOf(state, history, history.indexOf(state.position)));
    return wanted && !isSameLandscape(wanted, state.landscape) ? wanted : null;
  }, dispatch);

  store.subscribe((state, before) => {
    player.follow(state);
    if (state.playing && state.position !== before.position) paint();
    else paintSoon();
    if (state.beside !== before.beside) companions?.show(state.beside);
    if (state.received !== before.received) drawing.requestSoon();
    if (state.weight !== before.weight || state.neuron !== before.neuron || state.tab !== before.tab) drawing.request();
    if (state.scale !== before.scale || state.stream.name !== before.stream.name) drawing.request();
    if (state.lens !== before.lens || state.over !== before.over) void surveying.survey();
    else if (state.received !== before.received && !state.landscape) surveying.surveyInTime();
    settling.changed(state, before);
  });
  followed.done.catch((fault) => dispatch({ type: 'fault', text: String(fault?.message ?? fault) }));

  /** @type {((failed: boolean) => void)[]} */
  const chartTroubles = [];
  /** @type {Picture['addChart']} */
  const addChart = (view, basis, draw) => {
    const onTrouble = troubleOf(view.chart);
    chartTroubles.push(onTrouble);
    const onDrawn = (/** @type {Axes} */ axes) => { view.place(axes); paintSoon(); };
    drawing.add({ element: view.chart, basis: () => (history.count ? `${history.beginnings} ${basis()}` : ''), draw, onDrawn, onTrouble });
  };

  const trainer = change ? () => void change({}, { branch: true }) : null;
  atOnce.push(...mountRegions(root, [
    ['player', (region) => createControls(region, dispatch, life.signal)],
    ['trouble', (region) => createTrouble(region, followed.retry, dispatch)],
    ['recording', (region) => createRecording(region, dispatch)],
  ]));
  withSnapshots.push(...mountRegions(root, [
    ['puzzle', (region) => createPuzzle(region, settings)],
    ['neuron', (region) => createNetwork(region, dispatch, settings)],
    ['neuron', (region) => ofCell(createDiagram(region, dispatch, settings))],
    ['neuron', (region) => ofCell(createHand(region, dispatch, settings, (weights) => addressOfStart(run, weights, language.asked), trainer))],
    ['neuron', (region) => ofCell(createFlow(region))],
    ['cut', (region) => createCut(region, dispatch, settings)],
    ['cut', (region) => createPlanes(region, dispatch)],
    ['cut', (region) => createSpots(region, dispatch)],
    ['cut', (region) => createTurning(region, dispatch)],
    ['cut', (region) => createCutGhosts(region)],
    ['cut', (region) => createLens(region, dispatch)],
    ['cut', (region) => createLandscape(region, dispatch, (over, place) => wayOf(history, over, place))],
    ['neuron', (region) => ofCell(createWireGhosts(region, settings))],
    ['table', (region) => createTable(region, dispatch)],
    ['table', (region) => createTableGhosts(region)],
    ['time', (region) => createBeside(region, dispatch)],
    ['chips', (region) => createChips(region, dispatch)],
    ['curve', (region) => {
      const curve = createCurve(region);
      const view = together(curve, createRails(curve.chart), createCurveGhosts(region));
      addChart(view, () => `${history.count} ${store.state.neuron}`, () => drawCurve(view.chart, curveRange(largestSum(run, history, store.state.neuron))));
      return view;
    }],
    ['time', (region) => {
      const view = together(createTime(region, dispatch), createTimeGhosts(region));
      const span = () => ({ run, scale: store.state.scale, from: store.state.origin.from, neuron: store.state.neuron });
      const basis = () => [history.count, store.state.scale, store.state.neuron, store.state.origin.from, companions?.basis()].join(' ');
      addChart(view, basis, () => drawTime(view.chart, span(), history, companions?.all() ?? [], count));
      return view;
    }],
    ['narration', (region) => createNarrator(region, () => followed.milestones, 'chapter' in looked)],
    ['tooltip', (region) => createTooltip(region, root, life.signal)],
  ]));
  withSnapshots.push(createCopying(root, life.signal));
  const highlight = createHighlight(root, dispatch, life.signal); // last: the others name the quantities that it lights
  withSnapshots.push(highlight);
  wake(root);

  return {
    state: () => store.state,
    iteration: () => history.iteration[history.indexOf(store.state.position)] ?? 0,
    weights: () => weightsOf(store.state, history, history.indexOf(store.state.position)),
    dispatch,
    followed,
    add(views) { withSnapshots.splice(withSnapshots.indexOf(highlight), 0, ...views); paintSoon(); },
    addAtOnce(views) { atOnce.push(...views); paintSoon(); },
    addChart,
    paintSoon() { paintSoon(); drawing.requestSoon(); },
    letGo(keepsRun = false) {
      if (!keepsRun) followed.letGo();
      dispatch({ type: 'pause' }); // first: it is a change, which would be kept and painted
      life.abort(LET_GO);
      drawing.letGo();
      settling.letGo();
      surveying.letGo();
      cancelAnimationFrame(waiting);
      waiting = -1; // nothing is painted any more
    },
  };
}

/** @param {View} view of one neuron @returns {View} the same of the chosen one */
const ofCell = (view) => ({ render: (frame) => view.render(frame.cell) });

/** @param {PlacedView[]} views over the same chart, of the chosen neuron @returns {PlacedView} */
const together = (...views) => ({
  chart: views[0].chart,
  place(axes) { views.forEach((view) => view.place(axes)); },
  render(frame) { views.forEach((view) => view.render(frame.cell)); },
});

/** @param {HTMLElement} chart @returns {(failed: boolean) => void} says in the chart's place that it is not there */
function troubleOf(chart) {
  const note = part(chart, 'data-chart-trouble');
  return (failed) => {
    note.hidden = !failed;
    note.textContent = failed ? say('no_charts') : '';
  };
}
