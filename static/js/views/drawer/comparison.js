// Comparisons in the story: a click runs several runs and fills in what the question turns on.
// The runs themselves come from elsewhere. Each run has one colour, in the table and the chart.

import { answerOf, axesOf, errorLine, firstAsSure } from '../../runs/comparison.js';
import * as numbers from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, parts, setAttributes, setText } from '../shared/dom.js';
import { spread } from '../shared/spread.js';

/**
 * @typedef {import('../../runs/comparison.js').Finished} Finished
 * @typedef {(query: string, onBusy: () => void) => Promise<Finished | null>} Finish
 */

const LABEL = 13; // units of the chart that a line's number takes

/** @type {Record<string, (run: Finished, first: Finished, ask: number[]) => string>} */
const COLUMNS = {
  prediction: (run) => numbers.output(answerOf(run, run.run.config.situation), numbers.SAFE_DIGITS),
  error: ({ history }) => numbers.output(history.error[history.count - 1]),
  weight: ({ history }) => numbers.signed(history.weightsAt(history.count - 1)[0], 2),
  outputs: ({ history }) => history.outputsAt(history.count - 1).map((output) => numbers.output(output, 2)).join(' · '),
  ask: (run, _, ask) => numbers.output(answerOf(run, ask)),
  reached: (run, first) => {
    const iteration = firstAsSure(run, answerOf(first, first.run.config.situation));
    return iteration === null ? say('compare_never') : say('compare_reached', { iteration: numbers.count(iteration) });
  },
};

/**
 * @param {HTMLElement} panel @param {Dispatch} dispatch
 * @param {Finish} finish streams the run of a query to its end
 */
export function createComparisons(panel, dispatch, finish) {
  parts(panel, 'data-comparison').forEach((comparison) => {
    const button = part(comparison, 'data-comparison-run');
    let running = false;
    button.addEventListener('click', async () => {
      if (running) return; // a button that is truly disabled would drop the focus
      running = true;
      setAttributes(button, { 'aria-disabled': 'true' });
      setText(button, say('compare_running'));
      const told = await runAll(comparison, finish);
      running = false;
      setAttributes(button, { 'aria-disabled': 'false' });
      setText(button, say('compare_again'));
      dispatch({ type: 'told', text: told });
    });
  });
}

/** @param {HTMLElement} comparison @param {Finish} finish @returns {Promise<string>} the results in words */
async function runAll(comparison, finish) {
  const note = part(comparison, 'data-comparison-note');
  setText(note, '');
  /** @type {Finished[]} */
  const runs = [];
  for (const row of parts(comparison, 'data-comparison-query')) {
    const run = await finish(row.dataset.comparisonQuery ?? '', () => setText(note, say('compare_busy')));
    setText(note, '');
    if (!run) {
      setText(note, say('compare_broken'));
      return '';
    }
    runs.push(run);
    fillRow(comparison, row, run, runs[0]);
  }
  drawLines(comparison, runs);
  comparison.scrollIntoView({ block: 'nearest' });
  return parts(comparison, 'data-comparison-query').map((row) => (row.innerText ?? '').replace(/\s+/g, ' ').trim()).join('; ');
}

/** @param {HTMLElement} comparison @param {HTMLElement} row @param {Finished} run @param {Finished} first */
function fillRow(comparison, row, run, first) {
  /** @type {string[]} */
  const columns = JSON.parse(comparison.dataset.comparison ?? '[]');
  const ask = (comparison.dataset.ask ?? '').split(',').map(Number);
  parts(row, 'data-comparison-cell').forEach((cell, i) => {
    if (run.failedAt === null) setText(cell, COLUMNS[columns[i]](run, first, ask));
    else setText(cell, i ? '–' : say('compare_diverged', { iteration: numbers.count(run.failedAt) }));
  });
}

/** @param {HTMLElement} comparison @param {Finished[]} runs */
function drawLines(comparison, runs) {
  const chart = part(comparison, 'data-comparison-chart');
  const plot = part(chart, 'data-comparison-plot');
  const [width, height] = (plot.dataset.comparisonPlot ?? '').split(' ').map(Number);
  const longest = Math.max(...runs.map(({ run }) => run.config.iterations));
  const axes = axesOf(longest, width, height);
  chart.removeAttribute('hidden');
  const lines = runs.map(({ history }) => errorLine(history, axes));
  parts(chart, 'data-comparison-line').forEach((line, i) => setAttributes(line, { points: lines[i].join(' ') }));
  const ends = lines.map((points) => points[points.length - 1]);
  const heights = spread(ends.map(([, y]) => y), 0, height, LABEL);
  parts(chart, 'data-comparison-label').forEach((label, i) => {
    setAttributes(label, { x: ends[i][0] + 6, y: heights[i] + 4 });
    setText(label, numbers.output(runs[i].history.error[runs[i].history.count - 1]));
  });
  drawTicks(chart, axes, longest);
}

/** @param {HTMLElement} chart @param {ReturnType<typeof axesOf>} axes @param {number} longest */
function drawTicks(chart, axes, longest) {
  parts(chart, 'data-comparison-tick').forEach((tick) => {
    const [axis, value] = (tick.dataset.comparisonTick ?? '').split(' ');
    const at = Number(value);
    if (axis === 'y') setAttributes(tick, { y: axes.y(at) + 4 });
    else setAttributes(tick, { x: axes.x(at), visibility: at <= longest ? 'visible' : 'hidden' });
  });
}
