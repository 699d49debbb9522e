// The list of runs: the one on screen and those beside it, with what each has at the playhead and
// how soon it got where; and comparisons of one click.

import { othersIn } from '../../model/comparing.js';
import { weightBeside } from '../../model/ghosts.js';
import { placeOf } from '../../model/milestones.js';
import { isSame, joined } from '../../state/beside.js';
import { changedQuery, queryOf } from '../../state/query.js';
import * as numbers from '../../text/numbers.js';
import { say, weightName } from '../../text/words.js';
import { besideName } from '../shared/beside.js';
import { part, parts, setAttributes, setHidden, setText } from '../shared/dom.js';

/** @typedef {import('../../runs/companions.js').Known} Known */

/**
 * @param {HTMLElement} panel @param {Dispatch} dispatch
 * @param {(place: Place | null) => Known | undefined} known of a run beside, or of the one on screen
 * @param {(place: Place) => void} open puts a run beside in this one's place @returns {View}
 */
export function createRuns(panel, dispatch, known, open) {
  const section = part(panel, 'data-runs');
  const rows = part(section, 'data-run-rows');
  const template = /** @type {HTMLTemplateElement} */ (part(section, 'data-run-template'));
  /** @type {Frame | null} */
  let shown = null;
  let drawn = '';
  /** @type {((frame: Frame) => void)[]} */
  let lines = [];

  parts(section, 'data-compare').forEach((button) => button.addEventListener('click', () => {
    if (shown) dispatch({ type: 'beside', beside: compared(shown, /** @type {any} */ (button.dataset.compare)) });
  }));
  /** @param {Beside | null} place @param {number} number */
  const line = (place, number) => {
    const row = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
    row.classList.add(`beside-${number}`);
    const others = () => shown?.beside.filter((other) => !place || !isSame(other, place)) ?? [];
    const actions = ['data-run-open', 'data-run-keep', 'data-run-dismiss'].map((hook) => part(row, hook));
    const [opening, keeping, dismissing] = actions;
    actions.forEach((action) => setHidden(action, !place));
    if (place) {
      setHidden(keeping, !place.before);
      opening.addEventListener('click', () => open(place));
      keeping.addEventListener('click', () => dispatch({
        type: 'beside', beside: shown?.beside.map((other) => (isSame(other, place) ? { ...other, before: false } : other)) ?? [],
      }));
      dismissing.addEventListener('click', () => dispatch({ type: 'beside', beside: others() }));
    }
    rows.append(row);
    return filler(row, place, number, () => known(place), actions);
  };
  return {
    render(frame) {
      shown = frame;
      if (frame.tab !== 'change' || frame.iteration === undefined) return;
      const name = [frame.run.links.page, frame.from, ...frame.beside.map(({ query, from, before }) => `${query} ${from} ${before}`)].join();
      if (name !== drawn) {
        drawn = name;
        const hadFocus = rows.contains(document.activeElement);
        rows.querySelectorAll('tbody').forEach((row) => row.remove());
        lines = [line(null, 0), ...frame.beside.map((place, i) => line(place, i + 1))];
        if (hadFocus) /** @type {HTMLElement | null} */ (section.querySelector('.compare button'))?.focus({ preventScroll: true });
      }
      lines.forEach((fill) => fill(frame));
    },
  };
}

/** @param {Frame} frame @param {import('../../model/comparing.js').Comparison} comparison @returns {Beside[]} */
function compared({ run, config, from, beside }, comparison) {
  const query = queryOf(run.links.page);
  return joined(beside, othersIn(comparison, config).map((fields) => ({ query: changedQuery(query, fields), from })));
}

/**
 * @param {HTMLElement} row @param {Beside | null} place @param {number} number @param {() => Known | undefined} known
 * @param {HTMLElement[]} actions @returns {(frame: Frame) => void}
 */
function filler(row, place, number, known, actions) {
  const [name, differs, error, answer, tenth, hundredth] = [
    'data-run-name', 'data-run-differs', 'data-run-error', 'data-run-answer', 'data-run-tenth', 'data-run-hundredth',
  ].map((hook) => part(row, hook));
  return (frame) => {
    const ghost = place ? frame.ghosts.find((each) => each.number === number) : null;
    const found = known();
    const reached = (/** @type {string} */ error) => placeOf(found?.followed?.milestones ?? [], error, found?.place.from ?? 0);
    const called = place ? nameOf(frame, place, ghost ?? null, found) : nameOfThis(frame);
    setText(name, called);
    if (place) actions.forEach((action) => setAttributes(action, { 'aria-label': `${action.textContent}: ${called}` }));
    const here = place ? ghost : { ...frame, begun: true };
    setText(error, here?.begun ? numbers.output(here.error, numbers.TABLE_DIGITS) : '–');
    setText(answer, here?.begun ? numbers.output(here.answer, numbers.TABLE_DIGITS) : '–');
    [tenth, hundredth].forEach((cell, i) => {
      const at = reached(i ? 'hundredth' : 'tenth');
      setText(cell, at === null ? '–' : numbers.count(at));
    });
    // Snapshots of two iterations differ even where the runs don't.
    if (!frame.playing || frame.iteration % 10 === 0) setText(differs, ghost?.at === frame.from + frame.iteration ? differences(frame, ghost) : '');
  };
}

/** @param {Frame} frame @returns {string} */
const nameOfThis = ({ from }) => (from ? say('run_branch', { iteration: numbers.count(from) }) : say('run_this'));

/** @param {Frame} frame @param {Beside} place @param {Ghost | null} ghost @param {Known | undefined} found @returns {string} */
function nameOf(frame, place, ghost, found) {
  if (found?.problem) return found.problem.detail || say('change_unreachable');
  return [besideName(frame, place, ghost), ghost ? howItEnded(found, frame.from + frame.position) : ''].filter(Boolean).join('; ');
}

/**
 * What stands there from a run's end on is what it had at its end.
 * @param {Known | undefined} found @param {number} position on the time axis @returns {string} empty before
 */
function howItEnded(found, position) {
  if (!found?.followed || !found.status) return '';
  const iteration = found.place.from + found.followed.history.last;
  if (found.status.name === 'failed') return say('run_diverged', { iteration: numbers.count(iteration) });
  return position > iteration && found.status.name === 'finished' ? say('run_ended', { iteration: numbers.count(iteration) }) : '';
}

/** @param {Frame} frame @param {Ghost} ghost @returns {string} this run's weights and error, less the other's */
function differences(frame, ghost) {
  const weights = frame.weights.flatMap((weight, i) => {
    const at = weightBeside(frame.run, ghost.run, i);
    return at < 0 ? [] : [say('run_differs_weight', { name: weightName(frame, i), value: numbers.signed(weight - ghost.weights[at]) })];
  });
  return say('run_differs', { weights: numbers.series(weights), error: numbers.error(frame.error - ghost.error, numbers.TABLE_DIGITS) });
}
