// What can be done with the whole table of examples, and what to expect of it.

import { expectationsOf } from '../../model/expecting.js';
import { columnsBeyond, inputsOf, scaled, withColumn, withRow } from '../../model/teaching.js';
import { expectation } from '../../text/teaching.js';
import { say } from '../../text/words.js';
import { part, setAttributes, setHidden, setText } from '../shared/dom.js';
import { make } from '../shared/taught.js';

/** What is said of each wall, what the way past it is called, and what that changes. @type {Record<string, [string, string, Record<string, string>]>} */
const WAYS = {
  all: ['expect_all', 'hidden_on', { hidden: '4' }],
  one_hidden: ['expect_one_hidden', 'hidden_more', { hidden: '4' }],
  origin: ['expect_origin', 'threshold_on', { threshold: 'on' }],
};

/** @typedef {import('../../state/editing.js').Editing} Editing */
/** @typedef {import('../shared/taught.js').Facts} Facts */

/**
 * @param {HTMLElement} section @param {Facts} facts @param {Editing} editing
 * @param {() => 'all' | 'origin' | null} wall what is in the way of the neuron on screen
 * @returns {View}
 */
export function createTools(section, { limits }, editing, wall) {
  const tools = part(section, 'data-teaching-tools');
  const refused = part(section, 'data-teaching-refused');
  const expected = part(section, 'data-expected');
  const button = (/** @type {string} */ hook) => /** @type {HTMLButtonElement} */ (part(tools, hook));
  const [addExample, addInput, undo, redo, scale] = ['data-add-example', 'data-add-input', 'data-undo', 'data-redo', 'data-scale'].map(button);
  /** @type {unknown[]} */
  let seen = [];

  /** @param {HTMLButtonElement} pressed @param {() => void} act */
  const listen = (pressed, act) => pressed.addEventListener('click', () => { if (isOn(pressed)) act(); });
  /** @param {(teaching: import('../../model/teaching.js').Teaching) => import('../../model/teaching.js').Teaching} act */
  const edit = (act) => () => { if (editing.teaching) editing.edit(act(editing.teaching)); };
  listen(addExample, edit(withRow));
  listen(addInput, edit(withColumn));
  listen(scale, edit(scaled));
  listen(undo, editing.undo);
  listen(redo, editing.redo);

  function redraw() {
    const { teaching, canUndo, canRedo } = editing;
    if (!teaching) return;
    turn(addExample, teaching.rows.length < limits.examples);
    turn(addInput, inputsOf(teaching) < limits.inputs);
    addExample.title = teaching.rows.length >= limits.examples ? say('most_examples', { most: limits.examples }) : '';
    turn(undo, canUndo);
    turn(redo, canRedo);
    const isScaled = !columnsBeyond(teaching.rows).length;
    if (isScaled && document.activeElement === scale) undo.focus(); // what one may press next
    setHidden(scale, isScaled);
    tellOfRefusal(refused, editing);
    tellWhatToExpect();
  }

  /** Worked out anew only for another table, another neuron, or another wall. */
  function tellWhatToExpect() {
    const { teaching, fields } = editing;
    if (!teaching) return;
    const threshold = fields.threshold === 'on' ? 'on' : 'off';
    const hidden = Number(fields.hidden ?? 0);
    const inTheWay = editing.isUnderWay ? null : wall();
    const basis = [teaching, threshold, hidden, inTheWay];
    if (basis.every((each, i) => each === seen[i])) return;
    seen = basis;
    const found = expectationsOf(teaching.rows, threshold, hidden);
    const texts = found.map((each) => make('li', {}, expectation(each, teaching)));
    const isSaid = inTheWay === 'all' && found.some(({ name }) => name === 'contradiction'); // that is why
    if (inTheWay && !isSaid) texts.push(wallItem(hidden ? 'one_hidden' : inTheWay, editing));
    expected.replaceChildren(...texts);
  }

  editing.listen(redraw);
  return { render: tellWhatToExpect };
}

/** @param {HTMLButtonElement} button @param {boolean} isOn what is off keeps the focus: by keys one goes on from there */
const turn = (button, isOn) => setAttributes(button, { 'aria-disabled': String(!isOn) });

/** @param {HTMLButtonElement} button */
const isOn = (button) => button.getAttribute('aria-disabled') !== 'true';

/** @param {string} wall @param {Editing} editing @returns {HTMLLIElement} with the way out */
function wallItem(wall, editing) {
  const [what, way, fields] = WAYS[wall];
  const item = make('li', {}, say(what));
  const button = make('button', { type: 'button' }, say(way));
  button.addEventListener('click', () => {
    if (editing.teaching) editing.edit(editing.teaching, fields);
  });
  item.append(' ', button);
  return item;
}

/** @param {HTMLElement} refused @param {Editing} editing */
function tellOfRefusal(refused, { problem }) {
  setHidden(refused, !problem);
  if (!problem) return;
  const [error] = problem.errors ?? [];
  if (error) setText(refused, say('refused', { message: error.message }));
  else setText(refused, problem.detail || say('unreachable'));
}
