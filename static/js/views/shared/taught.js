// A table of examples as it can be edited: its cells, its marks and its buttons, drawn again only
// where it has another shape. Listens to nothing.

import { cellAt, inputsOf, isSwitch } from '../../model/teaching.js';
import { letterOf } from '../../text/letters.js';
import * as numbers from '../../text/numbers.js';
import { cellName, columnName, measureText } from '../../text/teaching.js';
import { say } from '../../text/words.js';
import { setAttributes, setClass, setProperty } from './dom.js';
import { nameQuantity } from './pointing.js';

/** @typedef {import('../../model/teaching.js').Teaching} Teaching */
/** @typedef {import('../../model/teaching.js').Place} Place */

/**
 * What the server knows of every table.
 * @typedef {{limits: import('../../model/teaching.js').Limits, shapes: string[], question: string, sign: string}} Facts
 */

const SVG = 'http://www.w3.org/2000/svg';
const DIGITS = 12; // of what can be typed back

/** @param {number} value @returns {string} a cell's number, as it can be typed */
export const writtenCell = (value) => numbers.exact(Number(value.toPrecision(DIGITS)));

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/**
 * @param {HTMLTableElement} table @param {Facts} facts
 * @returns {{to: (teaching: Teaching, isKept: (input: HTMLInputElement) => boolean) => boolean,
 *   placeOf: (input: HTMLInputElement) => Place, answer: HTMLElement}} `to` gives whether the cells are others now
 */
export function drawTaught(table, facts) {
  const [head] = table.tHead ? [table.tHead] : [];
  const [body] = table.tBodies;
  const foot = table.tFoot;
  const answer = make('td', { class: 'says' });
  /** @type {HTMLInputElement[][]} */
  let cells = [];
  let shape = '';

  /** @param {Teaching} teaching */
  function build(teaching) {
    const rows = teaching.rows.map((_, row) => rowOf(teaching, row, facts));
    const asked = rowOf(teaching, teaching.rows.length, facts);
    asked.append(answer, make('td'));
    head?.replaceChildren(headOf(teaching));
    body.replaceChildren(...rows);
    foot?.replaceChildren(asked);
    cells = [...rows, asked].map((row) => [...row.querySelectorAll('input')]);
  }

  return {
    answer,
    placeOf: (input) => {
      const cell = /** @type {HTMLTableCellElement} */ (input.closest('td'));
      return { row: /** @type {HTMLTableRowElement} */ (cell.parentElement).rowIndex - 1, column: cell.cellIndex - 1 };
    },
    to(teaching, isKept) {
      const wanted = JSON.stringify([teaching.rows.length, teaching.columns, teaching.scales]);
      const isAnother = wanted !== shape;
      if (isAnother) build(teaching);
      shape = wanted;
      cells.forEach((inputs, row) => inputs.forEach((input, column) => {
        if (isAnother || !isKept(input)) fillCell(input, teaching, { row, column });
      }));
      [...body.rows].forEach((row, i) => showMark(row, teaching.rows[i]));
      makeRoom(head, cells);
      return isAnother;
    },
  };
}

/**
 * Every column is as wide as the longest that is in it.
 * @param {HTMLTableSectionElement | undefined} head @param {HTMLInputElement[][]} cells
 */
function makeRoom(head, cells) {
  [...(head?.rows[0].cells ?? [])].slice(1, -1).forEach((cell, column) => {
    const longest = cells.reduce((most, row) => Math.max(most, row[column]?.value.length ?? 0), 1);
    setProperty(cell, '--digits', longest);
  });
}

/** @param {HTMLTableRowElement} row @param {number[]} numbers */
function showMark(row, numbers) {
  const mark = /** @type {Element} */ (row.querySelector('.mark'));
  const isFilled = numbers[numbers.length - 1] >= 0.5;
  setClass(mark, 'filled', isFilled);
  setClass(mark, 'hollow', !isFilled);
}

/** @param {HTMLInputElement} input @param {Teaching} teaching @param {Place} place */
function fillCell(input, teaching, place) {
  const isEmpty = place.row === teaching.rows.length && !teaching.question;
  const text = isEmpty ? '' : writtenCell(cellAt(teaching, place));
  if (input.value !== text) input.value = text;
  const switches = !isEmpty && isSwitch(teaching, place);
  setClass(input, 'switch', switches);
  setClass(input, 'on', switches && text === '1');
}

/** @param {Teaching} teaching @returns {HTMLTableRowElement} what the columns are called, and how to remove one */
function headOf(teaching) {
  const inputs = inputsOf(teaching);
  const names = teaching.scales.map((scale, column) => {
    const name = columnName(teaching, column);
    const short = teaching.columns[column] || (column < inputs ? String(column + 1) : name);
    const cell = make('th', { scope: 'col', title: name }, make('span', { class: 'name', dir: 'auto' }, short));
    if (scale) cell.append(make('span', { class: 'measure' }, measureText(scale)));
    if (column < inputs) cell.classList.add(`hue-${column}`);
    if (column < inputs && inputs > 1) cell.append(removal(say('remove_input', { column: name })));
    return cell;
  });
  const unseen = (/** @type {string} */ name) => make('th', { scope: 'col' }, make('span', { class: 'unseen-text' }, say(name)));
  return make('tr', {}, unseen('mark'), ...names, unseen('removing'));
}

/** @param {string} label @returns {HTMLButtonElement} */
const removal = (label) => make('button', { type: 'button', class: 'remove', tabindex: '-1', 'aria-label': label, title: label }, '×');

/**
 * @param {Teaching} teaching @param {number} row the one after the last asks @param {Facts} facts
 * @returns {HTMLTableRowElement}
 */
function rowOf(teaching, row, facts) {
  const inputs = inputsOf(teaching);
  const isAsked = row === teaching.rows.length;
  const width = isAsked ? inputs : inputs + 1;
  const letter = letterOf(row);
  const head = make('th', { scope: 'row' }, isAsked ? questionMark(facts) : markOf(facts.shapes[row % facts.shapes.length]));
  head.append(isAsked ? make('span', { class: 'unseen-text' }, say('asked')) : make('b', {}, letter));
  nameQuantity(head, isAsked ? 'question' : `example:${row}`);
  const cells = Array.from({ length: width }, (_, column) => make('td', {}, make('input', {
    type: 'text', class: 'taught-cell', tabindex: '-1', inputmode: 'decimal', autocomplete: 'off', spellcheck: 'false',
    'aria-label': cellName(teaching, { row, column }),
  })));
  const end = isAsked ? [] : [make('td', {}, ...(teaching.rows.length > 1 ? [removal(say('remove_example', { letter }))] : []))];
  return make('tr', { class: isAsked ? 'asked' : 'taught-row' }, head, ...cells, ...end);
}

/** @param {string} path @param {string[]} more @returns {SVGElement} */
function markOf(path, ...more) {
  const mark = document.createElementNS(SVG, 'svg');
  setAttributes(mark, { class: 'mark', viewBox: '-10 -10 20 20', 'aria-hidden': 'true' });
  [path, ...more].forEach((d, i) => {
    const drawn = document.createElementNS(SVG, 'path');
    setAttributes(drawn, { d, ...(i ? { class: 'sign' } : {}) });
    mark.append(drawn);
  });
  return mark;
}

/** @param {Facts} facts @returns {SVGElement} */
function questionMark({ question, sign }) {
  const mark = markOf(question, sign);
  mark.classList.add('question');
  return mark;
}
