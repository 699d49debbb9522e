// The benches of the story's questions: a click runs several runs and fills in what the
// question turns on. The runs themselves come from elsewhere.

import { answerOf, errorLine, firstAsSure } from '../../runs/comparison.js';
import * as numbers from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, parts, setText } from '../shared/dom.js';

/**
 * @typedef {import('../../runs/comparison.js').Finished} Finished
 * @typedef {(query: string) => Promise<Finished | null>} Finish
 */

const [WIDTH, HEIGHT] = [360, 120];

/** @type {Record<string, (run: Finished, first: Finished, ask: number[]) => string>} */
const COLUMNS = {
  prediction: (run) => numbers.output(answerOf(run, run.run.config.situation), numbers.ANSWER_DIGITS),
  error: ({ history }) => numbers.output(history.error[history.count - 1]),
  weight: ({ history }) => numbers.signed(history.weightsAt(history.count - 1)[0], 2),
  outputs: ({ history }) => history.outputsAt(history.count - 1).map((output) => numbers.output(output, 2)).join(' · '),
  ask: (run, _, ask) => numbers.output(answerOf(run, ask)),
  reached: (run, first) => {
    const iteration = firstAsSure(run, answerOf(first, first.run.config.situation));
    return iteration === null ? say('bench_never') : say('bench_reached', { iteration: numbers.count(iteration) });
  },
};

/** @param {HTMLElement} root @param {Finish} finish streams the run of a query to its end */
export function createBenches(root, finish) {
  parts(root, 'data-bench').forEach((bench) => {
    const button = /** @type {HTMLButtonElement} */ (part(bench, 'data-bench-run'));
    button.addEventListener('click', async () => {
      button.disabled = true;
      setText(button, say('bench_running'));
      await runBench(bench, finish);
      button.disabled = false;
      setText(button, say('bench_again'));
    });
  });
}

/** @param {HTMLElement} bench @param {Finish} finish */
async function runBench(bench, finish) {
  const note = part(bench, 'data-bench-note');
  setText(note, '');
  /** @type {Finished[]} */
  const runs = [];
  for (const row of parts(bench, 'data-bench-query')) {
    const run = await finish(row.dataset.benchQuery ?? '');
    if (!run) {
      setText(note, say('bench_broken'));
      return;
    }
    runs.push(run);
    fillRow(bench, row, run, runs[0]);
  }
  drawLines(bench, runs);
}

/** @param {HTMLElement} bench @param {HTMLElement} row @param {Finished} run @param {Finished} first */
function fillRow(bench, row, run, first) {
  /** @type {string[]} */
  const columns = JSON.parse(bench.dataset.bench ?? '[]');
  const ask = (bench.dataset.ask ?? '').split(',').map(Number);
  parts(row, 'data-bench-cell').forEach((cell, i) => {
    if (run.failedAt === null) setText(cell, COLUMNS[columns[i]](run, first, ask));
    else setText(cell, i ? '' : say('bench_diverged', { iteration: run.failedAt }));
  });
}

/** @param {HTMLElement} bench @param {Finished[]} runs */
function drawLines(bench, runs) {
  const chart = part(bench, 'data-bench-chart');
  chart.removeAttribute('hidden');
  const longest = Math.max(...runs.map(({ run }) => run.config.iterations));
  parts(chart, 'data-bench-line').forEach((line, i) => {
    line.setAttribute('points', errorLine(runs[i].history, longest, WIDTH, HEIGHT));
  });
}
