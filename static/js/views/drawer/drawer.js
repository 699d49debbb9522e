// The drawer beside the picture: four tabs, one open at a time or none. What is in them comes
// when one is opened, and again where it tells of a run that is not there any more. Under them,
// links to the same place in other languages.

import * as numbers from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, parts, setAttributes, setHidden, setText } from '../shared/dom.js';
import { Outdated, Unavailable } from '../shared/panels.js';

const LATE = 1500; // milliseconds, after which one is told that it takes a while
const AGAIN = 8000;

/**
 * @typedef {object} Contents what is in the panels
 * @property {(tab: Tab) => boolean} isThere and tells of the run on screen
 * @property {(panels: Map<string, HTMLElement>) => Promise<void>} fill brings it, by the tabs' names; rejected where it can't be had
 */

/**
 * @param {HTMLElement} region @param {Dispatch} dispatch
 * @param {HTMLElement} root which says to the style sheets which tab is open
 * @param {Contents} contents
 * @param {() => string} lookNow what one looks at, as a fragment without its #
 * @param {() => void} reload loads the page anew, where one is @returns {View}
 */
export function createDrawer(region, dispatch, root, contents, lookNow, reload) {
  const tabs = parts(region, 'data-tab');
  const panels = parts(region, 'data-panel');
  const names = tabs.map((tab) => /** @type {Tab} */ (tab.dataset.tab));
  const place = part(region, 'data-drawer-place');
  const load = loaderView(region, panels, contents, reload);
  /** @type {Tab | null | undefined} */
  let open;

  listenToTabs(tabs, names, () => open ?? null, dispatch);
  parts(region, 'data-other-language').forEach((link) => keepPlace(/** @type {HTMLAnchorElement} */ (link), lookNow));
  return {
    render({ tab, iteration, iterations }) {
      setHidden(place, tab === null || iteration === undefined);
      setText(place, tab && iteration !== undefined
        ? say('drawer_place', { iteration: numbers.count(iteration), iterations: numbers.count(iterations) }) : '');
      if (tab) load(tab);
      if (tab === open) return;
      const kept = tabs[names.indexOf(/** @type {Tab} */ (tab ?? open))];
      const isLeft = panels.some((panel) => panel.contains(document.activeElement));
      open = tab;
      setAttributes(root, { 'data-open': tab ?? 'none' });
      tabs.forEach((button, i) => setAttributes(button, {
        'aria-selected': String(names[i] === tab),
        'aria-expanded': String(names[i] === tab),
        tabindex: names[i] === tab || (!tab && i === 0) ? '0' : '-1',
      }));
      panels.forEach((panel) => { panel.hidden = panel.dataset.panel !== tab; });
      if (isLeft) kept.focus({ preventScroll: true }); // what had the focus, a link, went with its panel
    },
  };
}

/**
 * @param {HTMLElement[]} tabs @param {Tab[]} names @param {() => Tab | null} open @param {Dispatch} dispatch
 */
function listenToTabs(tabs, names, open, dispatch) {
  tabs.forEach((tab, i) => {
    tab.addEventListener('click', () => dispatch({ type: 'tab', tab: open() === names[i] ? null : names[i] }));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === 'Escape') dispatch({ type: 'tab', tab: null });
      if (!step) return;
      event.preventDefault();
      const next = (i + step + tabs.length) % tabs.length;
      tabs[next].focus();
      if (open()) dispatch({ type: 'tab', tab: names[next] });
    });
  });
}

/**
 * Asks for what is not in the panels; where it can't be had it says so, asks again after a while,
 * and can be made to at once, or the whole page be loaded anew where the server has another version of it.
 * @param {HTMLElement} region @param {HTMLElement[]} panels @param {Contents} contents @param {() => void} reload
 * @returns {(tab: Tab) => void} to be told of every frame
 */
function loaderView(region, panels, { isThere, fill }, reload) {
  const trouble = part(region, 'data-drawer-trouble');
  const text = part(region, 'data-drawer-trouble-text');
  const retry = part(region, 'data-drawer-retry');
  let state = 'empty';
  let again = 0;
  const tell = (/** @type {string} */ name) => {
    trouble.hidden = false;
    retry.hidden = name === 'asked';
    setText(text, say(`drawer_${name}`));
  };
  const load = async () => {
    if (state !== 'empty') return;
    state = 'asked';
    clearTimeout(again);
    const late = setTimeout(() => tell('asked'), LATE);
    panels.forEach((panel) => setAttributes(panel, { 'aria-busy': 'true' }));
    try {
      await fill(new Map(panels.map((panel) => [panel.dataset.panel ?? '', panel])));
      state = 'empty'; // it may be wanted for another run some day
      trouble.hidden = true;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      state = error instanceof Outdated ? 'outdated' : 'held';
      tell(state === 'held' ? 'empty' : state);
      if (state === 'outdated') setText(retry, say('drawer_reload'));
      else again = setTimeout(anew, AGAIN);
    } finally {
      clearTimeout(late);
    }
    panels.forEach((panel) => setAttributes(panel, { 'aria-busy': 'false' }));
  };
  const anew = () => {
    if (state === 'held') state = 'empty';
    void load();
  };
  retry.addEventListener('click', () => {
    if (state === 'outdated') reload();
    else anew();
  });
  return (tab) => { if (!isThere(tab)) void load(); };
}

/**
 * Before the link is followed, opened beside this page, or copied.
 * @param {HTMLAnchorElement} link @param {() => string} lookNow
 */
function keepPlace(link, lookNow) {
  ['pointerdown', 'focus', 'click'].forEach((event) => {
    link.addEventListener(event, () => { link.hash = lookNow(); });
  });
}
