// Point at any quantity anywhere and the same quantity lights up everywhere.

import { litAt } from '../../text/listing.js';
import { isLit, resolve } from '../../model/quantities.js';
import { setClass } from './dom.js';

/** @param {HTMLElement} root @param {Dispatch} dispatch @returns {View} */
export function createHighlight(root, dispatch) {
  let shownExample = -1;
  /** @type {string | null} */
  let drawn = null;

  /** @param {Event} event */
  const point = (event) => {
    const part = /** @type {Element} */ (event.target).closest('[data-quantity]');
    const quantity = part?.getAttribute('data-quantity');
    dispatch({ type: 'lit', lit: quantity ? resolve(quantity, shownExample) : null });
  };
  root.addEventListener('pointerover', point);
  root.addEventListener('focusin', point);
  root.addEventListener('pointerleave', () => dispatch({ type: 'lit', lit: null }));

  return {
    render(frame) {
      shownExample = frame.shownExample;
      const lit = frame.lit ? [frame.lit] : litAt(frame.line);
      const state = `${lit} ${shownExample} ${frame.tab} ${frame.page} ${frame.weight}`;
      if (state === drawn) return;
      drawn = state;
      root.classList.toggle('pointing', lit.length > 0);
      root.querySelectorAll('[data-quantity]').forEach((part) => {
        const quantity = resolve(part.getAttribute('data-quantity') ?? '', shownExample);
        setClass(part, 'lit', lit.some((name) => isLit(quantity, name)));
      });
    },
  };
}
