// Point at any quantity anywhere and the same quantity lights up everywhere.

import { isLit, resolve } from '../../model/quantities.js';
import { litAt } from '../../text/listing.js';
import { setClass } from './dom.js';
import { partAt, quantitiesIn, quantityOf } from './pointing.js';

/**
 * @param {HTMLElement} root @param {Dispatch} dispatch @param {AbortSignal} signal ends its listening
 * @returns {View}
 */
export function createHighlight(root, dispatch, signal) {
  let shownExample = -1;
  let isQuestion = false;
  /** @type {string | null} */
  let drawn = null;

  /** @param {Event} event */
  const point = (event) => {
    const part = partAt(event.target);
    dispatch({ type: 'lit', lit: part ? resolve(quantityOf(part), shownExample, isQuestion) : null });
  };
  root.addEventListener('pointerover', point, { signal });
  root.addEventListener('focusin', point, { signal });
  root.addEventListener('pointerleave', () => dispatch({ type: 'lit', lit: null }), { signal });

  return {
    render(frame) {
      ({ shownExample, isSituation: isQuestion } = frame);
      const lit = frame.lit ? [resolve(frame.lit, shownExample, isQuestion)] : litAt(frame);
      const state = `${lit} ${shownExample} ${isQuestion} ${frame.tab} ${frame.chapter} ${frame.weight} ${frame.looked.axes} ${frame.shownInputs}`;
      if (state === drawn) return;
      drawn = state;
      root.classList.toggle('pointing', lit.length > 0);
      quantitiesIn(root).forEach((part) => {
        const quantity = resolve(quantityOf(part), shownExample, isQuestion);
        setClass(part, 'lit', lit.some((name) => isLit(quantity, name)));
      });
    },
  };
}
