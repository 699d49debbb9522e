// The page: the picture of the run that its address names, and what there is but one of: the
// address, the keys, the drawer, and what is said when something breaks. Another run takes this
// one's place here. Joins the parts and decides nothing.

import { mountDrawer } from './drawer.js';
import { branchFields, wholeFields } from './model/branching.js';
import { isAlike } from './model/ghosts.js';
import { mountPicture } from './picture.js';
import { createBrought } from './runs/brought.js';
import { Fault } from './runs/checks.js';
import { createCompanions } from './runs/companions.js';
import { readFile } from './runs/recorded.js';
import { fieldsOfRecorded } from './runs/replayed.js';
import { readLook, writeLook } from './state/address.js';
import { ROOT, besideAfter, isSame } from './state/beside.js';
import { lookedThere } from './state/looking.js';
import { listenToKeys } from './state/keyboard.js';
import { leavePlace, returnToPlace, wayHere } from './state/place.js';
import { addressFor, changedQuery, queryOf } from './state/query.js';
import { createSeeking } from './state/seeking.js';
import { writeNumbersWith } from './text/numbers.js';
import { fileSays, missingSays, problemSays, speak, speakOfFiles } from './text/words.js';
import { part } from './views/shared/dom.js';
import { swapPage } from './views/shared/swapping.js';

const TABLE = /\.(csv|tsv|txt|dat|py)$/i;
const PATIENCE = 300; // milliseconds that a run's first frame waits for the iteration one looks at

const root = part(document, 'data-page');
/** @type {PageData} */
let data = dataOf(document);
speak(data.language.words);
speakOfFiles(data.language.file);
writeNumbersWith(data.language.decimalMark, data.language.rowSeparator);
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** @param {string} url @returns {Look} what an address says to look at */
const lookOf = (url) => readLook(new URL(url).hash, data.settings.speeds);

const storage = () => sessionStorage;

/** @param {State} state while the address is this run's: going back, it is the other's at once */
function keepPlace(state) {
  if (location.search !== search) return;
  const fragment = `#${writeLook(state)}`;
  if (fragment !== location.hash) history.replaceState(history.state, '', fragment);
}

/** The page as the server has it now, in this very place: the address is written first. */
function loadAnew() {
  keepPlace(picture.state());
  location.reload();
}

// The first frame is to be seen before anything is worked out; where nothing is seen, at once.
if (!document.hidden) await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

const brought = createBrought(data.settings.file);
/** @returns {number} the place of the run that the browser's history wants, among recorded ones */
const wantedRecording = () => Number(history.state?.recording ?? 0);
const first = await brought.dress(data, wantedRecording());
data = first.data;
let recording = wantedRecording(); // on screen, or 0
history.replaceState({ recording }, '');
let search = location.search; // of the run on screen
const { pageFor, afterOthers } = createSeeking(() => data, dataOf, brought);
const companions = createCompanions(data.addresses.api, data.settings.undecided, () => picture.paintSoon(), document.documentElement.lang);
// In the frame of another page its links open the whole page beside it, and this run stays.
const isWhole = !root.classList.contains('embedded');
/** @param {number} [patience] @param {Partial<State>} [looked] */
const mount = (patience, looked) => mountPicture(root, data, keepPlace, companions, isWhole ? change : undefined, patience, looked);
let picture = mount(PATIENCE);
const drawer = mountDrawer(root, { picture: () => picture, data: () => data, change, reload: loadAnew, open, known, bring });
drawer.stand();

/** @typedef {import('./state/seeking.js').Found} Found */

/** @param {Document} page @returns {PageData} */
function dataOf(page) { return JSON.parse(part(page, 'data-page').dataset.page ?? ''); }

/**
 * @param {Found} found another run, which takes this one's place @param {Look} look
 * @param {boolean} [stands] whether this one goes on, beside the other
 */
function show(found, look, stands = false) {
  if (stands) companions.adopt(here(), picture.followed, picture.state().stream);
  picture.letGo(stands);
  const { branching, chapter, cut, run } = picture.state();
  const hadFocus = swapPage(root, part(found.page, 'data-page'));
  data = found.data;
  recording = found.place;
  // What one looks at goes on, as far as it is there.
  const looked = isAlike(run, data.run) ? { cut } : {};
  picture = mount(PATIENCE, { branching, chapter, ...looked });
  drawer.stand();
  if (hadFocus) /** @type {HTMLElement | null} */ (root.querySelector('.play'))?.focus({ preventScroll: true });
  picture.dispatch({ type: 'still', still: reducedMotion.matches });
  picture.dispatch({ type: 'look', look });
  companions.show(picture.state().beside);
  if (found.missing) refuse(missingSays(found.missing));
}

/** @param {string} text why a file can't be seen */
const refuse = (text) => picture.dispatch({ type: 'refused', text });

/** @returns {Place} the run on screen */
const here = () => ({ query: queryOf(data.run.links.page), from: picture.state().origin.from, ...(recording ? { recorded: true } : {}) });

/** @type {Change} */
function change(fields, how) {
  return afterOthers(() => changed(fields, how));
}

/** @type {Change} */
async function changed(fields, { replace = false, branch = picture.state().branching, look: wish = {} } = {}) {
  const at = picture.iteration();
  // At its start a branch is the run itself; nor does a drag that goes on branch off again.
  const branches = branch && !replace && fields.start !== null && (at > 0 || picture.state().hand !== null);
  const isAnew = fields.start === null && here().from > 0 && !wish.origin; // with other weights it is a branch no more
  const wanted = branches ? branchFields(data.run, at, picture.weights(), fields) : isAnew ? wholeFields(here().from, data.run.config.iterations, fields) : fields;
  const found = await pageFor(changedQuery(here().query, wanted));
  if (!found) return { detail: '', superseded: true };
  if ('problem' in found) return found.problem;
  const left = here();
  const before = picture.state(); // as it is by now
  const origin = branches ? { from: left.from + at, parent: left } : isAnew ? ROOT : wish.origin ?? before.origin;
  const [between, seen] = [before.position, before.seen].map((place) => Math.max(0, place + left.from - origin.from)); // on the time axis
  const look = { ...readLook(writeLook(before), data.settings.speeds), between, seen, origin, ...lookedThere(before, found.data.run, wish.neuron), ...wish };
  // Weights set by hand were held still until now; a run on the move goes on moving.
  const playing = (before.playing && before.until === null) || (before.hand !== null && !before.still);
  if (branches) Object.assign(look, { at: 0, between: 0, playing });
  if (before.still) look.playing = before.playing; // nothing begins to move by itself
  const now = { query: queryOf(found.data.run.links.page), from: origin.from };
  if (isSame(now, left)) {
    if (Object.keys(wish).length) picture.dispatch({ type: 'look', look: wish });
    return null;
  }
  look.beside = replace ? before.beside : besideAfter(before.beside, left, now, branches);
  enter(found, look, replace);
  return null;
}

/** A run beside takes this one's place, and this one its. @param {Place} place */
function open(place) { return afterOthers(() => opened(place)); }

/** @param {Place} place */
async function opened(place) {
  const found = await pageFor(place.query, companions.find(place)?.followed?.run.recorded?.place);
  if (!found) return;
  if ('problem' in found) { refuse(problemSays(found.problem)); return; }
  const before = picture.state();
  const left = here();
  const at = Math.max(0, left.from + Math.floor(before.position) - place.from);
  const look = { ...readLook(writeLook(before), data.settings.speeds), at, origin: { from: place.from, parent: null }, ...lookedThere(before, found.data.run) };
  const seen = Math.max(at, left.from + before.seen - place.from);
  const beside = before.beside.map((other) => (isSame(other, place) ? { ...left, before: false } : other));
  enter(found, { ...look, seen, beside }, false);
}

/** @param {Place | null} place a run beside, or the one on screen @returns {import('./runs/companions.js').Known | undefined} */
function known(place) {
  return place ? companions.find(place) : { place: here(), followed: picture.followed, status: picture.state().stream, problem: null };
}

/** Show a run, and have its address. @param {Found} found @param {Look} look @param {boolean} replace */
function enter(found, look, replace) {
  keepPlace(picture.state());
  const stands = look.beside?.some((place) => isSame(place, here())) ?? false;
  show(found, look, stands);
  const [path] = data.run.links.page.split('?');
  const address = addressFor(path, here().query, data.language.asked);
  history[replace ? 'replaceState' : 'pushState']({ recording }, '', `${address}#${writeLook(picture.state())}`);
  search = location.search;
}

/** @param {File} file of a recorded run, which takes this one's place @returns {Promise<void>} */
async function bring(file) {
  if (TABLE.test(file.name)) { drawer.readTable(file); return; }
  try {
    const recorded = await readFile(file, data.settings.file);
    const place = brought.add(recorded, file.name);
    const found = await pageFor(changedQuery('', fieldsOfRecorded(recorded, data.settings.largestWeight)), place);
    if (!found) return;
    if ('problem' in found) { refuse(`${file.name}: ${problemSays(found.problem)}`); return; }
    const { tab } = picture.state();
    enter(found, { at: 0, ...(tab ? { tab } : {}), playing: !reducedMotion.matches }, false);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    refuse(`${file.name}: ${fileSays(fault)}`);
  }
}

/** The network is there again, or the page is. */
function retry() {
  picture.followed.retry();
  companions.retry();
  if (location.search !== search) void follow();
}

/** The address is that of another run: back, or forward, to it. */
async function follow() {
  const address = location.href;
  const found = await pageFor(location.search.slice(1).replace(/(^|&)lang=[^&]*/, ''), wantedRecording());
  if (!found) return;
  if ('problem' in found) {
    // Refused, it says so itself; not answered, this run stays until it is.
    if (found.problem.status) location.reload();
    else refuse(problemSays(found.problem));
    return;
  }
  search = location.search;
  show(found, lookOf(address));
}

// A notice of the browser's own, such as of sizes that it tells later, comes without an error.
addEventListener('error', ({ error, message }) => { if (error) picture.dispatch({ type: 'fault', text: message }); });
addEventListener('unhandledrejection', (event) => picture.dispatch({ type: 'fault', text: String(event.reason) }));
listenToKeys((message) => picture.dispatch(message));
reducedMotion.addEventListener('change', () => picture.dispatch({ type: 'still', still: reducedMotion.matches }));
addEventListener('popstate', () => {
  // A link within the page leads to a place of the run on screen, of whose entry nothing was said yet.
  if (history.state === null) history.replaceState({ recording }, '');
  if (location.search !== search || wantedRecording() !== recording) void follow();
});
// Where the link led: the address may have been written anew before this is heard.
addEventListener('hashchange', ({ newURL }) => {
  if (new URL(newURL).search === search) picture.dispatch({ type: 'look', look: lookOf(newURL) });
});
addEventListener('pagehide', () => {
  const before = location.href;
  keepPlace(picture.state()); // too late for a reload, which comes back to the address before
  leavePlace(picture.state(), [before, location.href], storage);
  picture.followed.rest(); // a page that still listens is not kept for going back
  companions.rest();
});
addEventListener('online', () => retry());
addEventListener('pageshow', ({ persisted }) => { if (persisted) retry(); });

// Look where one was, or where the address says, or open with the first adjustment.
const look = returnToPlace(location.href, wayHere(), data.settings.speeds, storage) ?? lookOf(location.href);
picture.dispatch({ type: 'still', still: reducedMotion.matches });
if (Object.keys(look).length) picture.dispatch({ type: 'look', look });
else if (!reducedMotion.matches) picture.dispatch({ type: 'play' });
if (first.missing) refuse(missingSays(first.missing));
