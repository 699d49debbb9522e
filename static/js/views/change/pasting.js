// A table of one's own: pasted, dropped or chosen as a file. What was understood is shown first, and
// nothing changes before one says so.

import { columnsBeyond, inputsOf, scaled, taken } from '../../model/teaching.js';
import { areSigns } from '../../model/scaling.js';
import { LARGEST_FILE, readPasted, textIn } from '../../text/pasted/pasted.js';
import * as numbers from '../../text/numbers.js';
import { columnName, leftOut, pastedFault, scalesText, understood } from '../../text/teaching.js';
import { say } from '../../text/words.js';
import { part, setHidden, setText } from '../shared/dom.js';
import { make } from '../shared/taught.js';

/** @typedef {import('../../model/teaching.js').Teaching} Teaching */
/** @typedef {import('../../text/pasted/pasted.js').Pasted} Pasted */
/** @typedef {import('../../state/editing.js').Editing} Editing */
/** @typedef {import('../shared/taught.js').Facts['limits']} Limits */

const SHOWN_ROWS = 5;
const SAVED_RUN = /\.json$/i;
const MARGIN = 4; // pixels around what is scrolled to

/**
 * @param {HTMLElement} section @param {{limits: Limits}} facts @param {Editing} editing
 * @param {HTMLElement} panel that it stands in: whatever is pasted there is meant
 * @returns {View & {readFile: (file: File) => void}}
 */
export function createPasting(section, { limits }, editing, panel) {
  const area = /** @type {HTMLTextAreaElement} */ (part(section, 'data-paste'));
  const wrong = part(section, 'data-paste-wrong');
  const preview = previewView(section, limits);

  /** @param {import('../../text/pasted/numerals.js').Fault | null} fault */
  function tell(fault) {
    setHidden(wrong, !fault);
    setText(wrong, fault ? pastedFault(fault) : '');
    if (fault) area.setAttribute('aria-invalid', 'true');
    else area.removeAttribute('aria-invalid');
  }

  /** @param {string} text @param {boolean} [isElsewhere] pasted or dropped where the preview may be out of sight */
  function read(text, isElsewhere = false) {
    const reading = readPasted(text, limits.inputs + 1);
    const isNothing = !text.trim() && !isElsewhere;
    tell('fault' in reading && !isNothing ? reading.fault : null);
    preview.show('table' in reading ? reading.table : null);
    const shown = 'table' in reading ? preview.root : wrong;
    if (!isElsewhere) return;
    reveal(panel, shown);
    if ('table' in reading) preview.root.focus({ preventScroll: true });
  }

  /** @param {File} file */
  async function readFile(file) {
    preview.show(null);
    if (file.size > LARGEST_FILE) {
      tell({ name: 'file', count: file.size });
      reveal(panel, wrong);
    } else read(textIn(new Uint8Array(await file.arrayBuffer())), true);
  }

  const close = () => {
    area.value = '';
    tell(null);
    preview.show(null);
  };
  area.addEventListener('input', () => read(area.value));
  listenToPasting(panel, area, (text) => {
    area.value = text.length > LARGEST_FILE ? '' : text;
    read(text, true);
  });
  listenToChoosing(section, readFile);
  listenToDrops(panel, section, readFile, (text) => read(text, true));
  preview.listen((teaching) => {
    editing.edit(teaching);
    close();
    const asked = /** @type {HTMLElement | null} */ (section.querySelector('.asked input'));
    reveal(panel, section);
    asked?.focus({ preventScroll: true });
  }, () => { close(); area.focus(); });
  return { render() {}, readFile };
}

/** Within the panel alone: the picture stays where it is. @param {HTMLElement} panel @param {HTMLElement} element */
function reveal(panel, element) {
  const [frame, box] = [panel, element].map((each) => each.getBoundingClientRect());
  const fits = box.height <= frame.height;
  if (fits && box.bottom > frame.bottom) panel.scrollTop += box.bottom - frame.bottom + MARGIN;
  else if (!fits || box.top < frame.top) panel.scrollTop += box.top - frame.top - MARGIN;
}

/**
 * Whatever is pasted while the tab is open, except where one is writing something else.
 * @param {HTMLElement} panel @param {HTMLElement} area @param {(text: string) => void} take
 */
function listenToPasting(panel, area, take) {
  document.addEventListener('paste', (event) => {
    const target = /** @type {Element} */ (event.target);
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (panel.hidden || !panel.isConnected || target === area) return;
    if (target.matches('input, textarea, select, [contenteditable]') && !(target.matches('.taught-cell') && /[\t\n;[]/.test(text.trim()))) return;
    event.preventDefault();
    take(text);
  });
}

/** @param {HTMLElement} section @param {(file: File) => void} readFile */
function listenToChoosing(section, readFile) {
  const chooser = /** @type {HTMLInputElement} */ (part(section, 'data-paste-file'));
  chooser.addEventListener('change', () => {
    if (chooser.files?.length) readFile(chooser.files[0]);
    chooser.value = '';
  });
}

/**
 * A table may be dropped anywhere on the panel; what is no table is left to whoever wants it.
 * @param {HTMLElement} panel @param {HTMLElement} section
 * @param {(file: File) => void} readFile @param {(text: string) => void} read
 */
function listenToDrops(panel, section, readFile, read) {
  panel.addEventListener('dragover', (event) => {
    event.preventDefault();
    section.classList.add('dropping');
  });
  ['dragleave', 'drop'].forEach((type) => panel.addEventListener(type, () => section.classList.remove('dropping')));
  panel.addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (file && SAVED_RUN.test(file.name)) return;
    event.preventDefault();
    event.stopPropagation();
    if (file) readFile(file);
    else read(event.dataTransfer?.getData('text/plain') ?? '');
  });
}

/** @param {HTMLElement} section @param {Limits} limits */
function previewView(section, limits) {
  const root = part(section, 'data-preview');
  const answer = /** @type {HTMLSelectElement} */ (part(root, 'data-preview-answer'));
  const scaling = part(root, 'data-scaling');
  const scale = /** @type {HTMLInputElement} */ (part(root, 'data-scale-them'));
  const take = /** @type {HTMLButtonElement} */ (part(root, 'data-take'));
  const takeFirst = /** @type {HTMLButtonElement} */ (part(root, 'data-take-first'));
  /** @type {Pasted | null} */
  let pasted = null;

  /** @returns {Teaching} the rows that there is room for, in their own numbers: what is beyond is only counted */
  const first = () => {
    const { rows, ...rest } = /** @type {Pasted} */ (pasted);
    return taken({ ...rest, rows: rows.slice(0, limits.examples) }, answer.selectedIndex);
  };

  /** @returns {Teaching} as it would be taken */
  const chosen = (raw = first()) => (scale.checked ? scaled(raw) : raw);

  function redraw() {
    if (!pasted) return;
    const raw = first();
    const table = chosen(raw);
    const count = pasted.rows.length;
    const isFull = count > limits.examples;
    const fault = faultIn(table, limits);
    setText(part(root, 'data-understood'), [understood(pasted), leftOut(pasted, answer.selectedIndex)].filter(Boolean).join(' '));
    setHidden(scaling, !columnsBeyond(raw.rows).length);
    setText(part(root, 'data-preview-says'), scalingSaid(raw, table));
    tellFaults(part(root, 'data-preview-wrong'), [
      ...(isFull ? [say('preview_too_many', { count: numbers.count(count), most: limits.examples })] : []),
      ...(fault ? [fault] : []),
    ]);
    take.disabled = isFull || fault !== '';
    setHidden(takeFirst, !isFull);
    takeFirst.disabled = fault !== '';
    setText(takeFirst, say('take_first', { most: limits.examples }));
    drawRows(root, raw, count);
  }

  answer.addEventListener('change', redraw);
  scale.addEventListener('change', redraw);
  return {
    root,
    /** @param {Pasted | null} table */
    show(table) {
      pasted = table;
      setHidden(root, !table);
      if (!table) return;
      const named = { columns: table.names, scales: table.rows[0] };
      const names = table.rows[0].map((_, column) => table.names[column] || columnName({ ...named, scales: [...named.scales, 0] }, column));
      answer.replaceChildren(...names.map((name) => make('option', {}, name)));
      answer.selectedIndex = names.length - 1;
      scale.checked = true;
      redraw();
    },
    /** @param {(teaching: Teaching) => void} onTake @param {() => void} onCancel */
    listen(onTake, onCancel) {
      take.addEventListener('click', () => onTake(chosen()));
      takeFirst.addEventListener('click', () => onTake(chosen()));
      part(root, 'data-paste-cancel').addEventListener('click', onCancel);
    },
  };
}

/** @param {HTMLElement} told @param {string[]} texts */
function tellFaults(told, texts) {
  setHidden(told, !texts.length);
  setText(told, texts.join(' '));
}

/** @param {Teaching} table @param {Limits} limits @returns {string} why it can't be taken; empty where it can */
function faultIn({ rows }, limits) {
  const width = rows[0].length - 1;
  if (rows.some((row) => row[width] < 0 || row[width] > 1)) return say('preview_answers');
  const isLarge = rows.some((row) => row.slice(0, -1).some((value) => Math.abs(value) > limits.input));
  return isLarge ? say('preview_inputs', { most: numbers.plain(limits.input) }) : '';
}

/** @param {Teaching} raw @param {Teaching} table as it would be taken @returns {string} */
function scalingSaid(raw, table) {
  const signs = table !== raw && areSigns(raw.rows.map((row) => row[inputsOf(raw)]));
  return [
    ...(signs ? [say('preview_signs')] : []),
    ...(table.scales.some(Boolean) ? [scalesText(table)] : []),
  ].join(' ');
}

/** @param {HTMLElement} root @param {Teaching} table its first rows, in its own numbers, the answer last @param {number} count of all its rows */
function drawRows(root, table, count) {
  const shown = /** @type {HTMLTableElement} */ (part(root, 'data-preview-table'));
  const names = table.scales.map((_, column) => make('th', { scope: 'col', dir: 'auto' }, columnName(table, column)));
  const rows = table.rows.slice(0, SHOWN_ROWS).map((row) => make('tr', {}, ...row.map((value) => make('td', {}, numbers.plain(value)))));
  shown.tHead?.replaceChildren(make('tr', {}, ...names));
  shown.tBodies[0].replaceChildren(...rows);
  const rest = count - rows.length;
  setText(part(root, 'data-preview-rest'), rest > 0 ? say('preview_rest', { count: numbers.count(rest) }) : '');
}
