// Full precision in what is copied: select a number, and all of its digits are copied.

import * as numbers from '../../text/numbers.js';
import { partAt, quantityOf } from './pointing.js';
import { describe } from './tooltip.js';

/** @param {HTMLElement} root @param {AbortSignal} signal ends its listening @returns {View} */
export function createCopying(root, signal) {
  /** @type {Frame | null} */
  let shown = null;
  root.addEventListener('copy', (event) => {
    const selection = getSelection();
    const number = shown && selection && numberIn(selection, shown);
    if (!number) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', number);
  }, { signal });
  return { render(frame) { shown = frame; } };
}

/**
 * @param {Selection} selection @param {Frame} frame
 * @returns {string} every digit of the one number that is selected; empty where it is anything else
 */
function numberIn({ anchorNode, focusNode, isCollapsed }, frame) {
  const [first, last] = [anchorNode, focusNode].map((node) => partAt(node?.parentElement ?? null));
  if (isCollapsed || !first || first !== last) return '';
  const lines = describe(quantityOf(first), frame).split('\n');
  // Of what has several numbers, what is written is the last: what the neuron says.
  if (lines.length > 1 && !quantityOf(first).startsWith('situation')) return '';
  return numbers.asProgramsDo(lines[lines.length - 1].split('  ').pop() ?? '');
}
