// The drawer: its tabs and what is in them. It stays while runs come and go: what tells of one
// run is fetched anew for the next, and what changes runs is fetched once. Joins the parts and
// decides nothing.

import { writeLook } from './state/address.js';
import { createDrawer } from './views/drawer/drawer.js';
import { createSheet } from './views/drawer/sheet.js';
import { mountRegions, part } from './views/shared/dom.js';
import { createDropping } from './views/shared/dropping.js';
import { Unavailable, fetchPanels } from './views/shared/panels.js';

/** @typedef {import('./picture.js').Picture} Picture */

/**
 * @typedef {object} Page what the drawer stands beside
 * @property {() => Picture} picture @property {() => PageData} data
 * @property {Change} change @property {() => void} reload
 * @property {(place: Place) => void} open a run beside, in this one's place
 * @property {(place: Place | null) => import('./runs/companions.js').Known | undefined} known of a run beside, or of this one
 * @property {(file: File) => void} bring shows a recorded run in this one's place
 */

/**
 * @param {HTMLElement} root @param {Page} page
 * @returns {{stand: () => void, readTable: (file: File) => void}} to be told whenever another picture
 * stands beside it, and given tables of examples from anywhere
 */
export function mountDrawer(root, page) {
  /** @type {Dispatch} */
  const dispatch = (message) => page.picture().dispatch(message);
  /** @type {Picture | null} the one that Story, Why and Code tell of */
  let told = null;
  /** @type {import('./changing.js').Changing | null} once it is there */
  let changing = null;
  /** @type {import('./telling.js').Told | null} what is told goes on from run to run */
  let telling = null;
  /** @type {File | null} a table that waits for the tab in which it is read */
  let table = null;
  const lookNow = () => writeLook(page.picture().state());
  const keeping = {
    picture: () => part(root, 'data-picture'),
    address: () => new URL(`#${lookNow()}`, location.href).href,
    bring: page.bring,
    dispatch,
  };
  const isThere = (/** @type {Tab} */ tab) => (tab === 'change' ? changing !== null : told === page.picture());

  /** @param {Map<string, HTMLElement>} panels */
  async function fill(panels) {
    const picture = page.picture();
    const change = /** @type {HTMLElement} */ (panels.get('change'));
    if (changing) panels.delete('change'); // somebody may be typing there
    const script = contents();
    await fetchPanels(page.data().addresses.drawer, panels, script);
    const { beginTelling, mountChanging, viewsOf } = await script;
    telling ??= beginTelling(page);
    if (!changing) {
      changing = mountChanging(change, page, dispatch, keeping);
      page.picture().addAtOnce(changing.views);
      changing.chartOn(page.picture());
    }
    if (page.picture() !== picture) return;
    told = picture;
    picture.add(viewsOf(picture, panels, page, telling));
  }

  /** @param {Frame} frame */
  function readWhereItIsSeen({ tab }) {
    if (!table || !changing || tab !== 'change') return;
    changing.readTable(table);
    table = null;
  }

  const drawer = mountRegions(root, [
    ['drawer', (region) => createDrawer(region, dispatch, root, { isThere, fill }, lookNow, page.reload)],
    ['drawer', () => ({ render: readWhereItIsSeen })],
    ['drawer', (region) => createSheet(region, dispatch, root)],
    ['drawer', () => createDropping(root, page.bring)],
  ]);
  return {
    stand() {
      told = null; // nor does anything hold on to the picture that it told of
      page.picture().addAtOnce([...drawer, ...(changing?.views ?? [])]);
      changing?.chartOn(page.picture());
    },
    readTable(file) {
      table = file;
      dispatch({ type: 'tab', tab: 'change' });
      page.picture().paintSoon(); // it may be open already
    },
  };
}

/** What is in the tabs is much, and the opening needs none of it: it comes with the first that is opened. */
const contents = () => import('./contents.js').catch((error) => { throw new Unavailable(String(error)); });
