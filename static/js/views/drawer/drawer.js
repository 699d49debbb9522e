// The drawer beside the picture: three tabs, one open at a time or none; and, under them, the
// link to the same place in the other language.

import { part, parts, setAttributes } from '../shared/dom.js';

/**
 * @param {HTMLElement} root @param {Dispatch} dispatch
 * @param {() => string} lookNow what one looks at, as a fragment without its # @returns {View}
 */
export function createDrawer(root, dispatch, lookNow) {
  const drawer = part(root, 'data-drawer');
  const tabs = parts(drawer, 'data-tab');
  const panels = parts(drawer, 'data-panel');
  const names = tabs.map((tab) => /** @type {Tab} */ (tab.dataset.tab));
  /** @type {Tab | null} */
  let open = null;

  tabs.forEach((tab, i) => {
    tab.addEventListener('click', () => dispatch({ type: 'tab', tab: open === names[i] ? null : names[i] }));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === 'Escape') dispatch({ type: 'tab', tab: null });
      if (!step) return;
      event.preventDefault();
      const next = (i + step + tabs.length) % tabs.length;
      tabs[next].focus();
      if (open) dispatch({ type: 'tab', tab: names[next] });
    });
  });
  const otherLanguage = /** @type {HTMLAnchorElement} */ (part(drawer, 'data-other-language'));
  // Before the link is followed, opened beside this page, or copied.
  ['pointerdown', 'focus', 'click'].forEach((event) => {
    otherLanguage.addEventListener(event, () => { otherLanguage.hash = lookNow(); });
  });
  return {
    render({ tab }) {
      if (tab === open && drawer.dataset.ready) return;
      open = tab;
      drawer.dataset.ready = 'yes';
      setAttributes(root, { 'data-open': tab ?? 'none' });
      tabs.forEach((button, i) => setAttributes(button, {
        'aria-selected': String(names[i] === tab),
        tabindex: names[i] === tab || (!tab && i === 0) ? '0' : '-1',
      }));
      panels.forEach((panel) => { panel.hidden = panel.dataset.panel !== tab; });
    },
  };
}
