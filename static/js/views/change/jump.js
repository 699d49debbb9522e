// To each section of the tab: the panel scrolls there, and whoever listens is there too.

import { parts } from '../shared/dom.js';

/** @param {HTMLElement} panel @returns {View} */
export function createJump(panel) {
  let still = false;
  parts(panel, 'data-jump').forEach((button) => {
    const heading = /** @type {HTMLElement} */ (panel.querySelector(`#${button.dataset.jump}`));
    heading.tabIndex = -1;
    button.addEventListener('click', () => {
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' });
    });
  });
  return { render(frame) { ({ still } = frame); } };
}
