// What stands in the cut's place: the cut, or the landscape that the run goes down.

import { part, parts, setAttributes, setClass, setText } from '../shared/dom.js';

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {View} */
export function createLens(region, dispatch) {
  const buttons = parts(part(region, 'data-lenses'), 'data-lens');
  const title = part(region, 'data-lens-titles');
  /** @type {Record<Lens, string>} */
  const titles = JSON.parse(title.dataset.lensTitles ?? '');
  buttons.forEach((button) => button.addEventListener('click', () => {
    dispatch({ type: 'lens', lens: /** @type {Lens} */ (button.dataset.lens) });
  }));
  return {
    render({ lens }) {
      setClass(region, 'of-landscape', lens === 'landscape');
      buttons.forEach((button) => setAttributes(button, { 'aria-pressed': String(button.dataset.lens === lens) }));
      setText(title, titles[lens]);
    },
  };
}
