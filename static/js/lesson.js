// The page: the picture of the run that its address names, and what there is but one of: the
// address, the keys, the drawer, and what is said when something breaks. Another run takes this
// one's place here. Joins the parts and decides nothing.

import { mountDrawer } from './drawer.js';
import { mountPicture } from './picture.js';
import { fetchPage } from './runs/page.js';
import { readLook, writeLook } from './state/address.js';
import { listenToKeys } from './state/keyboard.js';
import { leavePlace, returnToPlace } from './state/place.js';
import { addressFor, changedQuery, queryOf } from './state/query.js';
import { writeNumbersWith } from './text/numbers.js';
import { speak } from './text/words.js';
import { part } from './views/shared/dom.js';
import { swapPage } from './views/shared/swapping.js';

const root = part(document, 'data-page');
/** @type {PageData} */
let data = JSON.parse(root.dataset.page ?? '');
speak(data.language.words);
writeNumbersWith(data.language.decimalMark, data.language.rowSeparator);
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** @param {string} url @returns {Look} what an address says to look at */
const lookOf = (url) => readLook(new URL(url).hash, data.settings.speeds);

const storage = () => sessionStorage;

/** @returns {string} how the browser came here: by a link, a reload, or by going back */
function wayHere() {
  const [entry] = performance.getEntriesByType('navigation');
  return /** @type {PerformanceNavigationTiming | undefined} */ (entry)?.type ?? '';
}

/** @param {State} state while the address is this run's: going back, it is the other's at once */
function keepPlace(state) {
  if (location.search !== search) return;
  const fragment = `#${writeLook(state)}`;
  if (fragment !== location.hash) history.replaceState(null, '', fragment);
}

/** The page as the server has it now, in this very place: the address is written first. */
function loadAnew() {
  keepPlace(picture.state());
  location.reload();
}

// The first frame is to be seen before anything is worked out; where nothing is seen, at once.
if (!document.hidden) await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

let search = location.search; // of the run on screen
let wanting = new AbortController(); // another
let picture = mountPicture(root, data, keepPlace);
const drawer = mountDrawer(root, { picture: () => picture, data: () => data, change, reload: loadAnew });
drawer.stand();

/** @param {Document} page of another run, which takes this one's place @param {Look} look */
function show(page, look) {
  picture.letGo();
  swapPage(root, part(page, 'data-page'));
  data = JSON.parse(root.dataset.page ?? '');
  picture = mountPicture(root, data, keepPlace);
  drawer.stand();
  picture.dispatch({ type: 'still', still: reducedMotion.matches });
  picture.dispatch({ type: 'look', look });
}

/** @param {string} query @returns {Promise<{page: Document} | {problem: Problem} | null>} null where another is wanted by now */
async function pageFor(query) {
  wanting.abort();
  wanting = new AbortController();
  const [path] = data.run.links.page.split('?');
  const { signal } = wanting;
  return fetchPage({
    page: addressFor(path, query, data.language.asked),
    api: query ? `${data.addresses.api}?${query}` : data.addresses.api,
    language: document.documentElement.lang,
    signal,
  }).catch((error) => { if (signal.aborted) return null; throw error; });
}

/** @type {Change} */
async function change(fields, { replace = false, look = {} } = {}) {
  const found = await pageFor(changedQuery(queryOf(data.run.links.page), fields));
  if (!found) return null;
  if ('problem' in found) return found.problem;
  const before = picture.state();
  keepPlace(before);
  show(found.page, { ...readLook(writeLook(before), data.settings.speeds), between: before.position, seen: before.seen, ...look });
  const address = addressFor(...runAddress(), data.language.asked);
  history[replace ? 'replaceState' : 'pushState'](null, '', `${address}#${writeLook(picture.state())}`);
  search = location.search;
  return null;
}

/** @returns {[string, string]} where the run on screen is, as its links have it */
function runAddress() {
  const { page } = data.run.links;
  return [page.split('?')[0], queryOf(page)];
}

/** The address is that of another run: back, or forward, to it. */
async function follow() {
  const address = location.href;
  const found = await pageFor(location.search.slice(1).replace(/(^|&)lang=[^&]*/, ''));
  if (!found) return;
  if ('problem' in found) { location.reload(); return; }
  search = location.search;
  show(found.page, lookOf(address));
}

addEventListener('error', (event) => picture.dispatch({ type: 'fault', text: event.message }));
addEventListener('unhandledrejection', (event) => picture.dispatch({ type: 'fault', text: String(event.reason) }));
listenToKeys((message) => picture.dispatch(message));
reducedMotion.addEventListener('change', () => picture.dispatch({ type: 'still', still: reducedMotion.matches }));
addEventListener('popstate', () => { if (location.search !== search) void follow(); });
// Where the link led: the address may have been written anew before this is heard.
addEventListener('hashchange', ({ newURL }) => {
  if (new URL(newURL).search === search) picture.dispatch({ type: 'look', look: lookOf(newURL) });
});
addEventListener('pagehide', () => {
  const before = location.href;
  keepPlace(picture.state()); // too late for a reload, which comes back to the address before
  leavePlace(picture.state(), [before, location.href], storage);
  picture.followed.rest(); // a page that still listens is not kept for going back
});
addEventListener('online', () => picture.followed.retry());
addEventListener('pageshow', ({ persisted }) => { if (persisted) picture.followed.retry(); });

// Look where one was, or where the address says, or open with the first adjustment.
const look = returnToPlace(location.href, wayHere(), data.settings.speeds, storage) ?? lookOf(location.href);
picture.dispatch({ type: 'still', still: reducedMotion.matches });
if (Object.keys(look).length) picture.dispatch({ type: 'look', look });
else if (!reducedMotion.matches) picture.dispatch({ type: 'play' });
