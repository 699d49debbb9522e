// The legend of the runs beside this one, over time: how each is drawn, what sets it apart, and a
// way to let it go.

import { brief } from '../../text/differences.js';
import { say } from '../../text/words.js';
import { besideName } from '../shared/beside.js';
import { part, setHidden } from '../shared/dom.js';

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {View} */
export function createBeside(region, dispatch) {
  const list = part(region, 'data-beside');
  const first = /** @type {HTMLTemplateElement} */ (part(region, 'data-beside-template'));
  let drawn = '';
  /** @param {Frame} frame @param {Beside} place @param {number} at */
  const entry = (frame, place, at) => {
    const { ghosts, beside } = frame;
    const item = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (first.content.cloneNode(true)).firstElementChild);
    const ghost = ghosts.find(({ number }) => number === at + 1);
    const name = besideName(frame, place, ghost);
    item.classList.add(`beside-${at + 1}`);
    const short = brief(name);
    const text = part(item, 'data-beside-name');
    text.textContent = place.before && ghost ? say('beside_before', { name: short }) : short;
    text.title = name;
    const dismiss = part(item, 'data-beside-dismiss');
    dismiss.setAttribute('aria-label', say('beside_dismiss', { name }));
    dismiss.addEventListener('click', () => dispatch({ type: 'beside', beside: beside.filter((other) => other !== place) }));
    return item;
  };
  return {
    render(frame) {
      const { beside, ghosts, run } = frame;
      const name = `${beside.map(({ query, from, before }) => `${query} ${from} ${before}`)} ${ghosts.map(({ number }) => number)} ${run.links.page}`;
      if (name === drawn) return;
      drawn = name;
      const hadFocus = list.contains(document.activeElement);
      setHidden(list, !beside.length);
      list.replaceChildren(...beside.map((place, at) => entry(frame, place, at)));
      if (hadFocus) /** @type {HTMLElement | null} */ (list.querySelector('button') ?? region.querySelector('.play'))?.focus({ preventScroll: true });
    },
  };
}
