// The table of examples: cells switch at a click and take numbers as they are typed. What is wrong
// with one is said there, and the run on screen stays.

import { cellAt, isSwitch, measuredAnswer, refusalAt, withCell, withoutColumn, withoutRow } from '../../model/teaching.js';
import * as numbers from '../../text/numbers.js';
import { readTyped } from '../../text/pasted/numerals.js';
import { wrongCell } from '../../text/teaching.js';
import { say } from '../../text/words.js';
import { part, setHidden, setText } from '../shared/dom.js';
import { createGrid } from '../shared/grid.js';
import { drawTaught, writtenCell } from '../shared/taught.js';

/** @typedef {import('../../model/teaching.js').Teaching} Teaching */
/** @typedef {import('../../model/teaching.js').Place} Place */
/** @typedef {import('../../state/editing.js').Editing} Editing */
/** @typedef {import('../shared/taught.js').Facts} Facts */

const MOST_FAULTS = 2; // said in words; how many more there are is counted

/** @param {HTMLElement} section @param {Facts} facts @param {Editing} editing @returns {View} */
export function createExamples(section, facts, editing) {
  const table = /** @type {HTMLTableElement} */ (part(section, 'data-taught'));
  const grid = createGrid(table);
  const faults = faultsView(part(section, 'data-cell-wrong'));
  const draw = drawTaught(table, facts);
  /** @type {Set<HTMLInputElement>} */
  const typed = new Set();
  let answer = NaN;

  /** @param {HTMLInputElement} input @returns {Place} */
  const placeOf = (input) => draw.placeOf(input);

  /** @param {HTMLInputElement} input what was typed there takes effect, or is said to be wrong */
  function commit(input) {
    const { teaching } = editing;
    if (!typed.delete(input) || !teaching) return;
    const place = placeOf(input);
    const read = readTyped(input.value, /** @type {'.' | ','} */ (numbers.markInUse()));
    const fault = 'fault' in read ? read.fault : refusalAt(teaching, place, read.value, facts.limits);
    faults.set(input, fault && wrongCell(teaching, place, fault));
    if ('fault' in read || fault) return;
    if (read.value !== cellAt(teaching, place)) editing.edit(withCell(teaching, place, read.value));
    else input.value = writtenCell(read.value);
  }

  /** @param {HTMLInputElement} input @returns {boolean} whether it switched */
  function toggle(input) {
    const { teaching } = editing;
    if (!teaching || typed.has(input) || faults.has(input)) return false;
    const place = placeOf(input);
    if (!isSwitch(teaching, place)) return false;
    editing.edit(withCell(teaching, place, 1 - cellAt(teaching, place)));
    input.select();
    return true;
  }

  function redraw() {
    const { teaching } = editing;
    if (!teaching) return;
    const hadFocus = table.contains(document.activeElement);
    const isAnother = draw.to(teaching, (input) => typed.has(input) || faults.has(input));
    if (!isAnother) return;
    typed.clear();
    faults.clear();
    grid.settle(hadFocus);
  }

  listenToCells(table, { typed, commit, toggle, restore(input) {
    typed.delete(input);
    faults.set(input, null);
    redraw();
    input.select();
  } });
  listenToUndoing(table, typed, editing, faults.clear);
  table.addEventListener('click', ({ target }) => {
    const button = /** @type {Element} */ (target).closest('button');
    if (button && editing.teaching) editing.edit(withoutAt(editing.teaching, button));
  });
  editing.listen(redraw);
  return {
    render(frame) {
      editing.follow(frame);
      if (frame.answer === answer) return;
      ({ answer } = frame);
      if (editing.teaching) setText(draw.answer, numbers.plain(measuredAnswer(editing.teaching, answer), 3));
    },
  };
}

/** @param {Teaching} teaching @param {HTMLButtonElement} button at the head of an input, or at an example's end */
function withoutAt(teaching, button) {
  const cell = /** @type {HTMLTableCellElement} */ (button.closest('td, th'));
  const { rowIndex } = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  return rowIndex === 0 ? withoutColumn(teaching, cell.cellIndex - 1) : withoutRow(teaching, rowIndex - 1);
}

/**
 * @param {HTMLTableElement} table
 * @param {{typed: Set<HTMLInputElement>, commit: (input: HTMLInputElement) => void,
 *   toggle: (input: HTMLInputElement) => boolean, restore: (input: HTMLInputElement) => void}} acts
 */
function listenToCells(table, { typed, commit, toggle, restore }) {
  const onCell = (/** @type {string} */ type, /** @type {(input: HTMLInputElement, event: any) => void} */ act) => {
    table.addEventListener(type, (event) => { if (event.target instanceof HTMLInputElement) act(event.target, event); });
  };
  // A touch switches; only a double one opens the keyboard, which would cover half of what changes.
  onCell('pointerdown', (input, { pointerType }) => { input.readOnly = pointerType === 'touch' && document.activeElement !== input; });
  onCell('dblclick', (input) => { input.readOnly = false; input.select(); });
  onCell('focusin', (input) => input.select());
  onCell('focusout', (input) => { commit(input); input.readOnly = false; });
  onCell('click', (input) => { toggle(input); });
  onCell('input', (input) => typed.add(input));
  onCell('keydown', (input, event) => {
    if (event.key === 'Enter') commit(input);
    if (event.key === ' ' && toggle(input)) event.preventDefault();
    if (event.key === 'Escape') restore(input);
  });
}

/**
 * Undoing within the table, where nothing is being typed: there the browser undoes letters.
 * @param {HTMLTableElement} table @param {Set<HTMLInputElement>} typed @param {Editing} editing @param {() => void} clear
 */
function listenToUndoing(table, typed, editing, clear) {
  table.addEventListener('keydown', (event) => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
    if (typed.has(/** @type {HTMLInputElement} */ (event.target))) return;
    event.preventDefault();
    clear();
    if (key === 'y' || event.shiftKey) editing.redo();
    else editing.undo();
  });
}

/** @param {HTMLElement} told under the table @returns what is wrong with its cells, each by itself */
function faultsView(told) {
  /** @type {Map<HTMLInputElement, string>} */
  const faults = new Map();
  const tell = () => {
    const texts = [...faults.values()];
    const more = texts.length - MOST_FAULTS;
    setHidden(told, !texts.length);
    setText(told, [...texts.slice(0, MOST_FAULTS), ...(more > 0 ? [say('wrong_more', { count: more })] : [])].join(' '));
  };
  return {
    has: (/** @type {HTMLInputElement} */ input) => faults.has(input),
    /** @param {HTMLInputElement} input @param {string | null} text null where nothing is wrong any more */
    set(input, text) {
      if (text) faults.set(input, text);
      else faults.delete(input);
      if (text) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      tell();
    },
    clear() {
      faults.forEach((_, input) => input.removeAttribute('aria-invalid'));
      faults.clear();
      tell();
    },
  };
}
