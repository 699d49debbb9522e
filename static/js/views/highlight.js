// Point at any quantity anywhere and the same quantity lights up everywhere.

import { isLit, resolve } from '../quantities.js';
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
      const state = `${frame.lit} ${shownExample} ${frame.tab} ${frame.page}`;
      if (state === drawn) return;
      drawn = state;
      root.classList.toggle('pointing', frame.lit !== null);
      root.querySelectorAll('[data-quantity]').forEach((part) => {
        const quantity = resolve(part.getAttribute('data-quantity') ?? '', shownExample);
        setClass(part, 'lit', isLit(quantity, frame.lit));
      });
    },
  };
}
